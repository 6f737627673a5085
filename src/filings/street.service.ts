import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { daysBetween, parseLocalDate } from '../kernel/local-date.js';
import { parseQuarter, type Quarter } from '../kernel/quarter.js';
import { Config } from '../platform/config/config.js';
import type { ReadTx, Tx } from '../platform/database/transaction.js';
import type { SheetDocument } from '../platform/pdf/document.js';
import { receiptSheet } from './document/filing-receipt.js';
import type { FilingData } from './domain/filing-data.js';
import type { FilingReceipt } from './domain/filing-receipt.js';
import { checkFilingStep, FILING_STATE_NAMES, type FilingState } from './domain/filing-state.js';
import { dueOn, endedQuarter } from './domain/filing-term.js';
import { FilingsService, type FilingRow } from './filings.service.js';
import { acceptFiling, insertReturn, lockFiling, updateFiling } from './storage/filings.queries.js';
import {
  listFiledFigures,
  listInbox,
  listMissing,
  type FiledFigures,
  type InboxRow,
  type MissingRow,
} from './storage/street.queries.js';

export type { FiledFigures, InboxRow } from './storage/street.queries.js';

/** What a street or a district still waits for. */
export interface Outstanding {
  readonly quarter: Quarter;
  readonly dueOn: string;
  readonly missing: readonly (MissingRow & { readonly daysLate: number })[];
}

/** The street's side: its inbox, its decision, its receipt; and what the district compares. */
@Injectable()
export class StreetService {
  constructor(
    private readonly filings: FilingsService,
    private readonly config: Config,
  ) {}

  /** Puts a submitted filing on file under the street's next number. @throws DomainError filing-step-unknown */
  async accept(tx: Tx, community: string, id: string, opinion: string | null): Promise<FilingRow> {
    await this.take(tx, community, id, 'accepted');
    const number = await acceptFiling(tx, community, id, opinion);
    const filing = await this.filings.filing(tx, community, id);
    tx.audit({
      action: 'filing-accepted',
      subjectKind: 'filing',
      subjectId: id,
      sentence: `${filing.quarter} 报告第${filing.version}版备案：${number}`,
      after: { number, opinion, pdfSha256: filing.pdfSha256 },
    });
    return filing;
  }

  /** Gives a submitted filing back; the version stays as it is. @throws DomainError filing-step-unknown */
  async giveBack(tx: Tx, community: string, id: string, reasons: string): Promise<FilingRow> {
    await this.take(tx, community, id, 'returned');
    await insertReturn(tx, community, id, { reasons, byStreet: true });
    await updateFiling(tx, community, id, 'returned');
    const filing = await this.filings.filing(tx, community, id);
    tx.audit({
      action: 'filing-returned',
      subjectKind: 'filing',
      subjectId: id,
      sentence: `${filing.quarter} 报告第${filing.version}版由街道退回，理由：${reasons}`,
      after: { reasons },
    });
    return filing;
  }

  /** What the street has received of a filing. @throws DomainError not-found, filing-not-accepted */
  async receipt(tx: ReadTx, community: string, id: string): Promise<FilingReceipt> {
    const filing = await this.filings.filing(tx, community, id);
    const { number, acceptedBy, acceptedAt, submittedAt, pdfSha256 } = filing;
    if (number === null || acceptedBy === null || acceptedAt === null) {
      throw new DomainError('filing-not-accepted', { state: FILING_STATE_NAMES[filing.state] });
    }
    const data = JSON.parse(await this.filings.data(tx, community, id)) as FilingData;
    return {
      number,
      street: data.community.streetName,
      community: data.community,
      quarter: filing.quarter,
      version: filing.version,
      documentNumber: filing.documentNumber,
      submittedAt: submittedAt ?? '',
      acceptedAt,
      acceptedBy,
      opinion: filing.opinion,
      pdfSha256: pdfSha256 ?? '',
      dataSha256: filing.dataSha256,
      code: filing.code,
      verifyUrl: this.filings.verifyUrl(filing.code),
    };
  }

  /** The receipt as a sheet to print. @throws DomainError not-found, filing-not-accepted */
  async receiptSheet(tx: ReadTx, community: string, id: string): Promise<SheetDocument> {
    return receiptSheet(await this.receipt(tx, community, id));
  }

  async inbox(
    tx: ReadTx,
    street: string,
    filter: { readonly quarter: string | null; readonly state: string | null },
    page: { readonly after: readonly (string | number)[] | null; readonly limit: number },
  ): Promise<InboxRow[]> {
    return listInbox(tx, street, filter, page.after, page.limit);
  }

  /** The communities that have nothing with the street for a quarter; without one, for the last that has ended. */
  async outstanding(tx: ReadTx, place: string, quarter: string | null): Promise<Outstanding> {
    const of = quarter === null ? endedQuarter(tx.today) : parseQuarter(quarter);
    const due = dueOn(of, this.config.values.filingDueDays);
    const missing = await listMissing(tx, place, of);
    const daysLate = Math.max(0, daysBetween(parseLocalDate(due), tx.today));
    return { quarter: of, dueOn: due, missing: missing.map((row) => ({ ...row, daysLate })) };
  }

  /** The filed figures of a district's communities. */
  async figures(tx: ReadTx, district: string, quarter: Quarter): Promise<FiledFigures[]> {
    return listFiledFigures(tx, district, quarter);
  }

  private async take(tx: Tx, community: string, id: string, to: FilingState): Promise<void> {
    const filing = await lockFiling(tx, community, id);
    if (filing === undefined) throw new DomainError('not-found');
    checkFilingStep(filing.state, to);
  }
}
