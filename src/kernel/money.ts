import { Decimal } from 'decimal.js';
import { DomainError } from './domain-error.js';

const Exact = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP });
const WELL_FORMED = /^-?(0|[1-9][0-9]{0,15})(\.[0-9]{1,2})?$/;
const LIMIT = new Exact('1e16');

/** An amount in yuan with two decimals, exact, within numeric(18,2). Made from text; there is no division. */
export class Money {
  static readonly ZERO = new Money(new Exact(0));

  private constructor(private readonly value: Decimal) {
    if (value.abs().gte(LIMIT)) throw new DomainError('amount-out-of-range');
    Object.freeze(this);
  }

  /** Reads "1234.5" or "-3200.00". @throws DomainError amount-malformed */
  static of(text: string): Money {
    if (!WELL_FORMED.test(text))
      throw new DomainError('amount-malformed', { amount: text.slice(0, 40) });
    return new Money(new Exact(text));
  }

  /** @throws DomainError amount-out-of-range */
  static sum(list: Iterable<Money>): Money {
    let total: Decimal = new Exact(0);
    for (const { value } of list) total = total.plus(value);
    return new Money(total);
  }

  plus(other: Money): Money {
    return new Money(this.value.plus(other.value));
  }

  minus(other: Money): Money {
    return new Money(this.value.minus(other.value));
  }

  negated(): Money {
    return this.isZero() ? this : new Money(this.value.negated());
  }

  abs(): Money {
    return this.isNegative() ? this.negated() : this;
  }

  isZero(): boolean {
    return this.value.isZero();
  }

  isNegative(): boolean {
    return this.value.isNegative() && !this.value.isZero();
  }

  isPositive(): boolean {
    return this.value.isPositive() && !this.value.isZero();
  }

  compare(other: Money): -1 | 0 | 1 {
    return this.value.comparedTo(other.value) as -1 | 0 | 1;
  }

  equals(other: Money): boolean {
    return this.value.equals(other.value);
  }

  lessThan(other: Money): boolean {
    return this.value.lessThan(other.value);
  }

  greaterThan(other: Money): boolean {
    return this.value.greaterThan(other.value);
  }

  /**
   * Splits by weights; the largest remainders take the odd fen, so the parts sum to the whole.
   * @throws DomainError weights-malformed
   */
  allocate(weights: readonly number[]): Money[] {
    if (weights.some((weight) => !(weight >= 0) || !Number.isFinite(weight))) {
      throw new DomainError('weights-malformed');
    }
    const total = weights.reduce((sum, weight) => sum.plus(weight), new Exact(0));
    if (total.isZero()) throw new DomainError('weights-malformed');
    const fen = this.value.times(100);
    const shares = weights.map((weight, index) => {
      const exact = fen.times(weight).dividedBy(total);
      const whole = exact.trunc();
      return { index, whole, remainder: exact.minus(whole).abs() };
    });
    const left = fen.minus(shares.reduce((sum, { whole }) => sum.plus(whole), new Exact(0)));
    const step = left.isNegative() ? -1 : 1;
    const favoured = new Set(
      [...shares]
        .sort((a, b) => b.remainder.comparedTo(a.remainder) || a.index - b.index)
        .slice(0, left.abs().toNumber())
        .map(({ index }) => index),
    );
    return shares.map(
      ({ index, whole }) => new Money(whole.plus(favoured.has(index) ? step : 0).dividedBy(100)),
    );
  }

  /** "1234.50" */
  toString(): string {
    return this.value.toFixed(2);
  }

  toJSON(): string {
    return this.toString();
  }

  /** "1,234.50" */
  format(): string {
    return this.toString().replace(/\B(?=(\d{3})+(?=\.))/g, ',');
  }
}
