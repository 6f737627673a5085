import type { ReadTx, Tx } from '../../platform/database/transaction.js';
import type { TransferKind } from '../domain/transfer-kinds.js';
import type { TransferEvent } from '../domain/transfers.postings.js';
import type { PlaceInList, VoucherPlace } from './receipts.queries.js';

/** One book's side of a transfer. */
export interface TransferSideRow {
  readonly bookNo: number;
  readonly moneyCode: string;
  readonly accountCode: string;
  readonly fundCode: string | null;
  readonly voucher: VoucherPlace;
}

export interface TransferRow {
  readonly id: string;
  readonly kind: TransferKind;
  readonly date: string;
  readonly amount: string;
  readonly requestId: string | null;
  readonly madeBy: string;
  readonly reversed: boolean;
  readonly from: TransferSideRow;
  readonly to: TransferSideRow;
}

const side = (name: 'from' | 'to', voucher: string): string =>
  `jsonb_build_object('bookNo', d.${name}_book_no, 'moneyCode', d.${name}_money_code, 'accountCode', d.${name}_account_code,
    'fundCode', d.${name}_fund_code, 'voucher', jsonb_build_object('id', ${voucher}.id, 'no', ${voucher}.no,
    'word', ${voucher}.word, 'month', ${voucher}.month)) AS "${name}"`;

const TRANSFER = `
  SELECT d.id, d.kind, to_char(d.date, 'YYYY-MM-DD') AS date, d.amount, d.request_id AS "requestId", d.made_by_name AS "madeBy",
    EXISTS (SELECT FROM voucher x WHERE x.community_code = v.community_code AND x.book_no = v.book_no AND x.reverses_id = v.id) AS reversed,
    ${side('from', 'v')}, ${side('to', 'w')}
  FROM transfer d
  JOIN voucher v ON v.community_code = d.community_code AND v.book_no = d.from_book_no AND v.id = d.from_voucher_id
  JOIN voucher w ON w.community_code = d.community_code AND w.book_no = d.to_book_no AND w.id = d.to_voucher_id
  WHERE d.community_code = $1`;

/** Stores a transfer; its two vouchers follow in the same transaction. */
export async function insertTransfer(
  tx: Tx,
  community: string,
  transfer: TransferEvent,
  requestId: string | null,
): Promise<void> {
  const { from, to } = transfer;
  await tx.query(
    `INSERT INTO transfer (community_code, id, kind, date, amount, from_book_no, from_money_code, from_account_code,
       from_fund_code, from_voucher_id, request_id, to_book_no, to_money_code, to_account_code, to_fund_code, to_voucher_id,
       made_by, made_by_name)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
    [
      community,
      transfer.id,
      transfer.kind,
      transfer.date,
      transfer.amount.toString(),
      from.bookNo,
      from.moneyCode,
      from.accountCode,
      from.fundCode,
      from.voucherId,
      requestId,
      to.bookNo,
      to.moneyCode,
      to.accountCode,
      to.fundCode,
      to.voucherId,
      tx.actor.id,
      tx.actor.name,
    ],
  );
}

/** One transfer. */
export async function findTransfer(
  tx: ReadTx,
  community: string,
  id: string,
): Promise<TransferRow | undefined> {
  const [row] = await tx.query<TransferRow>(`${TRANSFER} AND d.id = $2`, [community, id]);
  return row;
}

/** Which transfers passed between the community's books, by date, after the given place? */
export async function listTransfers(
  tx: ReadTx,
  community: string,
  month: string | null,
  { after, limit }: PlaceInList,
): Promise<TransferRow[]> {
  return tx.query<TransferRow>(
    `${TRANSFER} AND ($2::text IS NULL OR v.month = $2)
       AND ($3::date IS NULL OR (d.date, d.id) > ($3::date, $4::uuid)) ORDER BY d.date, d.id LIMIT $5`,
    [community, month, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
}
