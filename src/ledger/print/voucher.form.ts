import type { Form, FormBox, FormRule } from '../../platform/pdf/form.js';
import { frame, line } from './ruled-paper.js';

/** Rows of a voucher sheet, and the full-width characters of a summary that one row takes. */
export const VOUCHER_ROWS = 8;
export const SUMMARY_WIDTH = 48;

const LEFT = 22;
const TOP = 26;
const HEAD = 10;
const ROW = 10;
const BODY = TOP + HEAD;
const FOOT = BODY + VOUCHER_ROWS * ROW;
const BOTTOM = FOOT + ROW;
const DIGITS = ['亿', '千', '百', '十', '万', '千', '百', '十', '元', '角', '分'];
const DIGIT = 3;
const AMOUNT = DIGITS.length * DIGIT;
const TEXTS = [
  { key: 'summary', title: '摘\u3000要', width: 44 },
  { key: 'account', title: '总账科目', width: 30 },
  { key: 'detail', title: '明细科目', width: 34 },
];
const AMOUNTS = LEFT + 108;
const RIGHT = AMOUNTS + 2 * AMOUNT;
const LABEL = 16;
/** The lines that part the digits: a heavy one before 角, the thousands in between. */
const DIGIT_LINES: Readonly<Record<number, number>> = { 3: 0.5, 6: 0.5, 9: 0.9 };

/** 记账凭证 on A5 landscape with room to bind it at the left (会计基础工作规范 第五十一条、第五十五条). */
export const VOUCHER_FORM: Form = {
  width: 210,
  height: 148,
  rules: [
    ...frame(LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP),
    ...rows(),
    ...columns(),
    line(83, 17.2, 135, 17.2, { weight: 0.7 }),
    line(83, 18, 135, 18, { weight: 0.7 }),
  ],
  boxes: [...head(), ...headings(), ...body(), ...total(), ...foot()],
};

/** The diagonal that cancels the rows left blank, from the last amount down to the total (第五十一条(六)). */
export function cancelling(used: number): FormRule[] {
  if (used >= VOUCHER_ROWS) return [];
  return [line(RIGHT, BODY + used * ROW, AMOUNTS, FOOT, { weight: 0.6 })];
}

function rows(): FormRule[] {
  const under = Array.from({ length: VOUCHER_ROWS + 1 }, (_, row) =>
    line(LEFT, BODY + row * ROW, RIGHT, BODY + row * ROW, {
      weight: row === 0 || row === VOUCHER_ROWS ? 0.9 : 0.4,
    }),
  );
  return [line(AMOUNTS, TOP + HEAD / 2, RIGHT, TOP + HEAD / 2), ...under];
}

function columns(): FormRule[] {
  const rules: FormRule[] = [];
  let x = LEFT;
  for (const { width } of TEXTS.slice(0, -1)) {
    x += width;
    rules.push(line(x, TOP, x, FOOT));
  }
  rules.push(line(LEFT + LABEL, FOOT, LEFT + LABEL, BOTTOM));
  for (const start of [AMOUNTS, AMOUNTS + AMOUNT]) {
    rules.push(line(start, TOP, start, BOTTOM, { weight: 0.9 }));
    for (let digit = 1; digit < DIGITS.length; digit += 1) {
      const at = start + digit * DIGIT;
      const weight = DIGIT_LINES[digit];
      const style = weight === undefined ? { weight: 0.25, tone: 'grey' as const } : { weight };
      rules.push(line(at, TOP + HEAD / 2, at, BOTTOM, style));
    }
  }
  return rules;
}

function head(): FormBox[] {
  const heading = { align: 'center' as const, face: 'title' as const, size: 19 };
  return [
    { name: 'title', x: 74, y: 8, width: 70, height: 9, ...heading },
    { name: 'unit', x: LEFT, y: 14, width: 61, height: 5.5, lines: 1 },
    { name: 'book', x: LEFT, y: 19.5, width: 61, height: 5.5, lines: 1 },
    { name: 'date', x: 84, y: 19, width: 50, height: 6, align: 'center', size: 10.5 },
    { name: 'state', x: 140, y: 13.5, width: 56, height: 5.5, align: 'right', tone: 'red' },
    { name: 'number', x: 140, y: 19, width: 56, height: 6, align: 'right', size: 10.5 },
  ];
}

function headings(): FormBox[] {
  const style = { align: 'center' as const, face: 'heading' as const, size: 9.5 };
  const half = HEAD / 2;
  let x = LEFT;
  const boxes: FormBox[] = TEXTS.map(({ title, width }) => {
    const box = { text: title, x, y: TOP, width, height: HEAD, ...style };
    x += width;
    return box;
  });
  for (const [start, title] of [
    [AMOUNTS, '借方金额'],
    [AMOUNTS + AMOUNT, '贷方金额'],
  ] as const) {
    boxes.push({ text: title, x: start, y: TOP, width: AMOUNT, height: half, ...style });
    DIGITS.forEach((text, place) => {
      const at = start + place * DIGIT - 1;
      boxes.push({ text, x: at, y: TOP + half, width: DIGIT + 2, height: half, ...style, size: 7 });
    });
  }
  return boxes;
}

function body(): FormBox[] {
  return Array.from({ length: VOUCHER_ROWS }, (_, row) => {
    const y = BODY + row * ROW;
    let x = LEFT;
    const texts = TEXTS.map(({ key, width }) => {
      const box = { name: `${row}.${key}`, x, y, width, height: ROW, size: 9.5, least: 4.5 };
      x += width;
      return box;
    });
    return [...texts, ...amounts(`${row}.`, y)];
  }).flat();
}

function amounts(prefix: string, y: number): FormBox[] {
  return ['debit', 'credit'].map((side, place) => ({
    name: `${prefix}${side}`,
    x: AMOUNTS + place * AMOUNT,
    y,
    width: AMOUNT,
    height: ROW,
    size: 10,
    digits: DIGITS.length,
  }));
}

function total(): FormBox[] {
  const label = { align: 'center' as const, face: 'heading' as const, size: 9.5 };
  return [
    { text: '合\u3000计', x: LEFT, y: FOOT, width: LABEL, height: ROW, ...label },
    {
      name: 'words',
      x: LEFT + LABEL,
      y: FOOT,
      width: AMOUNTS - LEFT - LABEL,
      height: ROW,
      size: 10,
      least: 6,
    },
    ...amounts('total.', FOOT),
  ];
}

function foot(): FormBox[] {
  const slot = (RIGHT - LEFT) / 5;
  const slots = [0, 1, 2, 3, 4].map((place) => ({
    name: `signed.${place}`,
    x: LEFT + place * slot,
    y: BOTTOM + 2,
    width: slot,
    height: 7,
    size: 9.5,
    lines: 1,
  }));
  const attached: FormBox = {
    name: 'attached',
    x: RIGHT + 1,
    y: BODY,
    width: 8,
    height: BOTTOM - BODY,
    align: 'center',
  };
  return [...slots, attached];
}
