import { randomUUID } from 'node:crypto';
import { only } from '../../platform/database/only.js';
import type { ReadTx, Tx } from '../../platform/database/transaction.js';

export interface CashCountRow {
  readonly id: string;
  readonly accountCode: string;
  readonly month: string;
  readonly date: string;
  readonly bookBalance: string;
  readonly counted: string;
  /** Counted less book: a shortage is negative. */
  readonly difference: string;
  readonly explanation: string | null;
  readonly countedBy: string;
  readonly witness: string;
  readonly recordedAt: Date;
}

const COUNT = `id, account_code AS "accountCode", month, to_char(date, 'YYYY-MM-DD') AS date,
  book_balance::text AS "bookBalance", counted::text AS counted, difference::text AS difference, explanation,
  counted_by_name AS "countedBy", witness_name AS witness, recorded_at AS "recordedAt"`;

/** Keeps what was found in the box. */
export async function insertCashCount(
  tx: Tx,
  community: string,
  bookNo: number,
  count: {
    readonly accountCode: string;
    readonly month: string;
    readonly date: string;
    readonly bookBalance: string;
    readonly counted: string;
    readonly explanation: string | null;
    readonly witness: { readonly id: string; readonly name: string };
  },
): Promise<CashCountRow> {
  const rows = await tx.query<CashCountRow>(
    `INSERT INTO cash_count (community_code, book_no, id, account_code, month, date, book_balance, counted, explanation,
       counted_by_id, counted_by_name, witness_id, witness_name)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING ${COUNT}`,
    [
      community,
      bookNo,
      randomUUID(),
      count.accountCode,
      count.month,
      count.date,
      count.bookBalance,
      count.counted,
      count.explanation,
      tx.actor.id,
      tx.actor.name,
      count.witness.id,
      count.witness.name,
    ],
  );
  return only(rows);
}

/** When was cash counted, in one month or ever? Oldest first. */
export async function listCashCounts(
  tx: ReadTx,
  community: string,
  bookNo: number,
  month: string | null,
): Promise<CashCountRow[]> {
  return tx.query<CashCountRow>(
    `SELECT ${COUNT} FROM cash_count WHERE community_code = $1 AND book_no = $2 AND ($3::text IS NULL OR month = $3)
     ORDER BY date, recorded_at, id`,
    [community, bookNo, month],
  );
}
