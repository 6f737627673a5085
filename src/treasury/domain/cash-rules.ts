import { DomainError } from '../../kernel/domain-error.js';
import { daysBetween, type LocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';

/** 结算起点 (现金管理暂行条例 第五条、第六条): above it cash is paid only for what is named. */
export const CASH_THRESHOLD = Money.of('1000.00');
/** What may lie in the box over night until the book's limit is fixed (第九条). */
export const DEFAULT_CASH_LIMIT = Money.of('5000.00');

/** What may be paid in cash above the threshold; wages, fees and bonuses go by transfer from there on (第六条). */
export const CASH_PURPOSES = ['farm-products', 'travel', 'small-sums', 'bank-approved'] as const;
export type CashPurpose = (typeof CASH_PURPOSES)[number];

/** The purposes as people say them. */
export const CASH_PURPOSE_NAMES: Readonly<Record<CashPurpose, string>> = {
  'farm-products': '向个人收购农副产品',
  travel: '出差人员必须随身携带的差旅费',
  'small-sums': '多笔零星支出汇总，每笔不超过结算起点',
  'bank-approved': '经开户银行审核同意',
};

/** What a month's cash is held to. */
export const CASH_RULES = ['over-limit', 'over-threshold'] as const;
export type CashRule = (typeof CASH_RULES)[number];

/** Something that has to be explained. */
export interface CashFinding {
  readonly rule: CashRule;
  readonly accountCode: string;
  readonly date: LocalDate;
  readonly amount: Money;
  readonly voucherId: string | null;
}

/** A line of a cash account. */
export interface CashLine {
  readonly voucherId: string;
  readonly date: LocalDate;
  readonly debit: Money;
  readonly credit: Money;
  /** Cash was paid out, not banked, and the voucher stands. */
  readonly spends: boolean;
}

/** A cash account's month, line by line. */
export interface CashBox {
  readonly accountCode: string;
  readonly firstDay: LocalDate;
  readonly opening: Money;
  readonly lines: readonly CashLine[];
}

/** What the month's cash has to be explained for: the fullest evening above the limit, each payment above the threshold. */
export function cashFindings(box: CashBox, limit: Money): CashFinding[] {
  const { accountCode } = box;
  const fullest = fullestEvening(box);
  const over: CashFinding[] = fullest.amount.greaterThan(limit)
    ? [{ rule: 'over-limit', accountCode, ...fullest, voucherId: null }]
    : [];
  const paid = new Map<string, { date: LocalDate; amount: Money }>();
  for (const { voucherId, date, credit, spends } of box.lines) {
    if (!spends) continue;
    const before = paid.get(voucherId)?.amount ?? Money.ZERO;
    paid.set(voucherId, { date, amount: before.plus(credit) });
  }
  const large = [...paid]
    .filter(([, { amount }]) => amount.greaterThan(CASH_THRESHOLD))
    .map(([voucherId, payment]) => ({
      rule: 'over-threshold' as const,
      accountCode,
      ...payment,
      voucherId,
    }));
  return [...over, ...large];
}

function fullestEvening({ firstDay, opening, lines }: CashBox): { date: LocalDate; amount: Money } {
  const days = [...new Set([firstDay, ...lines.map(({ date }) => date)])].sort();
  const evenings = days.map((day) => ({
    date: day,
    amount: Money.sum([
      opening,
      ...lines.filter(({ date }) => date <= day).map(({ debit, credit }) => debit.minus(credit)),
    ]),
  }));
  return evenings.reduce((most, one) => (one.amount.greaterThan(most.amount) ? one : most));
}

/**
 * An explanation is of something found; a payment names what the cash was for.
 * @throws DomainError cash-finding-unknown, cash-purpose-missing
 */
export function checkExplanation(
  asked: Pick<CashFinding, 'rule' | 'accountCode' | 'amount' | 'voucherId'> & {
    readonly purpose: CashPurpose | null;
  },
  findings: readonly CashFinding[],
): CashFinding {
  if ((asked.rule === 'over-threshold') !== (asked.purpose !== null)) {
    throw new DomainError('cash-purpose-missing');
  }
  const finding = findings.find(
    (one) =>
      one.rule === asked.rule &&
      one.accountCode === asked.accountCode &&
      one.voucherId === asked.voucherId &&
      one.amount.equals(asked.amount),
  );
  if (finding === undefined) {
    throw new DomainError('cash-finding-unknown', { account: asked.accountCode });
  }
  return finding;
}

/**
 * Cash that came in is banked on its day or the next (第十一条(一)), or it is said why not.
 * @throws DomainError cash-banked-before-it-came, cash-banked-late
 */
export function checkDeposit(
  receivedOn: LocalDate | null,
  bankedOn: LocalDate,
  reason: string | null,
): void {
  if (receivedOn === null) return;
  const days = daysBetween(receivedOn, bankedOn);
  const at = [{ pointer: '/cashReceivedOn', detail: '应不晚于存入银行的日期。' }];
  if (days < 0) throw new DomainError('cash-banked-before-it-came', {}, at);
  if (days > 1 && reason === null) {
    throw new DomainError('cash-banked-late', { received: receivedOn, banked: bankedOn }, [
      { pointer: '/depositReason', detail: '请写明没有在当日或次日存入银行的原因。' },
    ]);
  }
}
