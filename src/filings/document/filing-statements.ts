import { Money } from '../../kernel/money.js';
import { chineseMonth, parseMonth } from '../../kernel/month.js';
import type { Block } from '../../platform/pdf/document.js';
import type { Cell, Column, Row, Table } from '../../platform/pdf/table.js';
import type {
  FiledBook,
  FiledSplit,
  FiledStatement,
  FiledStatementRow,
  FilingData,
} from '../domain/filing-data.js';
import { committeeName, quarterEnd } from '../domain/filing-prose.js';

const HEADS = {
  position: ['期末余额', '年初余额'],
  flow: ['本月金额', '本年累计金额'],
} as const;

/** Whether a statement is printed with 非限定性, 限定性 and 合计 under each heading. */
function isSplit({ rows }: FiledStatement): boolean {
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
  const split = isSplit(statement);
  // 会小企02表、会小企03表 say the year before the month.
  const yearFirst = book.standard === 'small-enterprise-2011';
  return [
    {
      kind: 'heads',
      left: [
        `编制单位：${statement.company ?? committeeName(data.community)}`,
        `账套：${book.name}`,
      ],
      centre: period,
      right: [statement.form ?? '', '单位：元'].filter((text) => text !== ''),
    },
    {
      kind: 'table',
      table: {
        ...(statement.columns === 'position'
          ? twoSides(statement)
          : {
              columns: columns(HEADS.flow, split, yearFirst),
              rows: statement.rows.map((row) => statementRow(row, split, yearFirst)),
            }),
        size: FORM_SIZE,
        dense: true,
      },
    },
  ];
}

/** The forms stay on one page each. */
const FORM_SIZE = 8.5;

/** A balance sheet as an account: assets at the left, debts and equity at the right, row beside row (账户式). */
function twoSides({ rows }: FiledStatement): Pick<Table, 'columns' | 'rows'> {
  const turn = rows.findIndex(({ label }) => /^(流动)?负债/.test(label));
  const [assets, claims] = [rows.slice(0, turn), rows.slice(turn)];
  const height = Math.max(assets.length, claims.length);
  const columnsOf = (title: string): Column[] => [
    { title, width: 3.4 },
    { title: '行次', width: 0.9, kind: 'number' },
    ...HEADS.position.map((head): Column => ({ title: head, width: 1.9, kind: 'figure' })),
  ];
  return {
    columns: [...columnsOf('资产'), ...columnsOf('负债和权益')],
    rows: Array.from({ length: height }, (_, at) => ({
      cells: [...sideCells(padded(assets, height)[at]), ...sideCells(padded(claims, height)[at])],
    })),
  };
}

/** The total of the shorter side stands beside that of the longer. */
function padded(
  rows: readonly FiledStatementRow[],
  height: number,
): (FiledStatementRow | undefined)[] {
  const blank = Array<undefined>(height - rows.length).fill(undefined);
  return [...rows.slice(0, -1), ...blank, ...rows.slice(-1)];
}

function sideCells(row: FiledStatementRow | undefined): Cell[] {
  if (row === undefined) return ['', '', '', ''];
  const strong = row.level === 0;
  const cell = (text: string): Cell => ({ text, strong });
  // The end before the beginning of the year, as in the statements that stand alone.
  return [
    cell(`${'\u3000'.repeat(row.level)}${row.label}`),
    cell(row.row === null ? '' : String(row.row)),
    cell(said(row.second)),
    cell(said(row.first)),
  ];
}

function columns(heads: readonly [string, string], split: boolean, yearFirst: boolean): Column[] {
  const amounts = (yearFirst ? heads.toReversed() : heads).flatMap((head): Column[] =>
    split
      ? ['非限定性', '限定性', '合计'].map((title) => ({
          title,
          group: head,
          width: 1.7,
          kind: 'figure',
        }))
      : [{ title: head, width: 1.8, kind: 'figure' }],
  );
  return [
    { title: '项目', width: split ? 3.6 : 4.4 },
    { title: '行次', width: 0.8, kind: 'number' },
    ...amounts,
  ];
}

/** What is nothing is left blank, as in the statements that stand alone. */
function statementRow(
  { row, label, level, ...amounts }: FiledStatementRow,
  split: boolean,
  yearFirst: boolean,
): Row {
  const periods = [
    figures(amounts.first, split, amounts.split?.first),
    figures(amounts.second, split, amounts.split?.second),
  ];
  const cells = [
    `${'\u3000'.repeat(level)}${label}`,
    row === null ? '' : String(row),
    ...(yearFirst ? periods.reverse() : periods).flat(),
  ];
  return level === 0 ? { kind: 'subtotal', cells } : { cells };
}

function figures(amount: string | null, split: boolean, parts: FiledSplit | undefined): string[] {
  if (!split) return [said(amount)];
  const part = (of: keyof FiledSplit): string => said(parts?.[of] ?? null);
  return [part('unrestricted'), part('restricted'), said(amount)];
}

function said(amount: string | null): string {
  const money = Money.of(amount ?? '0.00');
  return money.isZero() ? '' : money.format();
}
