import { createHash } from 'node:crypto';
import type { BookKind, Standard } from '../../ledger/domain/standards/standard.js';
import type { PropertyState } from '../../assets/domain/property.js';
import type { PartyKind } from '../../treasury/domain/party-kind.js';
import type { MovementNature } from './nature.js';

/** The figures of a month as they were reported: frozen, versioned, money as text of two decimals. */
export interface MonthReport {
  readonly format: 'month-report/1';
  readonly community: ReportedCommunity;
  /** 2026-03 */
  readonly month: string;
  /** 1, and one more each time the month is reported again after a return. */
  readonly version: number;
  /** RFC 3339 */
  readonly reportedAt: string;
  /** The accountant who reported. */
  readonly reportedBy: string;
  readonly books: readonly ReportedBook[];
  readonly assets: ReportedAssets;
  readonly charity: ReportedCharity;
}

export interface ReportedCommunity {
  readonly code: string;
  readonly name: string;
  readonly streetName: string;
  readonly districtName: string;
}

/** One book's month. */
export interface ReportedBook {
  readonly bookNo: number;
  readonly kind: BookKind;
  readonly name: string;
  readonly standard: Standard;
  readonly movements: ReportedMovements;
  readonly receivables: readonly ReportedClaim[];
  readonly receivablesTotal: string;
  readonly payables: readonly ReportedClaim[];
  readonly payablesTotal: string;
  /** 短期投资 and 长期投资, time deposits among them: beside the bank accounts. */
  readonly investments: readonly ReportedClaim[];
  readonly investmentsTotal: string;
  /** What the income and expense accounts of the month say. */
  readonly recognised: { readonly income: string; readonly expense: string };
  /** Restricted money by its accounts and by its funds; null for a standard without 限定性净资产. */
  readonly restriction: { readonly netAssets: string; readonly funds: string } | null;
  readonly funds: readonly ReportedFund[];
  /** Evenings above the cash limit, with what was said of them (现金管理暂行条例 第九条); left out when there are none. */
  readonly cashAlerts?: readonly string[];
  readonly trialBalance: readonly ReportedBalance[];
  /** The head of the voucher chain that the figures were drawn from, in hexadecimal. */
  readonly chain: { readonly seq: number; readonly head: string };
}

/** opening + income − expenditure = closing over the bank fund accounts together; petty cash beside them. */
export interface ReportedMovements {
  readonly opening: string;
  readonly income: readonly ReportedMovement[];
  readonly incomeTotal: string;
  readonly expenditure: readonly ReportedMovement[];
  readonly expenditureTotal: string;
  readonly closing: string;
  readonly pettyCash: string;
  readonly pettyCashSpent: readonly ReportedMovement[];
  readonly pettyCashSpentTotal: string;
}

/** One receipt or payment; a reversal is a negative amount. */
export interface ReportedMovement {
  /** What the supervisors vote on: book and voucher number, such as `1:记-3`. */
  readonly id: string;
  readonly date: string;
  /** Word and number in the month: 记-3 */
  readonly voucher: string;
  readonly item: string;
  readonly counterparty: string | null;
  /** What was said of the other party: a natural person's name is not published whole. */
  readonly counterpartyKind: PartyKind | null;
  /** By the account on the other side: only income and expense are income and expenditure. */
  readonly nature: MovementNature;
  /** The account on the other side. */
  readonly account: { readonly code: string; readonly name: string } | null;
  readonly amount: string;
  readonly handledBy: string | null;
  readonly approvedBy: readonly string[];
}

/** A leaf account of claims or debts with a balance at the month's end. */
export interface ReportedClaim {
  readonly accountCode: string;
  readonly name: string;
  readonly amount: string;
}

/** A (fund, purpose) at the month's end. */
export interface ReportedFund {
  readonly code: string;
  readonly name: string;
  readonly purpose: string;
  readonly restricted: boolean;
  readonly balance: string;
}

/** A row of the trial balance; parents roll up their leaves. */
export interface ReportedBalance {
  readonly accountCode: string;
  readonly name: string;
  readonly level: number;
  readonly openingDebit: string;
  readonly openingCredit: string;
  readonly debit: string;
  readonly credit: string;
  readonly closingDebit: string;
  readonly closingCredit: string;
}

/** The properties at the month's end: how many, in which state, what is owed. */
export interface ReportedAssets {
  readonly total: number;
  readonly leased: number;
  readonly idle: number;
  readonly ownUse: number;
  readonly receivableRent: string;
  readonly arrears: readonly {
    readonly lease: string;
    readonly tenant: string;
    readonly amount: string;
    readonly since: string;
  }[];
  readonly idleList: readonly {
    readonly code: string;
    readonly name: string;
    readonly area: string | null;
    readonly unit: string | null;
    readonly since: string;
  }[];
  /** Properties that entered the register or changed their use in the month. */
  readonly changes: readonly {
    readonly code: string;
    readonly name: string;
    /** null: entered the register. */
    readonly from: PropertyState | null;
    readonly to: PropertyState;
    readonly since: string;
  }[];
  /** Leases in force at the month's end. */
  readonly leases: readonly ReportedLease[];
}

/** A lease with its contract and what is due. */
export interface ReportedLease {
  readonly code: string;
  readonly name: string;
  readonly tenant: string;
  readonly contractNo: string | null;
  readonly from: string;
  readonly through: string;
  readonly period: 'month' | 'quarter' | 'year';
  /** Rent of a period; null where the contract names only its total. */
  readonly rent: string | null;
  readonly total: string;
  /** Fallen due in the month. */
  readonly due: string;
  /** Due and not received at the month's end. */
  readonly outstanding: string;
  readonly nextDueOn: string | null;
}

/** The charity fund's month. */
export interface ReportedCharity {
  readonly donations: number;
  readonly received: string;
  readonly spent: string;
  readonly funds: readonly {
    readonly code: string;
    readonly name: string;
    readonly purpose: string;
    readonly restricted: boolean;
    readonly opening: string;
    readonly received: string;
    readonly used: string;
    readonly closing: string;
  }[];
}

/** The vote on the month as a whole stands beside the votes on its items. */
export const WHOLE_MONTH = 'month';

/** What a book spent, from the bank and from petty cash. */
export function spentOf({
  expenditure,
  pettyCashSpent,
}: Pick<ReportedMovements, 'expenditure' | 'pettyCashSpent'>): ReportedMovement[] {
  return [...expenditure, ...pettyCashSpent];
}

/** What the meeting votes on: every expenditure of every book, petty cash included, then the month as a whole. */
export function itemsOf(report: MonthReport): string[] {
  const spent = report.books.flatMap(({ movements }) => spentOf(movements).map(({ id }) => id));
  return [...spent, WHOLE_MONTH];
}

/** Numbers the movements of a book: book and voucher, with a counter where one voucher moves money twice. */
export function movementIds(bookNo: number, vouchers: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return vouchers.map((voucher) => {
    const count = (seen.get(voucher) ?? 0) + 1;
    seen.set(voucher, count);
    return count === 1 ? `${bookNo}:${voucher}` : `${bookNo}:${voucher}#${count}`;
  });
}

/** One text for one value: keys in order, no blanks. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** SHA-256 of a text in hexadecimal. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
