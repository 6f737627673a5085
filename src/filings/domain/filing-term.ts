import { addDays, type LocalDate } from '../../kernel/local-date.js';
import { lastDay, previousMonth, monthOf } from '../../kernel/month.js';
import { monthsOf, quarterOf, type Quarter } from '../../kernel/quarter.js';

/** The last day on which a quarter's filing is in time. */
export function dueOn(quarter: Quarter, days: number): LocalDate {
  return addDays(lastDay(monthsOf(quarter)[2]), days);
}

/** The last quarter that has ended before a day. */
export function endedQuarter(today: LocalDate): Quarter {
  const current = monthsOf(quarterOf(monthOf(today)));
  return quarterOf(previousMonth(current[0]));
}
