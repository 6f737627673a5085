import { SMALL_ENTERPRISE_CASH_FLOW } from '../standards/small-enterprise-2011.cash-flow.js';
import { cashAgrees, cashAtStart, itemLines } from './cash-flow-lines.js';
import { heading, total, type StatementDefinition } from './statement-definition.js';

const { items } = SMALL_ENTERPRISE_CASH_FLOW;

/** 小企业会计准则（财会〔2011〕17号）附录 现金流量表（会小企03表）, 22 rows and their printed relations. */
export const SMALL_ENTERPRISE_2011_CASH_FLOW: StatementDefinition = {
  standard: 'small-enterprise-2011',
  kind: 'cash-flow',
  form: '会小企03表',
  title: '现金流量表',
  columns: 'flow',
  lines: [
    heading('一、经营活动产生的现金流量：'),
    ...itemLines(items, 1, 6),
    total(7, '经营活动产生的现金流量净额', [1, 2, -3, -4, -5, -6]),
    heading('二、投资活动产生的现金流量：'),
    ...itemLines(items, 8, 12),
    total(13, '投资活动产生的现金流量净额', [8, 9, 10, -11, -12]),
    heading('三、筹资活动产生的现金流量：'),
    ...itemLines(items, 14, 18),
    total(19, '筹资活动产生的现金流量净额', [14, 15, -16, -17, -18]),
    total(20, '四、现金净增加额', [7, 13, 19]),
    cashAtStart(21, '加：期初现金余额'),
    total(22, '五、期末现金余额', [20, 21]),
  ],
  checks: [
    { name: '行20＝行7＋行13＋行19', left: [20], relation: '=', right: [7, 13, 19] },
    { name: '行22＝行20＋行21', left: [22], relation: '=', right: [20, 21] },
    cashAgrees([22]),
  ],
};
