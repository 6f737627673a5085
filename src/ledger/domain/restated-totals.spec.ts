import { describe, expect, test } from '@jest/globals';
import { Money } from '../../kernel/money.js';
import { leavesOf } from './statements/account-figures.js';
import { renumbered, restatedTotals } from './restated-totals.js';
import { NON_PROFIT_2004_TO_2024 } from './standards/non-profit-2004-to-2024.mapping.js';
import { figuresOf, type AccountTotals } from './trial-balance.js';

const totals = (accountCode: string, more: Partial<AccountTotals> = {}): AccountTotals => ({
  accountCode,
  name: accountCode,
  parentCode: null,
  yearOpening: Money.ZERO,
  opening: Money.ZERO,
  debit: Money.ZERO,
  credit: Money.ZERO,
  ytdDebit: Money.ZERO,
  ytdCredit: Money.ZERO,
  ...more,
});
const hundred = Money.of('100.00');

describe('a year in which the standard changed', () => {
  test('begins with the balances under their new codes, and the conversion is no turnover', () => {
    const before = [
      totals('1701', {
        yearOpening: hundred,
        opening: hundred,
        credit: hundred,
        ytdCredit: hundred,
      }),
      totals('1801', { debit: hundred, ytdDebit: hundred }),
    ];
    const converted = new Map([
      ['1701', { debit: Money.ZERO, credit: hundred, inMonth: true }],
      ['1801', { debit: hundred, credit: Money.ZERO, inMonth: true }],
    ]);
    expect(restatedTotals(before, converted)).toEqual([
      totals('1701'),
      totals('1801', { yearOpening: hundred, opening: hundred }),
    ]);
  });

  test('is compared with the year before under the new codes: 管理费用 of 5201 stands at 5301', () => {
    const figures = figuresOf([totals('5201', { ytdDebit: hundred }), totals('5301')]);
    expect(
      renumbered(figures, NON_PROFIT_2004_TO_2024).map(({ accountCode, ytdDebit }) =>
        [accountCode, ytdDebit].join(' '),
      ),
    ).toEqual(['5301 100.00']);
    expect(renumbered(figures, undefined)).toBe(figures);
  });

  test('is compared so where the new account stands beside, or has details that are younger', () => {
    const figures = figuresOf([
      totals('5401', { ytdDebit: hundred }),
      totals('5901'),
      totals('520101', { ytdDebit: hundred }),
      totals('530101'),
      totals('5101', { ytdDebit: hundred }),
      totals('510101'),
    ]);
    const leaves = leavesOf(renumbered(figures, NON_PROFIT_2004_TO_2024));
    expect(leaves.map(({ accountCode, ytdDebit }) => [accountCode, ytdDebit].join(' '))).toEqual([
      '5101 100.00',
      '530101 100.00',
      '5901 100.00',
    ]);
  });
});
