import { DomainError } from './domain-error.js';
import { addDays, addMonths, parseLocalDate, type LocalDate } from './local-date.js';

declare const month: unique symbol;

/** An accounting month, 'YYYY-MM'; the order of the text is the order of the months. */
export type Month = string & { readonly [month]: true };

/** Reads a month between 1900 and 2999. @throws DomainError month-malformed */
export function parseMonth(text: string): Month {
  if (!/^(19|2\d)\d\d-(0[1-9]|1[0-2])$/.test(text)) {
    throw new DomainError('month-malformed', { month: text.slice(0, 40) });
  }
  return text as Month;
}

/** The month a day lies in. */
export function monthOf(date: LocalDate): Month {
  return date.slice(0, 7) as Month;
}

/** The first day of a month. */
export function firstDay(of: Month): LocalDate {
  return parseLocalDate(`${of}-01`);
}

/** The last day of a month, 29 February in a leap year. */
export function lastDay(of: Month): LocalDate {
  return addDays(firstDay(nextMonth(of)), -1);
}

/** The month after. */
export function nextMonth(of: Month): Month {
  return monthOf(addMonths(firstDay(of), 1));
}

/** The month before. */
export function previousMonth(of: Month): Month {
  return monthOf(addMonths(firstDay(of), -1));
}

/** The months from the first through the last, both counted. */
export function monthsBetween(from: Month, through: Month): Month[] {
  const months: Month[] = [];
  for (let at = from; at <= through; at = nextMonth(at)) months.push(at);
  return months;
}

/** 2026年3月 */
export function chineseMonth(of: Month): string {
  const [year, number] = of.split('-').map(Number);
  return `${year}年${number}月`;
}
