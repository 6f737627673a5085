import { Money } from '../kernel/money.js';
import type { Tx } from '../platform/database/transaction.js';
import type { RequestRow } from './storage/requests.queries.js';

/** 电话费，中华电信，248.00 元 */
export function said({
  purpose,
  payee,
  amount,
}: {
  purpose: string;
  payee: string;
  amount: unknown;
}): string {
  return `${purpose}，${payee}，${Money.of(String(amount)).format()} 元`;
}

/** What a request asks for, as the operation log keeps it. */
export function askedIn(request: RequestRow): object {
  return {
    id: request.id,
    date: request.date,
    purpose: request.purpose,
    payee: request.payee,
    payeeKind: request.payeeKind,
    amount: request.amount,
    expenseAccountCode: request.expenseAccountCode,
    fundCode: request.fundCode,
    handledBy: request.handledBy,
    attachments: request.attachments,
    resolutionNo: request.resolutionNo,
    category: request.category,
  };
}

/** One row of the operation log about a request. */
export function noteRequest(
  tx: Tx,
  place: { readonly bookNo: number; readonly id: string },
  action: string,
  sentence: string,
  after?: unknown,
): void {
  tx.audit({
    action,
    subjectKind: 'payment-request',
    subjectId: place.id,
    sentence: `第${place.bookNo}账套${sentence}`,
    ...(after === undefined ? {} : { after }),
  });
}
