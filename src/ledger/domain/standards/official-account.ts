import type { AccountCategory, Side } from '../account.js';

/** What kind of money an account holds; null when it holds none. */
export type MoneyKind = 'cash' | 'bank' | 'other' | null;

/** One account of an official chart. */
export interface OfficialAccount {
  readonly code: string;
  readonly name: string;
  readonly category: AccountCategory;
  readonly normalSide: Side;
  /** Whether a balance on the other side is legitimate. */
  readonly bothSides: boolean;
  /** The accounts whose carrying amount this one reduces (备抵). */
  readonly contraOf?: readonly string[];
  readonly money: MoneyKind;
}

/** Chinese names of the account categories. */
export const CATEGORY_LABELS: Readonly<Record<AccountCategory, string>> = {
  asset: '资产',
  liability: '负债',
  equity: '所有者权益',
  'net-asset': '净资产',
  cost: '成本',
  income: '收入',
  expense: '费用',
};

const NORMAL_SIDES: Readonly<Record<AccountCategory, Side>> = {
  asset: 'debit',
  liability: 'credit',
  equity: 'credit',
  'net-asset': 'credit',
  cost: 'debit',
  income: 'credit',
  expense: 'debit',
};

type Traits = Partial<Pick<OfficialAccount, 'bothSides' | 'money'>>;
type ChartEntry = (code: string, name: string, traits?: Traits) => OfficialAccount;

const entryOf =
  (category: AccountCategory): ChartEntry =>
  (code, name, traits = {}) => ({
    code,
    name,
    category,
    normalSide: NORMAL_SIDES[category],
    bothSides: false,
    money: null,
    ...traits,
  });

/** An asset account, normally in debit. */
export const asset = entryOf('asset');
/** A liability account, normally in credit. */
export const liability = entryOf('liability');
/** An owners' equity account, normally in credit. */
export const equity = entryOf('equity');
/** A net asset account of a non-profit organisation, normally in credit. */
export const netAsset = entryOf('net-asset');
/** A cost account, normally in debit and part of the inventories. */
export const cost = entryOf('cost');
/** An income account, normally in credit. */
export const income = entryOf('income');
/** An expense account, normally in debit. */
export const expense = entryOf('expense');

/** A credit-side asset account that reduces the carrying amount of others (备抵科目). */
export function contraAsset(
  code: string,
  name: string,
  contraOf: readonly string[],
): OfficialAccount {
  return { ...asset(code, name), normalSide: 'credit', contraOf };
}
