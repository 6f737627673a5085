import type { InBothLanguages } from '../problems/problem-catalogue.js';

/** What is said of fields in the treasury room. */
export const treasuryFieldDetails = {
  'meeting-from-report-to-today': {
    zh: '会议日期应在月报上报之日以后、今天以前（含当日）。',
    en: 'Must lie between the day of the report and today.',
  },
  'ladder-of-four': {
    zh: '应有四级：主任自 0 元起，其余三级的金额逐级升高。',
    en: 'Must have four steps: the director from 0 on, the others above rising amounts.',
  },
  'cash-before-bank': {
    zh: '应不晚于存入银行的日期。',
    en: 'Must not lie after the day on which it was banked.',
  },
  'why-banked-late': {
    zh: '请写明没有在当日或次日存入银行的原因。',
    en: 'Say why it was not banked on its day or the next.',
  },
  'from-day-to-day': {
    zh: '应在 {from} 到 {through} 之间。',
    en: 'Must lie between {from} and {through}.',
  },
  'two-lines-account': {
    zh: '请改用别的科目，或改办相应单据。',
    en: 'Use another account, or record the receipt, allocation or payment that it is.',
  },
  'request-of-transfer': {
    zh: '请填写所凭申请的编号。',
    en: 'Give the id of the request that it spends.',
  },
  'mapping-code': {
    zh: '应为 1 到 30 个小写字母、数字或横线。',
    en: 'Must be 1 to 30 lower-case letters, digits or hyphens.',
  },
  'one-way-of-amounts': {
    zh: '金额须且只能用一种写法：signed；in 和 out；amount 和 direction。',
    en: 'Give amounts in exactly one way: signed; in and out; amount and direction.',
  },
  'column-of-two-uses': {
    zh: '“{column}”一列不能有两种用途。',
    en: 'The column "{column}" cannot be used for two things.',
  },
} as const satisfies Readonly<Record<string, InBothLanguages>>;
