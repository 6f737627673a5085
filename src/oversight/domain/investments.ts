import { Money } from '../../kernel/money.js';
import type { AccountFacts } from '../../ledger/domain/account.js';
import type { Standard } from '../../ledger/domain/standards/standard.js';
import { fullName } from './claims.js';
import type { ReportedBalance, ReportedClaim } from './month-report.js';

/** 短期投资 and 长期投资 of each standard, time deposits among them; impairment is set off by its sign. */
const INVESTMENTS: Readonly<Record<Standard, readonly string[]>> = {
  'rural-collective-2023': ['111', '141'],
  'small-enterprise-2011': ['1101', '1501', '1511'],
  'non-profit-2004': ['1101', '1102', '1401', '1402', '1421'],
  'non-profit-2024': ['1101', '1102', '1401', '1402', '1403', '1421'],
};

/** Whether an account holds investments. */
export function isInvestmentAccount(standard: Standard, code: string): boolean {
  return INVESTMENTS[standard].some((prefix) => code.startsWith(prefix));
}

/** What the book has laid out beside its bank accounts, leaf by leaf (农经发〔2011〕13号: 各项资产). */
export function investmentsOf(
  standard: Standard,
  accounts: readonly AccountFacts[],
  rows: readonly ReportedBalance[],
): ReportedClaim[] {
  const byCode = new Map(accounts.map((account) => [account.code, account]));
  return rows.flatMap((row) => {
    const account = byCode.get(row.accountCode);
    if (account?.leaf !== true || !isInvestmentAccount(standard, account.code)) return [];
    const amount = Money.of(row.closingDebit).minus(Money.of(row.closingCredit));
    if (amount.isZero()) return [];
    return [
      { accountCode: account.code, name: fullName(account, byCode), amount: amount.toString() },
    ];
  });
}
