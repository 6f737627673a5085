import type { ReadTx } from '../../platform/database/transaction.js';

export interface AuditRow {
  readonly seq: number;
  readonly at: Date;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly sentence: string;
  readonly hash: string;
}

export interface AuditFilter {
  readonly actor?: string;
  readonly from?: string;
  readonly through?: string;
  readonly text?: string;
}

/** Who did what, newest first, before the given place in the log? */
export async function listEvents(
  tx: ReadTx,
  community: string,
  filter: AuditFilter,
  before: number | null,
  limit: number,
): Promise<AuditRow[]> {
  return tx.query<AuditRow>(
    `SELECT seq::float8 AS seq, at, actor_id AS "actorId", actor_name AS "actorName", action,
       subject_kind AS "subjectKind", subject_id AS "subjectId", sentence, encode(hash, 'hex') AS hash
     FROM audit_event
     WHERE community_code = $1 AND ($2::text IS NULL OR actor_id::text = $2 OR actor_name = $2
         OR actor_id = (SELECT id FROM app_user WHERE username = lower($2)))
       AND ($3::date IS NULL OR at >= $3::date::timestamp AT TIME ZONE 'Asia/Shanghai')
       AND ($4::date IS NULL OR at < ($4::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai')
       AND ($5::text IS NULL OR position($5 IN sentence) > 0)
       AND ($6::bigint IS NULL OR seq < $6)
     ORDER BY seq DESC LIMIT $7`,
    [
      community,
      filter.actor ?? null,
      filter.from ?? null,
      filter.through ?? null,
      filter.text ?? null,
      before,
      limit,
    ],
  );
}

export interface ChainedEvent {
  readonly seq: string;
  readonly at: string;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly sentence: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly hash: string;
}

/** A stretch of the log in its own order, with everything that its chain covers. */
export async function chainedEvents(
  tx: ReadTx,
  community: string,
  after: string,
  limit: number,
): Promise<ChainedEvent[]> {
  return tx.query<ChainedEvent>(
    `SELECT seq::text AS seq, instant_text(at) AS at, actor_id AS "actorId", actor_name AS "actorName", action,
       subject_kind AS "subjectKind", subject_id AS "subjectId", sentence, encode(before_digest, 'hex') AS before,
       encode(after_digest, 'hex') AS after, encode(hash, 'hex') AS hash
     FROM audit_event WHERE community_code = $1 AND seq > $2::bigint ORDER BY audit_event.seq LIMIT $3`,
    [community, after, limit],
  );
}

/** Where does the log's chain end, by its own record? */
export async function auditHead(
  tx: ReadTx,
  community: string,
): Promise<{ seq: string; head: string } | undefined> {
  const [row] = await tx.query<{ seq: string; head: string }>(
    `SELECT seq::text AS seq, encode(head, 'hex') AS head FROM audit_chain WHERE community_code = $1`,
    [community],
  );
  return row;
}

/** The stored hash of an event by its place in the log; null when there is none. */
export async function hashOfEvent(
  tx: ReadTx,
  community: string,
  seq: number,
): Promise<string | null> {
  const [row] = await tx.query<{ hash: string }>(
    `SELECT encode(hash, 'hex') AS hash FROM audit_event WHERE community_code = $1 AND seq = $2`,
    [community, seq],
  );
  return row?.hash ?? null;
}

/**
 * For the rest of the transaction, joins go by sets: verification reads everything once, and a young database has no
 * statistics that would tell the planner how much that is.
 */
export async function joinBySets(tx: ReadTx): Promise<void> {
  await tx.query(`SELECT set_config('enable_nestloop', 'off', true)`);
}
