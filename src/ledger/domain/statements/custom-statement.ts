import { DomainError, type FieldError } from '../../../kernel/domain-error.js';
import type { Standard } from '../standards/standard.js';
import type { LineDefinition, Reading, StatementDefinition } from './statement-definition.js';

/** What a designed statement may read of an account's leaves. */
export const READINGS = [
  'net',
  'debit-details',
  'credit-details',
  'debit-turnover',
  'credit-turnover',
  'year-opening',
] as const satisfies readonly Reading[];

/** Whose figures a designed line takes. */
export interface CustomSource {
  readonly account: string;
  readonly reading?: Reading;
  readonly except?: readonly string[];
}

/** A designed line: a heading, an item with sources, or a total of rows. */
export interface CustomLine {
  readonly row?: number;
  readonly label: string;
  readonly level?: 0 | 1 | 2;
  readonly side?: 'debit' | 'credit';
  readonly sources?: readonly CustomSource[];
  /** Rows added up; a negative number subtracts that row. */
  readonly sum?: readonly number[];
}

/** A relation that the rows must keep. */
export interface CustomCheck {
  readonly name: string;
  readonly left: readonly number[];
  readonly relation: '=' | '≥';
  readonly right: readonly number[];
}

/** A statement that a community designed (财会〔2024〕12号 第二十五条: 格式、项目、数据来源和运算逻辑). */
export interface CustomStatement {
  readonly title: string;
  readonly columns: 'position' | 'flow';
  readonly lines: readonly CustomLine[];
  readonly checks: readonly CustomCheck[];
}

/** A designed statement that can be evaluated. */
export type CustomDefinition = StatementDefinition<'custom'>;

/**
 * Turns a design into a definition of the engine that evaluates the statutory statements.
 * @throws DomainError custom-statement-wrong, with one error a line that cannot be evaluated
 */
export function customDefinition(
  standard: Standard,
  { title, columns, lines, checks }: CustomStatement,
  accounts: ReadonlySet<string>,
): CustomDefinition {
  const errors = [...lineErrors(lines, accounts), ...checkErrors(lines, checks)];
  if (errors.length > 0) throw new DomainError('custom-statement-wrong', {}, errors);
  return {
    standard,
    kind: 'custom',
    form: null,
    title,
    columns,
    lines: lines.map(lineDefinition),
    checks,
  };
}

function lineDefinition({ row, label, level, side, sources, sum }: CustomLine): LineDefinition {
  const depth = level ?? (sources === undefined ? 0 : 1);
  return {
    row: row ?? null,
    label,
    level: depth,
    ...(sources === undefined ? {} : { sources, side: side ?? 'debit' }),
    ...(sum === undefined ? {} : { sum }),
  };
}

function lineErrors(lines: readonly CustomLine[], accounts: ReadonlySet<string>): FieldError[] {
  const seen = new Map<number, CustomLine>();
  const known = new Map(lines.map((line) => [line.row, line]));
  return lines.flatMap((line, index) => {
    const errors: FieldError[] = [];
    const wrong = (field: string, detail: string): void => {
      errors.push({ pointer: `/lines/${index}${field}`, detail });
    };
    const { row, sources, sum, side } = line;
    const figured = sources !== undefined || sum !== undefined;
    if (sources !== undefined && sum !== undefined) wrong('', '取数和合计只能填一样。');
    if (figured && row === undefined) wrong('/row', '有数字的行要有行次。');
    if (!figured && row !== undefined) wrong('', '有行次的行要有取数（sources）或合计（sum）。');
    if (sources !== undefined && side === undefined) wrong('/side', '请填列示方向：借或贷。');
    if (row !== undefined && seen.has(row)) wrong('/row', `行次 ${row} 出现了两次。`);
    sources?.forEach(({ account, except = [] }, place) => {
      for (const code of [account, ...except].filter((one) => !accounts.has(one))) {
        wrong(`/sources/${place}/account`, `本账套没有科目 ${code}。`);
      }
    });
    sum?.forEach((term, place) => {
      const of = known.get(Math.abs(term));
      const later = of?.sum !== undefined && !seen.has(Math.abs(term));
      if (of === undefined) wrong(`/sum/${place}`, `没有行次 ${Math.abs(term)}。`);
      else if (later) wrong(`/sum/${place}`, `行次 ${Math.abs(term)} 是合计，应排在本行之前。`);
    });
    if (row !== undefined) seen.set(row, line);
    return errors;
  });
}

function checkErrors(lines: readonly CustomLine[], checks: readonly CustomCheck[]): FieldError[] {
  const rows = new Set(lines.map(({ row }) => row));
  return checks.flatMap(({ left, right }, index) =>
    [...left, ...right]
      .filter((term) => !rows.has(Math.abs(term)))
      .map((term) => ({
        pointer: `/checks/${index}`,
        detail: `没有行次 ${Math.abs(term)}。`,
      })),
  );
}
