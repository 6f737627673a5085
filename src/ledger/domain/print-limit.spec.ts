import { describe, expect, test } from '@jest/globals';
import { refusalOf } from '../../kernel/refusal.fixture.js';
import { checkSheets, VOUCHER_SHEETS } from './print-limit.js';

describe('what goes into one file', () => {
  test('ten thousand sheets are printed, one more is refused with both figures', () => {
    expect(() => {
      checkSheets(VOUCHER_SHEETS, VOUCHER_SHEETS);
    }).not.toThrow();
    expect(
      refusalOf(() => {
        checkSheets(VOUCHER_SHEETS + 1, VOUCHER_SHEETS);
      }),
    ).toMatchObject({ code: 'print-too-long', facts: { count: 10_001, limit: 10_000 } });
  });

  test('nothing is not printed', () => {
    expect(
      refusalOf(() => {
        checkSheets(0, VOUCHER_SHEETS);
      }),
    ).toMatchObject({ code: 'nothing-to-print' });
  });
});
