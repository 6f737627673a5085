import type { BookKind, Standard } from '../../ledger/domain/standards/standard.js';
import type { StatementKind } from '../../ledger/domain/statements/statement-definition.js';
import type { MovementNature } from '../../oversight/domain/nature.js';
import type { MovementParts } from '../../notices/domain/notice-content.js';
import type {
  ReportedAssets,
  ReportedClaim,
  ReportedCommunity,
  ReportedFund,
} from '../../oversight/domain/month-report.js';

/** The figures of a quarter as they were compiled: frozen, versioned, money as text of two decimals. */
export interface FilingData {
  readonly format: 'quarter-filing/1';
  readonly community: ReportedCommunity;
  /** 2026-Q1 */
  readonly quarter: string;
  readonly version: number;
  /** 发文字号 of the community's report. */
  readonly documentNumber: string;
  /** What a paper copy is checked by at /verify/{code}. */
  readonly code: string;
  /** RFC 3339 */
  readonly compiledAt: string;
  /** The accountant who compiled. */
  readonly compiledBy: string;
  /** The last day on which the filing is in time. */
  readonly dueOn: string;
  readonly contact: string;
  /** Where the contact is reached; null where the community has named no telephone. */
  readonly phone: string | null;
  /** The version that this one takes the place of, and why; null in the first. */
  readonly replaces: ReplacedFiling | null;
  readonly months: readonly FiledMonth[];
  readonly books: readonly FiledBook[];
  /** All books side by side; what one book passed to another is not set off. */
  readonly totals: QuarterFlow;
  readonly assets: ReportedAssets;
  readonly charity: FiledCharity;
  /** What the figures show to be wrong, then what the accountant adds. */
  readonly problems: readonly string[];
  readonly plans: readonly string[];
}

/** A version that the street returned or the community withdrew. */
export interface ReplacedFiling {
  readonly version: number;
  readonly documentNumber: string;
  /** 2026-04-03; null where it was withdrawn before it was submitted. */
  readonly submittedOn: string | null;
  readonly reasons: string;
  readonly byStreet: boolean;
}

/** One published month that the quarter is drawn from. */
export interface FiledMonth {
  readonly month: string;
  readonly reportVersion: number;
  readonly reportedAt: string;
  /** SHA-256 of the month's frozen report. */
  readonly reportSha256: string;
  readonly meeting: FiledMeeting;
  readonly notice: FiledNotice;
}

/** The supervisory meeting that approved the month. */
export interface FiledMeeting {
  readonly heldOn: string;
  readonly place: string;
  readonly members: number;
  readonly present: number;
  /** Names of the members who were there. */
  readonly presentNames: readonly string[];
  /** Expenditure items that were voted on one by one. */
  readonly items: number;
  /** The votes on the month as a whole. */
  readonly approve: number;
  readonly reject: number;
  readonly abstain: number;
  /** Recusals over all items; nobody recuses himself from the month as a whole. */
  readonly recused: number;
  readonly opinion: string | null;
}

/** The public notice of the month. */
export interface FiledNotice {
  readonly id: string;
  readonly publishedAt: string;
  readonly from: string;
  readonly through: string;
  readonly days: number;
  readonly objections: number;
  readonly answered: number;
}

/** opening + income − expenditure = closing over the bank accounts; petty cash beside them. */
export interface QuarterFlow {
  readonly opening: string;
  readonly income: string;
  readonly expenditure: string;
  readonly closing: string;
  readonly pettyCash: string;
}

/** One book's quarter. */
export interface FiledBook extends QuarterFlow {
  readonly bookNo: number;
  readonly kind: BookKind;
  readonly name: string;
  readonly standard: Standard;
  readonly months: readonly (QuarterFlow & { readonly month: string })[];
  /** What of the receipts is income, of the payments expenditure. */
  readonly incomeParts: MovementParts;
  readonly expenditureParts: MovementParts;
  /** What the income and expense accounts say of the quarter. */
  readonly recognised: { readonly income: string; readonly expense: string };
  readonly restriction: { readonly netAssets: string; readonly funds: string } | null;
  readonly investments: readonly ReportedClaim[];
  readonly investmentsTotal: string;
  readonly incomeItems: readonly FiledItem[];
  readonly expenditureItems: readonly FiledItem[];
  readonly receivables: readonly ReportedClaim[];
  readonly receivablesTotal: string;
  readonly payables: readonly ReportedClaim[];
  readonly payablesTotal: string;
  readonly funds: readonly ReportedFund[];
  readonly statements: readonly FiledStatement[];
  /** The head of the voucher chain that the last month was drawn from, in hexadecimal. */
  readonly chain: { readonly seq: number; readonly head: string };
}

/** What was received or spent under one account in the quarter, the largest first. */
export interface FiledItem {
  /** The account on the other side. */
  readonly item: string;
  readonly accountCode: string | null;
  readonly nature: MovementNature;
  /** What it was for, each once. */
  readonly details: readonly string[];
  readonly count: number;
  readonly amount: string;
}

/** A statutory statement at the quarter's end. */
export interface FiledStatement {
  readonly kind: StatementKind;
  readonly title: string;
  /** The company that it is of (编制单位); the committee keeps the other books. */
  readonly company?: string;
  readonly form: string | null;
  readonly columns: 'position' | 'flow';
  readonly rows: readonly FiledStatementRow[];
}

/** One line; an amount that the books cannot tell is null and prints blank. */
export interface FiledStatementRow {
  readonly row: number | null;
  readonly label: string;
  readonly level: 0 | 1 | 2;
  /** 年初余额 or 本月金额 */
  readonly first: string | null;
  /** 期末余额 or 本年累计金额 */
  readonly second: string | null;
  /** The same two amounts by restriction, where the statement is printed so. */
  readonly split?: { readonly first: FiledSplit; readonly second: FiledSplit };
}

/** An amount split into 非限定性 and 限定性. */
export interface FiledSplit {
  readonly unrestricted: string;
  readonly restricted: string;
}

/** The charity fund's quarter. */
export interface FiledCharity {
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
