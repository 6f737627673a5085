import { DomainError } from '../../kernel/domain-error.js';
import { daysBetween, type LocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import type { Role } from '../../kernel/role.js';

/** Who signs above which amount. */
export interface LadderStep {
  readonly stepNo: number;
  readonly above: Money;
  readonly role: Role;
}

/** The approval ladder by amount (大额资金审批); its rows are data of the database, by version. */
export interface Ladder {
  readonly version: number;
  /** Above this a resolution of the residents is cited (四议两公开). */
  readonly resolutionAbove: Money;
  /** Requests within so many days count as one, the request's own day counted. */
  readonly windowDays: number;
  readonly steps: readonly LadderStep[];
}

/** A spending that was asked for on a day. */
export interface AskedFor {
  readonly date: LocalDate;
  readonly amount: Money;
}

/** A signature under a request. */
export interface Signature {
  readonly stepNo: number;
  readonly approverId: string;
}

/** What is weighed: the request and every other for the same payee and account inside the window. */
export function ladderAmount(
  request: AskedFor,
  others: readonly AskedFor[],
  windowDays: number,
): Money {
  const near = others.filter(({ date }) => Math.abs(daysBetween(date, request.date)) < windowDays);
  return Money.sum([request, ...near].map(({ amount }) => amount));
}

/** The steps that an amount must climb; the amount of a limit itself still stands below it. */
export function stepsFor(ladder: Ladder, amount: Money): LadderStep[] {
  return ladder.steps
    .filter(({ above }) => amount.greaterThan(above))
    .sort((a, b) => a.stepNo - b.stepNo);
}

/** @throws DomainError resolution-missing above the limit */
export function checkResolution(ladder: Ladder, amount: Money, resolutionNo: string | null): void {
  if (resolutionNo !== null || !amount.greaterThan(ladder.resolutionAbove)) return;
  throw new DomainError(
    'resolution-missing',
    { amount: amount.format(), limit: ladder.resolutionAbove.format() },
    [{ pointer: '/resolutionNo', detail: '请填写决议文号。' }],
  );
}

/** The step whose turn it is; undefined when all are signed. */
export function nextStep(
  steps: readonly LadderStep[],
  signatures: readonly Signature[],
): LadderStep | undefined {
  return steps.find(({ stepNo }) => !signatures.some((signature) => signature.stepNo === stepNo));
}

/**
 * The step that this person may sign now.
 * @throws DomainError requester-approves-not, cashier-approves-not, approver-signed-already, approval-out-of-turn
 */
export function stepOfApprover(
  request: {
    readonly requesterId: string;
    readonly steps: readonly LadderStep[];
    readonly signatures: readonly Signature[];
  },
  approver: { readonly id: string; readonly roles: readonly Role[] },
): LadderStep {
  if (approver.id === request.requesterId) throw new DomainError('requester-approves-not');
  if (approver.roles.includes('cashier')) throw new DomainError('cashier-approves-not');
  if (request.signatures.some(({ approverId }) => approverId === approver.id)) {
    throw new DomainError('approver-signed-already');
  }
  const step = nextStep(request.steps, request.signatures);
  if (step === undefined || !approver.roles.includes(step.role)) {
    throw new DomainError('approval-out-of-turn', { role: step?.role ?? null });
  }
  return step;
}
