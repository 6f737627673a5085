import type { InBothLanguages } from '../problems/problem-catalogue.js';

/** What is said of fields at the notice board. */
export const noticesFieldDetails = {
  'objection-line': {
    zh: '请照公示“凭证”一栏填写，或不填。',
    en: 'Write what stands in the voucher column of the notice, or leave it out.',
  },
  'objection-line-which': {
    zh: '请写明是哪一笔：{candidates}。',
    en: 'Say which one: {candidates}.',
  },
} as const satisfies Readonly<Record<string, InBothLanguages>>;
