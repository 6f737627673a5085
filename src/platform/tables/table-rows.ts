import type { TableRow } from '../../kernel/table-cell.js';
import { csvRows, type CsvManners } from './csv-rows.js';
import { tableKind, type DeclaredTable } from './table-kind.js';
import { BATCH, MOST_COLUMNS, MOST_ROWS, tooLarge, unreadable } from './table-limits.js';
import { xlsRows } from './xls-rows.js';
import { xlsxRows } from './xlsx-rows.js';

/** A table as it was sent, and how its reader wants it read. */
export interface TableSource extends CsvManners {
  readonly declared: DeclaredTable;
  readonly bytes: Uint8Array;
}

/** Rows of a spreadsheet by which its width is known; blank cells at the end of a row are not written down. */
const WIDTH_WITHIN = 20;

/**
 * The rows of a table in batches, whatever form it has: the first holds everything above and around its head.
 * @throws DomainError import-file-unreadable, import-too-large
 */
export async function* rowsOf(source: TableSource): AsyncGenerator<TableRow[]> {
  const kind = tableKind(source.declared, source.bytes);
  let batch: TableRow[] = [];
  let [count, width] = [0, 0];
  for await (const row of rawRows(kind, source)) {
    const filled = row.cells.some((cell) => cell.trim() !== '');
    if (!filled) continue;
    count += 1;
    if (count > MOST_ROWS) throw tooLarge();
    if (row.cells.length > MOST_COLUMNS) {
      throw unreadable(`列数超过 ${MOST_COLUMNS} 列，请删去多余的列。`);
    }
    if (kind !== 'csv' && count <= WIDTH_WITHIN) width = Math.max(width, row.cells.length);
    batch.push(row);
    if (batch.length < BATCH) continue;
    yield batch.map((one) => padded(one, width));
    batch = [];
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

function padded(row: TableRow, width: number): TableRow {
  if (row.cells.length >= width) return row;
  return { ...row, cells: [...row.cells, ...Array<string>(width - row.cells.length).fill('')] };
}
