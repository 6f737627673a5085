import { Money } from '../../kernel/money.js';
import type { AccountFacts } from '../../ledger/domain/account.js';
import {
  leavesOf,
  netOn,
  twoSides,
  type AccountFigures,
} from '../../ledger/domain/statements/account-figures.js';

/** What the income and expense accounts of the month say, whatever was received or paid (权责发生制). */
export function recognisedIn(
  accounts: readonly AccountFacts[],
  figures: readonly AccountFigures[],
): { readonly income: Money; readonly expense: Money } {
  const categories = new Map(accounts.map(({ code, category }) => [code, category]));
  const sum = (category: AccountFacts['category'], side: 'debit' | 'credit'): Money =>
    Money.sum(
      leavesOf(figures)
        .filter(({ accountCode }) => categories.get(accountCode) === category)
        .map((row) => netOn(side, twoSides(row, 'month'))),
    );
  return { income: sum('income', 'credit'), expense: sum('expense', 'debit') };
}
