/** How a column's cells are set: figures are right-aligned and tabular and never broken over lines. */
export type ColumnKind = 'text' | 'figure' | 'date' | 'number';

/** One column; `width` is a weight against the other columns, `group` a heading shared with its neighbours. */
export interface Column {
  readonly title: string;
  readonly width: number;
  readonly kind?: ColumnKind;
  readonly align?: Alignment;
  readonly group?: string;
}

/** Where text stands between its margins. */
export type Alignment = 'left' | 'center' | 'right';

/** A cell: plain text, or text with its own look; a span swallows the cells to its right. */
export type Cell =
  | string
  | {
      readonly text: string;
      readonly strong?: boolean;
      readonly tone?: Tone;
      readonly align?: Alignment;
      readonly span?: number;
    };

/** Ink of a cell or a paragraph. */
export type Tone = 'black' | 'red' | 'grey';

/** One row; a section row is a line of text over the whole width. */
export interface Row {
  readonly kind?: 'data' | 'section' | 'subtotal' | 'total';
  readonly cells: readonly Cell[];
}

/** A table as a value: its head is repeated on every page it reaches. */
export interface Table {
  readonly caption?: string;
  readonly unit?: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly size?: number;
  readonly emptyText?: string;
  /** Rows stand close, for a form that must stay on one page. */
  readonly dense?: boolean;
  readonly note?: string;
}

/** The parts of a cell with their defaults filled in. */
export interface PlainCell {
  readonly text: string;
  readonly strong: boolean;
  readonly tone: Tone;
  readonly align: Alignment;
  readonly span: number;
  readonly column: number;
}

const ALIGNMENT: Record<ColumnKind, Alignment> = {
  text: 'left',
  figure: 'right',
  date: 'center',
  number: 'center',
};

/** Where a column's cells stand unless they say otherwise. */
export function alignmentOf(column: Column): Alignment {
  return column.align ?? ALIGNMENT[column.kind ?? 'text'];
}

/** Whether a column holds figures that must stay on one line. */
export function isFigureColumn(column: Column): boolean {
  return column.kind !== undefined && column.kind !== 'text';
}

/** A row's cells against the columns; missing cells are blank, a section row is one cell over all. */
export function cellsOf(table: Pick<Table, 'columns'>, row: Row): PlainCell[] {
  const { columns } = table;
  const plain: PlainCell[] = [];
  let column = 0;
  for (let index = 0; column < columns.length; index += 1) {
    const cell = row.cells[index] ?? '';
    const own = typeof cell === 'string' ? { text: cell } : cell;
    const rest = columns.length - column;
    const span = row.kind === 'section' ? rest : Math.min(Math.max(own.span ?? 1, 1), rest);
    const over = columns[column];
    const inherited = over === undefined || row.kind === 'section' ? 'left' : alignmentOf(over);
    plain.push({
      text: own.text,
      strong: own.strong ?? (row.kind !== undefined && row.kind !== 'data'),
      tone: own.tone ?? 'black',
      align: own.align ?? (span > 1 && row.kind !== 'section' ? 'center' : inherited),
      span,
      column,
    });
    column += span;
  }
  return plain;
}
