import { describe, expect, test } from '@jest/globals';
import { FILING_STATE_NAMES } from '../../src/filings/domain/filing-state.js';
import { ROLE_NAMES } from '../../src/identity/domain/duties.js';
import { inWords } from '../../src/kernel/problems/words.js';
import { MONTH_STATE_NAMES } from '../../src/oversight/domain/month-state.js';
import { LINE_NAMES } from '../../src/treasury/domain/fund-account.js';
import { KIND_FACTS } from '../../src/treasury/domain/transfer-kinds.js';

const KIND_NAMES = Object.fromEntries(
  Object.entries(KIND_FACTS).map(([kind, { name }]) => [kind, name]),
);

describe('one concept, one word', () => {
  test.each([
    ['filing-step-unknown', 'state', FILING_STATE_NAMES],
    ['month-not-open', 'state', MONTH_STATE_NAMES],
    ['duties-conflict', 'role', ROLE_NAMES],
    ['fund-account-missing', 'line', LINE_NAMES],
    ['transfer-kind-not-for-books', 'kind', KIND_NAMES],
  ] as const)('%s calls each %s as its room does', (problem, name, names) => {
    for (const [code, word] of Object.entries(names)) {
      expect([code, inWords(problem, name, code, 'zh')]).toEqual([code, word]);
    }
  });
});
