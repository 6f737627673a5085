import { describe, expect, test } from '@jest/globals';
import { VoucherTableReader, type TableLines } from '../voucher-table.js';

/** A table as it is written down, cells parted by commas; merged cells by row and column. */
function read(
  lines: readonly string[],
  merged: Readonly<Record<number, Record<number, string>>> = {},
): TableLines & {
  layout: string;
  by: readonly string[];
  ignored: readonly string[];
  head: number;
} {
  const reader = new VoucherTableReader();
  const rows = lines.map((line, index) => {
    const covered = merged[index + 1];
    const row = { number: index + 1, cells: line.split(',') };
    return covered === undefined ? row : { ...row, merged: covered };
  });
  const table = reader.read(rows);
  const { layout = '', by = [], ignoredColumns = [], headerRow = 0 } = reader.recognised ?? {};
  return { ...table, layout, by, ignored: ignoredColumns, head: headerRow };
}

const said = ({ lines }: TableLines): string[] =>
  lines.map(({ key, accountCode, debit, credit, attachmentCount }) =>
    [key, accountCode, debit ?? '', credit ?? '', attachmentCount ?? ''].map(String).join(' '),
  );

describe('the tables of 用友', () => {
  test('U8’s columns of its voucher table are told by their titles', () => {
    const table = read([
      '会计期间,凭证类别字,凭证类别排序号,凭证编号,行号,制单日期,附单据数,制单人,摘要,科目编码,币种,借方金额,贷方金额,部门编码',
      '2,记,1,7,1,2026-02-03,2,王,收租金,1002,,1234.5,0,',
      '2,记,1,7,2,2026-02-03,2,王,收租金,5001,,0,1234.5,',
    ]);
    expect(table).toMatchObject({ layout: 'yonyou', head: 1, errors: [] });
    expect(table.by).toEqual(expect.arrayContaining(['凭证类别字', '制单日期', '附单据数']));
    expect(table.ignored).toEqual(['凭证类别排序号', '行号', '制单人', '部门编码']);
    expect(said(table)).toEqual(['2026-02 记-7 1002 1234.50  2', '2026-02 记-7 5001  1234.50 2']);
  });

  test('the text of the voucher tool names amounts the other way round', () => {
    const table = read([
      '制单日期,凭证类别字,业务号,附单据数,摘要,科目编码,金额借方,金额贷方',
      '2026-2-3,记,7,0,付水费,560201,88.00,0',
      '2026-2-3,记,7,0,付水费,1001,0,88.00',
    ]);
    expect(table).toMatchObject({ layout: 'yonyou', errors: [] });
    expect(said(table)).toEqual(['2026-02 记-7 560201 88.00  0', '2026-02 记-7 1001  88.00 0']);
  });

  test('序时账 has one amount and its direction, and numbers like 记-0007', () => {
    const table = read([
      '某某社区,,,,,,',
      '日期,凭证号数,科目编码,科目名称,摘要,方向,金额',
      '2026.02.03,记-0007,1002,银行存款,收租金,借,"100.00"'.replaceAll('"', ''),
      '2026.02.03,记-0007,5001,经营收入,收租金,贷,100.00',
      '2026.02.03,记-0008,5001,经营收入,收租金,进,100.00',
    ]);
    expect(table).toMatchObject({ layout: 'yonyou', head: 2 });
    expect(said(table)).toEqual(['2026-02 记-0007 1002 100.00  ', '2026-02 记-0007 5001  100.00 ']);
    expect(table.errors).toEqual([{ pointer: '/rows/5/方向', detail: '应为“借”或“贷”。' }]);
  });
});

describe('the tables of 金蝶', () => {
  test('序时簿 with one amount and its direction is read as well', () => {
    const table = read([
      '日期,凭证字,凭证号,摘要,科目代码,科目名称,方向,金额',
      '2026年2月3日,记,3,收租金,1002,银行存款,借,100.00',
      '2026年2月3日,记,3,收租金,5001,经营收入,贷,100.00',
    ]);
    expect(table).toMatchObject({ layout: 'kingdee', errors: [] });
    expect(said(table)).toEqual(['2026-02 记-3 1002 100.00  ', '2026-02 记-3 5001  100.00 ']);
  });

  const KIS =
    '日期,凭证字,凭证号,附件数,分录序号,摘要,科目代码,科目名称,借方金额,贷方金额,客户,供应商,币别';

  test('精斗云 and KIS are told by 凭证字 and 科目代码; several columns name the counterparty', () => {
    const table = read([
      KIS,
      '2026-02-03,记,1,1,1,收租金,1002.01,银行存款_收入户,100.00,,,,RMB',
      '2026-02-03,记,1,1,2,收租金,5001,经营收入,,100.00,,张三,人民币',
    ]);
    expect(table).toMatchObject({ layout: 'kingdee', errors: [] });
    expect(table.ignored).toEqual(['分录序号']);
    expect(said(table)).toEqual(['2026-02 记-1 1002.01 100.00  1', '2026-02 记-1 5001  100.00 1']);
    expect(table.lines[1]?.counterparty).toBe('张三');
  });

  test('where the head of a line is left out, it is that of the line above', () => {
    const table = read([
      KIS,
      '2026-02-03,记,1,1,1,收租金,1002,银行存款,100.00,,,,',
      ',,,,2,收租金,5001,经营收入,,100.00,,,',
    ]);
    expect(said(table)).toEqual(['2026-02 记-1 1002 100.00  1', '2026-02 记-1 5001  100.00 ']);
  });

  test('K/3 writes the names of its fields', () => {
    const table = read([
      'FDate,FPeriod,FGroupID,FNumber,FAccountNum,FAccountName,FDebit,FCredit,FExplanation,FAttachments',
      '2026-02-03,2,记,3,1002.01,收入户,5.00,0,利息,1',
      '2026-02-03,2,记,3,5603.02,利息收入,0,5.00,利息,1',
    ]);
    expect(table).toMatchObject({ layout: 'kingdee', errors: [] });
    expect(said(table)).toEqual(['2026-02 记-3 1002.01 5.00  1', '2026-02 记-3 5603.02  5.00 1']);
  });

  test('foreign money and a 13th period are refused at their cells', () => {
    const table = read([
      `${KIS},会计期间`,
      '2026-02-03,记,1,1,1,收租金,1002,,100.00,,,,美元,2',
      '2026-12-31,记,2,1,1,审计调整,1002,,100.00,,,,,13',
      '2026-13-05,记,3,1,1,收租金,1002,,100.00,,,,,',
    ]);
    expect(table.errors.map(({ pointer }) => pointer)).toEqual([
      '/rows/2/币别',
      '/rows/3/会计期间',
      '/rows/4/日期',
    ]);
    expect(table.errors[1]?.detail).toContain('调整期');
  });

  test('the sum below must agree, page sums are passed over, heads printed again too', () => {
    const rows = [
      KIS,
      '2026-02-03,记,1,1,1,收租金,1002,,100.00,,,,',
      ',,,,,本页小计,,,100.00,,,,',
      KIS,
      '2026-02-03,记,1,1,2,收租金,5001,,,100.00,,,',
    ];
    expect(read([...rows, ',,,,,合计,,,100.00,100.00,,,']).errors).toEqual([]);
    expect(read([...rows, ',,,,,合计,,,100.00,99.00,,,']).errors).toEqual([
      { pointer: '/rows/6/贷方金额', detail: '合计 99.00 与以上各行之和 100.00 不符。' },
    ]);
  });
});

describe('merged cells', () => {
  const OWN = '凭证序号,日期,摘要,科目编码,科目名称,借方金额,贷方金额,附件张数';
  const rows = [OWN, 'A,2026-02-03,租金,102,,10.00,,1', ',,,501,,,10.00,'];

  test('speak for all rows of a voucher where they name it', () => {
    const table = read(rows, { 3: { 0: 'A', 1: '2026-02-03', 2: '租金', 7: '1' } });
    expect(table.errors).toEqual([]);
    expect(said(table)).toEqual(['A 102 10.00  1', 'A 501  10.00 1']);
  });

  test('are refused where they hold an account or an amount', () => {
    const merged = { 3: { 0: 'A', 1: '2026-02-03', 2: '租金', 5: '10.00' } };
    expect(read(rows, merged).errors).toEqual([
      { pointer: '/rows/3/借方金额', detail: '不能是合并单元格，请取消合并后逐行填写。' },
    ]);
  });
});

test('a table of another program that lacks a column is told which', () => {
  expect(() =>
    read(['日期,凭证字,凭证号,摘要,科目代码,借方金额', '2026-02-03,记,1,租金,1002,1']),
  ).toThrow(
    expect.objectContaining({
      code: 'import-columns-wrong',
      errors: [{ pointer: '/rows/1/贷方金额', detail: '缺少“贷方金额”一列。' }],
    }),
  );
});
