import { localDateOf, type LocalDate } from '../../kernel/local-date.js';

/** The only place that reads the time. A set start makes the clock begin there and run on from it. */
export class Clock {
  private readonly offset: number;

  constructor(startsAt: Date | null = null) {
    this.offset = startsAt === null ? 0 : startsAt.getTime() - Date.now();
  }

  now(): Date {
    return new Date(Date.now() + this.offset);
  }

  /** Today's business day in Asia/Shanghai. */
  today(): LocalDate {
    return localDateOf(this.now());
  }
}
