import type { ProblemCatalogue } from './problem-catalogue.js';

/** Refusals of the treasury room. */
export const treasuryProblems = {
  'request-not-draft': {
    status: 409,
    title: { zh: '不是草稿', en: 'Not a draft' },
    detail: {
      zh: '这份付款申请{status}，只有草稿可以改写。须改动的请撤回后另拟一份。',
      en: 'This request is {status}. Only a draft is revised; withdraw it and draft another.',
    },
  },
  'ladder-steps-wrong': {
    status: 422,
    title: { zh: '审批权限表不对', en: 'Ladder wrong' },
    detail: {
      zh: '审批权限表应有居委会主任、社区党委书记、居务监督委员会、街道四级，主任自 0 元起审批，其余各级的金额逐级升高，缺一不可。',
      en: 'A ladder has the director from 0 on and the party secretary, supervisors and street above rising amounts, all four.',
    },
  },
  'ladder-limit-not-positive': {
    status: 422,
    title: { zh: '决议限额不对', en: 'Resolution limit wrong' },
    detail: {
      zh: '须经居民会议决议的限额应大于零。',
      en: 'The limit above which a resolution is needed is above zero.',
    },
  },
  'ladder-window-wrong': {
    status: 422,
    title: { zh: '合并日数不对', en: 'Window wrong' },
    detail: { zh: '合并计算的日数应为 1 到 366。', en: 'The window has 1 to 366 days.' },
  },
  'ladder-adopted-already': {
    status: 409,
    title: { zh: '审批权限表刚被修改', en: 'Ladder adopted meanwhile' },
    detail: {
      zh: '另一人刚刚施行了新的审批权限表。请重新查看。',
      en: 'Somebody else has just adopted a ladder. Look again.',
    },
  },
  'sitting-spend': {
    status: 422,
    title: { zh: '坐支：不得从收入中直接支付', en: 'Spending straight out of income' },
    detail: {
      zh: '不得从收入户或现金收入中直接支付，也不得以收抵支（现金管理暂行条例第十一条(二)；收支两条线）。请先把收入全额存入收入户，再拨付到支出户，凭批准的申请付款。涉及科目 {account}。',
      en: 'Nothing is paid straight out of income (account {account}). Bank the income whole, allocate it to the expenditure account, and pay from there by an approved request.',
    },
  },
  'revenue-only-by-receipt': {
    status: 422,
    title: { zh: '收入户只能由收款登记', en: 'Revenue account takes receipts only' },
    detail: {
      zh: '收入户 {account} 只能由收款登记入账（收支两条线），不能用手工凭证。请改用“收款”。',
      en: 'The revenue account {account} is debited by receipts only. Record a receipt instead.',
    },
  },
  'expenditure-only-by-allocation': {
    status: 422,
    title: { zh: '支出户只能由拨付转入', en: 'Expenditure account takes allocations only' },
    detail: {
      zh: '支出户 {account} 的钱只能从收入户拨付而来（收支两条线）。收到的款项请登记到收入户。',
      en: 'Money enters the expenditure account {account} by an allocation from the revenue account only. Bank receipts into the revenue account.',
    },
  },
  'expenditure-only-by-payment': {
    status: 422,
    title: {
      zh: '支出户只能凭批准的申请付款',
      en: 'Expenditure account pays approved requests only',
    },
    detail: {
      zh: '支出户 {account} 只能凭批准的付款申请支付。请先提出申请，批准后由出纳付款。',
      en: 'The expenditure account {account} pays approved requests only. Make a request, have it approved, and let the cashier pay it.',
    },
  },
  'petty-cash-only-by-top-up': {
    status: 422,
    title: { zh: '备用金只能由支出户补足', en: 'Petty cash is topped up only' },
    detail: {
      zh: '备用金 {account} 只能凭批准的申请由支出户拨补，不能另行存入。',
      en: 'Petty cash {account} is filled by an approved payment from the expenditure account only.',
    },
  },
  'petty-cash-only-for-small-expense': {
    status: 422,
    title: { zh: '备用金只用于零星支出', en: 'Petty cash pays small expenses only' },
    detail: {
      zh: '备用金 {account} 只能用手工凭证支付零星支出，或登记收款缴回收入户。',
      en: 'Petty cash {account} pays small expenses by manual vouchers, or goes back by a receipt.',
    },
  },
  'money-account-not-marked': {
    status: 422,
    title: { zh: '资金账户未登记', en: 'Money account not marked' },
    detail: {
      zh: '科目 {account} 是货币资金，但没有登记为收入户、支出户或备用金，不能记账。请先在“资金账户”中登记。',
      en: 'Account {account} holds money but is not marked as revenue, expenditure or petty cash. Mark it among the fund accounts first.',
    },
  },
  'fund-account-overdrawn': {
    status: 422,
    title: { zh: '资金账户余额不足', en: 'Fund account overdrawn' },
    detail: {
      zh: '科目 {account} 在 {month} 末将短少 {short} 元。请先拨付或核对金额和日期。',
      en: 'Account {account} would be short of {short} at the end of {month}. Allocate first, or check amount and date.',
    },
  },
  'fund-account-not-money': {
    status: 422,
    title: { zh: '不是对应的资金科目', en: 'Not a money account of that line' },
    detail: {
      zh: '科目 {account} 不能登记为 {line}：收入户、支出户须为银行存款，备用金须为库存现金。',
      en: 'Account {account} cannot be marked as {line}: revenue and expenditure are bank accounts, petty cash is cash.',
    },
  },
  'fund-account-exists': {
    status: 409,
    title: { zh: '资金账户已登记', en: 'Fund account exists' },
    detail: {
      zh: '这个科目已经登记为资金账户，登记后不再更改。',
      en: 'This account is marked already, and stays so.',
    },
  },
  'bank-account-taken': {
    status: 409,
    title: { zh: '银行账号已登记', en: 'Bank account number taken' },
    detail: {
      zh: '这个银行账号已登记在本社区的另一科目。各账套独立核算，不得共用账户。',
      en: 'This bank account belongs to another account of the community. Books do not share bank accounts.',
    },
  },
  'fund-account-bank-details': {
    status: 422,
    title: { zh: '开户信息不对', en: 'Wrong bank details' },
    detail: {
      zh: '收入户、支出户须填写开户行和账号；备用金不填。',
      en: 'Revenue and expenditure accounts need a bank and a number; petty cash has none.',
    },
  },
  'fund-account-stays-leaf': {
    status: 409,
    title: { zh: '资金账户不能再设明细', en: 'A fund account has no sub-accounts' },
    detail: {
      zh: '科目 {account} 已登记为资金账户，不能在其下增设明细科目。',
      en: 'Account {account} is a fund account and takes no sub-accounts.',
    },
  },
  'fund-account-line-wrong': {
    status: 422,
    title: { zh: '资金账户用错了线', en: 'Wrong line' },
    detail: {
      zh: '科目 {account} 没有登记为 {line}，不能这样使用。',
      en: 'Account {account} is not marked as {line}.',
    },
  },
  'fund-account-missing': {
    status: 409,
    title: { zh: '尚未登记资金账户', en: 'Fund account missing' },
    detail: {
      zh: '第{book}账套还没有登记这样的资金账户（{line}）。请先在“资金账户”中登记。',
      en: 'Book {book} has no fund account of the line {line}. Mark one first.',
    },
  },
  'fund-account-ambiguous': {
    status: 422,
    title: { zh: '请指明资金账户', en: 'Which fund account' },
    detail: {
      zh: '第{book}账套有多个这样的资金账户（{line}），请填写 fundAccountCode。',
      en: 'Book {book} has several fund accounts of the line {line}. Say which by fundAccountCode.',
    },
  },
  'receipt-account-is-money': {
    status: 422,
    title: { zh: '收款的对方科目不对', en: 'Wrong account for a receipt' },
    detail: {
      zh: '科目 {account} 是货币资金，不能作为收款的对方科目。请填收入、负债或应收科目；缴回备用金填备用金科目。',
      en: 'Account {account} is money. Name an income, liability or receivable account, or the petty cash that is paid back.',
    },
  },
  'receipt-account-is-expense': {
    status: 422,
    title: { zh: '收款不能冲减支出', en: 'A receipt is no negative expense' },
    detail: {
      zh: '科目 {account} 是费用或成本。收到的钱不能冲减支出：请记收入科目；供应商退款而原支付凭证有误的，请红字冲销原凭证。',
      en: 'Account {account} is an expense or cost. Money that comes in is not set off against spending: book it as income, or reverse the wrong voucher.',
    },
  },
  'request-category-wrong': {
    status: 422,
    title: { zh: '事项类别与科目不符', en: 'Category does not fit the account' },
    detail: {
      zh: '科目 {account} 与事项类别不符：记入投资科目的付款是“投资”，其他付款不是。请更正类别或科目。',
      en: 'The category does not fit account {account}: a payment into an investment account is an investment, any other is not.',
    },
  },
  'refund-exceeds-receipt': {
    status: 422,
    title: { zh: '退款超过收款', en: 'Refund exceeds receipt' },
    detail: {
      zh: '这笔收款还可退 {left} 元，申请退 {amount} 元。',
      en: 'Only {left} of this receipt is left to refund; {amount} was asked for.',
    },
  },
  'refund-before-receipt': {
    status: 422,
    title: { zh: '退款早于收款', en: 'Refund before receipt' },
    detail: {
      zh: '退款日期 {date} 早于收款日期 {received}。',
      en: 'The refund of {date} precedes the receipt of {received}.',
    },
  },
  'receipt-reversed': {
    status: 409,
    title: { zh: '收款已冲销', en: 'Receipt reversed' },
    detail: {
      zh: '这笔收款的凭证已经冲销，没有可退的款项。',
      en: 'The voucher of this receipt was reversed: nothing is left to refund.',
    },
  },
  'receipt-has-refunds': {
    status: 409,
    title: { zh: '收款已有退款', en: 'Receipt has refunds' },
    detail: {
      zh: '这笔收款已有退款，不能冲销。请先冲销退款。',
      en: 'This receipt has refunds. Reverse them first.',
    },
  },
  'request-account-not-payable': {
    status: 422,
    title: { zh: '申请的科目不对', en: 'Wrong account for a request' },
    detail: {
      zh: '科目 {account} 不能作为付款的借方科目。请填费用、负债、资产科目，或备用金。',
      en: 'Account {account} cannot be paid for. Name an expense, liability or asset account, or petty cash.',
    },
  },
  'requester-not-allowed': {
    status: 403,
    title: { zh: '不能提出付款申请', en: 'Not a requester' },
    detail: {
      zh: '出纳和居务监督委员会委员不提出付款申请，申请人须为本人。',
      en: 'Cashiers and supervisors make no payment requests, and nobody makes them for another.',
    },
  },
  'supervisor-handles-nothing': {
    status: 422,
    title: { zh: '监督委员不经手', en: 'A supervisor handles nothing' },
    detail: {
      zh: '{name} 是居务监督委员会委员，不能作为经手人。',
      en: '{name} is a supervisor and handles no spending.',
    },
  },
  'request-step-unknown': {
    status: 409,
    title: { zh: '申请状态不允许', en: 'No such step' },
    detail: {
      zh: '付款申请不能从“{from}”变为“{to}”。',
      en: 'A request cannot go from {from} to {to}.',
    },
  },
  'request-of-another': {
    status: 403,
    title: { zh: '不是本人的申请', en: 'Request of another' },
    detail: {
      zh: '只有申请人可以提交；撤回可由申请人或居委会主任办理。',
      en: 'Only its requester submits a request; he or the director withdraws it.',
    },
  },
  'request-not-approved': {
    status: 409,
    title: { zh: '申请尚未批准', en: 'Request not approved' },
    detail: {
      zh: '付款须凭已批准且未支付的申请，这份申请的状态是“{status}”。',
      en: 'A payment cites an approved, unspent request. This one is {status}.',
    },
  },
  'request-paid-already': {
    status: 409,
    title: { zh: '申请已付款', en: 'Request paid already' },
    detail: { zh: '这份申请已经付款，一份申请只付一次。', en: 'A request is paid once.' },
  },
  'request-transferred-already': {
    status: 409,
    title: { zh: '申请已划转', en: 'Request transferred already' },
    detail: { zh: '这份申请已经用于划转，一份申请只用一次。', en: 'A request is spent once.' },
  },
  'request-paid-without-payment': {
    status: 409,
    title: { zh: '没有付款', en: 'Paid without payment' },
    detail: {
      zh: '付款申请只能由实际付款或其冲销改变状态。',
      en: 'Only a payment, or its reversal, moves a request to this state.',
    },
  },
  'resolution-missing': {
    status: 422,
    title: { zh: '缺少决议文号', en: 'Resolution missing' },
    detail: {
      zh: '同一收款人、同一科目三十日内累计 {amount} 元，超过 {limit} 元，须经“四议两公开”决议。请填写 resolutionNo。',
      en: 'Within thirty days {amount} goes to one payee and account, above {limit}: give the number of the resolution in resolutionNo.',
    },
  },
  'approval-incomplete': {
    status: 409,
    title: { zh: '审批未完成', en: 'Approval incomplete' },
    detail: { zh: '还缺一级审批（{role}）。', en: 'A signature is still missing ({role}).' },
  },
  'approval-out-of-turn': {
    status: 403,
    title: { zh: '未轮到您审批', en: 'Not your turn' },
    detail: { zh: '现在应由 {role} 审批或退回。', en: 'It is the turn of {role}.' },
  },
  'requester-approves-not': {
    status: 403,
    title: { zh: '不能审批自己的申请', en: 'Own request' },
    detail: {
      zh: '申请人不能审批自己的申请，请由另一人审批。',
      en: 'Nobody approves his own request.',
    },
  },
  'cashier-approves-not': {
    status: 403,
    title: { zh: '出纳不得审批', en: 'A cashier approves nothing' },
    detail: {
      zh: '出纳负责付款，不得审批（会计法第三十五条）。',
      en: 'A cashier pays and approves nothing.',
    },
  },
  'approver-signed-already': {
    status: 409,
    title: { zh: '已经签过', en: 'Signed already' },
    detail: {
      zh: '每一级审批须由不同的人签署，您已经签过。',
      en: 'Each step is signed by another person; you have signed one.',
    },
  },
  'step-signed-already': {
    status: 409,
    title: { zh: '这一级已审批', en: 'Step signed already' },
    detail: { zh: '这一级审批已经完成，请刷新后重试。', en: 'This step is signed already.' },
  },
  'submitted-has-ladder': {
    status: 409,
    title: { zh: '申请未定审批档', en: 'No ladder' },
    detail: { zh: '提交的申请须有审批档。', en: 'A submitted request has its ladder.' },
  },
  'reason-missing': {
    status: 422,
    title: { zh: '请说明理由', en: 'Reason missing' },
    detail: { zh: '退回申请须写明理由。', en: 'A rejection gives its reason.' },
  },
  'funds-reserved': {
    status: 422,
    title: { zh: '可用资金不足', en: 'Money is reserved' },
    detail: {
      zh: '账上资金 {money} 元，已批未付 {reserved} 元，不足以再支付 {amount} 元。',
      en: 'The book holds {money}, of which {reserved} is approved and unpaid: {amount} more is not there.',
    },
  },
  'fund-reserved': {
    status: 422,
    title: { zh: '专项可用余额不足', en: 'Fund is reserved' },
    detail: {
      zh: '专项 {fund} 余额 {balance} 元，已批未付 {reserved} 元，不足以支付 {amount} 元。',
      en: 'Fund {fund} holds {balance}, of which {reserved} is approved and unpaid: {amount} is not there.',
    },
  },
  'restricted-money-protected': {
    status: 422,
    title: { zh: '限定用途的钱不得挪用', en: 'Restricted money is protected' },
    detail: {
      zh: '账上资金 {money} 元，其中限定用途 {restricted} 元，非限定已批未付 {reserved} 元，不足以支付 {amount} 元。限定用途的钱只能用于其用途（慈善法第五十三条）。',
      en: 'Of {money}, {restricted} is restricted and {reserved} reserved: {amount} of free money is not there.',
    },
  },
  'allocation-exceeds-requests': {
    status: 422,
    title: { zh: '拨付超过所列申请', en: 'Allocation exceeds its requests' },
    detail: {
      zh: '所列申请合计 {requests} 元，拨付 {amount} 元。请核对申请或金额。',
      en: 'The named requests come to {requests}, the allocation to {amount}.',
    },
  },
  'payer-not-independent': {
    status: 403,
    title: { zh: '付款人不独立', en: 'Payer not independent' },
    detail: {
      zh: '付款须由出纳办理，且付款人不得是申请人或审批人（会计法第三十五条）。',
      en: 'A cashier pays, who neither asked nor approved.',
    },
  },
  'payment-before-request': {
    status: 422,
    title: { zh: '付款早于申请', en: 'Payment before request' },
    detail: {
      zh: '付款日期 {date} 早于申请日期 {requested}。',
      en: 'The payment of {date} precedes the request of {requested}.',
    },
  },
  'document-missing': {
    status: 409,
    title: { zh: '凭证没有对应的业务单据', en: 'Document missing' },
    detail: {
      zh: '这类凭证（{source}）只能由相应的业务产生，没有找到对应的单据。',
      en: 'A voucher of this source ({source}) comes from its document, which is not there.',
    },
  },
  'document-mismatch': {
    status: 409,
    title: { zh: '凭证与业务单据不符', en: 'Document mismatch' },
    detail: {
      zh: '凭证的日期、科目或金额与单据（{document}）不符。',
      en: 'Voucher and document ({document}) differ in date, account or amount.',
    },
  },
  'document-without-voucher': {
    status: 409,
    title: { zh: '业务单据没有凭证', en: 'Document without voucher' },
    detail: {
      zh: '单据（{document}）必须与其凭证同时入账。',
      en: 'A document ({document}) is posted together with its voucher.',
    },
  },
  'transfer-between-two-books': {
    status: 422,
    title: { zh: '划转须在两个账套之间', en: 'Transfer needs two books' },
    detail: { zh: '划出和划入须是不同的账套。', en: 'A transfer is between two different books.' },
  },
  'transfer-kind-not-for-books': {
    status: 422,
    title: { zh: '这两个账套之间不能这样划转', en: 'No such transfer between these books' },
    detail: {
      zh: '从“{from}”到“{to}”不能办理“{kind}”。可办：利润上缴（公司→集体）、捐赠（集体或公司→慈善）、借款及归还（集体与公司之间）。',
      en: 'There is no {kind} from {from} to {to}. Profit goes from company to collective, donations to charity, loans between collective and company.',
    },
  },
  'transfer-account-unclear': {
    status: 422,
    title: { zh: '请指明划转科目', en: 'Which account' },
    detail: {
      zh: '第{book}账套的科目 {accounts} 下有多个明细，请填写 {field}。',
      en: 'Book {book} has several accounts under {accounts}: say which by {field}.',
    },
  },
  'transfer-account-not-for-kind': {
    status: 422,
    title: { zh: '划转科目不对', en: 'Wrong account for this transfer' },
    detail: {
      zh: '第{book}账套的科目 {account} 不用于这种划转，应为 {accounts} 或其明细。',
      en: 'Account {account} of book {book} does not serve this transfer; use {accounts} or one below.',
    },
  },
  'transfer-bank-unclear': {
    status: 422,
    title: { zh: '银行账户不明', en: 'Bank account unclear' },
    detail: {
      zh: '第{book}账套尚未登记资金账户，且银行存款不止一个末级科目。请先登记资金账户。',
      en: 'Book {book} has no fund accounts and not exactly one bank account. Mark its fund accounts first.',
    },
  },
  'transfer-not-approved': {
    status: 422,
    title: { zh: '划转没有批准的申请', en: 'Transfer not approved' },
    detail: {
      zh: '第{book}账套的划转 {amount} 元须凭一份批准且未支付的付款申请：收款人填划入账套的名称，或在用途中写明，批准后再划转。',
      en: 'A transfer of {amount} from book {book} cites an approved, unspent request whose payee or purpose names the receiving book.',
    },
  },
  'transfer-request-unclear': {
    status: 422,
    title: { zh: '划转可凭的申请不止一份', en: 'Several requests fit the transfer' },
    detail: {
      zh: '第{book}账套的划转 {amount} 元有 {count} 份批准且未支付的申请都合适：{requests}。请填 requestId，写明凭哪一份。',
      en: '{count} approved, unspent requests fit the transfer of {amount} from book {book}: {requests}. Give requestId to say which one it spends.',
    },
  },
  'transfer-reversed-alone': {
    status: 409,
    title: { zh: '划转须两边同时冲销', en: 'A transfer is reversed in both books' },
    detail: {
      zh: '划转的两张凭证须同时冲销，请在“划转”中办理冲销。',
      en: 'Both vouchers of a transfer are reversed together: reverse the transfer.',
    },
  },
  'amount-not-positive': {
    status: 422,
    title: { zh: '金额须大于零', en: 'Amount not positive' },
    detail: { zh: '金额须大于零。', en: 'The amount must be above zero.' },
  },
} as const satisfies ProblemCatalogue;
