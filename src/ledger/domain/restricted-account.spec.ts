import { describe, expect, test } from '@jest/globals';
import { DomainError } from '../../kernel/domain-error.js';
import type { Standard } from './standards/standard.js';
import { checkVoucher } from './voucher.js';
import { draftOf, groundOf, line } from './voucher.fixture.js';

/** What is said of 100.00 of this account against a claim or a debt. */
function said(standard: Standard, account: string, fundCode?: string, kind = 'manual'): string {
  const more = fundCode === undefined ? {} : { fundCode };
  const ground = groundOf(standard);
  // The chart opens a detail of income for restricted gifts, and one for all others.
  const income = { ...ground.accounts.get('4101')!, category: 'income' as const };
  const accounts = new Map(ground.accounts);
  for (const code of ['410101', '410102'])
    if (standard !== 'small-enterprise-2011') accounts.set(code, { ...income, code });
  const lines = [line('1122', '100.00', ''), line(account, '', '100.00', more)];
  try {
    checkVoucher(draftOf(lines, { source: { kind } }), { ...ground, accounts }, '/vouchers/2');
    return 'accepted';
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return `${error.code} ${error.errors[0]?.pointer}`;
  }
}

describe('restricted money is kept by fund (慈善法 第五十三条)', () => {
  const refused = 'restricted-account-needs-fund /vouchers/2/lines/1/fundCode';

  test.each(['non-profit-2004', 'non-profit-2024'] as const)('under %s', (standard) => {
    expect(said(standard, '410102')).toBe(refused);
    expect(said(standard, '3102')).toBe(refused);
    expect(said(standard, '410102', 'ZL')).toBe('accepted');
    expect(said(standard, '3102', 'ZL')).toBe('accepted');
    expect(said(standard, '410101')).toBe('accepted');
    expect(said(standard, '3101')).toBe('accepted');
  });

  test('whoever posts it, unless it follows what stands in the books', () => {
    expect(said('non-profit-2024', '410102', undefined, 'receipt')).toBe(refused);
    for (const kind of ['reversal', 'difference', 'closing', 'conversion']) {
      expect(said('non-profit-2024', '410102', undefined, kind)).toBe('accepted');
    }
  });

  test('and the same code of a company is another account', () => {
    expect(said('small-enterprise-2011', '3101')).toBe('accepted');
    expect(said('small-enterprise-2011', '4101')).toBe('accepted');
  });
});
