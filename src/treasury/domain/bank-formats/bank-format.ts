/** In which order the parts of a day are written; spreadsheets' own days are understood in each. */
export type DayOrder = 'year-month-day' | 'day-month-year' | 'month-day-year';

/** Where the amounts of a file stand. */
export type AmountColumns =
  | { readonly signed: string }
  | { readonly in: string; readonly out: string }
  | {
      readonly amount: string;
      readonly direction: string;
      /** What the direction says of money that comes in, and of money that goes out. */
      readonly inWords: readonly string[];
      readonly outWords: readonly string[];
    };

/** How one bank writes its file: which titles its columns have and what the cells mean. */
export interface BankFormat {
  readonly code: string;
  readonly name: string;
  readonly columns: {
    readonly date: string;
    /** One signed column, one for money in and one for money out, or one with a direction beside it. */
    readonly amount: AmountColumns;
    readonly balance: string | null;
    /** Joined to the description, without what is empty. */
    readonly description: readonly string[];
    readonly counterparty: string | null;
    readonly reference: string | null;
    /** The column that names the account itself, where there is one. */
    readonly ownAccount?: string | null;
  };
  readonly days?: DayOrder;
  /** Descriptions of rows that carry only a balance. */
  readonly balanceRows?: { readonly opening: string; readonly closing: string };
}
