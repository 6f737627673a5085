import { runInThisContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  addDays,
  addMonths,
  chineseDate,
  daysBetween,
  localDateOf,
  parseLocalDate,
} from './local-date.js';
import { refusalOf } from './refusal.fixture.js';

/** The environment of the process itself: a spec's own `process.env` is a copy that moves no clock. */
const environment = runInThisContext('process.env') as NodeJS.ProcessEnv;

describe('a business day is read from text', () => {
  test.each(['2026-03-31', '2024-02-29', '2000-02-29', '1900-01-01', '2999-12-31'])(
    '%s exists',
    (text) => {
      expect(parseLocalDate(text)).toBe(text);
    },
  );

  test.each([
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-00-10',
    '2026-13-01',
    '2026-01-00',
    '2026-1-1',
    '2026-01-01T00:00:00Z',
    '2026/01/01',
    '２０２６-01-01',
    '2026-01-01\n',
    ' 2026-01-01',
    '1899-12-31',
    '3000-01-01',
    '',
  ])('%j is refused', (date) => {
    expect(refusalOf(() => parseLocalDate(date))).toEqual({
      code: 'date-malformed',
      facts: { date },
    });
  });
});

describe.each([
  ['UTC', 16],
  ['Asia/Shanghai', 0],
  ['America/Los_Angeles', 8],
])('on a machine in %s', (tz, hourOfMidnightInShanghai) => {
  const zone = environment['TZ'];

  beforeAll(() => {
    environment['TZ'] = tz;
  });

  afterAll(() => {
    if (zone === undefined) delete environment['TZ'];
    else environment['TZ'] = zone;
  });

  test('the machine keeps that zone', () => {
    expect(new Date('2025-12-31T16:00:00Z').getHours()).toBe(hourOfMidnightInShanghai);
  });

  test('the day turns at midnight in Shanghai', () => {
    expect(localDateOf(new Date('2025-12-31T15:59:59.999Z'))).toBe('2025-12-31');
    expect(localDateOf(new Date('2025-12-31T16:00:00.000Z'))).toBe('2026-01-01');
    expect(localDateOf(new Date('2026-01-01T00:00:00+08:00'))).toBe('2026-01-01');
  });

  test('days and months are counted alike', () => {
    expect(parseLocalDate('2026-03-08')).toBe('2026-03-08');
    expect(addDays(parseLocalDate('2026-03-07'), 2)).toBe('2026-03-09');
    expect(addMonths(parseLocalDate('2026-10-31'), 1)).toBe('2026-11-30');
    expect(daysBetween(parseLocalDate('2026-03-01'), parseLocalDate('2026-12-01'))).toBe(275);
  });
});

describe('days are counted', () => {
  test.each([
    ['2026-12-31', 1, '2027-01-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2026-02-28', 1, '2026-03-01'],
    ['2026-03-01', -1, '2026-02-28'],
    ['2026-03-01', 0, '2026-03-01'],
  ])('%s and %i days is %s', (date, days, then) => {
    expect(addDays(parseLocalDate(date), days)).toBe(then);
  });

  test.each([
    ['2024-01-01', '2025-01-01', 366],
    ['2026-03-31', '2026-03-31', 0],
    ['2026-03-31', '2026-03-16', -15],
  ])('from %s through %s are %i', (from, through, days) => {
    expect(daysBetween(parseLocalDate(from), parseLocalDate(through))).toBe(days);
  });

  test('a day past the calendar is refused', () => {
    expect(refusalOf(() => addDays(parseLocalDate('2999-12-31'), 1))?.code).toBe('date-malformed');
  });
});

describe('months are counted to the same day or the last', () => {
  test.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-01-28', 1, '2026-02-28'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2024-02-29', 12, '2025-02-28'],
  ])('%s and %i months is %s', (date, months, then) => {
    expect(addMonths(parseLocalDate(date), months)).toBe(then);
  });
});

test('a date in Chinese has no padding', () => {
  expect(chineseDate(parseLocalDate('2026-03-05'))).toBe('2026年3月5日');
  expect(chineseDate(parseLocalDate('2026-10-20'))).toBe('2026年10月20日');
});
