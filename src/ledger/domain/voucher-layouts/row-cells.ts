import { plainCell, plainTitle, type TableRow } from '../../../kernel/table-cell.js';
import type { RecognisedTable } from './recognised-layout.js';
import type { VoucherRole } from './voucher-layout.js';

/** Roles that a merged cell may say for all of its rows; amounts and accounts stand in each row of their own. */
const MERGEABLE: readonly VoucherRole[] = [
  'key',
  'period',
  'date',
  'word',
  'no',
  'summary',
  'attachments',
  'fund',
  'counterparty',
  'currency',
];

/** The cells of one row by what they say. */
export class RowCells {
  constructor(
    private readonly table: RecognisedTable,
    private readonly row: TableRow,
  ) {}

  /** The text of a role; of several columns the first that is filled. */
  text(role: VoucherRole): string {
    for (const place of this.table.places[role] ?? []) {
      const own = plainCell(this.row.cells[place]);
      if (own !== '') return own;
      const merged = MERGEABLE.includes(role) ? plainCell(this.row.merged?.[place]) : '';
      if (merged !== '') return merged;
    }
    return '';
  }

  /** Whether a role lies in a merged cell that cannot speak for several rows. */
  isMerged(role: VoucherRole): boolean {
    return (
      !MERGEABLE.includes(role) &&
      (this.table.places[role] ?? []).some(
        (place) =>
          plainCell(this.row.cells[place]) === '' && this.row.merged?.[place] !== undefined,
      )
    );
  }

  has(role: VoucherRole): boolean {
    return this.table.places[role] !== undefined;
  }

  /** How the table names a role. */
  title(role: VoucherRole): string | undefined {
    const place = this.table.places[role]?.[0];
    return place === undefined ? undefined : plainTitle(this.table.header.cells[place]);
  }

  get own(): boolean {
    return this.table.layout.strict;
  }

  isEmpty(): boolean {
    return this.row.cells.every((cell) => plainCell(cell) === '');
  }

  /** Printed tables repeat their head on each page. */
  isHeadAgain(): boolean {
    const titles = this.table.header.cells.map(plainTitle);
    return !this.own && titles.every((title, place) => plainTitle(this.row.cells[place]) === title);
  }
}
