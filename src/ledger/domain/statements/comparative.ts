import type { EvaluatedStatement, StatementRow } from './evaluate-statement.js';
import type { StatementDefinition } from './statement-definition.js';

/**
 * Puts the same period of the year before beside each row of a statement of a period (企业财务会计报告条例
 * 第九条: 年度、半年度会计报表至少应当反映两个年度或者相关两个期间的比较数据). A balance sheet carries its
 * comparison already, 年初余额.
 */
export function comparedWith(
  definition: StatementDefinition<string>,
  statement: EvaluatedStatement,
  yearBefore: EvaluatedStatement,
): EvaluatedStatement {
  if (definition.columns === 'position') return statement;
  const before = new Map(yearBefore.rows.map((row) => [row.row, row]));
  const rows = statement.rows.map((row) =>
    row.row === null ? row : beside(row, before.get(row.row)),
  );
  return { ...statement, rows };
}

function beside(row: StatementRow, before: StatementRow | undefined): StatementRow {
  if (before?.yearToDate === undefined) return row;
  const { split } = row;
  const priorYear = before.split?.yearToDate;
  return {
    ...row,
    priorYear: before.yearToDate,
    ...(split === undefined || priorYear === undefined ? {} : { split: { ...split, priorYear } }),
  };
}
