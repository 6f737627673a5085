import { NON_PROFIT_CASH_FLOW } from '../standards/non-profit.cash-flow.js';
import { cashGrowthAgrees, itemLines } from './cash-flow-lines.js';
import { debitItem, heading, total, type StatementDefinition } from './statement-definition.js';

/**
 * 民间非营利组织会计制度（财会〔2004〕7号；2024年修订沿用）现金流量表（会民非03表). Agency money is no cash here, as it is
 * none in 货币资金. The last relation holds the net change against the cash of the books.
 */
function nonProfitCashFlow(standard: 'non-profit-2004' | 'non-profit-2024'): StatementDefinition {
  const { items } = NON_PROFIT_CASH_FLOW[standard];
  return {
    standard,
    kind: 'cash-flow',
    form: '会民非03表',
    title: '现金流量表',
    columns: 'flow',
    lines: [
      heading('一、业务活动产生的现金流量：'),
      ...itemLines(items, 1, 8),
      total(13, '现金流入小计', [1, 2, 3, 4, 5, 8]),
      ...itemLines(items, 14, 19),
      total(23, '现金流出小计', [14, 15, 16, 19]),
      total(24, '业务活动产生的现金流量净额', [13, -23]),
      heading('二、投资活动产生的现金流量：'),
      ...itemLines(items, 25, 30),
      total(34, '现金流入小计', [25, 26, 27, 30]),
      ...itemLines(items, 35, 39),
      total(43, '现金流出小计', [35, 36, 39]),
      total(44, '投资活动产生的现金流量净额', [34, -43]),
      heading('三、筹资活动产生的现金流量：'),
      ...itemLines(items, 45, 48),
      total(50, '现金流入小计', [45, 48]),
      ...itemLines(items, 51, 55),
      total(58, '现金流出小计', [51, 52, 55]),
      total(59, '筹资活动产生的现金流量净额', [50, -58]),
      // Only yuan are kept: the row is printed and stays blank.
      { ...debitItem(60, '四、汇率变动对现金的影响额'), level: 0 },
      total(61, '五、现金及现金等价物净增加额', [24, 44, 59, 60]),
    ],
    checks: [
      {
        name: '行61＝行24＋行44＋行59＋行60',
        left: [61],
        relation: '=',
        right: [24, 44, 59, 60],
      },
      cashGrowthAgrees([61]),
    ],
  };
}

export const NON_PROFIT_2004_CASH_FLOW = nonProfitCashFlow('non-profit-2004');
export const NON_PROFIT_2024_CASH_FLOW = nonProfitCashFlow('non-profit-2024');
