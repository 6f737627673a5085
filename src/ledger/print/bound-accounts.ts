import type { LocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { ledgerRows, type LedgerEntry, type OpeningLabel } from '../domain/account-ledger.js';
import type { NamedAccount } from '../domain/dated-chart.js';
import { generalLedgerPage, type GeneralTurnover } from '../domain/general-ledger-page.js';
import { turnPages } from '../domain/page-turn.js';
import { printedRows } from '../domain/printed-row.js';
import type { AccountTotals } from '../domain/trial-balance.js';
import type { MonthTurnover } from '../storage/print.queries.js';
import { LEDGER_ROWS } from './ledger.form.js';
import type { LedgerAccount } from './ledger-print.js';

/** What every bound ledger is made of. */
interface Bound {
  readonly opening: { readonly label: OpeningLabel; readonly date: LocalDate };
  readonly accounts: readonly NamedAccount[];
  /** Of the month in which the ledger begins. */
  readonly totals: readonly AccountTotals[];
  readonly through: LocalDate;
}

/** The accounts of the standard, month by month, as far as they moved or have a balance. */
export function generalAccounts(
  bound: Bound & { readonly turnovers: readonly MonthTurnover[] },
): LedgerAccount[] {
  const { opening, accounts, totals, turnovers, through } = bound;
  return accounts
    .filter(({ parentCode }) => parentCode === null)
    .flatMap(({ code, name }) => {
      const below = ({ accountCode }: { accountCode: string }): boolean =>
        accountCode.startsWith(code);
      const balance = Money.sum(totals.filter(below).map((account) => account.opening));
      const months = byMonth(turnovers.filter(below));
      if (months.length === 0 && balance.isZero()) return [];
      const rows = generalLedgerPage({ ...opening, balance }, months);
      return [{ code, name, sheets: turnPages(printedRows(rows, through), LEDGER_ROWS, 'year') }];
    });
}

/** The leaf accounts with their entries, as far as they moved or have a balance; the entries begin with the month. */
export function subsidiaryAccounts(
  bound: Bound & { readonly entries: readonly LedgerEntry[] },
): LedgerAccount[] {
  const { opening, accounts, totals, entries, through } = bound;
  const figures = new Map(totals.map((account) => [account.accountCode, account]));
  const posted = byAccount(entries);
  return accounts.flatMap(({ code, leaf }) => {
    const account = figures.get(code);
    if (!leaf || account === undefined) return [];
    const all = posted.get(code) ?? [];
    const own = all.filter(({ date }) => date >= opening.date);
    const before = all.slice(0, all.length - own.length);
    const debit = Money.sum(before.map((entry) => entry.debit));
    const credit = Money.sum(before.map((entry) => entry.credit));
    const balance = account.opening.plus(debit).minus(credit);
    if (own.length === 0 && balance.isZero()) return [];
    const start = {
      ...opening,
      balance,
      monthDebit: debit,
      monthCredit: credit,
      yearDebit: account.ytdDebit.minus(account.debit).plus(debit),
      yearCredit: account.ytdCredit.minus(account.credit).plus(credit),
    };
    const rows = printedRows(ledgerRows(start, own), through);
    const sheets = turnPages(rows, LEDGER_ROWS, 'year');
    return [{ code, name: pathOf(code, accounts), sheets }];
  });
}

/** An account's name after those above it: 银行存款／收入户. */
export function pathOf(code: string, accounts: readonly NamedAccount[]): string {
  return accounts.find((one) => one.code === code)?.names.join('／') ?? code;
}

/** How many numbered sheets the accounts take. */
export function countSheets(accounts: readonly LedgerAccount[]): number {
  return accounts.reduce((sum, { sheets }) => sum + sheets.length, 0);
}

function byMonth(turnovers: readonly MonthTurnover[]): GeneralTurnover[] {
  const months = new Map<string, GeneralTurnover>();
  for (const { month, debit, credit } of turnovers) {
    const known = months.get(month) ?? { month, debit: Money.ZERO, credit: Money.ZERO };
    months.set(month, {
      month,
      debit: known.debit.plus(debit),
      credit: known.credit.plus(credit),
    });
  }
  return [...months.values()].sort((a, b) => a.month.localeCompare(b.month));
}

function byAccount(entries: readonly LedgerEntry[]): ReadonlyMap<string, LedgerEntry[]> {
  const accounts = new Map<string, LedgerEntry[]>();
  for (const entry of entries) {
    const own = accounts.get(entry.accountCode);
    if (own === undefined) accounts.set(entry.accountCode, [entry]);
    else own.push(entry);
  }
  return accounts;
}
