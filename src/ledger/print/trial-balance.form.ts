import type { Form, FormRule } from '../../platform/pdf/form.js';
import { line, ruledTable, widthOf, type RuledColumn, type RuledTable } from './ruled-paper.js';

/** Rows of a sheet of the trial balance. */
export const BALANCE_ROWS = 20;

const LEFT = 16;
const TOP = 38;
const AMOUNT = { width: 26, align: 'right' as const, lines: 1 };
const SIDES: readonly (readonly [string, string])[] = [
  ['opening', '期初余额'],
  ['', '本期发生额'],
  ['ytd', '本年累计发生额'],
  ['closing', '期末余额'],
];

const COLUMNS: readonly RuledColumn[] = [
  { key: 'accountCode', title: '科目编码', width: 18, lines: 1 },
  { key: 'name', title: '科目名称', width: 42 },
  ...SIDES.flatMap(([part, group]) => [
    { key: keyOf(part, 'debit'), title: '借方', group, ...AMOUNT },
    { key: keyOf(part, 'credit'), title: '贷方', group, ...AMOUNT },
  ]),
];

const TABLE: RuledTable = {
  x: LEFT,
  y: TOP,
  headHeight: 11,
  rowHeight: 6.8,
  rows: BALANCE_ROWS,
  columns: COLUMNS,
};

/** 科目余额表 on A4 landscape. */
export const TRIAL_BALANCE_FORM: Form = balanceForm();

/** A heavy line above the row of the totals. */
export function totalLineAt(row: number): FormRule {
  const y = TOP + TABLE.headHeight + row * TABLE.rowHeight;
  return line(LEFT, y, LEFT + widthOf(TABLE), y, { weight: 1.2 });
}

function balanceForm(): Form {
  const { rules, boxes } = ruledTable(TABLE);
  const width = widthOf(TABLE);
  const bottom = TOP + TABLE.headHeight + BALANCE_ROWS * TABLE.rowHeight;
  const right = LEFT + width;
  return {
    width: 297,
    height: 210,
    rules: [
      ...rules,
      line(118, 23.4, 186, 23.4, { weight: 0.7 }),
      line(118, 24.2, 186, 24.2, { weight: 0.7 }),
    ],
    boxes: [
      ...boxes,
      {
        text: '科\u3000目\u3000余\u3000额\u3000表',
        x: 102,
        y: 14,
        width: 100,
        height: 9,
        align: 'center',
        face: 'title',
        size: 18,
        lines: 1,
      },
      { name: 'unit', x: LEFT, y: 25, width: 95, height: 6, lines: 1 },
      { name: 'book', x: LEFT, y: 31, width: 95, height: 6, lines: 1 },
      { name: 'month', x: 122, y: 27, width: 60, height: 7, align: 'center', size: 10.5 },
      { name: 'page', x: right - 60, y: 25, width: 60, height: 6, align: 'right', lines: 1 },
      { text: '金额单位：元', x: right - 60, y: 31, width: 60, height: 6, align: 'right' },
      ...[0, 1, 2].map((place) => ({
        name: `signed.${place}`,
        x: LEFT + (place * width) / 3,
        y: bottom + 2,
        width: width / 3,
        height: 7,
        size: 9.5,
        lines: 1,
      })),
    ],
  };
}

function keyOf(part: string, side: 'debit' | 'credit'): string {
  return part === '' ? side : `${part}${side === 'debit' ? 'Debit' : 'Credit'}`;
}
