import { DomainError } from './domain-error.js';
import { addDays, parseLocalDate, type LocalDate } from './local-date.js';
import { Money } from './money.js';

/** A row of a table that somebody dropped in, numbered as a spreadsheet does: the first is 1. */
export interface TableRow {
  readonly number: number;
  readonly cells: readonly string[];
  /** What the first cell of a merged range says, at the columns of its other cells. */
  readonly merged?: Readonly<Record<number, string>>;
}

/** Words of a row that adds up what stands above it. */
const TOTAL = /^(合计|总计|小计|本页合计|本页小计|本月合计|累计)[:：]?$/;
const GRAND_TOTAL = /^(合计|总计)[:：]?$/;

/** A cell without blanks at its ends, the full-width ones of Chinese tables among them. */
export function plainCell(cell: string | undefined): string {
  return (cell ?? '').trim();
}

/** A cell as an answer repeats it: the beginning tells which one is meant. */
export function shownCell(cell: string): string {
  const signs = Array.from(cell.slice(0, 100));
  return signs.length > 40 ? `${signs.slice(0, 40).join('')}…` : cell;
}

/** A title as tables write it in many ways: without blanks, marks of what is required, and full-width brackets. */
export function plainTitle(cell: string | undefined): string {
  return (cell ?? '')
    .normalize('NFKC')
    .replace(/[\s*\p{Cc}\ufeff]/gu, '')
    .replace(/\((必填|元|人民币)\)$/u, '');
}

/** Whether a text marks a row of totals; only a grand total adds up all rows above. */
export function totalMark(text: string): 'grand' | 'part' | null {
  const plain = text.replace(/\s/g, '');
  if (GRAND_TOTAL.test(plain)) return 'grand';
  return TOTAL.test(plain) ? 'part' : null;
}

/** Characters of a date at most, the time of day and blanks among them; what is longer is not searched. */
const LONGEST_DATE = 64;

/** A date as accountants and spreadsheets write it, or null: 2026-1-5, 2026/1/5, 2026.1.5, 2026年1月5日, 20260105, 46027. */
export function dateInCell(text: string): LocalDate | null {
  if (text.length > LONGEST_DATE) return null;
  const plain = text.replace(/[ T]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/, '');
  const parts =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  try {
    if (parts !== null) {
      const [, year = '', month = '', day = ''] = parts;
      return parseLocalDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
    }
    // Day 1 of a spreadsheet is 1 January 1900, and it counts a 29 February 1900 that never was.
    const [, serial] = /^([2-7]\d{4})(?:\.\d+)?$/.exec(plain) ?? [];
    return serial === undefined ? null : addDays(parseLocalDate('1900-01-01'), Number(serial) - 2);
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

/**
 * An amount with or without sign, currency mark, 元 and thousands separators; spreadsheets put what is negative in
 * brackets. null for an empty cell.
 */
export function amountInCell(text: string): Money | null | 'malformed' {
  const unmarked = withoutCurrency(text);
  const bracketed = /^[(（](.+)[)）]$/.exec(unmarked)?.[1];
  const plain = bracketed === undefined ? unmarked : withoutCurrency(bracketed);
  if (plain === '') return null;
  if (!/^-?(\d+|\d{1,3}(,\d{3})+)(\.\d{1,2})?$/.test(plain)) return 'malformed';
  if (bracketed !== undefined && plain.startsWith('-')) return 'malformed';
  try {
    const amount = Money.of(plain.replaceAll(',', '').replace(/^(-?)0+(?=\d)/, '$1'));
    return bracketed === undefined ? amount : amount.negated();
  } catch (error) {
    if (error instanceof DomainError) return 'malformed';
    throw error;
  }
}

function withoutCurrency(text: string): string {
  return text
    .replace(/^[¥￥]\s*/, '')
    .replace(/\s*元$/, '')
    .replace(/^\+/, '');
}
