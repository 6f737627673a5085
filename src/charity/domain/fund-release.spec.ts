import { describe, expect, test } from '@jest/globals';
import type { DomainError } from '../../kernel/domain-error.js';
import { parseLocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { checkRelease } from './fund-release.js';
import { fundReleasePosting } from './fund-release.postings.js';

const use = { spent: Money.of('1997.50'), released: Money.of('1000.00') };
const refusal = (amount: string, restricted = true): string | null => {
  try {
    checkRelease({ code: 'JH01', restricted }, use, Money.of(amount));
    return null;
  } catch (error) {
    return (error as DomainError).code;
  }
};

describe('a restriction ends as far as money was used (财会〔2020〕9号)', () => {
  test('to the fen', () => {
    expect(refusal('997.50')).toBeNull();
    expect(refusal('997.51')).toBe('release-exceeds-spending');
  });

  test('and only where there is one', () => {
    expect(refusal('0.01', false)).toBe('fund-not-restricted');
  });

  test('the voucher moves net assets and leaves the balance of the fund as it is', () => {
    const { lines, source } = fundReleasePosting(
      {
        id: 'r',
        voucherId: 'v',
        bookNo: 3,
        fundCode: 'JH01',
        fundName: '讲师与社区活动',
        date: parseLocalDate('2026-01-31'),
        amount: Money.of('997.50'),
        reason: '一月活动已用',
      },
      { id: 'a', name: '会计甲' },
    );
    const summary = '限定解除：讲师与社区活动（一月活动已用）';
    const common = { summary, fundCode: 'JH01' };
    expect(lines).toEqual([
      { ...common, accountCode: '3102', debit: Money.of('997.50') },
      { ...common, accountCode: '3101', credit: Money.of('997.50') },
    ]);
    expect(source).toEqual({ kind: 'release', id: 'r' });
  });
});
