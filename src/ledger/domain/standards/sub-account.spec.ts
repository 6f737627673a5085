import { describe, expect, test } from '@jest/globals';
import { checkSubAccount, type ParentAccount } from './sub-account.js';

const bank: ParentAccount = {
  code: '102',
  category: 'asset',
  normalSide: 'debit',
  bothSides: false,
  money: 'bank',
};

describe('sub-account codes', () => {
  test.each(['10201', '102001', '1020001'])('%s stands under 102', (code) => {
    expect(checkSubAccount(bank, code)).toEqual({
      category: 'asset',
      normalSide: 'debit',
      bothSides: false,
      money: 'bank',
    });
  });

  test.each([
    ['102', 'no digit more than its parent'],
    ['1021', 'one digit'],
    ['10200001', 'five digits'],
    ['10301', 'another parent'],
    ['102０１', 'full-width digits'],
    ['102-1', 'a sign'],
    ['10201\n', 'a line break'],
  ])('%s is refused: %s', (code) => {
    expect(() => checkSubAccount(bank, code)).toThrow(
      expect.objectContaining({ code: 'sub-account-code-malformed' }),
    );
  });

  test('a code has at most twelve digits', () => {
    const deep = { ...bank, code: '1002010101' };
    expect(() => checkSubAccount(deep, '100201010101')).not.toThrow();
    expect(() => checkSubAccount(deep, '1002010101001')).toThrow(
      expect.objectContaining({ code: 'sub-account-code-malformed' }),
    );
  });

  test('a contra account hands down what it reduces', () => {
    const depreciation = { ...bank, code: '152', normalSide: 'credit', contraOf: ['151'] } as const;
    expect(checkSubAccount(depreciation, '15201').contraOf).toEqual(['151']);
  });

  test('a code does not skip an account that stands between', () => {
    expect(() => checkSubAccount(bank, '1020101', ['102', '10201'])).toThrow(
      expect.objectContaining({ code: 'sub-account-code-ambiguous' }),
    );
    expect(() => checkSubAccount(bank, '1020101', ['102', '10202'])).not.toThrow();
  });

  test('a code does not slip in above accounts that exist', () => {
    expect(() => checkSubAccount(bank, '10201', ['102', '1020101'])).toThrow(
      expect.objectContaining({ code: 'sub-account-code-ambiguous' }),
    );
  });
});
