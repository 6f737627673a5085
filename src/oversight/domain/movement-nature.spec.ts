import { describe, expect, test } from '@jest/globals';
import type { AccountFacts } from '../../ledger/domain/account.js';
import { investmentsOf } from './investments.js';
import { natureOf } from './movement-nature.js';
import { isOperating } from './nature.js';

const account = (
  code: string,
  category: AccountFacts['category'],
  facts: Partial<AccountFacts> = {},
): AccountFacts => ({
  code,
  name: code,
  parentCode: null,
  category,
  normalSide: 'debit',
  bothSides: false,
  money: null,
  official: false,
  leaf: true,
  ...facts,
});

const COLLECTIVE: readonly (readonly ['in' | 'out', AccountFacts, string])[] = [
  ['in', account('50104', 'income'), 'income'],
  ['out', account('51105', 'expense'), 'expense'],
  ['out', account('50104', 'income'), 'refund'],
  ['in', account('51105', 'expense'), 'refund'],
  ['in', account('21104', 'liability'), 'claims'],
  ['out', account('21104', 'liability'), 'claims'],
  ['in', account('11201', 'asset'), 'income'],
  ['out', account('11201', 'asset'), 'claims'],
  ['out', account('212', 'liability'), 'expense'],
  ['in', account('212', 'liability'), 'claims'],
  ['out', account('10101', 'asset', { money: 'cash' }), 'petty-cash'],
  ['out', account('11101', 'asset'), 'investment'],
  ['out', account('151', 'asset'), 'investment'],
  ['in', account('301', 'equity'), 'equity'],
];

describe('a deposit, a top-up of petty cash, a loan and capital are neither income nor expenditure', () => {
  test.each(COLLECTIVE)('money %s against %p', (side, contra, nature) => {
    const found = natureOf(side, 'rural-collective-2023', [contra]);
    expect(found).toBe(nature);
    expect(isOperating(found)).toBe(nature === 'income' || nature === 'expense');
  });

  test('accrued wages and taxes are expenditure when they are paid', () => {
    const company = 'small-enterprise-2011';
    expect(natureOf('out', company, [account('221101', 'liability')])).toBe('expense');
    expect(natureOf('out', company, [account('2241', 'liability')])).toBe('claims');
    expect(natureOf('in', company, [account('1122', 'asset')])).toBe('income');
    expect(natureOf('in', company, [account('1221', 'asset')])).toBe('claims');
  });

  test('a prepayment of a company is a claim, a loan from its owner a debt', () => {
    const company = 'small-enterprise-2011';
    expect(natureOf('out', company, [account('1123', 'asset')])).toBe('claims');
    expect(natureOf('in', company, [account('224101', 'liability')])).toBe('claims');
    expect(natureOf('out', company, [account('4001', 'cost')])).toBe('expense');
  });
});

describe('investments and time deposits stand beside the bank accounts', () => {
  const row = (accountCode: string, closingDebit: string) => ({
    accountCode,
    name: accountCode,
    level: 2,
    openingDebit: '0.00',
    openingCredit: '0.00',
    debit: '0.00',
    credit: '0.00',
    closingDebit,
    closingCredit: '0.00',
  });

  test('leaf by leaf, with the name of the account above', () => {
    const chart = [
      account('111', 'asset', { name: '短期投资', leaf: false }),
      account('11101', 'asset', { name: '定期存款', parentCode: '111' }),
      account('112', 'asset', { name: '应收款' }),
      account('141', 'asset', { name: '长期投资' }),
    ];
    const rows = [
      row('111', '5550000.00'),
      row('11101', '5550000.00'),
      row('112', '1.00'),
      row('141', '0.00'),
    ];
    expect(investmentsOf('rural-collective-2023', chart, rows)).toEqual([
      { accountCode: '11101', name: '短期投资—定期存款', amount: '5550000.00' },
    ]);
  });
});
