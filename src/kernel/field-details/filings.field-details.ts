import type { InBothLanguages } from '../problems/problem-catalogue.js';

/** What is said of fields in the filings room. */
export const filingsFieldDetails = {
  phone: { zh: '应为 5 到 30 位电话号码。', en: 'Must be a phone number of 5 to 30 characters.' },
} as const satisfies Readonly<Record<string, InBothLanguages>>;
