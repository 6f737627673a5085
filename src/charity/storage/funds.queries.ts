import type { LocalDate } from '../../kernel/local-date.js';
import { only } from '../../platform/database/only.js';
import type { ReadTx, Tx } from '../../platform/database/transaction.js';

export interface ReleaseRow {
  readonly id: string;
  readonly date: string;
  readonly amount: string;
  readonly reason: string;
  readonly voucherId: string;
  /** The release's voucher was cancelled. */
  readonly reversed: boolean;
}

/** A spending of a fund, as a donor sees it. */
export interface SpendingRow {
  readonly date: string;
  readonly voucher: string;
  readonly summary: string;
  readonly accountCode: string;
  readonly accountName: string;
  readonly amount: string;
}

/** A fund's figures of some days: opening + received - used = closing. */
export interface FundFigures {
  readonly bookNo: number;
  readonly code: string;
  readonly name: string;
  readonly purpose: string;
  readonly restricted: boolean;
  readonly opening: string;
  readonly received: string;
  readonly used: string;
  readonly closing: string;
}

/** What was spent of a fund and released from its restriction through a day? */
export async function useOf(
  tx: ReadTx,
  community: string,
  bookNo: number,
  fundCode: string,
  through: LocalDate,
): Promise<{ spent: string; released: string }> {
  const rows = await tx.query<{ spent: string; released: string }>(
    `SELECT fund_spent($1::char(12), $2::int, $3::text, $4::date)::numeric(18, 2)::text AS spent,
       fund_released($1::char(12), $2::int, $3::text, $4::date)::numeric(18, 2)::text AS released`,
    [community, bookNo, fundCode, through],
  );
  return only(rows);
}

/** Stores a release; its voucher follows in the same transaction. */
export async function insertRelease(
  tx: Tx,
  community: string,
  bookNo: number,
  release: {
    id: string;
    fundCode: string;
    date: LocalDate;
    amount: string;
    reason: string;
    voucherId: string;
  },
): Promise<void> {
  await tx.query(
    `INSERT INTO fund_release (community_code, book_no, id, fund_code, date, amount, reason, voucher_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      community,
      bookNo,
      release.id,
      release.fundCode,
      release.date,
      release.amount,
      release.reason,
      release.voucherId,
    ],
  );
}

/** Which releases were there of a fund? */
export async function listReleases(
  tx: ReadTx,
  community: string,
  bookNo: number,
  fundCode: string,
  through: LocalDate,
): Promise<ReleaseRow[]> {
  return tx.query<ReleaseRow>(
    `SELECT r.id, to_char(r.date, 'YYYY-MM-DD') AS date, r.amount::text, r.reason, r.voucher_id AS "voucherId",
       EXISTS (SELECT FROM voucher v WHERE v.community_code = r.community_code AND v.book_no = r.book_no
         AND v.reverses_id = r.voucher_id) AS reversed
     FROM fund_release r WHERE r.community_code = $1 AND r.book_no = $2 AND r.fund_code = $3 AND r.date <= $4
     ORDER BY r.date, r.id`,
    [community, bookNo, fundCode, through],
  );
}

/** Lines that carry a fund; the closing of a year moves nothing of it. */
const FUND_LINES = `SELECT l.book_no, l.fund_code, l.date, l.seq, l.line_no, l.summary, l.account_code, account_name(a, l.date) AS account_name,
    a.category, l.debit, l.credit, v.word || '-' || v.no AS voucher
  FROM voucher_line l
  JOIN account a ON a.community_code = l.community_code AND a.book_no = l.book_no AND a.code = l.account_code
  JOIN voucher v ON v.community_code = l.community_code AND v.book_no = l.book_no AND v.id = l.voucher_id
  LEFT JOIN voucher o ON o.community_code = v.community_code AND o.book_no = v.book_no AND o.id = v.reverses_id
  WHERE l.community_code = $1 AND l.fund_code IS NOT NULL AND coalesce(o.source_kind, v.source_kind) <> 'closing'`;

/** What was spent of a fund, line by line? */
export async function listSpendings(
  tx: ReadTx,
  community: string,
  bookNo: number,
  fundCode: string,
  through: LocalDate,
): Promise<SpendingRow[]> {
  return tx.query<SpendingRow>(
    `SELECT to_char(s.date, 'YYYY-MM-DD') AS date, s.voucher, s.summary, s.account_code AS "accountCode",
       s.account_name AS "accountName", (s.debit - s.credit)::text AS amount
     FROM (${FUND_LINES}) s WHERE s.book_no = $2 AND s.fund_code = $3 AND s.date <= $4
       AND s.category IN ('expense', 'cost', 'asset')
     ORDER BY s.seq, s.line_no`,
    [community, bookNo, fundCode, through],
  );
}

/** How did the charity books' funds move in these days? Used is what went to expense and assets; received is the rest. */
export async function fundFigures(
  tx: ReadTx,
  community: string,
  from: LocalDate,
  through: LocalDate,
): Promise<FundFigures[]> {
  return tx.query<FundFigures>(
    `SELECT f.book_no AS "bookNo", f.code, f.name, f.purpose, f.restricted, t.opening::numeric(18, 2)::text AS opening,
       (t.closing - t.opening + t.used)::numeric(18, 2)::text AS received, t.used::numeric(18, 2)::text AS used,
       t.closing::numeric(18, 2)::text AS closing
     FROM fund f JOIN book b ON b.community_code = f.community_code AND b.book_no = f.book_no AND b.kind = 'charity'
     CROSS JOIN LATERAL (SELECT coalesce(sum(credit - debit), 0) AS brought FROM opening_balance o
       WHERE o.community_code = f.community_code AND o.book_no = f.book_no AND o.fund_code = f.code) o
     CROSS JOIN LATERAL (SELECT
         o.brought + coalesce(sum(s.credit - s.debit) FILTER (WHERE s.date < $2), 0) AS opening,
         o.brought + coalesce(sum(s.credit - s.debit), 0) AS closing,
         coalesce(sum(s.debit - s.credit) FILTER (WHERE s.date >= $2 AND s.category IN ('expense', 'cost', 'asset')), 0) AS used
       FROM (${FUND_LINES} AND l.date <= $3) s WHERE s.book_no = f.book_no AND s.fund_code = f.code) t
     WHERE f.community_code = $1 ORDER BY f.book_no, f.code`,
    [community, from, through],
  );
}

/** What did the charity books take in as donations and spend in these days, restricted or not? */
export async function donatedAndSpent(
  tx: ReadTx,
  community: string,
  from: LocalDate,
  through: LocalDate,
): Promise<{ received: string; spent: string }> {
  const rows = await tx.query<{ received: string; spent: string }>(
    `SELECT coalesce(sum(l.credit - l.debit) FILTER (WHERE l.account_code LIKE '4101%'), 0)::numeric(18, 2)::text AS received,
       coalesce(sum(l.debit - l.credit) FILTER (WHERE a.category = 'expense'), 0)::numeric(18, 2)::text AS spent
     FROM voucher_line l
     JOIN book b ON b.community_code = l.community_code AND b.book_no = l.book_no AND b.kind = 'charity'
     JOIN account a ON a.community_code = l.community_code AND a.book_no = l.book_no AND a.code = l.account_code
       AND a.category IN ('income', 'expense')
     JOIN voucher v ON v.community_code = l.community_code AND v.book_no = l.book_no AND v.id = l.voucher_id
     LEFT JOIN voucher o ON o.community_code = v.community_code AND o.book_no = v.book_no AND o.id = v.reverses_id
     WHERE l.community_code = $1 AND l.date BETWEEN $2 AND $3 AND coalesce(o.source_kind, v.source_kind) <> 'closing'`,
    [community, from, through],
  );
  return only(rows);
}
