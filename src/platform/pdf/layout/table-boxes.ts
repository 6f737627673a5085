import {
  type Cell,
  type Column,
  type PlainCell,
  type Row,
  type Table,
  type Tone,
  cellsOf,
} from '../table.js';
import { type Ruler, type TextStyle } from './clusters.js';
import { type Box } from './flow.js';
import { type Line, breakLines, setLine } from './lines.js';
import { BLACK, GREY, type Mark, RED, Tag, rule } from './marks.js';
import { baseline } from './paragraph.js';
import { CELL_PADDING, type Fitted, cellStyle, fitColumns } from './table-widths.js';

/** Ink by tone. */
export const INK: Record<Tone, string> = { black: BLACK, red: RED, grey: GREY };

/** Where a table stands: the width it fills, the tallest strip a page can hold, its type size. */
export interface TableSpace {
  readonly width: number;
  readonly height: number;
  readonly size: number;
}

const LEADING = 1.32;
const ROW_PADDING = 2.6;
const DENSE_PADDING = 1.3;

/** Sets a table: caption and unit, head, rows, note. The head comes back on each page. */
export function tableBoxes(table: Table, space: TableSpace, ruler: Ruler, parent: Tag): Box[] {
  return new TableSetter(table, space, ruler, new Tag('Table', parent)).boxes(parent);
}

interface SetCell {
  readonly cell: PlainCell;
  readonly lines: readonly Line[];
  readonly style: TextStyle;
  readonly x: number;
  readonly width: number;
  readonly tag: Tag;
}

class TableSetter {
  private readonly fitted: Fitted;
  private readonly edges: number[];
  private readonly leading: number;
  private readonly padding: number;

  constructor(
    private readonly table: Table,
    private readonly space: TableSpace,
    private readonly ruler: Ruler,
    private readonly tag: Tag,
  ) {
    this.fitted = fitColumns(table, space.width, table.size ?? space.size, ruler);
    this.leading = this.fitted.size * LEADING;
    this.padding = table.dense === true ? DENSE_PADDING : ROW_PADDING;
    this.edges = [0];
    for (const width of this.fitted.widths)
      this.edges.push(this.edge(this.edges.length - 1) + width);
  }

  boxes(parent: Tag): Box[] {
    const { rows, emptyText } = this.table;
    const head = this.head();
    const shown: readonly Row[] =
      rows.length > 0 ? rows : [{ cells: [{ text: emptyText ?? '（无）', span: Infinity }] }];
    const strips = shown.map((row) => this.row(row, head));
    const body = strips.flatMap((strip, index) => {
      const next = shown[index + 1]?.kind;
      // The first row keeps the second, the last three stay together: no row stands alone at a page's end or head.
      const edge = index === 0 || index >= strips.length - 3;
      const chained =
        edge || shown[index]?.kind === 'section' || next === 'subtotal' || next === 'total';
      const last = index + 1 === strips.length;
      return (last ? this.table.note !== undefined : chained)
        ? strip.map((box, at) => (at === strip.length - 1 ? { ...box, keepWithNext: true } : box))
        : strip;
    });
    const opening = head === null ? [this.topRule()] : [{ ...head, keepWithNext: true }];
    return [...this.captions(parent), ...opening, ...body, ...this.note(parent)];
  }

  private edge(index: number): number {
    return this.edges[index] ?? this.space.width;
  }

  private topRule(): Box {
    return { height: 0, marks: [rule(0, 0, this.space.width, 0)], keepWithNext: true };
  }

  private style(strong: boolean, tone: Tone, size = this.fitted.size): TextStyle {
    return cellStyle(strong, size, INK[tone]);
  }

  private captions(parent: Tag): Box[] {
    const { caption, unit } = this.table;
    const { width } = this.space;
    const boxes: Box[] = [];
    if (caption !== undefined) {
      const style = this.style(true, 'black', this.fitted.size + 1.5);
      for (const line of breakLines(caption, style, this.ruler, () => width)) {
        const y = baseline(style.size * 1.7, style.size);
        const tag = new Tag('P', parent);
        const marks = setLine(line, style, { x: 0, y, width, fill: 'center', tag });
        boxes.push({ height: style.size * 1.7, marks, keepWithNext: true });
      }
    }
    if (unit !== undefined) {
      const style = this.style(false, 'black', Math.max(this.fitted.size - 0.5, 6));
      const [line] = breakLines(unit, style, this.ruler, () => width);
      const height = style.size * 1.5;
      const y = baseline(height, style.size);
      const place = { x: 0, y, width, fill: 'right' as const, tag: new Tag('P', parent) };
      boxes.push({ height, marks: setLine(line ?? [], style, place), keepWithNext: true });
    }
    return boxes;
  }

  private note(parent: Tag): Box[] {
    const { note } = this.table;
    if (note === undefined) return [];
    const { width } = this.space;
    const style = this.style(false, 'black', Math.max(this.fitted.size - 1, 6));
    const height = style.size * 1.5;
    const tag = new Tag('P', parent);
    return breakLines(note, style, this.ruler, () => width).map((line) => ({
      height,
      marks: setLine(line, style, {
        x: 0,
        y: baseline(height, style.size),
        width,
        fill: 'left',
        tag,
      }),
    }));
  }

  /** One strip of head: titles, and above them the titles of their groups. */
  private head(): Box | null {
    const { columns } = this.table;
    if (columns.every(({ title }) => title === '')) return null;
    const groups = groupsOf(columns);
    const tag = new Tag('TR', this.tag);
    const set = (text: string, from: number, count: number): SetCell =>
      this.setCell({ text, strong: true, align: 'center', span: count }, from, tag, 'TH');
    const upper = groups
      .filter(({ name }) => name !== null)
      .map((group) => set(group.name ?? '', group.from, group.count));
    const titles = columns.map((column, index) => set(column.title, index, 1));
    const grouped = (index: number): boolean => columns[index]?.group !== undefined;
    const upperHeight = upper.length === 0 ? 0 : this.heightOf(upper);
    const lowerHeight = this.heightOf(titles.filter((_, index) => grouped(index)));
    const aloneHeight = this.heightOf(titles.filter((_, index) => !grouped(index)));
    const height = Math.max(upperHeight + lowerHeight, aloneHeight);
    const split = upper.length === 0 ? 0 : height - lowerHeight;
    const marks: Mark[] = [
      rule(0, 0, this.space.width, 0),
      rule(0, height, this.space.width, height),
    ];
    marks.push(rule(0, 0, 0, height));
    for (const cell of upper) {
      marks.push(...this.paint(cell, 0, split), rule(cell.x, split, cell.x + cell.width, split));
    }
    for (const [index, cell] of titles.entries()) {
      const inside = grouped(index) && columns[index]?.group === columns[index + 1]?.group;
      const top = grouped(index) ? split : 0;
      marks.push(
        ...this.paint(cell, top, height),
        rule(this.edge(index + 1), inside ? split : 0, this.edge(index + 1), height),
      );
    }
    return { height, marks };
  }

  /** A row as one strip; one too tall for a page is let through line by line. */
  private row(row: Row, head: Box | null): Box[] {
    const tag = new Tag('TR', this.tag);
    const cells = cellsOf(this.table, row).map((cell) =>
      this.setCell(cell, cell.column, tag, 'TD'),
    );
    const height = this.heightOf(cells);
    const repeated = head === null ? {} : { head };
    if (height + (head?.height ?? 0) <= this.space.height) {
      const marks = cells.flatMap((cell) => this.paint(cell, 0, height));
      return [
        {
          height,
          marks: [...marks, ...this.frame(cells, height), this.bottom(height)],
          ...repeated,
        },
      ];
    }
    const count = Math.max(...cells.map(({ lines }) => lines.length));
    return Array.from({ length: count }, (_, index) => {
      const top = index === 0 ? this.padding : 0;
      const end = index === count - 1 ? this.padding : 0;
      const tall = top + this.leading + end;
      const marks = cells.flatMap((cell) => this.paintLine(cell, index, top));
      const closing = this.bottom(tall);
      const closed =
        index === count - 1
          ? { marks: [...marks, ...this.frame(cells, tall), closing] }
          : { marks: [...marks, ...this.frame(cells, tall)], foot: [closing] };
      return { height: tall, ...closed, ...repeated };
    });
  }

  private setCell(cell: Cell, column: number, row: Tag, type: 'TH' | 'TD'): SetCell {
    const given = typeof cell === 'string' ? { text: cell } : cell;
    const span = given.span ?? 1;
    const plain: PlainCell = {
      text: given.text,
      strong: given.strong ?? false,
      tone: given.tone ?? 'black',
      align: given.align ?? 'left',
      span,
      column,
    };
    const style = this.style(plain.strong, plain.tone);
    const x = this.edge(column);
    const width = this.edge(Math.min(column + span, this.table.columns.length)) - x;
    const inner = width - 2 * CELL_PADDING;
    const lines = plain.text
      .split(/\r\n|\r|\n/)
      .flatMap((part) => breakLines(part, style, this.ruler, () => inner));
    return { cell: plain, lines, style, x, width, tag: new Tag(type, row) };
  }

  private heightOf(cells: readonly SetCell[]): number {
    const most = Math.max(0, ...cells.map(({ lines }) => lines.length));
    return most === 0 ? 0 : most * this.leading + 2 * this.padding;
  }

  private paint(cell: SetCell, top: number, bottom: number): Mark[] {
    const start = (top + bottom - cell.lines.length * this.leading) / 2;
    return cell.lines.flatMap((_, index) =>
      this.paintLine(cell, index, start + index * this.leading),
    );
  }

  private paintLine(cell: SetCell, index: number, top: number): Mark[] {
    const line = cell.lines[index];
    if (line === undefined) return [];
    return setLine(line, cell.style, {
      x: cell.x + CELL_PADDING,
      y: top + baseline(this.leading, cell.style.size),
      width: cell.width - 2 * CELL_PADDING,
      fill: cell.cell.align,
      tag: cell.tag,
    });
  }

  private frame(cells: readonly SetCell[], height: number): Mark[] {
    const sides = cells.map(({ x, width }) => rule(x + width, 0, x + width, height));
    return [rule(0, 0, 0, height), ...sides];
  }

  private bottom(height: number): Mark {
    return rule(0, height, this.space.width, height);
  }
}

interface Group {
  readonly name: string | null;
  readonly from: number;
  readonly count: number;
}

function groupsOf(columns: readonly Column[]): Group[] {
  const groups: Group[] = [];
  for (const [index, column] of columns.entries()) {
    const last = groups.at(-1);
    const name = column.group ?? null;
    if (last !== undefined && name !== null && last.name === name) {
      groups[groups.length - 1] = { ...last, count: last.count + 1 };
    } else groups.push({ name, from: index, count: 1 });
  }
  return groups;
}
