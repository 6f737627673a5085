import { describe, expect, test } from '@jest/globals';
import { parseLocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import type { AccountFacts } from '../../ledger/domain/account.js';
import {
  checkReceiptAccount,
  checkRefund,
  checkRequestAccount,
  checkRequestDate,
  checkSpending,
} from './document-account.js';
import type { FundAccount } from './fund-account.js';
import { refusal } from './refused.fixture.js';

const account = (
  category: AccountFacts['category'],
  money: AccountFacts['money'] = null,
): AccountFacts => ({
  code: 'x',
  name: 'x',
  parentCode: null,
  category,
  normalSide: 'debit',
  bothSides: false,
  money,
  official: false,
  leaf: true,
});

const FUND_ACCOUNTS: FundAccount[] = [
  { accountCode: 'petty', line: 'petty-cash', bankName: null, accountNumber: null },
  { accountCode: 'bank', line: 'expenditure', bankName: '行', accountNumber: '1' },
];

describe('the account against the money', () => {
  test.each([
    ['income', account('income'), null],
    ['debt', account('liability'), null],
    ['petty', account('asset', 'cash'), null],
    ['capital', account('equity'), null],
    ['bank', account('asset', 'bank'), 'receipt-account-is-money'],
    ['expense', account('expense'), 'receipt-account-is-expense'],
    ['cost', account('cost'), 'receipt-account-is-expense'],
    ['nothing', undefined, 'account-unknown'],
  ])('of a receipt: %s', (code, facts, refusal) => {
    const attempt = () => {
      checkReceiptAccount(code, facts, FUND_ACCOUNTS, null);
    };
    if (refusal === null) expect(attempt).not.toThrow();
    else expect(attempt).toThrow(new RegExp(`^${refusal}`));
  });

  test('of a receipt: restricted income with its fund, other income without', () => {
    const restricted = { ...account('income'), code: '410102' };
    const receipt = (facts: typeof restricted, fundCode: string | null) =>
      refusal(() => {
        checkReceiptAccount(facts.code, facts, FUND_ACCOUNTS, fundCode);
      });
    expect(receipt(restricted, null)).toMatchObject({
      code: 'restricted-account-needs-fund',
      errors: [{ pointer: '/fundCode' }],
    });
    expect(receipt(restricted, 'ZL')).toBeNull();
    expect(receipt({ ...restricted, code: '410101' }, null)).toBeNull();
  });

  test.each([
    ['expense', account('expense'), null],
    ['debt', account('liability'), null],
    ['petty', account('asset', 'cash'), null],
    ['bank', account('asset', 'bank'), 'request-account-not-payable'],
    ['income', account('income'), 'request-account-not-payable'],
    ['parent', { ...account('expense'), leaf: false }, 'account-not-leaf'],
    ['nothing', undefined, 'account-unknown'],
  ])('of a request: %s', (code, facts, refusal) => {
    const attempt = () => {
      checkRequestAccount(code, facts, FUND_ACCOUNTS);
    };
    if (refusal === null) expect(attempt).not.toThrow();
    else expect(attempt).toThrow(new RegExp(`^${refusal}`));
  });
});

const day = parseLocalDate;

test('a request is dated between the opening of its book and today', () => {
  const dated = (date: string | null) => () => {
    checkRequestDate(date, '2026-01-01', '2026-02-10');
  };
  for (const date of [null, '2026-01-01', '2026-02-10']) expect(dated(date)).not.toThrow();
  expect(dated('2025-12-31')).toThrow(/^date-before-book-opened/);
  expect(dated('2026-02-11')).toThrow(/^date-in-future/);
});

test('a refund stays within what is left of its receipt, and follows it', () => {
  const receipt = {
    date: day('2026-01-05'),
    amount: Money.of('100'),
    refunded: Money.of('40'),
    reversed: false,
  };
  const refund =
    (amount: string, date = '2026-01-05', fields = {}) =>
    () => {
      checkRefund({ ...receipt, ...fields }, { date: day(date), amount: Money.of(amount) });
    };
  expect(refund('60.00')).not.toThrow();
  expect(refund('60.01')).toThrow(/^refund-exceeds-receipt/);
  expect(refund('1.00', '2026-01-04')).toThrow(/^refund-before-receipt/);
  expect(refund('1.00', '2026-01-05', { reversed: true })).toThrow(/^receipt-reversed/);
});

test('a request is paid when approved, by a third person, not before it was asked', () => {
  const request = {
    status: 'approved',
    date: day('2026-01-05'),
    requesterId: 'asks',
    approvals: [{ approverId: 'signs' }],
  };
  const pay =
    (payerId: string, date = '2026-01-05', fields = {}) =>
    () => {
      checkSpending({ ...request, ...fields }, { date: day(date), payerId });
    };
  expect(pay('cashier')).not.toThrow();
  expect(pay('cashier', '2026-01-01', { date: null })).not.toThrow();
  expect(pay('asks')).toThrow(/^payer-not-independent/);
  expect(pay('signs')).toThrow(/^payer-not-independent/);
  expect(pay('cashier', '2026-01-04')).toThrow(/^payment-before-request/);
  expect(pay('cashier', '2026-01-05', { status: 'paid' })).toThrow(/^request-paid-already/);
  expect(pay('cashier', '2026-01-05', { status: 'submitted' })).toThrow(/^request-not-approved/);
});
