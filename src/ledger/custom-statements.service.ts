import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import type { Month } from '../kernel/month.js';
import type { ReadTx, Tx } from '../platform/database/transaction.js';
import {
  customDefinition,
  type CustomDefinition,
  type CustomStatement,
} from './domain/statements/custom-statement.js';
import {
  evaluateStatement,
  type EvaluatedStatement,
} from './domain/statements/evaluate-statement.js';
import { LedgerReportsService } from './ledger-reports.service.js';
import { LedgerService } from './ledger.service.js';
import { listAccounts } from './storage/chart.queries.js';
import {
  findCustomStatement,
  insertCustomStatement,
  listCustomStatements,
  type CustomStatementRow,
} from './storage/custom-statements.queries.js';

export type { CustomStatementRow } from './storage/custom-statements.queries.js';

/** Statements that a community designs itself (财会〔2024〕12号 第二十五条). */
@Injectable()
export class CustomStatementsService {
  constructor(
    private readonly ledger: LedgerService,
    private readonly reports: LedgerReportsService,
  ) {}

  /**
   * Stores a design as the next version of its code.
   * @throws DomainError not-found, custom-statement-wrong, custom-statement-changed-meanwhile
   */
  async design(
    tx: Tx,
    community: string,
    bookNo: number,
    code: string,
    statement: CustomStatement,
  ): Promise<CustomStatementRow> {
    await this.definition(tx, community, bookNo, statement);
    const last = await findCustomStatement(tx, community, bookNo, code, null);
    const version = (last?.version ?? 0) + 1;
    await insertCustomStatement(tx, community, bookNo, { ...statement, code, version });
    tx.audit({
      action: 'statement-designed',
      subjectKind: 'custom-statement',
      subjectId: code,
      sentence: `第${bookNo}账套设计自定义报表“${statement.title}”（${code}）第 ${version} 版`,
      after: { version, ...statement },
    });
    return this.find(tx, community, bookNo, code, version);
  }

  /** The designs of a book in their last versions. @throws DomainError not-found */
  async list(tx: ReadTx, community: string, bookNo: number): Promise<CustomStatementRow[]> {
    await this.ledger.book(tx, community, bookNo);
    return listCustomStatements(tx, community, bookNo);
  }

  /** A design in its last version, or in a named one. @throws DomainError not-found */
  async find(
    tx: ReadTx,
    community: string,
    bookNo: number,
    code: string,
    version: number | null,
  ): Promise<CustomStatementRow> {
    const row = await findCustomStatement(tx, community, bookNo, code, version);
    if (row === undefined) throw new DomainError('not-found');
    return row;
  }

  /** A design with the figures of a month. @throws DomainError not-found */
  async evaluate(
    tx: ReadTx,
    community: string,
    bookNo: number,
    { code, version, month }: { code: string; version: number | null; month: Month },
  ): Promise<EvaluatedStatement & { definition: CustomDefinition; version: number }> {
    const design = await this.find(tx, community, bookNo, code, version);
    const definition = await this.definition(tx, community, bookNo, design);
    const figures = await this.reports.figures(tx, community, bookNo, month);
    return { ...evaluateStatement(definition, figures), definition, version: design.version };
  }

  private async definition(
    tx: ReadTx,
    community: string,
    bookNo: number,
    statement: CustomStatement,
  ): Promise<CustomDefinition> {
    const { standard } = await this.ledger.book(tx, community, bookNo);
    const accounts = await listAccounts(tx, community, bookNo);
    return customDefinition(standard, statement, new Set(accounts.map(({ code }) => code)));
  }
}
