import { describe, expect, test } from '@jest/globals';
import { articulation, broken, column, figuresOf, rowOf, statement } from './figures.fixture.js';

describe('the collective book in March', () => {
  const standard = 'rural-collective-2023';
  const figures = figuresOf({
    '101': { yearOpening: '1000', year: ['500', '0'], closing: '1500' },
    '102': { yearOpening: '50000', year: ['35120.50', '8000'], closing: '77120.50' },
    '113': { yearOpening: '200', closing: '200' },
    '11301': { name: '张三', yearOpening: '500', closing: '500' },
    '11302': { name: '李四', yearOpening: '-300', closing: '-300' },
    '121': { year: ['800', '0'], closing: '800' },
    '151': { yearOpening: '200000', closing: '200000' },
    '152': { yearOpening: '-40000', year: ['0', '3000'], closing: '-43000' },
    '211': { yearOpening: '-10000', closing: '-10000' },
    '214': { year: ['0', '600'], month: ['0', '600'], closing: '-600' },
    '301': { yearOpening: '-150000', closing: '-150000' },
    '311': { yearOpening: '-40000', closing: '-40000' },
    '32202': { name: '未分配收益', yearOpening: '-11200', closing: '-11200' },
    '401': { year: ['200', '0'], closing: '200' },
    '501': { year: ['0', '30000'], month: ['0', '10000'], closing: '-30000' },
    '503': { year: ['0', '5000'], closing: '-5000' },
    '504': { year: ['0', '120.50'], month: ['0', '120.50'], closing: '-120.50' },
    '511': { year: ['3000', '0'], month: ['1000', '0'], closing: '3000' },
    '512': { year: ['600', '0'], month: ['600', '0'], closing: '600' },
    '513': { year: ['4500', '0'], month: ['1500', '0'], closing: '4500' },
    '514': { year: ['2000', '0'], month: ['2000', '0'], closing: '2000' },
  });

  test('the balance sheet balances in the year with the income not yet distributed', () => {
    const sheet = statement(standard, 'balance-sheet', figures);
    expect(column(sheet, 'closing')).toEqual({
      ...{ 1: '78620.50', 3: '500.00', 4: '1000.00', 6: '80120.50' },
      ...{ 11: '200000.00', 12: '43000.00', 13: '157000.00', 16: '157000.00' },
      ...{ 23: '157000.00', 24: '237120.50' },
      ...{ 26: '10300.00', 29: '600.00', 30: '10900.00', 35: '10900.00' },
      ...{ 36: '150000.00', 37: '40000.00', 38: '36220.50', 39: '226220.50', 40: '237120.50' },
    });
    expect(column(sheet, 'opening')).toEqual({
      ...{ 1: '51000.00', 3: '500.00', 6: '51500.00' },
      ...{ 11: '200000.00', 12: '40000.00', 13: '160000.00', 16: '160000.00' },
      ...{ 23: '160000.00', 24: '211500.00' },
      ...{ 26: '10300.00', 30: '10300.00', 35: '10300.00' },
      ...{ 36: '150000.00', 37: '40000.00', 38: '11200.00', 39: '201200.00', 40: '211500.00' },
    });
    expect(broken(sheet.checks)).toEqual([]);
  });

  test('the income statement runs from 经营收入 to 未分配收益', () => {
    const income = statement(standard, 'income', figures);
    expect(column(income, 'yearToDate')).toEqual({
      ...{ 1: '30000.00', 3: '3000.00', 4: '600.00', 5: '4500.00', 6: '21900.00' },
      ...{ 7: '5000.00', 8: '120.50', 9: '2000.00', 11: '25020.50', 13: '25020.50' },
      ...{ 14: '11200.00', 16: '36220.50', 20: '36220.50' },
    });
    expect(column(income, 'month')).toEqual({
      ...{ 1: '10000.00', 3: '1000.00', 4: '600.00', 5: '1500.00', 6: '6900.00' },
      ...{ 8: '120.50', 9: '2000.00', 11: '5020.50', 13: '5020.50' },
    });
    expect(rowOf(income, 20).month).toBeUndefined();
    expect(broken(income.checks)).toEqual([]);
    expect(broken(articulation(standard, 'income', figures))).toEqual([]);
  });

  test('a book out of balance breaks the printed relation', () => {
    const astray = figuresOf({ '101': { closing: '100.01' }, '301': { closing: '-100.00' } });
    const sheet = statement(standard, 'balance-sheet', astray);
    expect(sheet.checks).toEqual([
      expect.objectContaining({ column: 'opening', holds: true }),
      expect.objectContaining({ column: 'closing', holds: false }),
    ]);
    expect(sheet.checks[1]?.left.toString()).toBe('100.01');
    expect(sheet.checks[1]?.right.toString()).toBe('100.00');
  });
});

test('after the year is closed the collective statement still shows the year and its distribution', () => {
  const figures = figuresOf({
    '102': { yearOpening: '1000', year: ['30000', '10000'], closing: '21000' },
    '211': { year: ['0', '3000'], closing: '-3000' },
    '311': { year: ['0', '6000'], closing: '-6000' },
    '321': { year: ['30000', '30000'], carried: ['30000', '30000'], month: ['30000', '30000'] },
    '322': { yearOpening: '-1000', year: ['18000', '29000'], closing: '-12000' },
    '32201': { name: '各项分配', year: ['9000', '9000'] },
    '3220101': {
      name: '提取公积公益金',
      year: ['6000', '6000'],
      month: ['6000', '6000'],
      carried: ['0', '6000'],
    },
    '3220102': {
      name: '向成员分配',
      year: ['3000', '3000'],
      month: ['3000', '3000'],
      carried: ['0', '3000'],
    },
    '32202': {
      name: '未分配收益',
      yearOpening: '-1000',
      year: ['9000', '20000'],
      month: ['9000', '20000'],
      carried: ['9000', '20000'],
      closing: '-12000',
    },
    '501': { year: ['30000', '30000'], month: ['30000', '2500'], carried: ['30000', '0'] },
    '513': { year: ['10000', '10000'], month: ['800', '10000'], carried: ['0', '10000'] },
  });
  const income = statement('rural-collective-2023', 'income', figures);
  expect(column(income, 'yearToDate')).toEqual({
    ...{ 1: '30000.00', 5: '10000.00', 6: '20000.00', 11: '20000.00', 13: '20000.00' },
    ...{ 14: '1000.00', 16: '21000.00', 17: '6000.00', 18: '3000.00', 20: '12000.00' },
  });
  expect(column(income, 'month')).toEqual({
    ...{ 1: '2500.00', 5: '800.00', 6: '1700.00', 11: '1700.00', 13: '1700.00' },
  });
  expect(broken(articulation('rural-collective-2023', 'income', figures))).toEqual([]);
});

describe('the company book', () => {
  const standard = 'small-enterprise-2011';
  const figures = figuresOf({
    '1002': { yearOpening: '100000', year: ['51080', '44900'], closing: '106180' },
    '112201': { name: '甲', yearOpening: '2000', closing: '2000' },
    '112202': { name: '乙', yearOpening: '-500', closing: '-500' },
    '112301': { name: '丙', year: ['300', '0'], closing: '300' },
    '1405': { year: ['30000', '20000'], closing: '10000' },
    '1601': { year: ['12000', '0'], closing: '12000' },
    '1602': { year: ['0', '200'], closing: '-200' },
    '2221': { year: ['0', '1900'], closing: '-1900' },
    '3001': { yearOpening: '-100000', closing: '-100000' },
    '310402': { name: '未分配利润', yearOpening: '-1500', closing: '-1500' },
    '4001': { year: ['500', '0'], closing: '500' },
    '5001': { year: ['0', '50000'], month: ['0', '20000'], closing: '-50000' },
    '530101': { name: '政府补助', year: ['0', '1000'], closing: '-1000' },
    '5401': { year: ['20000', '0'], month: ['8000', '0'], closing: '20000' },
    '540301': {
      name: '城市维护建设税',
      year: ['350', '0'],
      month: ['350', '0'],
      closing: '350',
    },
    '540302': { name: '印花税', year: ['50', '0'], month: ['50', '0'], closing: '50' },
    '560201': { name: '业务招待费', year: ['600', '0'], closing: '600' },
    '560202': { name: '办公费', year: ['1400', '0'], month: ['400', '0'], closing: '1400' },
    '560203': { name: '折旧费', year: ['200', '0'], month: ['200', '0'], closing: '200' },
    '560301': { name: '利息收入', year: ['0', '80'], month: ['0', '80'], closing: '-80' },
    '571101': { name: '税收滞纳金', year: ['100', '0'], month: ['100', '0'], closing: '100' },
    '5801': { year: ['1500', '0'], month: ['1500', '0'], closing: '1500' },
  });

  test('form 01 has its 53 rows and shows a customer in credit as 预收账款', () => {
    const sheet = statement(standard, 'balance-sheet', figures);
    const numbers = sheet.rows.flatMap(({ row }) => (row === null ? [] : [row]));
    expect(numbers).toEqual(Array.from({ length: 53 }, (_, place) => place + 1));
    expect(column(sheet, 'closing')).toEqual({
      ...{ 1: '106180.00', 4: '2000.00', 5: '300.00', 9: '10500.00', 11: '500.00' },
      ...{ 12: '10000.00', 15: '118980.00', 18: '12000.00', 19: '200.00', 20: '11800.00' },
      ...{ 29: '11800.00', 30: '130780.00', 34: '500.00', 36: '1900.00', 41: '2400.00' },
      ...{ 47: '2400.00', 48: '100000.00', 51: '28380.00', 52: '128380.00', 53: '130780.00' },
    });
    expect(column(sheet, 'opening')).toEqual({
      ...{ 1: '100000.00', 4: '2000.00', 15: '102000.00', 30: '102000.00', 34: '500.00' },
      ...{ 41: '500.00', 47: '500.00', 48: '100000.00', 51: '1500.00', 52: '101500.00' },
      ...{ 53: '102000.00' },
    });
    expect(broken(sheet.checks)).toEqual([]);
  });

  test('form 02 has its 32 rows and reads the 其中 rows from sub-accounts of that name', () => {
    const income = statement(standard, 'income', figures);
    expect(income.rows.map(({ row }) => row)).toEqual(
      Array.from({ length: 32 }, (_, place) => place + 1),
    );
    expect(column(income, 'yearToDate')).toEqual({
      ...{ 1: '50000.00', 2: '20000.00', 3: '400.00', 6: '350.00', 9: '50.00' },
      ...{ 14: '2200.00', 16: '600.00', 18: '-80.00', 19: '-80.00', 21: '27480.00' },
      ...{ 22: '1000.00', 23: '1000.00', 24: '100.00', 29: '100.00' },
      ...{ 30: '28380.00', 31: '1500.00', 32: '26880.00' },
    });
    expect(column(income, 'month')).toEqual({
      ...{ 1: '20000.00', 2: '8000.00', 3: '400.00', 6: '350.00', 9: '50.00' },
      ...{ 14: '600.00', 18: '-80.00', 19: '-80.00', 21: '11080.00' },
      ...{ 24: '100.00', 29: '100.00', 30: '10980.00', 31: '1500.00', 32: '9480.00' },
    });
    expect(rowOf(income, 4).yearToDate).toBeUndefined();
    expect(broken(income.checks)).toEqual([]);
  });

  test('the distribution ends at the 未分配利润 of the balance sheet', () => {
    const distribution = statement(standard, 'distribution', figures);
    expect(column(distribution, 'yearToDate')).toEqual({
      ...{ 1: '26880.00', 2: '1500.00', 4: '28380.00', 11: '28380.00', 13: '28380.00' },
    });
    expect(broken(articulation(standard, 'distribution', figures))).toEqual([]);
  });

  test('an 其中 greater than its whole breaks the printed relation', () => {
    const income = statement(
      standard,
      'income',
      figuresOf({
        '560201': { name: '业务招待费', year: ['600', '0'] },
        '560202': { name: '办公费', year: ['-0.01', '0'] },
      }),
    );
    expect(broken(income.checks)).toEqual(['行14≥行15＋行16＋行17']);
  });
});

describe('a company that earned more interest than it paid', () => {
  const relation = '行18≥行19';
  const interest = (details: Readonly<Record<string, string>>) =>
    statement(
      'small-enterprise-2011',
      'income',
      figuresOf({
        '5603': { month: ['0', '150'], year: ['0', '150'] },
        ...Object.fromEntries(
          Object.entries(details).map(([name, amount], place) => [
            `56030${place + 1}`,
            { name, month: ['0', amount] as const, year: ['0', amount] as const },
          ]),
        ),
      }),
    );

  test('is not held against a part that its book does not keep apart', () => {
    const whole = interest({});
    expect(rowOf(whole, 18).month?.toString()).toBe('-150.00');
    expect(rowOf(whole, 19).month).toBeUndefined();
    expect(whole.checks.map(({ name }) => name)).not.toContain(relation);
    expect(broken(whole.checks)).toEqual([]);
  });

  test('is held against it where the book does, below zero as well', () => {
    const apart = interest({ 利息收入: '150' });
    expect(rowOf(apart, 19).month?.toString()).toBe('-150.00');
    expect(apart.checks.filter(({ name }) => name === relation)).toMatchObject([
      { holds: true },
      { holds: true },
    ]);
    const more = interest({ 利息收入: '100', 手续费: '50' });
    expect(rowOf(more, 18).month?.toString()).toBe('-150.00');
    expect(broken(more.checks)).toContain(relation);
  });
});
