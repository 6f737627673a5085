import { Money } from '../../kernel/money.js';
import type { Month } from '../../kernel/month.js';
import type { AccountFacts } from '../../ledger/domain/account.js';
import type { Standard } from '../../ledger/domain/standards/standard.js';
import { yearEndRuleOf } from '../../ledger/domain/year-end/year-end-catalogue.js';
import { leftOnYear, type LeftOnYear } from '../../ledger/domain/year-end/year-state.js';
import type { ReportedBalance } from './month-report.js';

/** What still stands on the year at the end of its December; null in other months. */
export function yearLeft(
  standard: Standard,
  month: Month,
  accounts: readonly AccountFacts[],
  rows: readonly ReportedBalance[],
): LeftOnYear | null {
  if (!month.endsWith('-12')) return null;
  const leaves = new Set(accounts.filter(({ leaf }) => leaf).map(({ code }) => code));
  const balances = rows
    .filter(({ accountCode }) => leaves.has(accountCode))
    .map(({ accountCode, closingDebit, closingCredit }) => ({
      accountCode,
      fundCode: null,
      counterparty: null,
      dimensions: {},
      balance: Money.of(closingDebit).minus(Money.of(closingCredit)),
    }));
  return leftOnYear(yearEndRuleOf(standard), accounts, balances);
}
