import { DomainError } from './domain-error.js';

declare const localDate: unique symbol;

/** A business day in Asia/Shanghai, 'YYYY-MM-DD'; the order of the text is the order of the days. */
export type LocalDate = string & { readonly [localDate]: true };

const DAY = 86_400_000;

/** Reads an existing day between 1900 and 2999. @throws DomainError date-malformed */
export function parseLocalDate(text: string): LocalDate {
  const wellFormed = /^(19|2\d)\d\d-\d\d-\d\d$/.test(text);
  if (!wellFormed || textOf(new Date(`${text}T00:00:00Z`)) !== text) {
    throw new DomainError('date-malformed', { date: text.slice(0, 40) });
  }
  return text as LocalDate;
}

/** The day some days on; back when negative. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return parseLocalDate(textOf(new Date(utc(date) + days * DAY)));
}

/** Days from the first to the second; negative when the second is earlier. */
export function daysBetween(from: LocalDate, through: LocalDate): number {
  return Math.round((utc(through) - utc(from)) / DAY);
}

/** The same day some months on, or the last day of a shorter month. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0));
  last.setUTCDate(Math.min(day, last.getUTCDate()));
  return parseLocalDate(textOf(last));
}

/** The business day of an instant, whatever the machine's zone. */
export function localDateOf(instant: Date): LocalDate {
  return parseLocalDate(textOf(new Date(instant.getTime() + 8 * 3_600_000)));
}

/** 2026年3月5日: no zero padding (GB/T 9704-2012 成文日期). */
export function chineseDate(date: LocalDate): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

function utc(date: LocalDate): number {
  return Date.parse(`${date}T00:00:00Z`);
}

function textOf(date: Date): string {
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10);
}
