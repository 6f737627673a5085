import { describe, expect, test } from '@jest/globals';
import type { AccountFacts } from './account.js';
import { AccountFinder } from './matched-account.js';

const account = (
  code: string,
  name: string,
  parentCode: string | null,
  leaf: boolean,
): AccountFacts => ({
  code,
  name,
  parentCode,
  category: 'asset',
  normalSide: 'debit',
  bothSides: false,
  money: null,
  official: true,
  leaf,
});

const finder = new AccountFinder(
  new Map(
    [
      account('1002', '银行存款', null, false),
      account('100201', '收入户', '1002', true),
      account('100202', '支出户', '1002', true),
      account('5001', '经营收入', null, true),
      account('1221', '其他应收款', null, false),
      account('122101', '备用金', '1221', true),
      account('1012', '其他货币资金', null, false),
      account('101201', '备用金', '1012', true),
    ].map((one) => [one.code, one]),
  ),
);

function found(code: string, name: string): string {
  const match = finder.find(code, name);
  return 'account' in match
    ? `${match.account.code} by ${match.by}`
    : `none of ${match.map((one) => one.code).join(' ')}`;
}

describe('an account of another program', () => {
  test.each([
    ['100201', '', '100201 by code'],
    ['100201', '银行存款-收入户', '100201 by code'],
    ['1002.01', '收入户', '100201 by normalised-code'],
    ['1002-01', '', '100201 by normalised-code'],
    ['10020001', '银行存款_收入户', '100201 by name'],
    ['5001', '生产成本', 'none of '],
    ['6001', '经营收入', '5001 by name'],
    ['9999', '没有的', 'none of '],
    ['9999', '', 'none of '],
    ['9999', '备用金', 'none of 122101 101201'],
    ['9999', '其他应收款/备用金', '122101 by name'],
    ['9999', '银行存款', 'none of '],
  ])('%s %s is %s', (code, name, expected) => {
    expect(found(code, name)).toBe(expected);
  });
});
