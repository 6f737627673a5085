import type { LocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { directionOf, type Direction } from './trial-balance.js';

/** One posted line of an account or of its sub-accounts. */
export interface LedgerEntry {
  readonly date: LocalDate;
  readonly voucherId: string;
  /** Word and number: 记-3 */
  readonly voucher: string;
  readonly summary: string;
  readonly accountCode: string;
  readonly accountName: string;
  /** Names of the accounts on the other side (对方科目). */
  readonly contra: string;
  readonly debit: Money;
  readonly credit: Money;
}

/** What stands in the first row: the last year's balance, or that of any other day. */
export type OpeningLabel = '期初余额' | '上年结转';

/** Where a page begins: the balance, positive in debit, and what its month and its year turned over before. */
export interface LedgerStart {
  readonly label: OpeningLabel;
  readonly date: LocalDate;
  readonly balance: Money;
  readonly monthDebit: Money;
  readonly monthCredit: Money;
  readonly yearDebit: Money;
  readonly yearCredit: Money;
}

export type LedgerRowKind =
  'opening' | 'entry' | 'day-total' | 'month-total' | 'year-total' | 'carried-out';

/** A row as it is printed; totals name no voucher and openings turn nothing over. */
export interface LedgerRow {
  readonly kind: LedgerRowKind;
  readonly date: string;
  readonly voucherId: string | null;
  readonly voucher: string | null;
  readonly summary: string;
  readonly accountCode: string | null;
  readonly accountName: string | null;
  readonly contra: string | null;
  readonly debit: Money | null;
  readonly credit: Money | null;
  readonly direction: Direction;
  /** Without its sign: the direction says on which side it stands. */
  readonly balance: Money;
}

/** What was debited and credited. */
export interface Turnover {
  readonly debit: Money;
  readonly credit: Money;
}

/** No turnover. */
export const NOTHING: Turnover = { debit: Money.ZERO, credit: Money.ZERO };

/**
 * The rows of a ledger page in order of posting: opening, entries with their running balance, 本月合计 and 本年累计
 * after each month, 结转下年 and 上年结转 at the turn of a year (会计基础工作规范 第六十三条); `daily` adds 本日合计
 * (第六十条(七)，逐日结出余额).
 */
export function ledgerRows(
  start: LedgerStart,
  entries: readonly LedgerEntry[],
  daily = false,
): LedgerRow[] {
  const rows: LedgerRow[] = [balanceRow('opening', start.label, start.date, start.balance)];
  let balance = start.balance;
  let day = NOTHING;
  let month: Turnover = { debit: start.monthDebit, credit: start.monthCredit };
  let year: Turnover = { debit: start.yearDebit, credit: start.yearCredit };
  if (entries[0] !== undefined && !samePart(start.date, entries[0].date, 7)) month = NOTHING;
  if (entries[0] !== undefined && !samePart(start.date, entries[0].date, 4)) {
    rows.push(...turnOfYear(start.date, entries[0].date, balance));
    year = NOTHING;
  }
  entries.forEach((entry, place) => {
    balance = balance.plus(entry.debit).minus(entry.credit);
    day = plus(day, entry);
    month = plus(month, entry);
    year = plus(year, entry);
    rows.push(entryRow(entry, balance));
    const next = entries[place + 1]?.date;
    if (daily && next !== entry.date) {
      rows.push(totalRow('day-total', '本日合计', entry.date, day, balance));
      day = NOTHING;
    }
    if (next === undefined || !samePart(entry.date, next, 7)) {
      rows.push(...monthTotals(entry.date, month, year, balance));
      month = NOTHING;
    }
    if (next !== undefined && !samePart(entry.date, next, 4)) {
      rows.push(...turnOfYear(entry.date, next, balance));
      year = NOTHING;
    }
  });
  return rows;
}

/** 本月合计 and 本年累计, also of a month in which nothing moved. */
export function monthTotals(
  date: LocalDate,
  month: Turnover,
  year: Turnover,
  balance: Money,
): LedgerRow[] {
  return [
    totalRow('month-total', '本月合计', date, month, balance),
    totalRow('year-total', '本年累计', date, year, balance),
  ];
}

/** A page that ends with the year carries its balance out; what is nothing is not carried (会计基础工作规范 第六十三条). */
export function carriedOut(rows: readonly LedgerRow[], through: LocalDate): LedgerRow[] {
  const last = rows.at(-1);
  if (last === undefined || !through.endsWith('-12-31') || last.balance.isZero()) return [...rows];
  return [
    ...rows,
    {
      ...balanceRow('carried-out', '结转下年', through, Money.ZERO),
      direction: last.direction,
      balance: last.balance,
    },
  ];
}

/** A page that begins with the year takes over the last year's balance, unless the book itself begins there. */
export function openingLabel(from: LocalDate, openedOn: LocalDate): OpeningLabel {
  return from.endsWith('-01-01') && openedOn < from ? '上年结转' : '期初余额';
}

function samePart(a: LocalDate, b: LocalDate, length: 4 | 7): boolean {
  return a.slice(0, length) === b.slice(0, length);
}

function plus(sum: Turnover, { debit, credit }: Turnover): Turnover {
  return { debit: sum.debit.plus(debit), credit: sum.credit.plus(credit) };
}

function turnOfYear(from: LocalDate, to: LocalDate, balance: Money): LedgerRow[] {
  return [
    balanceRow('carried-out', '结转下年', `${from.slice(0, 4)}-12-31`, balance),
    balanceRow('opening', '上年结转', `${to.slice(0, 4)}-01-01`, balance),
  ];
}

function entryRow(entry: LedgerEntry, balance: Money): LedgerRow {
  return {
    kind: 'entry',
    date: entry.date,
    voucherId: entry.voucherId,
    voucher: entry.voucher,
    summary: entry.summary,
    accountCode: entry.accountCode,
    accountName: entry.accountName,
    contra: entry.contra,
    debit: entry.debit.isZero() ? null : entry.debit,
    credit: entry.credit.isZero() ? null : entry.credit,
    ...standing(balance),
  };
}

function totalRow(
  kind: LedgerRowKind,
  summary: string,
  date: string,
  { debit, credit }: Turnover,
  balance: Money,
): LedgerRow {
  return { ...balanceRow(kind, summary, date, balance), debit, credit };
}

function balanceRow(kind: LedgerRowKind, summary: string, date: string, balance: Money): LedgerRow {
  return {
    kind,
    date,
    voucherId: null,
    voucher: null,
    summary,
    accountCode: null,
    accountName: null,
    contra: null,
    debit: null,
    credit: null,
    ...standing(balance),
  };
}

function standing(balance: Money): Pick<LedgerRow, 'direction' | 'balance'> {
  return { direction: directionOf(balance), balance: balance.abs() };
}
