import { describe, expect, test } from '@jest/globals';
import { parseLocalDate } from './local-date.js';
import {
  chineseMonth,
  firstDay,
  lastDay,
  monthOf,
  monthsBetween,
  nextMonth,
  parseMonth,
  previousMonth,
} from './month.js';
import { refusalOf } from './refusal.fixture.js';

describe('a month is read from text', () => {
  test.each(['2026-01', '2026-12', '1900-01'])('%s exists', (text) => {
    expect(parseMonth(text)).toBe(text);
  });

  test.each(['2026-00', '2026-13', '2026-1', '202601', '2026-03-01', '２０２６-03', '0026-03', ''])(
    '%j is refused',
    (month) => {
      expect(refusalOf(() => parseMonth(month))).toEqual({
        code: 'month-malformed',
        facts: { month },
      });
    },
  );
});

test('the first and the last day belong to their month, the days around do not', () => {
  expect(monthOf(parseLocalDate('2026-02-28'))).toBe('2026-02');
  expect(monthOf(parseLocalDate('2026-03-01'))).toBe('2026-03');
});

test.each([
  ['2026-02', '2026-02-01', '2026-02-28'],
  ['2024-02', '2024-02-01', '2024-02-29'],
  ['2026-04', '2026-04-01', '2026-04-30'],
  ['2026-12', '2026-12-01', '2026-12-31'],
])('%s runs from %s through %s', (month, first, last) => {
  expect(firstDay(parseMonth(month))).toBe(first);
  expect(lastDay(parseMonth(month))).toBe(last);
});

test('months follow one another across the year', () => {
  expect(nextMonth(parseMonth('2026-12'))).toBe('2027-01');
  expect(nextMonth(parseMonth('2026-01'))).toBe('2026-02');
  expect(previousMonth(parseMonth('2027-01'))).toBe('2026-12');
  expect(previousMonth(parseMonth('2026-03'))).toBe('2026-02');
});

test('a range of months counts both ends', () => {
  const range = (from: string, through: string): string[] =>
    monthsBetween(parseMonth(from), parseMonth(through));
  expect(range('2026-11', '2027-02')).toEqual(['2026-11', '2026-12', '2027-01', '2027-02']);
  expect(range('2026-03', '2026-03')).toEqual(['2026-03']);
  expect(range('2026-03', '2026-02')).toEqual([]);
});

test('a month in Chinese has no padding', () => {
  expect(chineseMonth(parseMonth('2026-03'))).toBe('2026年3月');
  expect(chineseMonth(parseMonth('2026-12'))).toBe('2026年12月');
});
