import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import type { LocalDate } from '../kernel/local-date.js';
import type { Money } from '../kernel/money.js';
import { ChartService } from '../ledger/chart.service.js';
import { LedgerService, type PostedRef } from '../ledger/ledger.service.js';
import type { ReadTx, Tx } from '../platform/database/transaction.js';
import { TreasuryService } from '../treasury/treasury.service.js';
import { donationAccount, restrictionOf, shownName, type DonorsWish } from './domain/donation.js';
import { insertDonation, listDonations, type DonationRow } from './storage/donations.queries.js';

export type { DonationRow } from './storage/donations.queries.js';

export interface Donation extends DonorsWish {
  readonly date: LocalDate;
  readonly amount: Money;
  /** Kind of donor or occasion: 个人、企业 … */
  readonly kind?: string;
  readonly incomeAccountCode?: string;
  readonly attachmentCount: number;
}

/** Donations: received whole on the revenue line, kept for their purpose. */
@Injectable()
export class DonationsService {
  constructor(
    private readonly ledger: LedgerService,
    private readonly chart: ChartService,
    private readonly treasury: TreasuryService,
  ) {}

  /**
   * Receives a donation; without the donor's consent neither the books nor the notice show a name (慈善法 第八十二条).
   * @throws DomainError donation-book-unfit, every refusal of restrictionOf and donationAccount, and as TreasuryService.receive
   */
  async receive(
    tx: Tx,
    community: string,
    bookNo: number,
    donation: Donation,
  ): Promise<DonationRow & { voucher: PostedRef }> {
    const book = await this.ledger.book(tx, community, bookNo);
    if (book.kind !== 'charity') throw new DomainError('donation-book-unfit', { book: bookNo });
    const funds = await this.chart.funds(tx, community, bookNo);
    const restricted = restrictionOf(donation, funds);
    const accounts = await this.chart.accounts(tx, community, bookNo);
    const account = donationAccount(accounts, restricted, donation.incomeAccountCode);
    const fund = funds.find(({ code }) => code === donation.fundCode);
    const name = shownName(donation);
    const id = randomUUID();
    tx.audit({
      action: 'donation-received',
      subjectKind: 'donation',
      subjectId: id,
      sentence: `收到${name}捐赠 ${donation.amount.format()} 元${fund === undefined ? '' : `，专项 ${fund.code} ${fund.name}`}`,
      after: {
        date: donation.date,
        amount: donation.amount,
        donor: name,
        anonymous: donation.anonymous,
        publishName: donation.publishName,
        kind: donation.kind ?? null,
        restricted,
        fundCode: fund?.code ?? null,
        incomeAccountCode: account,
      },
    });
    const { receiptId, voucher } = await this.treasury.receive(tx, community, bookNo, {
      date: donation.date,
      amount: donation.amount,
      payer: name,
      item: fund === undefined ? '捐赠' : `捐赠：${fund.name}`,
      creditAccountCode: account,
      ...(fund === undefined ? {} : { fundCode: fund.code }),
      attachmentCount: donation.attachmentCount,
      sourceKind: 'donation',
      sourceId: id,
    });
    const row = await insertDonation(tx, community, bookNo, {
      id,
      date: donation.date,
      amount: donation.amount.toString(),
      donor: donation.donor ?? null,
      anonymous: donation.anonymous,
      publishName: donation.publishName,
      kind: donation.kind ?? null,
      restricted,
      fundCode: fund?.code ?? null,
      incomeAccountCode: account,
      receiptId,
      voucherId: voucher.id,
    });
    return { ...row, voucher };
  }

  /** Donations by day, with the donors' names: for those who keep or check the books. */
  async list(
    tx: ReadTx,
    community: string,
    bookNo: number,
    filter: Parameters<typeof listDonations>[3],
  ): Promise<DonationRow[]> {
    await this.ledger.book(tx, community, bookNo);
    return listDonations(tx, community, bookNo, filter);
  }
}
