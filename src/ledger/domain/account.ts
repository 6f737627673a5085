/** Classes of accounts, over all standards. */
export type AccountCategory =
  'asset' | 'liability' | 'equity' | 'net-asset' | 'cost' | 'income' | 'expense';

/** The side of an account or of a line. */
export type Side = 'debit' | 'credit';

/** An account of a book as the rules see it. */
export interface AccountFacts {
  readonly code: string;
  readonly name: string;
  readonly parentCode: string | null;
  readonly category: AccountCategory;
  readonly normalSide: Side;
  /** The balance may lie on the other side. */
  readonly bothSides: boolean;
  /** Cash or bank; null for what is not money. */
  readonly money: 'cash' | 'bank' | 'other' | null;
  /** Comes with the standard and is locked. */
  readonly official: boolean;
  /** Takes postings: has no sub-accounts. */
  readonly leaf: boolean;
  /** The day from which it takes no more lines, after a change of standard. */
  readonly closedOn?: string | null;
}
