/** A row of a cash flow statement that lines of money belong to; its code is the printed row. */
export interface CashFlowItem {
  readonly code: string;
  readonly name: string;
  readonly direction: 'in' | 'out';
}

/** Which row the money belongs to that an account meets; what is absent goes to the other receipts or payments. */
export interface CashFlowRule {
  /** Beginnings of account codes. */
  readonly accounts: readonly string[];
  /** Money came in: the account is credited. */
  readonly moneyIn?: string;
  /** Money went out: the account is debited. */
  readonly moneyOut?: string;
}

/** The rows of a standard's cash flow statement and how they are found from the counter-account. */
export interface CashFlowTable {
  readonly items: readonly CashFlowItem[];
  readonly rules: readonly CashFlowRule[];
  readonly otherIn: string;
  readonly otherOut: string;
}

/** A row of receipts. */
export const moneyIn = (code: string, name: string): CashFlowItem => ({
  code,
  name,
  direction: 'in',
});

/** A row of payments. */
export const moneyOut = (code: string, name: string): CashFlowItem => ({
  code,
  name,
  direction: 'out',
});
