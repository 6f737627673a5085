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
  /** Only the sub-accounts of these names. */
  readonly details?: readonly string[];
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

/** How books name the detail of 财务费用 or 筹资费用 that holds the interest on loans. */
export const LOAN_INTEREST: readonly string[] = [
  '利息费用',
  '利息支出',
  '借款利息',
  '贷款利息',
  '借款利息支出',
  '贷款利息支出',
];

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
