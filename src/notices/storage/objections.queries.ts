import type { ReadTx, Tx } from '../../platform/database/transaction.js';

/** A resident's objection as the community's own people see it. */
export interface ObjectionRow {
  readonly id: string;
  readonly noticeId: string;
  readonly month: string;
  readonly text: string;
  readonly line: string | null;
  readonly name: string | null;
  /** Never shown in public. */
  readonly contact: string | null;
  readonly receivedAt: Date;
  readonly receivedOn: string;
  readonly replies: readonly { readonly text: string; readonly by: string; readonly on: string }[];
}

const OBJECTION = `o.id, o.notice_id AS "noticeId", n.month, o.text, o.line, o.name, o.contact,
  o.received_at AS "receivedAt", to_char(o.received_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS "receivedOn",
  coalesce((SELECT json_agg(json_build_object('text', r.text, 'by', r.replied_by_name,
      'on', to_char(r.replied_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD')) ORDER BY r.replied_at, r.id)
    FROM objection_reply r WHERE r.community_code = o.community_code AND r.objection_id = o.id), '[]') AS replies`;
const FROM =
  'FROM objection o JOIN notice n ON n.community_code = o.community_code AND n.id = o.notice_id';

/** What was objected to these notices, first to last? */
export async function objectionsTo(
  tx: ReadTx,
  community: string,
  noticeIds: readonly string[],
): Promise<ObjectionRow[]> {
  return tx.query<ObjectionRow>(
    `SELECT ${OBJECTION} ${FROM} WHERE o.community_code = $1 AND o.notice_id = ANY ($2::uuid[])
     ORDER BY o.received_at, o.id`,
    [community, noticeIds],
  );
}

/** What was objected in the community, newest first? */
export async function listObjections(
  tx: ReadTx,
  community: string,
  before: readonly [string, string] | null,
  limit: number,
): Promise<ObjectionRow[]> {
  return tx.query<ObjectionRow>(
    `SELECT ${OBJECTION} ${FROM} WHERE o.community_code = $1
       AND ($2::timestamptz IS NULL OR (o.received_at, o.id) < ($2, $3::uuid))
     ORDER BY o.received_at DESC, o.id DESC LIMIT $4`,
    [community, before?.[0] ?? null, before?.[1] ?? null, limit],
  );
}

/** What does this objection say? */
export async function findObjection(
  tx: ReadTx,
  community: string,
  id: string,
): Promise<ObjectionRow | undefined> {
  const [row] = await tx.query<ObjectionRow>(
    `SELECT ${OBJECTION} ${FROM} WHERE o.community_code = $1 AND o.id = $2`,
    [community, id],
  );
  return row;
}

/** Keeps an objection. */
export async function insertObjection(
  tx: Tx,
  community: string,
  objection: Pick<ObjectionRow, 'id' | 'noticeId' | 'text' | 'line' | 'name' | 'contact'>,
): Promise<void> {
  const { id, noticeId, text, line, name, contact } = objection;
  await tx.query(
    `INSERT INTO objection (community_code, id, notice_id, text, line, name, contact)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [community, id, noticeId, text, line, name, contact],
  );
}

/** Keeps an answer. */
export async function insertReply(
  tx: Tx,
  community: string,
  reply: { readonly id: string; readonly objectionId: string; readonly text: string },
): Promise<void> {
  await tx.query(
    `INSERT INTO objection_reply (community_code, id, objection_id, text, replied_by, replied_by_name)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [community, reply.id, reply.objectionId, reply.text, tx.actor.id, tx.actor.name],
  );
}
