import { DomainError } from '../../kernel/domain-error.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { monthOf, type Month } from '../../kernel/month.js';

/** What was in the box, and what the book said that evening. */
export interface CashCount {
  readonly date: LocalDate;
  readonly bookBalance: Money;
  readonly counted: Money;
}

/** A cash account's month: its balances and each movement. */
export interface CashMonth {
  readonly accountCode: string;
  readonly opening: Money;
  readonly closing: Money;
  readonly movements: readonly { readonly date: LocalDate; readonly amount: Money }[];
}

/** Cash is counted in every month in which there was any (现金管理暂行条例 第十二条：日清月结，账款相符). */
export function needsCounting({ opening, closing, movements }: CashMonth): boolean {
  return !(opening.isZero() && closing.isZero() && movements.length === 0);
}

/** The balance of a cash account at the end of a day. */
export function balanceOn({ opening, movements }: CashMonth, date: LocalDate): Money {
  return Money.sum([
    opening,
    ...movements.filter((movement) => movement.date <= date).map(({ amount }) => amount),
  ]);
}

/** A count holds for its month when nothing moved after it and the box agrees with the book to the fen. */
export function countAgrees(month: CashMonth, count: CashCount): boolean {
  return (
    !month.movements.some(({ date }) => date > count.date) && count.counted.equals(month.closing)
  );
}

/**
 * Checks a count before it is kept: inside its month, not in the future, not negative, by two people.
 * @throws DomainError cash-count-outside-month, cash-count-negative, cash-count-needs-two-people, cash-difference-unexplained
 */
export function checkCashCount(
  count: {
    readonly month: Month;
    readonly date: LocalDate;
    readonly counted: Money;
    readonly bookBalance: Money;
    readonly counterId: string;
    readonly witnessId: string;
    readonly explanation: string | null;
  },
  today: LocalDate,
): void {
  const { month, date } = count;
  if (monthOf(date) !== month || date > today) {
    throw new DomainError('cash-count-outside-month', { date, month, today });
  }
  if (count.counted.isNegative()) throw new DomainError('cash-count-negative');
  if (count.counterId === count.witnessId) throw new DomainError('cash-count-needs-two-people');
  const difference = count.counted.minus(count.bookBalance);
  if (!difference.isZero() && count.explanation === null) {
    throw new DomainError('cash-difference-unexplained', { difference: difference.format() });
  }
}
