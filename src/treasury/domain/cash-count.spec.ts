import { describe, expect, test } from '@jest/globals';
import { parseLocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { parseMonth } from '../../kernel/month.js';
import { refusal } from './refused.fixture.js';
import {
  balanceOn,
  checkCashCount,
  countAgrees,
  needsCounting,
  type CashMonth,
} from './cash-count.js';

const date = parseLocalDate;
const january: CashMonth = {
  accountCode: '101',
  opening: Money.of('100.00'),
  closing: Money.of('150.00'),
  movements: [
    { date: date('2026-01-10'), amount: Money.of('80.00') },
    { date: date('2026-01-20'), amount: Money.of('-30.00') },
  ],
};

describe('cash', () => {
  test('has a balance on each day', () => {
    expect(balanceOn(january, date('2026-01-09')).toString()).toBe('100.00');
    expect(balanceOn(january, date('2026-01-10')).toString()).toBe('180.00');
    expect(balanceOn(january, date('2026-01-31')).toString()).toBe('150.00');
  });

  test('is counted in a month with a balance or a movement, not in one with neither', () => {
    const idle = { ...january, opening: Money.ZERO, closing: Money.ZERO, movements: [] };
    expect(needsCounting(january)).toBe(true);
    expect(needsCounting({ ...idle, movements: january.movements })).toBe(true);
    expect(needsCounting(idle)).toBe(false);
  });

  test('agrees when the box holds what the book says after the last movement', () => {
    const count = (day: string, counted: string): boolean =>
      countAgrees(january, {
        date: date(day),
        bookBalance: Money.of('150.00'),
        counted: Money.of(counted),
      });
    expect(count('2026-01-31', '150.00')).toBe(true);
    expect(count('2026-01-20', '150.00')).toBe(true);
    expect(count('2026-01-19', '150.00')).toBe(false);
    expect(count('2026-01-31', '149.99')).toBe(false);
  });
});

describe('a cash count', () => {
  const good = {
    month: parseMonth('2026-01'),
    date: date('2026-01-31'),
    counted: Money.of('150.00'),
    bookBalance: Money.of('150.00'),
    counterId: 'cashier',
    witnessId: 'accountant',
    explanation: null,
  };
  const today = date('2026-01-31');
  const check = (change: Partial<typeof good>, on = today): unknown =>
    refusal(() => {
      checkCashCount({ ...good, ...change }, on);
    });

  test('is kept when two people made it inside the month', () => {
    expect(() => {
      checkCashCount(good, today);
    }).not.toThrow();
  });

  test('is refused for another month, a day to come, one person, less than nothing', () => {
    expect(check({ date: date('2026-02-01') }, date('2026-02-05'))).toMatchObject({
      code: 'cash-count-outside-month',
    });
    expect(check({}, date('2026-01-30'))).toMatchObject({ code: 'cash-count-outside-month' });
    expect(check({ witnessId: 'cashier' })).toMatchObject({ code: 'cash-count-needs-two-people' });
    expect(check({ counted: Money.of('-0.01') })).toMatchObject({ code: 'cash-count-negative' });
  });

  test('a difference needs its reason', () => {
    expect(check({ counted: Money.of('149.00') })).toMatchObject({
      code: 'cash-difference-unexplained',
      facts: { difference: '-1.00' },
    });
    expect(() => {
      checkCashCount({ ...good, counted: Money.of('149.00'), explanation: '找零差错' }, today);
    }).not.toThrow();
  });
});
