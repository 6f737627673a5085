import type { ReadTx, Tx } from '../../platform/database/transaction.js';
import type { Fraction, MeetingState, VoteChoice } from '../domain/meeting.js';
import type { MeetingMember, MeetingResolution } from '../domain/meeting-record.js';
import type { Recusal } from '../domain/recusal.js';

/** A meeting as it is stored. */
export interface MeetingRow {
  readonly id: string;
  readonly month: string;
  readonly reportVersion: number;
  readonly state: MeetingState;
  readonly date: string;
  readonly place: string;
  readonly chairId: string;
  readonly quorum: Fraction;
  readonly majority: Fraction;
  readonly opinion: string | null;
  readonly calledBy: string;
  readonly concludedBy: string | null;
  readonly concludedAt: Date | null;
}

export interface VoteRow {
  readonly memberId: string;
  readonly item: string;
  readonly choice: VoteChoice;
  readonly comment: string | null;
  readonly castById: string;
  readonly castBy: string;
}

const MEETING = `id, month, report_version AS "reportVersion", state, to_char(date, 'YYYY-MM-DD') AS date, place,
  chair_id AS "chairId", opinion, called_by_name AS "calledBy", concluded_by_name AS "concludedBy",
  concluded_at AS "concludedAt",
  json_build_object('numerator', quorum_numerator, 'denominator', quorum_denominator) AS quorum,
  json_build_object('numerator', majority_numerator, 'denominator', majority_denominator) AS majority`;

/** What is known of this meeting? */
export async function findMeeting(
  tx: ReadTx,
  community: string,
  id: string,
): Promise<MeetingRow | undefined> {
  const [row] = await tx.query<MeetingRow>(
    `SELECT ${MEETING} FROM meeting WHERE community_code = $1 AND id = $2`,
    [community, id],
  );
  return row;
}

/** Takes the meeting in hand, alone. */
export async function lockMeeting(tx: Tx, community: string, id: string): Promise<void> {
  await tx.query('SELECT FROM meeting WHERE community_code = $1 AND id = $2 FOR UPDATE', [
    community,
    id,
  ]);
}

/** Which meetings were held on the month, first to last? */
export async function meetingsOf(
  tx: ReadTx,
  community: string,
  month: string,
): Promise<MeetingRow[]> {
  return tx.query<MeetingRow>(
    `SELECT ${MEETING} FROM meeting WHERE community_code = $1 AND month = $2 ORDER BY called_at, report_version, id`,
    [community, month],
  );
}

/** Who belongs to the meeting, and who is there? */
export async function membersOf(
  tx: ReadTx,
  community: string,
  meetingId: string,
): Promise<MeetingMember[]> {
  return tx.query<MeetingMember>(
    `SELECT member_id AS id, username, name, present FROM meeting_member
     WHERE community_code = $1 AND meeting_id = $2 ORDER BY username COLLATE "C"`,
    [community, meetingId],
  );
}

/** How did each member vote? */
export async function votesOf(
  tx: ReadTx,
  community: string,
  meetingId: string,
): Promise<VoteRow[]> {
  return tx.query<VoteRow>(
    `SELECT member_id AS "memberId", item, choice, comment, cast_by AS "castById", cast_by_name AS "castBy"
     FROM meeting_vote WHERE community_code = $1 AND meeting_id = $2 ORDER BY item, cast_at, member_id`,
    [community, meetingId],
  );
}

/** Who stands aside from which item, and why? */
export async function recusalsIn(
  tx: ReadTx,
  community: string,
  meetingId: string,
): Promise<Recusal[]> {
  return tx.query<Recusal>(
    `SELECT member_id AS "memberId", item, parts FROM meeting_recusal
     WHERE community_code = $1 AND meeting_id = $2 ORDER BY item COLLATE "C", member_id`,
    [community, meetingId],
  );
}

/** What did the residents' meeting decide in the supervisors' place? */
export async function resolutionsOf(
  tx: ReadTx,
  community: string,
  meetingId: string,
): Promise<MeetingResolution[]> {
  return tx.query<MeetingResolution>(
    `SELECT item, resolution_no AS "resolutionNo", to_char(decided_on, 'YYYY-MM-DD') AS "decidedOn"
     FROM meeting_resolution WHERE community_code = $1 AND meeting_id = $2 ORDER BY item COLLATE "C"`,
    [community, meetingId],
  );
}

/** Calls a meeting; the database takes the supervisors of the day as its members. */
export async function insertMeeting(
  tx: Tx,
  community: string,
  meeting: Pick<MeetingRow, 'id' | 'month' | 'reportVersion' | 'date' | 'place' | 'chairId'>,
): Promise<void> {
  await tx.query(
    `INSERT INTO meeting (community_code, id, month, report_version, date, place, chair_id, quorum_numerator,
       quorum_denominator, majority_numerator, majority_denominator, called_by_name)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 2, 3, 1, 2, '')`,
    [
      community,
      meeting.id,
      meeting.month,
      meeting.reportVersion,
      meeting.date,
      meeting.place,
      meeting.chairId,
    ],
  );
}

/** Notes who is there; everybody else is not. */
export async function updateAttendance(
  tx: Tx,
  community: string,
  meetingId: string,
  present: readonly string[],
): Promise<void> {
  await tx.query(
    `UPDATE meeting_member SET present = member_id = ANY ($3::uuid[])
     WHERE community_code = $1 AND meeting_id = $2 AND present <> (member_id = ANY ($3::uuid[]))`,
    [community, meetingId, present],
  );
}

/** Stores votes that are new. */
export async function insertVotes(
  tx: Tx,
  community: string,
  meetingId: string,
  votes: readonly Pick<VoteRow, 'memberId' | 'item' | 'choice' | 'comment'>[],
): Promise<void> {
  await tx.query(
    `INSERT INTO meeting_vote (community_code, meeting_id, member_id, item, choice, comment, cast_by, cast_by_name)
     SELECT $1, $2, v."memberId", v.item, v.choice, v.comment, $4, $5
     FROM jsonb_to_recordset($3) AS v ("memberId" uuid, item text, choice text, comment text)`,
    [community, meetingId, JSON.stringify(votes), tx.actor.id, tx.actor.name],
  );
}

/** Keeps what the residents' meeting decided. */
export async function insertResolutions(
  tx: Tx,
  community: string,
  meetingId: string,
  resolutions: readonly MeetingResolution[],
): Promise<void> {
  await tx.query(
    `INSERT INTO meeting_resolution (community_code, meeting_id, item, resolution_no, decided_on, recorded_by_name)
     SELECT $1, $2, r.item, r."resolutionNo", r."decidedOn", $4
     FROM jsonb_to_recordset($3) AS r (item text, "resolutionNo" text, "decidedOn" date)`,
    [community, meetingId, JSON.stringify(resolutions), tx.actor.name],
  );
}

/** Moves a meeting to a state; the database knows which steps exist and counts the votes again. */
export async function updateMeeting(
  tx: Tx,
  community: string,
  id: string,
  state: MeetingState,
  opinion: string | null,
): Promise<void> {
  await tx.query(
    'UPDATE meeting SET state = $3, opinion = $4 WHERE community_code = $1 AND id = $2',
    [community, id, state, opinion],
  );
}
