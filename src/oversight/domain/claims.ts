import type { AccountFacts } from '../../ledger/domain/account.js';
import type { Standard } from '../../ledger/domain/standards/standard.js';
import { Money } from '../../kernel/money.js';
import type { ReportedBalance, ReportedClaim } from './month-report.js';

/** Accounts of claims by standard; every liability account is one of debts (农经发〔2011〕13号: 债权债务). */
const RECEIVABLES: Readonly<Record<Standard, readonly string[]>> = {
  'rural-collective-2023': ['112', '113'],
  'small-enterprise-2011': ['1121', '1122', '1123', '1131', '1132', '1221'],
  'non-profit-2004': ['1111', '1121', '1122', '1141'],
  'non-profit-2024': ['1111', '1121', '1122', '1141'],
};

/** Whether an account holds claims on others. */
export function isClaimAccount(standard: Standard, code: string): boolean {
  return RECEIVABLES[standard].some((prefix) => code.startsWith(prefix));
}

/** What is owed to the book and what it owes, leaf by leaf; a balance on the other side changes its list. */
export function claimsOf(
  standard: Standard,
  accounts: readonly AccountFacts[],
  rows: readonly ReportedBalance[],
): { readonly receivables: ReportedClaim[]; readonly payables: ReportedClaim[] } {
  const byCode = new Map(accounts.map((account) => [account.code, account]));
  const receivables: ReportedClaim[] = [];
  const payables: ReportedClaim[] = [];
  for (const row of rows) {
    const account = byCode.get(row.accountCode);
    if (account?.leaf !== true) continue;
    if (!isClaimAccount(standard, account.code) && account.category !== 'liability') continue;
    const owed = Money.of(row.closingDebit).minus(Money.of(row.closingCredit));
    if (owed.isZero()) continue;
    (owed.isPositive() ? receivables : payables).push({
      accountCode: account.code,
      name: fullName(account, byCode),
      amount: owed.abs().toString(),
    });
  }
  return { receivables, payables };
}

/** 其他应付款—出资人借款: a sub-account's name alone says too little. */
export function fullName(account: AccountFacts, byCode: ReadonlyMap<string, AccountFacts>): string {
  const parent = account.parentCode === null ? undefined : byCode.get(account.parentCode);
  return parent === undefined ? account.name : `${fullName(parent, byCode)}—${account.name}`;
}
