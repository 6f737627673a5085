import { DomainError } from '../../kernel/domain-error.js';
import type { ProblemCode } from '../../kernel/problems.js';
import type { AccountFacts } from '../../ledger/domain/account.js';
import type { LineDraft } from '../../ledger/domain/voucher-line.js';
import type { FundAccount } from './fund-account.js';

/** Kinds by which a person pays small sums out of petty cash. */
const SMALL_EXPENSE: readonly string[] = ['manual', 'import', 'correction', 'difference'];

type Chart = ReadonlyMap<string, AccountFacts>;

/**
 * Invariant 8 for what a person writes (现金管理暂行条例 第十一条(二)): the two lines move by receipts, allocations and payments
 * alone, and nothing is paid straight out of income. A book without fund accounts keeps no two lines yet.
 * @throws DomainError sitting-spend, money-account-not-marked, revenue-only-by-receipt, expenditure-only-by-allocation,
 *   expenditure-only-by-payment, petty-cash-only-by-top-up, petty-cash-only-for-small-expense
 */
export function checkHandMade(
  { kind, lines }: { readonly kind: string; readonly lines: readonly LineDraft[] },
  accounts: Chart,
  fundAccounts: readonly FundAccount[],
  pointer: string,
): void {
  if (fundAccounts.length === 0 || kind === 'reversal') return;
  const refuse = (code: ProblemCode, { accountCode }: LineDraft, index: number): DomainError =>
    new DomainError(code, { account: accountCode, source: kind }, [
      {
        pointer: `${pointer}/lines/${index}/accountCode`,
        detail: '请改用别的科目，或改办相应单据。',
      },
    ]);
  const category = ({ accountCode }: LineDraft): string | undefined =>
    accounts.get(accountCode)?.category;
  const spent = lines.some(
    (line) => isDebit(line) && ['expense', 'cost'].includes(category(line) ?? ''),
  );
  const income = lines.some((line) => category(line) === 'income');
  lines.forEach((line, index) => {
    if (kind !== 'closing' && spent && category(line) === 'income' && !isDebit(line)) {
      throw refuse('sitting-spend', line, index);
    }
    const money = accounts.get(line.accountCode)?.money ?? null;
    const code = money === null ? null : refusalOf(line, kind, income, fundAccounts);
    if (code !== null) throw refuse(code, line, index);
  });
}

/** Why a person may not write this line of money; null when he may. */
function refusalOf(
  line: LineDraft,
  kind: string,
  income: boolean,
  fundAccounts: readonly FundAccount[],
): ProblemCode | null {
  const marked = fundAccounts.find(({ accountCode }) => accountCode === line.accountCode);
  if (marked === undefined) return 'money-account-not-marked';
  if (marked.line === 'revenue') return isDebit(line) ? 'revenue-only-by-receipt' : 'sitting-spend';
  if (marked.line === 'expenditure') {
    return isDebit(line) ? 'expenditure-only-by-allocation' : 'expenditure-only-by-payment';
  }
  if (income) return 'sitting-spend';
  if (isDebit(line)) return 'petty-cash-only-by-top-up';
  return SMALL_EXPENSE.includes(kind) ? null : 'petty-cash-only-for-small-expense';
}

function isDebit({ debit }: LineDraft): boolean {
  return debit !== undefined && !debit.isZero();
}
