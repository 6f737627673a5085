import type { ReadTx, Tx } from '../../platform/database/transaction.js';
import type { PartyKind } from '../domain/party-kind.js';
import type { ReceiptEvent, RefundEvent } from '../domain/receipts.postings.js';

/** Where a document's voucher stands in the books. */
export interface VoucherPlace {
  readonly id: string;
  readonly no: number;
  readonly word: string;
  readonly month: string;
}

/** The page of a list: after which keys, how many rows. */
export interface PlaceInList {
  readonly after: readonly (string | number)[] | null;
  readonly limit: number;
}

export interface ReceiptRow {
  readonly id: string;
  readonly date: string;
  readonly amount: string;
  readonly payer: string;
  readonly payerKind: PartyKind | null;
  readonly item: string;
  readonly incomeAccountCode: string;
  readonly fundAccountCode: string;
  readonly fundCode: string | null;
  readonly attachments: number;
  readonly cashReceivedOn: string | null;
  readonly depositReason: string | null;
  readonly sourceKind: string;
  readonly sourceId: string | null;
  readonly madeBy: string;
  readonly refunded: string;
  readonly reversed: boolean;
  readonly voucher: VoucherPlace;
}

/** A voucher's place as JSON, from the alias v. */
export const VOUCHER_PLACE = `jsonb_build_object('id', v.id, 'no', v.no, 'word', v.word, 'month', v.month) AS voucher`;
/** Whether the voucher of the alias v was cancelled. */
export const IS_REVERSED = `EXISTS (SELECT FROM voucher x WHERE x.community_code = v.community_code AND x.book_no = v.book_no
  AND x.reverses_id = v.id) AS reversed`;

const RECEIPT = `
  SELECT d.id, to_char(d.date, 'YYYY-MM-DD') AS date, d.amount, d.payer, d.payer_kind AS "payerKind", d.item, d.income_account_code AS "incomeAccountCode",
    d.fund_account_code AS "fundAccountCode", d.fund_code AS "fundCode", d.attachment_count AS attachments,
    to_char(d.cash_received_on, 'YYYY-MM-DD') AS "cashReceivedOn", d.deposit_reason AS "depositReason",
    d.source_kind AS "sourceKind", d.source_id AS "sourceId", d.made_by_name AS "madeBy",
    (SELECT coalesce(sum(f.amount), 0)::numeric(18, 2) FROM receipt_refund f WHERE f.community_code = d.community_code
      AND f.book_no = d.book_no AND f.receipt_id = d.id AND NOT EXISTS (SELECT FROM voucher x
        WHERE x.community_code = f.community_code AND x.book_no = f.book_no AND x.reverses_id = f.voucher_id)) AS refunded,
    ${IS_REVERSED}, ${VOUCHER_PLACE}
  FROM receipt d
  JOIN voucher v ON v.community_code = d.community_code AND v.book_no = d.book_no AND v.id = d.voucher_id
  WHERE d.community_code = $1 AND d.book_no = $2`;

/** Stores a receipt; its voucher follows in the same transaction. */
export async function insertReceipt(
  tx: Tx,
  community: string,
  receipt: ReceiptEvent,
  sourceId: string | null,
): Promise<void> {
  await tx.query(
    `INSERT INTO receipt (community_code, book_no, id, date, amount, payer, item, fund_account_code, income_account_code,
       fund_code, attachment_count, source_kind, source_id, voucher_id, made_by, made_by_name, payer_kind,
       cash_received_on, deposit_reason)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
    [
      community,
      receipt.bookNo,
      receipt.id,
      receipt.date,
      receipt.amount.toString(),
      receipt.payer,
      receipt.item,
      receipt.fundAccountCode,
      receipt.incomeAccountCode,
      receipt.fundCode,
      receipt.attachmentCount,
      receipt.sourceKind,
      sourceId,
      receipt.voucherId,
      tx.actor.id,
      tx.actor.name,
      receipt.payerKind,
      receipt.cashReceivedOn,
      receipt.depositReason,
    ],
  );
}

/** One receipt with what was refunded of it. */
export async function findReceipt(
  tx: ReadTx,
  community: string,
  bookNo: number,
  id: string,
): Promise<ReceiptRow | undefined> {
  const [row] = await tx.query<ReceiptRow>(`${RECEIPT} AND d.id = $3`, [community, bookNo, id]);
  return row;
}

/** Which receipts came in, by date, after the given place? */
export async function listReceipts(
  tx: ReadTx,
  { community, bookNo }: { community: string; bookNo: number },
  month: string | null,
  { after, limit }: PlaceInList,
): Promise<ReceiptRow[]> {
  return tx.query<ReceiptRow>(
    `${RECEIPT} AND ($3::text IS NULL OR v.month = $3)
       AND ($4::date IS NULL OR (d.date, d.id) > ($4::date, $5::uuid)) ORDER BY d.date, d.id LIMIT $6`,
    [community, bookNo, month, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
}

/** Stores a refund; its voucher follows in the same transaction. */
export async function insertRefund(
  tx: Tx,
  community: string,
  bookNo: number,
  receiptId: string,
  refund: RefundEvent,
): Promise<void> {
  await tx.query(
    `INSERT INTO receipt_refund (community_code, book_no, id, receipt_id, date, amount, reason, voucher_id, made_by, made_by_name)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      community,
      bookNo,
      refund.id,
      receiptId,
      refund.date,
      refund.amount.toString(),
      refund.reason,
      refund.voucherId,
      tx.actor.id,
      tx.actor.name,
    ],
  );
}
