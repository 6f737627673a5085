import { Injectable } from '@nestjs/common';
import { LedgerService } from '../ledger/ledger.service.js';
import type { ReadTx, Tx } from '../platform/database/transaction.js';
import { checkCompany, type Company } from './domain/company.js';
import { insertCompany, listCompanies, type CompanyRow } from './storage/companies.queries.js';

export type { CompanyRow } from './storage/companies.queries.js';

/** The community's companies, each with its own book. */
@Injectable()
export class CompaniesService {
  constructor(private readonly ledger: LedgerService) {}

  /**
   * Registers a company with its book.
   * @throws DomainError credit-code-invalid, company-founded-in-future, company-book-unfit, company-exists, company-book-taken,
   *   not-found when there is no such book
   */
  async register(tx: Tx, community: string, company: Company): Promise<CompanyRow> {
    const { kind } = await this.ledger.book(tx, community, company.bookNo);
    checkCompany(company, kind, tx.today);
    const row = await insertCompany(tx, community, company);
    tx.audit({
      action: 'company-registered',
      subjectKind: 'company',
      subjectId: company.creditCode,
      sentence: `登记公司：${company.name}（${company.creditCode}），注册资本 ${company.capital.format()} 元，第${company.bookNo}账套`,
      after: row,
    });
    return row;
  }

  async list(tx: ReadTx, community: string): Promise<CompanyRow[]> {
    return listCompanies(tx, community);
  }
}
