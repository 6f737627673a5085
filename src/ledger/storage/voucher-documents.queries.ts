import type { ReadTx, Tx } from '../../platform/database/transaction.js';

/** A voucher that a document supports, and where it stands in the books. */
export interface DocumentLink {
  readonly documentId: string;
  readonly main: boolean;
  readonly bookNo: number;
  readonly voucherId: string;
  readonly posted: boolean;
  readonly month: string;
  readonly word: string;
  readonly no: number | null;
}

const LINK = `l.document_id AS "documentId", l.main, l.book_no AS "bookNo", l.voucher_id AS "voucherId", v.id IS NOT NULL AS posted,
  coalesce(v.month, to_char(d.date, 'YYYY-MM')) AS month, coalesce(v.word, d.word) AS word, v.no`;
const LINKS = `voucher_document l
  LEFT JOIN voucher v ON v.community_code = l.community_code AND v.book_no = l.book_no AND v.id = l.voucher_id
  LEFT JOIN voucher_draft d ON d.community_code = l.community_code AND d.book_no = l.book_no AND d.id = l.voucher_id`;

/** Which documents do these vouchers rest on? */
export async function linksOfVouchers(
  tx: ReadTx,
  community: string,
  bookNo: number,
  voucherIds: readonly string[],
): Promise<DocumentLink[]> {
  return tx.query<DocumentLink>(
    `SELECT ${LINK} FROM ${LINKS}
     WHERE l.community_code = $1 AND l.book_no = $2 AND l.voucher_id = ANY ($3::uuid[]) ORDER BY l.linked_at, l.document_id`,
    [community, bookNo, voucherIds],
  );
}

/** Which vouchers rest on these documents, in any book? */
export async function linksOfDocuments(
  tx: ReadTx,
  community: string,
  documentIds: readonly string[],
): Promise<DocumentLink[]> {
  return tx.query<DocumentLink>(
    `SELECT ${LINK} FROM ${LINKS}
     WHERE l.community_code = $1 AND l.document_id = ANY ($2::uuid[]) ORDER BY l.document_id, l.main DESC, l.book_no, v.seq`,
    [community, documentIds],
  );
}

/** Lets a voucher rest on documents, attached or cited. */
export async function insertLinks(
  tx: Tx,
  community: string,
  bookNo: number,
  voucherId: string,
  links: readonly { readonly documentId: string; readonly main: boolean }[],
): Promise<void> {
  await tx.query(
    `INSERT INTO voucher_document (community_code, book_no, voucher_id, document_id, main, linked_by_id, linked_by_name)
     SELECT $1, $2, $3, x."documentId", x.main, $5, $6 FROM jsonb_to_recordset($4) AS x ("documentId" uuid, main boolean)
     ORDER BY x."documentId"`,
    [community, bookNo, voucherId, JSON.stringify(links), tx.actor.id, tx.actor.name],
  );
}

/** Takes documents away from a draft. */
export async function deleteLinks(
  tx: Tx,
  community: string,
  bookNo: number,
  voucherId: string,
  documentIds: readonly string[],
): Promise<void> {
  await tx.query(
    `DELETE FROM voucher_document
     WHERE community_code = $1 AND book_no = $2 AND voucher_id = $3 AND document_id = ANY ($4::uuid[])`,
    [community, bookNo, voucherId, documentIds],
  );
}

/** Is this month's paper bound? */
export async function isSealed(tx: ReadTx, community: string, month: string): Promise<boolean> {
  const rows = await tx.query(
    `SELECT FROM accounting_month WHERE community_code = $1 AND month = $2 AND state = 'sealed'`,
    [community, month],
  );
  return rows.length > 0;
}

/** Recounts links: each stands on a voucher that is there, each cited document is attached somewhere, and the counts agree. */
export async function linkDifferences(
  tx: ReadTx,
  community: string,
): Promise<{ count: number; differences: string[] }> {
  const rows = await tx.query<{
    id: string;
    orphan: boolean;
    homeless: boolean;
    miscounted: boolean;
    links: number;
  }>(
    `SELECT d.id, count(l.document_id)::int AS links, d.voucher_count <> count(l.document_id) AS miscounted,
       count(l.document_id) > 0 AND count(*) FILTER (WHERE l.main) <> 1 AS homeless,
       coalesce(bool_or(l.document_id IS NOT NULL AND v.id IS NULL AND f.id IS NULL), false) AS orphan
     FROM document d
     LEFT JOIN voucher_document l ON l.community_code = d.community_code AND l.document_id = d.id
     LEFT JOIN voucher v ON v.community_code = l.community_code AND v.book_no = l.book_no AND v.id = l.voucher_id
     LEFT JOIN voucher_draft f ON f.community_code = l.community_code AND f.book_no = l.book_no AND f.id = l.voucher_id
     WHERE d.community_code = $1 GROUP BY d.community_code, d.id ORDER BY d.id`,
    [community],
  );
  const differences = rows.flatMap(({ id, orphan, homeless, miscounted }) => [
    ...(orphan ? [`原始凭证 ${id} 关联的凭证不存在`] : []),
    ...(homeless ? [`原始凭证 ${id} 被引用，却没有附在一张凭证上`] : []),
    ...(miscounted ? [`原始凭证 ${id} 所附凭证的张数与关联不符`] : []),
  ]);
  return { count: rows.reduce((sum, { links }) => sum + links, 0), differences };
}

/** A voucher whose figures are not those of its documents. */
export interface DocumentDifference {
  readonly voucherId: string;
  readonly status: 'drafted' | 'reviewed' | 'posted';
  readonly date: string;
  readonly word: string;
  readonly no: number | null;
  readonly maker: string;
  readonly documents: string;
  readonly voucher: string;
}

/** Which vouchers differ from the amounts typed for their invoices and receipts? */
export async function listDocumentDifferences(
  tx: ReadTx,
  { community, bookNo }: { community: string; bookNo: number },
  filter: { readonly month?: string; readonly status?: string },
  after: readonly (string | number)[] | null,
  limit: number,
): Promise<DocumentDifference[]> {
  return tx.query<DocumentDifference>(
    `SELECT u.id AS "voucherId", u.status, to_char(u.date, 'YYYY-MM-DD') AS date, u.word, u.no, u.maker,
       k.documents::text AS documents, u.total::text AS voucher
     FROM (SELECT l.voucher_id, sum(d.amount) AS documents, bool_or(d.voucher_count > 1) AS shared FROM voucher_document l
       JOIN document d ON d.community_code = l.community_code AND d.id = l.document_id
       WHERE l.community_code = $1 AND l.book_no = $2 AND d.kind IN ('invoice', 'receipt') AND d.amount IS NOT NULL
       GROUP BY l.voucher_id) k
     JOIN LATERAL (
       SELECT v.id, 'posted' AS status, v.date, v.word, v.no, v.maker_name AS maker,
         (SELECT sum(n.debit) FROM voucher_line n WHERE n.community_code = $1 AND n.book_no = $2 AND n.voucher_id = v.id) AS total
       FROM voucher v WHERE v.community_code = $1 AND v.book_no = $2 AND v.id = k.voucher_id
       UNION ALL
       SELECT d.id, d.status, d.date, d.word, NULL, d.maker_name,
         (SELECT sum((e ->> 'debit')::numeric(18, 2)) FROM jsonb_array_elements(d.lines) AS e)
       FROM voucher_draft d WHERE d.community_code = $1 AND d.book_no = $2 AND d.id = k.voucher_id) u ON true
     WHERE CASE WHEN k.shared THEN u.total > k.documents ELSE u.total <> k.documents END
       AND ($3::text IS NULL OR to_char(u.date, 'YYYY-MM') = $3) AND ($4::text IS NULL OR u.status = $4)
       AND ($5::date IS NULL OR (u.date, u.id) > ($5, $6::uuid))
     ORDER BY u.date, u.id LIMIT $7`,
    [
      community,
      bookNo,
      filter.month ?? null,
      filter.status ?? null,
      after?.[0] ?? null,
      after?.[1] ?? null,
      limit,
    ],
  );
}
