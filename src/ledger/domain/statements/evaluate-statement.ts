import { Money } from '../../../kernel/money.js';
import type { Side } from '../account.js';
import {
  type AccountFigures,
  leavesOf,
  netOn,
  type StatementColumn,
  twoSides,
} from './account-figures.js';
import type {
  CheckDefinition,
  LineDefinition,
  Source,
  StatementDefinition,
} from './statement-definition.js';

/** An amount split by restriction. */
export interface RestrictionSplit {
  readonly unrestricted: Money;
  readonly restricted: Money;
}

/** One evaluated line; an amount that the books cannot tell is absent and prints blank. */
export interface StatementRow {
  readonly row: number | null;
  readonly label: string;
  readonly level: 0 | 1 | 2;
  readonly opening?: Money;
  readonly closing?: Money;
  readonly month?: Money;
  readonly yearToDate?: Money;
  /** The same period of the year before, where it was asked for and has books. */
  readonly priorYear?: Money;
  readonly split?: {
    readonly month: RestrictionSplit;
    readonly yearToDate: RestrictionSplit;
    readonly priorYear?: RestrictionSplit;
  };
}

/** One evaluated relation between rows. */
export interface StatementCheck {
  readonly name: string;
  readonly column: StatementColumn;
  readonly left: Money;
  readonly relation: '=' | '≥';
  readonly right: Money;
  readonly holds: boolean;
}

/** A statement with its figures. */
export interface EvaluatedStatement {
  readonly rows: readonly StatementRow[];
  readonly checks: readonly StatementCheck[];
}

interface Ground {
  readonly leaves: readonly AccountFigures[];
  readonly names: readonly { readonly code: string; readonly name: string }[];
}

type Amounts = ReadonlyMap<number, Money>;

const COLUMNS = {
  position: ['opening', 'closing'],
  flow: ['month', 'yearToDate'],
} as const satisfies Record<StatementDefinition['columns'], readonly StatementColumn[]>;

/** Fills a statutory statement from trial balance figures and tries its printed relations. */
export function evaluateStatement(
  definition: StatementDefinition<string>,
  figures: readonly AccountFigures[],
): EvaluatedStatement {
  const names = figures.map(({ accountCode, name }) => ({ code: accountCode, name }));
  const whole: Ground = { leaves: leavesOf(figures), names };
  const columns = COLUMNS[definition.columns];
  const totals = columns.map((column) => ({
    column,
    amounts: columnOf(definition.lines, whole, column),
  }));
  const splits = definition.restricted && splitsOf(definition, whole, definition.restricted);
  const rows = definition.lines.map((line) => {
    const { row, label, level } = line;
    const found = totals.flatMap(({ column, amounts }) => {
      const amount = row === null ? undefined : amounts.get(row);
      return amount === undefined ? [] : [[column, amount] as const];
    });
    const filled = { row, label, level, ...Object.fromEntries(found) };
    const split = found.length === 0 || row === null ? undefined : splits?.(row);
    return split === undefined ? filled : { ...filled, split };
  });
  const checks = totals.flatMap(({ column, amounts }) =>
    definition.checks
      .filter((check) => !isVacuous(check, amounts))
      .map((check) => checkedIn(check, amounts, whole, column)),
  );
  return { rows, checks };
}

function splitsOf(
  definition: StatementDefinition<string>,
  whole: Ground,
  restricted: readonly string[],
) {
  const isRestricted = (leaf: AccountFigures): boolean =>
    restricted.some((code) => leaf.accountCode.startsWith(code));
  const sideOf = (wanted: boolean, column: StatementColumn): Amounts => {
    const leaves = whole.leaves.filter((leaf) => isRestricted(leaf) === wanted);
    return columnOf(definition.lines, { ...whole, leaves }, column);
  };
  const ofColumn = (column: StatementColumn) => {
    const free = sideOf(false, column);
    const bound = sideOf(true, column);
    return (row: number): RestrictionSplit => ({
      unrestricted: free.get(row) ?? Money.ZERO,
      restricted: bound.get(row) ?? Money.ZERO,
    });
  };
  const month = ofColumn('month');
  const yearToDate = ofColumn('yearToDate');
  return (row: number) => ({ month: month(row), yearToDate: yearToDate(row) });
}

function columnOf(
  lines: readonly LineDefinition[],
  ground: Ground,
  column: StatementColumn,
): Amounts {
  const amounts = new Map<number, Money>();
  const visible = lines.filter((line) => !(line.yearOnly === true && column === 'month'));
  for (const { row, side, sources } of visible) {
    if (row === null || side === undefined || sources === undefined) continue;
    const amount = amountOf(sources, side, ground, column);
    if (amount !== undefined) amounts.set(row, amount);
  }
  for (const { row, sum } of visible) {
    if (row !== null && sum !== undefined) amounts.set(row, sumOf(sum, amounts));
  }
  return amounts;
}

function sumOf(rows: readonly number[], amounts: Amounts): Money {
  return Money.sum(
    rows.map((row) => {
      const amount = amounts.get(Math.abs(row)) ?? Money.ZERO;
      return row < 0 ? amount.negated() : amount;
    }),
  );
}

/** The amount of a line, or undefined when none of its sources exists in the books. */
function amountOf(
  sources: readonly Source[],
  side: Side,
  ground: Ground,
  column: StatementColumn,
): Money | undefined {
  const parts = sources.flatMap((source) => {
    const taken = leavesUnder(source, ground);
    if (taken === undefined) return [];
    return [Money.sum(taken.map((leaf) => readingOf(leaf, source, side, column)))];
  });
  return parts.length === 0 ? undefined : Money.sum(parts);
}

function leavesUnder(source: Source, ground: Ground): readonly AccountFigures[] | undefined {
  const codesNamed = (names: readonly string[]): readonly string[] =>
    ground.names
      .filter(({ code, name }) => code.startsWith(source.account) && names.includes(name))
      .map(({ code }) => code);
  const wanted = source.details === undefined ? [source.account] : codesNamed(source.details);
  if (wanted.length === 0) return undefined;
  const unwanted = [...(source.except ?? []), ...codesNamed(source.exceptDetails ?? [])];
  return ground.leaves.filter(
    ({ accountCode }) =>
      wanted.some((code) => accountCode.startsWith(code)) &&
      !unwanted.some((code) => accountCode.startsWith(code)),
  );
}

function readingOf(
  leaf: AccountFigures,
  source: Source,
  side: Side,
  column: StatementColumn,
): Money {
  const sides = twoSides(leaf, column);
  switch (source.reading ?? 'net') {
    case 'net':
      return netOn(side, sides);
    case 'debit-details':
      return netOn('debit', sides).isPositive() ? netOn(side, sides) : Money.ZERO;
    case 'credit-details':
      return netOn('credit', sides).isPositive() ? netOn(side, sides) : Money.ZERO;
    case 'debit-turnover':
      return netOn(side, { debit: sides.debit, credit: Money.ZERO });
    case 'credit-turnover':
      return netOn(side, { debit: Money.ZERO, credit: sides.credit });
    case 'year-opening':
      return netOn(side, twoSides(leaf, 'opening'));
  }
}

/**
 * A whole is not held against parts that the book does not keep apart: a 其中 row without sub-accounts is blank, not
 * zero, and 财务费用 of a month in which interest was earned is below zero.
 */
function isVacuous({ relation, right }: CheckDefinition, amounts: Amounts): boolean {
  return (
    relation === '≥' && !('sources' in right) && right.every((row) => !amounts.has(Math.abs(row)))
  );
}

function checkedIn(
  check: CheckDefinition,
  amounts: Amounts,
  ground: Ground,
  column: StatementColumn,
): StatementCheck {
  const { name, relation } = check;
  const left = sumOf(check.left, amounts);
  const right =
    'sources' in check.right
      ? (amountOf(check.right.sources, check.right.side, ground, column) ?? Money.ZERO)
      : sumOf(check.right, amounts);
  const holds = relation === '=' ? left.equals(right) : !left.lessThan(right);
  return { name, column, left, relation, right, holds };
}
