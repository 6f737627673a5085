import type { Actor } from '../../kernel/actor.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { Money } from '../../kernel/money.js';
import type { VoucherDraft } from '../../ledger/domain/voucher.js';
import type { PartyKind } from './party-kind.js';

/** Money that came in: from whom, for what. */
export interface ReceiptEvent {
  readonly id: string;
  readonly voucherId: string;
  readonly bookNo: number;
  readonly date: LocalDate;
  readonly amount: Money;
  readonly payer: string;
  readonly payerKind: PartyKind | null;
  readonly item: string;
  readonly fundAccountCode: string;
  readonly incomeAccountCode: string;
  readonly fundCode: string | null;
  readonly attachmentCount: number;
  readonly sourceKind: 'receipt' | 'donation' | 'rent';
  readonly cashReceivedOn: LocalDate | null;
  readonly depositReason: string | null;
}

/** 收款: Dr 收入户 / Cr 收入、负债或应收, whole (收支两条线). */
export function receiptPosting(receipt: ReceiptEvent, maker: Actor): VoucherDraft {
  const line = { summary: receipt.item, counterparty: receipt.payer };
  return {
    id: receipt.voucherId,
    bookNo: receipt.bookNo,
    date: receipt.date,
    attachmentCount: receipt.attachmentCount,
    lines: [
      { ...line, accountCode: receipt.fundAccountCode, debit: receipt.amount },
      {
        ...line,
        accountCode: receipt.incomeAccountCode,
        credit: receipt.amount,
        ...(receipt.fundCode === null ? {} : { fundCode: receipt.fundCode }),
      },
    ],
    source: { kind: receipt.sourceKind, id: receipt.id },
    maker,
    reviewer: null,
  };
}

/** Money that goes back to the payer of a receipt. */
export interface RefundEvent {
  readonly id: string;
  readonly voucherId: string;
  readonly date: LocalDate;
  readonly amount: Money;
  readonly reason: string;
}

/** 退款: Dr the account of the receipt / Cr 收入户. */
export function refundPosting(
  refund: RefundEvent,
  receipt: Pick<
    ReceiptEvent,
    'bookNo' | 'payer' | 'item' | 'fundAccountCode' | 'incomeAccountCode' | 'fundCode'
  >,
  maker: Actor,
): VoucherDraft {
  const line = {
    summary: `退还：${receipt.item}（${refund.reason}）`.slice(0, 200),
    counterparty: receipt.payer,
  };
  return {
    id: refund.voucherId,
    bookNo: receipt.bookNo,
    date: refund.date,
    attachmentCount: 1,
    lines: [
      {
        ...line,
        accountCode: receipt.incomeAccountCode,
        debit: refund.amount,
        ...(receipt.fundCode === null ? {} : { fundCode: receipt.fundCode }),
      },
      { ...line, accountCode: receipt.fundAccountCode, credit: refund.amount },
    ],
    source: { kind: 'refund', id: refund.id },
    maker,
    reviewer: null,
  };
}
