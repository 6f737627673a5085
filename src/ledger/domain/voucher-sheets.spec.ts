import { describe, expect, test } from '@jest/globals';
import { Money } from '../../kernel/money.js';
import { sheetNumber, voucherSheets, type SheetLine } from './voucher-sheets.js';

const line = (summary: string): SheetLine => ({
  summary,
  account: '管理费用',
  detail: '办公费',
  debit: Money.of('1.00'),
  credit: null,
});

describe('the sheets of a voucher', () => {
  test('as many lines as a sheet has rows stay on one sheet, one more makes two', () => {
    const eight = Array.from({ length: 8 }, () => line('买纸'));
    expect(voucherSheets(eight, 8, 48).map(({ no, of, rows }) => [no, of, rows.length])).toEqual([
      [1, 1, 8],
    ]);
    const nine = [...eight, line('买笔')];
    expect(voucherSheets(nine, 8, 48).map(({ no, of, rows }) => [no, of, rows.length])).toEqual([
      [1, 2, 8],
      [2, 2, 1],
    ]);
  });

  test('a long summary goes on in the row below, which carries no account and no amount', () => {
    const [sheet] = voucherSheets([line('一二三四五六七AB')], 8, 4);
    expect(sheet?.rows).toEqual([
      line('一二三四'),
      { summary: '五六七AB', account: '', detail: '', debit: null, credit: null },
    ]);
  });

  test('a number is a fraction only where there are several sheets', () => {
    expect(sheetNumber(3, { no: 1, of: 1 })).toBe('第3号');
    expect(sheetNumber(3, { no: 1, of: 2 })).toBe('第3 1/2号');
    expect(sheetNumber(3, { no: 2, of: 2 })).toBe('第3 2/2号');
    expect(sheetNumber(null, { no: 1, of: 1 })).toBe('第\u3000\u3000号');
  });
});
