import { describe, expect, test } from '@jest/globals';
import { chartOf } from '../standards/standard.js';
import type { AccountFacts } from '../account.js';
import { comparedWith } from './comparative.js';
import { evaluateStatement } from './evaluate-statement.js';
import { figuresOf, rowOf, statement } from './figures.fixture.js';
import { incomeDetail } from './income-detail.js';
import { agreesOnResult, statementOf } from './statement-catalogue.js';

const STANDARD = 'rural-collective-2023';

const sub = (code: string, name: string, parentCode: string): AccountFacts => ({
  code,
  name,
  parentCode,
  category: parentCode.startsWith('50') ? 'income' : 'expense',
  normalSide: parentCode.startsWith('50') ? 'credit' : 'debit',
  bothSides: false,
  money: null,
  official: false,
  leaf: true,
});

const ACCOUNTS: readonly AccountFacts[] = [
  ...chartOf(STANDARD).map((account) => ({
    ...account,
    parentCode: null,
    official: true,
    leaf: !['501', '513'].includes(account.code),
  })),
  sub('50101', '门面租金', '501'),
  sub('50102', '场地租金', '501'),
  sub('51301', '办公费', '513'),
].sort((a, b) => (a.code < b.code ? -1 : 1));

// 门面 300 (今年累计 900)，场地 100 (100)，补助 50 (50)；办公 120 (320)，公益 0 (30)。
const FIGURES = figuresOf({
  '501': {},
  '50101': { month: ['0', '300'], year: ['0', '900'] },
  '50102': { month: ['0', '100'], year: ['0', '100'] },
  '503': { month: ['0', '50'], year: ['0', '50'] },
  '513': {},
  '51301': { month: ['120', '0'], year: ['320', '0'] },
  '514': { year: ['30', '0'] },
});

describe('the detail of income and expense', () => {
  const definition = incomeDetail(STANDARD, ACCOUNTS);
  const detail = evaluateStatement(definition, FIGURES);
  const of = (label: string) => {
    const row = detail.rows.find((candidate) => candidate.label === label);
    return [row?.month?.toString(), row?.yearToDate?.toString()];
  };

  test('lists every account with its sub-accounts, and counts each amount once', () => {
    expect(of('经营收入')).toEqual(['400.00', '1000.00']);
    expect(of('门面租金')).toEqual(['300.00', '900.00']);
    expect(of('场地租金')).toEqual(['100.00', '100.00']);
    expect(of('收入合计')).toEqual(['450.00', '1050.00']);
    expect(of('办公费')).toEqual(['120.00', '320.00']);
    expect(of('支出合计')).toEqual(['120.00', '350.00']);
    expect(of('三、收支结余')).toEqual(['330.00', '700.00']);
  });

  test('ends where the statement of income does', () => {
    const agreed = agreesOnResult(STANDARD, detail, FIGURES);
    expect(agreed.map(({ right, holds }) => [right.toString(), holds])).toEqual([
      ['330.00', true],
      ['700.00', true],
    ]);
  });

  test('says so when an account of income stands in neither statement alike', () => {
    const lacking = incomeDetail(
      STANDARD,
      ACCOUNTS.filter(({ code }) => code !== '503'),
    );
    const short = evaluateStatement(lacking, FIGURES);
    expect(agreesOnResult(STANDARD, short, FIGURES).map(({ holds }) => holds)).toEqual([
      false,
      false,
    ]);
  });
});

describe('what was wrong in an earlier year (财会〔2024〕25号 3201 以前年度净资产调整)', () => {
  const standard = 'non-profit-2024';
  const accounts = chartOf(standard).map((account) => ({
    ...account,
    parentCode: null,
    official: true,
    leaf: true,
  }));
  const figures = figuresOf({
    '3201': { month: ['0', '600'], year: ['0', '600'] },
    '4901': { month: ['0', '41.30'], year: ['0', '50'] },
    '5301': { month: ['20', '0'], year: ['70', '0'] },
  });
  const agreed = (over: typeof figures) =>
    agreesOnResult(standard, evaluateStatement(incomeDetail(standard, accounts), figures), over);

  test('changes net assets, yet is no income of this one', () => {
    expect(rowOf(statement(standard, 'activities', figures), 21).month?.toString()).toBe('621.30');
    expect(agreed(figures).map(({ name, right, holds }) => [name, String(right), holds])).toEqual([
      ['收支结余＝业务活动表行21－行20', '21.30', true],
      ['收支结余＝业务活动表行21－行20', '-20.00', true],
    ]);
  });

  test('and an income left out is noticed beside it', () => {
    const more = figuresOf({
      '3201': { month: ['0', '600'], year: ['0', '600'] },
      '4901': { month: ['0', '41.31'], year: ['0', '50.01'] },
      '5301': { month: ['20', '0'], year: ['70', '0'] },
    });
    expect(agreed(more).map(({ holds }) => holds)).toEqual([false, false]);
  });
});

describe('a comparison with the year before', () => {
  const before = figuresOf({
    '501': { month: ['0', '7'], year: ['0', '640'] },
    '513': { year: ['40', '0'] },
  });
  const income = statementOf(STANDARD, 'income')!;

  test('stands beside each row as the year to date of that year', () => {
    const compared = comparedWith(
      income,
      statement(STANDARD, 'income', FIGURES),
      statement(STANDARD, 'income', before),
    );
    expect([1, 5, 13].map((row) => rowOf(compared, row).priorYear?.toString())).toEqual([
      '640.00',
      '40.00',
      '600.00',
    ]);
    expect(rowOf(compared, 13).yearToDate?.toString()).toBe('700.00');
  });

  test('is split by restriction where the statement is', () => {
    const activities = statementOf('non-profit-2024', 'activities')!;
    const [restricted] = activities.restricted!;
    const now = evaluateStatement(activities, figuresOf({ [restricted!]: {} }));
    const then = evaluateStatement(activities, figuresOf({ [restricted!]: { year: ['0', '25'] } }));
    const row = comparedWith(activities, now, then).rows.find(
      ({ split }) => split?.priorYear?.restricted.toString() === '25.00',
    );
    expect(row?.priorYear?.toString()).toBe('25.00');
    expect(row?.split?.priorYear?.unrestricted.toString()).toBe('0.00');
  });

  test('never stands in a balance sheet, which has its own', () => {
    const sheet = statement(STANDARD, 'balance-sheet', FIGURES);
    const definition = statementOf(STANDARD, 'balance-sheet')!;
    expect(comparedWith(definition, sheet, sheet)).toBe(sheet);
  });
});
