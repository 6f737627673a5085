import { DomainError } from '../../kernel/domain-error.js';
import { daysBetween, type LocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import type { Role } from '../../kernel/role.js';
import type { Standard } from '../../ledger/domain/standards/standard.js';

/** What a payment is by its kind; what is grave climbs the whole ladder whatever its amount (四议两公开). */
export const REQUEST_CATEGORIES = ['ordinary', 'investment', 'long-contract'] as const;
export type RequestCategory = (typeof REQUEST_CATEGORIES)[number];

/** Money placed in these accounts and their details is invested; the rows of investment_account. */
export const INVESTMENT_ACCOUNTS: Readonly<Record<Standard, readonly string[]>> = {
  'rural-collective-2023': ['111', '141'],
  'small-enterprise-2011': ['1101', '1501', '1511'],
  'non-profit-2024': ['1101', '1401', '1402', '1403'],
  'non-profit-2004': ['1101', '1401', '1402'],
};

/**
 * The category of a payment into an account; an investment is one by its account.
 * @throws DomainError request-category-wrong
 */
export function categoryOf(
  asked: RequestCategory | undefined,
  accountCode: string,
  standard: Standard,
): RequestCategory {
  const invests = INVESTMENT_ACCOUNTS[standard].some((code) => accountCode.startsWith(code));
  const category = asked ?? (invests ? 'investment' : 'ordinary');
  if ((category === 'investment') === invests) return category;
  throw new DomainError('request-category-wrong', { account: accountCode }, [
    { pointer: '/category', detail: '投资科目的付款填 investment，其他付款不填投资。' },
  ]);
}

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

/** Everybody who signs above some amount. */
export const LADDER_ROLES = [
  'director',
  'party-secretary',
  'supervisor',
  'street-officer',
] as const;
export type LadderRole = (typeof LADDER_ROLES)[number];

/**
 * The director signs everything, each of the others joins above a higher amount, and none of them is left out: a community
 * sets its own amounts and cannot do without its supervisors or its street.
 * @throws DomainError ladder-steps-wrong, ladder-limit-not-positive
 */
export function checkLadder(
  steps: readonly Pick<LadderStep, 'above' | 'role'>[],
  resolutionAbove: Money,
): void {
  const [first] = steps;
  const roles = new Set(steps.map(({ role }) => role));
  const whole =
    steps.length === LADDER_ROLES.length && LADDER_ROLES.every((role) => roles.has(role));
  const rises = steps.every(
    ({ above }, i) => i === 0 || above.greaterThan(steps[i - 1]?.above ?? above),
  );
  if (!whole || first?.role !== 'director' || !first.above.isZero() || !rises) {
    throw new DomainError('ladder-steps-wrong', {}, [
      { pointer: '/steps', detail: '应有四级：主任自 0 元起，其余三级的金额逐级升高。' },
    ]);
  }
  if (!resolutionAbove.isPositive()) throw new DomainError('ladder-limit-not-positive');
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

/** What is weighed on the ladder. */
export interface Weighed {
  readonly amount: Money;
  readonly category: RequestCategory;
}

/** The steps that a request must climb; the amount of a limit itself still stands below it. */
export function stepsFor(ladder: Ladder, { amount, category }: Weighed): LadderStep[] {
  return ladder.steps
    .filter(({ above }) => category !== 'ordinary' || amount.greaterThan(above))
    .sort((a, b) => a.stepNo - b.stepNo);
}

/** @throws DomainError resolution-missing above the limit, and for what is grave in kind */
export function checkResolution(
  ladder: Ladder,
  { amount, category }: Weighed,
  resolutionNo: string | null,
): void {
  const grave = category !== 'ordinary' || amount.greaterThan(ladder.resolutionAbove);
  if (resolutionNo !== null || !grave) return;
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
