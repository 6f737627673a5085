import type { ProblemCatalogue } from './problem-catalogue.js';

/** Refusals of the ledger room. */
export const ledgerProblems = {
  'book-unknown': {
    status: 404,
    title: { zh: '没有这个账套', en: 'Unknown book' },
    detail: {
      zh: '本社区没有第 {book} 账套。',
      en: 'This community has no book {book}.',
    },
  },
  'standard-not-for-kind': {
    status: 422,
    title: { zh: '会计制度不适用', en: 'Standard not for this kind' },
    detail: {
      zh: '{name}不适用于这类账套，可用：{allowed}。',
      en: '{standard} does not fit a {kind} book. Use one of: {allowed}.',
    },
  },
  'standard-not-in-force': {
    status: 422,
    title: { zh: '会计制度未施行或已废止', en: 'Standard not in force' },
    detail: {
      zh: '{name}在 {month} 不施行，请按启用月份选用会计制度。',
      en: '{standard} is not in force in {month}. Choose the one in force.',
    },
  },
  'standard-must-fit-kind': {
    status: 422,
    title: { zh: '会计制度不适用', en: 'Standard not for this kind' },
    detail: {
      zh: '会计制度与账套类型不符。',
      en: 'The standard does not fit the kind of book.',
    },
  },
  'account-exists': {
    status: 409,
    title: { zh: '科目已存在', en: 'Account exists' },
    detail: {
      zh: '科目 {account} 已经存在。',
      en: 'Account {account} exists.',
    },
  },
  'account-unknown': {
    status: 422,
    title: { zh: '科目不存在', en: 'Unknown account' },
    detail: {
      zh: '本账套没有科目 {account}，请先建立或改用已有科目。',
      en: 'This book has no account {account}. Open it first or use another.',
    },
  },
  'account-not-leaf': {
    status: 422,
    title: { zh: '不是末级科目', en: 'Not a leaf account' },
    detail: {
      zh: '科目 {account} 有下级科目，请记到末级科目。',
      en: 'Account {account} has sub-accounts. Use one of them.',
    },
  },
  'account-has-postings': {
    status: 409,
    title: { zh: '科目已有发生额', en: 'Account has postings' },
    detail: {
      zh: '科目 {account} 已有期初余额或发生额，不能再设下级科目。',
      en: 'Account {account} carries figures and cannot get sub-accounts.',
    },
  },
  'parent-account-unknown': {
    status: 422,
    title: { zh: '上级科目不存在', en: 'Unknown parent account' },
    detail: {
      zh: '本账套没有上级科目 {account}。',
      en: 'This book has no account {account}.',
    },
  },
  'account-code-not-under-parent': {
    status: 422,
    title: { zh: '科目编码不在上级之下', en: 'Code not under its parent' },
    detail: {
      zh: '明细科目编码应以上级科目编码开头。',
      en: 'The code must begin with the code of its parent.',
    },
  },
  'official-accounts-are-top-level': {
    status: 422,
    title: { zh: '一级科目由制度规定', en: 'Top-level accounts are official' },
    detail: {
      zh: '一级科目随会计制度建立，不能自行增加，请在其下设明细科目。',
      en: 'Top-level accounts come with the standard. Open a sub-account.',
    },
  },
  'sub-account-code-malformed': {
    status: 422,
    title: { zh: '明细科目编码不对', en: 'Malformed sub-account code' },
    detail: {
      zh: '编码 {code} 应为上级科目 {parentCode} 加 2 到 4 位数字，总长不超过 {longest} 位。',
      en: '{code} must be {parentCode} and two to four digits, {longest} digits at most.',
    },
  },
  'sub-account-code-ambiguous': {
    status: 422,
    title: { zh: '明细科目编码会混淆', en: 'Ambiguous sub-account code' },
    detail: {
      zh: '编码 {code} 与科目 {other} 互为前缀，请换一个编码。',
      en: '{code} and {other} would be read as one under the other. Choose another code.',
    },
  },
  'opening-unbalanced': {
    status: 422,
    title: { zh: '期初余额不平', en: 'Opening balances do not balance' },
    detail: {
      zh: '期初借方合计 {debit} 元，贷方合计 {credit} 元，相差 {difference} 元。请核对后重新提交。',
      en: 'Debits {debit} and credits {credit} differ by {difference}.',
    },
  },
  'opening-balances-closed': {
    status: 409,
    title: { zh: '期初余额已锁定', en: 'Opening balances closed' },
    detail: {
      zh: '本账套已有入账凭证，期初余额不能再改。差错请用凭证更正。',
      en: 'The book has posted vouchers. Correct the opening by a voucher.',
    },
  },
  'opening-has-one-side': {
    status: 422,
    title: { zh: '期初余额为零', en: 'Opening amount is zero' },
    detail: {
      zh: '期初余额只填借方或贷方一方，不能为零。',
      en: 'An opening balance is on one side and not zero.',
    },
  },
  'opening-repeated': {
    status: 422,
    title: { zh: '期初余额重复', en: 'Opening balance repeated' },
    detail: {
      zh: '同一科目、同一专项的期初余额只填一笔，请合并后再提交。',
      en: 'An account has one opening balance for each fund. Add them up and send them again.',
    },
  },
  'voucher-needs-two-lines': {
    status: 422,
    title: { zh: '凭证分录不足', en: 'Voucher needs two lines' },
    detail: {
      zh: '一张凭证至少要有一借一贷两行分录。',
      en: 'A voucher has at least two lines.',
    },
  },
  'line-has-one-side': {
    status: 422,
    title: { zh: '分录金额不对', en: 'Line has one side' },
    detail: {
      zh: '每行分录的借方和贷方必须且只能填写一方，金额不能为零。',
      en: 'Each line has a debit or a credit, not both, not zero.',
    },
  },
  'amount-negative': {
    status: 422,
    title: { zh: '金额不能为负', en: 'Negative amount' },
    detail: {
      zh: '只有冲销凭证可以用红字（负数），请改用另一方记账或办理冲销。',
      en: 'Only red-letter vouchers carry negative amounts.',
    },
  },
  'voucher-unbalanced': {
    status: 422,
    title: { zh: '凭证借贷不平衡', en: 'Voucher does not balance' },
    detail: {
      zh: '借方合计 {debit} 元，贷方合计 {credit} 元，相差 {difference} 元。请核对各行金额，使两边相等后再提交。',
      en: 'Debits {debit} and credits {credit} differ by {difference}. Make both sides equal.',
    },
  },
  'voucher-incomplete': {
    status: 422,
    title: { zh: '凭证不完整', en: 'Voucher incomplete' },
    detail: {
      zh: '凭证的分录与凭证不相符，整张凭证未入账。',
      en: 'The lines do not match the voucher. Nothing was posted.',
    },
  },
  'revenue-netted-with-expense': {
    status: 422,
    title: { zh: '收支相抵', en: 'Revenue netted with expense' },
    detail: {
      zh: '收入与支出不得在一张收付款凭证中相抵（收支两条线）。请分开记两张凭证。',
      en: 'Revenue and expense must not be set off in one voucher that moves money. Make two vouchers.',
    },
  },
  'fund-unknown': {
    status: 422,
    title: { zh: '专项不存在', en: 'Unknown fund' },
    detail: {
      zh: '本账套没有这个专项代码，请先设立。',
      en: 'This book has no such fund. Create it first.',
    },
  },
  'fund-exists': {
    status: 409,
    title: { zh: '专项已存在', en: 'Fund exists' },
    detail: {
      zh: '这个专项代码已经存在。',
      en: 'A fund with this code exists.',
    },
  },
  'fund-on-money-line': {
    status: 422,
    title: { zh: '专项代码位置不对', en: 'Fund on a money line' },
    detail: {
      zh: '专项代码应写在对方科目的分录上，不写在现金或银行存款上。',
      en: 'Put the fund on the other line, not on cash or bank.',
    },
  },
  'restricted-fund-overdrawn': {
    status: 422,
    title: { zh: '专项资金不足', en: 'Restricted fund overdrawn' },
    detail: {
      zh: '这个专项的余额不足以支付。限定用途的钱只能用于其用途（慈善法第五十三条），请核对专项代码和金额。',
      en: 'The fund does not hold that much. Restricted money serves its purpose only.',
    },
  },
  'attachment-missing': {
    status: 422,
    title: { zh: '缺少原始凭证', en: 'Attachment missing' },
    detail: {
      zh: '除结账和更正错误外，记账凭证必须附有原始凭证（会计基础工作规范第五十一条），请填写附件张数。',
      en: 'A voucher needs its source documents. Give their number.',
    },
  },
  'voucher-not-reviewed': {
    status: 409,
    title: { zh: '凭证尚未审核', en: 'Voucher not reviewed' },
    detail: {
      zh: '凭证须由另一人审核后才能记账。',
      en: 'Another person must review the voucher first.',
    },
  },
  'voucher-needs-draft': {
    status: 409,
    title: { zh: '凭证须先填制和审核', en: 'Voucher needs a reviewed draft' },
    detail: {
      zh: '{kind}不能直接入账。请先填制，由另一人审核，再按审核过的凭证记账（会计法第二十五条）。',
      en: 'A voucher of the kind {kind} does not post by itself. Draft it, have it reviewed, then post the draft.',
    },
  },
  'voucher-reviewed': {
    status: 409,
    title: { zh: '凭证已审核', en: 'Voucher reviewed already' },
    detail: {
      zh: '凭证已经审核，不能修改。请先由审核人退回。',
      en: 'The voucher is reviewed. Its reviewer must give it back first.',
    },
  },
  'voucher-not-draft': {
    status: 409,
    title: { zh: '凭证不是待处理状态', en: 'Voucher is not a draft' },
    detail: {
      zh: '凭证不存在、已记账，或不是所要求的状态。请刷新列表后重试。',
      en: 'The voucher is posted already, or not in the state that this needs.',
    },
  },
  'voucher-not-editable': {
    status: 409,
    title: { zh: '凭证不能修改', en: 'Voucher not editable' },
    detail: {
      zh: '只有未审核的凭证可以修改或删除。已记账的请办理冲销。',
      en: 'Only unreviewed drafts can be changed. Reverse a posted voucher.',
    },
  },
  'voucher-not-posted': {
    status: 409,
    title: { zh: '凭证尚未记账', en: 'Voucher not posted' },
    detail: {
      zh: '凭证尚未记账，无须冲销，可直接修改或删除。',
      en: 'The voucher is a draft: edit or delete it.',
    },
  },
  'maker-is-not-reviewer': {
    status: 422,
    title: { zh: '不能审核自己的凭证', en: 'Maker is not reviewer' },
    detail: {
      zh: '制单人不能审核自己填制的凭证，请由另一人审核。',
      en: 'Nobody reviews his own voucher.',
    },
  },
  'voucher-maker-is-not-reviewer': {
    status: 422,
    title: { zh: '不能审核自己的凭证', en: 'Maker is not reviewer' },
    detail: {
      zh: '制单人不能审核自己填制的凭证，请由另一人审核。',
      en: 'Nobody reviews his own voucher.',
    },
  },
  'voucher-number-taken': {
    status: 409,
    title: { zh: '凭证号冲突', en: 'Voucher number taken' },
    detail: {
      zh: '凭证号已被使用，请重试。',
      en: 'Try again.',
    },
  },
  'voucher-sequence-taken': {
    status: 409,
    title: { zh: '凭证序号冲突', en: 'Voucher sequence taken' },
    detail: {
      zh: '凭证序号已被使用，请重试。',
      en: 'Try again.',
    },
  },
  'voucher-reversed-already': {
    status: 409,
    title: { zh: '凭证已冲销', en: 'Voucher reversed already' },
    detail: {
      zh: '这张凭证已经冲销过，一张凭证只能冲销一次。',
      en: 'A voucher is reversed once.',
    },
  },
  'reversal-not-allowed': {
    status: 422,
    title: { zh: '不能冲销', en: 'Reversal not allowed' },
    detail: {
      zh: '红字凭证和以前年度的凭证不能用红字冲销，冲销日期也不能早于原凭证；以前年度的差错请用蓝字更正（会计基础工作规范第五十一条(五)）。',
      en: 'Red-letter vouchers and vouchers of an earlier year are corrected by a blue voucher; red letters do not precede their original.',
    },
  },
  'reversal-not-exact': {
    status: 422,
    title: { zh: '冲销不完整', en: 'Reversal not exact' },
    detail: {
      zh: '冲销凭证必须与原凭证逐行相同、金额为负。',
      en: 'A reversal is its original, line by line, negated.',
    },
  },
  'reversal-names-its-voucher': {
    status: 422,
    title: { zh: '冲销未指明原凭证', en: 'Reversal names its voucher' },
    detail: {
      zh: '冲销凭证必须指明所冲销的凭证。',
      en: 'A reversal names the voucher that it cancels.',
    },
  },
  'voucher-month-is-of-its-date': {
    status: 422,
    title: { zh: '凭证月份不对', en: 'Voucher month is of its date' },
    detail: {
      zh: '凭证的会计月份必须是其日期所在的月份。',
      en: 'The month must be that of the date.',
    },
  },
  'month-not-open': {
    status: 409,
    title: { zh: '月份不再记账', en: 'Month not open' },
    detail: {
      zh: '{month} 已是“{state}”状态，不再接受凭证。请记入当前开放的月份。',
      en: '{month} is {state} and takes no voucher. Use an open month.',
    },
  },
  'month-step-unknown': {
    status: 409,
    title: { zh: '月份状态不允许', en: 'No such step' },
    detail: {
      zh: '{month} 不能从“{from}”变为“{to}”。',
      en: '{month} cannot go from {from} to {to}.',
    },
  },
  'month-out-of-order': {
    status: 409,
    title: { zh: '月份须按顺序', en: 'Months go in order' },
    detail: {
      zh: '请先处理 {earlier}（现为“{state}”），再处理 {month}。',
      en: 'Finish {earlier} ({state}) before {month}.',
    },
  },
  'date-before-book-opened': {
    status: 422,
    title: { zh: '日期早于启用日', en: 'Date before the book opened' },
    detail: {
      zh: '日期 {date} 早于账套启用日 {openedOn}。',
      en: '{date} is before the book opened on {openedOn}.',
    },
  },
  'date-in-future': {
    status: 422,
    title: { zh: '日期在以后的月份', en: 'Date in the future' },
    detail: {
      zh: '日期 {date} 在以后的月份，今天是 {today}。',
      en: '{date} lies in a later month; today is {today}.',
    },
  },
  'statement-unknown': {
    status: 404,
    title: { zh: '没有这种报表', en: 'Unknown statement' },
    detail: {
      zh: '{standard}没有这种报表，可取：{allowed}。',
      en: '{standard} has no such statement. There are: {allowed}.',
    },
  },
  'journal-unknown': {
    status: 404,
    title: { zh: '没有这种日记账', en: 'Unknown journal' },
    detail: {
      zh: '日记账只有两种：cash（库存现金）、bank（银行存款）。',
      en: 'There are two journals: cash and bank.',
    },
  },
  'account-unlike-parent': {
    status: 422,
    title: { zh: '明细科目与上级不同类', en: 'Account unlike its parent' },
    detail: {
      zh: '科目 {account} 的类别、方向或资金性质与上级科目 {parent} 不同。明细科目随上级；一级科目随账套建立。',
      en: 'Account {account} differs from {parent} in category, side or kind of money. Details follow their parent; official accounts come with the book.',
    },
  },
  'restricted-fund-by-hand': {
    status: 422,
    title: { zh: '限定用途的钱不能这样记', en: 'Restricted money does not pass this way' },
    detail: {
      zh: '手工凭证不能把专项 {fund} 的钱转给别的专项、偿付债务或解除限定。请按用途记支出或资产；限定解除请用“限定解除”办理。',
      en: 'By hand, money of the fund {fund} passes to no other fund, pays no debt and loses no restriction. Spend it on its purpose, or release it.',
    },
  },
  'restricted-account-needs-fund': {
    status: 422,
    title: { zh: '限定性科目须写明专项', en: 'Restricted account needs its fund' },
    detail: {
      zh: '科目 {account} 记限定用途的钱，分录须写明专项（慈善法第五十三条）。请先设立专项并写明代码；解除限定请用“限定解除”办理。',
      en: 'Account {account} holds restricted money: say of which fund. To lift a restriction, release it.',
    },
  },
  'custom-statement-wrong': {
    status: 422,
    title: { zh: '自定义报表不能计算', en: 'Statement cannot be evaluated' },
    detail: {
      zh: '自定义报表有不能计算的行，请按各处说明更正。',
      en: 'Some lines of the designed statement cannot be evaluated. Mend them as each says.',
    },
  },
  'custom-statement-changed-meanwhile': {
    status: 409,
    title: { zh: '报表刚被别人改过', en: 'Changed meanwhile' },
    detail: {
      zh: '这张自定义报表刚被别人修改。请重新打开后再改。',
      en: 'Somebody else has just changed this statement. Read it anew and change it again.',
    },
  },
  'batch-too-large': {
    status: 413,
    title: { zh: '批量太大', en: 'Batch too large' },
    detail: {
      zh: '一次最多提交 10000 张凭证。',
      en: 'At most 10,000 vouchers at once.',
    },
  },
  'import-file-unreadable': {
    status: 400,
    title: { zh: '文件无法读取', en: 'Unreadable file' },
    detail: {
      zh: '{reason}请用模板另存为 CSV（UTF-8 或 GB18030）或 XLSX 后重新提交。',
      en: 'The file could not be read. Save the template as CSV (UTF-8 or GB18030) or XLSX and send it again.',
    },
  },
  'import-columns-wrong': {
    status: 422,
    title: { zh: '表头不对', en: 'Wrong columns' },
    detail: {
      zh: '表头与模板不符，请按 errors 改正列名；模板可从 imports/template 下载。',
      en: 'The columns are not those of the template. Correct what errors lists; the template is at imports/template.',
    },
  },
  'import-rejected': {
    status: 422,
    title: { zh: '导入未通过', en: 'Import rejected' },
    detail: {
      zh: '共有 {count} 处不对，没有导入任何凭证。请按 errors 逐行改正后重新提交。',
      en: '{count} things are wrong and nothing was imported. Correct what errors lists and send the file again.',
    },
  },
  'import-too-large': {
    status: 413,
    title: { zh: '表格太大', en: 'Table too large' },
    detail: {
      zh: '一次最多导入 {limit} 行，文件展开后也不能过大。请删去多余的行和列，或分成几个文件。',
      en: 'At most {limit} rows at once, and not too much when unpacked. Remove what is not needed or split the file.',
    },
  },
  'import-repeated': {
    status: 409,
    title: { zh: '同一文件已经导入', en: 'File imported before' },
    detail: {
      zh: '这个文件已由{by}于 {day} 导入本账套，凭证还在。如要重新导入，请先删除那次导入的草稿；已记账的请用红字冲销。',
      en: '{by} imported this very file on {day}, and its vouchers are still there. Discard those drafts first, or reverse what was posted.',
    },
  },
  'import-interrupted': {
    status: 409,
    title: { zh: '导入中断', en: 'Import interrupted' },
    detail: {
      zh: '导入时服务中断，没有导入任何凭证。请重新提交文件；屡次中断时请把文件分成几个。',
      en: 'The service was interrupted while it imported, and nothing was imported. Send the file again; if it happens again, split the file.',
    },
  },
  'nothing-to-print': {
    status: 422,
    title: { zh: '没有可以打印的内容', en: 'Nothing to print' },
    detail: {
      zh: '所选范围内没有已记账的内容可以打印，请核对月份、日期、科目和凭证字。',
      en: 'Nothing was posted in what you asked for. Check the month, the days, the account and the voucher word.',
    },
  },
  'print-too-long': {
    status: 422,
    title: { zh: '一次打印的张数太多', en: 'Too many sheets at once' },
    detail: {
      zh: '要打印的至少有 {count} 张，一次至多打印 {limit} 张，请按月份或日期分几次打印。',
      en: 'There are at least {count} sheets to print and at most {limit} go into one file. Print them by month or by days.',
    },
  },
  'export-year-outside-book': {
    status: 422,
    title: { zh: '账套没有这一年', en: 'The book has nothing of that year' },
    detail: {
      zh: '本账套从 {first} 年记到 {last} 年，没有 {year} 年。请改为其间的年份，或不写年份以导出整本账套。',
      en: 'The book runs from {first} to {last} and has nothing of {year}. Ask for a year between them, or leave the year out for the whole book.',
    },
  },
  'export-option-unfit': {
    status: 400,
    title: { zh: '这种导出格式没有这个选项', en: 'The format does not take that option' },
    detail: {
      zh: '年份只用于国家标准数据接口和档案包，字符集只用于国家标准数据接口。请删去 errors 所列的选项。',
      en: 'A year goes only with gbt24589 and archive, an encoding only with gbt24589. Leave out what errors lists.',
    },
  },
} as const satisfies ProblemCatalogue;
