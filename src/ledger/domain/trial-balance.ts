import { Money } from '../../kernel/money.js';
import type { Side } from './account.js';
import type { AccountFigures, CarriedForward } from './statements/account-figures.js';

/** What the maintained balances say of one account; balances are positive in debit. */
export interface AccountTotals {
  readonly accountCode: string;
  readonly name: string;
  readonly parentCode: string | null;
  readonly yearOpening: Money;
  readonly opening: Money;
  readonly debit: Money;
  readonly credit: Money;
  readonly ytdDebit: Money;
  readonly ytdCredit: Money;
}

/** The amounts of a row of the trial balance, as text of two decimals. */
export interface TrialBalanceAmounts {
  readonly openingDebit: string;
  readonly openingCredit: string;
  readonly debit: string;
  readonly credit: string;
  readonly ytdDebit: string;
  readonly ytdCredit: string;
  readonly closingDebit: string;
  readonly closingCredit: string;
}

/** One account of the trial balance (科目余额表); level 1 is an account of the standard. */
export interface TrialBalanceRow extends TrialBalanceAmounts {
  readonly accountCode: string;
  readonly name: string;
  readonly level: number;
}

/** A trial balance: the totals are those of the leaves, and of each level. */
export interface TrialBalance {
  readonly rows: readonly TrialBalanceRow[];
  readonly totals: TrialBalanceAmounts;
}

/** 借, 贷, or 平 when there is no balance. */
export type Direction = '借' | '贷' | '平';

/** One level-1 account of the general ledger (总账): 期初余额, 本月合计, 本年累计, 期末余额. */
export interface GeneralLedgerRow {
  readonly accountCode: string;
  readonly name: string;
  readonly openingDirection: Direction;
  readonly opening: string;
  readonly debit: string;
  readonly credit: string;
  readonly ytdDebit: string;
  readonly ytdCredit: string;
  readonly closingDirection: Direction;
  readonly closing: string;
}

const AMOUNTS = [
  'openingDebit',
  'openingCredit',
  'debit',
  'credit',
  'ytdDebit',
  'ytdCredit',
  'closingDebit',
  'closingCredit',
] as const satisfies readonly (keyof TrialBalanceAmounts & keyof AccountFigures)[];

/** The figures of every account, by code; a parent shows the debit and the credit balances of its leaves side by side. */
export function figuresOf(
  accounts: readonly AccountTotals[],
  carried: ReadonlyMap<string, CarriedForward> = new Map(),
): AccountFigures[] {
  const parents = new Set(accounts.map(({ parentCode }) => parentCode));
  const leaves = new Map<string, AccountFigures[]>();
  const parentOf = new Map(
    accounts.map(({ accountCode, parentCode }) => [accountCode, parentCode]),
  );
  for (const account of accounts) {
    if (parents.has(account.accountCode)) continue;
    const figures = leafFigures(account, carried.get(account.accountCode));
    for (
      let code: string | null | undefined = account.accountCode;
      typeof code === 'string';
      code = parentOf.get(code)
    ) {
      const below = leaves.get(code);
      if (below === undefined) leaves.set(code, [figures]);
      else below.push(figures);
    }
  }
  return accounts.map(({ accountCode, name }) =>
    rolledUp(accountCode, name, leaves.get(accountCode) ?? []),
  );
}

/** The trial balance of a month: accounts of all levels that carry figures, and totals that agree. */
export function trialBalanceOf(accounts: readonly AccountTotals[]): TrialBalance {
  const figures = figuresOf(accounts);
  const levels = levelsOf(accounts);
  const rows = figures
    .filter((row) => AMOUNTS.some((column) => !row[column].isZero()))
    .map((row) => ({
      accountCode: row.accountCode,
      name: row.name,
      level: levels.get(row.accountCode) ?? 1,
      ...amountsOf([row]),
    }));
  const tops = figures.filter(({ accountCode }) => levels.get(accountCode) === 1);
  return { rows, totals: amountsOf(tops) };
}

/** The general ledger of a month: its level-1 accounts, each balance netted over the leaves. */
export function generalLedgerOf(accounts: readonly AccountTotals[]): GeneralLedgerRow[] {
  const levels = levelsOf(accounts);
  return figuresOf(accounts)
    .filter(
      (row) => levels.get(row.accountCode) === 1 && AMOUNTS.some((column) => !row[column].isZero()),
    )
    .map((row) => {
      const opening = row.openingDebit.minus(row.openingCredit);
      const closing = row.closingDebit.minus(row.closingCredit);
      return {
        accountCode: row.accountCode,
        name: row.name,
        openingDirection: directionOf(opening),
        opening: opening.abs().toString(),
        debit: row.debit.toString(),
        credit: row.credit.toString(),
        ytdDebit: row.ytdDebit.toString(),
        ytdCredit: row.ytdCredit.toString(),
        closingDirection: directionOf(closing),
        closing: closing.abs().toString(),
      };
    });
}

/** On which side a balance, positive in debit, stands. */
export function directionOf(balance: Money): Direction {
  if (balance.isZero()) return '平';
  return balance.isPositive() ? '借' : '贷';
}

/** How many accounts stand on the way from the standard's account down to each account. */
function levelsOf(
  accounts: readonly Pick<AccountTotals, 'accountCode' | 'parentCode'>[],
): ReadonlyMap<string, number> {
  const parentOf = new Map(
    accounts.map(({ accountCode, parentCode }) => [accountCode, parentCode]),
  );
  const level = (code: string): number => {
    const parent = parentOf.get(code) ?? null;
    return parent === null ? 1 : level(parent) + 1;
  };
  return new Map(accounts.map(({ accountCode }) => [accountCode, level(accountCode)]));
}

function leafFigures(account: AccountTotals, carried?: CarriedForward): AccountFigures {
  const closing = account.opening.plus(account.debit).minus(account.credit);
  return {
    accountCode: account.accountCode,
    name: account.name,
    yearOpeningDebit: onSide(account.yearOpening, 'debit'),
    yearOpeningCredit: onSide(account.yearOpening, 'credit'),
    openingDebit: onSide(account.opening, 'debit'),
    openingCredit: onSide(account.opening, 'credit'),
    debit: account.debit,
    credit: account.credit,
    ytdDebit: account.ytdDebit,
    ytdCredit: account.ytdCredit,
    closingDebit: onSide(closing, 'debit'),
    closingCredit: onSide(closing, 'credit'),
    ...(carried === undefined ? {} : { carriedForward: carried }),
  };
}

function onSide(balance: Money, side: Side): Money {
  const seen = side === 'debit' ? balance : balance.negated();
  return seen.isPositive() ? seen : Money.ZERO;
}

function rolledUp(
  accountCode: string,
  name: string,
  leaves: readonly AccountFigures[],
): AccountFigures {
  const [only] = leaves;
  if (leaves.length === 1 && only?.accountCode === accountCode) return only;
  const sum = (column: (typeof AMOUNTS)[number] | 'yearOpeningDebit' | 'yearOpeningCredit') =>
    Money.sum(leaves.map((leaf) => leaf[column]));
  return {
    accountCode,
    name,
    yearOpeningDebit: sum('yearOpeningDebit'),
    yearOpeningCredit: sum('yearOpeningCredit'),
    openingDebit: sum('openingDebit'),
    openingCredit: sum('openingCredit'),
    debit: sum('debit'),
    credit: sum('credit'),
    ytdDebit: sum('ytdDebit'),
    ytdCredit: sum('ytdCredit'),
    closingDebit: sum('closingDebit'),
    closingCredit: sum('closingCredit'),
  };
}

function amountsOf(rows: readonly AccountFigures[]): TrialBalanceAmounts {
  const total = (column: (typeof AMOUNTS)[number]): string =>
    Money.sum(rows.map((row) => row[column])).toString();
  return {
    openingDebit: total('openingDebit'),
    openingCredit: total('openingCredit'),
    debit: total('debit'),
    credit: total('credit'),
    ytdDebit: total('ytdDebit'),
    ytdCredit: total('ytdCredit'),
    closingDebit: total('closingDebit'),
    closingCredit: total('closingCredit'),
  };
}
