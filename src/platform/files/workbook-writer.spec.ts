import { expect, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import readWorkbook, { readSheet } from 'read-excel-file/node';
import { streamedWorkbook, type StreamedSheet } from './workbook-writer.js';

async function written(sheets: readonly StreamedSheet[], mostRows?: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of (await streamedWorkbook(sheets, mostRows)).read()) {
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts);
}

const COLUMNS = [{ title: '摘要' }, { title: '金额', figure: true }];

test('a workbook that is written row by row reads back, amounts as numbers', async () => {
  const bytes = await written([
    {
      name: '甲',
      columns: COLUMNS,
      rows: [
        ['<租金> & "二"\u0007', '12.30'],
        [null, '-0.05'],
      ],
    },
    { name: '乙', columns: COLUMNS, rows: [['=1+1', '12345678901234.00']] },
    { name: '空', columns: COLUMNS, rows: [] },
  ]);
  expect((await readWorkbook(bytes)).map(({ sheet }) => sheet)).toEqual(['甲', '乙', '空']);
  expect(await readSheet(bytes, '甲')).toEqual([
    ['摘要', '金额'],
    ['<租金> & "二"', 12.3],
    [null, -0.05],
  ]);
  // Fourteen digits before the point are more than a spreadsheet keeps, and text that looks like a formula is text.
  expect(await readSheet(bytes, '乙')).toEqual([
    ['摘要', '金额'],
    ['=1+1', '12345678901234.00'],
  ]);
  expect(await readSheet(bytes, '空')).toEqual([['摘要', '金额']]);
});

test('what one sheet does not hold goes on in the next', async () => {
  const rows = ['一', '二', '三', '四', '五'].map((text) => [text, '1.00']);
  const bytes = await written([{ name: '账', columns: COLUMNS, rows }], 2);
  expect((await readWorkbook(bytes)).map(({ sheet }) => sheet)).toEqual([
    '账',
    '账（2）',
    '账（3）',
  ]);
  expect(await readSheet(bytes, '账（2）')).toEqual([
    ['摘要', '金额'],
    ['三', 1],
    ['四', 1],
  ]);
  expect(await readSheet(bytes, '账（3）')).toEqual([
    ['摘要', '金额'],
    ['五', 1],
  ]);
});

test('rows are asked for as they are written, not before', async () => {
  let asked = 0;
  let most = 0;
  const rows = async function* (): AsyncGenerator<string[]> {
    for (let row = 0; row < 20_000; row += 1) {
      asked += 1;
      most = Math.max(most, asked);
      yield ['行', '1.00'];
      await Promise.resolve();
      asked -= 1;
    }
  };
  const bytes = await written([{ name: '账', columns: COLUMNS, rows: rows() }]);
  expect(most).toBe(1);
  const sheet = Buffer.from(unzipSync(bytes)['xl/worksheets/sheet1.xml'] ?? []).toString('utf8');
  expect(sheet.match(/<row /g)).toHaveLength(20_001);
});
