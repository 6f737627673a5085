import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { chineseDate, parseLocalDate, type LocalDate } from '../kernel/local-date.js';
import { Money } from '../kernel/money.js';
import { monthOf } from '../kernel/month.js';
import { LedgerService, type PostedRef } from '../ledger/ledger.service.js';
import { MonthsService } from '../ledger/months.service.js';
import type { ReadTx, Tx } from '../platform/database/transaction.js';
import { TreasuryService } from '../treasury/treasury.service.js';
import { rentDuePosting } from './domain/rent.postings.js';
import {
  insertRentReceipt,
  listRents,
  lockRent,
  lockUnpostedDue,
  markPosted,
  type RentRow,
} from './storage/rents.queries.js';

export type { RentRow } from './storage/rents.queries.js';

const END_OF_DAYS = parseLocalDate('2999-12-31');

export interface PostedRents {
  readonly count: number;
  readonly total: string;
  readonly vouchers: readonly (PostedRef & { readonly rentId: string })[];
}

export interface RentReceipt {
  readonly rentId: string;
  readonly receiptId: string;
  readonly voucher: PostedRef;
  /** What is still owed of this rent. */
  readonly outstanding: string;
}

/** Rents: due, receivable, received, in arrears. */
@Injectable()
export class RentsService {
  constructor(
    private readonly ledger: LedgerService,
    private readonly months: MonthsService,
    private readonly treasury: TreasuryService,
  ) {}

  /**
   * Enters what has fallen due through a day as receivable, each rent once, dated the day it fell due;
   * where that month is not open any more, dated the given day.
   * @throws DomainError rent-due-in-future, month-not-open and as LedgerService.post
   */
  async postDue(tx: Tx, community: string, through: LocalDate): Promise<PostedRents> {
    if (through > tx.today) {
      throw new DomainError('rent-due-in-future', { through, today: tx.today }, [
        { pointer: '/through', detail: `不能晚于今天 ${tx.today}。` },
      ]);
    }
    const due = await lockUnpostedDue(tx, community, through);
    if (due.length === 0) return { count: 0, total: Money.ZERO.toString(), vouchers: [] };
    const posted = [];
    for (const rent of due) {
      const open = (await this.months.state(tx, community, monthOf(rent.dueOn))) === 'open';
      posted.push({ rent, voucherId: randomUUID(), date: open ? rent.dueOn : through });
    }
    await markPosted(
      tx,
      community,
      posted.map(({ rent, voucherId, date }) => ({ id: rent.id, voucherId, postedOn: date })),
    );
    const total = Money.sum(due.map(payable));
    tx.audit({
      action: 'rents-posted',
      subjectKind: 'rent',
      subjectId: through,
      sentence: `截至${chineseDate(through)}到期租金 ${due.length} 笔入账，合计 ${total.format()} 元`,
      after: due.map(({ id }) => id),
    });
    const vouchers = await this.ledger.post(
      tx,
      community,
      posted.map(({ rent, voucherId, date }) =>
        rentDuePosting(rent, {
          voucherId,
          sourceId: rent.id,
          date,
          amount: payable(rent),
          maker: tx.actor,
        }),
      ),
      () => '',
      'through',
    );
    return {
      count: due.length,
      total: total.toString(),
      vouchers: vouchers.map((ref, index) => ({ ...ref, rentId: due[index]?.id ?? '' })),
    };
  }

  /**
   * Banks rent on the revenue line against the receivable, whole or in part, never more than is owed.
   * @throws DomainError not-found, rent-not-posted, rent-overpaid and as TreasuryService.receive
   */
  async receive(
    tx: Tx,
    community: string,
    id: string,
    receipt: { date: LocalDate; amount: Money; payer?: string; attachmentCount: number },
  ): Promise<RentReceipt> {
    const rent = await lockRent(tx, community, id, END_OF_DAYS);
    if (rent === undefined) throw new DomainError('not-found');
    if (rent.voucherId === null) throw new DomainError('rent-not-posted');
    const outstanding = Money.of(rent.outstanding);
    if (receipt.amount.greaterThan(outstanding)) {
      throw new DomainError(
        'rent-overpaid',
        { amount: receipt.amount.toString(), outstanding: outstanding.toString() },
        [{ pointer: '/amount', detail: `至多 ${outstanding.format()} 元。` }],
      );
    }
    const payer = receipt.payer ?? rent.tenant;
    tx.audit({
      action: 'rent-received',
      subjectKind: 'rent',
      subjectId: id,
      sentence: `收${payer}租金 ${receipt.amount.format()} 元（${rent.propertyName}第 ${rent.no} 期）`,
      after: receipt,
    });
    const { receiptId, voucher } = await this.treasury.receive(tx, community, rent.bookNo, {
      date: receipt.date,
      amount: receipt.amount,
      payer,
      item: `租金：${rent.propertyName} ${chineseDate(rent.from)}至${chineseDate(rent.through)}`,
      creditAccountCode: rent.receivableAccountCode,
      attachmentCount: receipt.attachmentCount,
      sourceKind: 'rent',
      sourceId: id,
    });
    await insertRentReceipt(tx, community, {
      bookNo: rent.bookNo,
      rentId: id,
      receiptId,
      voucherId: voucher.id,
      date: receipt.date,
      amount: receipt.amount.toString(),
    });
    return {
      rentId: id,
      receiptId,
      voucher,
      outstanding: outstanding.minus(receipt.amount).toString(),
    };
  }

  /** Rents as they stand on a day, by due day. */
  async list(
    tx: ReadTx,
    community: string,
    day: LocalDate,
    filter: Parameters<typeof listRents>[3],
  ): Promise<RentRow[]> {
    return listRents(tx, community, day, filter);
  }
}

function payable({ amount, reduced }: RentRow): Money {
  return Money.of(amount).minus(Money.of(reduced));
}
