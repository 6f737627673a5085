import { Injectable } from '@nestjs/common';
import { IdentityService } from '../identity/identity.service.js';
import { DomainError } from '../kernel/domain-error.js';
import { parseLocalDate } from '../kernel/local-date.js';
import { Money } from '../kernel/money.js';
import type { Role } from '../kernel/role.js';
import type { ReadTx, Tx } from '../platform/database/transaction.js';
import {
  checkResolution,
  ladderAmount,
  nextStep,
  stepOfApprover,
  stepsFor,
  type LadderStep,
} from './domain/approval-ladder.js';
import { checkAvailable } from './domain/available-money.js';
import { checkRequestStep } from './domain/request-states.js';
import { askedIn, noteRequest, said } from './request-notes.js';
import { approvalLadder } from './storage/approval-ladders.queries.js';
import type { PlaceInList } from './storage/receipts.queries.js';
import {
  bookMoney,
  findRequest,
  insertApproval,
  listRequests,
  lockRequest,
  similarRequests,
  updateRequestStatus,
  updateResolution,
  type RequestRow,
} from './storage/requests.queries.js';
import { TreasuryService } from './treasury.service.js';

export type { ApprovalRow, RequestRow } from './storage/requests.queries.js';

/** A record of a book. */
export interface Place {
  readonly community: string;
  readonly bookNo: number;
  readonly id: string;
}

/** Payment requests from their submission to their approval. */
@Injectable()
export class RequestsService {
  constructor(
    private readonly treasury: TreasuryService,
    private readonly identity: IdentityService,
  ) {}

  /** @throws DomainError not-found */
  async request(tx: ReadTx, { community, bookNo, id }: Place): Promise<RequestRow> {
    const request = await findRequest(tx, community, bookNo, id);
    if (request === undefined) throw new DomainError('not-found');
    return request;
  }

  /** @throws DomainError not-found */
  async requests(
    tx: ReadTx,
    book: { community: string; bookNo: number },
    filter: { month: string | null; status: string | null },
    place: PlaceInList,
  ): Promise<RequestRow[]> {
    await this.treasury.fundAccounts(tx, book.community, book.bookNo);
    return listRequests(tx, book, filter, place);
  }

  /**
   * Hands a draft in; the ladder weighs it with what went to the same payee and account within its window.
   * @throws DomainError not-found, request-step-unknown, request-of-another, attachment-missing, resolution-missing
   */
  async submit(tx: Tx, place: Place, named: string | null = null): Promise<RequestRow> {
    const drafted = await this.take(tx, place);
    checkRequestStep(drafted.status, 'submitted');
    if (drafted.requesterId !== tx.actor.id) throw new DomainError('request-of-another');
    if (named !== null) await updateResolution(tx, place, named);
    const request = { ...drafted, resolutionNo: named ?? drafted.resolutionNo };
    if (request.attachments === 0) throw new DomainError('attachment-missing');
    const ladder = await approvalLadder(tx, place.community, null);
    const others = await similarRequests(tx, place.community, place.bookNo, request);
    const weighed = ladderAmount(
      asked(request.date ?? request.enteredOn, request.amount),
      others.map(({ date, amount }) => asked(date, amount)),
      ladder.windowDays,
    );
    const { category } = request;
    checkResolution(ladder, { amount: weighed, category }, request.resolutionNo);
    await updateRequestStatus(tx, place, 'submitted', null);
    const submitted = await this.request(tx, place);
    const { ladderVersion, ladderAmount: climbed } = submitted;
    noteRequest(tx, place, 'request-submitted', `提交付款申请：${said(request)}`, {
      ...askedIn(submitted),
      ladderVersion,
      ladderAmount: climbed,
    });
    return submitted;
  }

  /**
   * Signs the step whose turn it is; the last signature reserves the money.
   * @throws DomainError not-found, request-step-unknown, requester-approves-not, cashier-approves-not, approver-signed-already,
   *   approval-out-of-turn, funds-reserved, fund-reserved, restricted-money-protected
   */
  async approve(tx: Tx, place: Place, opinion: string | null): Promise<RequestRow> {
    const request = await this.take(tx, place);
    checkRequestStep(request.status, 'approved');
    const steps = await stepsOf(tx, place, request);
    const signatures = request.approvals;
    const roles = await this.rolesAt(tx, place.community);
    const step = stepOfApprover(
      { requesterId: request.requesterId, steps, signatures },
      { id: tx.actor.id, roles },
    );
    await insertApproval(tx, place, step, opinion);
    noteRequest(
      tx,
      place,
      'request-signed',
      `审批付款申请（第${step.stepNo}级）：${said(request)}`,
      {
        stepNo: step.stepNo,
        role: step.role,
        approverId: tx.actor.id,
        opinion,
      },
    );
    const signed = { stepNo: step.stepNo, approverId: tx.actor.id };
    if (nextStep(steps, [...signatures, signed]) === undefined) {
      const { community, bookNo } = place;
      checkAvailable(Money.of(request.amount), await bookMoney(tx, community, bookNo, request));
      await updateRequestStatus(tx, place, 'approved', null);
    }
    return this.request(tx, place);
  }

  /** Sends a request back for good, by whoever's turn it is. @throws DomainError not-found, request-step-unknown and as approve() */
  async reject(tx: Tx, place: Place, reason: string): Promise<RequestRow> {
    const request = await this.take(tx, place);
    checkRequestStep(request.status, 'rejected');
    stepOfApprover(
      {
        requesterId: request.requesterId,
        steps: await stepsOf(tx, place, request),
        signatures: request.approvals,
      },
      { id: tx.actor.id, roles: await this.rolesAt(tx, place.community) },
    );
    await updateRequestStatus(tx, place, 'rejected', reason);
    noteRequest(tx, place, 'request-rejected', `退回付款申请：${said(request)}，理由：${reason}`);
    return this.request(tx, place);
  }

  /** Takes a request back, by its requester or the director; reserved money is free again. @throws DomainError not-found, request-step-unknown, request-of-another */
  async withdraw(tx: Tx, place: Place, reason: string | null): Promise<RequestRow> {
    const request = await this.take(tx, place);
    checkRequestStep(request.status, 'withdrawn');
    const roles = await this.rolesAt(tx, place.community);
    if (request.requesterId !== tx.actor.id && !roles.includes('director')) {
      throw new DomainError('request-of-another');
    }
    await updateRequestStatus(tx, place, 'withdrawn', reason);
    const because = reason === null ? '' : `，理由：${reason}`;
    noteRequest(tx, place, 'request-withdrawn', `撤回付款申请：${said(request)}${because}`);
    return this.request(tx, place);
  }

  private async take(tx: Tx, { community, bookNo, id }: Place): Promise<RequestRow> {
    const request = await lockRequest(tx, community, bookNo, id);
    if (request === undefined) throw new DomainError('not-found');
    return request;
  }

  private async rolesAt(tx: Tx, community: string): Promise<Role[]> {
    const { duties } = await this.identity.person(tx, tx.actor.id);
    return duties
      .filter(({ scope }) => scope === '%' || community.startsWith(scope))
      .map(({ role }) => role);
  }
}

async function stepsOf(tx: Tx, { community }: Place, request: RequestRow): Promise<LadderStep[]> {
  const ladder = await approvalLadder(tx, community, request.ladderVersion);
  const amount = Money.of(request.ladderAmount ?? request.amount);
  return stepsFor(ladder, { amount, category: request.category });
}

function asked(date: string, amount: string): Parameters<typeof ladderAmount>[0] {
  return { date: parseLocalDate(date), amount: Money.of(amount) };
}
