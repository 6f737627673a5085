import { describe, expect, test } from '@jest/globals';
import { parseLocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { parseMonth } from '../../kernel/month.js';
import { checkMonth, type BookFacts } from './month-checks.js';
import type { ReportedBalance, ReportedFund } from './month-report.js';
import { restrictionsOf } from './restrictions.js';

const balance = (accountCode: string, level: number, debit: string, credit: string) =>
  ({
    accountCode,
    name: accountCode,
    level,
    openingDebit: '0.00',
    openingCredit: '0.00',
    debit: '0.00',
    credit: '0.00',
    closingDebit: debit,
    closingCredit: credit,
  }) satisfies ReportedBalance;

const fund = (code: string, restricted: boolean, amount: string): ReportedFund => ({
  code,
  name: code,
  purpose: code,
  restricted,
  balance: amount,
});

/** The quarter of the samples: 18,690.40 received with a restriction, 5,570.50 used and released. */
const ROWS = [
  balance('3101', 1, '0.00', '5570.50'),
  balance('3102', 1, '5570.50', '0.00'),
  balance('4101', 1, '0.00', '47053.56'),
  balance('410101', 2, '0.00', '28363.16'),
  balance('410102', 2, '0.00', '18690.40'),
];
const FUNDS = [
  fund('JH01', true, '8119.90'),
  fund('JH02', true, '5000.00'),
  fund('GY', false, '1.00'),
];

function failing(restriction: BookFacts['restriction']): string | null | undefined {
  const book: BookFacts = {
    bookNo: 3,
    name: '慈善基金账',
    unposted: 0,
    trialBalance: { debit: Money.ZERO, credit: Money.ZERO },
    brokenRelations: [],
    movedMoney: false,
    hasBank: false,
    hasRevenueAccount: true,
    hasExpenditureAccount: true,
    reconciled: true,
    unexplained: null,
    hasCash: false,
    cashCounted: false,
    cashUnexplained: [],
    cashAlerts: [],
    restriction,
    yearLeft: null,
    standardName: '民间非营利组织会计制度（2024年修订）',
    inForce: true,
    movementDifference: Money.ZERO,
  };
  const checks = checkMonth({
    month: parseMonth('2026-03'),
    today: parseLocalDate('2026-04-03'),
    pendingMonth: null,
    books: [book],
  });
  expect(checks.filter(({ passes }) => !passes).length).toBeLessThanOrEqual(1);
  return checks.find(({ code }) => code === 'restrictions-agree')?.detail;
}

describe('restricted net assets and unclosed restricted income are what the restricted funds hold (财会〔2024〕25号)', () => {
  test('once what was used is released, by accounts as by funds', () => {
    const found = restrictionsOf('non-profit-2024', ROWS, FUNDS);
    expect([found?.netAssets.toString(), found?.funds.toString()]).toEqual([
      '13119.90',
      '13119.90',
    ]);
    expect(failing(found)).toBeNull();
  });

  test('used and not released: the month is not ready, and is told to release', () => {
    const unreleased = ROWS.filter(({ accountCode }) => !accountCode.startsWith('31'));
    const detail = failing(restrictionsOf('non-profit-2024', unreleased, FUNDS));
    expect(detail).toContain('合计 18,690.40 元，限定专项结余合计 13,119.90 元，相差 5,570.50 元');
    expect(detail).toContain('办理限定解除');
  });

  test('a fen released too much is told to be corrected', () => {
    const detail = failing({ netAssets: Money.of('13119.89'), funds: Money.of('13119.90') });
    expect(detail).toContain('相差 0.01 元。限定解除多于支用');
  });

  test('a standard without restricted net assets has nothing to compare', () => {
    expect(restrictionsOf('rural-collective-2023', ROWS, FUNDS)).toBeNull();
    expect(failing(null)).toBeNull();
  });
});
