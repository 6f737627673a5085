import { DomainError } from '../../kernel/domain-error.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { chineseMonth, monthOf, type Month } from '../../kernel/month.js';

declare const checked: unique symbol;

/** One line of a bank statement, seen from the community: money in is positive, money out negative. */
export interface BankLineDraft {
  readonly date: LocalDate;
  readonly amount: Money;
  readonly description: string;
  readonly counterparty: string | null;
  /** The bank's own number of the entry. */
  readonly reference: string | null;
  /** The balance after the line, where the bank prints it. */
  readonly balance: Money | null;
  /** The row of the file that it stands in. */
  readonly row?: number;
}

/** What a bank says of one account and one month. */
export interface StatementDraft {
  readonly accountCode: string;
  readonly month: Month;
  readonly openingBalance: Money;
  readonly closingBalance: Money;
  readonly lines: readonly BankLineDraft[];
}

/** A statement that adds up; only checkStatement makes one, and storage takes nothing else. */
export type CheckedStatement = StatementDraft & { readonly [checked]: true };

interface FieldError {
  readonly pointer: string;
  readonly detail: string;
}

/**
 * Checks a statement by its own figures: each line inside the month, every printed balance in its chain,
 * opening + in − out = closing (会计基础工作规范 第六十二条(三)).
 * @throws DomainError bank-statement-in-future, bank-line-amount-zero, bank-line-outside-month, bank-balance-broken,
 *   bank-statement-unbalanced
 */
export function checkStatement(statement: StatementDraft, today: LocalDate): CheckedStatement {
  const { month, openingBalance, closingBalance, lines } = statement;
  if (month > monthOf(today)) throw new DomainError('bank-statement-in-future', { month, today });
  checkDates(statement, today);
  checkBalances(statement);
  const received = Money.sum(lines.filter((l) => l.amount.isPositive()).map((l) => l.amount));
  const paid = Money.sum(lines.filter((l) => l.amount.isNegative()).map((l) => l.amount)).negated();
  const computed = openingBalance.plus(received).minus(paid);
  if (!computed.equals(closingBalance)) {
    throw new DomainError('bank-statement-unbalanced', {
      opening: openingBalance.format(),
      received: received.format(),
      paid: paid.format(),
      closing: closingBalance.format(),
      difference: computed.minus(closingBalance).format(),
    });
  }
  return statement as CheckedStatement;
}

function checkDates({ month, lines }: StatementDraft, today: LocalDate): void {
  const errors: FieldError[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.amount.isZero()) {
      throw new DomainError('bank-line-amount-zero', { line: index + 1 });
    }
    if (monthOf(line.date) !== month || line.date > today) {
      errors.push({
        pointer: placeOf(line, index, 'date'),
        detail: `${line.date} 不在 ${chineseMonth(month)}内或晚于今天。`,
      });
    }
  }
  if (errors.length > 0) {
    throw new DomainError('bank-line-outside-month', { month, count: errors.length }, errors);
  }
}

function checkBalances({ openingBalance, lines }: StatementDraft): void {
  let running = openingBalance;
  for (const [index, line] of lines.entries()) {
    running = running.plus(line.amount);
    if (line.balance !== null && !line.balance.equals(running)) {
      throw new DomainError(
        'bank-balance-broken',
        {
          line: line.row ?? index + 1,
          printed: line.balance.format(),
          computed: running.format(),
        },
        [
          {
            pointer: placeOf(line, index, 'balance'),
            detail: `应为 ${running.format()}，对账单上为 ${line.balance.format()}。`,
          },
        ],
      );
    }
  }
}

/** Where a line stands: in its row of the file, which may be in another order, or in the body. */
function placeOf({ row }: BankLineDraft, index: number, field: string): string {
  return row === undefined ? `/lines/${index}/${field}` : `/rows/${row}`;
}

/** Oldest first: many banks print the newest line first; on a single day the printed balances tell. */
export function oldestFirst(lines: readonly BankLineDraft[]): readonly BankLineDraft[] {
  const [first, last] = [lines[0], lines.at(-1)];
  if (first === undefined || last === undefined || first.date < last.date) return lines;
  const reversed = [...lines].reverse();
  if (first.date > last.date) return reversed;
  return !chains(lines) && chains(reversed) ? reversed : lines;
}

function chains(lines: readonly BankLineDraft[]): boolean {
  return lines.every((line, index) => {
    const before = lines[index - 1]?.balance;
    if (before === null || before === undefined || line.balance === null) return true;
    return before.plus(line.amount).equals(line.balance);
  });
}

/** A statement of the same account that was entered before; balances as text of two decimals. */
export interface Neighbour {
  readonly month: string;
  readonly openingBalance: string;
  readonly closingBalance: string;
}

/**
 * Checks that a statement begins where the account's last one ended, and ends where its next one begins.
 * @throws DomainError bank-statement-exists, bank-statement-not-continuous
 */
export function checkNeighbours(statement: StatementDraft, known: readonly Neighbour[]): void {
  const { month } = statement;
  const sorted = [...known].sort((a, b) => (a.month < b.month ? -1 : 1));
  if (sorted.some((other) => other.month === month)) throw new DomainError('bank-statement-exists');
  const before = sorted.filter((other) => other.month < month).at(-1);
  const after = sorted.find((other) => other.month > month);
  const meet = (neighbour: string, expected: string, given: Money): void => {
    if (Money.of(expected).equals(given)) return;
    throw new DomainError('bank-statement-not-continuous', {
      month,
      neighbour,
      expected,
      given: given.toString(),
    });
  };
  if (before !== undefined) meet(before.month, before.closingBalance, statement.openingBalance);
  if (after !== undefined) meet(after.month, after.openingBalance, statement.closingBalance);
}
