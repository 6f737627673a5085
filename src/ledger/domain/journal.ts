import type { LocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { firstDay, lastDay, type Month } from '../../kernel/month.js';
import {
  ledgerRows,
  monthTotals,
  NOTHING,
  openingLabel,
  type LedgerEntry,
  type LedgerRow,
} from './account-ledger.js';
import type { AccountTotals } from './trial-balance.js';

/** Cash and bank have a journal of their own (会计基础工作规范 第五十七条). */
export const JOURNALS = ['cash', 'bank'] as const;
export type Journal = (typeof JOURNALS)[number];

/** The journal of one account of cash or of one bank account. */
export interface AccountJournal {
  readonly accountCode: string;
  readonly name: string;
  readonly rows: readonly LedgerRow[];
}

/**
 * The journals of a month, one an account, each with its balance day by day; one in which nothing moved says so, accounts
 * without figures are left out.
 */
export function journalsOf(
  month: Month,
  openedOn: LocalDate,
  accounts: readonly AccountTotals[],
  entries: readonly LedgerEntry[],
): AccountJournal[] {
  const first = firstDay(month);
  return accounts.flatMap((account) => {
    const own = entries.filter(({ accountCode }) => accountCode === account.accountCode);
    if (own.length === 0 && account.opening.isZero()) return [];
    const start = {
      label: openingLabel(first, openedOn),
      date: first,
      balance: account.opening,
      monthDebit: Money.ZERO,
      monthCredit: Money.ZERO,
      yearDebit: account.ytdDebit.minus(account.debit),
      yearCredit: account.ytdCredit.minus(account.credit),
    };
    const year = { debit: start.yearDebit, credit: start.yearCredit };
    const rows = [
      ...ledgerRows(start, own, true),
      ...(own.length === 0 ? monthTotals(lastDay(month), NOTHING, year, account.opening) : []),
    ];
    return [{ accountCode: account.accountCode, name: account.name, rows }];
  });
}
