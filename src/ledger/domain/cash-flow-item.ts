import { NON_PROFIT_CASH_FLOW } from './standards/non-profit.cash-flow.js';
import { SMALL_ENTERPRISE_CASH_FLOW } from './standards/small-enterprise-2011.cash-flow.js';
import type { CashFlowItem, CashFlowTable } from './standards/cash-flow-table.js';
import type { Standard } from './standards/standard.js';
import type { AccountFacts } from './account.js';
import { DomainError } from '../../kernel/domain-error.js';
import { Money } from '../../kernel/money.js';
import type { LineDraft } from './voucher-line.js';

const TABLES: Readonly<Record<Standard, CashFlowTable | null>> = {
  // 农村集体经济组织会计制度（财会〔2023〕14号）没有现金流量表。
  'rural-collective-2023': null,
  'small-enterprise-2011': SMALL_ENTERPRISE_CASH_FLOW,
  'non-profit-2004': NON_PROFIT_CASH_FLOW['non-profit-2004'],
  'non-profit-2024': NON_PROFIT_CASH_FLOW['non-profit-2024'],
};

type Accounts = ReadonlyMap<string, AccountFacts>;

/** The items of a standard's cash flow statement in printed order; none when it has no such statement. */
export function cashFlowItemsOf(standard: Standard): readonly CashFlowItem[] {
  return TABLES[standard]?.items ?? [];
}

/** The rows for what no other row takes; null when the standard has no such statement. */
export function otherItemsOf(standard: Standard): { in: string; out: string } | null {
  const table = TABLES[standard];
  return table === null ? null : { in: table.otherIn, out: table.otherOut };
}

/**
 * Gives each line of money its row of the cash flow statement: the one that was written, or the one that the largest
 * counter-account proposes. What only passes between money accounts has none; where money stands on both sides of a
 * voucher beside other accounts, its lines share the item of what remains, so that they net to it.
 */
export function withCashFlowItems(
  lines: readonly LineDraft[],
  accounts: Accounts,
  standard: Standard,
): readonly LineDraft[] {
  const table = TABLES[standard];
  if (table === null || !lines.some((line) => isMoney(line, accounts))) return lines;
  const proposed = proposedItem(lines, accounts, table);
  if (proposed === null) return lines;
  return lines.map((line) =>
    isMoney(line, accounts) && line.cashFlowItem === undefined
      ? { ...line, cashFlowItem: proposed }
      : line,
  );
}

/**
 * An item stands on a line of money, is one of the standard's, and points the way that the money goes.
 * @throws DomainError cash-flow-item-unknown, cash-flow-item-on-transfer, cash-flow-item-wrong-way
 */
export function checkCashFlowItems(
  lines: readonly LineDraft[],
  accounts: Accounts,
  standard: Standard,
  pointer: string,
): void {
  const moneyOnly = lines.every((line) => isMoney(line, accounts));
  lines.forEach((line, index) => {
    if (line.cashFlowItem === undefined) return;
    const at = `${pointer}/lines/${index}/cashFlowItem`;
    const item = cashFlowItemsOf(standard).find(({ code }) => code === line.cashFlowItem);
    if (item === undefined || !isMoney(line, accounts)) {
      const detail = isMoney(line, accounts)
        ? `本账套的现金流量表没有项目 ${line.cashFlowItem}。`
        : '现金流量项目只写在现金、银行存款等资金科目的分录上。';
      throw new DomainError('cash-flow-item-unknown', {}, [{ pointer: at, detail }]);
    }
    if (moneyOnly) {
      const detail = '资金科目之间划转不是现金流量，请删去项目。';
      throw new DomainError('cash-flow-item-on-transfer', {}, [{ pointer: at, detail }]);
    }
    if (!pointsRight(item, line, lines, accounts)) {
      const detail = `“${item.name}”是${item.direction === 'in' ? '流入' : '流出'}项目，与本行收付方向不符。`;
      throw new DomainError('cash-flow-item-wrong-way', {}, [{ pointer: at, detail }]);
    }
  });
}

/** What is paid back of an income, or comes back of an expense, lessens its own row. */
function pointsRight(
  { direction }: CashFlowItem,
  line: LineDraft,
  lines: readonly LineDraft[],
  accounts: Accounts,
): boolean {
  const against = direction === 'in' ? 'credit' : 'debit';
  if (line[against] === undefined) return true;
  const along = direction === 'in' ? 'debit' : 'credit';
  const lessened = direction === 'in' ? ['income'] : ['expense', 'cost'];
  return lines.some(
    (other) =>
      other[along] !== undefined &&
      (isMoney(other, accounts) ||
        lessened.includes(accounts.get(other.accountCode)?.category ?? '')),
  );
}

function proposedItem(
  lines: readonly LineDraft[],
  accounts: Accounts,
  table: CashFlowTable,
): string | null {
  const others = lines.filter((line) => !isMoney(line, accounts));
  const net = Money.sum(
    lines
      .filter((line) => isMoney(line, accounts))
      .map((line) => (line.debit ?? Money.ZERO).minus(line.credit ?? Money.ZERO)),
  );
  const side = counterSide(lines, accounts, net);
  const counters = others.filter((line) => line[side] !== undefined);
  const [first, ...rest] = counters.length === 0 ? others : counters;
  if (first === undefined) return null;
  const largest = rest.reduce(
    (best, line) => (weight(line).greaterThan(weight(best)) ? line : best),
    first,
  );
  const rule = table.rules.find(
    ({ accounts: prefixes, details }) =>
      prefixes.some((prefix) => largest.accountCode.startsWith(prefix)) &&
      (details === undefined || isNamed(largest.accountCode, details, accounts)),
  );
  return side === 'credit' ? (rule?.moneyIn ?? table.otherIn) : (rule?.moneyOut ?? table.otherOut);
}

/** Whether an account, or one above it, bears one of the names. */
function isNamed(code: string, names: readonly string[], accounts: Accounts): boolean {
  return [...accounts.values()].some(
    (account) => code.startsWith(account.code) && names.includes(account.name),
  );
}

/** Money that stands on one side is met on the other, red letters too; on both sides its remainder decides. */
function counterSide(
  lines: readonly LineDraft[],
  accounts: Accounts,
  net: Money,
): 'debit' | 'credit' {
  const money = lines.filter((line) => isMoney(line, accounts));
  if (money.every((line) => line.credit === undefined)) return 'credit';
  if (money.every((line) => line.debit === undefined)) return 'debit';
  return net.isNegative() ? 'debit' : 'credit';
}

function weight(line: LineDraft): Money {
  return (line.debit ?? line.credit ?? Money.ZERO).abs();
}

function isMoney({ accountCode }: LineDraft, accounts: Accounts): boolean {
  return (accounts.get(accountCode)?.money ?? null) !== null;
}
