import type { ReadTx, Tx } from '../../platform/database/transaction.js';

/** A rule by which vouchers enter a book without a reviewer, and who allowed it there. */
export interface PostingRuleRow {
  readonly kind: string;
  readonly version: number;
  readonly name: string;
  /** The entry that it makes, in words. */
  readonly entry: string;
  /** The law that it follows. */
  readonly basis: string;
  /** Allowed in this book, in this version. */
  readonly enabled: boolean;
  /** Every decision about it in this book, the last one first. */
  readonly decisions: readonly {
    readonly version: number;
    readonly enabled: boolean;
    readonly reason: string;
    readonly by: string;
    readonly at: string;
  }[];
}

/** Which rules post by themselves, and what did the book decide about each? */
export async function listPostingRules(
  tx: ReadTx,
  community: string,
  bookNo: number,
): Promise<PostingRuleRow[]> {
  return tx.query<PostingRuleRow>(
    `SELECT r.kind, r.version, r.name, r.entry, r.basis,
       coalesce((SELECT d.enabled AND d.version = r.version FROM posting_rule_decision d
         WHERE d.community_code = $1 AND d.book_no = $2 AND d.kind = r.kind ORDER BY d.seq DESC LIMIT 1), false) AS enabled,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('version', d.version, 'enabled', d.enabled, 'reason', d.reason,
           'by', d.decided_by_name, 'at', instant_text(d.decided_at)) ORDER BY d.seq DESC), '[]')
         FROM posting_rule_decision d WHERE d.community_code = $1 AND d.book_no = $2 AND d.kind = r.kind) AS decisions
     FROM (SELECT DISTINCT ON (kind) * FROM posting_rule ORDER BY kind, version DESC) r ORDER BY r.kind`,
    [community, bookNo],
  );
}

/** Keeps a decision; the database gives its number, the version and who decided. */
export async function insertDecision(
  tx: Tx,
  community: string,
  bookNo: number,
  kind: string,
  { enabled, reason }: { readonly enabled: boolean; readonly reason: string },
): Promise<void> {
  await tx.query(
    `INSERT INTO posting_rule_decision (community_code, book_no, kind, seq, version, enabled, reason, decided_by_name, decided_at)
     VALUES ($1, $2, $3, 1, 1, $4, $5, '', context_now())`,
    [community, bookNo, kind, enabled, reason],
  );
}

/** Names the chief accountant, or nobody; false when there is no such book. */
export async function updateChiefAccountant(
  tx: Tx,
  community: string,
  bookNo: number,
  name: string | null,
): Promise<boolean> {
  const rows = await tx.query(
    'UPDATE book SET chief_accountant = $3 WHERE community_code = $1 AND book_no = $2 RETURNING book_no',
    [community, bookNo, name],
  );
  return rows.length > 0;
}
