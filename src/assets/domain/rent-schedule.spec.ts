import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { DomainError } from '../../kernel/domain-error.js';
import { addDays, parseLocalDate, type LocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { RENT_PERIODS, rentSchedule, rentThrough, type LeaseTerms } from './rent-schedule.js';

const day = parseLocalDate;
const yuan = Money.of;
const lease = (
  from: string,
  through: string,
  period: LeaseTerms['period'],
  money: Pick<LeaseTerms, 'rent' | 'total'>,
): LeaseTerms => ({ from: day(from), through: day(through), period, ...money });
const lines = (terms: LeaseTerms): string[] =>
  rentSchedule(terms).map(({ from, through, dueOn, amount }) =>
    [from, through, dueOn, amount.toString()].join(' '),
  );
const refusal = (terms: LeaseTerms): string | null => {
  try {
    rentSchedule(terms);
    return null;
  } catch (error) {
    return (error as DomainError).code;
  }
};

describe('a rent schedule', () => {
  test('has one rent a quarter, due on its first day', () => {
    expect(lines(lease('2026-01-01', '2026-12-31', 'quarter', { rent: yuan('9000.00') }))).toEqual([
      '2026-01-01 2026-03-31 2026-01-01 9000.00',
      '2026-04-01 2026-06-30 2026-04-01 9000.00',
      '2026-07-01 2026-09-30 2026-07-01 9000.00',
      '2026-10-01 2026-12-31 2026-10-01 9000.00',
    ]);
  });

  test('pays the days of a last partial month: 10 of 31 days of 3,100.01', () => {
    expect(lines(lease('2026-02-15', '2026-03-24', 'month', { rent: yuan('3100.01') }))).toEqual([
      '2026-02-15 2026-03-14 2026-02-15 3100.01',
      '2026-03-15 2026-03-24 2026-03-15 1000.00',
    ]);
  });

  test('begun on the 31st goes on at the end of shorter months, without a gap', () => {
    expect(lines(lease('2026-01-31', '2026-04-29', 'month', { rent: yuan('100.00') }))).toEqual([
      '2026-01-31 2026-02-27 2026-01-31 100.00',
      '2026-02-28 2026-03-30 2026-02-28 100.00',
      '2026-03-31 2026-04-29 2026-03-31 100.00',
    ]);
  });

  test('of a total that does not divide gives the odd fen away and sums to the contract', () => {
    const terms = lease('2026-01-01', '2028-12-31', 'year', { total: yuan('100000.00') });
    expect(lines(terms).map((line) => line.split(' ')[3])).toEqual([
      '33333.34',
      '33333.33',
      '33333.33',
    ]);
  });

  test('lasts exactly twenty years or less (民法典 第七百零五条)', () => {
    const money = { rent: yuan('1.00') };
    expect(rentSchedule(lease('2026-03-01', '2046-02-28', 'year', money))).toHaveLength(20);
    expect(refusal(lease('2026-03-01', '2046-03-01', 'year', money))).toBe('lease-term-too-long');
  });

  test('may be of one day, but not of none', () => {
    const money = { rent: yuan('310.00') };
    expect(lines(lease('2026-01-05', '2026-01-05', 'month', money))).toEqual([
      '2026-01-05 2026-01-05 2026-01-05 10.00',
    ]);
    expect(refusal(lease('2026-01-05', '2026-01-04', 'month', money))).toBe('lease-term-backwards');
  });

  test('names its rent or its total, not both and not neither', () => {
    const both = { rent: yuan('1.00'), total: yuan('12.00') };
    expect(refusal(lease('2026-01-01', '2026-12-31', 'month', both))).toBe('lease-rent-or-total');
    expect(refusal(lease('2026-01-01', '2026-12-31', 'month', {}))).toBe('lease-rent-or-total');
  });

  const terms = fc
    .record({
      from: fc.integer({ min: 0, max: 2000 }).map((n) => addDays(day('2020-01-01'), n)),
      days: fc.integer({ min: 0, max: 7000 }),
      period: fc.constantFrom(...RENT_PERIODS),
      fen: fc.integer({ min: 1, max: 99_999_999 }),
    })
    .map(({ days, fen, ...rest }) => ({
      ...rest,
      through: addDays(rest.from, days),
      money: yuan(`${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`),
    }));

  test('covers the term day by day, whatever the term, and sums to the total to the fen', () => {
    fc.assert(
      fc.property(terms, ({ money, ...term }) => {
        const schedule = rentSchedule({ ...term, total: money });
        expect(Money.sum(schedule.map(({ amount }) => amount)).toString()).toBe(money.toString());
        let expected: LocalDate = term.from;
        for (const rent of schedule) {
          expect(rent.from).toBe(expected);
          expected = addDays(rent.through, 1);
        }
        expect(expected).toBe(addDays(term.through, 1));
      }),
      { numRuns: 200 },
    );
  });

  test('never asks more for a partial period than for a whole one', () => {
    fc.assert(
      fc.property(terms, ({ money, ...term }) => {
        const schedule = rentSchedule({ ...term, rent: money });
        expect(schedule.slice(0, -1).every(({ amount }) => amount.equals(money))).toBe(true);
        expect(schedule.at(-1)?.amount.greaterThan(money)).toBe(false);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a lease that ends early', () => {
  const january = { from: day('2026-01-01'), through: day('2026-01-31'), amount: yuan('3100.00') };

  test.each([
    ['2025-12-31', '0.00'],
    ['2026-01-01', '100.00'],
    ['2026-01-20', '2000.00'],
    ['2026-01-30', '3000.00'],
    ['2026-01-31', '3100.00'],
    ['2026-06-30', '3100.00'],
  ])('on %s owes %s of January', (lastDay, owed) => {
    expect(rentThrough(january, day(lastDay)).toString()).toBe(owed);
  });
});
