import { Money } from '../../kernel/money.js';
import type { Standard } from '../../ledger/domain/standards/standard.js';
import { statementOf } from '../../ledger/domain/statements/statement-catalogue.js';
import type { ReportedBalance, ReportedFund } from './month-report.js';

/** The two sides of restricted money; both in the books at the same day. */
export interface RestrictionFacts {
  /** 限定性净资产 and restricted income that is not carried there yet. */
  readonly netAssets: Money;
  /** What the restricted funds still hold. */
  readonly funds: Money;
}

/** Restricted money by its accounts and by its funds; null for a standard without 限定性净资产. */
export function restrictionsOf(
  standard: Standard,
  rows: readonly ReportedBalance[],
  funds: readonly ReportedFund[],
): RestrictionFacts | null {
  const codes = statementOf(standard, 'activities')?.restricted;
  if (codes === undefined) return null;
  const bound = rows.filter(({ accountCode }) => codes.includes(accountCode));
  return {
    netAssets: Money.sum(
      bound.map((row) => Money.of(row.closingCredit).minus(Money.of(row.closingDebit))),
    ),
    funds: Money.sum(
      funds.filter(({ restricted }) => restricted).map(({ balance }) => Money.of(balance)),
    ),
  };
}
