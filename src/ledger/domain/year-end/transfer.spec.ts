import { describe, expect, test } from '@jest/globals';
import type { DomainError } from '../../../kernel/domain-error.js';
import { Money } from '../../../kernel/money.js';
import type { AccountFacts } from '../account.js';
import { chartOf, STANDARDS, type Standard } from '../standards/standard.js';
import { transferVouchers, type DetailBalance } from './transfer.js';
import { yearEndRuleOf } from './year-end-catalogue.js';

const official = (standard: Standard): AccountFacts[] =>
  chartOf(standard).map((account) => ({
    ...account,
    parentCode: null,
    official: true,
    leaf: true,
  }));

const withDetails = (
  standard: Standard,
  details: readonly (readonly [code: string, name: string])[],
): AccountFacts[] => {
  const accounts = official(standard);
  const parents = details.map(([code]) => accounts.find((one) => code.startsWith(one.code))?.code);
  return [
    ...accounts.map((one) => ({ ...one, leaf: !parents.includes(one.code) })),
    ...details.flatMap(([code, name], index) =>
      accounts
        .filter((one) => one.code === parents[index])
        .map((one) => ({ ...one, code, name, parentCode: one.code, official: false })),
    ),
  ];
};

const holds = (
  accountCode: string,
  balance: string,
  more: Partial<DetailBalance> = {},
): DetailBalance => ({
  accountCode,
  fundCode: null,
  counterparty: null,
  dimensions: {},
  balance: Money.of(balance),
  ...more,
});

const vouchers = (
  standard: Standard,
  accounts: readonly AccountFacts[],
  balances: readonly DetailBalance[],
): string[] =>
  transferVouchers(yearEndRuleOf(standard), accounts, balances).map(({ summary, lines }) =>
    [
      `${summary}：`,
      ...lines.map(
        ({ accountCode, debit, credit, fundCode, counterparty, dimensions }) =>
          `${debit === undefined ? '贷' : '借'}${accountCode} ${(debit ?? credit)?.toString() ?? ''}` +
          [fundCode, counterparty, ...Object.values(dimensions ?? {})]
            .filter((one) => one !== undefined)
            .map((one) => `〔${one}〕`)
            .join(''),
      ),
    ].join(' '),
  );

describe('the transfer of a year', () => {
  test.each(STANDARDS)('%s empties every account of income and expense, once', (standard) => {
    const { steps } = yearEndRuleOf(standard);
    const results = chartOf(standard).filter(({ category }) =>
      ['income', 'expense'].includes(category),
    );
    for (const { code } of results) {
      const taking = steps.filter(
        ({ from, except = [] }) =>
          from.some((prefix) => code.startsWith(prefix)) && !except.includes(code),
      );
      expect([code, taking.length]).toEqual([code, 1]);
    }
  });

  test('a loss and an income in debit go the other way', () => {
    expect(
      vouchers('rural-collective-2023', official('rural-collective-2023'), [
        holds('501', '-100.00'),
        holds('502', '250.00'),
        holds('513', '30.00'),
      ]),
    ).toEqual([
      '结转本年收入： 借501 100.00 贷502 250.00 借321 150.00',
      '结转本年支出： 贷513 30.00 借321 30.00',
      '结转本年收益： 贷321 180.00 借322 180.00',
    ]);
  });

  test('each fund, counterparty and dimension is emptied by itself; only the fund goes on', () => {
    expect(
      vouchers('non-profit-2024', official('non-profit-2024'), [
        holds('5101', '80.00', { fundCode: 'ZL', dimensions: { project: 'P1' } }),
        holds('5101', '20.00', { fundCode: 'ZL', dimensions: { project: 'P2' } }),
        holds('5301', '5.00', { counterparty: '物业公司' }),
      ]),
    ).toEqual([
      '结转费用： 贷5101 80.00〔ZL〕〔P1〕 贷5101 20.00〔ZL〕〔P2〕 贷5301 5.00〔物业公司〕 借3101 100.00〔ZL〕 借3101 5.00',
    ]);
  });

  test('details of the distribution end in what is undistributed', () => {
    const accounts = withDetails('small-enterprise-2011', [
      ['310401', '提取法定盈余公积'],
      ['310402', '未分配利润'],
    ]);
    expect(
      vouchers('small-enterprise-2011', accounts, [
        holds('310401', '50.00'),
        holds('310402', '-90.00'),
      ]),
    ).toEqual(['结转利润分配各明细： 贷310401 50.00 借310402 50.00']);
  });

  test('names the detail that is missing', () => {
    const accounts = withDetails('rural-collective-2023', [['32201', '各项分配']]);
    const facts = (): unknown => {
      try {
        return vouchers('rural-collective-2023', accounts, [holds('501', '-1.00')]);
      } catch (error) {
        const { code, facts: known } = error as DomainError;
        return { code, ...known };
      }
    };
    expect(facts()).toMatchObject({
      code: 'year-end-account-missing',
      account: '322',
      subAccount: '未分配收益',
    });
  });

  test('nothing left is no voucher', () => {
    expect(
      vouchers('non-profit-2004', official('non-profit-2004'), [holds('3101', '-500.00')]),
    ).toEqual([]);
  });
});
