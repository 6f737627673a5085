import { addDays, type LocalDate } from '../../kernel/local-date.js';
import type { AccountFacts } from './account.js';

/** An account under the name that it bore in a span of time. */
export interface NamedAccount extends AccountFacts {
  /** The names from the standard's account down to this one; of a closed account as they were when it was closed. */
  readonly names: readonly string[];
}

/** The chart of a book in a span of time; a change of standard begins another. */
export interface ChartSpan {
  /** The last day; null for the span that has not ended. */
  readonly through: LocalDate | null;
  readonly accounts: readonly NamedAccount[];
}

/** The chart of a book by date: codes may bear two names over time, and each paper says the one of its day. */
export class DatedChart {
  constructor(
    /** In the order of time; the last one has not ended. */
    readonly spans: readonly ChartSpan[],
  ) {}

  /** The span in which a day lies. */
  spanOn(day: LocalDate): ChartSpan {
    const span = this.spans.find(({ through }) => through === null || day <= through);
    if (span === undefined) throw new Error(`no chart on ${day}`);
    return span;
  }

  /** The accounts as they were called on a day. */
  on(day: LocalDate): readonly NamedAccount[] {
    return this.spanOn(day).accounts;
  }
}

/** The day whose names a voucher bears: what carries balances into a new standard still names the old accounts. */
export function nameDay({ source, date }: { source: string; date: LocalDate }): LocalDate {
  return source === 'conversion' ? addDays(date, -1) : date;
}
