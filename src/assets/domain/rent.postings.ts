import type { Actor } from '../../kernel/actor.js';
import { chineseDate, type LocalDate } from '../../kernel/local-date.js';
import type { Money } from '../../kernel/money.js';
import type { VoucherDraft } from '../../ledger/domain/voucher.js';

/** A rent with what its voucher needs of the lease. */
export interface PostedRent {
  readonly bookNo: number;
  readonly propertyName: string;
  readonly tenant: string;
  readonly from: LocalDate;
  readonly through: LocalDate;
  readonly incomeAccountCode: string;
  readonly receivableAccountCode: string;
}

interface RentVoucher {
  readonly voucherId: string;
  /** The rent, or the reduction, that the voucher books. */
  readonly sourceId: string;
  readonly date: LocalDate;
  readonly amount: Money;
  readonly maker: Actor;
}

/** Rent has fallen due: 借 应收款 / 贷 租赁收入（或预收租金）. The source document is the contract's rent schedule. */
export function rentDuePosting(rent: PostedRent, voucher: RentVoucher): VoucherDraft {
  const summary = `应收租金：${termOf(rent)}`;
  return {
    ...headOf(rent, voucher, 'rent-due'),
    lines: [
      {
        summary,
        accountCode: rent.receivableAccountCode,
        debit: voucher.amount,
        counterparty: rent.tenant,
      },
      {
        summary,
        accountCode: rent.incomeAccountCode,
        credit: voucher.amount,
        counterparty: rent.tenant,
      },
    ],
  };
}

/** A lease has ended inside a posted period: 借 租赁收入（或预收租金） / 贷 应收款, for the days not let. */
export function rentReducedPosting(rent: PostedRent, voucher: RentVoucher): VoucherDraft {
  const summary = `退租冲减租金：${termOf(rent)}`;
  return {
    ...headOf(rent, voucher, 'rent-reduced'),
    lines: [
      {
        summary,
        accountCode: rent.incomeAccountCode,
        debit: voucher.amount,
        counterparty: rent.tenant,
      },
      {
        summary,
        accountCode: rent.receivableAccountCode,
        credit: voucher.amount,
        counterparty: rent.tenant,
      },
    ],
  };
}

function headOf(
  { bookNo }: PostedRent,
  { voucherId, sourceId, date, maker }: RentVoucher,
  kind: string,
): Omit<VoucherDraft, 'lines'> {
  return {
    id: voucherId,
    bookNo,
    date,
    attachmentCount: 1,
    source: { kind, id: sourceId },
    maker,
    reviewer: null,
  };
}

function termOf({ propertyName, tenant, from, through }: PostedRent): string {
  return `${propertyName} ${tenant} ${chineseDate(from)}至${chineseDate(through)}`;
}
