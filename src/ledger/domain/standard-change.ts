import { DomainError } from '../../kernel/domain-error.js';
import { Money } from '../../kernel/money.js';
import type { AccountFacts } from './account.js';
import { chartOf } from './standards/standard.js';
import type { StandardMapping } from './standards/standard-mapping.js';
import type { LineDraft } from './voucher-line.js';
import { lineOf, type DetailBalance } from './year-end/transfer.js';

/** An account of the book as it is from the change on. */
export type ChangedAccount = Omit<AccountFacts, 'leaf' | 'closedOn'>;

/** An account with a balance, and where it goes. */
export interface MappedBalance {
  readonly from: string;
  readonly fromName: string;
  readonly to: string;
  readonly toName: string;
  /** Positive in debit. */
  readonly balance: Money;
  readonly reason: string;
}

/** Where the keeper of the book sends one of his own accounts. */
export interface OwnMapping {
  readonly from: string;
  readonly to: string;
}

/** What the change of a standard does to a book. */
export interface StandardChangePlan {
  /** Accounts that are opened or called otherwise from then on. */
  readonly accounts: readonly ChangedAccount[];
  /** Codes that take no more lines. */
  readonly closed: readonly string[];
  /** Details of income and expenses whose place is taken; their accounts go on without details. */
  readonly dropped: readonly string[];
  readonly balances: readonly MappedBalance[];
  /** The conversion voucher; none when no balance changes its account. */
  readonly lines: readonly LineDraft[];
}

/**
 * What becomes of a book's accounts and balances under the standard that succeeds its own.
 * `figured` are the accounts that ever had figures of their own.
 * @throws DomainError standard-mapping-missing, standard-mapping-unfit
 */
export function standardChangePlan(
  mapping: StandardMapping,
  accounts: readonly AccountFacts[],
  balances: readonly DetailBalance[],
  figured: ReadonlySet<string>,
  own: readonly OwnMapping[] = [],
): StandardChangePlan {
  const { accounts: changed, dropped } = changedAccounts(mapping, accounts, figured);
  const after = new Map<string, ChangedAccount>(accounts.map((one) => [one.code, one]));
  for (const account of changed) after.set(account.code, account);
  const closed = closedCodes(mapping, accounts, changed);
  const before = new Map(accounts.map((one) => [one.code, one]));
  checkOwn(own, before, after, closed);
  const mapped = balances.map((detail) => {
    const account = before.get(detail.accountCode);
    const { to, reason } = destination(mapping, detail.accountCode, own);
    const target = after.get(to);
    if (target === undefined || closed.includes(to)) {
      throw new DomainError('standard-mapping-missing', {
        account: detail.accountCode,
        name: account?.name ?? '',
      });
    }
    return { detail, fromName: account?.name ?? '', to, toName: target.name, reason };
  });
  const summary = `新旧制度衔接：${mapping.effectiveOn.slice(0, 4)}年起执行新制度`;
  const moved = mapped.filter(({ detail, to }) => detail.accountCode !== to);
  return {
    accounts: changed,
    closed,
    dropped,
    balances: summed(mapped),
    lines: [
      ...moved.map(({ detail, to }) =>
        lineOf({ ...detail, accountCode: to }, detail.balance, summary),
      ),
      ...moved.map(({ detail }) => lineOf(detail, detail.balance.negated(), summary)),
    ],
  };
}

/** The code that an account bears under the new standard, its detail digits kept. */
function mappedCode(mapping: StandardMapping, code: string): string | undefined {
  const found = mapping.codes.find(({ from }) => code.startsWith(from));
  return found === undefined ? undefined : found.to + code.slice(found.from.length);
}

function destination(
  mapping: StandardMapping,
  code: string,
  own: readonly OwnMapping[],
): { to: string; reason: string } {
  const chosen = own.find(({ from }) => from === code);
  if (chosen !== undefined) return { to: chosen.to, reason: '按本账套指定' };
  const to = mappedCode(mapping, code);
  const reason = mapping.codes.find(({ from }) => code.startsWith(from))?.reason ?? '';
  return { to: to ?? '', reason };
}

/** The chart of the new standard as far as it differs, and the details that go with accounts of another code. */
function changedAccounts(
  mapping: StandardMapping,
  accounts: readonly AccountFacts[],
  figured: ReadonlySet<string>,
): { accounts: ChangedAccount[]; dropped: string[] } {
  const before = new Map(accounts.map((one) => [one.code, one]));
  const official = chartOf(mapping.to)
    .filter(({ code, name }) => before.get(code)?.name !== name)
    .map(({ code, name, category, normalSide, bothSides, money }) => ({
      ...{ code, name, category, normalSide, bothSides, money },
      parentCode: null,
      official: true,
    }));
  const renumbered = accounts
    .filter(({ code, official: top }) => !top && mappedCode(mapping, code) !== code)
    .map((account) => ({ account, code: mappedCode(mapping, account.code) ?? account.code }));
  // An account with entries of its own stays a leaf, so it takes no details over.
  const isFree = (code: string): boolean => {
    const top = mapping.codes.find(({ to }) => code.startsWith(to))?.to ?? code;
    return !figured.has(top);
  };
  const details = renumbered
    .filter(({ code }) => isFree(code))
    .map(({ account: { leaf: _, closedOn: __, ...account }, code }) => ({
      ...account,
      code,
      parentCode: account.parentCode && (mappedCode(mapping, account.parentCode) ?? null),
    }));
  const dropped = renumbered.filter(({ code }) => !isFree(code)).map(({ account }) => account.code);
  return { accounts: [...official, ...details], dropped };
}

/** Old accounts whose code means nothing, or something else, under the new standard. */
function closedCodes(
  mapping: StandardMapping,
  accounts: readonly AccountFacts[],
  changed: readonly ChangedAccount[],
): string[] {
  const kept = new Set([
    ...chartOf(mapping.to).map(({ code }) => code),
    ...changed.map(({ code }) => code),
  ]);
  return accounts
    .map(({ code }) => code)
    .filter((code) => mappedCode(mapping, code) !== code && !kept.has(code));
}

function checkOwn(
  own: readonly OwnMapping[],
  before: ReadonlyMap<string, AccountFacts>,
  after: ReadonlyMap<string, ChangedAccount>,
  closed: readonly string[],
): void {
  const parents = new Set([...after.values()].map(({ parentCode }) => parentCode));
  own.forEach(({ from, to }, index) => {
    const [source, target] = [before.get(from), after.get(to)];
    const fits =
      source !== undefined &&
      !source.official &&
      source.money === null &&
      target?.category === source.category &&
      target.money === null &&
      !parents.has(to) &&
      !closed.includes(to) &&
      own.findIndex((one) => one.from === from) === index;
    if (fits) return;
    throw new DomainError('standard-mapping-unfit', { from, to }, [
      {
        pointer: `/mappings/${index}`,
        detail: '只能把本账套自设的明细科目转入新制度下同类的末级科目，一个科目只指定一次。',
      },
    ]);
  });
}

function summed(
  mapped: readonly {
    detail: DetailBalance;
    fromName: string;
    to: string;
    toName: string;
    reason: string;
  }[],
): MappedBalance[] {
  const rows = new Map<string, MappedBalance>();
  for (const { detail, ...names } of mapped) {
    const from = detail.accountCode;
    const known = rows.get(from)?.balance ?? Money.ZERO;
    rows.set(from, { from, ...names, balance: known.plus(detail.balance) });
  }
  return [...rows.values()].filter(({ balance }) => !balance.isZero());
}
