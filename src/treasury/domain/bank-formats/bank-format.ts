/** How one bank writes its file: which titles its columns have and what the cells mean. */
export interface BankFormat {
  readonly code: string;
  readonly name: string;
  readonly columns: {
    readonly date: string;
    /** Either one signed column, or one column for money in and one for money out. */
    readonly amount: { readonly signed: string } | { readonly in: string; readonly out: string };
    readonly balance: string | null;
    /** Joined to the description, without what is empty. */
    readonly description: readonly string[];
    readonly counterparty: string | null;
    readonly reference: string | null;
  };
  /** Descriptions of rows that carry only a balance. */
  readonly balanceRows?: { readonly opening: string; readonly closing: string };
}
