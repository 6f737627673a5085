import { DomainError } from '../../kernel/domain-error.js';
import { parseLocalDate, type LocalDate } from '../../kernel/local-date.js';
import { firstDay, lastDay, parseMonth } from '../../kernel/month.js';
import type { LedgerRangeQuery } from './reports.dto.js';

/** The days asked for, whole months counted from their first through their last day; by default the year so far. */
export function daysOf(
  { from, through }: Pick<LedgerRangeQuery, 'from' | 'through'>,
  today: LocalDate,
): { from: LocalDate; through: LocalDate } {
  const last = through === undefined ? today : dayOf(through, lastDay);
  const first =
    from === undefined ? parseLocalDate(`${last.slice(0, 4)}-01-01`) : dayOf(from, firstDay);
  if (last < first) {
    throw new DomainError('validation-failed', {}, [
      { pointer: '/through', detail: `不能早于 ${first}。` },
    ]);
  }
  return { from: first, through: last };
}

function dayOf(text: string, edge: typeof firstDay): LocalDate {
  return text.length === 7 ? edge(parseMonth(text)) : parseLocalDate(text);
}
