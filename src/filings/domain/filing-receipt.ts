import type { ReportedCommunity } from '../../oversight/domain/month-report.js';

/** 回执: what the street has put on file. */
export interface FilingReceipt {
  /** 北辰街道备〔2026〕0001号 */
  readonly number: string;
  readonly street: string;
  readonly community: ReportedCommunity;
  readonly quarter: string;
  readonly version: number;
  readonly documentNumber: string;
  readonly submittedAt: string;
  readonly acceptedAt: string;
  readonly acceptedBy: string;
  readonly opinion: string | null;
  readonly pdfSha256: string;
  readonly dataSha256: string;
  readonly code: string;
  readonly verifyUrl: string;
}
