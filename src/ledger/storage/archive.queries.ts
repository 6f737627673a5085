import { only } from '../../platform/database/only.js';
import type { ReadTx } from '../../platform/database/transaction.js';

/** When did the book last change by a posting? Its opening when it never did. */
export async function lastPostedAt(tx: ReadTx, community: string, bookNo: number): Promise<Date> {
  const rows = await tx.query<{ at: Date }>(
    `SELECT coalesce((SELECT max(posted_at) FROM voucher WHERE community_code = $1 AND book_no = $2), created_at) AS at
     FROM book WHERE community_code = $1 AND book_no = $2`,
    [community, bookNo],
  );
  return only(rows).at;
}

/** Which documents are attached to vouchers of these months, by the first voucher that has them attached? */
export async function documentsBetween(
  tx: ReadTx,
  { community, bookNo }: { readonly community: string; readonly bookNo: number },
  from: string,
  through: string,
): Promise<{ documentId: string; form: string; voucher: string; date: string; maker: string }[]> {
  return tx.query(
    `SELECT l.document_id AS "documentId", d.form, v.month || v.word || '字第' || v.no || '号' AS voucher,
       to_char(v.date, 'YYYY-MM-DD') AS date, v.maker_name AS maker
     FROM voucher_document l
     JOIN voucher v ON v.community_code = l.community_code AND v.book_no = l.book_no AND v.id = l.voucher_id
     JOIN document d ON d.community_code = l.community_code AND d.id = l.document_id
     WHERE l.community_code = $1 AND l.book_no = $2 AND l.main AND v.month BETWEEN $3 AND $4
     ORDER BY v.month, v.word COLLATE "C", v.no, l.document_id`,
    [community, bookNo, from, through],
  );
}
