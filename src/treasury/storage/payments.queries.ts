import type { ReadTx, Tx } from '../../platform/database/transaction.js';
import type { AllocationEvent } from '../domain/payments.postings.js';
import {
  IS_REVERSED,
  VOUCHER_PLACE,
  type PlaceInList,
  type VoucherPlace,
} from './receipts.queries.js';

export interface AllocationRow {
  readonly id: string;
  readonly date: string;
  readonly amount: string;
  readonly fromAccountCode: string;
  readonly toAccountCode: string;
  readonly requestIds: readonly string[];
  readonly madeBy: string;
  readonly reversed: boolean;
  readonly voucher: VoucherPlace;
}

const ALLOCATION = `
  SELECT d.id, to_char(d.date, 'YYYY-MM-DD') AS date, d.amount, d.from_account_code AS "fromAccountCode",
    d.to_account_code AS "toAccountCode", d.made_by_name AS "madeBy",
    coalesce((SELECT jsonb_agg(r.request_id ORDER BY r.request_id) FROM allocation_request r WHERE r.community_code = d.community_code
      AND r.book_no = d.book_no AND r.allocation_id = d.id), '[]') AS "requestIds", ${IS_REVERSED}, ${VOUCHER_PLACE}
  FROM allocation d
  JOIN voucher v ON v.community_code = d.community_code AND v.book_no = d.book_no AND v.id = d.voucher_id
  WHERE d.community_code = $1 AND d.book_no = $2`;

const PAGE = `AND ($3::text IS NULL OR v.month = $3)
  AND ($4::date IS NULL OR (d.date, d.id) > ($4::date, $5::uuid)) ORDER BY d.date, d.id LIMIT $6`;

/** Stores an allocation and the requests that it is for; its voucher follows in the same transaction. */
export async function insertAllocation(
  tx: Tx,
  community: string,
  allocation: AllocationEvent,
  requestIds: readonly string[],
): Promise<void> {
  await tx.query(
    `INSERT INTO allocation (community_code, book_no, id, date, amount, from_account_code, to_account_code, voucher_id, made_by, made_by_name)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      community,
      allocation.bookNo,
      allocation.id,
      allocation.date,
      allocation.amount.toString(),
      allocation.fromAccountCode,
      allocation.toAccountCode,
      allocation.voucherId,
      tx.actor.id,
      tx.actor.name,
    ],
  );
  if (requestIds.length === 0) return;
  await tx.query(
    `INSERT INTO allocation_request (community_code, book_no, allocation_id, request_id)
     SELECT $1, $2, $3, unnest($4::uuid[])`,
    [community, allocation.bookNo, allocation.id, requestIds],
  );
}

/** One allocation. */
export async function findAllocation(
  tx: ReadTx,
  community: string,
  bookNo: number,
  id: string,
): Promise<AllocationRow | undefined> {
  const [row] = await tx.query<AllocationRow>(`${ALLOCATION} AND d.id = $3`, [
    community,
    bookNo,
    id,
  ]);
  return row;
}

/** Which allocations were made, by date, after the given place? */
export async function listAllocations(
  tx: ReadTx,
  { community, bookNo }: { community: string; bookNo: number },
  month: string | null,
  { after, limit }: PlaceInList,
): Promise<AllocationRow[]> {
  return tx.query<AllocationRow>(`${ALLOCATION} ${PAGE}`, [
    community,
    bookNo,
    month,
    after?.[0] ?? null,
    after?.[1] ?? null,
    limit,
  ]);
}

export interface PaymentRow {
  readonly id: string;
  readonly requestId: string;
  readonly date: string;
  readonly amount: string;
  readonly payee: string;
  readonly purpose: string;
  readonly expenseAccountCode: string;
  readonly fundAccountCode: string;
  readonly fundCode: string | null;
  readonly handledBy: string;
  readonly payer: string;
  readonly reversed: boolean;
  readonly voucher: VoucherPlace;
}

const PAYMENT = `
  SELECT d.id, d.request_id AS "requestId", to_char(d.date, 'YYYY-MM-DD') AS date, d.amount, r.payee, r.purpose,
    r.expense_account_code AS "expenseAccountCode", d.fund_account_code AS "fundAccountCode", r.fund_code AS "fundCode",
    r.handled_by AS "handledBy", d.payer_name AS payer, ${IS_REVERSED}, ${VOUCHER_PLACE}
  FROM payment d
  JOIN payment_request r ON r.community_code = d.community_code AND r.book_no = d.book_no AND r.id = d.request_id
  JOIN voucher v ON v.community_code = d.community_code AND v.book_no = d.book_no AND v.id = d.voucher_id
  WHERE d.community_code = $1 AND d.book_no = $2`;

/** Stores a payment, which spends its request; its voucher follows in the same transaction. */
export async function insertPayment(
  tx: Tx,
  community: string,
  bookNo: number,
  payment: {
    id: string;
    requestId: string;
    date: string;
    amount: string;
    fundAccountCode: string;
    voucherId: string;
  },
): Promise<void> {
  await tx.query(
    `INSERT INTO payment (community_code, book_no, id, request_id, date, amount, fund_account_code, voucher_id, payer_id, payer_name)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      community,
      bookNo,
      payment.id,
      payment.requestId,
      payment.date,
      payment.amount,
      payment.fundAccountCode,
      payment.voucherId,
      tx.actor.id,
      tx.actor.name,
    ],
  );
}

/** One payment. */
export async function findPayment(
  tx: ReadTx,
  community: string,
  bookNo: number,
  id: string,
): Promise<PaymentRow | undefined> {
  const [row] = await tx.query<PaymentRow>(`${PAYMENT} AND d.id = $3`, [community, bookNo, id]);
  return row;
}

/** Which payments were made, by date, after the given place? */
export async function listPayments(
  tx: ReadTx,
  { community, bookNo }: { community: string; bookNo: number },
  month: string | null,
  { after, limit }: PlaceInList,
): Promise<PaymentRow[]> {
  return tx.query<PaymentRow>(`${PAYMENT} ${PAGE}`, [
    community,
    bookNo,
    month,
    after?.[0] ?? null,
    after?.[1] ?? null,
    limit,
  ]);
}
