import { DomainError } from '../../kernel/domain-error.js';
import { Money } from '../../kernel/money.js';
import type {
  MonthReport,
  ReportedBook,
  ReportedMovement,
} from '../../oversight/domain/month-report.js';
import type {
  FiledBook,
  FiledCharity,
  FiledItem,
  FiledMeeting,
  FiledMonth,
  FiledNotice,
  FiledStatement,
  FilingData,
  QuarterFlow,
} from './filing-data.js';
import { problemsOf } from './filing-problems.js';

/** A published month as its own room gives it. */
export interface MonthSource {
  readonly report: MonthReport;
  readonly reportSha256: string;
  readonly meeting: FiledMeeting;
  readonly notice: FiledNotice;
}

/** What a filing is made from; nothing in it is computed anew. */
export interface QuarterSources {
  readonly months: readonly [MonthSource, MonthSource, MonthSource];
  /** The statutory statements of each book at the quarter's end. */
  readonly statements: ReadonlyMap<number, readonly FiledStatement[]>;
}

/** What identifies a filing and who made it. */
export type FilingHead = Pick<
  FilingData,
  | 'quarter'
  | 'version'
  | 'documentNumber'
  | 'code'
  | 'compiledAt'
  | 'compiledBy'
  | 'dueOn'
  | 'contact'
> & { readonly problems: readonly string[]; readonly plans: readonly string[] };

/**
 * Draws a quarter from three frozen month reports.
 * @throws DomainError filing-figures-disagree when a month does not go on where its forerunner ended
 */
export function compileFiling(head: FilingHead, sources: QuarterSources): FilingData {
  const reports = sources.months.map(({ report }) => report);
  const last = sources.months[2].report;
  const bookNos = [...new Set(reports.flatMap(({ books }) => books.map(({ bookNo }) => bookNo)))];
  const books = bookNos
    .sort((a, b) => a - b)
    .map((bookNo) => filedBook(bookNo, reports, sources.statements.get(bookNo) ?? []));
  const months = sources.months.map(filedMonth);
  const figures = {
    months,
    books,
    totals: sumOfFlows(books),
    assets: last.assets,
    charity: filedCharity(reports),
  };
  return {
    format: 'quarter-filing/1',
    community: last.community,
    ...head,
    ...figures,
    problems: [...problemsOf(figures), ...head.problems],
  };
}

function filedMonth({ report, reportSha256, meeting, notice }: MonthSource): FiledMonth {
  const { month, version, reportedAt } = report;
  return { month, reportVersion: version, reportedAt, reportSha256, meeting, notice };
}

function filedBook(
  bookNo: number,
  reports: readonly MonthReport[],
  statements: readonly FiledStatement[],
): FiledBook {
  const months = reports.flatMap(({ month, books }) => {
    const book = books.find((candidate) => candidate.bookNo === bookNo);
    return book === undefined ? [] : [{ month, book }];
  });
  const flows = months.map(({ month, book }) => ({ month, ...flowOf(book) }));
  const last = months.at(-1)?.book;
  if (last === undefined)
    throw new DomainError('filing-figures-disagree', { month: '', book: bookNo });
  checkFlows(last.name, flows);
  const movements = months.map(({ book }) => book.movements);
  return {
    bookNo,
    kind: last.kind,
    name: last.name,
    standard: last.standard,
    ...overMonths(flows),
    months: flows,
    incomeItems: itemsOf(movements.flatMap(({ income }) => income)),
    expenditureItems: itemsOf(movements.flatMap(({ expenditure }) => expenditure)),
    receivables: last.receivables,
    receivablesTotal: last.receivablesTotal,
    payables: last.payables,
    payablesTotal: last.payablesTotal,
    funds: last.funds,
    statements,
    chain: last.chain,
  };
}

function flowOf({ movements }: ReportedBook): QuarterFlow {
  return {
    opening: movements.opening,
    income: movements.incomeTotal,
    expenditure: movements.expenditureTotal,
    closing: movements.closing,
    pettyCash: movements.pettyCash,
  };
}

/** Each month adds up, and goes on where the month before ended (invariant 6). */
function checkFlows(book: string, flows: readonly (QuarterFlow & { month: string })[]): void {
  flows.forEach((flow, index) => {
    const before = flows[index - 1];
    const ends = Money.of(flow.opening).plus(Money.of(flow.income));
    const adds = ends.minus(Money.of(flow.expenditure)).equals(Money.of(flow.closing));
    if (!adds || (before !== undefined && before.closing !== flow.opening)) {
      throw new DomainError('filing-figures-disagree', { month: flow.month, book });
    }
  });
}

function overMonths(flows: readonly QuarterFlow[]): QuarterFlow {
  const total = (key: keyof QuarterFlow): string =>
    Money.sum(flows.map((flow) => Money.of(flow[key]))).toString();
  return {
    opening: flows.at(0)?.opening ?? '0.00',
    income: total('income'),
    expenditure: total('expenditure'),
    closing: flows.at(-1)?.closing ?? '0.00',
    pettyCash: flows.at(-1)?.pettyCash ?? '0.00',
  };
}

function sumOfFlows(flows: readonly QuarterFlow[]): QuarterFlow {
  const total = (key: keyof QuarterFlow): string =>
    Money.sum(flows.map((flow) => Money.of(flow[key]))).toString();
  return {
    opening: total('opening'),
    income: total('income'),
    expenditure: total('expenditure'),
    closing: total('closing'),
    pettyCash: total('pettyCash'),
  };
}

function itemsOf(movements: readonly ReportedMovement[]): FiledItem[] {
  const byItem = new Map<string, { count: number; amount: Money }>();
  for (const { item, amount } of movements) {
    const known = byItem.get(item) ?? { count: 0, amount: Money.ZERO };
    const added = { count: known.count + 1, amount: known.amount.plus(Money.of(amount)) };
    byItem.set(item, added);
  }
  return [...byItem]
    .sort(([, a], [, b]) => b.amount.compare(a.amount))
    .map(([item, { count, amount }]) => ({ item, count, amount: amount.toString() }));
}

function filedCharity(reports: readonly MonthReport[]): FiledCharity {
  const months = reports.map(({ charity }) => charity);
  const sum = (amounts: readonly string[]): string =>
    Money.sum(amounts.map((amount) => Money.of(amount))).toString();
  const codes = [...new Set(months.flatMap(({ funds }) => funds.map(({ code }) => code)))].sort();
  return {
    donations: months.reduce((count, { donations }) => count + donations, 0),
    received: sum(months.map(({ received }) => received)),
    spent: sum(months.map(({ spent }) => spent)),
    funds: codes.flatMap((code) => {
      const rows = months.flatMap(({ funds }) => funds.filter((fund) => fund.code === code));
      const first = rows.at(0);
      const last = rows.at(-1);
      if (first === undefined || last === undefined) return [];
      return [
        {
          ...last,
          opening: first.opening,
          received: sum(rows.map(({ received }) => received)),
          used: sum(rows.map(({ used }) => used)),
        },
      ];
    }),
  };
}
