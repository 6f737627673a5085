import type { Standard } from '../standards/standard.js';
import type { AccountFigures } from './account-figures.js';
import {
  type EvaluatedStatement,
  evaluateStatement,
  type StatementCheck,
  type StatementRow,
} from './evaluate-statement.js';
import { NON_PROFIT_2004_ACTIVITIES } from './non-profit-2004.activities.js';
import { NON_PROFIT_2004_BALANCE_SHEET } from './non-profit-2004.balance-sheet.js';
import { NON_PROFIT_2024_ACTIVITIES } from './non-profit-2024.activities.js';
import { NON_PROFIT_2024_BALANCE_SHEET } from './non-profit-2024.balance-sheet.js';
import { NON_PROFIT_2004_CASH_FLOW, NON_PROFIT_2024_CASH_FLOW } from './non-profit.cash-flow.js';
import { RURAL_COLLECTIVE_2023_BALANCE_SHEET } from './rural-collective-2023.balance-sheet.js';
import { RURAL_COLLECTIVE_2023_INCOME } from './rural-collective-2023.income.js';
import { SMALL_ENTERPRISE_2011_BALANCE_SHEET } from './small-enterprise-2011.balance-sheet.js';
import { SMALL_ENTERPRISE_2011_CASH_FLOW } from './small-enterprise-2011.cash-flow.js';
import { SMALL_ENTERPRISE_2011_DISTRIBUTION } from './small-enterprise-2011.distribution.js';
import { SMALL_ENTERPRISE_2011_INCOME } from './small-enterprise-2011.income.js';
import type { StatementDefinition, StatementKind } from './statement-definition.js';
import { Money } from '../../../kernel/money.js';

type Catalogue = Readonly<Partial<Record<StatementKind, StatementDefinition>>>;

const CATALOGUE: Readonly<Record<Standard, Catalogue>> = {
  'rural-collective-2023': {
    'balance-sheet': RURAL_COLLECTIVE_2023_BALANCE_SHEET,
    income: RURAL_COLLECTIVE_2023_INCOME,
    distribution: RURAL_COLLECTIVE_2023_INCOME,
  },
  'small-enterprise-2011': {
    'balance-sheet': SMALL_ENTERPRISE_2011_BALANCE_SHEET,
    income: SMALL_ENTERPRISE_2011_INCOME,
    distribution: SMALL_ENTERPRISE_2011_DISTRIBUTION,
    'cash-flow': SMALL_ENTERPRISE_2011_CASH_FLOW,
  },
  'non-profit-2004': {
    'balance-sheet': NON_PROFIT_2004_BALANCE_SHEET,
    activities: NON_PROFIT_2004_ACTIVITIES,
    'cash-flow': NON_PROFIT_2004_CASH_FLOW,
  },
  'non-profit-2024': {
    'balance-sheet': NON_PROFIT_2024_BALANCE_SHEET,
    activities: NON_PROFIT_2024_ACTIVITIES,
    'cash-flow': NON_PROFIT_2024_CASH_FLOW,
  },
};

interface Articulation {
  readonly name: string;
  readonly kind: StatementKind;
  readonly flowRow: number;
  readonly sheetRow: number;
  /** Whether the flow explains the closing balance or its change since the year's start. */
  readonly explains: 'closing' | 'change';
}

/** Cash equivalents are not kept apart, so that cash and 货币资金 change alike. */
const GROWTH_OF_CASH: Articulation = {
  name: '现金净增加额＝资产负债表货币资金的期末数－年初数',
  kind: 'cash-flow',
  flowRow: 61,
  sheetRow: 1,
  explains: 'change',
};

const ARTICULATIONS: Readonly<Record<Standard, readonly Articulation[]>> = {
  'rural-collective-2023': [
    {
      name: '年末未分配收益＝资产负债表未分配收益',
      kind: 'income',
      flowRow: 20,
      sheetRow: 38,
      explains: 'closing',
    },
  ],
  'small-enterprise-2011': [
    {
      name: '利润分配表未分配利润＝资产负债表未分配利润',
      kind: 'distribution',
      flowRow: 13,
      sheetRow: 51,
      explains: 'closing',
    },
    {
      name: '期末现金余额＝资产负债表货币资金期末余额',
      kind: 'cash-flow',
      flowRow: 22,
      sheetRow: 1,
      explains: 'closing',
    },
  ],
  'non-profit-2004': [
    {
      name: '净资产变动额＝净资产合计的期末数－年初数',
      kind: 'activities',
      flowRow: 45,
      sheetRow: 110,
      explains: 'change',
    },
    GROWTH_OF_CASH,
  ],
  'non-profit-2024': [
    {
      name: '净资产变动额＝净资产合计的期末数－年初数',
      kind: 'activities',
      flowRow: 21,
      sheetRow: 44,
      explains: 'change',
    },
    GROWTH_OF_CASH,
  ],
};

/** The statement of this kind under a standard, or null when the standard has none. */
export function statementOf(standard: Standard, kind: StatementKind): StatementDefinition | null {
  return CATALOGUE[standard][kind] ?? null;
}

/** The kinds of statement that a standard has, each with its title; every book has its 收支明细表. */
export function statementKindsOf(standard: Standard): string[] {
  return [
    ...Object.entries(CATALOGUE[standard]).map(([kind, { title }]) => `${kind}（${title}）`),
    'income-detail（收支明细表）',
  ];
}

/** Rows whose sum is what income left over expense in the standard's own statement; a negative one is taken off. */
const RESULTS: Readonly<Record<Standard, readonly [StatementKind, readonly number[]]>> = {
  'rural-collective-2023': ['income', [13]],
  'small-enterprise-2011': ['income', [32]],
  'non-profit-2004': ['activities', [45]],
  // 财会〔2024〕25号: 以前年度净资产调整 changes net assets and is nobody's income or expense of the period.
  'non-profit-2024': ['activities', [21, -20]],
};

/** Tries whether 收支明细表 ends where the standard's own statement does (表间勾稽). */
export function agreesOnResult(
  standard: Standard,
  detail: EvaluatedStatement,
  figures: readonly AccountFigures[],
): readonly StatementCheck[] {
  const [kind, rows] = RESULTS[standard];
  const definition = statementOf(standard, kind);
  const own = definition && evaluateStatement(definition, figures);
  const balance = detail.rows.at(-1);
  return (['month', 'yearToDate'] as const).map((column) => {
    const left = balance?.[column] ?? Money.ZERO;
    const right = Money.sum(rows.map((row) => signed(own, row, column)));
    const name = `收支结余＝${definition?.title ?? ''}${rowsSaid(rows)}`;
    return { name, column, left, relation: '=', right, holds: left.equals(right) };
  });
}

function signed(
  statement: EvaluatedStatement | null,
  row: number,
  column: 'month' | 'yearToDate',
): Money {
  const amount = (statement && rowOf(statement, Math.abs(row))?.[column]) ?? Money.ZERO;
  return row < 0 ? amount.negated() : amount;
}

/** 行21－行20 */
function rowsSaid(rows: readonly number[]): string {
  return rows
    .map((row, place) => `${place === 0 ? '' : row < 0 ? '－' : '＋'}行${Math.abs(row)}`)
    .join('');
}

/** The statements of a standard, each once though it answers to two kinds. */
export function distinctStatements(standard: Standard): readonly StatementKind[] {
  const seen = new Set<StatementDefinition>();
  return (Object.entries(CATALOGUE[standard]) as [StatementKind, StatementDefinition][]).flatMap(
    ([kind, definition]) => {
      if (seen.has(definition)) return [];
      seen.add(definition);
      return [kind];
    },
  );
}

/** Tries the relations between the balance sheet and a statement of the year so far (表间勾稽). */
export function articulate(
  standard: Standard,
  kind: StatementKind,
  sheet: EvaluatedStatement,
  flow: EvaluatedStatement,
): readonly StatementCheck[] {
  const rules = ARTICULATIONS[standard].filter((rule) => rule.kind === kind);
  return rules.map(({ name, flowRow, sheetRow, explains }) => {
    const left = rowOf(flow, flowRow)?.yearToDate ?? Money.ZERO;
    const position = rowOf(sheet, sheetRow);
    const closing = position?.closing ?? Money.ZERO;
    const opening = position?.opening ?? Money.ZERO;
    const right = explains === 'closing' ? closing : closing.minus(opening);
    const holds = left.equals(right);
    return { name, column: 'yearToDate', left, relation: '=', right, holds };
  });
}

function rowOf(statement: EvaluatedStatement, row: number): StatementRow | undefined {
  return statement.rows.find((candidate) => candidate.row === row);
}
