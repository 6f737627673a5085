import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { chineseDate, parseLocalDate, type LocalDate } from '../kernel/local-date.js';
import { Money } from '../kernel/money.js';
import { firstDay, lastDay, type Month } from '../kernel/month.js';
import { ChartService, type FundRow } from '../ledger/chart.service.js';
import { LedgerService, type PostedRef } from '../ledger/ledger.service.js';
import { only } from '../platform/database/only.js';
import type { ReadTx, Tx } from '../platform/database/transaction.js';
import { checkRelease } from './domain/fund-release.js';
import { fundReleasePosting } from './domain/fund-release.postings.js';
import { countDonations, listDonations } from './storage/donations.queries.js';
import {
  donatedAndSpent,
  fundFigures,
  insertRelease,
  listReleases,
  listSpendings,
  useOf,
  type ReleaseRow,
  type SpendingRow,
} from './storage/funds.queries.js';

/** The charity books' month. */
export interface CharitySummary {
  readonly donations: number;
  readonly received: Money;
  readonly spent: Money;
  readonly funds: readonly FundMonth[];
}

/** A fund's month: opening + received - used = closing. */
export interface FundMonth {
  readonly code: string;
  readonly name: string;
  readonly purpose: string;
  readonly restricted: boolean;
  readonly opening: Money;
  readonly received: Money;
  readonly used: Money;
  readonly closing: Money;
}

/** What a donor sees of a fund; names only with consent. */
export interface FundStatement {
  readonly code: string;
  readonly name: string;
  readonly purpose: string;
  readonly restricted: boolean;
  readonly through: LocalDate;
  readonly received: string;
  readonly used: string;
  readonly balance: string;
  /** Used and not restricted any more. */
  readonly released: string;
  readonly donations: readonly {
    readonly date: string;
    readonly receiptNo: string;
    readonly donor: string;
    readonly amount: string;
    readonly refunded: string;
  }[];
  readonly spendings: readonly SpendingRow[];
  readonly releases: readonly ReleaseRow[];
}

const FIRST_DAY = parseLocalDate('1900-01-01');

/** Funds and their restrictions: what came in, what was used, what was released. */
@Injectable()
export class CharityService {
  constructor(
    private readonly ledger: LedgerService,
    private readonly chart: ChartService,
  ) {}

  /**
   * Ends a fund's restriction as far as it was used (财会〔2020〕9号).
   * @throws DomainError not-found, fund-not-restricted, release-exceeds-spending, account-not-leaf and as LedgerService.post
   */
  async release(
    tx: Tx,
    community: string,
    bookNo: number,
    release: { fundCode: string; date: LocalDate; amount: Money; reason: string },
  ): Promise<{ id: string; voucher: PostedRef }> {
    const fund = await this.fund(tx, community, bookNo, release.fundCode);
    const use = await useOf(tx, community, bookNo, fund.code, release.date);
    const [spent, released] = [Money.of(use.spent), Money.of(use.released)];
    checkRelease(fund, { spent, released }, release.amount);
    const [id, voucherId] = [randomUUID(), randomUUID()];
    const row = { ...release, id, voucherId, amount: release.amount.toString() };
    await insertRelease(tx, community, bookNo, row);
    tx.audit({
      action: 'restriction-released',
      subjectKind: 'fund',
      subjectId: fund.code,
      sentence: `专项 ${fund.code} ${fund.name}于${chineseDate(release.date)}解除限定 ${release.amount.format()} 元，理由：${release.reason}`,
      after: row,
    });
    const posting = fundReleasePosting(
      { ...release, id, voucherId, bookNo, fundName: fund.name },
      tx.actor,
    );
    const voucher = only(await this.ledger.post(tx, community, [posting]));
    return { id, voucher };
  }

  /** A fund's account to its donors, through a day. @throws DomainError not-found */
  async statement(
    tx: ReadTx,
    community: string,
    bookNo: number,
    fundCode: string,
    through: LocalDate,
  ): Promise<FundStatement> {
    const { code, name, purpose, restricted } = await this.fund(tx, community, bookNo, fundCode);
    const figures = (await fundFigures(tx, community, FIRST_DAY, through)).find(
      (row) => row.bookNo === bookNo && row.code === code,
    );
    if (figures === undefined) throw new DomainError('not-found');
    const { released } = await useOf(tx, community, bookNo, code, through);
    const donations = await listDonations(tx, community, bookNo, { fundCode: code, through });
    return {
      code,
      name,
      purpose,
      restricted,
      through,
      received: Money.of(figures.opening).plus(Money.of(figures.received)).toString(),
      used: figures.used,
      balance: figures.closing,
      released,
      donations: donations
        .filter(({ reversed }) => !reversed)
        .map(({ date, receiptNo, shownName, amount, refunded }) => ({
          date,
          receiptNo,
          donor: shownName,
          amount,
          refunded,
        })),
      spendings: await listSpendings(tx, community, bookNo, code, through),
      releases: await listReleases(tx, community, bookNo, code, through),
    };
  }

  /** What the month's report and the public notice say of the charity books. */
  async summary(tx: ReadTx, community: string, month: Month): Promise<CharitySummary> {
    const [from, through] = [firstDay(month), lastDay(month)];
    const { received, spent } = await donatedAndSpent(tx, community, from, through);
    const figures = await fundFigures(tx, community, from, through);
    return {
      donations: await countDonations(tx, community, from, through),
      received: Money.of(received),
      spent: Money.of(spent),
      funds: figures.map(({ code, name, purpose, restricted, ...amounts }) => ({
        code,
        name,
        purpose,
        restricted,
        opening: Money.of(amounts.opening),
        received: Money.of(amounts.received),
        used: Money.of(amounts.used),
        closing: Money.of(amounts.closing),
      })),
    };
  }

  private async fund(
    tx: ReadTx,
    community: string,
    bookNo: number,
    code: string,
  ): Promise<FundRow> {
    await this.ledger.book(tx, community, bookNo);
    const fund = (await this.chart.funds(tx, community, bookNo)).find((row) => row.code === code);
    if (fund === undefined) throw new DomainError('not-found');
    return fund;
  }
}
