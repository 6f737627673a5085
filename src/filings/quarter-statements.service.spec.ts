import { expect, test } from '@jest/globals';
import type { CompaniesService } from '../companies/companies.service.js';
import { parseMonth } from '../kernel/month.js';
import { statementOf } from '../ledger/domain/statements/statement-catalogue.js';
import type { StatementKind } from '../ledger/domain/statements/statement-definition.js';
import type { LedgerReportsService } from '../ledger/ledger-reports.service.js';
import type { ReportedBook } from '../oversight/domain/month-report.js';
import type { ReadTx } from '../platform/database/transaction.js';
import { QuarterStatementsService } from './quarter-statements.service.js';

const BOOKS = [
  { bookNo: 1, standard: 'rural-collective-2023' },
  { bookNo: 2, standard: 'small-enterprise-2011' },
  { bookNo: 3, standard: 'small-enterprise-2011' },
] as const;

const reports = {
  statement: (_tx: ReadTx, _community: string, bookNo: number, kind: StatementKind) =>
    Promise.resolve({ definition: statementOf(BOOKS[bookNo - 1]!.standard, kind), rows: [] }),
} as unknown as LedgerReportsService;
const companies = {
  list: () => Promise.resolve([{ bookNo: 2, name: '示范社区物业服务有限公司' }]),
} as unknown as CompaniesService;

test('a company’s statements bear the name that is registered for its book, no other book bears one', async () => {
  const filed = await new QuarterStatementsService(reports, companies).collect(
    {} as ReadTx,
    '511602002001',
    BOOKS as unknown as ReportedBook[],
    parseMonth('2026-03'),
  );
  const names = [...filed].map(([bookNo, all]) => [bookNo, ...all.map(({ company }) => company)]);
  expect(names).toEqual([
    [1, undefined, undefined],
    [2, '示范社区物业服务有限公司', '示范社区物业服务有限公司'],
    [3, undefined, undefined],
  ]);
});
