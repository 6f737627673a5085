import { DomainError } from '../../kernel/domain-error.js';
import type { Money } from '../../kernel/money.js';

/** What a book holds and what it has promised, as an approval sees it. */
export interface BookMoney {
  /** On revenue and expenditure accounts together. */
  readonly money: Money;
  /** Of approved, unpaid requests. */
  readonly reserved: Money;
  /** The part of reserved that is not of a restricted fund. */
  readonly freeReserved: Money;
  /** Balances of the restricted funds. */
  readonly restricted: Money;
  /** The restricted fund that the request draws on. */
  readonly fund: {
    readonly code: string;
    readonly balance: Money;
    readonly reserved: Money;
  } | null;
}

/**
 * An approved request holds its money back, and restricted money stays for its purpose (慈善法 第五十三条).
 * @throws DomainError funds-reserved, fund-reserved, restricted-money-protected
 */
export function checkAvailable(amount: Money, book: BookMoney): void {
  const facts = { amount: amount.toString(), money: book.money.toString() };
  if (book.money.minus(book.reserved).lessThan(amount)) {
    throw new DomainError('funds-reserved', { ...facts, reserved: book.reserved.toString() });
  }
  if (book.fund !== null) {
    const { code, balance, reserved } = book.fund;
    if (!balance.minus(reserved).lessThan(amount)) return;
    throw new DomainError('fund-reserved', {
      fund: code,
      amount: amount.toString(),
      balance: balance.toString(),
      reserved: reserved.toString(),
    });
  }
  if (book.money.minus(book.restricted).minus(book.freeReserved).lessThan(amount)) {
    throw new DomainError('restricted-money-protected', {
      ...facts,
      restricted: book.restricted.toString(),
      reserved: book.freeReserved.toString(),
    });
  }
}
