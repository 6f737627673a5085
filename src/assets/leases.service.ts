import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { addDays, chineseDate, parseLocalDate, type LocalDate } from '../kernel/local-date.js';
import { Money } from '../kernel/money.js';
import { ChartService } from '../ledger/chart.service.js';
import type { AccountFacts } from '../ledger/domain/account.js';
import { LedgerService, type PostedRef } from '../ledger/ledger.service.js';
import type { ReadTx, Tx } from '../platform/database/transaction.js';
import { rentReducedPosting } from './domain/rent.postings.js';
import { rentSchedule, rentThrough, type LeaseTerms } from './domain/rent-schedule.js';
import {
  findLease,
  insertLease,
  listLeases,
  lockLease,
  overlappingLease,
  updateTermination,
  type LeaseRow,
} from './storage/leases.queries.js';
import { takenCodes } from './storage/properties.queries.js';
import { insertReductions, listRents, lockRentsOf, type RentRow } from './storage/rents.queries.js';

export type { LeaseRow } from './storage/leases.queries.js';

const END_OF_DAYS = parseLocalDate('2999-12-31');

export interface NewLease extends LeaseTerms {
  readonly propertyCode: string;
  readonly bookNo: number;
  readonly tenant: string;
  readonly deposit?: Money;
  readonly incomeAccountCode: string;
  readonly receivableAccountCode: string;
  readonly contractNo?: string;
  readonly bidding?: string;
}

export interface LeaseWithSchedule extends LeaseRow {
  readonly schedule: readonly RentRow[];
}

export interface Termination {
  readonly id: string;
  readonly terminatedOn: LocalDate;
  /** Rent taken off the schedule, and of it what had been posted and is now reduced by vouchers. */
  readonly released: string;
  readonly reduced: string;
  /** Received for days that are no longer let: owed to the tenant on the receivable account. */
  readonly refundable: string;
  readonly vouchers: readonly PostedRef[];
}

/** Leases with their rent schedules. */
@Injectable()
export class LeasesService {
  constructor(
    private readonly ledger: LedgerService,
    private readonly chart: ChartService,
  ) {}

  /**
   * Registers a lease with its whole schedule; from its first day the property is leased.
   * @throws DomainError lease-term-backwards, lease-term-too-long, lease-rent-or-total, property-unknown, property-leased-already,
   *   book-unknown, account-unknown, lease-income-account-unfit, lease-receivable-account-unfit, property-change-out-of-order
   */
  async create(tx: Tx, community: string, lease: NewLease): Promise<LeaseWithSchedule> {
    const schedule = rentSchedule(lease);
    await this.checkProperty(tx, community, lease);
    await this.checkAccounts(tx, community, lease);
    const id = randomUUID();
    const total = Money.sum(schedule.map(({ amount }) => amount));
    if (!total.isPositive())
      throw new DomainError('amount-malformed', { amount: total.toString() });
    const row = {
      id,
      propertyCode: lease.propertyCode,
      bookNo: lease.bookNo,
      tenant: lease.tenant,
      from: lease.from,
      through: lease.through,
      period: lease.period,
      rent: lease.rent?.toString() ?? null,
      total: total.toString(),
      deposit: lease.deposit?.toString() ?? null,
      incomeAccountCode: lease.incomeAccountCode,
      receivableAccountCode: lease.receivableAccountCode,
      contractNo: lease.contractNo ?? null,
      bidding: lease.bidding ?? null,
    };
    await insertLease(
      tx,
      community,
      row,
      schedule.map((rent) => ({ id: randomUUID(), ...rent })),
    );
    tx.audit({
      action: 'lease-registered',
      subjectKind: 'lease',
      subjectId: id,
      sentence: `登记租约：资产 ${lease.propertyCode} 租给${lease.tenant}，${chineseDate(lease.from)}至${chineseDate(lease.through)}，租金合计 ${total.format()} 元`,
      after: row,
    });
    return this.lease(tx, community, id);
  }

  /**
   * Ends a lease on its last day: what is not let any more is taken off the schedule, posted rent by a voucher.
   * @throws DomainError not-found, lease-terminated-already, lease-ends-outside-term, and as LedgerService.post
   */
  async terminate(
    tx: Tx,
    community: string,
    id: string,
    end: { lastDay: LocalDate; reason: string; postingDate?: LocalDate },
  ): Promise<Termination> {
    const lease = await lockLease(tx, community, id);
    if (lease === undefined) throw new DomainError('not-found');
    if (lease.terminatedOn !== null) {
      throw new DomainError('lease-terminated-already', { date: lease.terminatedOn });
    }
    if (end.lastDay < addDays(lease.from, -1) || end.lastDay > lease.through) {
      throw new DomainError('lease-ends-outside-term', {}, [
        { pointer: '/date', detail: `应在 ${lease.from} 至 ${lease.through} 之间。` },
      ]);
    }
    const cuts = cutsOf(await lockRentsOf(tx, community, id, END_OF_DAYS), end.lastDay);
    const date = end.postingDate ?? (end.lastDay < tx.today ? end.lastDay : tx.today);
    await updateTermination(tx, community, id, end);
    await insertReductions(
      tx,
      community,
      cuts.map(({ rent, amount, ...cut }) => ({
        ...cut,
        date,
        bookNo: rent.bookNo,
        rentId: rent.id,
        amount: amount.toString(),
      })),
    );
    tx.audit({
      action: 'lease-terminated',
      subjectKind: 'lease',
      subjectId: id,
      sentence: `解除租约：资产 ${lease.propertyCode} ${lease.tenant}，租至${chineseDate(end.lastDay)}，理由：${end.reason}`,
      before: { through: lease.through },
      after: { lastDay: end.lastDay, reason: end.reason },
    });
    const drafts = cuts.flatMap(({ rent, amount, id: sourceId, voucherId }) =>
      voucherId === null
        ? []
        : [rentReducedPosting(rent, { voucherId, sourceId, date, amount, maker: tx.actor })],
    );
    const dateField = end.postingDate === undefined ? 'date' : 'postingDate';
    const vouchers =
      drafts.length === 0 ? [] : await this.ledger.post(tx, community, drafts, () => '', dateField);
    return { id, terminatedOn: end.lastDay, ...sumsOf(cuts), vouchers };
  }

  /** One lease with its schedule as it stands today. @throws DomainError not-found */
  async lease(tx: ReadTx, community: string, id: string): Promise<LeaseWithSchedule> {
    const lease = await findLease(tx, community, id);
    if (lease === undefined) throw new DomainError('not-found');
    return { ...lease, schedule: await listRents(tx, community, tx.today, { leaseId: id }) };
  }

  /** Leases, the latest first; of one property, or in force on a day. */
  async list(
    tx: ReadTx,
    community: string,
    filter: Parameters<typeof listLeases>[2],
  ): Promise<LeaseRow[]> {
    return listLeases(tx, community, filter);
  }

  private async checkProperty(tx: Tx, community: string, lease: NewLease): Promise<void> {
    const [known] = await takenCodes(tx, community, [lease.propertyCode]);
    if (known === undefined) {
      throw new DomainError('property-unknown', {}, [
        { pointer: '/propertyCode', detail: `资产名册里没有 ${lease.propertyCode}。` },
      ]);
    }
    const other = await overlappingLease(tx, community, lease.propertyCode, lease);
    if (other === undefined) return;
    const { id, tenant, from } = other;
    const through = other.terminatedOn ?? other.through;
    throw new DomainError('property-leased-already', { lease: id, tenant, from, through }, [
      { pointer: '/from', detail: `${from} 至 ${through} 已租给${tenant}。` },
    ]);
  }

  private async checkAccounts(tx: Tx, community: string, lease: NewLease): Promise<void> {
    await this.ledger.book(tx, community, lease.bookNo);
    const accounts = await this.chart.accounts(tx, community, lease.bookNo);
    const find = (code: string, pointer: string): AccountFacts => {
      const account = accounts.find((candidate) => candidate.code === code);
      if (account === undefined) {
        throw new DomainError('account-unknown', { account: code }, [
          { pointer, detail: `本账套没有科目 ${code}。` },
        ]);
      }
      return account;
    };
    const income = find(lease.incomeAccountCode, '/incomeAccountCode');
    if (!income.leaf || !['income', 'liability'].includes(income.category)) {
      throw new DomainError('lease-income-account-unfit', { account: income.code });
    }
    const receivable = find(lease.receivableAccountCode, '/receivableAccountCode');
    if (!receivable.leaf || receivable.category !== 'asset' || receivable.money !== null) {
      throw new DomainError('lease-receivable-account-unfit', { account: receivable.code });
    }
  }
}

interface Cut {
  readonly id: string;
  readonly rent: RentRow;
  readonly amount: Money;
  readonly voucherId: string | null;
}

function cutsOf(rents: readonly RentRow[], lastDay: LocalDate): Cut[] {
  return rents.flatMap((rent): Cut[] => {
    const whole = Money.of(rent.amount);
    const amount = whole.minus(rentThrough({ ...rent, amount: whole }, lastDay));
    if (amount.isZero()) return [];
    return [
      { id: randomUUID(), rent, amount, voucherId: rent.voucherId === null ? null : randomUUID() },
    ];
  });
}

function sumsOf(cuts: readonly Cut[]): Pick<Termination, 'released' | 'reduced' | 'refundable'> {
  const refundable = cuts.map(({ rent, amount }) =>
    amount.minus(Money.of(rent.amount).minus(Money.of(rent.received))),
  );
  return {
    released: Money.sum(cuts.map(({ amount }) => amount)).toString(),
    reduced: Money.sum(
      cuts.filter(({ voucherId }) => voucherId !== null).map(({ amount }) => amount),
    ).toString(),
    refundable: Money.sum(refundable.filter((amount) => amount.isPositive())).toString(),
  };
}
