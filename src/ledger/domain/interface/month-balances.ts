import { Money } from '../../../kernel/money.js';
import type { AccountTotals } from '../trial-balance.js';
import type { InterfaceBalance } from './interface-book.js';

/** What each account of every level did in a month, an account with sub-accounts as their sum; still accounts are left out. */
export function monthBalances(totals: readonly AccountTotals[]): InterfaceBalance[] {
  const parents = new Map(totals.map(({ accountCode, parentCode }) => [accountCode, parentCode]));
  const sums = new Map<string, Omit<InterfaceBalance, 'accountCode' | 'closing'>>();
  for (const own of totals) {
    for (
      let code: string | null | undefined = own.accountCode;
      typeof code === 'string';
      code = parents.get(code)
    ) {
      const sum = sums.get(code);
      sums.set(code, {
        opening: (sum?.opening ?? Money.ZERO).plus(own.opening),
        debit: (sum?.debit ?? Money.ZERO).plus(own.debit),
        credit: (sum?.credit ?? Money.ZERO).plus(own.credit),
      });
    }
  }
  return totals.flatMap(({ accountCode }) => {
    const sum = sums.get(accountCode);
    if (sum === undefined) return [];
    const closing = sum.opening.plus(sum.debit).minus(sum.credit);
    const still = [sum.opening, sum.debit, sum.credit].every((amount) => amount.isZero());
    return still ? [] : [{ accountCode, ...sum, closing }];
  });
}
