import { Money } from '../../../kernel/money.js';
import { chartOf, type Standard } from '../standards/standard.js';
import type { AccountFigures } from './account-figures.js';
import { articulate, statementOf } from './statement-catalogue.js';
import {
  type EvaluatedStatement,
  evaluateStatement,
  type StatementCheck,
  type StatementRow,
} from './evaluate-statement.js';
import type { StatementKind } from './statement-definition.js';

/** Amounts of one account as a page of the ledger states them; what is left out is zero. */
export interface Page {
  readonly name?: string;
  readonly yearOpening?: string;
  readonly opening?: string;
  /** Debit and credit of the month. */
  readonly month?: readonly [string, string];
  /** Debit and credit of the year so far. */
  readonly year?: readonly [string, string];
  /** Debit and credit of the year and month that carry-forward vouchers made. */
  readonly carried?: readonly [string, string];
  readonly closing?: string;
}

/** Trial balance rows from pages by account code; balances are positive in debit. */
export function figuresOf(pages: Readonly<Record<string, Page>>): readonly AccountFigures[] {
  return Object.entries(pages).map(([accountCode, page]) => {
    const [yearOpeningDebit, yearOpeningCredit] = sidesOf(page.yearOpening);
    const [openingDebit, openingCredit] = sidesOf(page.opening);
    const [closingDebit, closingCredit] = sidesOf(page.closing);
    const [debit, credit] = page.month ?? ['0', '0'];
    const [ytdDebit, ytdCredit] = page.year ?? ['0', '0'];
    const [outDebit, outCredit] = page.carried ?? ['0', '0'];
    return {
      accountCode,
      name: page.name ?? accountCode,
      yearOpeningDebit,
      yearOpeningCredit,
      openingDebit,
      openingCredit,
      debit: Money.of(debit),
      credit: Money.of(credit),
      ytdDebit: Money.of(ytdDebit),
      ytdCredit: Money.of(ytdCredit),
      closingDebit,
      closingCredit,
      carriedForward: {
        debit: Money.of(outDebit),
        credit: Money.of(outCredit),
        ytdDebit: Money.of(outDebit),
        ytdCredit: Money.of(outCredit),
      },
    };
  });
}

/** A zero page for each account of a chart. */
export function emptyPages(standard: Standard): Readonly<Record<string, Page>> {
  return Object.fromEntries(chartOf(standard).map(({ code, name }) => [code, { name }]));
}

/** The statement of a kind, which must exist. */
export function statement(
  standard: Standard,
  kind: StatementKind,
  figures: readonly AccountFigures[],
): EvaluatedStatement {
  const definition = statementOf(standard, kind);
  if (definition === null) throw new Error(`${standard} has no ${kind}`);
  return evaluateStatement(definition, figures);
}

/** The relations between the balance sheet and another statement. */
export function articulation(
  standard: Standard,
  kind: StatementKind,
  figures: readonly AccountFigures[],
): readonly StatementCheck[] {
  const sheet = statement(standard, 'balance-sheet', figures);
  return articulate(standard, kind, sheet, statement(standard, kind, figures));
}

/** The amounts of a column by row number, blank and zero rows left out. */
export function column(
  { rows }: EvaluatedStatement,
  name: 'opening' | 'closing' | 'month' | 'yearToDate',
): Readonly<Record<number, string>> {
  const filled = rows.flatMap((row) => {
    const amount = row[name];
    return row.row === null || amount === undefined || amount.isZero()
      ? []
      : [[row.row, amount.toString()] as const];
  });
  return Object.fromEntries(filled);
}

/** The row of a number, which must exist. */
export function rowOf({ rows }: EvaluatedStatement, number: number): StatementRow {
  const found = rows.find((row) => row.row === number);
  if (found === undefined) throw new Error(`no row ${number}`);
  return found;
}

/** The names of the relations that do not hold. */
export function broken(checks: readonly StatementCheck[]): readonly string[] {
  return checks.filter((check) => !check.holds).map((check) => check.name);
}

function sidesOf(balance = '0'): readonly [Money, Money] {
  const amount = Money.of(balance);
  return amount.isNegative() ? [Money.ZERO, amount.negated()] : [amount, Money.ZERO];
}
