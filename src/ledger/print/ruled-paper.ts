import type { FormBox, FormRule, FormValue } from '../../platform/pdf/form.js';
import type { Money } from '../../kernel/money.js';

/** A column of a ruled table in millimetres; `key` names its places row by row. */
export interface RuledColumn {
  readonly key: string;
  readonly title: string;
  readonly width: number;
  readonly align?: 'left' | 'center' | 'right';
  /** A heading over this column and its neighbours of the same group. */
  readonly group?: string;
  readonly lines?: number;
  readonly size?: number;
}

/** Where a ruled table stands, and how many rows it has. */
export interface RuledTable {
  readonly x: number;
  readonly y: number;
  readonly headHeight: number;
  readonly rowHeight: number;
  readonly rows: number;
  readonly columns: readonly RuledColumn[];
}

const FRAME = 0.9;
const HEAD_SIZE = 9;
/** Headings set one character under another. */
const STACKED_SIZE = 7.5;

/** A line from one point to another. */
export function line(
  x: number,
  y: number,
  toX: number,
  toY: number,
  style: Pick<FormRule, 'weight' | 'tone'> = {},
): FormRule {
  return { x, y, toX, toY, ...style };
}

/** The four lines around a place. */
export function frame(x: number, y: number, width: number, height: number): FormRule[] {
  const style = { weight: FRAME };
  return [
    line(x, y, x + width, y, style),
    line(x + width, y, x + width, y + height, style),
    line(x, y + height, x + width, y + height, style),
    line(x, y, x, y + height, style),
  ];
}

/** Width of a table. */
export function widthOf({ columns }: Pick<RuledTable, 'columns'>): number {
  return columns.reduce((sum, { width }) => sum + width, 0);
}

/** A table's lines, headings and places; the place of a column in a row is named `${row}.${key}`. */
export function ruledTable(table: RuledTable): { rules: FormRule[]; boxes: FormBox[] } {
  const { x, y, headHeight, rowHeight, rows, columns } = table;
  const top = y + headHeight;
  const height = headHeight + rows * rowHeight;
  const rules = frame(x, y, widthOf(table), height);
  for (let row = 0; row < rows; row += 1) {
    const at = top + row * rowHeight;
    rules.push(line(x, at, x + widthOf(table), at, row === 0 ? { weight: 0.7 } : {}));
  }
  const boxes: FormBox[] = [];
  let left = x;
  columns.forEach((column, place) => {
    const before = columns[place - 1];
    const inGroup = column.group !== undefined && column.group === before?.group;
    if (place > 0) rules.push(line(left, inGroup ? y + headHeight / 2 : y, left, y + height));
    boxes.push(...headingOf(table, place, left, inGroup));
    if (column.group !== undefined) {
      rules.push(line(left, y + headHeight / 2, left + column.width, y + headHeight / 2));
    }
    for (let row = 0; row < rows; row += 1) {
      boxes.push({
        name: `${row}.${column.key}`,
        x: left,
        y: top + row * rowHeight,
        width: column.width,
        height: rowHeight,
        align: column.align ?? 'left',
        ...(column.lines === undefined ? {} : { lines: column.lines }),
        ...(column.size === undefined ? {} : { size: column.size }),
      });
    }
    left += column.width;
  });
  return { rules, boxes };
}

function headingOf(
  { y, headHeight, columns }: RuledTable,
  place: number,
  x: number,
  inGroup: boolean,
): FormBox[] {
  const column = columns[place];
  if (column === undefined) return [];
  const { title, width, group } = column;
  const size = title.includes('\n') ? STACKED_SIZE : HEAD_SIZE;
  const head = { align: 'center' as const, face: 'heading' as const, size };
  if (group === undefined) return [{ text: title, x, y, width, height: headHeight, ...head }];
  const half = headHeight / 2;
  const own: FormBox = { text: title, x, y: y + half, width, height: half, ...head };
  if (inGroup) return [own];
  const over = columns
    .slice(place)
    .filter((other) => other.group === group)
    .reduce((sum, other) => sum + other.width, 0);
  return [{ text: group, x, y, width: over, height: half, ...head }, own];
}

/** An amount on ruled paper: grouped by thousands, red letters in a red frame without a sign, nothing where there is none. */
export function amountValue(amount: Money | null): FormValue {
  if (amount === null) return '';
  return amount.isNegative()
    ? { text: amount.abs().format(), tone: 'red', framed: true }
    : amount.format();
}

/** The values of a table's rows under the names of their places. */
export function byRow(
  rows: readonly Readonly<Record<string, FormValue>>[],
): Record<string, FormValue> {
  const values: Record<string, FormValue> = {};
  rows.forEach((row, at) => {
    for (const [key, value] of Object.entries(row)) values[`${at}.${key}`] = value;
  });
  return values;
}

/** A place to sign: the duty, and the name where the books know it. */
export function signature(duty: string, name: string | null): string {
  return `${duty}：${name ?? ''}`;
}

/** A row of a form of facts: labels with the places of their values, widths in millimetres. */
export type FactRow = readonly {
  readonly label: string;
  readonly key: string;
  readonly labelWidth: number;
  readonly valueWidth: number;
}[];

/** Facts in a frame, one row under another; the place of a value bears its key. */
export function factRows(
  at: { readonly x: number; readonly y: number; readonly rowHeight: number; readonly size: number },
  rows: readonly FactRow[],
): { rules: FormRule[]; boxes: FormBox[] } {
  const { x, y, rowHeight, size } = at;
  const width = (rows[0] ?? []).reduce((sum, fact) => sum + fact.labelWidth + fact.valueWidth, 0);
  const rules = frame(x, y, width, rows.length * rowHeight);
  const boxes: FormBox[] = [];
  rows.forEach((facts, row) => {
    const top = y + row * rowHeight;
    if (row > 0) rules.push(line(x, top, x + width, top));
    let left = x;
    for (const { label, key, labelWidth, valueWidth } of facts) {
      const place = { y: top, height: rowHeight, size };
      if (left > x) rules.push(line(left, top, left, top + rowHeight));
      rules.push(line(left + labelWidth, top, left + labelWidth, top + rowHeight));
      boxes.push(
        { text: label, x: left, width: labelWidth, align: 'center', face: 'heading', ...place },
        { name: key, x: left + labelWidth + 1, width: valueWidth - 1, ...place },
      );
      left += labelWidth + valueWidth;
    }
  });
  return { rules, boxes };
}
