import { read, type CellObject, type WorkSheet } from '@e965/xlsx';
import type { TableRow } from '../../kernel/table-cell.js';
import { MergedCells } from './merged-cells.js';
import { MOST_COLUMNS, MOST_ROWS, tooLarge, unreadable } from './table-limits.js';
import { showsDate } from './workbook-parts.js';
import { numberText } from './xlsx-rows.js';

/** The old form has at most 65,536 rows and is read whole. */
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * The rows of the first visible sheet of an XLS (BIFF8) that say anything, each cell as text.
 * @throws DomainError import-file-unreadable, import-too-large
 */
export function* xlsRows(bytes: Uint8Array): Generator<TableRow> {
  if (bytes.length > MOST_BYTES) throw tooLarge();
  const { sheet, dayShift } = firstSheet(bytes);
  const merged = new MergedCells(
    (sheet['!merges'] ?? []).map(
      ({ s, e }) => `${letters(s.c)}${s.r + 1}:${letters(e.c)}${e.r + 1}`,
    ),
  );
  const rows = (sheet['!data'] ?? []) as (readonly (CellObject | undefined)[] | undefined)[];
  for (const [index, row] of rows.entries()) {
    const cells = Array.from(row ?? [], (cell) => textOf(cell, dayShift));
    while (cells.at(-1) === '') cells.pop();
    if (cells.length > MOST_COLUMNS) throw tooLarge();
    if (cells.some((cell) => cell.trim() !== ''))
      yield merged.complete({ number: index + 1, cells });
  }
}

function firstSheet(bytes: Uint8Array): { sheet: WorkSheet; dayShift: number } {
  try {
    const book = read(bytes, {
      type: 'buffer',
      dense: true,
      cellNF: true,
      cellHTML: false,
      sheetRows: MOST_ROWS,
    });
    const hidden = (index: number): boolean => (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0;
    const name = book.SheetNames.find((_, index) => !hidden(index));
    const sheet = name === undefined ? undefined : book.Sheets[name];
    if (sheet === undefined) throw unreadable('XLS 文件里没有可见的工作表。');
    return { sheet, dayShift: book.Workbook?.WBProps?.date1904 === true ? 1462 : 0 };
  } catch (error) {
    if (error instanceof Error && /password|encrypt/i.test(error.message)) {
      throw unreadable('XLS 文件加了密码，无法读取；请用表格软件打开，取消密码后另存为 XLSX。');
    }
    throw unreadable('XLS 文件已损坏或版本太旧，请用表格软件打开后另存为 XLSX。');
  }
}

function textOf(cell: CellObject | undefined, dayShift: number): string {
  if (cell?.v === undefined) return cell?.f === undefined ? '' : `=${cell.f}`;
  switch (cell.t) {
    case 'n':
      return numberText(String(cell.v), showsDate(String(cell.z ?? '')), dayShift);
    case 'e':
      return cell.w ?? '#VALUE!';
    case 'b':
      return cell.v === true ? 'TRUE' : 'FALSE';
    default:
      return typeof cell.v === 'string' ? cell.v : '';
  }
}

function letters(column: number): string {
  const [high, low] = [Math.floor(column / 26), column % 26];
  return (high === 0 ? '' : String.fromCharCode(64 + high)) + String.fromCharCode(65 + low);
}
