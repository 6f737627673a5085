import type { AccountFacts } from '../../ledger/domain/account.js';
import type { Standard } from '../../ledger/domain/standards/standard.js';
import { isClaimAccount } from './claims.js';
import { isInvestmentAccount } from './investments.js';

/** What a receipt or payment of the bank is in the books: only the first two are income and expenditure. */
export const MOVEMENT_NATURES = [
  'income',
  'expense',
  'refund',
  'petty-cash',
  'claims',
  'investment',
  'equity',
] as const;
export type MovementNature = (typeof MOVEMENT_NATURES)[number];

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

/** What a movement is, as residents read it. */
export const NATURE_NAMES: Readonly<Record<MovementNature, string>> = {
  income: '收入',
  expense: '支出',
  refund: '退还、冲回',
  'petty-cash': '备用金',
  claims: '押金、往来',
  investment: '投资、购置',
  equity: '资本、净资产',
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

/** Whether a movement is income or expenditure, and not money that only changes its place. */
export function isOperating(nature: MovementNature): boolean {
  return nature === 'income' || nature === 'expense';
}
