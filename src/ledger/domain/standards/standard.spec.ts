import { describe, expect, test } from '@jest/globals';
import { parseMonth } from '../../../kernel/month.js';
import type { OfficialAccount } from './official-account.js';
import {
  chartOf,
  checkStandardForMonth,
  type Standard,
  STANDARDS,
  standardsFor,
  standardSubAccounts,
} from './standard.js';

function accountOf(standard: Standard, code: string): OfficialAccount | undefined {
  return chartOf(standard).find((account) => account.code === code);
}

describe('charts', () => {
  test.each<[Standard, number]>([
    ['rural-collective-2023', 42],
    ['small-enterprise-2011', 66],
    ['non-profit-2004', 48],
    ['non-profit-2024', 56],
  ])('the chart of %s has its %i accounts, each once and in order', (standard, count) => {
    const codes = chartOf(standard).map((account) => account.code);
    expect(codes).toHaveLength(count);
    expect(codes).toEqual([...new Set(codes)].sort());
  });

  test('profit and loss accounts are income in credit and expense in debit', () => {
    expect(accountOf('rural-collective-2023', '501')).toEqual({
      code: '501',
      name: '经营收入',
      category: 'income',
      normalSide: 'credit',
      bothSides: false,
      money: null,
    });
    expect(accountOf('rural-collective-2023', '514')).toMatchObject({
      name: '公益支出',
      category: 'expense',
      normalSide: 'debit',
    });
  });

  test('a contra account stands in credit among the assets and names what it reduces', () => {
    expect(accountOf('non-profit-2024', '1421')).toMatchObject({
      category: 'asset',
      normalSide: 'credit',
      contraOf: ['1401', '1402', '1403'],
    });
  });

  test('内部往来 may stand on both sides and 应收款 may not', () => {
    expect(accountOf('rural-collective-2023', '113')?.bothSides).toBe(true);
    expect(accountOf('rural-collective-2023', '112')?.bothSides).toBe(false);
  });

  test('the 2024 revision moves 管理费用 from 5201 to 5301', () => {
    expect(accountOf('non-profit-2004', '5201')?.name).toBe('管理费用');
    expect(accountOf('non-profit-2024', '5201')?.name).toBe('税金及附加');
    expect(accountOf('non-profit-2024', '5301')?.name).toBe('管理费用');
  });

  test.each<[Standard, string[]]>([
    ['rural-collective-2023', ['101 cash', '102 bank']],
    ['small-enterprise-2011', ['1001 cash', '1002 bank', '1012 other']],
    ['non-profit-2004', ['1001 cash', '1002 bank', '1009 other']],
    ['non-profit-2024', ['1001 cash', '1002 bank', '1009 other']],
  ])('only the money accounts of %s hold money', (standard, expected) => {
    const money = chartOf(standard).flatMap(({ code, money: kind }) =>
      kind === null ? [] : [`${code} ${kind}`],
    );
    expect(money).toEqual(expected);
  });
});

describe('which standard for which book', () => {
  test('each kind of book has its standards', () => {
    expect(standardsFor('collective')).toEqual(['rural-collective-2023']);
    expect(standardsFor('company')).toEqual(['small-enterprise-2011']);
    expect(standardsFor('charity')).toEqual(['non-profit-2024', 'non-profit-2004']);
    expect(standardsFor('operating-fund')).toEqual(['non-profit-2024', 'non-profit-2004']);
  });

  test('a company does not keep the collective chart', () => {
    expect(() => {
      checkStandardForMonth('company', 'rural-collective-2023', parseMonth('2026-01'));
    }).toThrow(expect.objectContaining({ code: 'standard-not-for-kind' }));
  });

  test.each([
    ['charity', 'non-profit-2004', '2025-12'],
    ['charity', 'non-profit-2024', '2026-01'],
    ['operating-fund', 'non-profit-2024', '2026-01'],
    ['collective', 'rural-collective-2023', '2024-01'],
    ['company', 'small-enterprise-2011', '2013-01'],
  ] as const)('%s may keep %s in %s', (kind, standard, month) => {
    expect(() => {
      checkStandardForMonth(kind, standard, parseMonth(month));
    }).not.toThrow();
  });

  test.each([
    ['charity', 'non-profit-2004', '2026-01'],
    ['charity', 'non-profit-2024', '2025-12'],
    ['charity', 'non-profit-2004', '2004-12'],
    ['collective', 'rural-collective-2023', '2023-12'],
    ['company', 'small-enterprise-2011', '2012-12'],
  ] as const)('%s may not keep %s in %s', (kind, standard, month) => {
    expect(() => {
      checkStandardForMonth(kind, standard, parseMonth(month));
    }).toThrow(expect.objectContaining({ code: 'standard-not-in-force' }));
  });
});

describe('sub-accounts that come with the book', () => {
  test('a non-profit book splits its six restrictable incomes, a collective book none', () => {
    const split = standardSubAccounts('non-profit-2024');
    expect(split).toHaveLength(12);
    expect(split.slice(0, 2)).toEqual([
      { code: '410101', name: '非限定性收入', parentCode: '4101' },
      { code: '410102', name: '限定性收入', parentCode: '4101' },
    ]);
    expect(standardSubAccounts('rural-collective-2023')).toEqual([]);
  });

  test('every one of them stands under an account of its chart', () => {
    for (const standard of STANDARDS) {
      for (const { parentCode } of standardSubAccounts(standard)) {
        expect(accountOf(standard, parentCode)?.category).toBe('income');
      }
    }
  });
});
