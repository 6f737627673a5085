import type { LocalDate } from '../../../kernel/local-date.js';
import type { Money } from '../../../kernel/money.js';
import type { Month } from '../../../kernel/month.js';
import type { AccountCategory, Side } from '../account.js';
import type { MoneyKind } from '../standards/official-account.js';
import type { Standard } from '../standards/standard.js';

/** One account of the book; official and sub-accounts alike. */
export interface ExportAccount {
  readonly code: string;
  readonly name: string;
  /** Null for the official accounts. */
  readonly parentCode: string | null;
  readonly category: AccountCategory;
  readonly money: MoneyKind;
  /** The names from the official account down to this one, where they are not those of the accounts above it. */
  readonly names?: readonly string[];
}

/** The accounts of a book in a span of time that ended with a change of its standard. */
export interface ExportSpan {
  /** The last day; null for the span that has not ended. */
  readonly through: LocalDate | null;
  readonly accounts: readonly ExportAccount[];
}

/** What passes from an account's former name to the one that it has from a day on. */
export interface ExportRenaming {
  readonly date: LocalDate;
  readonly moves: readonly {
    readonly accountCode: string;
    readonly from: string;
    readonly to: string;
    readonly balance: Money;
  }[];
}

/** One opening balance. */
export interface ExportOpeningLine {
  readonly accountCode: string;
  readonly side: Side;
  readonly amount: Money;
}

/** One line of a posted voucher; red-letter amounts are negative on their own side. */
export interface ExportLine {
  readonly summary: string;
  readonly accountCode: string;
  readonly side: Side;
  readonly amount: Money;
  /** The fund whose restriction the line keeps, if any. */
  readonly fundCode: string | null;
  /** Payer, payee or debtor of the line, if any. */
  readonly counterparty: string | null;
}

/** One posted voucher. */
export interface ExportVoucher {
  readonly id: string;
  readonly date: LocalDate;
  /** Voucher word (凭证字), such as 记. */
  readonly word: string;
  readonly no: number;
  readonly attachmentCount: number;
  /** Where the voucher came from: entered by hand, or made from a receipt, a payment and so on. */
  readonly source: string;
  /** The voucher that a red-letter voucher cancels (冲销). */
  readonly reversesId: string | null;
  readonly lines: readonly ExportLine[];
}

/** The balances of the leaf accounts at the end of a month, positive in debit. */
export interface ExportMonthEnd {
  readonly month: Month;
  readonly balances: readonly { readonly accountCode: string; readonly balance: Money }[];
}

/** A whole book, ready to be written as plain-text accounts. */
export interface ExportBook {
  readonly bookNo: number;
  readonly name: string;
  readonly standard: Standard;
  readonly openedOn: LocalDate;
  /** The accounts as they are called today. */
  readonly accounts: readonly ExportAccount[];
  /** As they were called under former standards, in the order of time. */
  readonly formerly?: readonly ExportSpan[];
  readonly opening: {
    readonly date: LocalDate;
    readonly lines: readonly ExportOpeningLine[];
  } | null;
  readonly vouchers: readonly ExportVoucher[];
  readonly monthEnds: readonly ExportMonthEnd[];
}

/** The commodity of every amount. */
export const COMMODITY = 'CNY';

/** An entry of the book in the order in which it is written. */
export type ExportEntry =
  | { readonly kind: 'renaming'; readonly date: LocalDate; readonly renaming: ExportRenaming }
  | { readonly kind: 'voucher'; readonly date: LocalDate; readonly voucher: ExportVoucher }
  | { readonly kind: 'month-end'; readonly date: LocalDate; readonly monthEnd: ExportMonthEnd };
