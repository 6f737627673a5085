import { DomainError } from '../../kernel/domain-error.js';
import { parseMonth, type Month } from '../../kernel/month.js';

/** A year of a book, or what it has of it. */
export interface ExportYear {
  readonly year: number;
  readonly from: Month;
  readonly through: Month;
}

/**
 * The years that a book is taken away by: from its first month through the last in which it moved, earlier years whole.
 * @throws DomainError export-year-outside-book
 */
export function exportYears(opened: Month, last: Month, wanted: number | null): ExportYear[] {
  const end = last > opened ? last : opened;
  const [first, final] = [yearOf(opened), yearOf(end)];
  if (wanted !== null && (wanted < first || wanted > final)) {
    throw new DomainError('export-year-outside-book', { year: wanted, first, last: final }, [
      { pointer: '/year', detail: `应在 ${first} 与 ${final} 之间。` },
    ]);
  }
  const years: ExportYear[] = [];
  for (let year = wanted ?? first; year <= (wanted ?? final); year += 1) {
    years.push({
      year,
      from: year === first ? opened : parseMonth(`${year}-01`),
      through: year === final ? end : parseMonth(`${year}-12`),
    });
  }
  return years;
}

function yearOf(month: Month): number {
  return Number(month.slice(0, 4));
}
