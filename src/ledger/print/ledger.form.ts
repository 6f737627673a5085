import type { Form, FormBox, FormRule } from '../../platform/pdf/form.js';
import type { RedLines } from '../domain/printed-row.js';
import { line, ruledTable, widthOf, type RuledColumn, type RuledTable } from './ruled-paper.js';

/** Rows of a ledger sheet, page-turn rows counted. */
export const LEDGER_ROWS = 30;

const LEFT = 24;
const RIGHT = 200;
const TOP = 35;
const HEAD = 10;
const ROW = 7.6;
const BOTTOM = TOP + HEAD + LEDGER_ROWS * ROW;
const AMOUNT = { align: 'right' as const, lines: 1 };
const MIDDLE = { align: 'center' as const, lines: 1 };

const month: RuledColumn = { key: 'month', title: '月', width: 7, group: ' ', ...MIDDLE };
const day: RuledColumn = { key: 'day', title: '日', width: 7, group: ' ', ...MIDDLE };
const direction = (width: number): RuledColumn => ({
  key: 'direction',
  title: '借\n或\n贷',
  width,
  ...MIDDLE,
});
const amount = (key: string, title: string, width: number): RuledColumn => ({
  key,
  title,
  width,
  ...AMOUNT,
});

const THREE_COLUMNS: readonly RuledColumn[] = [
  month,
  day,
  { key: 'voucher', title: '凭证字号', width: 17, ...MIDDLE },
  { key: 'summary', title: '摘\u3000要', width: 51 },
  amount('debit', '借\u3000方', 29),
  amount('credit', '贷\u3000方', 29),
  direction(7),
  amount('balance', '余\u3000额', 29),
];

const JOURNAL_COLUMNS: readonly RuledColumn[] = [
  month,
  day,
  { key: 'voucher', title: '凭证字号', width: 16, ...MIDDLE },
  { key: 'summary', title: '摘\u3000要', width: 36 },
  { key: 'contra', title: '对方科目', width: 27, size: 8 },
  amount('debit', '借\u3000方', 25.5),
  amount('credit', '贷\u3000方', 25.5),
  direction(6),
  amount('balance', '余\u3000额', 26),
];

const INDEX_COLUMNS: readonly RuledColumn[] = [
  { key: 'code', title: '科目编码', width: 32, lines: 1 },
  { key: 'name', title: '科目名称', width: 100 },
  { key: 'from', title: '起页', width: 22, ...MIDDLE },
  { key: 'through', title: '止页', width: 22, ...MIDDLE },
];

/** 总账、明细账: three columns of amounts on A4, bound at the left (会计基础工作规范 第五十六条). */
export const LEDGER_FORM: Form = ledgerForm(THREE_COLUMNS);

/** 日记账: the three columns with the account on the other side. */
export const JOURNAL_FORM: Form = ledgerForm(JOURNAL_COLUMNS);

/** 科目目录 at the head of a bound ledger. */
export const INDEX_FORM: Form = sheet(INDEX_COLUMNS, []);

/** The red lines of closing around a row, over the whole width of the table. */
export function redLinesAt(row: number, lines: RedLines): FormRule[] {
  const top = TOP + HEAD + row * ROW;
  const bottom = top + ROW;
  const red = (y: number): FormRule => line(LEFT, y, RIGHT, y, { weight: 1.1, tone: 'red' });
  switch (lines) {
    case 'none':
      return [];
    case 'around':
      return [red(top), red(bottom)];
    case 'below':
      return [red(bottom)];
    case 'double':
      return [red(bottom - 0.5), red(bottom + 0.5)];
  }
}

function ledgerForm(columns: readonly RuledColumn[]): Form {
  return sheet(columns, [
    {
      name: 'year',
      x: LEFT,
      y: TOP,
      width: 14,
      height: HEAD / 2,
      align: 'center',
      face: 'heading',
      size: 8.5,
      lines: 1,
    },
    { name: 'account', x: LEFT, y: 28, width: 126, height: 6.5, size: 10.5 },
    { text: '金额单位：元', x: 160, y: 28, width: 40, height: 6.5, align: 'right' },
  ]);
}

function sheet(columns: readonly RuledColumn[], more: readonly FormBox[]): Form {
  const table: RuledTable = {
    x: LEFT,
    y: TOP,
    headHeight: HEAD,
    rowHeight: ROW,
    rows: LEDGER_ROWS,
    columns,
  };
  const { rules, boxes } = ruledTable(table);
  const width = widthOf(table);
  return {
    width: 210,
    height: 297,
    rules: [
      ...rules,
      line(82, 20.4, 142, 20.4, { weight: 0.7 }),
      line(82, 21.2, 142, 21.2, { weight: 0.7 }),
    ],
    boxes: [
      ...boxes,
      ...more,
      {
        name: 'title',
        x: 64,
        y: 11,
        width: 96,
        height: 9,
        align: 'center',
        face: 'title',
        size: 18,
        lines: 1,
      },
      { name: 'unit', x: LEFT, y: 17, width: 57, height: 5.5, lines: 1 },
      { name: 'book', x: LEFT, y: 22.5, width: 57, height: 5.5, lines: 1 },
      { name: 'years', x: 92, y: 22, width: 40, height: 5.5, align: 'center', size: 10 },
      { name: 'page', x: 145, y: 22.5, width: 55, height: 5.5, align: 'right', lines: 1 },
      ...['记账', '会计主管'].map((_, place) => ({
        name: `signed.${place}`,
        x: LEFT + (place * width) / 2,
        y: BOTTOM + 1.5,
        width: width / 2,
        height: 7,
        size: 9.5,
        lines: 1,
      })),
    ],
  };
}
