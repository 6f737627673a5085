import { cellsOf, isFigureColumn, type Table } from '../table.js';
import { type Ruler, type TextStyle, clustersOf } from './clusters.js';
import { widthOfLine } from './lines.js';
import { BLACK } from './marks.js';

/** Column widths in points and the type size they hold for. */
export interface Fitted {
  readonly widths: readonly number[];
  readonly size: number;
}

/** White on either side of a cell. */
export const CELL_PADDING = 3.5;
const SMALLEST = 6;
const STEP = 0.5;

/** The type of a cell: 宋体 figures in plain cells, 黑体 throughout in strong ones. */
export function cellStyle(strong: boolean, size: number, color = BLACK): TextStyle {
  const latin = strong ? 'heading' : 'numerals';
  return { face: strong ? 'heading' : 'body', latin, size, advance: size, color };
}

/** Shares the width by the columns' weights, but never so that a figure must be broken: the text columns give way, then the type gets smaller. */
export function fitColumns(table: Table, width: number, size: number, ruler: Ruler): Fitted {
  for (let tried = size; tried > SMALLEST; tried -= STEP) {
    const widths = share(table, width, neededBy(table, tried, ruler), tried);
    if (widths !== null) return { widths, size: tried };
  }
  const weights = table.columns.reduce((sum, column) => sum + column.width, 0);
  return { widths: table.columns.map((c) => (width * c.width) / weights), size: SMALLEST };
}

/** The least width of each column: its widest figure, or nothing. */
function neededBy(table: Table, size: number, ruler: Ruler): number[] {
  const needed = table.columns.map(() => 0);
  for (const row of table.rows) {
    for (const cell of cellsOf(table, row)) {
      const column = table.columns[cell.column];
      if (column === undefined || cell.span > 1 || !isFigureColumn(column)) continue;
      for (const line of cell.text.split('\n')) {
        const natural = widthOfLine(clustersOf(line, cellStyle(cell.strong, size), ruler));
        needed[cell.column] = Math.max(needed[cell.column] ?? 0, natural + 2 * CELL_PADDING + 0.1);
      }
    }
  }
  return needed;
}

/** Columns that are too narrow for their weight take what they need; the others share what is left. */
function share(
  table: Table,
  width: number,
  needed: readonly number[],
  size: number,
): number[] | null {
  const fixed = new Set<number>();
  for (;;) {
    const taken = [...fixed].reduce((sum, index) => sum + (needed[index] ?? 0), 0);
    const free = table.columns.reduce((sum, c, index) => sum + (fixed.has(index) ? 0 : c.width), 0);
    const widths = table.columns.map((column, index) =>
      fixed.has(index) ? (needed[index] ?? 0) : ((width - taken) * column.width) / free,
    );
    const short = widths.findIndex((own, index) => !fixed.has(index) && own < (needed[index] ?? 0));
    if (short < 0)
      return widths.every((own) => own >= readable(size)) && taken <= width
        ? filled(widths, width)
        : null;
    fixed.add(short);
  }
}

function readable(size: number): number {
  return 2 * size + 2 * CELL_PADDING;
}

function filled(widths: readonly number[], width: number): number[] {
  const total = widths.reduce((sum, own) => sum + own, 0);
  return widths.map((own) => (own * width) / total);
}
