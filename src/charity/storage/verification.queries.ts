import { compare, type Comparison, type LoggedRows } from '../../platform/database/comparison.js';
import type { ReadTx } from '../../platform/database/transaction.js';

/** Is every donation its receipt, every donation's receipt a donation, and do their numbers run 1..n in each year? */
export async function donationDifferences(tx: ReadTx, community: string): Promise<Comparison> {
  return compare(
    tx,
    community,
    `WITH numbered AS (
       SELECT d.*, row_number() OVER (PARTITION BY book_no, year ORDER BY no) AS place, count(*) OVER (PARTITION BY book_no, year) AS of_year
       FROM donation d WHERE community_code = $1
     )
     SELECT count(*)::int AS count, array_agg(CASE
         WHEN d.id IS NULL THEN format('第%s账套 %s 捐赠收款 %s 元没有捐赠登记', r.book_no, r.date, r.amount)
         ELSE format('第%s账套捐赠 %s-%s（%s 元）与收款不符，或编号不连续', d.book_no, d.year, lpad(d.no::text, 4, '0'), d.amount) END)
       FILTER (WHERE (d.id, d.date, d.amount, d.fund_code, d.income_account_code, d.voucher_id,
           CASE WHEN d.publish_name THEN d.donor ELSE '爱心人士' END)
         IS DISTINCT FROM (r.source_id, r.date, r.amount, r.fund_code, r.income_account_code, r.voucher_id, r.payer)
         OR d.no <> d.place OR d.year <> extract(year FROM d.date) OR d.of_year <> (SELECT c.last_no FROM donation_counter c
           WHERE c.community_code = $1 AND c.book_no = d.book_no AND c.year = d.year)) AS differences
     FROM numbered d
     FULL JOIN (SELECT * FROM receipt WHERE community_code = $1 AND source_kind = 'donation') r
       ON r.book_no = d.book_no AND r.id = d.receipt_id`,
  );
}

/** Is what was donated for each fund, less what was given back, what the vouchers of donations brought it? */
export async function donatedDifferences(tx: ReadTx, community: string): Promise<Comparison> {
  return compare(
    tx,
    community,
    `WITH standing AS (
       SELECT d.book_no, coalesce(d.fund_code, '') AS fund_code, d.amount - coalesce((SELECT sum(f.amount) FROM receipt_refund f
           WHERE f.community_code = $1 AND f.book_no = d.book_no AND f.receipt_id = d.receipt_id
             AND NOT EXISTS (SELECT FROM voucher x WHERE x.community_code = $1 AND x.book_no = f.book_no AND x.reverses_id = f.voucher_id)), 0) AS amount
       FROM donation d WHERE d.community_code = $1
         AND NOT EXISTS (SELECT FROM voucher x WHERE x.community_code = $1 AND x.book_no = d.book_no AND x.reverses_id = d.voucher_id)
     ), donated AS (SELECT book_no, fund_code, sum(amount) AS amount FROM standing GROUP BY 1, 2),
     gift AS MATERIALIZED (
       SELECT book_no, voucher_id FROM receipt WHERE community_code = $1 AND source_kind = 'donation'
       UNION ALL
       SELECT f.book_no, f.voucher_id FROM receipt_refund f
       JOIN receipt r ON r.community_code = f.community_code AND r.book_no = f.book_no AND r.id = f.receipt_id
       WHERE f.community_code = $1 AND r.source_kind = 'donation'
     ), posted AS MATERIALIZED (
       SELECT g.book_no, g.voucher_id FROM gift g
       UNION ALL
       SELECT v.book_no, v.id FROM gift g JOIN voucher v ON v.community_code = $1 AND v.book_no = g.book_no AND v.reverses_id = g.voucher_id
     ), booked AS (
       SELECT l.book_no, coalesce(l.fund_code, '') AS fund_code, sum(l.credit - l.debit) AS amount
       FROM posted p
       JOIN voucher_line l ON l.community_code = $1 AND l.book_no = p.book_no AND l.voucher_id = p.voucher_id
       JOIN account a ON a.community_code = l.community_code AND a.book_no = l.book_no AND a.code = l.account_code AND a.money IS NULL
       GROUP BY 1, 2
     )
     SELECT count(*)::int AS count,
       array_agg(format('第%s账套专项 %s：捐赠净额 %s，凭证合计 %s', book_no, coalesce(nullif(fund_code, ''), '（无）'), d.amount, b.amount))
         FILTER (WHERE coalesce(d.amount, 0) <> coalesce(b.amount, 0)) AS differences
     FROM donated d FULL JOIN booked b USING (book_no, fund_code)`,
  );
}

/** Has every release its voucher, and was on no day more of a fund released than spent? */
export async function releaseDifferences(tx: ReadTx, community: string): Promise<Comparison> {
  return compare(
    tx,
    community,
    `WITH release AS (
       SELECT r.*, EXISTS (SELECT FROM voucher x WHERE x.community_code = $1 AND x.book_no = r.book_no AND x.reverses_id = r.voucher_id) AS cancelled
       FROM fund_release r WHERE r.community_code = $1
     ), spending AS (
       SELECT l.book_no, l.fund_code, l.date, l.debit - l.credit AS amount
       FROM voucher_line l
       JOIN account a ON a.community_code = l.community_code AND a.book_no = l.book_no AND a.code = l.account_code AND a.category = 'expense'
       JOIN voucher v ON v.community_code = l.community_code AND v.book_no = l.book_no AND v.id = l.voucher_id
       LEFT JOIN voucher o ON o.community_code = v.community_code AND o.book_no = v.book_no AND o.id = v.reverses_id
       WHERE l.community_code = $1 AND l.fund_code IS NOT NULL AND coalesce(o.source_kind, v.source_kind) <> 'closing'
     ), judged AS (
       SELECT r.book_no, r.fund_code, r.date, r.amount,
         (SELECT count(*) FROM voucher v JOIN voucher_line l ON l.community_code = v.community_code AND l.book_no = v.book_no AND l.voucher_id = v.id
           WHERE v.community_code = $1 AND v.book_no = r.book_no AND v.id = r.voucher_id AND v.source_kind = 'release'
             AND v.source_id = r.id AND v.date = r.date AND v.line_count = 2 AND l.fund_code = r.fund_code
             AND ((l.account_code LIKE '3102%' AND l.debit = r.amount) OR (l.account_code LIKE '3101%' AND l.credit = r.amount))) AS lines,
         (SELECT coalesce(sum(x.amount), 0) FROM release x WHERE x.book_no = r.book_no AND x.fund_code = r.fund_code
           AND NOT x.cancelled AND x.date <= r.date) AS released,
         (SELECT coalesce(sum(s.amount), 0) FROM spending s WHERE s.book_no = r.book_no AND s.fund_code = r.fund_code
           AND s.date <= r.date) AS spent
       FROM release r
     ), orphan AS (
       SELECT v.book_no, v.month, v.word, v.no FROM voucher v WHERE v.community_code = $1 AND v.source_kind = 'release'
         AND NOT EXISTS (SELECT FROM fund_release r WHERE r.community_code = $1 AND r.book_no = v.book_no AND r.id = v.source_id AND r.voucher_id = v.id)
     )
     SELECT count(*)::int AS count, array_agg(text) FILTER (WHERE text IS NOT NULL) AS differences FROM (
       SELECT CASE WHEN lines <> 2 THEN format('第%s账套专项 %s %s 解除限定 %s 元与凭证不符', book_no, fund_code, date, amount)
         WHEN released > spent THEN format('第%s账套专项 %s 至 %s 解除限定 %s 元，多于已使用的 %s 元', book_no, fund_code, date, released, spent)
         END AS text FROM judged
       UNION ALL
       SELECT format('第%s账套 %s %s字第%s号凭证没有相应的解除限定', book_no, month, word, no) FROM orphan) t`,
  );
}

/** Donations and releases as the operation log noted them. */
export const LOGGED_GIFTS: LoggedRows = {
  actions: ['donation-received', 'restriction-released'],
  rows: `
    SELECT 'donation-received' AS action, id::text AS subject_id, format('第%s账套捐赠 %s-%s（%s 元）', book_no, year, no, amount) AS label,
      jsonb_build_object('date', to_char(date, 'YYYY-MM-DD'), 'amount', amount::text,
        'donor', CASE WHEN publish_name THEN donor ELSE '爱心人士' END, 'anonymous', anonymous, 'publishName', publish_name,
        'kind', kind, 'restricted', restricted, 'fundCode', fund_code, 'incomeAccountCode', income_account_code) AS content
    FROM donation WHERE community_code = $1
    UNION ALL
    SELECT 'restriction-released', fund_code, format('第%s账套专项 %s %s 解除限定 %s 元', book_no, fund_code, date, amount),
      jsonb_build_object('id', id, 'fundCode', fund_code, 'date', to_char(date, 'YYYY-MM-DD'), 'amount', amount::text,
        'reason', reason, 'voucherId', voucher_id)
    FROM fund_release WHERE community_code = $1`,
};
