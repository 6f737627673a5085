import { DomainError } from '../../../kernel/domain-error.js';
import { Money } from '../../../kernel/money.js';
import type { AccountFacts } from '../account.js';
import type { LineDraft } from '../voucher-line.js';
import type { TransferStep, TransferTarget, YearEndRule } from './year-end-rule.js';

/** What an account holds for one fund, counterparty and set of dimensions; positive in debit. */
export interface DetailBalance {
  readonly accountCode: string;
  readonly fundCode: string | null;
  readonly counterparty: string | null;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly balance: Money;
}

/** A closing voucher before it is drafted. */
export interface ClosingVoucher {
  readonly summary: string;
  readonly lines: readonly LineDraft[];
}

/**
 * The vouchers that empty income and expenses of a year (会计基础工作规范 第六十三条): step by step as the standard says, each
 * account emptied per fund, counterparty and dimension, so that no detail keeps a balance. None when nothing is left.
 * @throws DomainError year-end-account-missing when a target has details and none of the name that takes the balance
 */
export function transferVouchers(
  rule: YearEndRule,
  accounts: readonly AccountFacts[],
  balances: readonly DetailBalance[],
): ClosingVoucher[] {
  let standing = balances.filter(({ balance }) => !balance.isZero());
  return rule.steps.flatMap((step) => {
    const taken = takenBy(step, accounts, standing);
    if (taken.length === 0) return [];
    const target = targetOf(step.into, accounts);
    const carried = carriedTo(target, taken);
    standing = merged([...standing.filter((one) => !taken.includes(one)), ...carried]);
    const { summary } = step;
    const lines = [
      ...taken.map((one) => lineOf(one, one.balance.negated(), summary)),
      ...carried.map((one) => lineOf(one, one.balance, summary)),
    ];
    return [{ summary, lines }];
  });
}

/** The leaf account that a step carries to. @throws DomainError year-end-account-missing */
export function targetOf(
  { account, subAccount, otherwise }: TransferTarget,
  accounts: readonly AccountFacts[],
): string {
  const found = accounts.find(({ code }) => code === account);
  if (found?.leaf === true) return account;
  const leafNamed = (wanted: string | undefined): AccountFacts | undefined =>
    accounts.find(({ code, name, leaf }) => leaf && code.startsWith(account) && name === wanted);
  const named =
    leafNamed(subAccount) ?? (otherwise === undefined ? undefined : leafNamed(otherwise));
  if (named !== undefined) return named.code;
  throw new DomainError('year-end-account-missing', {
    account,
    name: found?.name ?? '',
    subAccount: subAccount ?? found?.name ?? '',
  });
}

function takenBy(
  { from, except = [], into }: TransferStep,
  accounts: readonly AccountFacts[],
  standing: readonly DetailBalance[],
): DetailBalance[] {
  const under = (codes: readonly string[], code: string): boolean =>
    codes.some((prefix) => code.startsWith(prefix));
  const candidates = standing.filter(
    ({ accountCode }) => under(from, accountCode) && !under(except, accountCode),
  );
  if (!under(from, into.account)) return candidates;
  // The details of one account into another of its details.
  const target = accounts.find(({ code }) => code === into.account)?.leaf === true ? null : into;
  if (candidates.length === 0 || target === null) return [];
  const own = targetOf(target, accounts);
  return candidates.filter(({ accountCode }) => accountCode !== own);
}

function carriedTo(target: string, taken: readonly DetailBalance[]): DetailBalance[] {
  return merged(
    taken.map(({ fundCode, balance }) => ({
      accountCode: target,
      fundCode,
      counterparty: null,
      dimensions: {},
      balance,
    })),
  );
}

/** Balances of the same detail added up, without those that are nothing. */
function merged(balances: readonly DetailBalance[]): DetailBalance[] {
  const sums = new Map<string, DetailBalance>();
  for (const one of balances) {
    const key = JSON.stringify([
      one.accountCode,
      one.fundCode,
      one.counterparty,
      Object.entries(one.dimensions).sort(([a], [b]) => (a < b ? -1 : 1)),
    ]);
    const known = sums.get(key)?.balance ?? Money.ZERO;
    sums.set(key, { ...one, balance: known.plus(one.balance) });
  }
  return [...sums.values()].filter(({ balance }) => !balance.isZero());
}

/** A line that moves a detail by an amount, positive in debit. */
export function lineOf(
  detail: Omit<DetailBalance, 'balance'>,
  amount: Money,
  summary: string,
): LineDraft {
  const { accountCode, fundCode, counterparty, dimensions } = detail;
  return {
    summary,
    accountCode,
    ...(amount.isNegative() ? { credit: amount.abs() } : { debit: amount }),
    ...(fundCode === null ? {} : { fundCode }),
    ...(counterparty === null ? {} : { counterparty }),
    ...(Object.keys(dimensions).length === 0 ? {} : { dimensions }),
  };
}
