import { expect, test } from '@jest/globals';
import { groundOf, line } from '../../ledger/domain/voucher.fixture.js';
import type { FundAccount } from './fund-account.js';
import { refusal } from './refused.fixture.js';
import { checkHandMade } from './two-lines.js';

const { accounts } = groundOf('small-enterprise-2011');
const marked = (accountCode: string, served: FundAccount['line']): FundAccount => ({
  accountCode,
  line: served,
  bankName: null,
  accountNumber: null,
});
/** 1002 revenue, 1012 expenditure, 1001 petty cash; 1101 is no money. */
const FUND_ACCOUNTS = [
  marked('1002', 'revenue'),
  marked('1012', 'expenditure'),
  marked('1001', 'petty-cash'),
];

const said = (debit: string, credit: string, kind = 'manual', funds = FUND_ACCOUNTS) => {
  const lines = [line(debit, '50.00', ''), line(credit, '', '50.00')];
  const refused = refusal(() => {
    checkHandMade({ kind, lines }, accounts, funds, '/vouchers/3');
  });
  return refused === null ? 'accepted' : `${refused.code} ${refused.errors[0]?.pointer}`;
};
const at = (index: number): string => `/vouchers/3/lines/${index}/accountCode`;

test.each([
  ['5602', '1002', `sitting-spend ${at(1)}`],
  ['5602', '5001', `sitting-spend ${at(1)}`],
  ['1001', '5001', `sitting-spend ${at(0)}`],
  ['1002', '5001', `revenue-only-by-receipt ${at(0)}`],
  ['1012', '2241', `expenditure-only-by-allocation ${at(0)}`],
  ['5602', '1012', `expenditure-only-by-payment ${at(1)}`],
  ['1001', '2241', `petty-cash-only-by-top-up ${at(0)}`],
  ['5602', '1001', 'accepted'],
  ['5602', '2202', 'accepted'],
  ['1122', '5001', 'accepted'],
])('Dr %s / Cr %s by hand is %s', (debit, credit, expected) => {
  expect(said(debit, credit)).toBe(expected);
});

test('petty cash pays by hand and not by what puts an earlier year right', () => {
  expect(said('5602', '1001', 'import')).toBe('accepted');
  expect(said('5602', '1001', 'prior-year')).toBe(`petty-cash-only-for-small-expense ${at(1)}`);
});

test('what closes a year sets income against expense; what undoes is as it was', () => {
  expect(said('5602', '5001', 'closing')).toBe('accepted');
  expect(said('5602', '1002', 'reversal')).toBe('accepted');
  expect(said('5602', '1002', 'closing')).toBe(`sitting-spend ${at(1)}`);
});

test('money that is not marked waits for its mark; a book without marks keeps no two lines', () => {
  expect(said('5602', '1012', 'manual', FUND_ACCOUNTS.slice(0, 1))).toBe(
    `money-account-not-marked ${at(1)}`,
  );
  expect(said('5602', '1002', 'manual', [])).toBe('accepted');
});
