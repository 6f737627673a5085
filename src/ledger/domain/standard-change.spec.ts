import { describe, expect, test } from '@jest/globals';
import { DomainError } from '../../kernel/domain-error.js';
import { Money } from '../../kernel/money.js';
import type { AccountFacts } from './account.js';
import { standardChangePlan, type OwnMapping } from './standard-change.js';
import { NON_PROFIT_2004_TO_2024 } from './standards/non-profit-2004-to-2024.mapping.js';
import { chartOf } from './standards/standard.js';

const details = [
  ['150101', '设备', '1501'],
  ['150102', '待摊装修', '1501'],
  ['170101', '代管物资', '1701'],
  ['520101', '办公费', '5201'],
  ['530101', '手续费', '5301'],
  ['530102', '印刷费', '5301'],
] as const;
const top = chartOf('non-profit-2004');
const ACCOUNTS: readonly AccountFacts[] = [
  ...top.map((one) => ({
    ...one,
    parentCode: null,
    official: true,
    leaf: !details.some(([, , parent]) => parent === one.code),
  })),
  ...details.flatMap(([code, name, parentCode]) =>
    top
      .filter((one) => one.code === parentCode)
      .map((one) => ({ ...one, code, name, parentCode, official: false, leaf: true })),
  ),
];

const holds = (accountCode: string, balance: string, fundCode: string | null = null) => ({
  accountCode,
  fundCode,
  counterparty: null,
  dimensions: {},
  balance: Money.of(balance),
});

const plan = (
  balances: readonly ReturnType<typeof holds>[] = [],
  own: readonly OwnMapping[] = [],
  figured: readonly string[] = [],
) => standardChangePlan(NON_PROFIT_2004_TO_2024, ACCOUNTS, balances, new Set(figured), own);

describe('the change from the system of 2004 to that of 2024', () => {
  test('maps every account of the old chart to one of the new, no two to the same', () => {
    const { codes } = NON_PROFIT_2004_TO_2024;
    expect(codes.map(({ from }) => from).sort()).toEqual(top.map(({ code }) => code).sort());
    expect(new Set(codes.map(({ to }) => to)).size).toBe(codes.length);
    const chart = new Map(chartOf('non-profit-2024').map((one) => [one.code, one]));
    for (const { from, to } of codes) {
      const old = top.find(({ code }) => code === from);
      expect([to, chart.get(to)?.category, chart.get(to)?.normalSide]).toEqual([
        to,
        old?.category,
        old?.normalSide,
      ]);
    }
  });

  test('5201 is not 5201: its details go to 5301, those of 5301 to 5401', () => {
    const { accounts, closed, dropped } = plan();
    const names = new Map(accounts.map(({ code, name }) => [code, name]));
    expect([names.get('5201'), names.get('5301'), names.get('5401')]).toEqual([
      '税金及附加',
      '管理费用',
      '筹资费用',
    ]);
    expect([names.get('530101'), names.get('540101'), names.get('540102')]).toEqual([
      '办公费',
      '手续费',
      '印刷费',
    ]);
    expect(closed).toEqual(['2401', '170101', '520101', '530102']);
    expect(dropped).toEqual([]);
  });

  test('an account with entries of its own takes no details over', () => {
    expect(plan([], [], ['5401']).dropped).toEqual(['530101', '530102']);
  });

  test('balances go fund by fund', () => {
    const { lines, balances } = plan([
      holds('170101', '70.00', 'ZL'),
      holds('170101', '30.00'),
      holds('3101', '-100.00'),
    ]);
    expect(
      lines.map(({ accountCode, debit, credit, fundCode }) =>
        [accountCode, debit ?? '', credit ?? '', fundCode ?? ''].join(' '),
      ),
    ).toEqual(['180101 70.00  ZL', '180101 30.00  ', '170101  70.00 ZL', '170101  30.00 ']);
    expect(balances.map(({ from, to, balance }) => `${from} ${to} ${balance.toString()}`)).toEqual([
      '170101 180101 100.00',
      '3101 3101 -100.00',
    ]);
  });

  test('an own account may go where its keeper says, within its class', () => {
    const { lines } = plan([holds('150102', '9.00')], [{ from: '150102', to: '1601' }]);
    expect(lines.map(({ accountCode }) => accountCode)).toEqual(['1601', '150102']);
  });

  test.each([
    ['another class', { from: '150102', to: '2209' }],
    ['an account that ends', { from: '150102', to: '170101' }],
    ['money', { from: '150102', to: '1002' }],
    ['an account with details', { from: '150102', to: '5301' }],
    ['an official account', { from: '1601', to: '1701' }],
    ['nothing', { from: '150102', to: '9999' }],
  ])('not to %s', (_, own) => {
    const code = (): string => {
      try {
        plan([], [own]);
        return 'accepted';
      } catch (error) {
        return error instanceof DomainError ? error.code : String(error);
      }
    };
    expect(code()).toBe('standard-mapping-unfit');
  });

  test('a balance without a successor is refused', () => {
    const partial = {
      ...NON_PROFIT_2004_TO_2024,
      codes: NON_PROFIT_2004_TO_2024.codes.filter(({ from }) => from !== '2401'),
    };
    expect(() =>
      standardChangePlan(partial, ACCOUNTS, [holds('2401', '-1.00')], new Set()),
    ).toThrow(expect.objectContaining({ code: 'standard-mapping-missing' }));
  });
});
