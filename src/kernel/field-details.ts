import { documentsFieldDetails } from './field-details/documents.field-details.js';
import { filingsFieldDetails } from './field-details/filings.field-details.js';
import { ledgerFieldDetails } from './field-details/ledger.field-details.js';
import { noticesFieldDetails } from './field-details/notices.field-details.js';
import { platformFieldDetails } from './field-details/platform.field-details.js';
import { treasuryFieldDetails } from './field-details/treasury.field-details.js';
import { vouchersFieldDetails } from './field-details/vouchers.field-details.js';
import type { InBothLanguages } from './problems/problem-catalogue.js';

/** What is said of single fields, in both languages; {placeholders} stand for what differs. */
export const FIELD_DETAILS = {
  'unknown-field': {
    zh: '没有这个字段，请检查拼写或删去。',
    en: 'There is no such field: check its spelling or leave it out.',
  },
  text: { zh: '应为文本。', en: 'Must be text.' },
  required: { zh: '必须填写。', en: 'Must be given.' },
  'not-empty': { zh: '不能为空。', en: 'Must not be empty.' },
  integer: { zh: '应为整数。', en: 'Must be a whole number.' },
  boolean: { zh: '应为 true 或 false。', en: 'Must be true or false.' },
  list: { zh: '应为列表。', en: 'Must be a list.' },
  object: { zh: '应为对象。', en: 'Must be an object.' },
  'list-of-objects': {
    zh: '形式不对，应为对象。',
    en: 'Must be an object of the documented form.',
  },
  uuid: { zh: '应为 UUID 形式的编号。', en: 'Must be an id in the form of a UUID.' },
  'one-of': { zh: '应为下列之一：{values}。', en: 'Must be one of: {values}.' },
  'at-least': { zh: '不能小于 {number}。', en: 'Must not be less than {number}.' },
  'at-most': { zh: '不能大于 {number}。', en: 'Must not be more than {number}.' },
  shortest: { zh: '至少 {number} 个字。', en: 'Must have at least {number} characters.' },
  longest: { zh: '至多 {number} 个字。', en: 'Must have at most {number} characters.' },
  fewest: { zh: '至少 {number} 项。', en: 'Must have at least {number} items.' },
  most: { zh: '至多 {number} 项。', en: 'Must have at most {number} items.' },
  'no-repeats': { zh: '不能有重复的项。', en: 'Must not name anything twice.' },
  malformed: {
    zh: '形式不对，请查阅接口说明。',
    en: 'Not of the documented form: see the API documentation.',
  },
  'positive-money': {
    zh: '应为大于零、至多两位小数的金额文本，如 "1234.50"。',
    en: 'Must be a positive amount as text with at most two decimals, such as "1234.50".',
  },
  money: {
    zh: '应为至多两位小数的金额文本，如 "1234.50"。',
    en: 'Must be an amount as text with at most two decimals, such as "1234.50".',
  },
  'money-or-zero': {
    zh: '应为不小于零、至多两位小数的金额文本，如 "1234.50"。',
    en: 'Must be an amount of zero or more as text with at most two decimals, such as "1234.50".',
  },
  'money-cell': {
    zh: '应为半角数字、至多两位小数的金额，如 1234.50。',
    en: 'Must be an amount in ASCII digits with at most two decimals, such as 1234.50.',
  },
  date: {
    zh: '应为真实存在的日期，如 "2026-03-31"。',
    en: 'Must be an existing day such as "2026-03-31".',
  },
  'date-cell': {
    zh: '应为真实存在的日期，如 2026-03-31。',
    en: 'Must be an existing day such as 2026-03-31.',
  },
  month: { zh: '应为月份，如 "2026-03"。', en: 'Must be a month such as "2026-03".' },
  quarter: { zh: '应为季度，如 "2026-Q1"。', en: 'Must be a quarter such as "2026-Q1".' },
  'date-or-month': {
    zh: '应为日期如 "2026-03-31"，或月份如 "2026-03"。',
    en: 'Must be a day such as "2026-03-31" or a month such as "2026-03".',
  },
  'no-control-characters': {
    zh: '不能含有换行等控制字符。',
    en: 'Must not contain line feeds or other control characters.',
  },
  'lines-only': {
    zh: '除换行外不能含有控制字符。',
    en: 'Must not contain control characters other than line feeds.',
  },
  'community-code': {
    zh: '应为 12 位社区区划代码。',
    en: 'Must be the national code of 12 digits.',
  },
  username: {
    zh: '应为 2 到 64 个字母、数字、点、横线或下划线。',
    en: 'Must be 2 to 64 letters, digits, dots, hyphens or underscores.',
  },
  code: {
    zh: '应为 1 到 20 个字母、数字或横线。',
    en: 'Must be 1 to 20 letters, digits or hyphens.',
  },
  area: {
    zh: '应为大于零、至多四位小数的面积文本，如 "1094.05"。',
    en: 'Must be a positive area as text with at most four decimals, such as "1094.05".',
  },
  'sub-account-code': {
    zh: '应为上级科目编码加 2 到 4 位数字。',
    en: 'Must be the code of the account above and 2 to 4 digits.',
  },
  'account-code': {
    zh: '应为本账套已有的科目编码。',
    en: 'Must be the code of an account of this book.',
  },
  'account-code-cell': {
    zh: '应为半角数字的末级科目编码。',
    en: 'Must be the code of a lowest-level account in ASCII digits.',
  },
  'attachments-cell': {
    zh: '应为 0 到 9999 的整数。',
    en: 'Must be a whole number from 0 to 9999.',
  },
  fraction: { zh: '应为分数，如 "{example}"。', en: 'Must be a fraction such as "{example}".' },
  'bank-number': {
    zh: '应为 4 到 40 位数字，可含横线。',
    en: 'Must be 4 to 40 digits; hyphens are allowed.',
  },
  'only-true': {
    zh: '只能是 true；人工核销请用 pairs 或 groups。',
    en: 'Can only be true; to match by hand use pairs or groups.',
  },
  'not-before': { zh: '不能早于 {day}。', en: 'Must not be before {day}.' },
  'not-after': { zh: '不能晚于 {day}。', en: 'Must not be after {day}.' },
  'not-after-today': { zh: '不能晚于今天 {day}。', en: 'Must not be after today, {day}.' },
  'between-days': {
    zh: '应在 {from} 至 {through} 之间。',
    en: 'Must lie between {from} and {through}.',
  },
  'month-closed': { zh: '这个月份已不再记账。', en: 'This month takes no more vouchers.' },
  'at-most-yuan': { zh: '至多 {amount} 元。', en: 'At most {amount} yuan.' },
  'account-unknown': {
    zh: '本账套没有科目 {account}。',
    en: 'This book has no account {account}.',
  },
  'account-not-leaf': {
    zh: '{account} 有下级科目，请记到末级科目。',
    en: '{account} has sub-accounts: use one of them.',
  },
  'two-lines': {
    zh: '至少要有一借一贷两行分录。',
    en: 'There must be at least one debit and one credit line.',
  },
  'one-side': {
    zh: '借方和贷方必须且只能填写一方，金额不能为零。',
    en: 'Give exactly one of debit and credit, and not zero.',
  },
  'red-letters': {
    zh: '只有冲销凭证可以用红字（负数）。',
    en: 'Only a reversal has negative amounts.',
  },
  'fund-on-money-line': {
    zh: '专项代码应写在对方科目的分录上，不写在现金或银行存款上。',
    en: 'The fund belongs on the line of the other account, not on cash or bank.',
  },
  unbalanced: { zh: '借贷合计不相等。', en: 'Debits and credits differ.' },
  netted: { zh: '收入与支出请分开记两张凭证。', en: 'Record income and expense in two vouchers.' },
  'opening-unbalanced': {
    zh: '期初余额借贷合计不相等。',
    en: 'The opening debits and credits differ.',
  },
  'parent-unknown': {
    zh: '请先建立上级科目，或改用本账套已有的科目。',
    en: 'Open the account above first, or use one that the book has.',
  },
  'no-attachments': {
    zh: '必须填写，没有附件填 0。',
    en: 'Must be given; write 0 when there are none.',
  },
  'stray-column': {
    zh: '模板没有这一列，请改名或删去。',
    en: 'The template has no such column: rename or remove it.',
  },
  'head-missing': {
    zh: '没有找到表头，应有：{columns}。',
    en: 'The head was not found; it has: {columns}.',
  },
  'column-missing': { zh: '缺少“{column}”一列。', en: 'The column "{column}" is missing.' },
  'column-twice': {
    zh: '这一列出现了两次，请删去一列。',
    en: 'This column is there twice: remove one.',
  },
  'ragged-row': {
    zh: '这一行有 {cells} 格，表头有 {columns} 格；请检查逗号和引号。',
    en: 'This row has {cells} cells and the head {columns}: check commas and quotes.',
  },
  formula: {
    zh: '不接受公式，请粘贴为数值或文字。',
    en: 'Formulas are not taken: paste values or text.',
  },
  'lease-ends-first': {
    zh: '止日早于起日，请核对合同。',
    en: 'It ends before it begins: check the contract.',
  },
  'rent-or-total': {
    zh: '每期租金 rent 与合同总额 total 填且只填一项。',
    en: 'Give exactly one of rent and total.',
  },
  'lease-too-long': {
    zh: '自 {from} 起的租期最晚到 {through}。',
    en: 'A lease from {from} lasts until {through} at most.',
  },
  'let-already': {
    zh: '{from} 至 {through} 已租给{tenant}。',
    en: 'Let to {tenant} from {from} through {through}.',
  },
  'property-unknown': {
    zh: '资产名册里没有 {property}。',
    en: 'The register has no property {property}.',
  },
  'property-twice': {
    zh: '资产编号 {property} 重复。',
    en: 'The property code {property} is there twice.',
  },
  donor: {
    zh: '请填写捐赠人，或注明匿名。',
    en: 'Name the donor, or say that he stays anonymous.',
  },
  'donation-account': {
    zh: '请填末级的捐赠收入科目，如 {account}。',
    en: 'Name a lowest-level donation income account such as {account}.',
  },
  'fund-unknown': { zh: '本账套没有专项 {fund}。', en: 'This book has no fund {fund}.' },
  'fund-restricted': { zh: '专项 {fund} 有限定用途。', en: 'The fund {fund} is restricted.' },
  'fund-unrestricted': {
    zh: '专项 {fund} 没有限定用途。',
    en: 'The fund {fund} is not restricted.',
  },
  licence: {
    zh: '请对照营业执照核对 18 位代码。',
    en: 'Compare the 18 characters with the licence.',
  },
  'company-book': { zh: '请选用公司账套。', en: 'Choose the book of a company.' },
  investment: {
    zh: '投资科目的付款填 investment，其他付款不填投资。',
    en: 'Payments on investment accounts are investment, others are not.',
  },
  resolution: { zh: '请填写决议文号。', en: 'Give the number of the resolution.' },
  'income-account': {
    zh: '请填收入、负债或应收科目的末级编码。',
    en: 'Name a lowest-level account of income, liabilities or receivables.',
  },
  'expense-account': {
    zh: '请填费用、负债、资产或备用金的末级编码。',
    en: 'Name a lowest-level account of expense, liabilities, assets or petty cash.',
  },
  'money-account': {
    zh: '请填写末级的银行存款或库存现金科目。',
    en: 'Name a lowest-level bank or cash account.',
  },
  'bank-row': { zh: '第 {row} 行：{what}。', en: 'Row {row}: {what}.' },
  'outside-month': {
    zh: '{day} 不在 {month}内或晚于今天。',
    en: '{day} is not in {month} or is after today.',
  },
  'running-balance': {
    zh: '应为 {expected}，对账单上为 {stated}。',
    en: 'Should be {expected}; the statement says {stated}.',
  },
  'match-or-explain': { zh: '{item}：请核销或说明。', en: '{item}: match it or explain it.' },
  'in-or-out': { zh: '收入 in 与支出 out 须填且只填一项。', en: 'Give exactly one of in and out.' },
  'in-the-address': { zh: '导入文件时请在地址中写明。', en: 'With a file, say it in the query.' },
  'csv-broken': {
    zh: '引号或分隔符不成对，不是完整的 CSV。',
    en: 'Quotes or separators do not pair: this is no whole CSV.',
  },
  'one-item': { zh: '应指明且只指明一个项目。', en: 'Name exactly one item.' },
  ...platformFieldDetails,
  ...documentsFieldDetails,
  ...ledgerFieldDetails,
  ...vouchersFieldDetails,
  ...treasuryFieldDetails,
  ...noticesFieldDetails,
  ...filingsFieldDetails,
} as const satisfies Readonly<Record<string, InBothLanguages>>;

/** The name of something that is said of a field. */
export type FieldDetailCode = keyof typeof FIELD_DETAILS;

/** What is said of a field, in Chinese, with its facts. */
export function fieldDetail(
  code: FieldDetailCode,
  facts: Readonly<Record<string, string | number>> = {},
): string {
  return filled(FIELD_DETAILS[code].zh, facts);
}

/** The English of what a rule says in Chinese of a field; what the list does not know stays as it is. */
export function fieldDetailInEnglish(detail: string): string {
  for (const { pattern, en } of PATTERNS) {
    const found = pattern.exec(detail);
    if (found !== null) return filled(en, found.groups ?? {});
  }
  return detail;
}

function filled(text: string, facts: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{([a-z]+)\}/g, (_, name: string) => String(facts[name] ?? '—'));
}

/** Plain texts come before those with placeholders, which would take them too. */
const PATTERNS = Object.values<InBothLanguages>(FIELD_DETAILS)
  .map(({ zh, en }) => ({
    en,
    places: zh.split('{').length,
    pattern: new RegExp(
      `^${zh.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&').replaceAll(/\{([a-z]+)\}/g, '(?<$1>.+)')}$`,
      'u',
    ),
  }))
  .sort((a, b) => a.places - b.places);
