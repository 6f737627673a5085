import {
  fractionText,
  hasQuorum,
  objectionsOf,
  quorumOf,
  tallyItem,
  type MeetingRules,
  type MeetingState,
  type Tally,
  type Vote,
  type VoteChoice,
} from './meeting.js';
import { spentOf, WHOLE_MONTH, type MonthReport } from './month-report.js';
import { recusalReason, type Recusal } from './recusal.js';

/** A supervisory meeting as it is told to others: who was there, how each item was voted, what came out. */
export interface MeetingRecord {
  readonly id: string;
  readonly month: string;
  readonly reportVersion: number;
  readonly state: MeetingState;
  readonly date: string;
  readonly place: string;
  readonly chair: { readonly id: string; readonly name: string };
  readonly members: readonly MeetingMember[];
  readonly quorum: {
    readonly rule: string;
    readonly needed: number;
    readonly present: number;
    readonly holds: boolean;
  };
  readonly majority: string;
  readonly items: readonly MeetingItem[];
  readonly resolutions: readonly MeetingResolution[];
  /** What the report warns of: evenings above the cash limit, book by book. */
  readonly cashAlerts: readonly string[];
  readonly opinion: string | null;
  /** Why the meeting could not approve; empty when it can or did. */
  readonly objections: readonly string[];
  readonly calledBy: string;
  readonly concludedBy: string | null;
  readonly concludedAt: string | null;
}

export interface MeetingMember {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly present: boolean;
}

/** An item, its count and each member's vote. */
export interface MeetingItem {
  readonly item: string;
  readonly name: string;
  readonly amount: string | null;
  readonly tally: Tally;
  readonly votes: readonly MeetingVote[];
}

export interface MeetingVote {
  readonly memberId: string;
  readonly member: string;
  readonly choice: VoteChoice;
  readonly comment: string | null;
  /** The chair, where he recorded the vote of a member present; null: cast by the member. */
  readonly recordedBy: string | null;
  /** Stood aside by the rules, since the meeting was called; nothing was cast. */
  readonly automatic: boolean;
}

/** The residents' meeting's decision on an item that the supervisors could not decide. */
export interface MeetingResolution {
  readonly item: string;
  readonly resolutionNo: string;
  readonly decidedOn: string;
}

export const CHOICE_NAMES: Readonly<Record<VoteChoice, string>> = {
  approve: '赞成',
  reject: '反对',
  abstain: '弃权',
  recused: '回避',
};

/** Why a meeting returns a report: its opinion, then what did not carry. */
export function returnReason(opinion: string | null, objections: readonly string[]): string {
  return [opinion, ...objections].filter((part) => part !== null).join('；');
}

/** What a meeting is made of. */
export interface MeetingParts {
  readonly meeting: StoredMeeting;
  readonly members: readonly MeetingMember[];
  readonly votes: readonly StoredVote[];
  readonly recusals: readonly Recusal[];
  readonly resolutions: readonly MeetingResolution[];
  readonly report: MonthReport;
}

interface StoredMeeting extends MeetingRules {
  readonly id: string;
  readonly month: string;
  readonly reportVersion: number;
  readonly state: MeetingState;
  readonly date: string;
  readonly place: string;
  readonly chairId: string;
  readonly opinion: string | null;
  readonly calledBy: string;
  readonly concludedBy: string | null;
  readonly concludedAt: Date | null;
}

interface StoredVote extends Vote {
  readonly comment: string | null;
  readonly castById: string;
  readonly castBy: string;
}

/** Puts a meeting together and counts it. */
export function meetingRecord(parts: MeetingParts): MeetingRecord {
  const { meeting, members, resolutions } = parts;
  const present = members.filter((member) => member.present).length;
  const items = countedItems(parts);
  const names = new Map(items.map(({ item, name }) => [item, name]));
  const { chairId, quorum, majority, concludedAt, ...rest } = meeting;
  return {
    ...rest,
    chair: { id: chairId, name: members.find(({ id }) => id === chairId)?.name ?? '' },
    members,
    quorum: {
      rule: fractionText(quorum),
      needed: quorumOf(members.length, meeting),
      present,
      holds: hasQuorum(members.length, present, meeting),
    },
    majority: fractionText(majority),
    items,
    resolutions,
    cashAlerts: cashAlertsOf(parts.report),
    objections: objectionsOf(
      members.length,
      present,
      items.map(({ tally }) => tally),
      meeting,
      (item) => names.get(item) ?? item,
    ),
    concludedAt: concludedAt?.toISOString() ?? null,
  };
}

function countedItems(parts: MeetingParts): MeetingItem[] {
  const { meeting, members, resolutions, report } = parts;
  const votesOn = votesByItem(parts);
  return described(report).map(({ item, name, amount }) => {
    const votes = votesOn.get(item) ?? [];
    const counted = votes.map((vote) => ({ ...vote, item }));
    const resolved = resolutions.some((resolution) => resolution.item === item);
    const tally = tallyItem(item, counted, members.length, meeting, resolved);
    return { item, name, amount, tally, votes };
  });
}

/** Who stands aside, then who voted, item by item. */
function votesByItem({ members, votes, recusals }: MeetingParts): Map<string, MeetingVote[]> {
  const nameOf = new Map(members.map(({ id, name }) => [id, name]));
  const found = new Map<string, MeetingVote[]>();
  const add = (item: string, vote: Omit<MeetingVote, 'member'>): void => {
    const list = found.get(item) ?? [];
    list.push({ ...vote, member: nameOf.get(vote.memberId) ?? '' });
    found.set(item, list);
  };
  for (const { memberId, item, parts } of recusals) {
    const comment = recusalReason(parts);
    add(item, { memberId, choice: 'recused', comment, recordedBy: null, automatic: true });
  }
  for (const { memberId, item, choice, comment, castById, castBy } of votes) {
    const recordedBy = castById === memberId ? null : castBy;
    add(item, { memberId, choice, comment, recordedBy, automatic: false });
  }
  return found;
}

function described(report: MonthReport): { item: string; name: string; amount: string | null }[] {
  const spent = report.books.flatMap(({ name: book, movements }) =>
    spentOf(movements).map(({ id, voucher, item, counterparty, amount }) => ({
      item: id,
      name: `${book} ${voucher}　${item}${counterparty === null ? '' : `（${counterparty}）`}`,
      amount,
    })),
  );
  return [...spent, { item: WHOLE_MONTH, name: '全月收支', amount: null }];
}

function cashAlertsOf({ books }: MonthReport): string[] {
  return books.flatMap(({ name, cashAlerts = [] }) =>
    cashAlerts.map((alert) => `${name}：${alert}`),
  );
}
