import type { LocalDate } from '../../../kernel/local-date.js';
import type { Money } from '../../../kernel/money.js';
import type { Month } from '../../../kernel/month.js';
import type { Side } from '../account.js';
import type { AccountFacts } from '../account.js';
import type { BookKind, Standard } from '../standards/standard.js';

/** A dimension beside the chart with its items (财会〔2024〕12号 第二十条(三)). */
export interface InterfaceDimension {
  readonly code: string;
  readonly name: string;
  readonly items: readonly { readonly code: string; readonly name: string }[];
}

/** An item of the cash flow statement. */
export interface InterfaceCashFlowItem {
  readonly code: string;
  readonly name: string;
  readonly direction: 'in' | 'out';
}

/** What one account did in a month; balances are positive in debit. */
export interface InterfaceBalance {
  readonly accountCode: string;
  readonly opening: Money;
  readonly debit: Money;
  readonly credit: Money;
  readonly closing: Money;
}

/** One month of the year with every account that has figures, of all levels. */
export interface InterfaceMonth {
  readonly month: Month;
  readonly balances: readonly InterfaceBalance[];
}

/** One line of a posted voucher. */
export interface InterfaceLine {
  readonly lineNo: number;
  readonly summary: string;
  readonly accountCode: string;
  readonly side: Side;
  /** Red-letter amounts are negative on their own side. */
  readonly amount: Money;
  /** Code of each dimension, 往来单位 and 专项 among them, and the item that the line names. */
  readonly items: Readonly<Record<string, string>>;
  readonly cashFlowItem: string | null;
}

/** One posted voucher. */
export interface InterfaceVoucher {
  readonly date: LocalDate;
  readonly month: Month;
  readonly word: string;
  readonly no: number;
  readonly attachmentCount: number;
  readonly maker: string;
  readonly reviewer: string | null;
  readonly poster: string;
  readonly lines: readonly InterfaceLine[];
}

/** A statement of the year with its figures in printed order. */
export interface InterfaceStatement {
  readonly code: string;
  readonly name: string;
  readonly month: Month;
  readonly rows: readonly {
    readonly code: string;
    readonly name: string;
    readonly amount: Money | null;
  }[];
}

/** A book in one year, without its vouchers, as GB/T 24589.1-2010 asks for it. */
export interface InterfaceYear {
  readonly community: string;
  readonly unit: string;
  readonly bookNo: number;
  readonly bookName: string;
  readonly kind: BookKind;
  readonly standard: Standard;
  readonly year: number;
  readonly accounts: readonly AccountFacts[];
  readonly dimensions: readonly InterfaceDimension[];
  /** Which accounts name items of which dimensions, or have to. */
  readonly accountDimensions: readonly {
    readonly accountCode: string;
    readonly dimension: string;
  }[];
  readonly cashFlowItems: readonly InterfaceCashFlowItem[];
  readonly months: readonly InterfaceMonth[];
  readonly statements: readonly InterfaceStatement[];
}

/** Vouchers of the year in order of month, word and number, a stretch at a time. */
export type VoucherStretches = () => AsyncIterable<readonly InterfaceVoucher[]>;
