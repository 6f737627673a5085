import type { Form } from '../../platform/pdf/form.js';
import { factRows, line, type FactRow } from './ruled-paper.js';

const LEFT = 30;
const WIDTH = 160;

const whole = (label: string, key: string): FactRow => [
  { label, key, labelWidth: 34, valueWidth: WIDTH - 34 },
];
const halves = (a: readonly [string, string], b: readonly [string, string]): FactRow =>
  [a, b].map(([label, key]) => ({ label, key, labelWidth: 34, valueWidth: WIDTH / 2 - 34 }));

/** The cover of a month's bound vouchers, of the vouchers' own size (会计基础工作规范 第五十五条). */
export const BINDING_COVER_FORM: Form = coverForm();

function coverForm(): Form {
  const { rules, boxes } = factRows({ x: LEFT, y: 36, rowHeight: 10.5, size: 11 }, [
    whole('单位名称', 'unit'),
    halves(['账\u3000\u3000套', 'book'], ['凭证种类', 'kind']),
    halves(['年\u3000\u3000度', 'year'], ['月\u3000\u3000份', 'month']),
    whole('起讫日期', 'dates'),
    whole('起讫号码', 'numbers'),
    halves(['凭证张数', 'vouchers'], ['附件张数', 'attachments']),
    whole('册\u3000\u3000数', 'volumes'),
    halves(['会计主管', 'chief'], ['装\u3000订\u3000人', 'binder']),
    whole('装订日期', 'bound'),
  ]);
  return {
    width: 210,
    height: 148,
    rules: [
      ...rules,
      line(62, 28.4, 158, 28.4, { weight: 0.9 }),
      line(62, 29.4, 158, 29.4, { weight: 0.9 }),
    ],
    boxes: [
      ...boxes,
      {
        text: '会\u3000计\u3000凭\u3000证\u3000封\u3000面',
        x: 50,
        y: 15,
        width: 120,
        height: 13,
        align: 'center',
        face: 'title',
        size: 24,
        lines: 1,
      },
    ],
  };
}
