import { DomainError, type FieldError } from '../../kernel/domain-error.js';
import { parseLocalDate, type LocalDate } from '../../kernel/local-date.js';
import { lastDay, type Month } from '../../kernel/month.js';
import type { Money } from '../../kernel/money.js';
import type { Side } from './account.js';
import type { LineDraft } from './voucher-line.js';

/** A line of a template: its side is fixed, its amount may wait until the template is used. */
export interface TemplateLine extends Omit<LineDraft, 'debit' | 'credit'> {
  readonly side: Side;
  readonly amount?: Money;
}

/** When a template makes its voucher by itself: on a day of each month of a span. */
export interface TemplateSchedule {
  readonly day: number | 'last';
  readonly from: Month;
  readonly through?: Month;
}

/**
 * The lines of a template with the amounts that are given for them, by line number from 1.
 * @throws DomainError template-amount-missing, template-line-unknown
 */
export function linesOf(
  lines: readonly TemplateLine[],
  amounts: ReadonlyMap<number, Money> = new Map<number, Money>(),
): LineDraft[] {
  for (const lineNo of amounts.keys()) {
    if (lines[lineNo - 1] === undefined) {
      throw new DomainError('template-line-unknown', {}, [
        { pointer: '/amounts', detail: `模板没有第 ${lineNo} 行。` },
      ]);
    }
  }
  const missing: FieldError[] = [];
  const filled = lines.flatMap(({ side, amount: fixed, ...line }, index) => {
    const amount = amounts.get(index + 1) ?? fixed;
    if (amount !== undefined) return [{ ...line, [side]: amount }];
    missing.push({
      pointer: '/amounts',
      detail: `请填写第 ${index + 1} 行（${line.summary}）的金额。`,
    });
    return [];
  });
  if (missing.length > 0) throw new DomainError('template-amount-missing', {}, missing);
  return filled;
}

/** The day on which a template is due in a month; null when it is not. */
export function dueDay(schedule: TemplateSchedule | null, month: Month): LocalDate | null {
  if (schedule === null || month < schedule.from) return null;
  if (schedule.through !== undefined && month > schedule.through) return null;
  if (schedule.day === 'last') return lastDay(month);
  return parseLocalDate(`${month}-${String(schedule.day).padStart(2, '0')}`);
}
