import type { AccountFacts } from '../../ledger/domain/account.js';
import type { Standard } from '../../ledger/domain/standards/standard.js';
import { isClaimAccount } from './claims.js';
import { isInvestmentAccount } from './investments.js';
import type { MovementNature } from './nature.js';

/** Wages, work and taxes are expense when they are accrued; the payment is their expenditure. */
const ACCRUED: Readonly<Record<Standard, readonly string[]>> = {
  'rural-collective-2023': ['212', '213', '214'],
  'small-enterprise-2011': ['2211', '2221'],
  'non-profit-2004': ['2204', '2206'],
  'non-profit-2024': ['2204', '2206'],
};

/** What others owe for rent, goods and services is income when it falls due; the receipt is its income. */
const EARNED: Readonly<Record<Standard, readonly string[]>> = {
  'rural-collective-2023': ['112'],
  'small-enterprise-2011': ['1121', '1122'],
  'non-profit-2004': ['1111', '1121'],
  'non-profit-2024': ['1111', '1121'],
};

/** What money that came in or went out is, by the account on the other side of its voucher. */
export function natureOf(
  side: 'in' | 'out',
  standard: Standard,
  contra: readonly AccountFacts[],
): MovementNature {
  const some = (test: (account: AccountFacts) => boolean): boolean => contra.some(test);
  if (some(({ category }) => category === 'income')) return side === 'in' ? 'income' : 'refund';
  if (some(({ category }) => category === 'expense' || category === 'cost')) {
    return side === 'out' ? 'expense' : 'refund';
  }
  const under = (prefixes: readonly string[]): boolean =>
    some(({ code }) => prefixes.some((prefix) => code.startsWith(prefix)));
  if (side === 'in' && under(EARNED[standard])) return 'income';
  if (side === 'out' && under(ACCRUED[standard])) return 'expense';
  if (some(({ money }) => money !== null)) return 'petty-cash';
  if (some(({ category }) => category === 'liability')) return 'claims';
  if (some(({ code }) => isClaimAccount(standard, code))) return 'claims';
  if (some(({ code }) => isInvestmentAccount(standard, code))) return 'investment';
  return some(({ category }) => category === 'asset') ? 'investment' : 'equity';
}
