import { expect, test } from '@jest/globals';
import { parseMonth } from './month.js';
import { chineseQuarter, monthsOf, parseQuarter, quarterOf } from './quarter.js';
import { refusalOf } from './refusal.fixture.js';

test.each(['2026-Q1', '2026-Q4'])('%s is a quarter', (text) => {
  expect(parseQuarter(text)).toBe(text);
});

test.each(['2026-Q0', '2026-Q5', '2026-q1', '2026Q1', '2026-Q11', '2026-Q１', '0026-Q1', ''])(
  '%j is no quarter',
  (quarter) => {
    expect(refusalOf(() => parseQuarter(quarter))).toEqual({
      code: 'quarter-malformed',
      facts: { quarter },
    });
  },
);

test.each([
  ['2026-01', '2026-Q1'],
  ['2026-03', '2026-Q1'],
  ['2026-04', '2026-Q2'],
  ['2026-09', '2026-Q3'],
  ['2026-10', '2026-Q4'],
  ['2026-12', '2026-Q4'],
])('%s lies in %s', (month, quarter) => {
  expect(quarterOf(parseMonth(month))).toBe(quarter);
});

test('a quarter has three months in order', () => {
  expect(monthsOf(parseQuarter('2026-Q1'))).toEqual(['2026-01', '2026-02', '2026-03']);
  expect(monthsOf(parseQuarter('2026-Q4'))).toEqual(['2026-10', '2026-11', '2026-12']);
});

test.each([
  ['2026-Q1', '2026年第一季度'],
  ['2026-Q2', '2026年第二季度'],
  ['2026-Q3', '2026年第三季度'],
  ['2026-Q4', '2026年第四季度'],
])('%s reads %s', (quarter, chinese) => {
  expect(chineseQuarter(parseQuarter(quarter))).toBe(chinese);
});
