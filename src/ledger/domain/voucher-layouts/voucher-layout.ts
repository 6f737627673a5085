/** What a column of a table of vouchers can say. */
export const VOUCHER_ROLES = [
  'key',
  'period',
  'date',
  'word',
  'no',
  'summary',
  'accountCode',
  'accountName',
  'debit',
  'credit',
  'direction',
  'amount',
  'attachments',
  'fund',
  'counterparty',
  'currency',
] as const;
export type VoucherRole = (typeof VOUCHER_ROLES)[number];

/** How one program writes its vouchers down: which titles its columns have and what they mean. */
export interface VoucherLayout {
  readonly code: string;
  /** Whose it is, as the answer says it. */
  readonly name: string;
  /** The titles that a column may have, without blanks and the marks of what is required. */
  readonly titles: Readonly<Partial<Record<VoucherRole, readonly string[]>>>;
  /** Roles that a table must have; each list is met by one of its own. */
  readonly needed: readonly (readonly VoucherRole[])[];
  /** Titles that only this program uses; one of them must be there. */
  readonly signature: readonly string[];
  /** Our own template knows each of its columns; the tables of others have many that are passed over. */
  readonly strict: boolean;
}
