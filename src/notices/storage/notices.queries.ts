import { createHash } from 'node:crypto';
import type { ReadTx, Tx } from '../../platform/database/transaction.js';

/** What is known of a notice without its bytes. */
export interface NoticeRow {
  readonly id: string;
  readonly communityCode: string;
  readonly communityName: string;
  readonly streetName: string;
  readonly month: string;
  readonly reportVersion: number;
  readonly supersedesId: string | null;
  readonly supersededBy: string | null;
  readonly reason: string | null;
  readonly postedOn: string;
  readonly from: string;
  readonly through: string;
  readonly htmlSha256: string;
  readonly pdfSha256: string;
  readonly contentSha256: string;
  readonly publishedBy: string;
  readonly publishedAt: Date;
}

const NOTICE = `n.id, n.community_code AS "communityCode", c.name AS "communityName", c.street_name AS "streetName", n.month,
  n.report_version AS "reportVersion", n.supersedes_id AS "supersedesId", s.id AS "supersededBy", n.reason,
  to_char(n.posted_on, 'YYYY-MM-DD') AS "postedOn", to_char(n.period_from, 'YYYY-MM-DD') AS "from",
  to_char(n.period_through, 'YYYY-MM-DD') AS through, encode(n.html_sha256, 'hex') AS "htmlSha256",
  encode(n.pdf_sha256, 'hex') AS "pdfSha256", encode(n.content_sha256, 'hex') AS "contentSha256",
  n.published_by_name AS "publishedBy", n.published_at AS "publishedAt"`;
const FROM = `FROM notice n JOIN community c ON c.code = n.community_code
  LEFT JOIN notice s ON s.community_code = n.community_code AND s.supersedes_id = n.id`;

/** What is known of this notice? */
export async function findNotice(tx: ReadTx, id: string): Promise<NoticeRow | undefined> {
  const [row] = await tx.query<NoticeRow>(`SELECT ${NOTICE} ${FROM} WHERE n.id = $1`, [id]);
  return row;
}

/** Which notices hang or hung for the month, the latest last? */
export async function noticesOfMonth(
  tx: ReadTx,
  community: string,
  month: string,
): Promise<NoticeRow[]> {
  return tx.query<NoticeRow>(
    `SELECT ${NOTICE} ${FROM} WHERE n.community_code = $1 AND n.month = $2 ORDER BY n.published_at, s.id NULLS LAST`,
    [community, month],
  );
}

/** Which notices were published, newest first, in one community or in all that are visible? */
export async function listNotices(
  tx: ReadTx,
  filter: {
    readonly community: string | null;
    readonly before: readonly [string, string] | null;
    readonly limit: number;
  },
): Promise<NoticeRow[]> {
  return tx.query<NoticeRow>(
    `SELECT ${NOTICE} ${FROM} WHERE ($1::text IS NULL OR n.community_code = $1)
       AND ($2::timestamptz IS NULL OR (n.published_at, n.id) < ($2, $3::uuid))
     ORDER BY n.published_at DESC, n.id DESC LIMIT $4`,
    [filter.community, filter.before?.[0] ?? null, filter.before?.[1] ?? null, filter.limit],
  );
}

/** What do the frozen content, page and sheet say, byte for byte? */
export async function noticeBytes(
  tx: ReadTx,
  id: string,
): Promise<{ content: string; html: Buffer; pdf: Buffer } | undefined> {
  const [row] = await tx.query<{ content: string; html: Buffer; pdf: Buffer }>(
    'SELECT content, html, pdf FROM notice WHERE id = $1',
    [id],
  );
  return row;
}

/** Hangs a notice up, with the digests of its bytes. */
export async function insertNotice(
  tx: Tx,
  community: string,
  notice: Pick<
    NoticeRow,
    'id' | 'month' | 'reportVersion' | 'supersedesId' | 'reason' | 'postedOn' | 'from' | 'through'
  > & { readonly content: string; readonly html: Buffer; readonly pdf: Buffer },
): Promise<void> {
  await tx.query(
    `INSERT INTO notice (community_code, id, month, report_version, supersedes_id, reason, posted_on, period_from,
       period_through, content, content_sha256, html, html_sha256, pdf, pdf_sha256, published_by, published_by_name)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)`,
    [
      community,
      notice.id,
      notice.month,
      notice.reportVersion,
      notice.supersedesId,
      notice.reason,
      notice.postedOn,
      notice.from,
      notice.through,
      notice.content,
      sha256(Buffer.from(notice.content, 'utf8')),
      notice.html,
      sha256(notice.html),
      notice.pdf,
      sha256(notice.pdf),
      tx.actor.id,
      tx.actor.name,
    ],
  );
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
