import { describe, expect, test } from '@jest/globals';
import type { AccountFacts } from './account.js';
import { withCashFlowItems } from './cash-flow-item.js';
import type { Standard } from './standards/standard.js';
import { groundOf, line } from './voucher.fixture.js';

const MONEY = '1002';

/** A book of a standard with some details under its accounts. */
function accountsOf(
  standard: Standard,
  details: readonly (readonly [string, string])[],
): ReadonlyMap<string, AccountFacts> {
  const accounts = new Map(groundOf(standard).accounts);
  for (const [code, name] of details) {
    const parentCode = code.slice(0, -2);
    const parent = accounts.get(parentCode);
    if (parent === undefined) throw new Error(`no ${parentCode}`);
    accounts.set(parentCode, { ...parent, leaf: false });
    accounts.set(code, { ...parent, code, name, parentCode, official: false });
  }
  return accounts;
}

/** The row that is proposed for money that meets an account. */
function proposed(
  standard: Standard,
  details: readonly (readonly [string, string])[],
): (account: string, way: 'in' | 'out') => string | undefined {
  const accounts = accountsOf(standard, details);
  return (account, way) => {
    const lines =
      way === 'in'
        ? [line(MONEY, '9.00', ''), line(account, '', '9.00')]
        : [line(account, '9.00', ''), line(MONEY, '', '9.00')];
    return withCashFlowItems(lines, accounts, standard).find(
      ({ accountCode }) => accountCode === MONEY,
    )?.cashFlowItem;
  };
}

describe('会小企03表: money that meets an account is proposed for its row', () => {
  const row = proposed('small-enterprise-2011', [
    ['560301', '利息费用'],
    ['560302', '手续费'],
    ['560303', '利息收入'],
  ]);

  test.each([
    // 借款利息列行17，手续费列行6，存款利息列行2
    ['560301', 'out', '17'],
    ['560302', 'out', '6'],
    ['560303', 'in', '2'],
    ['2231', 'out', '17'],
    // 本金
    ['2001', 'in', '14'],
    ['2501', 'out', '16'],
    // 研发支出、固定资产、在建工程列行12
    ['4301', 'out', '12'],
    ['1601', 'out', '12'],
    ['1604', 'out', '12'],
    ['1606', 'in', '10'],
    ['2211', 'out', '4'],
    ['2221', 'out', '5'],
    // 收到返还的税费列行2
    ['2221', 'in', '2'],
    ['5001', 'in', '1'],
    ['1122', 'in', '1'],
    ['2203', 'in', '1'],
    ['1403', 'out', '3'],
    ['2202', 'out', '3'],
    ['5602', 'out', '6'],
    ['5711', 'out', '6'],
    ['5301', 'in', '2'],
    ['1221', 'out', '6'],
    ['2241', 'in', '2'],
    ['3001', 'in', '15'],
    ['2232', 'out', '18'],
    ['1511', 'out', '11'],
    ['5111', 'in', '9'],
  ] as const)('%s %s: row %s', (account, way, expected) => {
    expect(row(account, way)).toBe(expected);
  });

  test('财务费用 without details is no interest by itself: it is 其他 until somebody writes row 17', () => {
    expect(proposed('small-enterprise-2011', [])('5603', 'out')).toBe('6');
  });
});

describe.each([
  ['non-profit-2004', '5301', '5201', '5401'],
  ['non-profit-2024', '5401', '5301', '5901'],
] as const)('会民非03表 of %s', (standard, financing, administration, other) => {
  const row = proposed(standard, [
    [`${financing}01`, '借款利息'],
    [`${financing}02`, '募款活动费'],
    ['410101', '非限定性收入'],
  ]);

  test('interest on loans is 偿付利息, what else is paid to raise money is 其他筹资', () => {
    expect(row(`${financing}01`, 'out')).toBe('52');
    expect(row(`${financing}02`, 'out')).toBe('55');
  });

  test('interest of deposits lessens no financing: it stands with 其他业务活动, however it is booked', () => {
    expect(row(`${financing}02`, 'in')).toBe('8');
    expect(row(`${financing}01`, 'in')).toBe('8');
    expect(row('4901', 'in')).toBe('8');
    expect(row('4901', 'out')).toBe('8');
  });

  test.each([
    ['410101', 'in', '1'],
    ['4201', 'in', '2'],
    ['4301', 'in', '3'],
    ['4501', 'in', '4'],
    ['4401', 'in', '5'],
    ['5101', 'out', '14'],
    ['2204', 'out', '15'],
    ['1201', 'out', '16'],
    ['2209', 'out', '19'],
    ['1122', 'in', '8'],
    ['1402', 'in', '25'],
    ['4601', 'in', '26'],
    ['1501', 'out', '35'],
    ['1101', 'out', '36'],
    ['2101', 'in', '45'],
    ['2501', 'out', '51'],
    ['2502', 'out', '55'],
  ] as const)('%s %s: row %s', (account, way, expected) => {
    expect(row(account, way)).toBe(expected);
  });

  test('costs of administration and others are paid in row 19', () => {
    expect([row(administration, 'out'), row(other, 'out')]).toEqual(['19', '19']);
  });
});
