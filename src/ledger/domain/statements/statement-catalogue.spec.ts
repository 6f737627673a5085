import { describe, expect, test } from '@jest/globals';
import { chartOf, type Standard, STANDARDS } from '../standards/standard.js';
import { emptyPages, figuresOf, rowOf, statement } from './figures.fixture.js';
import type { StatementKind } from './statement-definition.js';
import { statementOf } from './statement-catalogue.js';

const SHEET_TOTALS: Readonly<Record<Standard, readonly [number, number]>> = {
  'rural-collective-2023': [24, 40],
  'small-enterprise-2011': [30, 53],
  'non-profit-2004': [60, 120],
  'non-profit-2024': [25, 45],
};

const RESULTS: Readonly<Record<Standard, readonly [StatementKind, number]>> = {
  'rural-collective-2023': ['income', 13],
  'small-enterprise-2011': ['income', 32],
  'non-profit-2004': ['activities', 45],
  'non-profit-2024': ['activities', 21],
};

describe.each(STANDARDS)('%s', (standard) => {
  test.each(chartOf(standard).map(({ code, name }) => [code, name]))(
    'one yuan in debit on %s %s moves the balance sheet by one yuan, once',
    (code) => {
      const pages = { ...emptyPages(standard), [code]: { closing: '1' } };
      const sheet = statement(standard, 'balance-sheet', figuresOf(pages));
      const [assets, claims] = SHEET_TOTALS[standard];
      const left = rowOf(sheet, assets).closing;
      const right = rowOf(sheet, claims).closing;
      expect([left?.toString(), right?.toString()]).toEqual(
        left?.isZero() === true ? ['0.00', '-1.00'] : ['1.00', '0.00'],
      );
    },
  );

  test('one yuan earned or spent on any account moves the result by one yuan, once', () => {
    const [kind, row] = RESULTS[standard];
    const accounts = chartOf(standard).filter(({ category }) =>
      ['income', 'expense'].includes(category),
    );
    for (const { code } of accounts) {
      const pages = { ...emptyPages(standard), [code]: { month: ['0', '1'] as const } };
      const result = rowOf(statement(standard, kind, figuresOf(pages)), row);
      expect([code, result.month?.toString()]).toEqual([code, '1.00']);
    }
  });

  test('rows have numbers of their own, in ascending order, and sums add earlier rows only', () => {
    for (const kind of ['balance-sheet', 'income', 'activities', 'distribution'] as const) {
      const numbers: number[] = [];
      for (const { row, sum } of statementOf(standard, kind)?.lines ?? []) {
        if (row === null) continue;
        for (const part of sum ?? []) expect(numbers).toContain(Math.abs(part));
        expect(row).toBeGreaterThan(numbers.at(-1) ?? 0);
        numbers.push(row);
      }
    }
  });
});

test('a non-profit book has no income statement and a collective book no activities statement', () => {
  expect(statementOf('non-profit-2024', 'income')).toBeNull();
  expect(statementOf('rural-collective-2023', 'activities')).toBeNull();
});
