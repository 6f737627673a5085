import type { TableRow } from '../../kernel/table-cell.js';
import { csvRows, type CsvManners } from './csv-rows.js';
import { tableKind, type DeclaredTable } from './table-kind.js';
import {
  BATCH,
  BATCH_TEXT,
  MOST_COLUMNS,
  MOST_ROW_TEXT,
  MOST_ROWS,
  MOST_TEXT,
  tooLarge,
  unreadable,
} from './table-limits.js';
import { xlsRows } from './xls-rows.js';
import { xlsxRows } from './xlsx-rows.js';

/** A table as it was sent, and how its reader wants it read. */
export interface TableSource extends CsvManners {
  readonly declared: DeclaredTable;
  readonly bytes: Uint8Array;
}

/** Halves of characters and what is none: no database, document or answer holds them. */
const BROKEN = /[\p{Cs}\p{Noncharacter_Code_Point}]/u;

/** Rows of a spreadsheet by which its width is known; blank cells at the end of a row are not written down. */
const WIDTH_WITHIN = 20;

/**
 * The rows of a table in batches, whatever form it has: the first holds everything above and around its head.
 * @throws DomainError import-file-unreadable, import-too-large
 */
export async function* rowsOf(source: TableSource): AsyncGenerator<TableRow[]> {
  const kind = tableKind(source.declared, source.bytes);
  let batch: TableRow[] = [];
  let [count, width, text, carried] = [0, 0, 0, 0];
  for await (const row of rawRows(kind, source)) {
    const filled = row.cells.some((cell) => cell.trim() !== '');
    if (!filled) continue;
    count += 1;
    if (count > MOST_ROWS) throw tooLarge();
    if (row.cells.length > MOST_COLUMNS) {
      throw unreadable(`列数超过 ${MOST_COLUMNS} 列，请删去多余的列。`);
    }
    if (kind !== 'csv' && count <= WIDTH_WITHIN) width = Math.max(width, row.cells.length);
    if (row.cells.some((cell) => BROKEN.test(cell))) {
      throw unreadable(`第 ${row.number} 行有残缺的字符，请在表格软件中改正后另存。`);
    }
    const size = sizeOf(row);
    if (size > MOST_ROW_TEXT)
      throw unreadable(`第 ${row.number} 行的文字超过 ${MOST_ROW_TEXT} 个。`);
    text += size;
    if (text > MOST_TEXT) throw tooLarge();
    batch.push(row);
    carried += size;
    if (batch.length < BATCH && carried < BATCH_TEXT) continue;
    yield batch.map((one) => padded(one, width));
    [batch, carried] = [[], 0];
  }
  if (count === 0) throw unreadable('文件里没有内容。');
  if (batch.length > 0) yield batch.map((one) => padded(one, width));
}

function rawRows(
  kind: DeclaredTable,
  source: TableSource,
): AsyncIterable<TableRow> | Iterable<TableRow> {
  if (kind === 'csv') return csvRows(source.bytes, source);
  return kind === 'xlsx' ? xlsxRows(source.bytes) : xlsRows(source.bytes);
}

/** Characters of a row as it travels: a text that cells share or a merged cell repeats travels as often as it is said. */
function sizeOf({ cells, merged = {} }: TableRow): number {
  return [...cells, ...Object.values(merged)].reduce((sum, { length }) => sum + length, 0);
}

function padded(row: TableRow, width: number): TableRow {
  if (row.cells.length >= width) return row;
  return { ...row, cells: [...row.cells, ...Array<string>(width - row.cells.length).fill('')] };
}
