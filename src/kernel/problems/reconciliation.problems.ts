import type { ProblemCatalogue } from './problem-catalogue.js';

/** Refusals of bank statements, reconciliation and cash counts. */
export const reconciliationProblems = {
  'bank-statement-in-future': {
    status: 422,
    title: { zh: '对账单月份未到', en: 'Statement of a later month' },
    detail: {
      zh: '{month} 还没有到（今天是 {today}）。请导入本月或以前月份的对账单。',
      en: '{month} has not begun on {today}. Import a statement of this month or an earlier one.',
    },
  },
  'bank-statement-before-book': {
    status: 422,
    title: { zh: '对账单早于账套启用', en: 'Statement before the book opened' },
    detail: {
      zh: '本账套自 {openedOn} 起启用，不收 {month} 的对账单。请导入启用月份起的对账单。',
      en: 'This book opened on {openedOn} and takes no statement of {month}. Begin with the month in which it opened.',
    },
  },
  'bank-line-amount-zero': {
    status: 422,
    title: { zh: '流水金额为零', en: 'Bank line of nothing' },
    detail: {
      zh: '对账单流水的收入或支出须填一项，且不为零。请删去没有发生额的行。',
      en: 'A bank line carries money in or money out, and not zero. Leave lines of nothing out.',
    },
  },
  'bank-line-two-amounts': {
    status: 422,
    title: { zh: '流水须有一个金额', en: 'One amount for each line' },
    detail: {
      zh: '每行流水应当只填收入（in）或支出（out）一项。请核对标出的行。',
      en: 'Each line has either money in or money out. Check the marked lines.',
    },
  },
  'bank-line-outside-month': {
    status: 422,
    title: { zh: '流水日期不在本月', en: 'Bank line outside the month' },
    detail: {
      zh: '有 {count} 行流水的日期不在 {month} 或晚于今天。请只导入这个月的流水。',
      en: '{count} lines lie outside {month} or after today. Import only the lines of that month.',
    },
  },
  'bank-balance-broken': {
    status: 422,
    title: { zh: '对账单余额不连续', en: 'Balances do not chain' },
    detail: {
      zh: '第 {line} 行流水后的余额应为 {computed} 元，对账单上为 {printed} 元。请检查期初余额、行的先后和是否缺行。',
      en: 'After line {line} the balance must be {computed}, the statement says {printed}. Check the opening balance, the order and missing lines.',
    },
  },
  'bank-statement-unbalanced': {
    status: 422,
    title: { zh: '对账单不平', en: 'Statement does not balance' },
    detail: {
      zh: '期初 {opening} 元加收入 {received} 元减支出 {paid} 元，与期末 {closing} 元相差 {difference} 元。请检查是否缺行或抄错余额。',
      en: 'Opening {opening} plus {received} less {paid} differs from closing {closing} by {difference}. Check for missing lines or a miscopied balance.',
    },
  },
  'bank-statement-exists': {
    status: 409,
    title: { zh: '本月对账单已导入', en: 'Statement exists' },
    detail: {
      zh: '这个账户这个月的对账单已经导入。要更换，请先删除原来的对账单。',
      en: 'This account has a statement for this month. Remove it first to replace it.',
    },
  },
  'bank-statement-repeated': {
    status: 409,
    title: { zh: '对账单重复导入', en: 'Statement imported twice' },
    detail: {
      zh: '这份对账单已经导入过。请核对账户和月份，导入另一份。',
      en: 'This statement was imported before. Check account and month and import the other one.',
    },
  },
  'bank-statement-not-continuous': {
    status: 422,
    title: { zh: '与相邻月份不衔接', en: 'Statement does not continue its neighbour' },
    detail: {
      zh: '{month} 的对账单与 {neighbour} 的不衔接：应为 {expected} 元，现为 {given} 元。请检查期初、期末余额，或先补齐中间月份。',
      en: 'The statement of {month} does not meet that of {neighbour}: expected {expected}, given {given}. Check the balances at its ends or the months between.',
    },
  },
  'bank-statement-continued': {
    status: 409,
    title: { zh: '已有以后月份的对账单', en: 'A later statement continues this one' },
    detail: {
      zh: '这个账户已有 {month} 以后的对账单。请从最后一个月起依次删除。',
      en: 'A later month continues the statement of {month}. Remove the latest first.',
    },
  },
  'not-a-bank-account': {
    status: 422,
    title: { zh: '不是银行存款末级科目', en: 'Not a bank account' },
    detail: {
      zh: '科目 {account} 不是银行存款的末级科目。请改用资金账户对应的银行存款科目。',
      en: 'Account {account} is no leaf account of bank money. Use the account of a bank fund account.',
    },
  },
  'not-a-cash-account': {
    status: 422,
    title: { zh: '不是库存现金末级科目', en: 'Not a cash account' },
    detail: {
      zh: '科目 {account} 不是库存现金的末级科目。请改用备用金或库存现金科目。',
      en: 'Account {account} is no leaf account of cash. Use a cash or petty-cash account.',
    },
  },
  'bank-file-unknown': {
    status: 422,
    title: { zh: '认不出对账单格式', en: 'Unknown bank file' },
    detail: {
      zh: '没有找到认识的列名。支持：{formats}。其他银行请先保存它的“列对应关系”，导入时写明其代码；或下载本系统的模板，把流水填入后再导入。',
      en: 'No known column titles were found. Save the columns of another bank (bank-statement-mappings) and name them by mapping, or download our template, fill the lines in and import it.',
    },
  },
  'bank-file-malformed': {
    status: 422,
    title: { zh: '对账单内容不对', en: 'Malformed bank file' },
    detail: {
      zh: '有 {count} 处不能识别，已按行列出。请改正后重新导入。',
      en: '{count} cells cannot be read; they are listed by row. Correct them and import again.',
    },
  },
  'bank-file-other-account': {
    status: 422,
    title: { zh: '不是这个账户的对账单', en: 'Statement of another account' },
    detail: {
      zh: '文件里写的账号是{found}，所选科目的账号是{expected}。请核对科目，或导出这个账户的对账单。',
      en: 'The file is of the account {found}, the chosen account is {expected}. Check the account or export the statement of this one.',
    },
  },
  'bank-mapping-wrong': {
    status: 422,
    title: { zh: '列对应关系不对', en: 'Wrong column mapping' },
    detail: {
      zh: '列对应关系不能用，请按 errors 改正后再保存。',
      en: 'The mapping cannot be used. Correct what errors lists and save it again.',
    },
  },
  'mapping-exists': {
    status: 409,
    title: { zh: '代码已用过', en: 'Code is taken' },
    detail: {
      zh: '已有这个代码的列对应关系。请修改原来的，或换一个代码。',
      en: 'There is a mapping of this code. Change it, or choose another code.',
    },
  },
  'bank-file-balances-missing': {
    status: 422,
    title: { zh: '缺少期初或期末余额', en: 'Opening or closing balance missing' },
    detail: {
      zh: '文件里没有余额。请在地址中加上 openingBalance 和 closingBalance，或在模板中填写期初余额、期末余额两行。',
      en: 'The file has no balances. Add openingBalance and closingBalance to the query or fill the two balance rows of the template.',
    },
  },
  'bank-statement-missing': {
    status: 422,
    title: { zh: '缺少银行对账单', en: 'Bank statement missing' },
    detail: {
      zh: '银行账户 {account} {name} 本月的对账单还没有导入。请先导入。',
      en: 'Bank account {account} has no statement for this month. Import it first.',
    },
  },
  'reconciliation-unbalanced': {
    status: 409,
    title: { zh: '余额调节表不平', en: 'Adjustment table does not balance' },
    detail: {
      zh: '账户 {account} {name} 调节后仍差 {difference} 元。以前月份的账或对账在确认后有过变动，请先重新确认以前月份。',
      en: 'Account {account} still differs by {difference}. An earlier month has changed since it was confirmed: confirm it again first.',
    },
  },
  'reconciliation-unexplained': {
    status: 422,
    title: { zh: '未达账项没有说明', en: 'Open items without explanation' },
    detail: {
      zh: '账户 {account} {name} 有 {count} 项既未核销也未说明。请核销，或在 explanations 中逐项说明原因。',
      en: 'Account {account} has {count} items neither matched nor explained. Match them or explain each in explanations.',
    },
  },
  'reconciliation-outdated': {
    status: 409,
    title: { zh: '账面已有变动', en: 'The books have moved' },
    detail: {
      zh: '账户 {account} 的账面或对账单余额刚刚有变动。请重新查看后再提交。',
      en: 'The balance of account {account} has just changed. Look again and repeat.',
    },
  },
  'reconciliation-out-of-order': {
    status: 409,
    title: { zh: '以前月份尚未对账', en: 'An earlier month is not reconciled' },
    detail: {
      zh: '账户 {account} 在 {month} 还没有确认对账。请按月份先后确认。',
      en: 'Account {account} is not reconciled for {month}. Confirm the months in order.',
    },
  },
  'explanation-names-nothing': {
    status: 422,
    title: { zh: '说明没有对应的未达账项', en: 'Explanation of nothing' },
    detail: {
      zh: '说明所指的“{item}”不是本月未核销的项目。请删去，或核对编号。',
      en: '"{item}" is no open item of this month. Remove the explanation or check the identifier.',
    },
  },
  'explanation-target-unclear': {
    status: 422,
    title: { zh: '说明应指明一个项目', en: 'Explanation must name one item' },
    detail: {
      zh: '每条说明应指明一项：bankLineId，或 voucherId 加 lineNo，或 openingDifferenceOf（科目）。请补全或删去多余的一项。',
      en: 'Each explanation names one item: bankLineId, or voucherId with lineNo, or openingDifferenceOf.',
    },
  },
  'match-request-unclear': {
    status: 422,
    title: { zh: '请选择自动或逐笔核销', en: 'Match automatically or by lines' },
    detail: {
      zh: '请提交 automatic: true，或 pairs、groups 中的核销关系，两者取其一。',
      en: 'Send automatic: true, or pairs and groups, not both.',
    },
  },
  'match-needs-two-lines': {
    status: 422,
    title: { zh: '核销至少两笔', en: 'A match needs two lines' },
    detail: {
      zh: '一组核销至少要有两笔不同的流水或分录。请补上与它对应的另一笔。',
      en: 'A match has at least two different lines. Add the line that belongs to it.',
    },
  },
  'match-line-not-open': {
    status: 422,
    title: { zh: '该笔不在未核销之列', en: 'Line is not open' },
    detail: {
      zh: '“{line}”不是本月未核销的流水或分录，可能已经核销。请重新查看对账后再选。',
      en: '"{line}" is no open line of this month; it may be matched already. Look again and choose.',
    },
  },
  'match-accounts-differ': {
    status: 422,
    title: { zh: '不是同一账户', en: 'Lines of different accounts' },
    detail: {
      zh: '一组核销只能是同一银行账户的流水和分录，现有：{accounts}。请分开核销。',
      en: 'A match holds lines of one bank account, here: {accounts}. Match them apart.',
    },
  },
  'match-sums-differ': {
    status: 422,
    title: { zh: '两边金额不等', en: 'Sums differ' },
    detail: {
      zh: '银行合计 {bank} 元，账上合计 {book} 元，相差 {difference} 元。请选两边合计相等的流水和分录。',
      en: 'Bank {bank} and book {book} differ by {difference}. Choose lines whose sums are equal.',
    },
  },
  'bank-line-matched-already': {
    status: 409,
    title: { zh: '银行流水已核销', en: 'Bank line matched already' },
    detail: {
      zh: '这笔银行流水已经核销。请重新查看对账。',
      en: 'This bank line is matched already. Look again.',
    },
  },
  'book-line-matched-already': {
    status: 409,
    title: { zh: '账上分录已核销', en: 'Book line matched already' },
    detail: {
      zh: '这笔账上分录已经核销。请重新查看对账。',
      en: 'This line of the book is matched already. Look again.',
    },
  },
  'reconciliation-confirmed-meanwhile': {
    status: 409,
    title: { zh: '对账刚被确认', en: 'Confirmed meanwhile' },
    detail: {
      zh: '另一人刚刚确认了这个月的对账。请重新查看。',
      en: 'Somebody else has just confirmed this month. Look again.',
    },
  },
  'cash-count-outside-month': {
    status: 422,
    title: { zh: '盘点日期不对', en: 'Date of count' },
    detail: {
      zh: '盘点日期 {date} 应在 {month} 之内，且不晚于今天（{today}）。请改正日期。',
      en: 'The day {date} must lie in {month} and not after {today}. Correct it.',
    },
  },
  'cash-count-negative': {
    status: 422,
    title: { zh: '盘点金额不能为负', en: 'Negative count' },
    detail: {
      zh: '实点金额不能小于零。请填写清点到的现金数。',
      en: 'Counted cash is never negative. Enter what was counted.',
    },
  },
  'cash-count-needs-two-people': {
    status: 422,
    title: { zh: '盘点须有两人', en: 'A count needs two people' },
    detail: {
      zh: '现金由出纳清点，须由另一人监盘。请填写另一人的用户名。',
      en: 'Cash is counted by one person and witnessed by another. Name the other.',
    },
  },
  'cash-limit-negative': {
    status: 422,
    title: { zh: '现金限额不能为负', en: 'Negative cash limit' },
    detail: {
      zh: '库存现金限额不能小于零；不留库存的填 0。',
      en: 'A cash limit is never negative; 0 keeps no cash.',
    },
  },
  'cash-limit-set-already': {
    status: 409,
    title: { zh: '限额刚被核定', en: 'Limit set meanwhile' },
    detail: {
      zh: '另一人刚刚核定了限额。请重新查看。',
      en: 'Somebody else has just set a limit. Look again.',
    },
  },
  'cash-finding-unknown': {
    status: 422,
    title: { zh: '没有这个现金事项', en: 'No such cash finding' },
    detail: {
      zh: '科目 {account} 本月没有这样一项须说明的现金事项，或金额已变。请重新查看本月的现金检查，照其中的事项、金额和凭证填写。',
      en: 'Account {account} has no such finding this month, or its amount has changed. Look at the findings again.',
    },
  },
  'cash-purpose-missing': {
    status: 422,
    title: { zh: '现金用途不对', en: 'Cash purpose wrong' },
    detail: {
      zh: '超过结算起点的现金付款须选定用途（收购农副产品、差旅费、零星支出汇总、开户银行审核同意），其余款项应转账；超库存限额的不填用途。',
      en: 'A cash payment above the threshold names its purpose; cash above the limit names none.',
    },
  },
  'cash-explained-already': {
    status: 409,
    title: { zh: '已经说明', en: 'Explained already' },
    detail: {
      zh: '这一项已有说明，不须再登记。',
      en: 'This finding is explained already.',
    },
  },
  'cash-unexplained': {
    status: 409,
    title: { zh: '现金事项没有说明', en: 'Cash not explained' },
    detail: {
      zh: '{month} 还有 {count} 项现金事项没有说明：超过结算起点的付款或超过库存限额的余额。请查看现金检查，逐项更正或说明后再上报。',
      en: '{count} findings of cash in {month} are not explained. Correct or explain each, then report.',
    },
  },
  'cash-banked-before-it-came': {
    status: 422,
    title: { zh: '存入早于收到', en: 'Banked before it came' },
    detail: {
      zh: '现金不能在收到以前存入银行。请改正收到现金的日期。',
      en: 'Cash is not banked before it came. Correct the day on which it came.',
    },
  },
  'cash-banked-late': {
    status: 422,
    title: { zh: '现金没有及时送存', en: 'Cash banked late' },
    detail: {
      zh: '现金收入应于当日送存银行，最迟次日。{received} 收到、{banked} 才存入的，请写明原因（depositReason）。',
      en: 'Cash is banked on its day or the next. It came on {received} and was banked on {banked}: give the reason.',
    },
  },
  'cash-difference-unexplained': {
    status: 422,
    title: { zh: '盘点差异没有说明', en: 'Difference not explained' },
    detail: {
      zh: '实点比账面差 {difference} 元。请在 explanation 中写明原因；查明后由会计编制凭证调整，再重新盘点。',
      en: 'The count differs from the book by {difference}. Give the reason in explanation; book it, then count again.',
    },
  },
  'witness-unknown': {
    status: 422,
    title: { zh: '没有这位监盘人', en: 'Unknown witness' },
    detail: {
      zh: '本社区没有用户“{witness}”。请填写在本社区有职务的另一人的用户名。',
      en: 'Nobody named "{witness}" has a duty here. Give the username of somebody who has.',
    },
  },
} as const satisfies ProblemCatalogue;
