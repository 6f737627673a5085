import { parseLocalDate, type LocalDate } from '../../kernel/local-date.js';
import type { Money } from '../../kernel/money.js';
import { lastDay, monthOf } from '../../kernel/month.js';
import type { LedgerRow, LedgerRowKind } from './account-ledger.js';
import type { Direction } from './trial-balance.js';

/** The red lines of closing: one above and below 本月合计, one below 本年累计, two below that of a whole year. */
export type RedLines = 'none' | 'around' | 'below' | 'double';

/** A row of a bound ledger; the page-turn rows carry the page's totals on. */
export interface PrintedRow {
  readonly kind: LedgerRowKind | 'carried-over' | 'brought-forward';
  /** null on the page-turn rows. */
  readonly date: LocalDate | null;
  readonly voucher: string | null;
  readonly summary: string;
  readonly contra: string | null;
  readonly debit: Money | null;
  readonly credit: Money | null;
  readonly direction: Direction;
  readonly balance: Money;
  readonly redLines: RedLines;
}

/**
 * The rows of an account as they are printed and bound: totals stand on the closing day, a year that is over within the
 * page ends with a double red line and 结转下年 (会计基础工作规范 第六十三条), 本日合计 only where a day has several
 * entries, and the sub-account beside the summary where the page is that of its parent.
 */
export function printedRows(
  rows: readonly LedgerRow[],
  through: LocalDate,
  accountCode?: string,
): PrintedRow[] {
  const printed = rows.flatMap((row, place) => {
    if (row.kind === 'day-total' && isLone(rows, place)) return [];
    if (row.kind === 'carried-out' && row.balance.isZero()) return [];
    return [printedRow(row, redLinesOf(rows, place, through), through, accountCode)];
  });
  const last = printed.at(-1);
  const yearEnd = parseLocalDate(`${through.slice(0, 4)}-12-31`);
  if (last === undefined || through !== yearEnd || last.balance.isZero()) return printed;
  if (last.kind === 'carried-out') return printed;
  const carried = {
    ...last,
    kind: 'carried-out' as const,
    date: yearEnd,
    voucher: null,
    summary: '结转下年',
    contra: null,
    debit: null,
    credit: null,
    redLines: 'none' as const,
  };
  return [...printed, carried];
}

function isLone(rows: readonly LedgerRow[], place: number): boolean {
  return rows[place - 2]?.kind !== 'entry' || rows[place - 2]?.date !== rows[place]?.date;
}

function redLinesOf(rows: readonly LedgerRow[], place: number, through: LocalDate): RedLines {
  const row = rows[place];
  if (row?.kind === 'month-total') return 'around';
  if (row?.kind !== 'year-total') return 'none';
  const year = row.date.slice(0, 4);
  const isLast = !rows
    .slice(place + 1)
    .some(({ kind, date }) => kind === 'year-total' && date.startsWith(year));
  return isLast && through >= `${year}-12-31` ? 'double' : 'below';
}

function printedRow(
  row: LedgerRow,
  redLines: RedLines,
  through: LocalDate,
  accountCode: string | undefined,
): PrintedRow {
  const date = parseLocalDate(row.date);
  const closing = row.kind === 'month-total' || row.kind === 'year-total';
  const elsewhere =
    accountCode !== undefined && row.accountCode !== null && row.accountCode !== accountCode;
  return {
    kind: row.kind,
    date: closing ? earlier(lastDay(monthOf(date)), through) : date,
    voucher: row.voucher,
    summary: elsewhere ? `${row.summary}〔${row.accountName ?? ''}〕` : row.summary,
    contra: row.contra,
    debit: row.debit,
    credit: row.credit,
    direction: row.direction,
    balance: row.balance,
    redLines,
  };
}

function earlier(a: LocalDate, b: LocalDate): LocalDate {
  return a < b ? a : b;
}
