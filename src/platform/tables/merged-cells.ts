import type { TableRow } from '../../kernel/table-cell.js';
import { MOST_COLUMNS, MOST_MERGED, unreadable } from './table-limits.js';

interface Range {
  readonly firstRow: number;
  readonly lastRow: number;
  /** From 0. */
  readonly firstColumn: number;
  readonly lastColumn: number;
  value: string;
}

/** Tells the other cells of a merged range what its first cell says; whether that is meant, the reader of a column knows. */
export class MergedCells {
  private readonly waiting: Range[];
  private open: Range[] = [];

  /** @param ranges like A2:A4 */
  constructor(ranges: readonly string[]) {
    this.waiting = ranges
      .map(rangeOf)
      .filter((range) => range.firstColumn < MOST_COLUMNS)
      .sort((a, b) => b.firstRow - a.firstRow);
  }

  /** Rows are given from top to bottom. @throws DomainError import-file-unreadable when ranges overlap beyond reason */
  complete(row: TableRow): TableRow {
    if (this.waiting.length === 0 && this.open.length === 0) return row;
    while ((this.waiting.at(-1)?.firstRow ?? Infinity) <= row.number) {
      const range = this.waiting.pop();
      if (range !== undefined && range.lastRow >= row.number) this.open.push(range);
    }
    this.open = this.open.filter(({ lastRow }) => lastRow >= row.number);
    if (this.open.length > MOST_MERGED) throw unreadable('合并单元格互相重叠，表格已损坏。');
    const merged: Record<number, string> = {};
    for (const range of this.open) {
      if (range.firstRow === row.number) range.value = row.cells[range.firstColumn] ?? '';
      const through = Math.min(range.lastColumn, MOST_COLUMNS - 1);
      for (let column = range.firstColumn; column <= through; column += 1) {
        if (range.firstRow === row.number && column === range.firstColumn) continue;
        if (range.value !== '') merged[column] = range.value;
      }
    }
    return Object.keys(merged).length === 0 ? row : { ...row, merged };
  }
}

function rangeOf(text: string): Range {
  const [, from = '', first = '', to = '', last = ''] =
    /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(text) ?? [];
  return {
    firstRow: Number(first),
    lastRow: Number(last),
    firstColumn: columnOf(from),
    lastColumn: columnOf(to),
    value: '',
  };
}

function columnOf(letters: string): number {
  return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
