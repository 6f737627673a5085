import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { ChartService } from '../ledger/chart.service.js';
import { LedgerService } from '../ledger/ledger.service.js';
import type { Tx } from '../platform/database/transaction.js';
import { categoryOf, type RequestCategory } from './domain/approval-ladder.js';
import { checkRequestAccount, checkRequestDate } from './domain/document-account.js';
import { askedIn, noteRequest, said } from './request-notes.js';
import {
  findRequest,
  insertRequest,
  lockRequest,
  updateDraft,
  type NewRequestRow,
  type RequestRow,
} from './storage/requests.queries.js';
import { TreasuryService } from './treasury.service.js';

/** What somebody asks to be paid. */
export type AskedPayment = Omit<NewRequestRow, 'id' | 'category'> & {
  readonly category: RequestCategory | undefined;
};

/** Drafts of payment requests: their requester's own until they are handed in. */
@Injectable()
export class RequestDraftsService {
  constructor(
    private readonly treasury: TreasuryService,
    private readonly chart: ChartService,
    private readonly ledger: LedgerService,
  ) {}

  /**
   * Drafts a request of the actor.
   * @throws DomainError not-found, account-unknown, account-not-leaf, request-account-not-payable, request-category-wrong,
   *   date-before-book-opened, date-in-future, fund-unknown, requester-not-allowed, supervisor-handles-nothing
   */
  async draft(tx: Tx, community: string, bookNo: number, asked: AskedPayment): Promise<RequestRow> {
    const category = await this.categoryOf(tx, community, bookNo, asked);
    const id = randomUUID();
    await insertRequest(tx, community, bookNo, { ...asked, category, id });
    return this.noted(tx, { community, bookNo, id }, 'request-drafted', '拟付款申请');
  }

  /**
   * Says a draft anew, whole.
   * @throws DomainError request-not-draft, request-of-another and as draft()
   */
  async revise(
    tx: Tx,
    place: { readonly community: string; readonly bookNo: number; readonly id: string },
    asked: AskedPayment,
  ): Promise<RequestRow> {
    const { community, bookNo, id } = place;
    const before = await lockRequest(tx, community, bookNo, id);
    if (before === undefined) throw new DomainError('not-found');
    if (before.status !== 'drafted') {
      throw new DomainError('request-not-draft', { status: before.status });
    }
    if (before.requesterId !== tx.actor.id) throw new DomainError('request-of-another');
    const category = await this.categoryOf(tx, community, bookNo, asked);
    await updateDraft(tx, place, { ...asked, category, id });
    return this.noted(tx, place, 'request-revised', '改写付款申请草稿');
  }

  private async categoryOf(
    tx: Tx,
    community: string,
    bookNo: number,
    asked: AskedPayment,
  ): Promise<RequestCategory> {
    const accounts = await this.treasury.fundAccounts(tx, community, bookNo);
    const chart = await this.chart.accounts(tx, community, bookNo);
    const account = chart.find(({ code }) => code === asked.expenseAccountCode);
    checkRequestAccount(asked.expenseAccountCode, account, accounts);
    const { standard, openedOn } = await this.ledger.book(tx, community, bookNo);
    checkRequestDate(asked.date, openedOn, tx.today);
    return categoryOf(asked.category, asked.expenseAccountCode, standard);
  }

  private async noted(
    tx: Tx,
    place: { readonly community: string; readonly bookNo: number; readonly id: string },
    action: string,
    verb: string,
  ): Promise<RequestRow> {
    const request = await findRequest(tx, place.community, place.bookNo, place.id);
    if (request === undefined) throw new DomainError('not-found');
    noteRequest(tx, place, action, `${verb}：${said(request)}`, askedIn(request));
    return request;
  }
}
