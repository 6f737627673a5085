import { describe, expect, test } from '@jest/globals';
import { Money } from '../../kernel/money.js';
import { parseMonth } from '../../kernel/month.js';
import { dueDay, linesOf, type TemplateLine } from './voucher-template.js';

const lines: readonly TemplateLine[] = [
  { summary: '保洁', accountCode: '513', side: 'debit' },
  { summary: '保洁', accountCode: '102', side: 'credit', amount: Money.of('5.00') },
];

describe('the lines of a template', () => {
  test('take the amounts that are given before those that are kept', () => {
    const amounts = new Map([[1, Money.of('7.00')]]);
    expect(linesOf(lines, amounts)).toEqual([
      { summary: '保洁', accountCode: '513', debit: Money.of('7.00') },
      { summary: '保洁', accountCode: '102', credit: Money.of('5.00') },
    ]);
  });

  test('are refused where an amount is missing or names no line', () => {
    expect(() => linesOf(lines)).toThrow('template-amount-missing');
    expect(() => linesOf(lines, new Map([[9, Money.of('1.00')]]))).toThrow('template-line-unknown');
  });
});

describe('the day on which a template is due', () => {
  const from = parseMonth('2026-02');
  test.each([
    [5, '2026-02', '2026-02-05'],
    ['last', '2026-02', '2026-02-28'],
    ['last', '2028-02', '2028-02-29'],
    [5, '2026-01', null],
  ] as const)('of the %s in %s is %s', (day, month, due) => {
    expect(dueDay({ day, from }, parseMonth(month))).toBe(due);
  });

  test('ends with its last month, and never comes without a schedule', () => {
    const span = { day: 1, from, through: parseMonth('2026-03') };
    expect(dueDay(span, parseMonth('2026-03'))).toBe('2026-03-01');
    expect(dueDay(span, parseMonth('2026-04'))).toBeNull();
    expect(dueDay(null, parseMonth('2026-04'))).toBeNull();
  });
});
