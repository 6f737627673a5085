import type { ProblemCatalogue } from './problem-catalogue.js';

/** Refusals of what a voucher must name, of corrections, templates and posting rules. */
export const voucherProblems = {
  'voucher-word-wrong': {
    status: 422,
    title: { zh: '凭证字不对', en: 'Wrong voucher word' },
    detail: {
      zh: '这张凭证应为“{due}”字，不是“{word}”字：收款用收、付款和资金划转用付、不涉及资金用转，只用记字的账套一律用记。',
      en: 'This voucher takes the word {due}, not {word}: it follows from the money that its lines move.',
    },
  },
  'cash-flow-item-unknown': {
    status: 422,
    title: { zh: '现金流量项目不对', en: 'Unknown cash flow item' },
    detail: {
      zh: '现金流量项目须是本账套会计制度的现金流量表项目，且只写在资金科目的分录上。',
      en: "A cash flow item is one of the standard's and stands on a line of money.",
    },
  },
  'cash-flow-item-on-transfer': {
    status: 422,
    title: { zh: '资金划转没有现金流量', en: 'A transfer is no cash flow' },
    detail: {
      zh: '资金科目之间的划转不影响现金总额，不填现金流量项目。',
      en: 'Money that passes between money accounts has no cash flow item.',
    },
  },
  'cash-flow-item-missing': {
    status: 422,
    title: { zh: '缺少现金流量项目', en: 'Cash flow item missing' },
    detail: {
      zh: '有资金收付的分录须有现金流量项目，请填写，或留空由系统按对方科目确定。',
      en: 'Each line of money has a cash flow item.',
    },
  },
  'cash-flow-item-wrong-way': {
    status: 422,
    title: { zh: '现金流量方向不符', en: 'Cash flow item points the other way' },
    detail: {
      zh: '收到的钱用流入项目，付出的钱用流出项目；退还收入、收回费用时才可冲减原项目。',
      en: 'Receipts take an item of receipts, payments one of payments, unless an income is paid back or an expense comes back.',
    },
  },
  'dimension-exists': {
    status: 409,
    title: { zh: '辅助核算已存在', en: 'Dimension exists' },
    detail: { zh: '这个辅助核算代码已经存在。', en: 'A dimension with this code exists.' },
  },
  'dimension-is-built-in': {
    status: 422,
    title: { zh: '辅助核算随账套建立', en: 'Dimension is built in' },
    detail: {
      zh: '往来单位（counterparty）和专项（fund）随账套建立，不能另建。',
      en: 'counterparty and fund come with the book.',
    },
  },
  'dimension-unknown': {
    status: 422,
    title: { zh: '没有这个辅助核算', en: 'Unknown dimension' },
    detail: {
      zh: '本账套没有这个辅助核算，请先建立。',
      en: 'This book has no such dimension. Create it first.',
    },
  },
  'built-in-dimension-has-no-items': {
    status: 422,
    title: { zh: '不设项目', en: 'No items here' },
    detail: {
      zh: '往来单位写在分录的 counterparty 字段，专项用专项代码，不另设项目。',
      en: 'A line names its counterparty and its fund itself.',
    },
  },
  'dimension-item-exists': {
    status: 409,
    title: { zh: '项目已存在', en: 'Item exists' },
    detail: { zh: '这个项目代码已经存在。', en: 'An item with this code exists.' },
  },
  'dimension-item-unknown': {
    status: 422,
    title: { zh: '没有这个项目', en: 'Unknown item' },
    detail: {
      zh: '辅助核算 {dimension} 没有项目 {item}，请先建立。',
      en: 'Dimension {dimension} has no item {item}. Create it first.',
    },
  },
  'dimension-item-closed': {
    status: 422,
    title: { zh: '项目已停用', en: 'Item closed' },
    detail: {
      zh: '辅助核算 {dimension} 的项目 {item} 已停用，请改用其他项目。',
      en: 'Item {item} of {dimension} is closed. Use another.',
    },
  },
  'dimension-missing': {
    status: 422,
    title: { zh: '缺少辅助核算', en: 'Dimension missing' },
    detail: {
      zh: '科目 {account} 须按{name}核算，请在分录上填写。',
      en: 'Account {account} asks for {dimension} on every line.',
    },
  },
  'voucher-corrected-already': {
    status: 409,
    title: { zh: '凭证已订正', en: 'Voucher corrected already' },
    detail: {
      zh: '这张凭证已有订正凭证。订正凭证有误的，请对订正凭证再办理更正。',
      en: 'The voucher has its correction. Correct the correction.',
    },
  },
  'correction-names-its-voucher': {
    status: 422,
    title: { zh: '更正未指明原凭证', en: 'Correction names its voucher' },
    detail: {
      zh: '订正凭证和差额凭证必须指明所更正的凭证，其他凭证不得指明。',
      en: 'A correction names the voucher that it puts right; other vouchers name none.',
    },
  },
  'correction-not-allowed': {
    status: 422,
    title: { zh: '不能这样更正', en: 'Correction not allowed' },
    detail: {
      zh: '红字凭证不再更正；订正须先注销原凭证；差额调整须原凭证未注销、不是差额凭证。',
      en: 'Red letters are not corrected; a re-entry follows the red letter of its original; a difference needs a live original.',
    },
  },
  'correction-pending': {
    status: 409,
    title: { zh: '更正尚未记账', en: 'Correction pending' },
    detail: {
      zh: '这张凭证已有未记账的更正凭证，请先审核记账，或删除后重新办理。',
      en: 'A correction of this voucher waits as a draft. Post it or delete it first.',
    },
  },
  'correction-by-document': {
    status: 422,
    title: { zh: '请从单据更正', en: 'Correct the document' },
    detail: {
      zh: '这张凭证由单据生成，请冲销后重新办理单据，凭证与单据才能相符。',
      en: 'A document made this voucher. Reverse it and make the document anew.',
    },
  },
  'correction-of-earlier-year': {
    status: 422,
    title: { zh: '以前年度的凭证', en: 'Voucher of an earlier year' },
    detail: {
      zh: '以前年度的差错不用红字，请办理以前年度更正（correct-prior-year），用蓝字填制更正凭证（会计基础工作规范第五十一条(五)）。{suggestion}',
      en: 'An error of an earlier year is put right by a blue voucher: use correct-prior-year.',
    },
  },
  'correction-of-this-year': {
    status: 422,
    title: { zh: '本年度的凭证', en: 'Voucher of this year' },
    detail: {
      zh: '本年度的差错请用订正（correct）或差额调整（adjust）更正。',
      en: 'An error of this year is put right by correct or adjust.',
    },
  },
  'correction-wording-missing': {
    status: 422,
    title: { zh: '更正摘要不对', en: 'Correction wording missing' },
    detail: {
      zh: '摘要须以“{wording}”开头（会计基础工作规范第五十一条(五)）。',
      en: 'Each summary begins with {wording}.',
    },
  },
  'correction-not-editable': {
    status: 409,
    title: { zh: '差额凭证不能修改', en: 'Difference not editable' },
    detail: {
      zh: '差额凭证按原凭证生成，请删除后重新办理差额调整。',
      en: 'Delete the difference and make it anew.',
    },
  },
  'difference-not-exact': {
    status: 422,
    title: { zh: '差额不对', en: 'Difference not exact' },
    detail: {
      zh: '差额凭证的科目须与原凭证相同，调整后各行金额不能小于零。科目有误的请用订正。',
      en: 'A difference has the accounts of its original, and no line falls below zero.',
    },
  },
  'voucher-has-differences': {
    status: 409,
    title: { zh: '凭证有差额调整', en: 'Voucher has differences' },
    detail: {
      zh: '这张凭证有未冲销的差额凭证，请先冲销差额凭证，再冲销原凭证。',
      en: 'Reverse the difference vouchers first.',
    },
  },
  'voucher-template-exists': {
    status: 409,
    title: { zh: '模板已存在', en: 'Template exists' },
    detail: { zh: '已有同名的凭证模板。', en: 'A template with this name exists.' },
  },
  'template-amount-missing': {
    status: 422,
    title: { zh: '模板缺少金额', en: 'Template amount missing' },
    detail: {
      zh: '模板的这些分录没有金额，请填写；按月生成的模板须有全部金额。',
      en: 'These lines of the template have no amount. A recurring template has them all.',
    },
  },
  'template-line-unknown': {
    status: 422,
    title: { zh: '模板没有这一行', en: 'No such line in the template' },
    detail: {
      zh: '金额所指的行号不在模板中，请核对行号。',
      en: 'An amount names a line that the template does not have.',
    },
  },
  'schedule-is-whole': {
    status: 422,
    title: { zh: '生成时间不完整', en: 'Schedule not whole' },
    detail: {
      zh: '按月生成须有日期和起始月份，截止月份不能早于起始月份。',
      en: 'A schedule has a day and a first month, and ends no earlier.',
    },
  },
  'recurring-voucher-made': {
    status: 409,
    title: { zh: '本月已生成', en: 'Made already this month' },
    detail: {
      zh: '这个模板在本月已生成过凭证。',
      en: 'The template has made its voucher of this month.',
    },
  },
  'posting-rule-unknown': {
    status: 422,
    title: { zh: '没有这条记账规则', en: 'Unknown posting rule' },
    detail: {
      zh: '“{kind}”没有登记的自动记账规则，不能不经审核入账（财会〔2024〕11号第十七条）。',
      en: '{kind} has no registered posting rule and does not post without a reviewer.',
    },
  },
  'posting-rule-disabled': {
    status: 409,
    title: { zh: '自动记账规则未启用', en: 'Posting rule not enabled' },
    detail: {
      zh: '本账套没有启用“{name}”的自动记账规则，请主任或书记先启用，再重新提交。',
      en: 'This book does not allow {kind} to post by itself. The director or party secretary must enable it.',
    },
  },
} as const satisfies ProblemCatalogue;
