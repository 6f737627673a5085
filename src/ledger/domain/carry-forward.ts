import type { Standard } from './standards/standard.js';

/** Where a standard carries its income and expenses forward to (结转). */
export interface CarryForwardRule {
  /** The accounts that take the result; with income and expenses they are all that a carry-forward touches. */
  readonly accounts: readonly string[];
  /** Whether a voucher on these accounts alone carries forward too, as 本年利润 to 利润分配 does. */
  readonly amongThemselves: boolean;
}

const NON_PROFIT: CarryForwardRule = {
  // 非限定性净资产 and 限定性净资产; a voucher on these two alone changes a restriction and carries nothing.
  accounts: ['3101', '3102'],
  amongThemselves: false,
};

const RULES: Readonly<Record<Standard, CarryForwardRule>> = {
  // 321 本年收益, 322 收益分配 (财会〔2023〕14号)
  'rural-collective-2023': { accounts: ['321', '322'], amongThemselves: true },
  // 3103 本年利润, 3104 利润分配 (财会〔2011〕17号)
  'small-enterprise-2011': { accounts: ['3103', '3104'], amongThemselves: true },
  'non-profit-2024': NON_PROFIT,
  'non-profit-2004': NON_PROFIT,
};

/** How the carry-forward vouchers of a standard are known, whoever made them. */
export function carryForwardOf(standard: Standard): CarryForwardRule {
  return RULES[standard];
}
