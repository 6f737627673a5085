import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { parseLocalDate, type LocalDate } from '../kernel/local-date.js';
import { Money } from '../kernel/money.js';
import { monthOf } from '../kernel/month.js';
import type { ReadTx, Tx } from '../platform/database/transaction.js';
import type { AccountFacts } from './domain/account.js';
import {
  distributionVoucher,
  type DistributionOrder,
} from './domain/year-end/distribution-voucher.js';
import {
  distributionPlan,
  type DistributableProfit,
  type DistributionPlan,
} from './domain/year-end/distribution.js';
import {
  transferVouchers,
  type ClosingVoucher,
  type DetailBalance,
} from './domain/year-end/transfer.js';
import { leftOnYear, yearProfit, type LeftOnYear } from './domain/year-end/year-state.js';
import { yearEndRuleOf } from './domain/year-end/year-end-catalogue.js';
import type { DistributionRule, YearEndRule } from './domain/year-end/year-end-rule.js';
import { standardName } from './domain/standards/standard.js';
import { LedgerReportsService } from './ledger-reports.service.js';
import { listAccounts } from './storage/chart.queries.js';
import { closedMonths } from './storage/months.queries.js';
import { standardIn } from './storage/standard-change.queries.js';
import {
  detailBalances,
  holdYearEnd,
  insertDistribution,
  listDistributions,
  waitingDrafts,
  type DistributionState,
} from './storage/year-end.queries.js';
import { VouchersService } from './vouchers.service.js';

export type { DistributionState } from './storage/year-end.queries.js';

/** A book by its community and number. */
export interface BookKey {
  readonly community: string;
  readonly bookNo: number;
}

/** What was resolved about a year's profit. */
export interface Distribution extends DistributionOrder {
  readonly reserveRate?: string;
  /** 附件张数: the resolution at least. */
  readonly attachmentCount: number;
  readonly resolvedOn: LocalDate;
}

/** How far a year is transferred and distributed. */
export interface YearState extends LeftOnYear {
  readonly waitingDrafts: number;
  readonly distributions: readonly DistributionState[];
}

/** What a distribution comes to, and its vouchers: the distribution, then the closing of its details. */
export interface DistributionDraft {
  readonly plan: DistributionPlan;
  readonly vouchers: readonly ClosingVoucher[];
}

interface YearGround {
  readonly rule: YearEndRule;
  readonly day: LocalDate;
  readonly accounts: readonly AccountFacts[];
  readonly balances: readonly DetailBalance[];
}

const KINDS = ['closing', 'distribution'] as const;

/** The end of a year: its transfer and its distribution, as drafts that another person reviews. */
@Injectable()
export class YearEndService {
  constructor(
    private readonly reports: LedgerReportsService,
    private readonly vouchers: VouchersService,
  ) {}

  /** What is left to be done for a year. @throws DomainError not-found */
  async state(tx: ReadTx, book: BookKey, year: number): Promise<YearState> {
    const { rule, accounts, balances } = await this.ground(tx, book, year);
    return {
      ...leftOnYear(rule, accounts, balances),
      waitingDrafts: await waitingDrafts(tx, book, KINDS, year),
      distributions: await listDistributions(tx, book, year),
    };
  }

  /**
   * The closing vouchers of a year as far as something is left to carry.
   * @throws DomainError not-found, month-not-open, year-end-drafts-waiting, year-end-nothing-left, year-end-account-missing
   */
  async previewTransfer(tx: ReadTx, book: BookKey, year: number): Promise<ClosingVoucher[]> {
    const { rule, accounts, balances } = await this.openYear(tx, book, year);
    const vouchers = transferVouchers(rule, accounts, balances);
    if (vouchers.length === 0) throw new DomainError('year-end-nothing-left', { year });
    return vouchers;
  }

  /** Drafts them. @throws DomainError as previewTransfer and VouchersService.create */
  async transfer(tx: Tx, book: BookKey, year: number): Promise<{ id: string; summary: string }[]> {
    await holdYearEnd(tx, book);
    const vouchers = await this.previewTransfer(tx, book, year);
    const made = await this.draft(tx, book, year, vouchers);
    tx.audit({
      action: 'year-transferred',
      subjectKind: 'book',
      subjectId: String(book.bookNo),
      sentence: `第${book.bookNo}账套填制${year}年年末结转凭证 ${made.length} 张`,
      after: { year, vouchers: made },
    });
    return made;
  }

  /**
   * What a distribution comes to, in the order of the law.
   * @throws DomainError not-found, month-not-open, distribution-not-for-standard, year-end-not-transferred,
   *   year-end-drafts-waiting, year-end-account-missing and as distributionPlan
   */
  async previewDistribution(
    tx: ReadTx,
    book: BookKey,
    year: number,
    order: Distribution,
  ): Promise<DistributionDraft> {
    const ground = await this.openYear(tx, book, year);
    const { rule, accounts, balances } = ground;
    const { distribution } = rule;
    if (distribution === null) {
      throw new DomainError('distribution-not-for-standard', {
        standard: standardName(rule.standard),
      });
    }
    const { left } = leftOnYear(rule, accounts, balances);
    if (left[0] !== undefined) {
      const { accountCode } = left[0];
      throw new DomainError('year-end-not-transferred', {
        year: String(year),
        book: book.bookNo,
        account: accountCode,
      });
    }
    const profit = await this.profit(tx, book, ground, distribution);
    const plan = distributionPlan(distribution, profit, {
      owners: order.owners,
      others: order.others.map(({ amount }) => amount),
      ...(order.reserveRate === undefined ? {} : { reserveRate: order.reserveRate }),
    });
    const voucher = distributionVoucher(distribution, plan, order, accounts);
    const after = [...balances, ...voucher.lines.map(asBalance)];
    return { plan, vouchers: [voucher, ...transferVouchers(rule, accounts, after)] };
  }

  /** Drafts it, with its resolution. @throws DomainError as previewDistribution and VouchersService.create */
  async distribute(
    tx: Tx,
    book: BookKey,
    year: number,
    order: Distribution,
  ): Promise<{ plan: DistributionPlan; vouchers: { id: string; summary: string }[] }> {
    await holdYearEnd(tx, book);
    const { plan, vouchers } = await this.previewDistribution(tx, book, year, order);
    const [first, ...closing] = vouchers;
    if (first === undefined)
      throw new DomainError('nothing-to-distribute', { distributable: '0.00' });
    const made = await this.draft(tx, book, year, [first], order.attachmentCount);
    const rest = await this.draft(tx, book, year, closing);
    const [distribution] = made;
    const { resolutionNo, resolvedOn } = order;
    const row = { id: distribution?.id ?? '', year, resolutionNo, resolvedOn, ...asText(plan) };
    await insertDistribution(tx, book, row);
    tx.audit({
      action: 'profit-distributed',
      subjectKind: 'distribution',
      subjectId: row.id,
      sentence: `第${book.bookNo}账套按决议 ${resolutionNo} 分配${year}年收益：提取公积 ${plan.reserve.plus(plan.reserveBeyond).format()} 元，向成员或投资者分配 ${plan.owners.format()} 元，其他 ${plan.other.format()} 元`,
      after: {
        bookNo: book.bookNo,
        ...row,
        madeById: tx.actor.id,
        madeBy: tx.actor.name,
        madeAt: tx.now.toISOString(),
      },
    });
    return { plan, vouchers: [...made, ...rest] };
  }

  private async draft(
    tx: Tx,
    { community, bookNo }: BookKey,
    year: number,
    vouchers: readonly ClosingVoucher[],
    resolved?: number,
  ): Promise<{ id: string; summary: string }[]> {
    const date = parseLocalDate(`${year}-12-31`);
    if (vouchers.length === 0) return [];
    const ids = await this.vouchers.create(
      tx,
      community,
      bookNo,
      vouchers.map(({ lines }) => ({
        date,
        attachmentCount: resolved ?? 0,
        lines,
        kind: resolved === undefined ? 'closing' : 'distribution',
      })),
    );
    return vouchers.map(({ summary }, index) => ({ id: ids[index] ?? '', summary }));
  }

  private async openYear(tx: ReadTx, book: BookKey, year: number): Promise<YearGround> {
    const ground = await this.ground(tx, book, year);
    const month = monthOf(ground.day);
    const state = (await closedMonths(tx, book.community)).get(month);
    if (state !== undefined) throw new DomainError('month-not-open', { month, state });
    const count = await waitingDrafts(tx, book, KINDS, year);
    if (count > 0) throw new DomainError('year-end-drafts-waiting', { year, count });
    return ground;
  }

  private async ground(tx: ReadTx, book: BookKey, year: number): Promise<YearGround> {
    const day = parseLocalDate(`${year}-12-31`);
    const { community, bookNo } = book;
    const standard = await standardIn(tx, book, monthOf(day));
    if (standard === undefined) throw new DomainError('not-found');
    const rule = yearEndRuleOf(standard);
    const accounts = await listAccounts(tx, community, bookNo);
    const codes = rule.steps.flatMap(({ from, into }) => [...from, into.account]);
    const wanted = [...codes, ...(rule.suspense === null ? [] : [rule.suspense])];
    return { rule, day, accounts, balances: await detailBalances(tx, book, wanted, day) };
  }

  private async profit(
    tx: ReadTx,
    { community, bookNo }: BookKey,
    { rule, day, accounts }: YearGround,
    distribution: DistributionRule,
  ): Promise<DistributableProfit> {
    const figures = await this.reports.figures(tx, community, bookNo, monthOf(day));
    return yearProfit(rule, distribution, accounts, figures);
  }
}

function asBalance(line: ClosingVoucher['lines'][number]): DetailBalance {
  const { accountCode, debit = Money.ZERO, credit = Money.ZERO } = line;
  return {
    accountCode,
    fundCode: null,
    counterparty: null,
    dimensions: {},
    balance: debit.minus(credit),
  };
}

function asText(plan: DistributionPlan): Record<keyof DistributionPlan, string> {
  const pairs = Object.entries(plan).map(([name, amount]: [string, Money]) => [
    name,
    amount.toString(),
  ]);
  return Object.fromEntries(pairs) as Record<keyof DistributionPlan, string>;
}
