import type { Tx } from '../../platform/database/transaction.js';

export interface DraftRow {
  readonly id: string;
  readonly date: string;
  readonly word: string;
  readonly attachmentCount: number;
  readonly lines: unknown;
  /** How it came to be; a kind of voucher_source. */
  readonly kind: string;
  readonly correctsId: string | null;
}

/** Stores drafts, all in one statement. */
export async function insertDrafts(
  tx: Tx,
  community: string,
  bookNo: number,
  drafts: readonly DraftRow[],
): Promise<void> {
  await tx.query(
    `INSERT INTO voucher_draft (community_code, book_no, id, date, word, attachment_count, lines, kind, corrects_id, maker_id,
       maker_name)
     SELECT $1, $2, x.id, x.date, x.word, x."attachmentCount", x.lines, x.kind, x."correctsId", $4, $5
     FROM jsonb_to_recordset($3) AS x (id uuid, date date, word text, "attachmentCount" int, lines jsonb, kind text,
       "correctsId" uuid)`,
    [community, bookNo, JSON.stringify(drafts), tx.actor.id, tx.actor.name],
  );
}

/** Replaces an unreviewed draft's content; false when there is none. */
export async function updateDraft(
  tx: Tx,
  community: string,
  bookNo: number,
  draft: Omit<DraftRow, 'kind' | 'correctsId'>,
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE voucher_draft SET date = $4, word = $5, attachment_count = $6, lines = $7
     WHERE community_code = $1 AND book_no = $2 AND id = $3 AND status = 'drafted' RETURNING id`,
    [
      community,
      bookNo,
      draft.id,
      draft.date,
      draft.word,
      draft.attachmentCount,
      JSON.stringify(draft.lines),
    ],
  );
  return rows.length > 0;
}

/** Removes an unreviewed draft; false when there is none. */
export async function deleteDraft(
  tx: Tx,
  community: string,
  bookNo: number,
  id: string,
): Promise<boolean> {
  const rows = await tx.query(
    `DELETE FROM voucher_draft WHERE community_code = $1 AND book_no = $2 AND id = $3 AND status = 'drafted' RETURNING id`,
    [community, bookNo, id],
  );
  return rows.length > 0;
}

export interface DraftState {
  readonly id: string;
  readonly status: 'drafted' | 'reviewed';
  readonly makerId: string;
  readonly attachmentCount: number;
  readonly kind: string;
  readonly correctsId: string | null;
  readonly needsAttachment: boolean;
}

/** Takes drafts in hand, in one order, for a review. */
export async function lockDrafts(
  tx: Tx,
  community: string,
  bookNo: number,
  ids: readonly string[],
): Promise<DraftState[]> {
  return tx.query<DraftState>(
    `SELECT d.id, d.status, d.maker_id AS "makerId", d.attachment_count AS "attachmentCount", d.kind,
       d.corrects_id AS "correctsId", s.needs_attachment AS "needsAttachment"
     FROM voucher_draft d JOIN voucher_source s ON s.kind = d.kind
     WHERE d.community_code = $1 AND d.book_no = $2 AND d.id = ANY ($3) ORDER BY d.id FOR UPDATE OF d`,
    [community, bookNo, ids],
  );
}

/** Marks drafts as reviewed by the actor, or gives them back to their makers. */
export async function markReviewed(
  tx: Tx,
  community: string,
  bookNo: number,
  ids: readonly string[],
  reviewed: boolean,
): Promise<void> {
  await tx.query(
    `UPDATE voucher_draft SET status = $4, reviewer_id = $5, reviewer_name = $6
     WHERE community_code = $1 AND book_no = $2 AND id = ANY ($3)`,
    [
      community,
      bookNo,
      ids,
      reviewed ? 'reviewed' : 'drafted',
      reviewed ? tx.actor.id : null,
      reviewed ? tx.actor.name : null,
    ],
  );
}
