import { describe, expect, test } from '@jest/globals';
import { dateInCell } from '../../kernel/table-cell.js';
import { VOUCHER_COLUMNS } from './voucher-layouts/own.layout.js';
import { VoucherTableReader } from './voucher-table.js';

const HEADER = VOUCHER_COLUMNS.join(',');

/** A table as it is written down, one row a line, cells parted by commas. */
function table(...lines: string[]) {
  const reader = new VoucherTableReader();
  const read = reader.read(
    lines
      .map((line, index) => ({ number: index + 1, cells: line.split(',') }))
      .filter(({ cells }) => cells.some((cell) => cell !== '')),
  );
  return { ...read, examples: reader.examples };
}

/** What is wrong with one row under the header. */
const wrong = (row: string): string[] =>
  table(HEADER, row).errors.map(({ pointer, detail }) => `${pointer} ${detail}`);

const RENT = '1,2026-01-05,租金,102,银行存款,1234.50,,2,,';

describe('a row of the table', () => {
  test('is understood cell by cell', () => {
    const { lines, errors } = table(HEADER, '1,2026-01-05, 租金 ,50101,,,1234.5,2,EDU-1,张三');
    expect(errors).toEqual([]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      row: 2,
      key: '1',
      date: '2026-01-05',
      summary: '租金',
      accountCode: '50101',
      accountName: '',
      debit: null,
      attachmentCount: 2,
      fundCode: 'EDU-1',
      counterparty: '张三',
    });
    expect(lines[0]?.credit?.toString()).toBe('1234.50');
  });

  test('columns stand in any order, and what explains is passed over', () => {
    const { lines } = table(
      '说明,贷方金额,借方金额,附件张数,科目编码,摘要,日期,凭证序号',
      '随便,,3.00,1,102,租金,2026-01-05,7',
    );
    expect(lines[0]).toMatchObject({ key: '7', accountCode: '102', fundCode: null });
    expect(lines[0]?.debit?.toString()).toBe('3.00');
  });

  test('empty rows and examples are passed over, and rows keep their numbers', () => {
    const { lines, examples } = table(
      ',,',
      HEADER,
      ',,,,,,,,,',
      RENT.replace('1,', '示例1,'),
      RENT,
    );
    expect(lines.map(({ row }) => row)).toEqual([5]);
    expect(examples).toBe(1);
  });

  test.each([
    [RENT.replace('1234.50', '１２３４'), '/rows/2/借方金额 应为半角数字'],
    [RENT.replace('1234.50', '1.005'), '/rows/2/借方金额 应为半角数字'],
    [RENT.replace('1234.50', '1e3'), '/rows/2/借方金额 应为半角数字'],
    [RENT.replace('1234.50', 'abc'), '/rows/2/借方金额 应为半角数字'],
    [RENT.replace('1234.50', '=SUM(F2:F3)'), '/rows/2/借方金额 不接受公式'],
    [RENT.replace('租金', '=1+1'), '/rows/2/摘要 不接受公式'],
    [RENT.replace('租金', ''), '/rows/2/摘要 必须填写'],
    [RENT.replace('租金', '长'.repeat(201)), '/rows/2/摘要 至多 200 个字'],
    [RENT.replace('租金', '铃\u0007'), '/rows/2/摘要 不能含有换行等控制字符'],
    [RENT.replace('2026-01-05', '2026-02-30'), '/rows/2/日期 应为真实存在的日期'],
    [RENT.replace('2026-01-05', ''), '/rows/2/日期 应为真实存在的日期'],
    [RENT.replace('102', '１０２'), '/rows/2/科目编码 应为半角数字'],
    [RENT.replace('102', ''), '/rows/2/科目编码 应为半角数字'],
    [RENT.replace(',2,', ',2.5,'), '/rows/2/附件张数 应为 0 到 9999 的整数'],
    [RENT.replace('1,2026', ',2026'), '/rows/2/凭证序号 必须填写'],
    [`${RENT},多`, '/rows/2 这一行有 11 格，表头有 10 格'],
    [RENT.slice(0, -1), '/rows/2 这一行有 9 格，表头有 10 格'],
  ])('%s is refused: %s', (row, expected) => {
    const [first = '', ...others] = wrong(row);
    expect(first.startsWith(expected)).toBe(true);
    expect(others).toEqual([]);
  });

  test('thousands separators are read where they are well placed', () => {
    const read = (amount: string) =>
      new VoucherTableReader().read([
        { number: 1, cells: [...VOUCHER_COLUMNS] },
        { number: 2, cells: ['1', '2026-01-05', '租金', '102', '', amount, '', '1', '', ''] },
      ]);
    expect(read('1,234,567.80').lines[0]?.debit?.toString()).toBe('1234567.80');
    expect(read('12,34.50').errors).toHaveLength(1);
    expect(read('0.00').lines[0]?.debit).toBeNull();
  });
});

describe('a row of totals', () => {
  const OTHER = '1,2026-01-05,租金,501,经营收入,,1234.50,2,,';

  test('is passed over when it agrees with the rows above it', () => {
    const { lines, errors } = table(HEADER, RENT, OTHER, ',,合 计,,,1234.50,1234.50,,,');
    expect([lines.length, errors]).toEqual([2, []]);
  });

  test('is refused when it does not', () => {
    const { errors } = table(HEADER, RENT, OTHER, '合计,,,,,1234.50,1234.51,,,');
    expect(errors).toEqual([
      {
        pointer: '/rows/4/贷方金额',
        detail: '合计 1,234.51 与以上各行之和 1,234.50 不符。',
      },
    ]);
  });

  test('with an account is a line like any other', () => {
    expect(table(HEADER, RENT.replace('租金', '合计')).lines).toHaveLength(1);
  });
});

describe('the header', () => {
  const refusal = (header: string): { pointer: string; detail: string }[] => {
    try {
      table(header, RENT);
    } catch (error) {
      return (error as { errors: { pointer: string; detail: string }[] }).errors;
    }
    return [];
  };

  test('names what is missing, unknown or there twice', () => {
    expect(refusal(HEADER.replace('借方金额', '借方'))).toEqual([
      { pointer: '/columns/借方金额', detail: '缺少“借方金额”一列。' },
      { pointer: '/columns/借方', detail: '模板没有这一列，请改名或删去。' },
    ]);
    expect(refusal(HEADER.replace('往来单位', '摘要'))).toEqual([
      { pointer: '/columns/摘要', detail: '这一列出现了两次，请删去一列。' },
    ]);
    expect(refusal('完全,不是,凭证')).toEqual([
      { pointer: '/rows/1', detail: expect.stringContaining('没有找到表头') as unknown as string },
    ]);
  });

  test('a table without rows holds nothing', () => {
    expect(table(HEADER)).toEqual({
      lines: [],
      broken: new Set(),
      examples: 0,
      errors: [],
    });
  });
});

describe('a date', () => {
  test.each([
    ['2026-01-05', '2026-01-05'],
    ['2026-1-5', '2026-01-05'],
    ['2026/1/5', '2026-01-05'],
    ['2026.01.5', '2026-01-05'],
    ['2026年1月5日', '2026-01-05'],
    ['20260105', '2026-01-05'],
    ['2026-01-05 00:00:00', '2026-01-05'],
    ['46027', '2026-01-05'],
    ['45351', '2024-02-29'],
    ['2026-02-29', null],
    ['2026/13/1', null],
    ['1/5/2026', null],
    ['2026-1', null],
    ['46027.5', '2026-01-05'],
    ['２０２６-01-05', null],
    ['', null],
  ])('%s is %s', (text, expected) => {
    expect(dateInCell(text)).toBe(expected);
  });
});
