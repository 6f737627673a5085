import { chineseDate, parseLocalDate } from '../kernel/local-date.js';
import { Money } from '../kernel/money.js';
import type { Block } from '../platform/pdf/document.js';
import type { Cell, Column, Row } from '../platform/pdf/table.js';

/** Rows are read on a wall, from an arm's length and more. */
export const ROW_SIZE = 12;

/** A day as 2026年1月5日. */
export function day(date: string): string {
  return chineseDate(parseLocalDate(date));
}

/** A heading without a number. */
export function heading(text: string, level: 1 | 2 = 1): Block {
  return { kind: 'heading', level, text, numbered: false };
}

/** A paragraph of running text. */
export function paragraph(text: string): Block {
  return { kind: 'paragraph', text };
}

/** An amount as people write it; a negative one is red. */
export function figure(amount: string): Cell {
  const money = Money.of(amount);
  return money.isNegative() ? { text: money.format(), tone: 'red' } : money.format();
}

/** A table in the type of the sheet. */
export function table(columns: readonly Column[], rows: readonly Row[], emptyText: string): Block {
  return { kind: 'table', table: { columns, rows, size: ROW_SIZE, emptyText } };
}

/** A note in small type; null leaves nothing. */
export function small(text: string | null, keepWithNext = false): Block[] {
  if (text === null) return [];
  return [{ kind: 'paragraph', text, small: true, indent: false, keepWithNext }];
}
