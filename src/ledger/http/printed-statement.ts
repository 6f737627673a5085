import { chineseDate } from '../../kernel/local-date.js';
import { chineseMonth, lastDay, type Month } from '../../kernel/month.js';
import type {
  EvaluatedStatement,
  StatementCheck,
  StatementRow,
} from '../domain/statements/evaluate-statement.js';
import type { StatementDefinition } from '../domain/statements/statement-definition.js';
import { balanceSheetSides } from './balance-sheet-sides.js';
import { statementColumns } from './report-columns.js';
import type { PrintedReport } from './report-file.js';

/** Who signs and seals a statement (会计基础工作规范 第七十一条); in one line, so that none stands on a page by itself. */
const SIGNED_BY = ['单位负责人', '会计主管', '制表'];

/** A statement as it is printed; relations that do not hold are printed under it. */
export function printedStatement(
  bookName: string,
  month: Month,
  statement: EvaluatedStatement & {
    readonly definition: StatementDefinition<string>;
    readonly comparedWith?: Month | null;
  },
  basis: string,
  createdAt: Date,
): PrintedReport<StatementRow> {
  const { definition, rows, checks, comparedWith } = statement;
  const { title, form, columns } = definition;
  const period = columns === 'position' ? chineseDate(lastDay(month)) : chineseMonth(month);
  return {
    name: `${title}-${bookName}-${month}`,
    title,
    subtitle: [form, bookName, period].filter((part) => part !== null).join('\u3000'),
    columns: statementColumns(definition, comparedWith === undefined ? null : month),
    rows,
    rowKind: ({ row, level }) => (row === null ? 'section' : level === 0 ? 'subtotal' : 'data'),
    ...onPaper(definition, rows),
    notes: [
      `${SIGNED_BY.map((office) => `${office}：＿＿＿＿＿＿`).join('\u3000')}\u3000（编制依据：${basis}）`,
      ...(comparedWith === null ? ['上年同期尚未建账，没有比较数字。'] : []),
      ...checks.filter(({ holds }) => !holds).map(brokenRelation),
    ],
    createdAt,
  };
}

/** A balance sheet stands in two sides (账户式), as its form does. */
function onPaper(
  { columns, standard }: StatementDefinition<string>,
  rows: readonly StatementRow[],
): Pick<PrintedReport<StatementRow>, 'onPaper'> {
  const sides = columns === 'position' ? balanceSheetSides(rows, standard) : null;
  return sides === null ? {} : { onPaper: sides };
}

function brokenRelation({ name, left, relation, right }: StatementCheck): string {
  return `勾稽关系不符：${name}（左 ${left.format()}，应 ${relation} ${right.format()}）`;
}
