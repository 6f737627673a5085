import type { AccountFacts } from '../account.js';
import type { Standard } from '../standards/standard.js';

/** The detail of a money account that holds what belongs to others (受托代理资产 in cash and banks). */
export const AGENCY_DETAIL = '受托代理资产';

/** Leaves that hold money. */
export interface MoneyLeaves {
  /** What the organisation can pay with: 货币资金 of its balance sheet. */
  readonly own: readonly string[];
  /** What it only holds for others. */
  readonly agency: readonly string[];
}

/**
 * The money of the organisation and the money of others that it holds. 民间非营利组织会计制度 takes agency money out of
 * 货币资金 (资产负债表编制说明), and cash of its statement of cash flows is what can be paid out at any time: so agency money
 * is no cash in either, and both statements tell the same change.
 */
export function moneyLeaves(standard: Standard, accounts: readonly AccountFacts[]): MoneyLeaves {
  const money = accounts.filter((account) => account.money !== null);
  const agencies =
    standard === 'non-profit-2004' || standard === 'non-profit-2024'
      ? money.filter(({ name }) => name === AGENCY_DETAIL).map(({ code }) => code)
      : [];
  const leaves = money.filter(({ leaf }) => leaf).map(({ code }) => code);
  const isAgency = (code: string): boolean => agencies.some((agency) => code.startsWith(agency));
  return {
    own: leaves.filter((code) => !isAgency(code)),
    agency: leaves.filter(isAgency),
  };
}
