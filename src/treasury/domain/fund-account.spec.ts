import { describe, expect, test } from '@jest/globals';
import type { AccountFacts } from '../../ledger/domain/account.js';
import { accountOfLine, checkFundAccount, maskedNumber, type FundAccount } from './fund-account.js';

const account = (money: AccountFacts['money'], leaf = true): AccountFacts => ({
  code: '10201',
  name: '收入户',
  parentCode: '102',
  category: 'asset',
  normalSide: 'debit',
  bothSides: false,
  money,
  official: false,
  leaf,
});

const revenue: FundAccount = {
  accountCode: '10201',
  line: 'revenue',
  bankName: '示范银行',
  accountNumber: '622200001234',
};
const pettyCash: FundAccount = {
  accountCode: '10101',
  line: 'petty-cash',
  bankName: null,
  accountNumber: null,
};

describe('a fund account', () => {
  test.each<[string, AccountFacts | undefined, FundAccount, string | null]>([
    ['bank for revenue', account('bank'), revenue, null],
    ['cash for revenue', account('cash'), revenue, 'fund-account-not-money'],
    ['cash for petty cash', account('cash'), pettyCash, null],
    ['bank for petty cash', account('bank'), pettyCash, 'fund-account-not-money'],
    ['no money', account(null), revenue, 'fund-account-not-money'],
    ['a parent', account('bank', false), revenue, 'account-not-leaf'],
    ['nothing', undefined, revenue, 'account-unknown'],
    [
      'revenue without a bank',
      account('bank'),
      { ...revenue, bankName: null },
      'fund-account-bank-details',
    ],
    [
      'petty cash with a bank',
      account('cash'),
      { ...pettyCash, bankName: '银行' },
      'fund-account-bank-details',
    ],
  ])('%s', (_, facts, asked, code) => {
    const attempt = () => {
      checkFundAccount(facts, asked);
    };
    if (code === null) expect(attempt).not.toThrow();
    else expect(attempt).toThrow(new RegExp(`^${code}`));
  });

  test('is the named one of its line, or the only one', () => {
    const two = [revenue, { ...revenue, accountCode: '10203' }, pettyCash];
    expect(accountOfLine(1, [revenue, pettyCash], 'revenue')).toBe('10201');
    expect(accountOfLine(1, two, 'revenue', '10203')).toBe('10203');
    expect(() => accountOfLine(1, two, 'revenue')).toThrow(/^fund-account-ambiguous/);
    expect(() => accountOfLine(1, two, 'revenue', '10101')).toThrow(/^fund-account-line-wrong/);
    expect(() => accountOfLine(1, two, 'expenditure')).toThrow(/^fund-account-missing/);
  });

  test('shows strangers four digits of its number at most', () => {
    expect(maskedNumber('622200001234')).toBe('********1234');
    expect(maskedNumber('1234')).toBe('****');
    expect(maskedNumber(null)).toBeNull();
  });
});
