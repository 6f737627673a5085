import { Money } from '../../../kernel/money.js';
import type { Side } from '../account.js';

/** Turnover made by the carry-forward vouchers (结转), which statements of a period leave out. */
export interface CarriedForward {
  readonly debit: Money;
  readonly credit: Money;
  readonly ytdDebit: Money;
  readonly ytdCredit: Money;
}

/**
 * One row of a trial balance for a month: balances at the start of the year and of the month,
 * turnover of the month and of the year through that month, balance at its end. Rows of accounts
 * with sub-accounts may be present; statements read only the leaves, so nothing counts twice.
 */
export interface AccountFigures {
  readonly accountCode: string;
  readonly name: string;
  readonly yearOpeningDebit: Money;
  readonly yearOpeningCredit: Money;
  readonly openingDebit: Money;
  readonly openingCredit: Money;
  readonly debit: Money;
  readonly credit: Money;
  readonly ytdDebit: Money;
  readonly ytdCredit: Money;
  readonly closingDebit: Money;
  readonly closingCredit: Money;
  /** The part of the turnovers that carry-forward vouchers made; absent when there is none. */
  readonly carriedForward?: CarriedForward;
}

/** A column of a statement: a balance at a point of time or a turnover over a period. */
export type StatementColumn = 'opening' | 'closing' | 'month' | 'yearToDate';

/** A debit and a credit amount. */
export interface TwoSides {
  readonly debit: Money;
  readonly credit: Money;
}

const NOTHING: CarriedForward = {
  debit: Money.ZERO,
  credit: Money.ZERO,
  ytdDebit: Money.ZERO,
  ytdCredit: Money.ZERO,
};

/** The rows that have no sub-accounts among the figures. */
export function leavesOf(figures: readonly AccountFigures[]): readonly AccountFigures[] {
  const sorted = [...figures].sort((a, b) => (a.accountCode < b.accountCode ? -1 : 1));
  return sorted.filter((row, place) => {
    const next = sorted[place + 1];
    return next === undefined || !next.accountCode.startsWith(row.accountCode);
  });
}

/** The debit and the credit of an account in a column, without what was carried forward. */
export function twoSides(row: AccountFigures, column: StatementColumn): TwoSides {
  const moved = row.carriedForward ?? NOTHING;
  switch (column) {
    case 'opening':
      return { debit: row.yearOpeningDebit, credit: row.yearOpeningCredit };
    case 'closing':
      return { debit: row.closingDebit, credit: row.closingCredit };
    case 'month':
      return { debit: row.debit.minus(moved.debit), credit: row.credit.minus(moved.credit) };
    case 'yearToDate':
      return {
        debit: row.ytdDebit.minus(moved.ytdDebit),
        credit: row.ytdCredit.minus(moved.ytdCredit),
      };
  }
}

/** Debit less credit seen from a side. */
export function netOn(side: Side, { debit, credit }: TwoSides): Money {
  return side === 'debit' ? debit.minus(credit) : credit.minus(debit);
}
