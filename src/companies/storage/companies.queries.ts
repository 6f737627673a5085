import { only } from '../../platform/database/only.js';
import type { ReadTx, Tx } from '../../platform/database/transaction.js';
import type { Company } from '../domain/company.js';

export interface CompanyRow {
  readonly creditCode: string;
  readonly name: string;
  readonly capital: string;
  readonly scope: string;
  readonly foundedOn: string;
  readonly legalRepresentative: string | null;
  readonly bookNo: number;
}

const COMPANY = `credit_code AS "creditCode", name, capital::text, scope, to_char(founded_on, 'YYYY-MM-DD') AS "foundedOn",
  legal_representative AS "legalRepresentative", book_no AS "bookNo"`;

/** Which companies does the community have, by book? */
export async function listCompanies(tx: ReadTx, community: string): Promise<CompanyRow[]> {
  return tx.query<CompanyRow>(
    `SELECT ${COMPANY} FROM company WHERE community_code = $1 ORDER BY book_no`,
    [community],
  );
}

/** Stores a company. */
export async function insertCompany(
  tx: Tx,
  community: string,
  company: Company,
): Promise<CompanyRow> {
  return only(
    await tx.query<CompanyRow>(
      `INSERT INTO company (community_code, credit_code, name, capital, scope, founded_on, legal_representative, book_no)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING ${COMPANY}`,
      [
        community,
        company.creditCode,
        company.name,
        company.capital.toString(),
        company.scope,
        company.foundedOn,
        company.legalRepresentative ?? null,
        company.bookNo,
      ],
    ),
  );
}
