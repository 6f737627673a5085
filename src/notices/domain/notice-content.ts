import { Money } from '../../kernel/money.js';
import { isOperating, type MovementNature } from '../../oversight/domain/nature.js';
import type { MeetingRecord, MeetingItem } from '../../oversight/domain/meeting-record.js';
import {
  WHOLE_MONTH,
  type MonthReport,
  type ReportedAssets,
  type ReportedBook,
  type ReportedCharity,
  type ReportedClaim,
  type ReportedCommunity,
  type ReportedFund,
  type ReportedMovement,
} from '../../oversight/domain/month-report.js';
import { maskName } from './masking.js';
import type { NoticePeriod } from './notice-period.js';

/** What hangs on the board: nothing but what everybody may read (农经发〔2011〕13号: 逐项逐笔公布). */
export interface NoticeContent {
  readonly format: 'notice/1';
  readonly id: string;
  /** Where the notice stands on the web and objections are made. */
  readonly url: string;
  readonly community: ReportedCommunity;
  readonly month: string;
  readonly reportVersion: number;
  readonly reportedBy: string;
  /** SHA-256 of the frozen figures. */
  readonly sha256: string;
  readonly period: NoticePeriod;
  readonly phone: string | null;
  readonly books: readonly NoticeBook[];
  readonly assets: ReportedAssets;
  readonly charity: ReportedCharity;
  readonly meeting: NoticeMeeting;
  /** Who signs the sheet, by office. */
  readonly signatories: Signatories;
  /** What residents objected to in the notice before, and the answers. */
  readonly earlier: readonly NoticeObjection[];
  readonly correction: { readonly supersedes: string; readonly reason: string } | null;
  /** Where the operation log ended before the publication: every vote and document up to here is sealed by it. */
  readonly log: { readonly seq: number; readonly head: string };
}

export interface NoticeBook {
  readonly bookNo: number;
  readonly kind: ReportedBook['kind'];
  readonly name: string;
  readonly opening: string;
  readonly income: readonly NoticeMovement[];
  readonly incomeSubtotals: readonly Subtotal[];
  readonly incomeTotal: string;
  readonly incomeParts: MovementParts;
  readonly expenditure: readonly NoticeMovement[];
  readonly expenditureSubtotals: readonly Subtotal[];
  readonly expenditureTotal: string;
  readonly expenditureParts: MovementParts;
  readonly closing: string;
  readonly pettyCash: string;
  readonly pettyCashSpent: readonly NoticeMovement[];
  readonly pettyCashSpentTotal: string;
  /** Evenings above the cash limit, with what was said of them; left out when there are none. */
  readonly cashAlerts?: readonly string[];
  readonly receivables: readonly ReportedClaim[];
  readonly receivablesTotal: string;
  readonly payables: readonly ReportedClaim[];
  readonly payablesTotal: string;
  readonly investments: readonly ReportedClaim[];
  readonly investmentsTotal: string;
  readonly funds: readonly ReportedFund[];
  readonly chain: ReportedBook['chain'];
}

export interface NoticeMovement {
  readonly id: string;
  readonly date: string;
  readonly voucher: string;
  readonly item: string;
  readonly counterparty: string | null;
  readonly nature: MovementNature;
  readonly amount: string;
  readonly handledBy: string | null;
  readonly approvedBy: readonly string[];
  /** What the supervisors decided; null for income. */
  readonly vote: NoticeVote | null;
}

/** What of the receipts is income and what of the payments expenditure; the rest only changes its place. */
export interface MovementParts {
  readonly operating: string;
  readonly other: string;
  readonly others: readonly {
    readonly nature: MovementNature;
    readonly count: number;
    readonly amount: string;
  }[];
}

/** Names by office; an office with several holders has several. */
export interface Signatories {
  readonly accountant: string;
  readonly directors: readonly string[];
  readonly secretaries: readonly string[];
  readonly supervisors: readonly string[];
}

export interface NoticeVote {
  readonly approve: number;
  readonly reject: number;
  readonly abstain: number;
  readonly recused: number;
  readonly absent: number;
}

export interface Subtotal {
  readonly item: string;
  readonly count: number;
  readonly amount: string;
}

export interface NoticeMeeting {
  readonly date: string;
  readonly place: string;
  readonly chair: string;
  readonly present: readonly string[];
  readonly absent: readonly string[];
  readonly month: NoticeVote;
  readonly itemsApproved: number;
  readonly opinion: string | null;
  readonly resolutions: readonly { readonly item: string; readonly resolutionNo: string }[];
}

export interface NoticeObjection {
  readonly receivedOn: string;
  readonly name: string | null;
  readonly line: string | null;
  readonly text: string;
  readonly replies: readonly {
    readonly text: string;
    readonly by: string;
    readonly on: string;
  }[];
}

/** What a notice is made from. */
export interface NoticeSource {
  readonly id: string;
  readonly url: string;
  readonly report: MonthReport;
  readonly sha256: string;
  readonly meeting: MeetingRecord;
  readonly period: NoticePeriod;
  readonly phone: string | null;
  readonly officers: Omit<Signatories, 'accountant'>;
  readonly earlier: readonly NoticeObjection[];
  readonly correction: NoticeContent['correction'];
  readonly log: NoticeContent['log'];
}

/** Draws the notice from the frozen report and the meeting that approved it; natural persons are masked here, once. */
export function noticeContent(source: NoticeSource): NoticeContent {
  const { report, meeting } = source;
  const votes = new Map(meeting.items.map((item) => [item.item, voteOf(item, meeting)]));
  return {
    format: 'notice/1',
    id: source.id,
    url: source.url,
    community: report.community,
    month: report.month,
    reportVersion: report.version,
    reportedBy: report.reportedBy,
    sha256: source.sha256,
    period: source.period,
    phone: source.phone,
    books: report.books.map((book) => noticeBook(book, votes)),
    assets: {
      ...report.assets,
      arrears: report.assets.arrears.map((row) => ({ ...row, tenant: maskName(row.tenant) })),
      leases: report.assets.leases.map((row) => ({ ...row, tenant: maskName(row.tenant) })),
    },
    charity: report.charity,
    meeting: noticeMeeting(meeting, votes),
    signatories: { ...source.officers, accountant: report.reportedBy },
    earlier: source.earlier,
    correction: source.correction,
    log: source.log,
  };
}

function noticeBook(book: ReportedBook, votes: ReadonlyMap<string, NoticeVote>): NoticeBook {
  const { movements } = book;
  const voted = (movement: ReportedMovement): NoticeMovement =>
    noticeMovement(movement, votes.get(movement.id) ?? null);
  return {
    bookNo: book.bookNo,
    kind: book.kind,
    name: book.name,
    opening: movements.opening,
    income: movements.income.map((movement) => noticeMovement(movement, null)),
    incomeSubtotals: subtotals(movements.income),
    incomeTotal: movements.incomeTotal,
    incomeParts: partsOf(movements.income),
    expenditure: movements.expenditure.map(voted),
    expenditureSubtotals: subtotals(movements.expenditure),
    expenditureTotal: movements.expenditureTotal,
    expenditureParts: partsOf(movements.expenditure),
    closing: movements.closing,
    pettyCash: movements.pettyCash,
    pettyCashSpent: movements.pettyCashSpent.map(voted),
    pettyCashSpentTotal: movements.pettyCashSpentTotal,
    ...(book.cashAlerts === undefined ? {} : { cashAlerts: book.cashAlerts }),
    receivables: book.receivables,
    receivablesTotal: book.receivablesTotal,
    payables: book.payables,
    payablesTotal: book.payablesTotal,
    investments: book.investments,
    investmentsTotal: book.investmentsTotal,
    funds: book.funds,
    chain: book.chain,
  };
}

function noticeMovement(movement: ReportedMovement, vote: NoticeVote | null): NoticeMovement {
  const { id, date, voucher, item, counterparty, nature, amount, handledBy, approvedBy } = movement;
  return {
    id,
    date,
    voucher,
    item,
    counterparty: counterparty === null ? null : maskName(counterparty, movement.counterpartyKind),
    nature,
    amount,
    handledBy,
    approvedBy,
    vote,
  };
}

/** Parts the receipts or the payments by what they are in the books. */
export function partsOf(
  movements: readonly Pick<ReportedMovement, 'nature' | 'amount'>[],
): MovementParts {
  const sum = (list: typeof movements): string =>
    Money.sum(list.map(({ amount }) => Money.of(amount))).toString();
  const other = movements.filter(({ nature }) => !isOperating(nature));
  const natures = [...new Set(other.map(({ nature }) => nature))];
  return {
    operating: sum(movements.filter(({ nature }) => isOperating(nature))),
    other: sum(other),
    others: natures.map((nature) => {
      const list = other.filter((movement) => movement.nature === nature);
      return { nature, count: list.length, amount: sum(list) };
    }),
  };
}

/** Sums by item, in the order of their first appearance; only where an item comes more than once. */
function subtotals(movements: readonly ReportedMovement[]): Subtotal[] {
  const groups = new Map<string, ReportedMovement[]>();
  for (const movement of movements) {
    groups.set(movement.item, [...(groups.get(movement.item) ?? []), movement]);
  }
  return [...groups]
    .filter(([, list]) => list.length > 1)
    .map(([item, list]) => ({
      item,
      count: list.length,
      amount: Money.sum(list.map(({ amount }) => Money.of(amount))).toString(),
    }));
}

function voteOf({ tally }: MeetingItem, { members }: MeetingRecord): NoticeVote {
  const { approve, reject, abstain, recused } = tally;
  const absent = members.length - approve - reject - abstain - recused;
  return { approve, reject, abstain, recused, absent };
}

function noticeMeeting(
  meeting: MeetingRecord,
  votes: ReadonlyMap<string, NoticeVote>,
): NoticeMeeting {
  const names = (present: boolean): string[] =>
    meeting.members.filter((member) => member.present === present).map(({ name }) => name);
  const nobody = { approve: 0, reject: 0, abstain: 0, recused: 0, absent: meeting.members.length };
  return {
    date: meeting.date,
    place: meeting.place,
    chair: meeting.chair.name,
    present: names(true),
    absent: names(false),
    month: votes.get(WHOLE_MONTH) ?? nobody,
    itemsApproved: meeting.items.filter(({ item, tally }) => item !== WHOLE_MONTH && tally.carries)
      .length,
    opinion: meeting.opinion,
    resolutions: meeting.resolutions.map(({ item, resolutionNo }) => ({ item, resolutionNo })),
  };
}
