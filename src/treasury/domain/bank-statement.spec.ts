import { describe, expect, test } from '@jest/globals';
import { parseLocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { parseMonth } from '../../kernel/month.js';
import { refusal } from './refused.fixture.js';
import {
  checkNeighbours,
  checkStatement,
  oldestFirst,
  type BankLineDraft,
  type StatementDraft,
} from './bank-statement.js';

const today = parseLocalDate('2026-02-10');

function line(date: string, amount: string, balance: string | null = null): BankLineDraft {
  return {
    date: parseLocalDate(date),
    amount: Money.of(amount),
    description: '转账',
    counterparty: null,
    reference: null,
    balance: balance === null ? null : Money.of(balance),
  };
}

function statement(opening: string, closing: string, lines: BankLineDraft[]): StatementDraft {
  return {
    accountCode: '102',
    month: parseMonth('2026-01'),
    openingBalance: Money.of(opening),
    closingBalance: Money.of(closing),
    lines,
  };
}

describe('a bank statement', () => {
  test('adds up: opening and money in, less money out, is the closing balance', () => {
    const good = statement('100.00', '130.01', [
      line('2026-01-05', '50.01', '150.01'),
      line('2026-01-31', '-20.00', '130.01'),
    ]);
    expect(checkStatement(good, today)).toBe(good);
  });

  test('one fen apart is refused with the difference', () => {
    const bad = statement('100.00', '130.00', [line('2026-01-05', '30.01')]);
    expect(refusal(() => checkStatement(bad, today))).toMatchObject({
      code: 'bank-statement-unbalanced',
      facts: { received: '30.01', paid: '0.00', difference: '0.01' },
    });
  });

  test('a line moves money: one fen is enough, nothing is not', () => {
    const moved = (amount: string): StatementDraft =>
      statement('0.00', amount, [line('2026-01-05', amount)]);
    expect(checkStatement(moved('0.01'), today)).toBeDefined();
    expect(refusal(() => checkStatement(moved('0.00'), today))).toMatchObject({
      code: 'bank-line-amount-zero',
      facts: { line: 1 },
    });
  });

  test('a printed balance that breaks the chain is refused at its line', () => {
    const bad = statement('100.00', '130.00', [
      line('2026-01-05', '50.00', '150.00'),
      line('2026-01-06', '-20.00', '129.99'),
    ]);
    expect(refusal(() => checkStatement(bad, today))).toMatchObject({
      code: 'bank-balance-broken',
      facts: { line: 2, printed: '129.99', computed: '130.00' },
      errors: [{ pointer: '/lines/1/balance' }],
    });
  });

  test('what came from a file is named by the row of the file, whatever order it is in', () => {
    const newestFirst = oldestFirst([
      { ...line('2026-01-06', '-20.00', '129.99'), row: 4 },
      { ...line('2026-01-05', '50.00', '150.00'), row: 5 },
    ]);
    const broken = statement('100.00', '130.00', [...newestFirst]);
    expect(refusal(() => checkStatement(broken, today))).toMatchObject({
      facts: { line: 4 },
      errors: [{ pointer: '/rows/4' }],
    });
    const stray = statement('0.00', '1.00', [{ ...line('2026-02-01', '1.00'), row: 9 }]);
    expect(refusal(() => checkStatement(stray, today))).toMatchObject({
      errors: [{ pointer: '/rows/9' }],
    });
  });

  test('a line of the day before or after the month is refused, the first and last day are not', () => {
    const edges = [line('2026-01-01', '1.00'), line('2026-01-31', '-1.00')];
    expect(checkStatement(statement('0.00', '0.00', edges), today)).toBeDefined();
    const strays = [line('2025-12-31', '1.00'), line('2026-02-01', '-1.00')];
    expect(refusal(() => checkStatement(statement('0.00', '0.00', strays), today))).toMatchObject({
      code: 'bank-line-outside-month',
      errors: [{ pointer: '/lines/0/date' }, { pointer: '/lines/1/date' }],
    });
  });

  test('a later month is refused, this month is not', () => {
    const of = (month: string): StatementDraft => ({
      ...statement('0.00', '0.00', []),
      month: parseMonth(month),
    });
    expect(checkStatement(of('2026-02'), today)).toBeDefined();
    expect(refusal(() => checkStatement(of('2026-03'), today))).toMatchObject({
      code: 'bank-statement-in-future',
    });
  });

  test('begins where the last one ended and ends where the next one begins', () => {
    const december = { month: '2025-12', openingBalance: '0.00', closingBalance: '100.00' };
    const february = { month: '2026-02', openingBalance: '130.00', closingBalance: '0.00' };
    const january = statement('100.00', '130.00', [line('2026-01-05', '30.00')]);
    expect(() => {
      checkNeighbours(january, [february, december]);
    }).not.toThrow();
    expect(
      refusal(() => {
        checkNeighbours(january, [{ ...december, closingBalance: '99.99' }]);
      }),
    ).toMatchObject({
      code: 'bank-statement-not-continuous',
      facts: { neighbour: '2025-12', expected: '99.99', given: '100.00' },
    });
    expect(
      refusal(() => {
        checkNeighbours(january, [{ ...february, openingBalance: '130.01' }]);
      }),
    ).toMatchObject({ facts: { neighbour: '2026-02', expected: '130.01', given: '130.00' } });
    expect(
      refusal(() => {
        checkNeighbours(january, [{ ...december, month: '2026-01' }]);
      }),
    ).toMatchObject({ code: 'bank-statement-exists' });
  });

  test('is read oldest first, by its days, or on one day by its balances', () => {
    const [first, second] = [line('2026-01-05', '1.00'), line('2026-01-06', '2.00')];
    expect(oldestFirst([first, second])).toEqual([first, second]);
    expect(oldestFirst([second, first])).toEqual([first, second]);
    const [a, b] = [line('2026-01-05', '1.00', '1.00'), line('2026-01-05', '2.00', '3.00')];
    expect(oldestFirst([a, b])).toEqual([a, b]);
    expect(oldestFirst([b, a])).toEqual([a, b]);
  });
});
