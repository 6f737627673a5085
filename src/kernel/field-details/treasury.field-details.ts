import type { InBothLanguages } from '../problems/problem-catalogue.js';

/** What is said of fields in the treasury room. */
export const treasuryFieldDetails = {
  'from-day-to-day': {
    zh: '应在 {from} 到 {through} 之间。',
    en: 'Must lie between {from} and {through}.',
  },
} as const satisfies Readonly<Record<string, InBothLanguages>>;
