import type { Cell, Row, Table } from '../../platform/pdf/table.js';
import type { Standard } from '../domain/standards/standard.js';
import type { StatementRow } from '../domain/statements/evaluate-statement.js';
import { printedCell } from './report-file.js';

const ASSETS_END = '资产总计';
const BLANK: readonly Cell[] = ['', '', '', ''];

/**
 * A balance sheet with its assets on the left and what they were paid by on the right, both totals on the last line, as all
 * four standards print their form. null for a statement that has no such two sides.
 */
export function balanceSheetSides(
  rows: readonly StatementRow[],
  standard: Standard,
): Pick<Table, 'columns' | 'rows'> | null {
  const end = rows.findIndex(({ label }) => label === ASSETS_END);
  if (end < 0 || end === rows.length - 1) return null;
  const sides = [rows.slice(0, end + 1), rows.slice(end + 1)] as const;
  const height = Math.max(...sides.map(({ length }) => length));
  const owners = standard.startsWith('non-profit') ? '净资产' : '所有者权益';
  const [left, right] = sides.map((side) => cellsOf(side, height));
  return {
    columns: [...columnsOf('资产'), ...columnsOf(`负债和${owners}`)],
    rows: Array.from({ length: height }, (_, at): Row => ({
      cells: [...(left?.[at] ?? BLANK), ...(right?.[at] ?? BLANK)],
    })),
  };
}

function columnsOf(title: string): Table['columns'] {
  return [
    { title, width: 26 },
    { title: '行次', width: 5, kind: 'number' },
    { title: '期末余额', width: 16, kind: 'figure' },
    { title: '年初余额', width: 16, kind: 'figure' },
  ];
}

/** The cells of one side; what is missing to its height is left blank above its total. */
function cellsOf(side: readonly StatementRow[], height: number): readonly (readonly Cell[])[] {
  const cells = side.map(cellsOfRow);
  const gap = Array.from({ length: height - side.length }, () => BLANK);
  return [...cells.slice(0, -1), ...gap, ...cells.slice(-1)];
}

function cellsOfRow({ row, label, level, closing, opening }: StatementRow): readonly Cell[] {
  const strong = level === 0;
  const figures = [closing, opening].map((amount): Cell => {
    const cell = printedCell(amount?.toString() ?? '', true, strong && row !== null);
    return strong ? { ...(typeof cell === 'string' ? { text: cell } : cell), strong } : cell;
  });
  return [
    { text: `${'\u3000'.repeat(level)}${label}`, strong },
    row === null ? '' : String(row),
    ...figures,
  ];
}
