import type { Actor } from '../../kernel/actor.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { Money } from '../../kernel/money.js';
import type { VoucherDraft } from '../../ledger/domain/voucher.js';
import type { TransferKind } from './transfer-kinds.js';

/** One book's side of a transfer. */
export interface TransferSide {
  readonly bookNo: number;
  readonly bookName: string;
  readonly moneyCode: string;
  readonly accountCode: string;
  readonly fundCode: string | null;
  readonly voucherId: string;
}

/** Money that passes from one book of the community to another. */
export interface TransferEvent {
  readonly id: string;
  readonly kind: TransferKind;
  readonly name: string;
  readonly date: LocalDate;
  readonly amount: Money;
  readonly from: TransferSide;
  readonly to: TransferSide;
}

/** 划转: two vouchers, each in its own book, each naming the other (invariant 11; 独立核算). */
export function transferPostings(
  transfer: TransferEvent,
  maker: Actor,
): [VoucherDraft, VoucherDraft] {
  const { name, amount, from, to } = transfer;
  const paid = { summary: `${name}：划至${to.bookName}`, counterparty: to.bookName };
  const received = { summary: `${name}：由${from.bookName}划入`, counterparty: from.bookName };
  const common = {
    date: transfer.date,
    attachmentCount: 1,
    source: { kind: 'transfer', id: transfer.id },
    maker,
    reviewer: null,
  };
  return [
    {
      ...common,
      id: from.voucherId,
      bookNo: from.bookNo,
      lines: [
        { ...paid, accountCode: from.accountCode, debit: amount, ...fundOf(from) },
        { ...paid, accountCode: from.moneyCode, credit: amount },
      ],
    },
    {
      ...common,
      id: to.voucherId,
      bookNo: to.bookNo,
      lines: [
        { ...received, accountCode: to.moneyCode, debit: amount },
        { ...received, accountCode: to.accountCode, credit: amount, ...fundOf(to) },
      ],
    },
  ];
}

function fundOf({ fundCode }: TransferSide): { fundCode?: string } {
  return fundCode === null ? {} : { fundCode };
}
