import { describe, expect, test } from '@jest/globals';
import { Money } from '../../kernel/money.js';
import {
  directionOf,
  figuresOf,
  generalLedgerOf,
  trialBalanceOf,
  type AccountTotals,
} from './trial-balance.js';

function account(
  accountCode: string,
  parentCode: string | null,
  [yearOpening = '0', opening = '0', debit = '0', credit = '0', ytdDebit = '0', ytdCredit = '0']: (
    string | undefined
  )[] = [],
): AccountTotals {
  return {
    accountCode,
    name: `科目${accountCode}`,
    parentCode,
    yearOpening: Money.of(yearOpening),
    opening: Money.of(opening),
    debit: Money.of(debit),
    credit: Money.of(credit),
    ytdDebit: Money.of(ytdDebit),
    ytdCredit: Money.of(ytdCredit),
  };
}

const BOOK: readonly AccountTotals[] = [
  account('102', null, ['100', '150', '30', '10.50', '80', '10.50']),
  account('112', null),
  account('11201', '112', ['40', '40']),
  account('11202', '112', ['-15', '-15', '0', '5', '0', '5']),
  account('1120301', '11203', ['0', '0', '2', '0', '2', '0']),
  account('11203', '112'),
  account('301', null, ['-125', '-125']),
  account('501', null, ['0', '-50', '0', '16.50', '0', '66.50']),
  account('511', null),
];

describe('the trial balance', () => {
  const { rows, totals } = trialBalanceOf(BOOK);
  const row = (code: string) => rows.find(({ accountCode }) => accountCode === code);

  test('a balance stands on the side where it lies', () => {
    expect(row('102')).toEqual({
      accountCode: '102',
      name: '科目102',
      level: 1,
      openingDebit: '150.00',
      openingCredit: '0.00',
      debit: '30.00',
      credit: '10.50',
      ytdDebit: '80.00',
      ytdCredit: '10.50',
      closingDebit: '169.50',
      closingCredit: '0.00',
    });
    expect(row('501')).toMatchObject({ openingCredit: '50.00', closingCredit: '66.50' });
  });

  test('a parent shows the debit and credit balances of its leaves side by side', () => {
    expect(row('112')).toMatchObject({
      level: 1,
      openingDebit: '40.00',
      openingCredit: '15.00',
      closingDebit: '42.00',
      closingCredit: '20.00',
    });
    expect(row('11203')).toMatchObject({ level: 2, debit: '2.00', closingDebit: '2.00' });
    expect(row('1120301')).toMatchObject({ level: 3, debit: '2.00' });
  });

  test('an account without figures is left out', () => {
    expect(row('511')).toBeUndefined();
    expect(rows).toHaveLength(8);
  });

  test('both sides agree, and leaves count once', () => {
    expect(totals).toEqual({
      openingDebit: '190.00',
      openingCredit: '190.00',
      debit: '32.00',
      credit: '32.00',
      ytdDebit: '82.00',
      ytdCredit: '82.00',
      closingDebit: '211.50',
      closingCredit: '211.50',
    });
  });

  test('the figures keep accounts without amounts, and what was carried forward apart', () => {
    const carried = {
      debit: Money.of('1'),
      credit: Money.ZERO,
      ytdDebit: Money.of('1'),
      ytdCredit: Money.ZERO,
    };
    const figures = figuresOf(BOOK, new Map([['501', carried]]));
    expect(figures).toHaveLength(9);
    expect(figures.find(({ accountCode }) => accountCode === '501')?.carriedForward).toBe(carried);
    expect(
      figures.find(({ accountCode }) => accountCode === '112')?.yearOpeningCredit.toString(),
    ).toBe('15.00');
  });
});

describe('the general ledger', () => {
  test('nets the leaves of each level-1 account and says on which side the balance stands', () => {
    expect(
      generalLedgerOf(BOOK).map((row) => [row.accountCode, row.closingDirection, row.closing]),
    ).toEqual([
      ['102', '借', '169.50'],
      ['112', '借', '22.00'],
      ['301', '贷', '125.00'],
      ['501', '贷', '66.50'],
    ]);
  });

  test('a balance of nothing is 平', () => {
    expect(['0.01', '-0.01', '0'].map((text) => directionOf(Money.of(text)))).toEqual([
      '借',
      '贷',
      '平',
    ]);
  });
});
