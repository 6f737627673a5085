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
  'request-of-transfer': {
    zh: '请填写所凭申请的编号。',
    en: 'Give the id of the request that it spends.',
  },
} as const satisfies Readonly<Record<string, InBothLanguages>>;
