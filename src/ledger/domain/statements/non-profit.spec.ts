import { describe, expect, test } from '@jest/globals';
import type { EvaluatedStatement } from './evaluate-statement.js';
import { articulation, broken, column, figuresOf, rowOf, statement } from './figures.fixture.js';

type Period = 'month' | 'yearToDate';

/** 非限定性, 限定性 and 合计 of a row. */
function cells(activities: EvaluatedStatement, row: number, period: Period): readonly string[] {
  const found = rowOf(activities, row);
  const split = found.split?.[period];
  return [split?.unrestricted, split?.restricted, found[period]].map(String);
}

describe('the charity book under the 2024 revision', () => {
  const standard = 'non-profit-2024';
  const figures = figuresOf({
    '1002': { yearOpening: '10000', year: ['11055.50', '5700'], closing: '15355.50' },
    '100201': { name: '收入户', yearOpening: '10000', closing: '14355.50' },
    '100202': { name: '受托代理资产', year: ['1000', '0'], closing: '1000' },
    '2601': { year: ['0', '1000'], closing: '-1000' },
    '3101': {
      yearOpening: '-4000',
      year: ['300', '5000'],
      month: ['0', '2500'],
      closing: '-8700',
    },
    '3102': {
      yearOpening: '-6000',
      year: ['5000', '300'],
      month: ['2500', '0'],
      closing: '-1300',
    },
    '3201': { year: ['0', '40'], closing: '-40' },
    '4101': { year: ['0', '10000'], month: ['0', '3500'], closing: '-10000' },
    '410101': {
      name: '非限定性收入',
      year: ['0', '2000'],
      month: ['0', '500'],
      closing: '-2000',
    },
    '410102': { name: '限定性收入', year: ['0', '8000'], month: ['0', '3000'], closing: '-8000' },
    '4901': { year: ['0', '15.50'], month: ['0', '15.50'], closing: '-15.50' },
    '5101': { year: ['5000', '0'], month: ['2500', '0'], closing: '5000' },
    '5301': { year: ['700', '0'], month: ['200', '0'], closing: '700' },
  });

  test('the balance sheet keeps restricted money apart and agency money out of 货币资金', () => {
    const sheet = statement(standard, 'balance-sheet', figures);
    expect(column(sheet, 'closing')).toEqual({
      ...{ 1: '14355.50', 9: '14355.50', 24: '1000.00', 25: '15355.50' },
      ...{ 40: '1000.00', 41: '1000.00', 42: '5055.50', 43: '9300.00' },
      ...{ 44: '14355.50', 45: '15355.50' },
    });
    expect(column(sheet, 'opening')).toEqual({
      ...{ 1: '10000.00', 9: '10000.00', 25: '10000.00' },
      ...{ 42: '4000.00', 43: '6000.00', 44: '10000.00', 45: '10000.00' },
    });
    expect(broken(sheet.checks)).toEqual([]);
  });

  test('the activities statement splits the year into 非限定性, 限定性 and 合计', () => {
    const activities = statement(standard, 'activities', figures);
    const year = (row: number) => cells(activities, row, 'yearToDate');
    expect(year(1)).toEqual(['2000.00', '8000.00', '10000.00']);
    expect(year(8)).toEqual(['15.50', '0.00', '15.50']);
    expect(year(9)).toEqual(['2015.50', '8000.00', '10015.50']);
    expect(year(10)).toEqual(['5000.00', '0.00', '5000.00']);
    expect(year(17)).toEqual(['5700.00', '0.00', '5700.00']);
    expect(year(18)).toEqual(['5000.00', '-5000.00', '0.00']);
    expect(year(19)).toEqual(['-300.00', '300.00', '0.00']);
    expect(year(20)).toEqual(['40.00', '0.00', '40.00']);
    expect(year(21)).toEqual(['1055.50', '3300.00', '4355.50']);
    expect(broken(activities.checks)).toEqual([]);
    expect(broken(articulation(standard, 'activities', figures))).toEqual([]);
  });

  test('the activities statement splits the month alike', () => {
    const activities = statement(standard, 'activities', figures);
    const month = (row: number) => cells(activities, row, 'month');
    expect(month(1)).toEqual(['500.00', '3000.00', '3500.00']);
    expect(month(9)).toEqual(['515.50', '3000.00', '3515.50']);
    expect(month(17)).toEqual(['2700.00', '0.00', '2700.00']);
    expect(month(18)).toEqual(['2500.00', '-2500.00', '0.00']);
    expect(month(21)).toEqual(['315.50', '500.00', '815.50']);
  });

  test('a release booked on one side only breaks the zero of line 三', () => {
    const activities = statement(
      standard,
      'activities',
      figuresOf({ '3101': { year: ['0', '100'] }, '1002': { year: ['100', '0'] } }),
    );
    expect(broken(activities.checks)).toEqual([
      '限定性净资产转为非限定性净资产的合计为零',
      '净资产变动额＝收入合计－费用合计＋以前年度净资产调整',
    ]);
  });

  test('agency assets that differ from agency liabilities break the printed relation', () => {
    const sheet = statement(
      standard,
      'balance-sheet',
      figuresOf({ '1801': { closing: '10' }, '3101': { closing: '-10' } }),
    );
    expect(broken(sheet.checks)).toEqual(['受托代理资产＝受托代理负债']);
  });
});

describe('the charity book under the 2004 text', () => {
  const standard = 'non-profit-2004';
  const figures = figuresOf({
    '1001': { yearOpening: '300', closing: '300' },
    '1002': { yearOpening: '5000', year: ['3000', '1900'], closing: '6100' },
    '1121': { year: ['200', '0'], closing: '200' },
    '1131': { year: ['0', '10'], closing: '-10' },
    '2209': { year: ['0', '60'], closing: '-60' },
    '3101': { yearOpening: '-2300', year: ['0', '1500'], closing: '-3800' },
    '3102': { yearOpening: '-3000', year: ['1500', '0'], closing: '-1500' },
    '410101': { name: '非限定性收入', year: ['0', '1000'], closing: '-1000' },
    '410102': { name: '限定性收入', year: ['0', '2000'], closing: '-2000' },
    '430101': { name: '非限定性收入', year: ['0', '200'], closing: '-200' },
    '5101': { year: ['1500', '0'], closing: '1500' },
    '5201': { year: ['410', '0'], closing: '410' },
    '5401': { year: ['60', '0'], closing: '60' },
  });

  test('the balance sheet keeps the official row numbers', () => {
    const sheet = statement(standard, 'balance-sheet', figures);
    expect(column(sheet, 'closing')).toEqual({
      ...{ 1: '6400.00', 3: '190.00', 20: '6590.00', 60: '6590.00' },
      ...{ 62: '60.00', 80: '60.00', 100: '60.00' },
      ...{ 101: '3030.00', 105: '3500.00', 110: '6530.00', 120: '6590.00' },
    });
    expect(column(sheet, 'opening')).toEqual({
      ...{ 1: '5300.00', 20: '5300.00', 60: '5300.00' },
      ...{ 101: '2300.00', 105: '3000.00', 110: '5300.00', 120: '5300.00' },
    });
    expect(broken(sheet.checks)).toEqual([]);
  });

  test('the activities statement explains the change of net assets', () => {
    const activities = statement(standard, 'activities', figures);
    expect(column(activities, 'yearToDate')).toEqual({
      ...{ 1: '3000.00', 3: '200.00', 11: '3200.00' },
      ...{ 12: '1500.00', 21: '410.00', 28: '60.00', 35: '1970.00', 45: '1230.00' },
    });
    expect(cells(activities, 40, 'yearToDate')).toEqual(['1500.00', '-1500.00', '0.00']);
    expect(cells(activities, 45, 'yearToDate')).toEqual(['730.00', '500.00', '1230.00']);
    expect(broken(activities.checks)).toEqual([]);
    expect(broken(articulation(standard, 'activities', figures))).toEqual([]);
  });

  test('carrying restricted income to 3102 at the year end is no later restriction', () => {
    const closed = figuresOf({
      '3102': { year: ['1500', '2000'], carried: ['0', '2000'] },
      '3101': { year: ['0', '1500'] },
      '410102': { name: '限定性收入', year: ['2000', '2000'], carried: ['2000', '0'] },
    });
    const activities = statement(standard, 'activities', closed);
    expect(cells(activities, 1, 'yearToDate')).toEqual(['0.00', '2000.00', '2000.00']);
    expect(cells(activities, 40, 'yearToDate')).toEqual(['1500.00', '-1500.00', '0.00']);
  });
});
