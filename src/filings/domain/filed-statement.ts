import type {
  RestrictionSplit,
  StatementRow,
} from '../../ledger/domain/statements/evaluate-statement.js';
import type { StatementDefinition } from '../../ledger/domain/statements/statement-definition.js';
import type { FiledSplit, FiledStatement, FiledStatementRow } from './filing-data.js';

/** The statements that a quarterly report carries; a standard has some of them. */
export const FILED_STATEMENTS = ['balance-sheet', 'income', 'activities'] as const;

/** A statement as it is frozen in a filing. */
export function filedStatement(
  { kind, title, form, columns }: StatementDefinition,
  rows: readonly StatementRow[],
  company?: string,
): FiledStatement {
  return {
    kind,
    title,
    ...(company === undefined ? {} : { company }),
    form,
    columns,
    rows: rows.map((row) => filedRow(row, columns)),
  };
}

function filedRow(row: StatementRow, columns: FiledStatement['columns']): FiledStatementRow {
  const [first, second] =
    columns === 'position' ? [row.opening, row.closing] : [row.month, row.yearToDate];
  return {
    row: row.row,
    label: row.label,
    level: row.level,
    first: first?.toString() ?? null,
    second: second?.toString() ?? null,
    ...(row.split === undefined
      ? {}
      : { split: { first: textOf(row.split.month), second: textOf(row.split.yearToDate) } }),
  };
}

function textOf({ unrestricted, restricted }: RestrictionSplit): FiledSplit {
  return { unrestricted: unrestricted.toString(), restricted: restricted.toString() };
}
