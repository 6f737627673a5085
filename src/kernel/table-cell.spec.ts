import { describe, expect, test } from '@jest/globals';
import { amountInCell } from './table-cell.js';

describe('an amount in a cell', () => {
  test.each([
    ['1,234.50', '1234.50'],
    ['-1,234.50', '-1234.50'],
    ['+0.01', '0.01'],
    ['(1,234.50)', '-1234.50'],
    ['（100）', '-100.00'],
    ['¥(100.00)', '-100.00'],
    ['(￥100.00)', '-100.00'],
    ['￥1,000元', '1000.00'],
    ['007', '7.00'],
  ])('%s is %s', (text, expected) => {
    expect(String(amountInCell(text))).toBe(expected);
  });

  test.each([
    '(-100)',
    '()',
    '(100',
    '100)',
    '((100))',
    '1,00',
    '1.005',
    '1e3',
    '１００',
    '100.00-',
    '元',
  ])('%s is none', (text) => {
    expect(['malformed', null]).toContain(amountInCell(text));
  });

  test('an empty cell is nothing, which is not zero', () => {
    expect([amountInCell(''), String(amountInCell('0'))]).toEqual([null, '0.00']);
  });
});
