import { randomUUID } from 'node:crypto';
import type { Money } from '../../kernel/money.js';
import { only } from '../../platform/database/only.js';
import type { ReadTx, Tx } from '../../platform/database/transaction.js';
import type { CashFinding, CashPurpose, CashRule } from '../domain/cash-rules.js';

/** A limit of cash as it was set. */
export interface CashLimitRow {
  readonly version: number;
  readonly amount: string;
  readonly basis: string;
  readonly adoptedOn: string;
  readonly setBy: string;
}

const LIMIT = `version, amount::text AS amount, basis, to_char(adopted_on, 'YYYY-MM-DD') AS "adoptedOn", set_by_name AS "setBy"`;

/** Which limits were set for the book, the last first? */
export async function cashLimits(
  tx: ReadTx,
  community: string,
  bookNo: number,
): Promise<CashLimitRow[]> {
  return tx.query<CashLimitRow>(
    `SELECT ${LIMIT} FROM cash_limit WHERE community_code = $1 AND book_no = $2 ORDER BY version DESC`,
    [community, bookNo],
  );
}

/** Sets the next version; the database numbers and dates it. */
export async function insertCashLimit(
  tx: Tx,
  community: string,
  bookNo: number,
  { amount, basis }: { amount: Money; basis: string },
): Promise<CashLimitRow> {
  return only(
    await tx.query<CashLimitRow>(
      `INSERT INTO cash_limit (community_code, book_no, version, amount, basis, adopted_on, set_by, set_by_name)
       VALUES ($1, $2, 1, $3, $4, $5, $6, $7) RETURNING ${LIMIT}`,
      [community, bookNo, amount.toString(), basis, tx.today, tx.actor.id, tx.actor.name],
    ),
  );
}

/** Why a finding may stand. */
export interface CashExplanationRow {
  readonly id: string;
  readonly month: string;
  readonly rule: CashRule;
  readonly accountCode: string;
  readonly date: string;
  readonly amount: string;
  readonly voucherId: string | null;
  readonly purpose: CashPurpose | null;
  readonly reason: string;
  readonly explainedBy: string;
}

const EXPLANATION = `id, month, rule, account_code AS "accountCode", to_char(date, 'YYYY-MM-DD') AS date, amount::text AS amount,
  voucher_id AS "voucherId", purpose, reason, explained_by_name AS "explainedBy"`;

/** Which vouchers of the month were cancelled in red, whenever? */
export async function cancelledVouchers(
  tx: ReadTx,
  community: string,
  bookNo: number,
  month: string,
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `SELECT r.reverses_id AS id FROM voucher r
     JOIN voucher v ON v.community_code = r.community_code AND v.book_no = r.book_no AND v.id = r.reverses_id
     WHERE r.community_code = $1 AND r.book_no = $2 AND v.month = $3`,
    [community, bookNo, month],
  );
  return rows.map(({ id }) => id);
}

/** What was said of the month's cash? */
export async function cashExplanations(
  tx: ReadTx,
  community: string,
  bookNo: number,
  month: string,
): Promise<CashExplanationRow[]> {
  return tx.query<CashExplanationRow>(
    `SELECT ${EXPLANATION} FROM cash_explanation WHERE community_code = $1 AND book_no = $2 AND month = $3 ORDER BY explained_at, id`,
    [community, bookNo, month],
  );
}

/** Keeps what was said of a finding. */
export async function insertCashExplanation(
  tx: Tx,
  place: { readonly community: string; readonly bookNo: number; readonly month: string },
  finding: CashFinding,
  said: { readonly purpose: CashPurpose | null; readonly reason: string },
): Promise<CashExplanationRow> {
  return only(
    await tx.query<CashExplanationRow>(
      `INSERT INTO cash_explanation (community_code, book_no, id, month, rule, account_code, date, amount, voucher_id, purpose,
         reason, explained_by, explained_by_name)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING ${EXPLANATION}`,
      [
        place.community,
        place.bookNo,
        randomUUID(),
        place.month,
        finding.rule,
        finding.accountCode,
        finding.date,
        finding.amount.toString(),
        finding.voucherId,
        said.purpose,
        said.reason,
        tx.actor.id,
        tx.actor.name,
      ],
    ),
  );
}
