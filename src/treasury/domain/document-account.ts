import { DomainError } from '../../kernel/domain-error.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { Money } from '../../kernel/money.js';
import type { AccountFacts } from '../../ledger/domain/account.js';
import { checkRestrictedAccount } from '../../ledger/domain/restricted-account.js';
import type { FundAccount } from './fund-account.js';

/** A receipt is of income, a debt, a claim, or petty cash that comes back; never of other money, never of an expense. @throws DomainError account-unknown, receipt-account-is-money, receipt-account-is-expense, restricted-account-needs-fund */
export function checkReceiptAccount(
  accountCode: string,
  account: AccountFacts | undefined,
  fundAccounts: readonly FundAccount[],
  fundCode: string | null,
): void {
  const at = [{ pointer: '/incomeAccountCode', detail: '请填收入、负债或应收科目的末级编码。' }];
  if (account === undefined) throw new DomainError('account-unknown', { account: accountCode }, at);
  if (account.money !== null && !isPettyCash(accountCode, fundAccounts)) {
    throw new DomainError('receipt-account-is-money', { account: accountCode }, at);
  }
  if (account.category === 'expense' || account.category === 'cost') {
    throw new DomainError('receipt-account-is-expense', { account: accountCode }, at);
  }
  checkRestrictedAccount(account, fundCode, '/fundCode');
}

/** A request pays a cost, a debt, an asset, or tops petty cash up; income is given back by a refund. @throws DomainError account-unknown, account-not-leaf, request-account-not-payable */
export function checkRequestAccount(
  accountCode: string,
  account: AccountFacts | undefined,
  fundAccounts: readonly FundAccount[],
): void {
  const at = [
    { pointer: '/expenseAccountCode', detail: '请填费用、负债、资产或备用金的末级编码。' },
  ];
  if (account === undefined) throw new DomainError('account-unknown', { account: accountCode }, at);
  if (!account.leaf) throw new DomainError('account-not-leaf', { account: accountCode }, at);
  const wrongMoney = account.money !== null && !isPettyCash(accountCode, fundAccounts);
  if (wrongMoney || account.category === 'income') {
    throw new DomainError('request-account-not-payable', { account: accountCode }, at);
  }
}

/** A day of its own choosing would lift a request out of the window in which spending is weighed together. @throws DomainError date-in-future, date-before-book-opened */
export function checkRequestDate(date: string | null, openedOn: string, today: string): void {
  const at = [{ pointer: '/date', detail: `应在 ${openedOn} 到 ${today} 之间。` }];
  if (date !== null && date > today) throw new DomainError('date-in-future', { date, today }, at);
  if (date !== null && date < openedOn) {
    throw new DomainError('date-before-book-opened', { date, openedOn }, at);
  }
}

function isPettyCash(accountCode: string, fundAccounts: readonly FundAccount[]): boolean {
  return fundAccounts.some(
    (account) => account.accountCode === accountCode && account.line === 'petty-cash',
  );
}

/** Refunds of one receipt never exceed it. @throws DomainError receipt-reversed, refund-before-receipt, refund-exceeds-receipt */
export function checkRefund(
  receipt: { date: LocalDate; amount: Money; refunded: Money; reversed: boolean },
  refund: { date: LocalDate; amount: Money },
): void {
  if (receipt.reversed) throw new DomainError('receipt-reversed');
  if (refund.date < receipt.date) {
    throw new DomainError('refund-before-receipt', { date: refund.date, received: receipt.date });
  }
  const left = receipt.amount.minus(receipt.refunded);
  if (refund.amount.greaterThan(left)) {
    throw new DomainError('refund-exceeds-receipt', {
      amount: refund.amount.toString(),
      left: left.toString(),
    });
  }
}

/** The payer neither asked nor approved (会计法 第三十五条), and does not pay before it was asked. @throws DomainError request-paid-already, request-not-approved, payer-not-independent, payment-before-request */
export function checkSpending(
  request: {
    status: string;
    date: LocalDate | null;
    requesterId: string;
    approvals: readonly { approverId: string }[];
  },
  payment: { date: LocalDate; payerId: string },
): void {
  if (request.status === 'paid') throw new DomainError('request-paid-already');
  if (request.status !== 'approved') {
    throw new DomainError('request-not-approved', { status: request.status });
  }
  const involved = [request.requesterId, ...request.approvals.map(({ approverId }) => approverId)];
  if (involved.includes(payment.payerId)) throw new DomainError('payer-not-independent');
  if (request.date !== null && payment.date < request.date) {
    throw new DomainError('payment-before-request', {
      date: payment.date,
      requested: request.date,
    });
  }
}
