import type { ReadTx, Tx } from '../../platform/database/transaction.js';
import type { FundAccount, FundLine } from '../domain/fund-account.js';
import type { Handling } from '../domain/movements.js';

/** Which money accounts of the book are which line, now or as they were marked at an instant? */
export async function listFundAccounts(
  tx: ReadTx,
  community: string,
  bookNo: number,
  at: Date | null = null,
): Promise<(FundAccount & { name: string })[]> {
  return tx.query(
    `SELECT f.account_code AS "accountCode", a.name, f.line, f.bank_name AS "bankName", f.account_number AS "accountNumber"
     FROM fund_account f
     JOIN account a ON a.community_code = f.community_code AND a.book_no = f.book_no AND a.code = f.account_code
     WHERE f.community_code = $1 AND f.book_no = $2 AND ($3::timestamptz IS NULL OR f.created_at <= $3) ORDER BY f.account_code`,
    [community, bookNo, at],
  );
}

/** Marks an account. */
export async function insertFundAccount(
  tx: Tx,
  community: string,
  bookNo: number,
  account: FundAccount,
): Promise<void> {
  await tx.query(
    `INSERT INTO fund_account (community_code, book_no, account_code, line, bank_name, account_number)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [community, bookNo, account.accountCode, account.line, account.bankName, account.accountNumber],
  );
}

export interface LineBalance {
  readonly accountCode: string;
  readonly line: FundLine;
  readonly balance: string;
}

/** How much lies on each fund account, at the end of a month or after everything posted? */
export async function fundAccountBalances(
  tx: ReadTx,
  community: string,
  bookNo: number,
  through: string | null,
): Promise<LineBalance[]> {
  return tx.query<LineBalance>(
    `SELECT account_code AS "accountCode", line, balance FROM fund_account_balances($1, $2, $3)`,
    [community, bookNo, through],
  );
}

/** How much is approved and not yet paid? */
export async function reservedAmount(
  tx: ReadTx,
  community: string,
  bookNo: number,
): Promise<string> {
  const [row] = await tx.query<{ reserved: string }>(
    `SELECT coalesce(sum(amount), 0)::numeric(18, 2) AS reserved FROM payment_request
     WHERE community_code = $1 AND book_no = $2 AND status = 'approved'`,
    [community, bookNo],
  );
  return row?.reserved ?? '0.00';
}

/** Who is the other party of these receipts and payments; who handled and approved what was paid? */
export async function handlingsOf(
  tx: ReadTx,
  community: string,
  bookNo: number,
  sourceIds: readonly string[],
): Promise<({ id: string } & Handling)[]> {
  return tx.query(
    `SELECT s.id, r.payee_kind AS "partyKind", r.handled_by AS "handledBy",
       coalesce((SELECT jsonb_agg(a.approver_name ORDER BY a.step_no) FROM request_approval a
         WHERE a.community_code = r.community_code AND a.book_no = r.book_no AND a.request_id = r.id), '[]') AS "approvedBy"
     FROM (SELECT id, request_id FROM payment WHERE community_code = $1 AND book_no = $2 AND id = ANY ($3)
       UNION ALL
       SELECT id, request_id FROM transfer WHERE community_code = $1 AND from_book_no = $2 AND id = ANY ($3)) s
     JOIN payment_request r ON r.community_code = $1 AND r.book_no = $2 AND r.id = s.request_id
     UNION ALL
     SELECT coalesce(f.id, d.id), d.payer_kind, NULL, '[]' FROM receipt d
     LEFT JOIN receipt_refund f ON f.community_code = d.community_code AND f.book_no = d.book_no AND f.receipt_id = d.id
       AND f.id = ANY ($3)
     WHERE d.community_code = $1 AND d.book_no = $2 AND d.payer_kind IS NOT NULL AND (d.id = ANY ($3) OR f.id IS NOT NULL)`,
    [community, bookNo, sourceIds],
  );
}
