import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { readSheet, type Row } from 'read-excel-file/node';
import { DomainError } from '../../kernel/domain-error.js';
import type { TableRow } from '../domain/voucher-table.js';

/** Rows at most in one table. */
export const MOST_ROWS = 50_000;
const MOST_UNPACKED = 64 * 1024 * 1024;
/** Columns at most; a spreadsheet whose last cell lies far out would be read as a field full of blanks. */
const MOST_COLUMNS = 200;
/** Blank rows that a table may have besides. */
const HEADROOM = 10_000;
const DELIMITERS = [',', '\t', ';'] as const;

/**
 * The rows of a CSV (UTF-8 with or without its mark, GB18030) or of the first sheet of an XLSX, every cell as text.
 * @throws DomainError import-file-unreadable, import-too-large
 */
export async function readTable(kind: 'csv' | 'xlsx', bytes: Buffer): Promise<TableRow[]> {
  const rows = kind === 'csv' ? csvRows(bytes) : await xlsxRows(bytes);
  if (rows.some((row) => row.length > MOST_COLUMNS)) {
    throw unreadable(`列数超过 ${MOST_COLUMNS} 列，请删去多余的列。`);
  }
  if (rows.length > MOST_ROWS) throw new DomainError('import-too-large', { limit: MOST_ROWS });
  return rows.map((cells, index) => ({ number: index + 1, cells }));
}

function csvRows(bytes: Buffer): string[][] {
  const text = decoded(bytes);
  if (text.includes('\u0000')) throw unreadable('文件含有空字符，不是文本表格。');
  const [firstLine = ''] = text.split(/\r?\n/, 1);
  const delimiter = DELIMITERS.find((sign) => firstLine.includes(sign)) ?? ',';
  try {
    return parse(text, {
      delimiter,
      relax_column_count: true,
      max_record_size: 200_000,
      skip_empty_lines: false,
      to: MOST_ROWS + 1,
    });
  } catch (error) {
    const line = error instanceof Error && 'lines' in error ? Number(error.lines) : null;
    throw unreadable(
      line === null || Number.isNaN(line)
        ? 'CSV 的格式不对。'
        : `CSV 在第 ${line} 行附近有引号没有配对。`,
    );
  }
}

/** Chinese spreadsheets save CSV as UTF-8 or as GB18030 without saying which; only one of them fits. */
function decoded(bytes: Buffer): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Not this encoding: the next is tried, and none fitting is refused below.
    }
  }
  throw unreadable('文字编码既不是 UTF-8 也不是 GB18030。');
}

async function xlsxRows(bytes: Buffer): Promise<string[][]> {
  if (bytes.subarray(0, 4).toString('hex') === 'd0cf11e0') {
    throw unreadable('这是旧的 .xls 格式，或加了密码。');
  }
  const unpacked = unpackedSize(bytes);
  if (unpacked === null) throw unreadable('这不是 XLSX 文件，或文件不完整。');
  if (unpacked > MOST_UNPACKED) throw new DomainError('import-too-large', { limit: MOST_ROWS });
  let rows: Row<string>[];
  try {
    if (farthestColumn(bytes) > MOST_COLUMNS) {
      throw new DomainError('import-too-large', { limit: MOST_ROWS });
    }
    rows = await readSheet<string>(bytes, { parseNumber: plainNumber, trim: false });
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw unreadable('这不是 XLSX 文件，或文件已损坏。');
  }
  const cells = rows.map((row) => row.map(cellText));
  const width = Math.max(0, ...cells.slice(0, 20).map((row) => row.length));
  return cells.map((row) => [...row, ...Array<string>(Math.max(0, width - row.length)).fill('')]);
}

/** Spreadsheets store 0.1 + 0.2 with seventeen digits and show fifteen: what they show is what was meant. */
function plainNumber(raw: string): string {
  return String(Number(Number(raw).toPrecision(15)));
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().replace(/T00:00:00\.000Z$/, '');
  return typeof cell === 'string' ? cell : JSON.stringify(cell);
}

/** How far out the cells of any sheet lie, by their references and rows; as many as its limits allow. */
function farthestColumn(bytes: Buffer): number {
  const sheets = unzipSync(bytes, {
    filter: ({ name }) => /^xl\/worksheets\/[^/]+\.xml$/.test(name),
  });
  let farthest = 0;
  for (const sheet of Object.values(sheets)) {
    for (const [, letters = '', row = ''] of strFromU8(sheet).matchAll(/ r="([A-Z]{0,3})(\d+)"/g)) {
      farthest = Math.max(farthest, columnNumber(letters));
      if (Number(row) > MOST_ROWS + HEADROOM)
        throw new DomainError('import-too-large', { limit: MOST_ROWS });
    }
  }
  return farthest;
}

/** A is 1, Z is 26, AA is 27. */
function columnNumber(letters: string): number {
  return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

/** How large a zip file says its content is, from its central directory; null when it has none. */
function unpackedSize(zip: Buffer): number | null {
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  if (end < 0 || end + 22 > zip.length) return null;
  let at = zip.readUInt32LE(end + 16);
  let size = 0;
  for (let entry = zip.readUInt16LE(end + 10); entry > 0; entry -= 1) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== 0x02014b50) return null;
    size += zip.readUInt32LE(at + 24);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return size;
}

function unreadable(reason: string): DomainError {
  return new DomainError('import-file-unreadable', { reason });
}
