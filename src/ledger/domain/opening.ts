import { DomainError } from '../../kernel/domain-error.js';
import { Money } from '../../kernel/money.js';
import type { AccountFacts, Side } from './account.js';

/** One balance with which a book begins. */
export interface OpeningDraft {
  readonly accountCode: string;
  readonly side: Side;
  readonly amount: string;
  readonly fundCode?: string | null;
}

/** What the book has, as far as its opening balances ask. */
export interface OpeningBook {
  readonly accounts: ReadonlyMap<string, AccountFacts>;
  readonly funds: ReadonlySet<string>;
}

/**
 * Opening balances stand in lowest accounts and funds of the book, each once, and balance.
 * @throws DomainError account-unknown, account-not-leaf, fund-unknown, fund-on-money-line, opening-repeated, opening-unbalanced
 */
export function checkOpening(lines: readonly OpeningDraft[], book: OpeningBook): void {
  const seen = new Set<string>();
  for (const [index, line] of lines.entries()) {
    checkLine(line, `/lines/${index}`, book);
    const key = `${line.accountCode} ${line.fundCode ?? ''}`;
    if (seen.has(key)) {
      const detail = `科目 ${line.accountCode} 的期初余额重复，请合为一笔。`;
      const errors = [{ pointer: `/lines/${index}`, detail }];
      throw new DomainError('opening-repeated', { account: line.accountCode }, errors);
    }
    seen.add(key);
  }
  checkTotals(lines);
}

function checkLine(
  { accountCode, fundCode }: OpeningDraft,
  pointer: string,
  book: OpeningBook,
): void {
  const account = book.accounts.get(accountCode);
  const at = `${pointer}/accountCode`;
  if (account === undefined) {
    const errors = [{ pointer: at, detail: `本账套没有科目 ${accountCode}。` }];
    throw new DomainError('account-unknown', { account: accountCode }, errors);
  }
  if (!account.leaf) {
    const detail = `${accountCode} ${account.name} 有下级科目，请记到末级科目。`;
    throw new DomainError('account-not-leaf', { account: accountCode }, [{ pointer: at, detail }]);
  }
  if (fundCode === undefined || fundCode === null) return;
  const where = `${pointer}/fundCode`;
  if (!book.funds.has(fundCode)) {
    const errors = [{ pointer: where, detail: `本账套没有专项 ${fundCode}。` }];
    throw new DomainError('fund-unknown', { fund: fundCode }, errors);
  }
  if (account.money !== null) {
    const detail = '专项代码应写在对方科目的分录上，不写在现金或银行存款上。';
    const errors = [{ pointer: where, detail }];
    throw new DomainError('fund-on-money-line', { account: accountCode }, errors);
  }
}

function checkTotals(lines: readonly OpeningDraft[]): void {
  const total = (side: Side): Money =>
    Money.sum(lines.filter((line) => line.side === side).map(({ amount }) => Money.of(amount)));
  const [debit, credit] = [total('debit'), total('credit')];
  if (debit.equals(credit)) return;
  throw new DomainError(
    'opening-unbalanced',
    {
      debit: debit.toString(),
      credit: credit.toString(),
      difference: debit.minus(credit).toString(),
    },
    [{ pointer: '/lines', detail: '期初余额借贷合计不相等。' }],
  );
}
