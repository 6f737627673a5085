import type { Form } from '../../platform/pdf/form.js';
import { factRows, line, ruledTable, type FactRow, type RuledColumn } from './ruled-paper.js';

/** Rows for those who keep the book, and for its handovers. */
export const KEEPER_ROWS = 4;
export const HANDOVER_ROWS = 8;

const LEFT = 24;
const WIDTH = 176;
const LABEL = 30;

const whole = (label: string, key: string): FactRow => [
  { label, key, labelWidth: LABEL, valueWidth: WIDTH - LABEL },
];
const halves = (a: readonly [string, string], b: readonly [string, string]): FactRow =>
  [a, b].map(([label, key]) => ({
    label,
    key,
    labelWidth: LABEL,
    valueWidth: WIDTH / 2 - LABEL,
  }));
const column = (key: string, title: string, width: number, group?: string): RuledColumn => ({
  key,
  title,
  width,
  align: 'center',
  ...(group === undefined ? {} : { group }),
});

const FACTS = factRows({ x: LEFT, y: 38, rowHeight: 11, size: 10.5 }, [
  whole('单位名称', 'unit'),
  halves(['账簿名称', 'ledger'], ['账\u3000\u3000套', 'book']),
  halves(['会计年度', 'year'], ['启用日期', 'from']),
  halves(['账簿页数', 'pages'], ['册\u3000\u3000次', 'volume']),
  halves(['单位负责人', 'leader'], ['会计主管', 'chief']),
]);

const KEEPERS = ruledTable({
  x: LEFT,
  y: 107,
  headHeight: 9,
  rowHeight: 9,
  rows: KEEPER_ROWS,
  columns: [
    column('keeper', '姓\u3000名', 56),
    column('keeperFrom', '开始记账日期', 40),
    column('keeperThrough', '停止记账日期', 40),
    column('keeperSeal', '签\u3000章', 40),
  ],
});

const HANDOVERS = ruledTable({
  x: LEFT,
  y: 166,
  headHeight: 14,
  rowHeight: 9.5,
  rows: HANDOVER_ROWS,
  columns: [
    column('handedOn', '交接日期', 32),
    column('handedBy', '姓名', 26, '移交人'),
    column('handedBySeal', '签章', 22, '移交人'),
    column('takenBy', '姓名', 26, '接管人'),
    column('takenBySeal', '签章', 22, '接管人'),
    column('witness', '职务和姓名', 28, '监交人'),
    column('witnessSeal', '签章', 20, '监交人'),
  ],
});

/** 账簿启用表 with the record of handovers (会计基础工作规范 第五十九条). */
export const ACTIVATION_FORM: Form = activationForm();

function activationForm(): Form {
  const heading = { x: LEFT, width: WIDTH, align: 'center' as const, lines: 1 };
  return {
    width: 210,
    height: 297,
    rules: [
      ...FACTS.rules,
      ...KEEPERS.rules,
      ...HANDOVERS.rules,
      line(77, 28.4, 147, 28.4, { weight: 0.9 }),
      line(77, 29.4, 147, 29.4, { weight: 0.9 }),
    ],
    boxes: [
      ...FACTS.boxes,
      ...KEEPERS.boxes,
      ...HANDOVERS.boxes,
      {
        ...heading,
        text: '账\u3000簿\u3000启\u3000用\u3000表',
        y: 15,
        height: 13,
        face: 'title',
        size: 22,
      },
      { ...heading, text: '记账人员', y: 97, height: 9, face: 'heading', size: 11 },
      { ...heading, text: '交接记录', y: 156, height: 9, face: 'heading', size: 11 },
      {
        text: '（单位公章）',
        x: 150,
        y: 260,
        width: 50,
        height: 8,
        align: 'center',
        tone: 'grey',
        size: 9.5,
      },
    ],
  };
}
