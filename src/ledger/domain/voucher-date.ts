import { DomainError } from '../../kernel/domain-error.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { monthOf } from '../../kernel/month.js';

/** When a book takes vouchers: from its opening through today, but not in months that stand still. */
export interface OpenDays {
  readonly openedOn: string;
  readonly today: LocalDate;
  /** The state of each month that takes no more vouchers. */
  readonly closed: ReadonlyMap<string, string>;
}

/**
 * A voucher's date lies in the book's life and in an open month.
 * @throws DomainError date-before-book-opened, date-in-future, month-not-open; the pointer is that of the date
 */
export function checkVoucherDate(
  date: LocalDate,
  { openedOn, today, closed }: OpenDays,
  pointer: string,
): void {
  const at = (detail: string): { pointer: string; detail: string }[] => [{ pointer, detail }];
  if (date < openedOn) {
    const facts = { date, openedOn };
    throw new DomainError('date-before-book-opened', facts, at(`不能早于 ${openedOn}。`));
  }
  checkNotInFuture(date, today, pointer);
  const month = monthOf(date);
  const state = closed.get(month);
  if (state !== undefined) {
    throw new DomainError('month-not-open', { month, state }, at('这个月份已不再记账。'));
  }
}

/** What has not happened yet is not recorded yet. @throws DomainError date-in-future */
export function checkNotInFuture(date: LocalDate, today: LocalDate, pointer: string): void {
  if (date <= today) return;
  throw new DomainError('date-in-future', { date, today }, [
    { pointer, detail: `不能晚于今天 ${today}。` },
  ]);
}
