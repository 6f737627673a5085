import type { Actor } from '../../kernel/actor.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { Money } from '../../kernel/money.js';
import type { VoucherDraft } from '../../ledger/domain/voucher.js';

/** Money moved from what came in to what may be spent. */
export interface AllocationEvent {
  readonly id: string;
  readonly voucherId: string;
  readonly bookNo: number;
  readonly date: LocalDate;
  readonly amount: Money;
  readonly fromAccountCode: string;
  readonly toAccountCode: string;
}

/** 拨付: Dr 支出户 / Cr 收入户; between the book's own accounts, neither income nor expense. */
export function allocationPosting(allocation: AllocationEvent, maker: Actor): VoucherDraft {
  const summary = '收入户拨付支出户';
  return {
    id: allocation.voucherId,
    bookNo: allocation.bookNo,
    date: allocation.date,
    attachmentCount: 1,
    lines: [
      { summary, accountCode: allocation.toAccountCode, debit: allocation.amount },
      { summary, accountCode: allocation.fromAccountCode, credit: allocation.amount },
    ],
    source: { kind: 'allocation', id: allocation.id },
    maker,
    reviewer: null,
  };
}

/** An approved request that is paid. */
export interface PaymentEvent {
  readonly id: string;
  readonly voucherId: string;
  readonly bookNo: number;
  readonly date: LocalDate;
  readonly amount: Money;
  readonly purpose: string;
  readonly payee: string;
  readonly expenseAccountCode: string;
  readonly fundCode: string | null;
  readonly fundAccountCode: string;
  readonly attachmentCount: number;
}

/** 付款: Dr 费用、负债、资产或备用金 / Cr 支出户, by an approved request. */
export function paymentPosting(payment: PaymentEvent, maker: Actor): VoucherDraft {
  const line = { summary: payment.purpose, counterparty: payment.payee };
  return {
    id: payment.voucherId,
    bookNo: payment.bookNo,
    date: payment.date,
    attachmentCount: payment.attachmentCount,
    lines: [
      {
        ...line,
        accountCode: payment.expenseAccountCode,
        debit: payment.amount,
        ...(payment.fundCode === null ? {} : { fundCode: payment.fundCode }),
      },
      { ...line, accountCode: payment.fundAccountCode, credit: payment.amount },
    ],
    source: { kind: 'payment', id: payment.id },
    maker,
    reviewer: null,
  };
}
