import type { Standard } from '../standards/standard.js';

/** Where a balance is carried to: a leaf account, or its detail of this name. */
export interface TransferTarget {
  readonly account: string;
  readonly subAccount?: string;
  /** The detail that takes it where there is none of that name. */
  readonly otherwise?: string;
}

/** One closing voucher: these accounts, all but the target itself, are emptied into the target. */
export interface TransferStep {
  readonly summary: string;
  readonly from: readonly string[];
  /** Codes under `from` that another step takes. */
  readonly except?: readonly string[];
  readonly into: TransferTarget;
}

/** A part of the profit that is set aside, under the name of its detail of the distribution account. */
export interface Appropriation {
  readonly subAccount: string;
  readonly into: string;
}

/** How the profit of a year is distributed under a standard. */
export interface DistributionRule {
  /** 收益分配, 利润分配: its balance is what can be distributed. */
  readonly account: string;
  /** The one detail that the standard names for every part, where a book has none for a part. */
  readonly gathered?: string;
  readonly reserve: Appropriation;
  /** The share of the reserve that the law demands until it is full; null where the charter decides. */
  readonly statutory: {
    readonly percent: number;
    /** The share of the capital at which the reserve is full. */
    readonly fullAtPercent: number;
    readonly capital: string;
    /** What is set aside beyond the statutory share. */
    readonly beyond: string;
  } | null;
  readonly owners: Appropriation;
  /** The law that gives the order. */
  readonly basis: string;
}

/** What a standard does with income and expenses at the end of a year. */
export interface YearEndRule {
  readonly standard: Standard;
  /** In the order in which the vouchers are made. */
  readonly steps: readonly TransferStep[];
  /** Accounts without a balance once the year is transferred, beside income and expenses. */
  readonly emptied: readonly string[];
  /** 待处理财产损溢, to be dealt with before the year ends; null where a standard has none. */
  readonly suspense: string | null;
  /** null where nothing may be distributed. */
  readonly distribution: DistributionRule | null;
}
