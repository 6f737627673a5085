import { DomainError } from '../../../kernel/domain-error.js';
import { Money } from '../../../kernel/money.js';
import type { DistributionRule } from './year-end-rule.js';

/** What a year leaves to distribute; every amount is positive in credit. */
export interface DistributableProfit {
  /** 净收益, 净利润 of the year. */
  readonly net: Money;
  /** What was undistributed at the start of the year; a loss is negative. */
  readonly opening: Money;
  /** What is undistributed now. */
  readonly distributable: Money;
  /** The reserve as it stands, and the registered capital. */
  readonly reserve: Money;
  readonly capital: Money;
}

/** What the resolution decides. */
export interface DistributionWish {
  /** Percent of the year's profit after losses; absent: what the law demands. */
  readonly reserveRate?: string;
  readonly owners: Money;
  readonly others: readonly Money[];
}

/** The distribution in its order (弥补以前年度亏损、提取公积、向成员或投资者分配、其他). */
export interface DistributionPlan {
  readonly net: Money;
  readonly lossesMadeUp: Money;
  /** What the reserve is reckoned from. */
  readonly base: Money;
  readonly distributable: Money;
  /** What the law demands to be set aside. */
  readonly reserveDue: Money;
  readonly reserve: Money;
  /** Set aside beyond the statutory reserve. */
  readonly reserveBeyond: Money;
  readonly owners: Money;
  readonly other: Money;
  readonly remaining: Money;
}

/**
 * Distributes a year's profit in the order of the law.
 * @throws DomainError nothing-to-distribute, reserve-rate-missing, reserve-rate-too-low, distribution-exceeds-profit
 */
export function distributionPlan(
  rule: DistributionRule,
  profit: DistributableProfit,
  wish: DistributionWish,
): DistributionPlan {
  const { net, opening, distributable } = profit;
  const lossesMadeUp = smaller(floor(opening.negated()), floor(net));
  const base = floor(net.minus(lossesMadeUp));
  if (!distributable.isPositive()) {
    throw new DomainError('nothing-to-distribute', { distributable: distributable.toString() });
  }
  const reserveDue = statutoryReserve(rule, profit, base);
  const asked = reserveAsked(rule, base, reserveDue, wish.reserveRate);
  const reserve = rule.statutory === null ? asked : reserveDue;
  const reserveBeyond = asked.minus(reserve);
  const other = Money.sum(wish.others);
  const remaining = distributable.minus(asked).minus(wish.owners).minus(other);
  if (remaining.isNegative()) {
    throw new DomainError(
      'distribution-exceeds-profit',
      { distributable: distributable.toString(), excess: remaining.abs().toString() },
      [
        {
          pointer: wish.owners.isZero() ? '/others' : '/owners',
          detail: `超出可分配数 ${remaining.abs().format()} 元，请减少分配。`,
        },
      ],
    );
  }
  return {
    net,
    lossesMadeUp,
    base,
    distributable,
    reserveDue,
    reserve,
    reserveBeyond,
    owners: wish.owners,
    other,
    remaining,
  };
}

/** A tenth of the profit until the reserve is half of the capital (公司法 第二百一十条); nothing where the charter decides. */
function statutoryReserve(
  { statutory }: DistributionRule,
  { reserve, capital }: DistributableProfit,
  base: Money,
): Money {
  if (statutory === null) return Money.ZERO;
  const room = floor(percentOf(capital, statutory.fullAtPercent).minus(reserve));
  return smaller(percentOf(base, statutory.percent), room);
}

function reserveAsked(
  { statutory }: DistributionRule,
  base: Money,
  due: Money,
  rate: string | undefined,
): Money {
  if (rate === undefined) {
    if (statutory !== null) return due;
    throw new DomainError('reserve-rate-missing', {}, [
      { pointer: '/reserveRate', detail: '请填写章程规定的公积公益金提取比例。' },
    ]);
  }
  const asked = percentOf(base, Number(rate));
  if (asked.lessThan(due)) {
    const percent = String(statutory?.percent ?? 0);
    throw new DomainError('reserve-rate-too-low', { rate, percent, due: due.toString() }, [
      { pointer: '/reserveRate', detail: `不低于 ${percent}%，或不填写由系统按法定比例提取。` },
    ]);
  }
  return asked;
}

/** A share in percent with at most two decimals, to the fen. */
function percentOf(amount: Money, percent: number): Money {
  const hundredths = Math.round(percent * 100);
  const [share] = amount.allocate([hundredths, 10_000 - hundredths]);
  return share ?? Money.ZERO;
}

function floor(amount: Money): Money {
  return amount.isPositive() ? amount : Money.ZERO;
}

function smaller(a: Money, b: Money): Money {
  return a.lessThan(b) ? a : b;
}
