import { DomainError } from '../../kernel/domain-error.js';
import { Money } from '../../kernel/money.js';
import { partsOf } from '../../notices/domain/notice-content.js';
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
  | 'phone'
  | 'replaces'
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
  const income = months.flatMap(({ book }) => book.movements.income);
  const expenditure = months.flatMap(({ book }) => book.movements.expenditure);
  return {
    bookNo,
    kind: last.kind,
    name: last.name,
    standard: last.standard,
    ...overMonths(flows),
    months: flows,
    incomeParts: partsOf(income),
    expenditureParts: partsOf(expenditure),
    recognised: {
      income: sumOf(months.map(({ book }) => book.recognised.income)),
      expense: sumOf(months.map(({ book }) => book.recognised.expense)),
    },
    restriction: last.restriction,
    investments: last.investments,
    investmentsTotal: last.investmentsTotal,
    incomeItems: itemsOf(income),
    expenditureItems: itemsOf(expenditure),
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

function sumOf(amounts: readonly string[]): string {
  return Money.sum(amounts.map((amount) => Money.of(amount))).toString();
}

/** By the account on the other side: 保安服务费 and 2月保安服务费 are one item, the words are its details. */
function itemsOf(movements: readonly ReportedMovement[]): FiledItem[] {
  const byAccount = new Map<string, ReportedMovement[]>();
  for (const movement of movements) {
    const key = movement.account?.code ?? movement.item;
    byAccount.set(key, [...(byAccount.get(key) ?? []), movement]);
  }
  return [...byAccount.values()]
    .flatMap((list): FiledItem[] => {
      const [first] = list;
      if (first === undefined) return [];
      return [
        {
          item: first.account?.name ?? first.item,
          accountCode: first.account?.code ?? null,
          nature: first.nature,
          details: [...new Set(list.map(({ item }) => item))],
          count: list.length,
          amount: sumOf(list.map(({ amount }) => amount)),
        },
      ];
    })
    .sort((a, b) => Money.of(b.amount).compare(Money.of(a.amount)));
}

function filedCharity(reports: readonly MonthReport[]): FiledCharity {
  const months = reports.map(({ charity }) => charity);
  const codes = [...new Set(months.flatMap(({ funds }) => funds.map(({ code }) => code)))].sort();
  return {
    donations: months.reduce((count, { donations }) => count + donations, 0),
    received: sumOf(months.map(({ received }) => received)),
    spent: sumOf(months.map(({ spent }) => spent)),
    funds: codes.flatMap((code) => {
      const rows = months.flatMap(({ funds }) => funds.filter((fund) => fund.code === code));
      const first = rows.at(0);
      const last = rows.at(-1);
      if (first === undefined || last === undefined) return [];
      return [
        {
          ...last,
          opening: first.opening,
          received: sumOf(rows.map(({ received }) => received)),
          used: sumOf(rows.map(({ used }) => used)),
        },
      ];
    }),
  };
}
