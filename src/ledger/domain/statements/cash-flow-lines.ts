import type { CashFlowItem } from '../standards/cash-flow-table.js';
import { CASH_AT_END, CASH_AT_START, CASH_GROWTH, itemSource } from './cash-flow-figures.js';
import {
  creditItem,
  debitItem,
  type CheckDefinition,
  type LineDefinition,
} from './statement-definition.js';

/** The rows of these items in their printed order, each positive the way its money goes. */
export function itemLines(
  items: readonly CashFlowItem[],
  from: number,
  through: number,
): LineDefinition[] {
  return items
    .filter(({ code }) => Number(code) >= from && Number(code) <= through)
    .map(({ code, name, direction }) =>
      (direction === 'in' ? debitItem : creditItem)(Number(code), name, itemSource(code)),
    );
}

/** The cash that was there at the beginning of the month, and of the year. */
export function cashAtStart(row: number, label: string): LineDefinition {
  return { ...debitItem(row, label, CASH_AT_START), level: 0 };
}

/** What the statement ends in is what the books hold in cash and banks. */
export function cashAgrees(left: readonly number[]): CheckDefinition {
  return {
    name: '期末现金余额＝库存现金、银行存款和其他货币资金的期末余额',
    left,
    relation: '=',
    right: { side: 'debit', sources: [{ account: CASH_AT_END }] },
  };
}

/** By what the statement says that cash grew, it grew in the books. */
export function cashGrowthAgrees(left: readonly number[]): CheckDefinition {
  return {
    name: '现金净增加额＝货币资金的期末余额－期初余额',
    left,
    relation: '=',
    right: { side: 'debit', sources: [{ account: CASH_GROWTH }] },
  };
}
