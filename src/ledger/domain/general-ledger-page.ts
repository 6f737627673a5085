import { parseLocalDate, type LocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { firstDay, lastDay, type Month } from '../../kernel/month.js';
import type { LedgerRow, LedgerRowKind, OpeningLabel } from './account-ledger.js';
import { directionOf } from './trial-balance.js';

/** What an account of the standard turned over in one month, its sub-accounts counted. */
export interface GeneralTurnover {
  readonly month: Month;
  readonly debit: Money;
  readonly credit: Money;
}

/**
 * The page of an account of the standard in the bound general ledger (总账): the opening, then 本月合计 and 本年累计 of
 * each month that moved; `months` are of one year, in order.
 */
export function generalLedgerPage(
  opening: { readonly label: OpeningLabel; readonly date: LocalDate; readonly balance: Money },
  months: readonly GeneralTurnover[],
): LedgerRow[] {
  const rows = [row('opening', opening.label, opening.date, null, opening.balance)];
  let balance = opening.balance;
  let year = { debit: Money.ZERO, credit: Money.ZERO };
  for (const turnover of months) {
    const { month, debit, credit } = turnover;
    balance = balance.plus(debit).minus(credit);
    year = { debit: year.debit.plus(debit), credit: year.credit.plus(credit) };
    rows.push(row('month-total', '本月合计', lastDay(month), turnover, balance));
    rows.push(row('year-total', '本年累计', lastDay(month), year, balance));
  }
  return rows;
}

/** Where the page begins: with the year, or with the book. */
export function generalLedgerFrom(month: Month, openedOn: LocalDate): LocalDate {
  const year = parseLocalDate(`${firstDay(month).slice(0, 4)}-01-01`);
  return openedOn > year ? openedOn : year;
}

function row(
  kind: LedgerRowKind,
  summary: string,
  date: LocalDate,
  turnover: { readonly debit: Money; readonly credit: Money } | null,
  balance: Money,
): LedgerRow {
  return {
    kind,
    date,
    voucherId: null,
    voucher: null,
    summary,
    accountCode: null,
    accountName: null,
    contra: null,
    debit: turnover?.debit ?? null,
    credit: turnover?.credit ?? null,
    direction: directionOf(balance),
    balance: balance.abs(),
  };
}
