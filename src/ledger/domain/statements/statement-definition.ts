import type { Side } from '../account.js';
import type { Standard } from '../standards/standard.js';

/** Which statements a book can print. */
export type StatementKind =
  'balance-sheet' | 'income' | 'activities' | 'distribution' | 'cash-flow' | 'income-detail';

/** What is read of each leaf under an account. */
export type Reading =
  /** the balance or turnover, netted */
  | 'net'
  /** only leaves in debit, or only leaves in credit (往来科目按明细列报) */
  | 'debit-details'
  | 'credit-details'
  /** one side of the turnover, not netted */
  | 'debit-turnover'
  | 'credit-turnover'
  /** the balance at the start of the year, in a column of turnover */
  | 'year-opening';

/** The accounts whose figures make up a line. */
export interface Source {
  readonly account: string;
  readonly reading?: Reading;
  /** Sub-account codes that another line takes. */
  readonly except?: readonly string[];
  /** Take only the sub-accounts of these names; without any of them the line stays blank. */
  readonly details?: readonly string[];
  /** Leave out the sub-accounts of these names. */
  readonly exceptDetails?: readonly string[];
}

/** One printed line. */
export interface LineDefinition {
  /** The printed row number; headings have none. */
  readonly row: number | null;
  readonly label: string;
  /** 0 for headings and totals, 1 for items, 2 for 其中 lines. */
  readonly level: 0 | 1 | 2;
  /** The side on which the line is positive. */
  readonly side?: Side;
  readonly sources?: readonly Source[];
  /** Rows added up; a negative number subtracts that row. */
  readonly sum?: readonly number[];
  /** A line that exists only in the column 本年累计金额. */
  readonly yearOnly?: boolean;
}

/** A printed relation between rows (勾稽关系), or between rows and the accounts themselves. */
export interface CheckDefinition {
  readonly name: string;
  readonly left: readonly number[];
  readonly relation: '=' | '≥';
  readonly right: readonly number[] | { readonly side: Side; readonly sources: readonly Source[] };
}

/** A statement as data: a statutory one, or one that a community designed. */
export interface StatementDefinition<Kind extends string = StatementKind> {
  readonly standard: Standard;
  readonly kind: Kind;
  /** The official form number, where the standard gives one. */
  readonly form: string | null;
  readonly title: string;
  readonly columns: 'position' | 'flow';
  /** Codes of restricted accounts; given, every column is split into 非限定性, 限定性 and 合计. */
  readonly restricted?: readonly string[];
  readonly lines: readonly LineDefinition[];
  readonly checks: readonly CheckDefinition[];
}

/** A heading without figures. */
export function heading(label: string): LineDefinition {
  return { row: null, label, level: 0 };
}

/** An item that is positive in debit, made of whole accounts or of sources. */
export function debitItem(
  row: number,
  label: string,
  ...sources: readonly (string | Source)[]
): LineDefinition {
  return { row, label, level: 1, side: 'debit', sources: sources.map(toSource) };
}

/** An item that is positive in credit, made of whole accounts or of sources. */
export function creditItem(
  row: number,
  label: string,
  ...sources: readonly (string | Source)[]
): LineDefinition {
  return { row, label, level: 1, side: 'credit', sources: sources.map(toSource) };
}

/** A 其中 line under an item. */
export function ofWhich(line: LineDefinition): LineDefinition {
  return { ...line, level: 2 };
}

/** A line of the column 本年累计金额 only. */
export function yearOnly(line: LineDefinition): LineDefinition {
  return { ...line, yearOnly: true };
}

/** A total of rows; a negative number subtracts that row. */
export function total(row: number, label: string, sum: readonly number[]): LineDefinition {
  return { row, label, level: 0, sum };
}

/** Whole accounts, or a part of them, as sources that are read alike. */
export function sourcesOf(
  accounts: readonly string[],
  part: Omit<Source, 'account'> = {},
): readonly Source[] {
  return accounts.map((account) => ({ ...part, account }));
}

function toSource(source: string | Source): Source {
  return typeof source === 'string' ? { account: source } : source;
}
