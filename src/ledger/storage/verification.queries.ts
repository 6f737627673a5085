import { compare, type Comparison } from '../../platform/database/comparison.js';
import type { ReadTx } from '../../platform/database/transaction.js';
import type { ChainedVoucher } from '../domain/voucher-chain.js';

/** A stretch of a book's vouchers in posting order, with everything that their chain covers. */
export async function chainedVouchers(
  tx: ReadTx,
  community: string,
  bookNo: number,
  after: number,
  limit: number,
): Promise<(ChainedVoucher & { hash: string })[]> {
  return tx.query(
    `SELECT v.seq::text AS seq, v.id, to_char(v.date, 'YYYY-MM-DD') AS date, v.word, v.no::text AS no,
       v.attachment_count::text AS "attachmentCount", v.source_kind AS "sourceKind", v.source_id AS "sourceId",
       v.reverses_id AS "reversesId", v.corrects_id AS "correctsId", v.rule_version::text AS "ruleVersion", v.maker_id AS "makerId", v.maker_name AS "makerName",
       v.reviewer_id AS "reviewerId", v.reviewer_name AS "reviewerName", v.poster_id AS "posterId", v.poster_name AS "posterName",
       instant_text(v.posted_at) AS "postedAt", encode(v.hash, 'hex') AS hash,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('summary', l.summary, 'accountCode', l.account_code,
           'debit', CASE WHEN l.debit <> 0 THEN l.debit::text END, 'credit', CASE WHEN l.credit <> 0 THEN l.credit::text END,
           'fundCode', l.fund_code, 'counterparty', l.counterparty, 'cashFlowItem', l.cash_flow_item,
           'dimensions', l.dimensions) ORDER BY l.line_no), '[]')
         FROM voucher_line l WHERE l.community_code = v.community_code AND l.book_no = v.book_no AND l.voucher_id = v.id) AS lines
     FROM voucher v WHERE v.community_code = $1 AND v.book_no = $2 AND v.seq > $3 ORDER BY v.seq LIMIT $4`,
    [community, bookNo, after, limit],
  );
}

/** Where does each book's chain end, by its own record? A book without one says null, so that its vouchers are walked all the same. */
export async function chainHeads(
  tx: ReadTx,
  community: string,
): Promise<{ bookNo: number; seq: number | null; head: string | null }[]> {
  return tx.query(
    `SELECT k.book_no AS "bookNo", c.seq::float8 AS seq, encode(c.head, 'hex') AS head
     FROM (SELECT book_no FROM book WHERE community_code = $1 UNION SELECT book_no FROM book_chain WHERE community_code = $1
       UNION SELECT book_no FROM voucher WHERE community_code = $1) k
     LEFT JOIN book_chain c ON c.community_code = $1 AND c.book_no = k.book_no ORDER BY k.book_no`,
    [community],
  );
}

/** How many vouchers stand in a book's chain before the first of this month or later? */
export async function lastSeqBefore(
  tx: ReadTx,
  community: string,
  bookNo: number,
  month: string,
): Promise<number> {
  const [row] = await tx.query<{ seq: number }>(
    `SELECT coalesce((SELECT min(seq) - 1 FROM voucher WHERE community_code = $1 AND book_no = $2 AND month >= $3),
       (SELECT max(seq) FROM voucher WHERE community_code = $1 AND book_no = $2), 0)::float8 AS seq`,
    [community, bookNo, month],
  );
  return row?.seq ?? 0;
}

/** The stored hash of a voucher by its place in the chain; null when there is none. */
export async function hashAt(
  tx: ReadTx,
  community: string,
  bookNo: number,
  seq: number,
): Promise<string | null> {
  const [row] = await tx.query<{ hash: string }>(
    `SELECT encode(hash, 'hex') AS hash FROM voucher WHERE community_code = $1 AND book_no = $2 AND seq = $3`,
    [community, bookNo, seq],
  );
  return row?.hash ?? null;
}

/** Does every voucher balance, with all its lines? */
export async function unbalancedVouchers(tx: ReadTx, community: string): Promise<Comparison> {
  return compare(
    tx,
    community,
    `SELECT count(*)::int AS count,
       array_agg(format('第%s账套 %s %s字第%s号：借 %s，贷 %s，分录 %s 行', book_no, month, word, no, debit, credit, lines))
         FILTER (WHERE debit <> credit OR lines <> line_count OR lines < 2) AS differences
     FROM (SELECT v.book_no, v.month, v.word, v.no, v.line_count, coalesce(sum(l.debit), 0) AS debit,
         coalesce(sum(l.credit), 0) AS credit, count(l.*) AS lines
       FROM voucher v LEFT JOIN voucher_line l ON l.community_code = v.community_code AND l.book_no = v.book_no AND l.voucher_id = v.id
       WHERE v.community_code = $1 GROUP BY v.community_code, v.book_no, v.id) t`,
  );
}

/** Do numbers run 1..n without a gap per book, month and word? */
export async function numberGaps(tx: ReadTx, community: string): Promise<Comparison> {
  return compare(
    tx,
    community,
    `SELECT count(*)::int AS count,
       array_agg(format('第%s账套 %s %s字：应有 %s 号，实有 %s 张，号码 %s 至 %s', book_no, month, word, last_no, vouchers, first, last))
         FILTER (WHERE vouchers IS DISTINCT FROM last_no OR first <> 1 OR last <> last_no) AS differences
     FROM (SELECT coalesce(c.book_no, v.book_no) AS book_no, coalesce(c.month, v.month) AS month,
         coalesce(c.word, v.word) AS word, c.last_no, v.vouchers, v.first, v.last
       FROM (SELECT * FROM voucher_counter WHERE community_code = $1) c
       FULL JOIN (SELECT book_no, month, word, count(*) AS vouchers, min(no) AS first, max(no) AS last
         FROM voucher WHERE community_code = $1 GROUP BY 1, 2, 3) v
       ON v.book_no = c.book_no AND v.month = c.month AND v.word = c.word) t`,
  );
}

/** Are stored balances the sum of the lines? */
export async function balanceDifferences(tx: ReadTx, community: string): Promise<Comparison> {
  return compare(
    tx,
    community,
    `SELECT count(*)::int AS count,
       array_agg(format('第%s账套 %s 科目 %s：余额表借 %s 贷 %s，分录合计借 %s 贷 %s', book_no, month, account_code, b_debit, b_credit, l_debit, l_credit))
         FILTER (WHERE b_debit IS DISTINCT FROM l_debit OR b_credit IS DISTINCT FROM l_credit) AS differences
     FROM (SELECT coalesce(b.book_no, l.book_no) AS book_no, coalesce(b.month, l.month) AS month,
         coalesce(b.account_code, l.account_code) AS account_code, b.debit AS b_debit, b.credit AS b_credit, l.debit AS l_debit, l.credit AS l_credit
       FROM (SELECT * FROM balance WHERE community_code = $1) b
       FULL JOIN (SELECT book_no, account_code, month, sum(debit) AS debit, sum(credit) AS credit
         FROM voucher_line WHERE community_code = $1 GROUP BY 1, 2, 3) l
       ON l.book_no = b.book_no AND l.account_code = b.account_code AND l.month = b.month) t`,
  );
}

/** Is what each fund holds its opening and all its lines, and is nothing restricted overdrawn? */
export async function fundDifferences(tx: ReadTx, community: string): Promise<Comparison> {
  return compare(
    tx,
    community,
    `SELECT count(*)::int AS count,
       array_agg(format('第%s账套专项 %s：记录余额 %s，重新计算 %s', book_no, fund_code, balance, recomputed))
         FILTER (WHERE balance <> recomputed OR (restricted AND recomputed < 0)) AS differences
     FROM (SELECT f.book_no, f.fund_code, f.balance, f.restricted,
         coalesce((SELECT sum(o.credit - o.debit) FROM opening_balance o WHERE o.community_code = f.community_code
           AND o.book_no = f.book_no AND o.fund_code = f.fund_code), 0)
         + coalesce((SELECT sum(l.credit - l.debit) FROM voucher_line l WHERE l.community_code = f.community_code
           AND l.book_no = f.book_no AND l.fund_code = f.fund_code), 0) AS recomputed
       FROM fund_balance f WHERE f.community_code = $1) t`,
  );
}

/** Were months sealed in order, without a hole? */
export async function monthsOutOfOrder(tx: ReadTx, community: string): Promise<Comparison> {
  return compare(
    tx,
    community,
    `SELECT count(*)::int AS count,
       array_agg(format('%s 已封账，而更早的月份 %s 尚未封账', month, earlier)) FILTER (WHERE earlier IS NOT NULL) AS differences
     FROM (SELECT m.month, (SELECT min(e.month) FROM accounting_month e WHERE e.community_code = m.community_code
         AND e.month < m.month AND e.state <> 'sealed') AS earlier
       FROM accounting_month m WHERE m.community_code = $1 AND m.state = 'sealed') t`,
  );
}

/** A line of the opening balances as the operation log notes it. */
const OPENING_LINE = `jsonb_build_object('accountCode', o.account_code,
  'side', CASE WHEN o.debit <> 0 THEN 'debit' ELSE 'credit' END, 'amount', (o.debit + o.credit)::text,
  'fundCode', nullif(o.fund_code, ''))`;

/** Are the opening balances those that were entered last? */
export async function openingDifferences(tx: ReadTx, community: string): Promise<Comparison> {
  return compare(
    tx,
    community,
    `WITH noted AS (
       SELECT DISTINCT ON (subject_id) subject_id, after_digest FROM audit_event
       WHERE community_code = $1 AND action = 'opening-balances-set' ORDER BY subject_id, seq DESC
     )
     SELECT coalesce(sum(t.lines), 0)::int AS count,
       array_agg(format('第%s账套的期初余额（%s 笔）与操作日志最后一次所记不符', t.book_no, t.lines))
         FILTER (WHERE t.digest IS DISTINCT FROM coalesce(n.after_digest, sha256(convert_to('[]', 'UTF8')))) AS differences
     FROM (SELECT k.book_no, count(o.*) AS lines,
         sha256(convert_to(coalesce(jsonb_agg(${OPENING_LINE} ORDER BY o.account_code COLLATE "C", o.fund_code COLLATE "C")
           FILTER (WHERE o.account_code IS NOT NULL), '[]')::text, 'UTF8')) AS digest
       FROM book k LEFT JOIN opening_balance o ON o.community_code = k.community_code AND o.book_no = k.book_no
       WHERE k.community_code = $1 GROUP BY k.book_no) t
     LEFT JOIN noted n ON n.subject_id = t.book_no::text`,
  );
}
