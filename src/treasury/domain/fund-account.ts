import { DomainError } from '../../kernel/domain-error.js';
import type { AccountFacts } from '../../ledger/domain/account.js';

/** 收入户, 支出户, 备用金: what comes in and what goes out never share an account (收支两条线). */
export const FUND_LINES = ['revenue', 'expenditure', 'petty-cash'] as const;
export type FundLine = (typeof FUND_LINES)[number];

/** A money account of a book and the line that it serves. */
export interface FundAccount {
  readonly accountCode: string;
  readonly line: FundLine;
  readonly bankName: string | null;
  readonly accountNumber: string | null;
}

/** Names of the lines as people say them. */
export const LINE_NAMES: Readonly<Record<FundLine, string>> = {
  revenue: '收入户',
  expenditure: '支出户',
  'petty-cash': '备用金',
};

/**
 * A bank leaf for revenue and expenditure with its bank and number, a cash leaf for petty cash without.
 * @throws DomainError account-unknown, account-not-leaf, fund-account-not-money, fund-account-bank-details
 */
export function checkFundAccount(
  account: AccountFacts | undefined,
  { accountCode, line, bankName, accountNumber }: FundAccount,
): void {
  const at = [{ pointer: '/accountCode', detail: '请填写末级的银行存款或库存现金科目。' }];
  if (account === undefined) throw new DomainError('account-unknown', { account: accountCode }, at);
  if (!account.leaf) throw new DomainError('account-not-leaf', { account: accountCode }, at);
  const pettyCash = line === 'petty-cash';
  if (account.money !== (pettyCash ? 'cash' : 'bank')) {
    throw new DomainError(
      'fund-account-not-money',
      { account: accountCode, line: LINE_NAMES[line] },
      at,
    );
  }
  if (pettyCash !== (bankName === null) || pettyCash !== (accountNumber === null)) {
    throw new DomainError('fund-account-bank-details');
  }
}

/**
 * The book's account of a line: the named one, or the only one.
 * @throws DomainError fund-account-line-wrong, fund-account-missing, fund-account-ambiguous
 */
export function accountOfLine(
  bookNo: number,
  accounts: readonly FundAccount[],
  line: FundLine,
  named?: string,
): string {
  const facts = { book: bookNo, line: LINE_NAMES[line] };
  const serving = accounts.filter((account) => account.line === line);
  if (named !== undefined) {
    if (serving.some(({ accountCode }) => accountCode === named)) return named;
    throw new DomainError('fund-account-line-wrong', { ...facts, account: named });
  }
  const [first, ...others] = serving;
  if (first === undefined) throw new DomainError('fund-account-missing', facts);
  if (others.length > 0) throw new DomainError('fund-account-ambiguous', facts);
  return first.accountCode;
}

/** An account number as anybody may see it: only its last four digits. */
export function maskedNumber(accountNumber: string | null): string | null {
  if (accountNumber === null) return null;
  const shown = accountNumber.slice(-4);
  return `${'*'.repeat(Math.max(accountNumber.length - 4, 4))}${accountNumber.length > 4 ? shown : ''}`;
}
