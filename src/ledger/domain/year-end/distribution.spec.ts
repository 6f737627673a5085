import { describe, expect, test } from '@jest/globals';
import { DomainError } from '../../../kernel/domain-error.js';
import { Money } from '../../../kernel/money.js';
import {
  distributionPlan,
  type DistributableProfit,
  type DistributionWish,
} from './distribution.js';
import type { DistributionRule } from './year-end-rule.js';
import { RURAL_COLLECTIVE_2023_YEAR_END } from './rural-collective-2023.year-end.js';
import { SMALL_ENTERPRISE_2011_YEAR_END } from './small-enterprise-2011.year-end.js';

const ruleOf = (rule: DistributionRule | null): DistributionRule => {
  if (rule === null) throw new Error('this standard distributes');
  return rule;
};
const COLLECTIVE = ruleOf(RURAL_COLLECTIVE_2023_YEAR_END.distribution);
const COMPANY = ruleOf(SMALL_ENTERPRISE_2011_YEAR_END.distribution);

const profit = (
  net: string,
  opening: string,
  { reserve = '0.00', capital = '100000.00' } = {},
): DistributableProfit => ({
  net: Money.of(net),
  opening: Money.of(opening),
  distributable: Money.of(net).plus(Money.of(opening)),
  reserve: Money.of(reserve),
  capital: Money.of(capital),
});

function planned(
  rule: DistributionRule,
  year: DistributableProfit,
  { owners = '0.00', ...wish }: { owners?: string; reserveRate?: string } = {},
): string {
  const whole: DistributionWish = { ...wish, owners: Money.of(owners), others: [] };
  try {
    const { lossesMadeUp, base, reserve, reserveBeyond, remaining } = distributionPlan(
      rule,
      year,
      whole,
    );
    return [lossesMadeUp, base, reserve, reserveBeyond, remaining].map(String).join(' ');
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

describe('profit is distributed in the order of the law (财农〔2021〕121号 第二十八条, 公司法 第二百一十条)', () => {
  // losses made up, base, reserve, beyond it, remaining
  test.each([
    [
      'no loss',
      COLLECTIVE,
      profit('1000.00', '200.00'),
      { reserveRate: '10' },
      '0.00 1000.00 100.00 0.00 1100.00',
    ],
    [
      'a loss first',
      COLLECTIVE,
      profit('1000.00', '-400.00'),
      { reserveRate: '15.5' },
      '400.00 600.00 93.00 0.00 507.00',
    ],
    [
      'a loss as large',
      COLLECTIVE,
      profit('400.00', '-400.00'),
      { reserveRate: '10' },
      'nothing-to-distribute',
    ],
    [
      'a fen above the loss',
      COLLECTIVE,
      profit('400.01', '-400.00'),
      { reserveRate: '0' },
      '400.00 0.01 0.00 0.00 0.01',
    ],
    ['the charter says nothing', COLLECTIVE, profit('1000.00', '0.00'), {}, 'reserve-rate-missing'],
    [
      'all of it',
      COLLECTIVE,
      profit('1000.00', '0.00'),
      { reserveRate: '10', owners: '900.00' },
      '0.00 1000.00 100.00 0.00 0.00',
    ],
    [
      'a fen more',
      COLLECTIVE,
      profit('1000.00', '0.00'),
      { reserveRate: '10', owners: '900.01' },
      'distribution-exceeds-profit',
    ],
    [
      'a year of loss on old profit',
      COLLECTIVE,
      profit('-100.00', '300.00'),
      { reserveRate: '10', owners: '200.00' },
      '0.00 0.00 0.00 0.00 0.00',
    ],
    ['a tenth by law', COMPANY, profit('8000.00', '0.00'), {}, '0.00 8000.00 800.00 0.00 7200.00'],
    ['half a fen is rounded up', COMPANY, profit('0.05', '0.00'), {}, '0.00 0.05 0.01 0.00 0.04'],
    [
      'less than a tenth',
      COMPANY,
      profit('8000.00', '0.00'),
      { reserveRate: '9.99' },
      'reserve-rate-too-low',
    ],
    [
      'more is beyond',
      COMPANY,
      profit('8000.00', '0.00'),
      { reserveRate: '15' },
      '0.00 8000.00 800.00 400.00 6800.00',
    ],
    [
      'until half of the capital',
      COMPANY,
      profit('8000.00', '0.00', { reserve: '49500.00' }),
      {},
      '0.00 8000.00 500.00 0.00 7500.00',
    ],
    [
      'not once it is full',
      COMPANY,
      profit('8000.00', '0.00', { reserve: '50000.00' }),
      { reserveRate: '0' },
      '0.00 8000.00 0.00 0.00 8000.00',
    ],
  ] as const)('%s', (_, rule, year, wish, expected) => {
    expect(planned(rule, year, wish)).toBe(expected);
  });
});
