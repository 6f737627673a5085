import { compare, type Comparison } from '../../platform/database/comparison.js';
import type { ReadTx } from '../../platform/database/transaction.js';

/** Does every bank statement add up from its lines and go on where the one before ended? */
export async function statementDifferences(tx: ReadTx, community: string): Promise<Comparison> {
  return compare(
    tx,
    community,
    `SELECT count(*)::int AS count,
       array_agg(format('第%s账套账户 %s %s 银行对账单：期初加流水不等于期末，或与上月不衔接', book_no, account_code, month))
         FILTER (WHERE opening_balance + moved <> closing_balance OR lines <> line_count OR opening_balance <> before) AS differences
     FROM (SELECT s.*, l.moved, l.lines,
         lag(closing_balance) OVER (PARTITION BY s.book_no, s.account_code ORDER BY s.month) AS before
       FROM bank_statement s
       CROSS JOIN LATERAL (SELECT coalesce(sum(amount), 0) AS moved, count(*) AS lines FROM bank_line l
         WHERE l.community_code = s.community_code AND l.book_no = s.book_no AND l.statement_id = s.id) l
       WHERE s.community_code = $1) t`,
  );
}

/** Has every match the same sum on the bank's side and in the book? */
export async function matchDifferences(tx: ReadTx, community: string): Promise<Comparison> {
  return compare(
    tx,
    community,
    `SELECT count(*)::int AS count,
       array_agg(format('第%s账套账户 %s %s 的一组核销：银行 %s 元，账上 %s 元', book_no, account_code, month, bank, booked))
         FILTER (WHERE bank <> booked) AS differences
     FROM (SELECT m.book_no, m.account_code, m.month,
         coalesce((SELECT sum(l.amount) FROM bank_match_bank_line x JOIN bank_line l ON l.community_code = x.community_code
           AND l.book_no = x.book_no AND l.id = x.bank_line_id
           WHERE x.community_code = m.community_code AND x.book_no = m.book_no AND x.match_id = m.id), 0) AS bank,
         coalesce((SELECT sum(l.debit - l.credit) FROM bank_match_book_line x JOIN voucher_line l ON l.community_code = x.community_code
           AND l.book_no = x.book_no AND l.voucher_id = x.voucher_id AND l.line_no = x.line_no
           WHERE x.community_code = m.community_code AND x.book_no = m.book_no AND x.match_id = m.id), 0) AS booked
       FROM bank_match m WHERE m.community_code = $1) t`,
  );
}

/**
 * Is the last confirmed 余额调节表 of each month that was reported what the lines of bank and book give: the book's balance,
 * the statement's, what was open on either side, and the difference before the account's first statement?
 */
export async function tableDifferences(tx: ReadTx, community: string): Promise<Comparison> {
  return compare(
    tx,
    community,
    `WITH latest AS MATERIALIZED (
       SELECT DISTINCT ON (r.book_no, r.account_code, r.month) r.* FROM reconciliation r
       JOIN accounting_month m ON m.community_code = r.community_code AND m.month = r.month AND m.state <> 'open'
       WHERE r.community_code = $1 ORDER BY r.book_no, r.account_code, r.month, r.version DESC
     ), began AS MATERIALIZED (
       SELECT DISTINCT ON (book_no, account_code) book_no, account_code, month, opening_balance FROM bank_statement
       WHERE community_code = $1 ORDER BY book_no, account_code, month
     ), bank AS MATERIALIZED (
       SELECT s.book_no, s.account_code, s.month, l.amount, m.month AS settled
       FROM bank_statement s
       JOIN bank_line l ON l.community_code = s.community_code AND l.book_no = s.book_no AND l.statement_id = s.id
       LEFT JOIN bank_match_bank_line x ON x.community_code = l.community_code AND x.book_no = l.book_no AND x.bank_line_id = l.id
       LEFT JOIN bank_match m ON m.community_code = x.community_code AND m.book_no = x.book_no AND m.id = x.match_id
       WHERE s.community_code = $1
     ), booked AS MATERIALIZED (
       SELECT l.book_no, l.account_code, l.month, l.debit - l.credit AS amount, m.month AS settled
       FROM began b
       JOIN voucher_line l ON l.community_code = $1 AND l.book_no = b.book_no AND l.account_code = b.account_code
       LEFT JOIN bank_match_book_line x ON x.community_code = l.community_code AND x.book_no = l.book_no
         AND x.voucher_id = l.voucher_id AND x.line_no = l.line_no
       LEFT JOIN bank_match m ON m.community_code = x.community_code AND m.book_no = x.book_no AND m.id = x.match_id
       UNION ALL
       SELECT book_no, account_code, '', debit - credit, '' FROM opening_balance WHERE community_code = $1
     )
     SELECT count(*)::int AS count,
       array_agg(format('第%s账套账户 %s %s 余额调节表第%s版与银行流水、账簿不符', r.book_no, r.account_code, r.month, r.version))
         FILTER (WHERE (r.book_balance, r.bank_received_not_booked, r.bank_paid_not_booked, r.statement_balance,
             r.book_received_not_in_bank, r.book_paid_not_in_bank, r.opening_difference)
           IS DISTINCT FROM (k.balance, b.received, b.paid, s.closing_balance, k.received, k.paid, k.before - g.opening_balance)
         ) AS differences
     FROM latest r
     LEFT JOIN began g ON g.book_no = r.book_no AND g.account_code = r.account_code
     LEFT JOIN bank_statement s ON s.community_code = r.community_code AND s.book_no = r.book_no AND s.id = r.statement_id
       AND s.account_code = r.account_code AND s.month = r.month
     CROSS JOIN LATERAL (SELECT coalesce(sum(x.amount) FILTER (WHERE x.amount > 0), 0) AS received,
         coalesce(-sum(x.amount) FILTER (WHERE x.amount < 0), 0) AS paid
       FROM bank x WHERE x.book_no = r.book_no AND x.account_code = r.account_code AND x.month <= r.month
         AND (x.settled IS NULL OR x.settled > r.month)) b
     CROSS JOIN LATERAL (SELECT coalesce(sum(x.amount), 0) AS balance, coalesce(sum(x.amount) FILTER (WHERE x.month < g.month), 0) AS before,
         coalesce(sum(x.amount) FILTER (WHERE x.amount > 0 AND x.month >= g.month AND (x.settled IS NULL OR x.settled > r.month)), 0) AS received,
         coalesce(-sum(x.amount) FILTER (WHERE x.amount < 0 AND x.month >= g.month AND (x.settled IS NULL OR x.settled > r.month)), 0) AS paid
       FROM booked x WHERE x.book_no = r.book_no AND x.account_code = r.account_code AND x.month <= r.month) k`,
  );
}
