import { expect, test } from '@jest/globals';
import { keptUntil, retentionName } from './archive-category.js';

test.each([
  ['voucher', '30年', '2056-01-01'],
  ['source-document', '30年', '2056-01-01'],
  ['ledger', '30年', '2056-01-01'],
  ['monthly-statement', '10年', '2036-01-01'],
  ['reconciliation', '10年', '2036-01-01'],
  ['annual-statement', '永久', null],
] as const)('a %s of 2025 is kept %s, from the day after the year', (category, term, until) => {
  expect([retentionName(category), keptUntil(category, 2025)]).toEqual([term, until]);
});
