import { DomainError } from '../../kernel/domain-error.js';
import { addDays, addMonths, daysBetween, type LocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';

/** How often rent is paid. */
export const RENT_PERIODS = ['month', 'quarter', 'year'] as const;
export type RentPeriod = (typeof RENT_PERIODS)[number];

const MONTHS: Readonly<Record<RentPeriod, number>> = { month: 1, quarter: 3, year: 12 };

/** 民法典 第七百零五条 */
const LONGEST_TERM_MONTHS = 240;

/** What a contract says of time and money: the rent of a period, or the total of the whole term. */
export interface LeaseTerms {
  readonly from: LocalDate;
  readonly through: LocalDate;
  readonly period: RentPeriod;
  readonly rent?: Money;
  readonly total?: Money;
}

/** The rent of one period; it falls due on the period's first day. */
export interface ScheduledRent {
  readonly no: number;
  readonly from: LocalDate;
  readonly through: LocalDate;
  readonly dueOn: LocalDate;
  readonly amount: Money;
}

interface Span {
  readonly from: LocalDate;
  readonly through: LocalDate;
  /** Days of the term in the period, and days of the whole period. */
  readonly days: number;
  readonly wholeDays: number;
}

/**
 * A lease ends on or after its first day and within twenty years (民法典 第七百零五条).
 * @throws DomainError lease-term-backwards, lease-term-too-long
 */
export function checkTerm({ from, through }: Pick<LeaseTerms, 'from' | 'through'>): void {
  if (through < from) {
    throw new DomainError('lease-term-backwards', { from, through }, [
      { pointer: '/through', detail: '止日早于起日，请核对合同。' },
    ]);
  }
  const last = addDays(addMonths(from, LONGEST_TERM_MONTHS), -1);
  if (through > last) {
    throw new DomainError('lease-term-too-long', { from, through, last }, [
      { pointer: '/through', detail: `自 ${from} 起的租期最晚到 ${last}。` },
    ]);
  }
}

/**
 * Cuts a term into periods, day by day; the last one may be partial and is paid by days.
 * The parts sum to the contract: rent times the whole periods and the partial one, or the total as it stands.
 * @throws DomainError lease-term-backwards, lease-term-too-long, lease-rent-or-total
 */
export function rentSchedule(terms: LeaseTerms): ScheduledRent[] {
  checkTerm(terms);
  const spans = spansOf(terms);
  const amounts = amountsOf(spans, terms);
  return spans.map(({ from, through }, index) => ({
    no: index + 1,
    from,
    through,
    dueOn: from,
    amount: amounts[index] ?? Money.ZERO,
  }));
}

/** What of a period's rent is owed when the lease's last day is this one: by days. */
export function rentThrough(
  rent: Pick<ScheduledRent, 'from' | 'through' | 'amount'>,
  lastDay: LocalDate,
): Money {
  if (lastDay >= rent.through) return rent.amount;
  if (lastDay < rent.from) return Money.ZERO;
  const days = daysBetween(rent.from, lastDay) + 1;
  return share(rent.amount, days, daysBetween(rent.from, rent.through) + 1);
}

function spansOf({ from, through, period }: LeaseTerms): Span[] {
  const spans: Span[] = [];
  for (let count = 0; ; count += 1) {
    const start = addMonths(from, count * MONTHS[period]);
    if (start > through) return spans;
    const end = addDays(addMonths(from, (count + 1) * MONTHS[period]), -1);
    const last = end < through ? end : through;
    spans.push({
      from: start,
      through: last,
      days: daysBetween(start, last) + 1,
      wholeDays: daysBetween(start, end) + 1,
    });
  }
}

function amountsOf(spans: readonly Span[], { rent, total }: LeaseTerms): Money[] {
  if (rent !== undefined && total === undefined) {
    return spans.map(({ days, wholeDays }) => share(rent, days, wholeDays));
  }
  if (rent === undefined && total !== undefined) {
    const whole = spans.at(-1)?.wholeDays ?? 1;
    return total.allocate(spans.map(({ days, wholeDays }) => (days < wholeDays ? days : whole)));
  }
  throw new DomainError('lease-rent-or-total', {}, [
    { pointer: '/rent', detail: '每期租金 rent 与合同总额 total 填且只填一项。' },
  ]);
}

function share(amount: Money, days: number, wholeDays: number): Money {
  return amount.allocate([days, wholeDays - days])[0] ?? Money.ZERO;
}
