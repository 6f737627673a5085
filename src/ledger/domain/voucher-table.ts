import type { FieldError } from '../../kernel/domain-error.js';
import { Money } from '../../kernel/money.js';
import { amountInCell, plainTitle, totalMark, type TableRow } from '../../kernel/table-cell.js';
import {
  readLine,
  rowPointer,
  TEXT_ROLES,
  type LineHead,
  type TableLine,
} from './voucher-cells.js';
import { recognise, type RecognisedTable } from './voucher-layouts/recognised-layout.js';
import { RowCells } from './voucher-layouts/row-cells.js';
import type { VoucherRole } from './voucher-layouts/voucher-layout.js';

export { rowPointer, type TableLine } from './voucher-cells.js';

/** Rows whose number begins so are examples, and are passed over. */
export const EXAMPLE = '示例';

/** What some rows of a table say, and what is wrong with them by row and column. */
export interface TableLines {
  readonly lines: readonly TableLine[];
  /** Keys of the vouchers of which a line could not be read. */
  readonly broken: ReadonlySet<string>;
  readonly errors: readonly FieldError[];
}

/** Whose table it is, and how that was told. */
export interface Recognised {
  readonly layout: string;
  readonly name: string;
  readonly headerRow: number;
  /** The titles that told it. */
  readonly by: readonly string[];
  /** Columns that are passed over. */
  readonly ignoredColumns: readonly string[];
}

/**
 * Reads a table of vouchers batch by batch; the first batch holds the head. Empty rows and examples are passed over, a
 * row of totals must agree with the rows above it. Where another program leaves the head of a line out, or cells are
 * merged, it is that of the row above.
 */
export class VoucherTableReader {
  private table: RecognisedTable | null = null;
  private head: LineHead | null = null;
  private debit = Money.ZERO;
  private credit = Money.ZERO;
  private passed = 0;

  /** Rows that are marked as examples. */
  get examples(): number {
    return this.passed;
  }

  /** Whose table it is; null before its head was read. */
  get recognised(): Recognised | null {
    if (this.table === null) return null;
    const { layout, header, by, ignored } = this.table;
    const { code, name } = layout;
    return { layout: code, name, headerRow: header.number, by, ignoredColumns: ignored };
  }

  /** Whether the table is in our own template. */
  get own(): boolean {
    return this.table?.layout.strict ?? true;
  }

  /** How the table names what a role says. */
  titleOf(role: VoucherRole): string | undefined {
    const place = this.table?.places[role]?.[0];
    return place === undefined ? undefined : plainTitle(this.table?.header.cells[place]);
  }

  /** @throws DomainError import-columns-wrong */
  read(rows: readonly TableRow[]): TableLines {
    const table = (this.table ??= recognise(rows));
    const result = {
      lines: [] as TableLine[],
      broken: new Set<string>(),
      errors: [] as FieldError[],
    };
    for (const row of rows) {
      if (row.number > table.header.number) this.readRow(table, row, result);
    }
    return result;
  }

  private readRow(
    table: RecognisedTable,
    row: TableRow,
    result: { lines: TableLine[]; broken: Set<string>; errors: FieldError[] },
  ): void {
    const cells = new RowCells(table, row);
    if (cells.isEmpty() || cells.isHeadAgain()) return;
    if (cells.text('key').startsWith(EXAMPLE)) {
      this.passed += 1;
      return;
    }
    const mark = markOf(cells);
    if (table.layout.strict && row.cells.length !== table.header.cells.length) {
      result.errors.push(raggedRow(row, table.header.cells.length));
      result.broken.add(cells.text('key'));
    } else if (mark !== null) {
      if (mark === 'grand') result.errors.push(...this.totalErrors(row.number, cells));
    } else {
      const read = readLine(row.number, cells, table.layout.strict ? null : this.head);
      this.head = read.head ?? this.head;
      if (read.line === null) {
        result.errors.push(...read.errors);
        result.broken.add(
          read.head?.key ?? (this.own ? cells.text('key') : (this.head?.key ?? '')),
        );
      } else {
        result.lines.push(read.line);
        this.debit = this.debit.plus(read.line.debit ?? Money.ZERO);
        this.credit = this.credit.plus(read.line.credit ?? Money.ZERO);
      }
    }
  }

  private totalErrors(row: number, cells: RowCells): FieldError[] {
    const sides = [
      ['debit', this.debit],
      ['credit', this.credit],
    ] as const;
    return sides.flatMap(([role, added]) => {
      const title = this.titleOf(role);
      const stated = amountInCell(cells.text(role));
      if (title === undefined || stated === null) return [];
      if (stated === 'malformed') {
        const detail = '应为半角数字、至多两位小数的金额，如 1234.50。';
        return [{ pointer: rowPointer(row, title), detail }];
      }
      if (stated.equals(added)) return [];
      const detail = `合计 ${stated.format()} 与以上各行之和 ${added.format()} 不符。`;
      return [{ pointer: rowPointer(row, title), detail }];
    });
  }
}

function markOf(cells: RowCells): 'grand' | 'part' | null {
  if (cells.text('accountCode') !== '') return null;
  return (
    TEXT_ROLES.map((role) => totalMark(cells.text(role))).find((mark) => mark !== null) ?? null
  );
}

function raggedRow({ number, cells }: TableRow, expected: number): FieldError {
  return {
    pointer: rowPointer(number),
    detail: `这一行有 ${cells.length} 格，表头有 ${expected} 格；请检查逗号和引号。`,
  };
}
