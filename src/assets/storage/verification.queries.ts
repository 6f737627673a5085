import { compare, type Comparison, type LoggedRows } from '../../platform/database/comparison.js';
import type { ReadTx } from '../../platform/database/transaction.js';

/** What a voucher moved on an account: debit less credit. */
const moved = (book: string, voucher: string, account: string): string =>
  `(SELECT coalesce(sum(l.debit - l.credit), 0) FROM voucher_line l WHERE l.community_code = $1 AND l.book_no = ${book}
    AND l.voucher_id = ${voucher} AND l.account_code = ${account})`;

/** Does every lease's schedule cover its term day by day and sum to its contract? */
export async function scheduleDifferences(tx: ReadTx, community: string): Promise<Comparison> {
  return compare(
    tx,
    community,
    `SELECT count(*)::int AS count, array_agg(format('租约 %s（%s）：租金计划合计 %s，合同 %s', coalesce(contract_no, property_code), tenant, scheduled, total))
         FILTER (WHERE scheduled IS DISTINCT FROM total OR first_day IS DISTINCT FROM from_date OR last_day IS DISTINCT FROM through_date OR gaps)
         AS differences
     FROM (SELECT l.contract_no, l.property_code, l.tenant, l.total, l.from_date, l.through_date, sum(r.amount) AS scheduled,
         min(r.from_date) AS first_day, max(r.through_date) AS last_day,
         sum(r.through_date - r.from_date + 1) <> l.through_date - l.from_date + 1 AS gaps
       FROM lease l LEFT JOIN rent r ON r.community_code = l.community_code AND r.lease_id = l.id
       WHERE l.community_code = $1 GROUP BY l.community_code, l.id) t`,
  );
}

/**
 * Is every posted rent its voucher, what was taken off it the sum of its reductions, and what was received of it the sum of its
 * receipts, of which each is what its own voucher took off the receivable?
 */
export async function rentDifferences(tx: ReadTx, community: string): Promise<Comparison> {
  return compare(
    tx,
    community,
    `WITH rents AS (
       SELECT r.*, l.receivable_account_code AS receivable, l.income_account_code AS income,
         format('租约 %s 第%s期', coalesce(l.contract_no, l.property_code), r.no) AS name,
         v.date AS voucher_date, v.source_kind = 'rent-due' AND v.source_id = r.id AS own,
         EXISTS (SELECT FROM voucher x WHERE x.community_code = $1 AND x.book_no = r.book_no AND x.reverses_id = r.voucher_id) AS cancelled
       FROM rent r JOIN lease l ON l.community_code = r.community_code AND l.id = r.lease_id
       LEFT JOIN voucher v ON v.community_code = r.community_code AND v.book_no = r.book_no AND v.id = r.voucher_id
       WHERE r.community_code = $1
     ), judged AS (
       SELECT r.name, r.amount, r.reduced, r.received, coalesce(d.total, 0) AS reductions, coalesce(c.total, 0) AS receipts, coalesce(b.total, 0) AS banked,
         r.voucher_id IS NOT NULL AND (r.own IS NOT TRUE OR r.cancelled OR r.voucher_date <> r.posted_on
           OR ${moved('r.book_no', 'r.voucher_id', 'r.receivable')} <> r.amount - coalesce(d.before_posting, 0)
           OR ${moved('r.book_no', 'r.voucher_id', 'r.income')} <> coalesce(d.before_posting, 0) - r.amount) AS unfounded,
         coalesce(d.strays, 0) + coalesce(c.strays, 0) AS strays
       FROM rents r
       LEFT JOIN (SELECT d.rent_id, sum(d.amount) AS total, sum(d.amount) FILTER (WHERE d.voucher_id IS NULL) AS before_posting,
           count(*) FILTER (WHERE d.voucher_id IS NOT NULL AND ${moved('d.book_no', 'd.voucher_id', 'r.receivable')} <> -d.amount) AS strays
         FROM rent_reduction d JOIN rents r ON r.id = d.rent_id WHERE d.community_code = $1 GROUP BY 1) d ON d.rent_id = r.id
       LEFT JOIN (SELECT c.rent_id, sum(c.amount) AS total,
           count(*) FILTER (WHERE ${moved('c.book_no', 'c.voucher_id', 'r.receivable')} <> -c.amount) AS strays
         FROM rent_receipt c JOIN rents r ON r.id = c.rent_id WHERE c.community_code = $1 GROUP BY 1) c ON c.rent_id = r.id
       LEFT JOIN (SELECT k.source_id, sum(k.amount - coalesce((SELECT sum(f.amount) FROM receipt_refund f
             WHERE f.community_code = $1 AND f.book_no = k.book_no AND f.receipt_id = k.id AND NOT EXISTS (SELECT FROM voucher x
               WHERE x.community_code = $1 AND x.book_no = f.book_no AND x.reverses_id = f.voucher_id)), 0)) AS total
         FROM receipt k WHERE k.community_code = $1 AND k.source_kind = 'rent' AND NOT EXISTS (SELECT FROM voucher x
           WHERE x.community_code = $1 AND x.book_no = k.book_no AND x.reverses_id = k.voucher_id) GROUP BY 1) b ON b.source_id = r.id
     ), orphan AS (
       SELECT v.book_no, v.month, v.word, v.no FROM voucher v
       WHERE v.community_code = $1 AND v.source_kind IN ('rent-due', 'rent-reduced')
         AND NOT EXISTS (SELECT FROM voucher x WHERE x.community_code = $1 AND x.book_no = v.book_no AND x.reverses_id = v.id)
         AND NOT EXISTS (SELECT FROM rent r WHERE r.community_code = $1 AND r.id = v.source_id AND r.voucher_id = v.id)
         AND NOT EXISTS (SELECT FROM rent_reduction d WHERE d.community_code = $1 AND d.id = v.source_id AND d.voucher_id = v.id)
     )
     SELECT count(*)::int AS count, array_agg(text) FILTER (WHERE text IS NOT NULL) AS differences FROM (
       SELECT nullif(concat_ws('；', CASE WHEN unfounded THEN format('%s租金 %s 元与凭证不符', name, amount) END,
         CASE WHEN reduced <> reductions THEN format('%s减免记为 %s，合计 %s', name, reduced, reductions) END,
         CASE WHEN received <> receipts OR received <> banked
           THEN format('%s已收记为 %s，收租合计 %s，收款合计 %s', name, received, receipts, banked) END,
         CASE WHEN strays > 0 THEN format('%s有收租或减免与凭证不符', name) END), '') AS text FROM judged
       UNION ALL
       SELECT format('第%s账套 %s %s字第%s号租金凭证没有相应的租金', book_no, month, word, no) FROM orphan) t`,
  );
}

/** Leases and their ends as the operation log noted them. */
export const LOGGED_LEASES: LoggedRows = {
  actions: ['lease-registered', 'lease-terminated'],
  rows: `
    SELECT 'lease-registered' AS action, id::text AS subject_id, format('租约 %s（%s）', coalesce(contract_no, property_code), tenant) AS label,
      jsonb_build_object('id', id, 'propertyCode', property_code, 'bookNo', book_no, 'tenant', tenant,
        'from', to_char(from_date, 'YYYY-MM-DD'), 'through', to_char(through_date, 'YYYY-MM-DD'), 'period', period,
        'rent', rent::text, 'total', total::text, 'deposit', deposit::text, 'incomeAccountCode', income_account_code,
        'receivableAccountCode', receivable_account_code, 'contractNo', contract_no, 'bidding', bidding) AS content
    FROM lease WHERE community_code = $1
    UNION ALL
    SELECT 'lease-terminated', id::text, format('租约 %s（%s）的解除', coalesce(contract_no, property_code), tenant),
      jsonb_build_object('lastDay', to_char(terminated_on, 'YYYY-MM-DD'), 'reason', termination_reason)
    FROM lease WHERE community_code = $1 AND terminated_on IS NOT NULL`,
};
