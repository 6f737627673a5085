import type { AccountFacts } from '../account.js';
import type { Standard } from '../standards/standard.js';
import {
  creditItem,
  debitItem,
  heading,
  type LineDefinition,
  ofWhich,
  type StatementDefinition,
  total,
} from './statement-definition.js';

/**
 * 收支明细表: every account of income and of expense with its sub-accounts, as the book has them; the monthly and
 * quarterly statement of the collective bookkeeping rules (村集体经济组织会计制度 会计报表, by analogy for the
 * other standards). Its result is the one that the standard's own statement reaches.
 */
export function incomeDetail(
  standard: Standard,
  accounts: readonly AccountFacts[],
): StatementDefinition {
  const lines: LineDefinition[] = [];
  const rows = { next: 1 };
  const incomes = section(accounts, 'income', creditItem, rows);
  lines.push(heading('一、收入'), ...incomes);
  const incomeRow = rows.next++;
  lines.push(total(incomeRow, '收入合计', topRows(incomes)));
  const expenses = section(accounts, 'expense', debitItem, rows);
  lines.push(heading('二、支出'), ...expenses);
  const expenseRow = rows.next++;
  lines.push(
    total(expenseRow, '支出合计', topRows(expenses)),
    total(rows.next, '三、收支结余', [incomeRow, -expenseRow]),
  );
  return {
    standard,
    kind: 'income-detail',
    form: null,
    title: '收支明细表',
    columns: 'flow',
    lines,
    checks: [],
  };
}

function section(
  accounts: readonly AccountFacts[],
  category: 'income' | 'expense',
  item: typeof debitItem,
  rows: { next: number },
): LineDefinition[] {
  return accounts
    .filter((account) => account.category === category)
    .map(({ code, name, parentCode }) => {
      const line = item(rows.next++, name, code);
      return parentCode === null ? line : ofWhich(line);
    });
}

function topRows(lines: readonly LineDefinition[]): number[] {
  return lines.flatMap(({ row, level }) => (row === null || level !== 1 ? [] : [row]));
}
