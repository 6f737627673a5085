import type { InBothLanguages } from '../problems/problem-catalogue.js';

/** What is said of fields in the ledger room. */
export const ledgerFieldDetails = {
  'dimension-unknown': {
    zh: '没有辅助核算 {dimension}。',
    en: 'There is no dimension {dimension}.',
  },
  'opening-repeated': {
    zh: '科目 {account} 的期初余额重复，请合为一笔。',
    en: 'The opening balance of {account} is there twice. Make it one.',
  },
  'dimension-code': {
    zh: '应为小写字母开头的 1 到 20 个小写字母、数字或横线。',
    en: 'Must be 1 to 20 lower-case letters, digits or hyphens, beginning with a letter.',
  },
  'dimension-code-known': {
    zh: '应为辅助核算代码，如 project。',
    en: 'Must be the code of a dimension such as project.',
  },
  'dimension-item-code': {
    zh: '应为 1 到 30 个字母、数字或横线。',
    en: 'Must be 1 to 30 letters, digits or hyphens.',
  },
  'dimension-items': {
    zh: '应为辅助核算代码到项目代码的对象，如 {example}，至多 {number} 项。',
    en: 'Must be an object from dimension codes to item codes such as {example}, with at most {number} items.',
  },
  'some-account-code': { zh: '应为科目编码。', en: 'Must be the code of an account.' },
  'account-code-digits': {
    zh: '应为半角数字的科目编码。',
    en: 'Must be the code of an account in ASCII digits.',
  },
  'statement-code': {
    zh: '报表代码用小写字母、数字和横线，至多 40 位。',
    en: 'The code of a statement has at most 40 lower-case letters, digits and hyphens.',
  },
  'sources-or-sum': { zh: '取数和合计只能填一样。', en: 'Give sources or sum, not both.' },
  'figures-need-row': { zh: '有数字的行要有行次。', en: 'A line with figures needs a row.' },
  'row-needs-figures': {
    zh: '有行次的行要有取数（sources）或合计（sum）。',
    en: 'A line with a row needs sources or a sum.',
  },
  'statement-side': {
    zh: '请填列示方向：借或贷。',
    en: 'Give the side on which it is shown: debit or credit.',
  },
  'row-twice': { zh: '行次 {row} 出现了两次。', en: 'Row {row} is there twice.' },
  'row-unknown': { zh: '没有行次 {row}。', en: 'There is no row {row}.' },
  'sum-comes-later': {
    zh: '行次 {row} 是合计，应排在本行之前。',
    en: 'Row {row} is a sum: it must stand before this line.',
  },
  'print-whole': {
    zh: '打印不分列表页，请去掉 limit 和 cursor。',
    en: 'A print is not paged: leave out limit and cursor.',
  },
  'reserve-rate-by-charter': {
    zh: '请填写章程规定的公积公益金提取比例。',
    en: 'Give the share of the reserve that the charter decides.',
  },
  'reserve-rate-statutory': {
    zh: '不低于 {percent}%，或不填写由系统按法定比例提取。',
    en: 'Not below {percent} %; or leave it out for what the law demands.',
  },
  'distribution-too-much': {
    zh: '超出可分配数 {excess} 元，请减少分配。',
    en: 'This is {excess} more than there is to distribute.',
  },
  'percentage-text': {
    zh: '应为 0 到 100、至多两位小数的百分比，如 {example}。',
    en: 'Must be a percentage from 0 to 100 with at most two decimals such as {example}.',
  },
  'own-mapping': {
    zh: '只能把本账套自设的明细科目转入新制度下同类的末级科目，一个科目只指定一次。',
    en: 'Only a sub-account of your own, once, to a leaf of the same class under the new standard.',
  },
  'account-closed-on': {
    zh: '科目 {account} 自 {day} 起不再使用，请改用新制度的科目。',
    en: 'Account {account} takes no lines from {day} on. Use one of the new standard.',
  },
  'export-year-between': {
    zh: '应在 {first} 与 {last} 之间。',
    en: 'Must lie between {first} and {last}.',
  },
  'export-option-not-taken': {
    zh: '这种格式没有此选项，请删去。',
    en: 'The format does not take this option: leave it out.',
  },
  'merged-cell': {
    zh: '不能是合并单元格，请取消合并后逐行填写。',
    en: 'Must not be a merged cell: unmerge it and fill each row.',
  },
  'yuan-only': {
    zh: '只记人民币，请折合为人民币后填写金额。',
    en: 'Only yuan are recorded: convert the amount.',
  },
  'account-code-of-others': {
    zh: '应为科目编码，如 1002 或 1002.01。',
    en: 'Must be the code of an account such as 1002 or 1002.01.',
  },
  'debit-or-credit': { zh: '应为“借”或“贷”。', en: 'Must be 借 (debit) or 贷 (credit).' },
  'period-of-another-month': {
    zh: '会计期间“{period}”与日期 {date} 不在同一个月；调整期的凭证请按实际日期填写。',
    en: 'The period "{period}" is not of the month of {date}: give vouchers of an adjusting period their real date.',
  },
  'account-not-found': {
    zh: '本账套没有与“{account}”编码或名称相符的科目，请先增设科目，或在表中改用本账套的科目编码。',
    en: 'No account of this book has the code or name of "{account}": open it first, or use a code of this book.',
  },
  'account-ambiguous': {
    zh: '科目“{account}”可能是 {codes}，请在表中改用本账套的科目编码。',
    en: 'The account "{account}" may be {codes}: use a code of this book.',
  },
  'opening-twice': {
    zh: '科目 {account} 已在前面的行里，请合为一行。',
    en: 'The account {account} has a row above: make one of both.',
  },
  'opening-out-of-balance': {
    zh: '期初余额借方合计 {debit}，贷方合计 {credit}，相差 {difference}；请检查是否缺行或方向写反。',
    en: 'Opening debits are {debit}, credits {credit}, a difference of {difference}: look for missing rows or wrong sides.',
  },
  'opening-total-differs': {
    zh: '合计的借贷之差 {stated} 与以上各行的 {computed} 不符。',
    en: 'The sum has a difference of debit and credit of {stated}, the rows above {computed}.',
  },
  'opening-blank': {
    zh: '表里没有填写任何余额，而账套已有期初余额；请填写金额，或确认交的是填好的那份表。',
    en: 'The table has no balance at all, but the book has opening balances: fill the amounts in, or hand in the table that was filled.',
  },
  'opening-head-missing': {
    zh: '找不到期初余额的表头，应有：{columns}；或科目余额表的科目编码、期初余额借方、期初余额贷方。',
    en: 'The head was not found; it has {columns}, or the columns of a table of balances.',
  },
} as const satisfies Readonly<Record<string, InBothLanguages>>;
