import { DomainError } from './domain-error.js';
import { nextMonth, parseMonth, type Month } from './month.js';

declare const quarter: unique symbol;

/** A calendar quarter, 'YYYY-Qn'. */
export type Quarter = string & { readonly [quarter]: true };

/** Reads a quarter between 1900 and 2999. @throws DomainError quarter-malformed */
export function parseQuarter(text: string): Quarter {
  if (!/^(19|2\d)\d\d-Q[1-4]$/.test(text)) {
    throw new DomainError('quarter-malformed', { quarter: text.slice(0, 40) });
  }
  return text as Quarter;
}

/** The quarter a month lies in. */
export function quarterOf(month: Month): Quarter {
  const [year, number = 1] = month.split('-').map(Number);
  return parseQuarter(`${year}-Q${Math.ceil(number / 3)}`);
}

/** The three months of a quarter, in order. */
export function monthsOf(of: Quarter): readonly [Month, Month, Month] {
  const first = parseMonth(
    `${of.slice(0, 4)}-${String(Number(of.slice(6)) * 3 - 2).padStart(2, '0')}`,
  );
  const second = nextMonth(first);
  return [first, second, nextMonth(second)];
}

/** 2026年第一季度 */
export function chineseQuarter(of: Quarter): string {
  return `${of.slice(0, 4)}年第${'一二三四'[Number(of.slice(6)) - 1]}季度`;
}
