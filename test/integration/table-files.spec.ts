import { describe, expect, test } from '@jest/globals';
import { utils, write } from '@e965/xlsx';
import { dateInCell, type TableRow } from '../../src/kernel/table-cell.js';
import type { DeclaredTable } from '../../src/platform/tables/table-kind.js';
import { rowsOf } from '../../src/platform/tables/table-rows.js';
import { showsDate } from '../../src/platform/tables/workbook-parts.js';
import { readingThread } from '../support/service-process.js';
import { compoundFile, workbook } from '../support/workbook-files.js';

async function read(
  declared: DeclaredTable,
  bytes: Uint8Array | string,
  manners: { relaxQuotes?: boolean } = {},
): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  for await (const batch of rowsOf({ declared, bytes: Buffer.from(bytes), ...manners })) {
    rows.push(...batch);
  }
  return rows;
}

const cells = async (declared: DeclaredTable, bytes: Uint8Array | string): Promise<unknown> =>
  (await read(declared, bytes)).map((row) => row.cells);

const refusal = async (declared: DeclaredTable, bytes: Uint8Array | string): Promise<string> =>
  read(declared, bytes).then(
    () => 'read',
    (error: unknown) => (error instanceof Error ? error.message : ''),
  );

describe('a CSV', () => {
  test('keeps the numbers of its rows, and what is blank is left out', async () => {
    expect(await read('csv', '甲,乙\r\n,\r\n\r\n1,"a\nb"\r\n')).toEqual([
      { number: 1, cells: ['甲', '乙'] },
      { number: 4, cells: ['1', 'a\nb'] },
    ]);
  });

  test('is UTF-8 with or without its mark, GB18030, or UTF-16 as 表格 saves Unicode text', async () => {
    const expected = [['摘要', '1']];
    expect(await cells('csv', '摘要,1')).toEqual(expected);
    expect(await cells('csv', '\ufeff摘要,1')).toEqual(expected);
    expect(await cells('csv', Buffer.from('d5aad2aa2c31', 'hex'))).toEqual(expected);
    expect(await cells('csv', Buffer.from('\ufeff摘要\t1', 'utf16le'))).toEqual(expected);
    expect(await refusal('csv', Buffer.from([0x80, 0xff, 0x2c]))).toContain('文字编码既不是');
  });

  test('a character on the edge of two chunks is read whole', async () => {
    const text = `${'a'.repeat(65_535)}摘,1`;
    expect(await cells('csv', text)).toEqual([[`${'a'.repeat(65_535)}摘`, '1']]);
  });

  test('a quote without its partner names its line; single quotes within cells are a bank’s manner', async () => {
    expect(await refusal('csv', '甲,乙\n1,"2\n')).toContain('引号没有配对');
    expect(await refusal('csv', '甲,乙\n1,a"b"c\n')).toContain('引号没有配对');
    const rows = await read('csv', '甲,乙\n1,a"b"c\n', { relaxQuotes: true });
    expect(rows[1]?.cells).toEqual(['1', 'a"b"c']);
  });
});

describe('an XLSX', () => {
  const text = (place: string, value: string): string =>
    `<c r="${place}" t="inlineStr"><is><t>${value}</t></is></c>`;

  test('reads as it shows: shared and rich texts, numbers, dates, truth', async () => {
    const file = workbook({
      shared: ['摘要', '租_x000A_金'],
      rows: `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>
        <row r="3"><c r="A3"><v>0.30000000000000004</v></c><c r="B3" s="1"><v>46056</v></c><c r="C3" s="1"><v>46056.5</v></c><c r="D3" t="b"><v>1</v></c></row>
        <row r="4"><c r="A4" t="inlineStr"><is><r><t>富</t></r><r><t>文</t></r><rPh><t>fù</t></rPh></is></c></row>`,
    });
    expect(await read('xlsx', file)).toEqual([
      { number: 1, cells: ['摘要', '', '租\n金', ''] },
      { number: 3, cells: ['0.3', '2026-02-03', '2026-02-03 12:00:00', 'TRUE'] },
      { number: 4, cells: ['富文', '', '', ''] },
    ]);
  });

  test('days that are counted from 1904 are the days they show', async () => {
    const file = workbook({
      workbookPr: '<workbookPr date1904="1"/>',
      rows: '<row r="1"><c r="A1" s="1"><v>44594</v></c></row>',
    });
    expect(await cells('xlsx', file)).toEqual([['2026-02-03']]);
  });

  test('a formula counts by its last value, and without one stays a formula', async () => {
    const file = workbook({
      rows: '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>SUM(A1)</f></c><c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>',
    });
    expect(await cells('xlsx', file)).toEqual([['2', '=SUM(A1)', '#DIV/0!']]);
  });

  test('the other cells of a merged range are told what the first one says', async () => {
    const file = workbook({
      rows: `<row r="1">${text('A1', '凭证')}${text('B1', '甲')}</row><row r="2">${text('B2', '乙')}</row><row r="3">${text('B3', '丙')}</row>`,
      after: '<mergeCells count="1"><mergeCell ref="A1:A2"/></mergeCells>',
    });
    expect(await read('xlsx', file)).toEqual([
      { number: 1, cells: ['凭证', '甲'] },
      { number: 2, cells: ['', '乙'], merged: { 0: '凭证' } },
      { number: 3, cells: ['', '丙'] },
    ]);
  });

  test('its first sheet that can be seen is read', async () => {
    const sheets =
      '<sheet name="藏" sheetId="1" state="hidden" r:id="rId1"/><sheet name="乙" sheetId="2" r:id="rId2"/>';
    expect(await cells('xlsx', workbook({ rows: '', sheets }))).toEqual([['乙']]);
  });

  test('that declares a document type, is cut off, or lies about its size is refused', async () => {
    const good = workbook({ rows: `<row r="1">${text('A1', '甲')}</row>` });
    expect(await refusal('xlsx', good.subarray(0, good.length / 2))).toContain('不是 XLSX');
    const doctype = workbook({ rows: '', after: '<!DOCTYPE x>' });
    expect(await refusal('xlsx', doctype)).toMatch(/import-file-unreadable/);
    const lying = Buffer.from(good);
    lying.writeUInt32LE(
      0x7fffffff,
      lying.lastIndexOf(Buffer.from('PK\u0001\u0002', 'latin1')) + 24,
    );
    expect(await refusal('xlsx', lying)).toContain('import-too-large');
    const small = Buffer.from(good);
    small.writeUInt32LE(3, small.lastIndexOf(Buffer.from('xl/worksheets/sheet1.xml')) - 22);
    expect(await refusal('xlsx', small)).toContain('已损坏');
  });

  test('a cell far out is refused, and a million formatted blank rows are not', async () => {
    const far = workbook({ rows: '<row r="1"><c r="GS1"><v>1</v></c></row>' });
    expect(await refusal('xlsx', far)).toContain('import-too-large');
    const blank = workbook({
      rows: `<row r="1">${text('A1', '甲')}</row><row r="1048576"><c r="A1048576" s="1"/></row>`,
    });
    expect(await cells('xlsx', blank)).toEqual([['甲']]);
  });
});

describe('a file made to hurt', () => {
  const rows = (count: number, cells: string): string =>
    Array.from({ length: count }, (_, i) => `<row r="${i + 1}">${cells}</row>`).join('');

  test('one long text that many cells share travels in small batches, and not without end', async () => {
    const shared = ['长'.repeat(50_000)];
    const cell = '<c t="s"><v>0</v></c>';
    const sizes: number[] = [];
    const file = workbook({ shared, rows: rows(200, cell) });
    for await (const batch of rowsOf({ declared: 'xlsx', bytes: file })) sizes.push(batch.length);
    expect(sizes).toEqual([40, 40, 40, 40, 40]);
    const four = workbook({ shared, rows: rows(1, cell.repeat(4)) });
    expect(await read('xlsx', four)).toHaveLength(1);
    const five = workbook({ shared, rows: rows(1, cell.repeat(5)) });
    expect(await refusal('xlsx', five)).toContain('第 1 行的文字超过 200000 个');
    expect(await refusal('xlsx', workbook({ shared, rows: rows(2_001, cell) }))).toContain(
      'import-too-large',
    );
  });

  test('a merged cell that repeats a long text counts in each of its columns', async () => {
    const wide = (last: string): Buffer =>
      workbook({
        shared: ['长'.repeat(50_000)],
        rows: rows(1, '<c r="A1" t="s"><v>0</v></c>'),
        after: `<mergeCells><mergeCell ref="A1:${last}1"/></mergeCells>`,
      });
    expect(await read('xlsx', wide('D'))).toHaveLength(1);
    expect(await refusal('xlsx', wide('E'))).toContain('第 1 行的文字超过');
  });

  test('merged ranges that lie upon each other are no table', async () => {
    const heap = (count: number): Buffer =>
      workbook({
        rows: rows(2, '<c t="inlineStr"><is><t>甲</t></is></c>'),
        after: `<mergeCells>${'<mergeCell ref="A1:B2"/>'.repeat(count)}</mergeCells>`,
      });
    expect(await read('xlsx', heap(200))).toHaveLength(2);
    expect(await refusal('xlsx', heap(201))).toContain('合并单元格互相重叠');
  });

  test('halves of characters and what is none are told by their row', async () => {
    for (const broken of ['_xD800_', '_xFFFE_', '\ufdd0', '\u{1ffff}']) {
      const cell = `<c t="inlineStr"><is><t>租${broken}金</t></is></c>`;
      expect(await refusal('xlsx', workbook({ rows: rows(1, cell) }))).toContain(
        '第 1 行有残缺的字符',
      );
    }
    expect(
      await cells(
        'xlsx',
        workbook({ rows: rows(1, '<c t="inlineStr"><is><t>𠮷_xD842__xDFB7_</t></is></c>') }),
      ),
    ).toEqual([['𠮷𠮷']]);
  });

  test('formats, ranges and dates that never close are passed over in one go', async () => {
    const row = rows(1, '<c t="inlineStr"><is><t>甲</t></is></c>');
    expect(showsDate('['.repeat(3_000_000))).toBe(false);
    expect(showsDate('"'.repeat(2_999_999))).toBe(false);
    expect(showsDate('[红色]yyyy')).toBe(true);
    expect(showsDate('[y')).toBe(false);
    const after = '<mergeCell '.repeat(300_000);
    expect(await refusal('xlsx', workbook({ rows: row, after }))).toContain('不完整');
    expect(dateInCell(`2026-02-03${' '.repeat(49)}00:00`)).toBe('2026-02-03');
    expect(dateInCell(`2026-02-03${' '.repeat(50)}00:00`)).toBeNull();
    expect(dateInCell('T'.repeat(1_000_000))).toBeNull();
  });

  test('a thread that is late or no longer wanted is ended, whatever it is reading', async () => {
    const reading = (patience: string): Promise<string> =>
      readingThread(`2026-01-05,${'甲'.repeat(1000)}\n`.repeat(3_000), patience);
    expect(await reading('{}')).toBe('3000');
    expect(await reading('{ seconds: 0.001 }')).toContain('读取用时过长');
    expect(await reading('{ stop: AbortSignal.timeout(1) }')).toContain('reading thread has ended');
  });
});

describe('an XLS', () => {
  test('of the old form reads as it shows, merged cells and dates among them', async () => {
    const sheet = utils.aoa_to_sheet(
      [
        ['日期', '摘要', '金额'],
        [new Date(Date.UTC(2026, 1, 3)), '租金', 0.1 + 0.2],
        [null, '物业费', 12],
      ],
      { UTC: true },
    );
    sheet['!merges'] = [{ s: { r: 1, c: 0 }, e: { r: 2, c: 0 } }];
    const book = utils.book_new();
    utils.book_append_sheet(book, sheet, '甲');
    const file = write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer;
    expect(await read('xls', file)).toEqual([
      { number: 1, cells: ['日期', '摘要', '金额'] },
      { number: 2, cells: ['2026-02-03', '租金', '0.3'] },
      { number: 3, cells: ['', '物业费', '12'], merged: { 0: '2026-02-03' } },
    ]);
    expect(await read('xlsx', file)).toHaveLength(3);
  });

  test('that is damaged says how to save it anew', async () => {
    expect(await refusal('xls', compoundFile('Workbook'))).toContain('另存为 XLSX');
  });
});

describe('what is no table says what it is', () => {
  test.each([
    ['xlsx', compoundFile('EncryptedPackage'), '加了密码'],
    ['xls', compoundFile('WordDocument'), '不是 XLS 表格'],
    ['csv', Buffer.from('%PDF-1.7\n'), '这是 PDF 文件'],
    ['xlsx', Buffer.from('%PDF-1.7\n'), '这是 PDF 文件'],
    ['xls', Buffer.from('<html><table><tr><td>1</td></tr></table></html>'), '网页'],
    ['xlsx', Buffer.from('日期,摘要\n'), '这是文本（CSV），不是 XLSX'],
    ['xlsx', Buffer.from([1, 0, 2]), '请重新下载'],
    ['csv', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), '这是图片'],
    ['xlsx', Buffer.from('ffd8ffe000104a464946', 'hex'), '这是图片'],
    ['csv', workbook({ rows: '' }), '不是 CSV'],
    ['csv', Buffer.from(' \n,,\n'), '没有内容'],
    ['xlsx', workbook({ rows: '' }), '没有内容'],
  ] as const)('%s', async (declared, bytes, said) => {
    expect(await refusal(declared, bytes)).toContain(said);
  });

  test('a CSV under the name of the spreadsheet program is read, as browsers send it', async () => {
    expect(await cells('xls', '甲,乙')).toEqual([['甲', '乙']]);
  });
});
