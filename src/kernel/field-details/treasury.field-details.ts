import type { InBothLanguages } from '../problems/problem-catalogue.js';

/** What is said of fields in the treasury room. */
export const treasuryFieldDetails = {
  'from-day-to-day': {
    zh: '应在 {from} 到 {through} 之间。',
    en: 'Must lie between {from} and {through}.',
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
