import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { localDateOf, type LocalDate } from '../kernel/local-date.js';
import { chineseMonth, parseMonth, type Month } from '../kernel/month.js';
import { MonthsService } from '../ledger/months.service.js';
import type { ReadTx, Tx } from '../platform/database/transaction.js';
import {
  checkBallot,
  checkMeetingDate,
  outcomeOf,
  spellOut,
  type MeetingOutcome,
  type Vote,
} from './domain/meeting.js';
import {
  CHOICE_NAMES,
  meetingRecord,
  returnReason,
  type MeetingMember,
  type MeetingRecord,
  type MeetingResolution,
  type MeetingVote,
} from './domain/meeting-record.js';
import type { MonthReport } from './domain/month-report.js';
import { MONTH_STATE_NAMES } from './domain/month-state.js';
import { checkRecusal } from './domain/recusal.js';
import {
  findMeeting,
  insertMeeting,
  insertResolutions,
  insertVotes,
  lockMeeting,
  meetingsOf,
  membersOf,
  recusalsIn,
  resolutionsOf,
  updateAttendance,
  updateMeeting,
  votesOf,
  type MeetingRow,
} from './storage/meetings.queries.js';
import { insertReturn, latestReport, reportVersion } from './storage/reports.queries.js';

export interface NewMeeting {
  readonly date: LocalDate;
  readonly place: string;
  /** Usernames or ids of all supervisors; absent: all of them. */
  readonly members?: readonly string[];
  /** Username or id; absent: the caller when he is a supervisor, else the first of them. */
  readonly chair?: string;
}

/** One line of a ballot paper; the member is a username or an id, absent: the caller. */
export interface Ballot {
  readonly member?: string;
  readonly item: string;
  readonly choice: Vote['choice'];
  readonly comment?: string;
}

/** The supervisory meeting on a reported month (居务监督委员会). */
@Injectable()
export class MeetingsService {
  constructor(private readonly months: MonthsService) {}

  /** @throws DomainError not-found */
  async meeting(tx: ReadTx, community: string, id: string): Promise<MeetingRecord> {
    const row = await findMeeting(tx, community, id);
    if (row === undefined) throw new DomainError('not-found');
    return this.record(tx, community, row);
  }

  /** Every meeting on the month, first to last. */
  async ofMonth(tx: ReadTx, community: string, month: Month): Promise<MeetingRecord[]> {
    const records: MeetingRecord[] = [];
    for (const row of await meetingsOf(tx, community, month)) {
      records.push(await this.record(tx, community, row));
    }
    return records;
  }

  /**
   * Calls a meeting on the report that stands; its members are all supervisors of the day.
   * @throws DomainError month-not-reported, meeting-called-already, meeting-date-wrong, supervisors-missing,
   *   meeting-members-incomplete, meeting-chair-not-member
   */
  async call(
    tx: Tx,
    community: string,
    month: Month,
    called: NewMeeting,
    supervisors: readonly Omit<MeetingMember, 'present'>[],
  ): Promise<MeetingRecord> {
    const { state } = await this.months.lock(tx, community, month);
    const report = await latestReport(tx, community, month);
    if (state !== 'reported' || report === undefined) {
      throw new DomainError('month-not-reported', { month, state: MONTH_STATE_NAMES[state] });
    }
    checkMeetingDate(called.date, localDateOf(report.reportedAt), tx.today);
    checkMembers(called.members, supervisors);
    const id = randomUUID();
    const { date, place } = called;
    const chairId = chairOf(called.chair, supervisors, tx.actor.id);
    const row = { id, month, reportVersion: report.version, date, place, chairId };
    await insertMeeting(tx, community, row);
    const meeting = await this.meeting(tx, community, id);
    tx.audit({
      action: 'meeting-called',
      subjectKind: 'meeting',
      subjectId: id,
      sentence: `召集居务监督委员会会议，审议${chineseMonth(month)}月度报告第 ${report.version} 版，${date} 于${place}`,
      after: {
        ...row,
        quorum: meeting.quorum.rule,
        majority: meeting.majority,
        members: meeting.members.map(({ username }) => username),
        recusals: await recusalsIn(tx, community, id),
      },
    });
    return meeting;
  }

  /**
   * Notes who is there; the meeting is in session.
   * @throws DomainError attendance-unknown-member, attendance-after-vote, meeting-concluded
   */
  async attend(
    tx: Tx,
    community: string,
    id: string,
    present: readonly string[],
  ): Promise<MeetingRecord> {
    await lockMeeting(tx, community, id);
    const before = await this.unconcluded(tx, community, id);
    const ids = present.map((member) => memberId(member, before.members));
    await updateAttendance(tx, community, id, ids);
    if (before.state === 'called') await updateMeeting(tx, community, id, 'in-session', null);
    const after = await this.meeting(tx, community, id);
    tx.audit({
      action: 'meeting-attendance',
      subjectKind: 'meeting',
      subjectId: id,
      sentence: `登记居务监督委员会会议到会 ${after.quorum.present} 人（全体 ${after.members.length} 人）`,
      before: before.members,
      after: after.members,
    });
    return after;
  }

  /**
   * Casts votes: the caller's own, or, by the chair, those of members present. An equal vote sent again changes nothing,
   * and `all` passes by what a member stands aside from.
   * @throws DomainError meeting-not-in-session, meeting-concluded, vote-item-unknown, vote-not-yours, vote-not-by-member,
   *   vote-member-absent, vote-cast-already, vote-recused, recusal-needs-item
   */
  async vote(
    tx: Tx,
    community: string,
    id: string,
    ballots: readonly Ballot[],
  ): Promise<MeetingRecord> {
    await lockMeeting(tx, community, id);
    const meeting = await this.unconcluded(tx, community, id);
    if (meeting.state !== 'in-session') throw new DomainError('meeting-not-in-session');
    const cast = await votesOf(tx, community, id);
    const papers = ballots.map(({ member, item, choice, comment }) => ({
      memberId: member === undefined ? tx.actor.id : memberId(member, meeting.members),
      item,
      choice,
      comment: comment ?? null,
    }));
    const items = meeting.items.map(({ item }) => item);
    const box = { chairId: meeting.chair.id, members: meeting.members };
    const recusals = await recusalsIn(tx, community, id);
    const nameOf = (member: string): string =>
      meeting.members.find((one) => one.id === member)?.name ?? '';
    const fresh: typeof papers = [];
    for (const paper of spellOut(papers, items, cast, recusals)) {
      const votes = [...cast, ...fresh];
      const heard = checkBallot(paper, { ...box, votes }, tx.actor.id) === 'repeated';
      if (heard || checkRecusal(paper, recusals, nameOf) === 'stands-aside') continue;
      fresh.push(paper);
    }
    if (fresh.length === 0) return meeting;
    await insertVotes(tx, community, id, fresh);
    for (const vote of fresh) noteVote(tx, meeting, vote);
    return this.meeting(tx, community, id);
  }

  /**
   * Concludes: approves when the quorum is there and every expenditure and the month carry, else returns the month;
   * without the quorum the meeting ends without a result and another one can be called.
   * @throws DomainError meeting-concluded, meeting-not-in-session, meeting-carried, meeting-votes-missing, resolution-not-needed
   */
  async conclude(
    tx: Tx,
    community: string,
    id: string,
    conclusion: {
      opinion: string | null;
      resolutions: readonly MeetingResolution[];
      outcome: 'returned' | undefined;
    },
  ): Promise<MeetingRecord> {
    const known = await findMeeting(tx, community, id);
    if (known === undefined) throw new DomainError('not-found');
    const month = parseMonth(known.month);
    await this.months.lock(tx, community, month);
    await lockMeeting(tx, community, id);
    await this.unconcluded(tx, community, id);
    if (conclusion.resolutions.length > 0) {
      await insertResolutions(tx, community, id, conclusion.resolutions);
    }
    const counted = await this.unconcluded(tx, community, id);
    const state = outcomeOf(standingOf(counted), conclusion.outcome);
    await updateMeeting(tx, community, id, state, conclusion.opinion);
    if (state === 'approved') await this.months.move(tx, community, month, 'approved');
    if (state === 'returned') {
      await this.giveBack(tx, community, month, counted, conclusion.opinion);
    }
    const after = await this.meeting(tx, community, id);
    tx.audit({
      action: `meeting-${state}`,
      subjectKind: 'meeting',
      subjectId: id,
      sentence: `居务监督委员会会议${OUTCOME_VERBS[state]}${chineseMonth(month)}月度报告第 ${counted.reportVersion} 版`,
      after: {
        month,
        reportVersion: counted.reportVersion,
        opinion: conclusion.opinion,
        resolutions: after.resolutions,
      },
    });
    return after;
  }

  private async giveBack(
    tx: Tx,
    community: string,
    month: Month,
    { id, reportVersion: version, objections }: MeetingRecord,
    opinion: string | null,
  ): Promise<void> {
    const reason = returnReason(opinion, objections);
    await insertReturn(tx, community, { month, version, reason, meetingId: id });
    await this.months.move(tx, community, month, 'open');
  }

  private async unconcluded(tx: ReadTx, community: string, id: string): Promise<MeetingRecord> {
    const meeting = await this.meeting(tx, community, id);
    if (!['called', 'in-session'].includes(meeting.state)) {
      throw new DomainError('meeting-concluded');
    }
    return meeting;
  }

  private async record(tx: ReadTx, community: string, row: MeetingRow): Promise<MeetingRecord> {
    const kept = await reportVersion(tx, community, row.month, row.reportVersion);
    if (kept === undefined) throw new DomainError('not-found');
    return meetingRecord({
      meeting: row,
      members: await membersOf(tx, community, row.id),
      votes: await votesOf(tx, community, row.id),
      recusals: await recusalsIn(tx, community, row.id),
      resolutions: await resolutionsOf(tx, community, row.id),
      report: JSON.parse(kept.figures) as MonthReport,
    });
  }
}

/** One line of the operation log for one vote: who said what of which item. */
function noteVote(
  tx: Tx,
  { id, members, items }: MeetingRecord,
  { memberId: by, item, choice, comment }: Vote & { readonly comment: string | null },
): void {
  const member = members.find((one) => one.id === by)?.name ?? '';
  const name = items.find((one) => one.item === item)?.name ?? item;
  tx.audit({
    action: 'meeting-voted',
    subjectKind: 'meeting',
    subjectId: id,
    sentence: `居务监督委员会会议表决：${member}对“${name}”${CHOICE_NAMES[choice]}`,
    after: { memberId: by, item, choice, comment },
  });
}

const OUTCOME_VERBS: Readonly<Record<MeetingOutcome, string>> = {
  approved: '审议通过',
  returned: '退回',
  adjourned: '到会人数不足，未能审议',
};

/** What the end of a meeting hangs on. */
function standingOf(meeting: MeetingRecord): Parameters<typeof outcomeOf>[0] {
  return {
    state: meeting.state,
    quorate: meeting.quorum.holds,
    carried: meeting.objections.length === 0,
    unvoted: meeting.items
      .filter(({ votes }) => !votes.some(({ automatic }) => !automatic) && canVote(meeting, votes))
      .map(({ name }) => name),
  };
}

/** Is anybody there who does not stand aside? */
function canVote({ members }: MeetingRecord, votes: readonly MeetingVote[]): boolean {
  const aside = new Set(votes.filter((v) => v.automatic).map(({ memberId: by }) => by));
  return members.some(({ id, present }) => present && !aside.has(id));
}

type Member = Pick<MeetingMember, 'id' | 'username'>;

function memberId(named: string, members: readonly Member[]): string {
  const member = members.find(({ id, username }) => id === named || username === named);
  if (member === undefined) throw new DomainError('attendance-unknown-member', { member: named });
  return member.id;
}

function checkMembers(named: readonly string[] | undefined, all: readonly MemberName[]): void {
  if (named === undefined) return;
  const complete =
    named.length === all.length &&
    all.every(({ id, username }) => named.includes(id) || named.includes(username));
  if (complete) return;
  throw new DomainError('meeting-members-incomplete', {
    members: all.map(({ name, username }) => `${name}（${username}）`).join('、'),
  });
}

type MemberName = Omit<MeetingMember, 'present'>;

function chairOf(named: string | undefined, all: readonly Member[], callerId: string): string {
  const first = all[0];
  if (first === undefined) throw new DomainError('supervisors-missing');
  if (named === undefined) return (all.find(({ id }) => id === callerId) ?? first).id;
  const chair = all.find(({ id, username }) => id === named || username === named);
  if (chair === undefined) throw new DomainError('meeting-chair-not-member');
  return chair.id;
}
