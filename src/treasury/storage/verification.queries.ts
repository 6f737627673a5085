import { compare, type Comparison } from '../../platform/database/comparison.js';
import type { ReadTx } from '../../platform/database/transaction.js';

/** The posting that each document calls for: one debit, one credit, in one book. */
const DOCUMENTS = `
  SELECT source_kind AS kind, '收款' AS name, book_no, id, voucher_id, date, fund_account_code AS debit_account,
    income_account_code AS credit_account, amount, fund_code FROM receipt WHERE community_code = $1
  UNION ALL
  SELECT 'refund', '退款', d.book_no, d.id, d.voucher_id, d.date, r.income_account_code, r.fund_account_code, d.amount, r.fund_code
  FROM receipt_refund d JOIN receipt r ON r.community_code = d.community_code AND r.book_no = d.book_no AND r.id = d.receipt_id
  WHERE d.community_code = $1
  UNION ALL
  SELECT 'allocation', '拨付', book_no, id, voucher_id, date, to_account_code, from_account_code, amount, NULL
  FROM allocation WHERE community_code = $1
  UNION ALL
  SELECT 'payment', '付款', d.book_no, d.id, d.voucher_id, d.date, r.expense_account_code, d.fund_account_code, d.amount, r.fund_code
  FROM payment d JOIN payment_request r ON r.community_code = d.community_code AND r.book_no = d.book_no AND r.id = d.request_id
  WHERE d.community_code = $1
  UNION ALL
  SELECT 'transfer', '划出', from_book_no, id, from_voucher_id, date, from_account_code, from_money_code, amount, from_fund_code
  FROM transfer WHERE community_code = $1
  UNION ALL
  SELECT 'transfer', '划入', to_book_no, id, to_voucher_id, date, to_money_code, to_account_code, amount, to_fund_code
  FROM transfer WHERE community_code = $1`;

/** Is a voucher (book and id) cancelled? */
const reversed = (book: string, voucher: string): string =>
  `EXISTS (SELECT FROM voucher x WHERE x.community_code = $1 AND x.book_no = ${book} AND x.reverses_id = ${voucher})`;

/** Does every document have its voucher, and every voucher of a document its document: day, accounts, amount, fund? */
export async function documentDifferences(tx: ReadTx, community: string): Promise<Comparison> {
  return compare(
    tx,
    community,
    `WITH document AS (${DOCUMENTS}),
     posted AS (
       SELECT v.book_no, v.id AS voucher_id, v.source_kind, v.source_id, v.date, v.month, v.word, v.no, count(*) AS lines,
         min(l.account_code) FILTER (WHERE l.debit <> 0) AS debit_account, min(l.debit) FILTER (WHERE l.debit <> 0) AS debit,
         min(l.account_code) FILTER (WHERE l.credit <> 0) AS credit_account, min(l.credit) FILTER (WHERE l.credit <> 0) AS credit,
         min(l.fund_code) FILTER (WHERE a.money IS NULL) AS fund_code,
         count(*) FILTER (WHERE a.money IS NULL) AS unmoneyed
       FROM voucher v
       JOIN voucher_line l ON l.community_code = v.community_code AND l.book_no = v.book_no AND l.voucher_id = v.id
       JOIN account a ON a.community_code = l.community_code AND a.book_no = l.book_no AND a.code = l.account_code
       WHERE v.community_code = $1
         AND v.source_kind IN ('receipt', 'donation', 'rent', 'refund', 'allocation', 'payment', 'transfer')
       GROUP BY v.community_code, v.book_no, v.id
     )
     SELECT count(*)::int AS count, array_agg(CASE
         WHEN d.id IS NULL THEN format('第%s账套 %s %s字第%s号凭证没有相应的收付单据', p.book_no, p.month, p.word, p.no)
         WHEN p.voucher_id IS NULL THEN format('第%s账套 %s %s %s 元没有凭证', d.book_no, d.date, d.name, d.amount)
         ELSE format('第%s账套 %s %s %s 元与 %s %s字第%s号凭证不符', d.book_no, d.date, d.name, d.amount, p.month, p.word, p.no) END)
       FILTER (WHERE (d.kind, d.id, d.date, d.debit_account, d.amount, d.credit_account, d.amount, 2)
         IS DISTINCT FROM (p.source_kind, p.source_id, p.date, p.debit_account, p.debit, p.credit_account, p.credit, p.lines::int)
         OR (p.unmoneyed > 0 AND d.fund_code IS DISTINCT FROM p.fund_code)) AS differences
     FROM document d FULL JOIN posted p ON p.book_no = d.book_no AND p.voucher_id = d.voucher_id`,
  );
}

/** Are a receipt's standing refunds within it, and did a cancelled receipt leave none? */
export async function refundDifferences(tx: ReadTx, community: string): Promise<Comparison> {
  return compare(
    tx,
    community,
    `SELECT count(*)::int AS count,
       array_agg(format('第%s账套 %s 收款 %s 元：未冲销的退款合计 %s 元', book_no, date, amount, refunded))
         FILTER (WHERE refunded > CASE WHEN cancelled THEN 0 ELSE amount END) AS differences
     FROM (SELECT r.book_no, r.date, r.amount, ${reversed('r.book_no', 'r.voucher_id')} AS cancelled, sum(f.amount) AS refunded
       FROM receipt r
       JOIN receipt_refund f ON f.community_code = r.community_code AND f.book_no = r.book_no AND f.receipt_id = r.id
       WHERE r.community_code = $1 AND NOT ${reversed('f.book_no', 'f.voucher_id')}
       GROUP BY r.community_code, r.book_no, r.id) t`,
  );
}

/** Does each transfer stand as a pair: two books, one amount out and in over money accounts, both vouchers or none cancelled? */
export async function pairDifferences(tx: ReadTx, community: string): Promise<Comparison> {
  return compare(
    tx,
    community,
    `SELECT count(*)::int AS count,
       array_agg(format('%s 第%s账套划至第%s账套 %s 元：两边凭证不成对', date, from_book_no, to_book_no, amount))
         FILTER (WHERE vouchers <> 2 OR books <> 2 OR net <> 0 OR cancelled = 1) AS differences
     FROM (SELECT t.date, t.from_book_no, t.to_book_no, t.amount, count(DISTINCT v.id) AS vouchers, count(DISTINCT v.book_no) AS books,
         coalesce(sum(l.debit - l.credit) FILTER (WHERE a.money IS NOT NULL), 0) AS net,
         count(DISTINCT v.id) FILTER (WHERE ${reversed('v.book_no', 'v.id')}) AS cancelled
       FROM transfer t
       LEFT JOIN voucher v ON v.community_code = t.community_code AND v.source_kind = 'transfer' AND v.source_id = t.id
         AND (v.book_no, v.id) IN ((t.from_book_no, t.from_voucher_id), (t.to_book_no, t.to_voucher_id))
       LEFT JOIN voucher_line l ON l.community_code = v.community_code AND l.book_no = v.book_no AND l.voucher_id = v.id
       LEFT JOIN account a ON a.community_code = l.community_code AND a.book_no = l.book_no AND a.code = l.account_code
       WHERE t.community_code = $1 GROUP BY t.community_code, t.id) s`,
  );
}

/** Does no fund account fall below zero at the end of a month, recomputed from opening balances and lines? */
export async function overdrawnFundAccounts(tx: ReadTx, community: string): Promise<Comparison> {
  return compare(
    tx,
    community,
    `SELECT count(*)::int AS count,
       array_agg(format('第%s账套资金账户 %s 在 %s 月末透支 %s 元', book_no, account_code, month, -balance))
         FILTER (WHERE balance < 0) AS differences
     FROM (SELECT m.book_no, m.account_code, m.month, sum(m.change) OVER (PARTITION BY m.book_no, m.account_code ORDER BY m.month) AS balance
       FROM (SELECT f.book_no, f.account_code, s.month, sum(s.change) AS change
         FROM fund_account f
         CROSS JOIN LATERAL (
           SELECT '' AS month, o.debit - o.credit AS change FROM opening_balance o
           WHERE o.community_code = $1 AND o.book_no = f.book_no AND o.account_code = f.account_code
           UNION ALL
           SELECT l.month, l.debit - l.credit FROM voucher_line l
           WHERE l.community_code = $1 AND l.book_no = f.book_no AND l.account_code = f.account_code) s
         WHERE f.community_code = $1 GROUP BY 1, 2, 3) m) b`,
  );
}

/**
 * Is every request in the state that its events, signatures and payments make, signed step by step by different people who
 * neither asked for it nor paid it, weighed no lighter than its amount, and paid once at most?
 */
export async function requestDifferences(tx: ReadTx, community: string): Promise<Comparison> {
  return compare(
    tx,
    community,
    `WITH event AS (
       SELECT subject_id, bool_or(action = 'request-submitted') AS submitted, bool_or(action = 'request-rejected') AS rejected,
         bool_or(action = 'request-withdrawn') AS withdrawn
       FROM audit_event WHERE community_code = $1 AND subject_kind = 'payment-request' GROUP BY 1
     ), spent AS (
       SELECT book_no, request_id, date, amount, voucher_id, payer_id AS by_id FROM payment WHERE community_code = $1
       UNION ALL
       SELECT from_book_no, request_id, date, amount, from_voucher_id, made_by FROM transfer
       WHERE community_code = $1 AND request_id IS NOT NULL
     ), spending AS (
       SELECT book_no, request_id, count(*) AS times, min(amount) AS amount, min(date) AS date, array_agg(by_id) AS payers,
         bool_or(${reversed('spent.book_no', 'spent.voucher_id')}) AS cancelled
       FROM spent GROUP BY 1, 2
     ), signed AS (
       SELECT a.book_no, a.request_id, count(*) AS signatures, count(DISTINCT a.approver_id) AS people,
         array_agg(a.approver_id) AS approvers, count(s.step_no) AS of_ladder
       FROM request_approval a
       JOIN payment_request r ON r.community_code = a.community_code AND r.book_no = a.book_no AND r.id = a.request_id
       LEFT JOIN LATERAL ladder_steps(r.community_code, r.ladder_version) s ON (s.above < r.ladder_amount OR r.category <> 'ordinary')
         AND s.step_no = a.step_no AND s.role = a.role
       WHERE a.community_code = $1 GROUP BY 1, 2
     ), judged AS (
       SELECT r.*, coalesce(p.times, 0) AS times, coalesce(g.signatures, 0) AS signatures, n.needed,
         CASE WHEN p.times > 0 THEN CASE WHEN p.cancelled THEN 'reversed' ELSE 'paid' END
           WHEN e.withdrawn THEN 'withdrawn' WHEN e.rejected THEN 'rejected'
           WHEN coalesce(g.of_ladder, 0) >= n.needed AND n.needed > 0 THEN 'approved'
           WHEN e.submitted THEN 'submitted' ELSE 'drafted' END AS due,
         g.signatures <> g.people OR g.signatures <> g.of_ladder OR r.requester_id = ANY (g.approvers) AS wrongly_signed,
         p.times > 0 AND (p.times > 1 OR p.amount <> r.amount OR p.date < r.date OR r.requester_id = ANY (p.payers)
           OR p.payers && g.approvers OR coalesce(g.of_ladder, 0) < n.needed) AS wrongly_paid
       FROM payment_request r
       LEFT JOIN event e ON e.subject_id = r.id::text
       LEFT JOIN spending p ON p.book_no = r.book_no AND p.request_id = r.id
       LEFT JOIN signed g ON g.book_no = r.book_no AND g.request_id = r.id
       CROSS JOIN LATERAL (SELECT count(*) AS needed FROM ladder_steps(r.community_code, r.ladder_version) s
         WHERE s.above < r.ladder_amount OR r.category <> 'ordinary') n
       WHERE r.community_code = $1
     )
     SELECT count(*)::int AS count, array_agg(format('第%s账套付款申请“%s”%s 元：%s', book_no, purpose, amount, concat_ws('；',
         CASE WHEN status <> due THEN format('状态为 %s，按审批和付款应为 %s', status, due) END,
         CASE WHEN wrongly_signed THEN '审批与审批权限表不符，或同一人重复审批' END,
         CASE WHEN status IN ('approved', 'paid', 'reversed') AND signatures < needed
           THEN format('应有 %s 级审批，实有 %s 级', needed, signatures) END,
         CASE WHEN ladder_amount < amount THEN '审批所计金额少于申请金额' END,
         CASE WHEN wrongly_paid THEN '付款与申请不符、重复付款或付款人不独立' END)))
       FILTER (WHERE status <> due OR wrongly_signed OR wrongly_paid OR ladder_amount < amount
         OR (status IN ('approved', 'paid', 'reversed') AND signatures < needed)) AS differences
     FROM judged`,
  );
}
