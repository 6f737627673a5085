import { describe, expect, test } from '@jest/globals';
import type { DomainError } from '../../../kernel/domain-error.js';
import { customDefinition, type CustomLine, type CustomStatement } from './custom-statement.js';

const ACCOUNTS = new Set(['501', '513', '102']);

const design = (lines: readonly CustomLine[], more: Partial<CustomStatement> = {}) =>
  customDefinition(
    'rural-collective-2023',
    { title: '收支简表', columns: 'flow', lines, checks: [], ...more },
    ACCOUNTS,
  );

const income: CustomLine = { row: 1, label: '收入', side: 'credit', sources: [{ account: '501' }] };
const expense: CustomLine = { row: 2, label: '支出', side: 'debit', sources: [{ account: '513' }] };
const result: CustomLine = { row: 3, label: '结余', sum: [1, -2] };

function refused(lines: readonly CustomLine[], more: Partial<CustomStatement> = {}): string[] {
  try {
    design(lines, more);
    return [];
  } catch (error) {
    return (error as DomainError).errors.map(({ pointer }) => pointer);
  }
}

describe('a designed statement', () => {
  test('is a definition of the engine that evaluates the statutory ones', () => {
    expect(design([{ label: '一、收支' }, income, expense, result]).lines).toEqual([
      { row: null, label: '一、收支', level: 0 },
      { row: 1, label: '收入', level: 1, side: 'credit', sources: [{ account: '501' }] },
      { row: 2, label: '支出', level: 1, side: 'debit', sources: [{ account: '513' }] },
      { row: 3, label: '结余', level: 0, sum: [1, -2] },
    ]);
  });

  test.each<[string, CustomLine[], string[]]>([
    [
      'names an account of the book',
      [{ ...income, sources: [{ account: '599' }] }],
      ['/lines/0/sources/0/account'],
    ],
    ['numbers a row once', [income, { ...expense, row: 1 }], ['/lines/1/row']],
    ['adds rows that are there', [income, { ...result, sum: [1, -9] }], ['/lines/1/sum/1']],
    [
      'adds totals that stand above',
      [result, income, expense, { row: 4, label: '倒', sum: [3] }],
      [],
    ],
    [
      'does not add totals that stand below',
      [{ row: 4, label: '倒', sum: [3] }, income, expense, result],
      ['/lines/0/sum/0'],
    ],
    ['does not add itself', [{ row: 4, label: '自', sum: [4] }], ['/lines/0/sum/0']],
    [
      'numbers every row with figures',
      [{ label: '收入', side: 'credit', sources: [{ account: '501' }] }],
      ['/lines/0/row'],
    ],
    ['numbers no row without figures', [{ row: 7, label: '空' }], ['/lines/0']],
    ['takes figures from one place', [{ ...income, sum: [1] }], ['/lines/0', '/lines/0/sum/0']],
    [
      'says on which side a figure is positive',
      [{ row: 1, label: '收入', sources: [{ account: '501' }] }],
      ['/lines/0/side'],
    ],
  ])('%s', (_, lines, pointers) => {
    expect(refused(lines)).toEqual(pointers);
  });

  test('checks relations between rows that are there', () => {
    const check = { name: '结余', left: [3], relation: '=' as const, right: [1, -2] };
    expect(refused([income, expense, result], { checks: [check] })).toEqual([]);
    expect(refused([income, expense, result], { checks: [{ ...check, right: [8] }] })).toEqual([
      '/checks/0',
    ]);
  });
});
