import { Money } from '../../kernel/money.js';
import { chineseMonth, parseMonth } from '../../kernel/month.js';
import { standardName } from '../../ledger/domain/standards/standard.js';
import type { Block } from '../../platform/pdf/document.js';
import type { Column, Row } from '../../platform/pdf/table.js';
import type {
  FiledBook,
  FiledSplit,
  FiledStatement,
  FiledStatementRow,
  FilingData,
} from '../domain/filing-data.js';
import { committeeName, quarterEnd } from '../domain/filing-prose.js';

const HEADS = {
  position: ['年初余额', '期末余额'],
  flow: ['本月金额', '本年累计金额'],
} as const;

/** Whether a statement is printed with 非限定性, 限定性 and 合计 under each heading. */
export function isSplit({ rows }: FiledStatement): boolean {
  return rows.some(({ split }) => split !== undefined);
}

/** A statutory statement as an annex. */
export function statementBlocks(
  data: FilingData,
  book: FiledBook,
  statement: FiledStatement,
): Block[] {
  const month = data.months.at(-1)?.month ?? '';
  const period =
    statement.columns === 'position' ? quarterEnd(data) : chineseMonth(parseMonth(month));
  const form = statement.form === null ? '' : `${statement.form}\u3000`;
  const split = isSplit(statement);
  return [
    {
      kind: 'paragraph',
      indent: false,
      small: true,
      text: `编制单位：${committeeName(data.community)}（${book.name}）\u3000${period}\u3000${form}执行《${standardName(book.standard)}》`,
    },
    {
      kind: 'table',
      table: {
        unit: '单位：元',
        columns: columns(HEADS[statement.columns], split),
        rows: statement.rows.map((row) => statementRow(row, split)),
        size: 9.5,
      },
    },
  ];
}

function columns(heads: readonly [string, string], split: boolean): Column[] {
  const figures = heads.flatMap((head): Column[] =>
    split
      ? ['非限定性', '限定性', '合计'].map((title) => ({
          title,
          group: head,
          width: 1.6,
          kind: 'figure',
        }))
      : [{ title: head, width: 1.8, kind: 'figure' }],
  );
  return [
    { title: '项目', width: split ? 3.6 : 4.4 },
    { title: '行次', width: 0.7, kind: 'number' },
    ...figures,
  ];
}

function statementRow({ row, label, level, ...amounts }: FiledStatementRow, split: boolean): Row {
  const cells = [
    `${'\u3000'.repeat(level)}${label}`,
    row === null ? '' : String(row),
    ...figures(amounts.first, split, amounts.split?.first),
    ...figures(amounts.second, split, amounts.split?.second),
  ];
  return level === 0 ? { kind: 'subtotal', cells } : { cells };
}

function figures(amount: string | null, split: boolean, parts: FiledSplit | undefined): string[] {
  const whole = amount === null ? '' : Money.of(amount).format();
  if (!split) return [whole];
  const part = (of: keyof FiledSplit): string =>
    parts === undefined ? '' : Money.of(parts[of]).format();
  return [part('unrestricted'), part('restricted'), whole];
}
