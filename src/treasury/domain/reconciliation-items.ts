import type { LocalDate } from '../../kernel/local-date.js';
import type { Money } from '../../kernel/money.js';

/** A line of the bank statement, as it is compared with the book; money in is positive. */
export interface BankItem {
  readonly bankLineId: string;
  readonly accountCode: string;
  readonly date: LocalDate;
  readonly amount: Money;
  readonly description: string;
  readonly counterparty: string | null;
  readonly reference: string | null;
}

/** A line of a bank account in the book, as it is compared with the statement; a debit is positive. */
export interface BookItem {
  readonly voucherId: string;
  readonly lineNo: number;
  readonly accountCode: string;
  readonly date: LocalDate;
  readonly amount: Money;
  /** 记-3 */
  readonly voucher: string;
  readonly summary: string;
  readonly counterparty: string | null;
  /** The voucher that this line's red-letter voucher cancels. */
  readonly reversesId: string | null;
}

/** Lines that are the same movement of money, or that cancel each other, and why we say so. */
export interface Match {
  readonly bankLineIds: readonly string[];
  readonly bookLines: readonly BookLineKey[];
  readonly reason: string;
}

/** Names a line of a voucher. */
export interface BookLineKey {
  readonly voucherId: string;
  readonly lineNo: number;
}

/** The text by which a bank line is named among open items. */
export function bankKey({ bankLineId }: { readonly bankLineId: string }): string {
  return `bank:${bankLineId}`;
}

/** The text by which a line of the book is named among open items. */
export function bookKey({ voucherId, lineNo }: BookLineKey): string {
  return `book:${voucherId}/${lineNo}`;
}
