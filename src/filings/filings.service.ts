import { randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { localDateOf } from '../kernel/local-date.js';
import { chineseQuarter, monthsOf, type Quarter } from '../kernel/quarter.js';
import { canonicalJson } from '../oversight/domain/month-report.js';
import { SettingsService } from '../oversight/settings.service.js';
import { Config } from '../platform/config/config.js';
import type { ReadTx, Tx } from '../platform/database/transaction.js';
import { filingDocument } from './document/filing-document.js';
import type { OfficialDocument } from '../platform/pdf/document.js';
import { compileFiling } from './domain/compile-filing.js';
import type { FilingData, ReplacedFiling } from './domain/filing-data.js';
import { dueOn } from './domain/filing-term.js';
import { printedCode, verificationCode } from './domain/verification-code.js';
import { QuarterSourcesService } from './quarter-sources.service.js';
import { QuarterStatementsService } from './quarter-statements.service.js';
import {
  findFiling,
  findFilingData,
  findFilingPdf,
  insertFiling,
  listFilings,
  nextFiling,
  type FilingRow,
} from './storage/filings.queries.js';

export type { FilingRow } from './storage/filings.queries.js';

/** What the accountant adds to the figures. */
export interface FilingRequest {
  readonly quarter: Quarter;
  readonly problems: readonly string[];
  readonly plans: readonly string[];
  readonly contact: string | null;
  readonly phone: string | null;
}

/** The quarter's report to the street: compiled once from published months, frozen, read back byte for byte. */
@Injectable()
export class FilingsService {
  constructor(
    private readonly sources: QuarterSourcesService,
    private readonly statements: QuarterStatementsService,
    private readonly settings: SettingsService,
    private readonly config: Config,
  ) {}

  /**
   * Compiles the next version of a quarter from its three published months and freezes it.
   * @throws DomainError filing-already-live, filing-month-not-published, filing-figures-disagree
   */
  async compile(tx: Tx, community: string, request: FilingRequest): Promise<FilingRow> {
    const { quarter, problems, plans, contact, phone } = request;
    const year = Number(localDateOf(tx.now).slice(0, 4));
    const { last, documentNo } = await nextFiling(tx, community, quarter, year);
    if (last !== undefined && !['returned', 'withdrawn'].includes(last.state)) {
      throw new DomainError('filing-already-live', { quarter, version: last.version });
    }
    const months = await this.sources.collect(tx, community, quarter);
    const { community: place, books } = months[2].report;
    const [, , end] = monthsOf(quarter);
    const statements = await this.statements.collect(tx, community, books, end);
    const id = randomUUID();
    const head = {
      quarter,
      version: (last?.version ?? 0) + 1,
      documentNumber: `${place.name}集报〔${year}〕${documentNo}号`,
      code: verificationCode(randomBytes(10)),
      compiledAt: tx.now.toISOString(),
      compiledBy: tx.actor.name,
      dueOn: dueOn(quarter, this.config.values.filingDueDays),
      contact: contact ?? tx.actor.name,
      phone: phone ?? (await this.settings.setting(tx, community)).phone,
      replaces: last === undefined ? null : replaced(await this.filing(tx, community, last.id)),
      problems,
      plans,
    };
    const data = canonicalJson(compileFiling(head, { months, statements }));
    await insertFiling(tx, community, {
      ...head,
      id,
      documentYear: year,
      documentNo,
      data,
    });
    const filing = await this.filing(tx, community, id);
    tx.audit({
      action: 'filing-compiled',
      subjectKind: 'filing',
      subjectId: id,
      sentence: `编制${chineseQuarter(quarter)}报告第${head.version}版`,
      after: { dataSha256: filing.dataSha256 },
    });
    return filing;
  }

  /** @throws DomainError not-found */
  async filing(tx: ReadTx, community: string, id: string): Promise<FilingRow> {
    const filing = await findFiling(tx, community, id);
    if (filing === undefined) throw new DomainError('not-found');
    return filing;
  }

  async list(
    tx: ReadTx,
    community: string,
    after: readonly (string | number)[] | null,
    limit: number,
  ): Promise<FilingRow[]> {
    return listFilings(tx, community, after, limit);
  }

  /** The frozen data, byte for byte as it was hashed. @throws DomainError not-found */
  async data(tx: ReadTx, community: string, id: string): Promise<string> {
    const data = await findFilingData(tx, community, id);
    if (data === undefined) throw new DomainError('not-found');
    return data;
  }

  /** The paper as it was submitted; null before that. */
  async paper(tx: ReadTx, community: string, id: string): Promise<Buffer | null> {
    return (await findFilingPdf(tx, community, id)) ?? null;
  }

  /** The document that the frozen data and the signatures so far make. @throws DomainError not-found */
  async document(tx: ReadTx, community: string, id: string): Promise<OfficialDocument> {
    const filing = await this.filing(tx, community, id);
    const dataText = await this.data(tx, community, id);
    return filingDocument({
      data: JSON.parse(dataText) as FilingData,
      dataText,
      dataSha256: filing.dataSha256,
      signatures: filing.signatures,
      verifyUrl: this.verifyUrl(filing.code),
    });
  }

  /** Where anybody checks a paper copy. */
  verifyUrl(code: string): string {
    return `${this.config.values.publicBaseUrl}/verify/${printedCode(code)}`;
  }
}

/** What a later version says of the one before. */
function replaced(filing: FilingRow): ReplacedFiling {
  const { version, documentNumber, submittedAt, reasons, state } = filing;
  return {
    version,
    documentNumber,
    submittedOn: submittedAt === null ? null : localDateOf(new Date(submittedAt)),
    reasons: reasons ?? '',
    byStreet: state === 'returned',
  };
}
