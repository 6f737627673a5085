import { Injectable } from '@nestjs/common';
import { IdentityService } from '../identity/identity.service.js';
import { DomainError } from '../kernel/domain-error.js';
import { Money } from '../kernel/money.js';
import { lastDay, monthsBetween, parseMonth, type Month } from '../kernel/month.js';
import type { ReadTx } from '../platform/database/transaction.js';
import { zipped, type FinishedZip } from '../platform/files/zip-writer.js';
import { cashFlowItemsOf } from './domain/cash-flow-item.js';
import { exportYears, type ExportYear } from './domain/export-years.js';
import type { InterfaceStatement, InterfaceYear } from './domain/interface/interface-book.js';
import { InterfaceChecks } from './domain/interface/interface-checks.js';
import { INTERFACE_NOTES } from './domain/interface/interface-notes.js';
import { monthBalances } from './domain/interface/month-balances.js';
import type { InterfaceEncoding } from './domain/interface/xml-text.js';
import type { Standard } from './domain/standards/standard.js';
import { distinctStatements } from './domain/statements/statement-catalogue.js';
import { addInterfaceYear } from './export/interface-files.js';
import { LedgerReportsService, type BookStatement } from './ledger-reports.service.js';
import { findBook, listAccounts, type BookRow } from './storage/chart.queries.js';
import {
  interfaceAccountDimensions,
  interfaceDimensions,
  interfaceVouchers,
  lastMonth,
} from './storage/interface.queries.js';
import { accountTotals } from './storage/reports.queries.js';
import { standardIn } from './storage/standard-change.queries.js';

interface BookKey {
  readonly community: string;
  readonly bookNo: number;
}

/** What is wanted of the interface: one year or, null, every one; and how the bytes are written. */
export interface InterfaceWish {
  readonly year: number | null;
  readonly encoding: InterfaceEncoding;
}

/** The book by the national data interface (GB/T 24589.1-2010), for auditors and other programs (财会〔2024〕12号 第七条、第二十九条). */
@Injectable()
export class InterfaceExportService {
  constructor(
    private readonly identity: IdentityService,
    private readonly reports: LedgerReportsService,
  ) {}

  /**
   * The files of each year with what their tests of consistency found; an inconsistent book is given all the same.
   * @throws DomainError not-found, export-year-outside-book
   */
  async files(tx: ReadTx, key: BookKey, { year, encoding }: InterfaceWish): Promise<FinishedZip> {
    const book = await findBook(tx, key.community, key.bookNo);
    if (book === undefined) throw new DomainError('not-found');
    const last = parseMonth(await lastMonth(tx, key));
    const years = exportYears(parseMonth(book.openedOn.slice(0, 7)), last, year);
    return zipped(async (zip) => {
      for (const { year: one, from, through } of years) {
        const facts = await this.yearOf(tx, key, book, one, monthsBetween(from, through));
        await addInterfaceYear(
          zip,
          facts,
          () => interfaceVouchers(tx, key, from, through),
          encoding,
        );
      }
      await zip.add('说明.txt', [Buffer.from(`\uFEFF${INTERFACE_NOTES}`, 'utf8')]);
    });
  }

  /** What the tests of consistency find in a year of the book. @throws DomainError not-found */
  async problems(
    tx: ReadTx,
    key: BookKey,
    { year, from, through }: ExportYear,
  ): Promise<readonly string[]> {
    const book = await findBook(tx, key.community, key.bookNo);
    if (book === undefined) throw new DomainError('not-found');
    const facts = await this.yearOf(tx, key, book, year, monthsBetween(from, through));
    const checks = new InterfaceChecks(facts);
    for await (const stretch of interfaceVouchers(tx, key, from, through)) {
      for (const voucher of stretch) checks.take(voucher);
    }
    return checks
      .findings()
      .flatMap(({ test, problems }) => problems.map((problem) => `${test}：${problem}`));
  }

  private async yearOf(
    tx: ReadTx,
    key: BookKey,
    book: BookRow,
    year: number,
    months: readonly Month[],
  ): Promise<InterfaceYear> {
    const { community, bookNo } = key;
    const end = months.at(-1) ?? parseMonth(`${year}-12`);
    // A year is told under the standard, and by the names, that it was kept under.
    const standard = (await standardIn(tx, key, end)) ?? book.standard;
    const balances = [];
    for (const month of months) {
      const totals = await accountTotals(tx, community, bookNo, month);
      balances.push({ month, balances: monthBalances(totals) });
    }
    return {
      community,
      unit: (await this.identity.community(tx, community)).name,
      bookNo,
      bookName: book.name,
      kind: book.kind,
      standard,
      year,
      accounts: await listAccounts(tx, community, bookNo, lastDay(end)),
      dimensions: await interfaceDimensions(tx, key),
      accountDimensions: await interfaceAccountDimensions(tx, key),
      cashFlowItems: cashFlowItemsOf(standard),
      months: balances,
      statements: await this.statements(tx, key, standard, months),
    };
  }

  private async statements(
    tx: ReadTx,
    { community, bookNo }: BookKey,
    standard: Standard,
    months: readonly Month[],
  ): Promise<InterfaceStatement[]> {
    const month = months.at(-1);
    if (month === undefined) return [];
    const statements: InterfaceStatement[] = [];
    for (const kind of distinctStatements(standard)) {
      const statement = await this.reports.statement(tx, community, bookNo, kind, month);
      statements.push(statementOf(kind, statement, month));
    }
    return statements;
  }
}

function statementOf(
  kind: string,
  { definition, rows }: BookStatement,
  month: Month,
): InterfaceStatement {
  return {
    code: definition.form ?? kind,
    name: definition.title,
    month,
    rows: rows.flatMap(({ row, label, closing, yearToDate }) => {
      const amount: Money | undefined = definition.columns === 'position' ? closing : yearToDate;
      return row === null ? [] : [{ code: String(row), name: label, amount: amount ?? null }];
    }),
  };
}
