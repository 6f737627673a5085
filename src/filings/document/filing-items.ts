import { Money } from '../../kernel/money.js';
import { SIDES, type Side } from '../../notices/domain/notice-text.js';
import { isOperating } from '../../oversight/domain/nature.js';
import type { Block } from '../../platform/pdf/document.js';
import type { Row, Table } from '../../platform/pdf/table.js';
import type { FiledBook, FiledItem } from '../domain/filing-data.js';

const UNIT = '单位：元';

/** What a book received and paid by account, what it is owed and owes, what it has laid out. */
export function bookItems(book: FiledBook, index: number): Block[] {
  const claims = (rows: FiledBook['receivables'], total: string): Row[] =>
    rows.length === 0
      ? []
      : [
          ...rows.map(({ accountCode, name, amount }): Row => ({
            cells: [accountCode, name, figure(amount)],
          })),
          { kind: 'total', cells: [{ text: '合计', span: 2 }, figure(total)] },
        ];
  const blocks: Block[] = [
    { kind: 'heading', level: 1, text: book.name },
    itemTable('income', book.incomeItems, book.income, book.incomeParts),
    itemTable('expenditure', book.expenditureItems, book.expenditure, book.expenditureParts),
    ...claimTables([
      ['季末债权', claims(book.receivables, book.receivablesTotal)],
      ['季末债务', claims(book.payables, book.payablesTotal)],
      ['投资和定期存款', claims(book.investments, book.investmentsTotal)],
    ]),
  ];
  return index === 0 ? blocks : [{ kind: 'space', lines: 1 }, ...blocks];
}

/** First in one line what there is none of, then the tables. */
function claimTables(lists: readonly (readonly [string, readonly Row[]])[]): Block[] {
  const none = lists.filter(([, rows]) => rows.length === 0).map(([caption]) => caption);
  const columns: Table['columns'] = [
    { title: '科目编码', width: 1.2, kind: 'number' },
    { title: '科目名称', width: 3 },
    { title: '金额', width: 1.6, kind: 'figure' },
  ];
  return [
    ...(none.length === 0
      ? []
      : [{ kind: 'paragraph' as const, text: `${none.join('、')}：无。`, small: true }]),
    ...lists
      .filter(([, rows]) => rows.length > 0)
      .map(([caption, rows]): Block => ({
        kind: 'table',
        table: { caption, unit: UNIT, columns, rows },
      })),
  ];
}

function itemTable(
  side: Side,
  items: readonly FiledItem[],
  total: string,
  { operating, other }: FiledBook['incomeParts'],
): Block {
  const { all, operating: own, other: rest } = SIDES[side];
  const caption = `本季度${all}分项`;
  if (items.length === 0) return { kind: 'paragraph', text: `${caption}：无。`, small: true };
  const rowsOf = (wanted: boolean): Row[] =>
    items
      .filter(({ nature }) => isOperating(nature) === wanted)
      .map(({ item, details, count, amount }) => ({
        cells: [item, detailText(details), String(count), figure(amount)],
      }));
  const subtotal = (label: string, amount: string): Row => ({
    kind: 'subtotal',
    cells: [{ text: label, span: 3 }, figure(amount)],
  });
  const others = rowsOf(false);
  return {
    kind: 'table',
    table: {
      caption,
      unit: UNIT,
      columns: [
        { title: '科目', width: 2.6 },
        { title: '事由', width: 3.4 },
        { title: '笔数', width: 0.8, kind: 'number' },
        { title: '金额', width: 1.7, kind: 'figure' },
      ],
      rows: [
        ...rowsOf(true),
        ...(others.length === 0
          ? []
          : [subtotal(`${own}小计`, operating), ...others, subtotal(`${rest}小计`, other)]),
        { kind: 'total', cells: [{ text: `${all}合计`, span: 3 }, figure(total)] },
      ],
    },
  };
}

const MOST_DETAILS = 4;

function detailText(details: readonly string[]): string {
  const rest = details.length > MOST_DETAILS ? '等' : '';
  return details.slice(0, MOST_DETAILS).join('、') + rest;
}

function figure(amount: string): string {
  return Money.of(amount).format();
}
