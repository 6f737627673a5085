import { Injectable } from '@nestjs/common';
import { DomainError, type FieldError } from '../kernel/domain-error.js';
import { Money } from '../kernel/money.js';
import type { ReadTx, Tx } from '../platform/database/transaction.js';
import { importVouchers, type ImportedVoucher } from './domain/voucher-import.js';
import { readVoucherTable, type TableRow } from './domain/voucher-table.js';
import { findBook, listAccounts, listFunds } from './storage/chart.queries.js';
import { listRequired } from './storage/dimensions.queries.js';
import { closedMonths } from './storage/months.queries.js';
import { VouchersService } from './vouchers.service.js';

const MOST_VOUCHERS = 10_000;
const MOST_ERRORS = 500;

/** What importing a table would do, and everything that keeps it from being done. */
export interface ImportPreview {
  /** Whether the table can be imported as it is. */
  readonly valid: boolean;
  readonly voucherCount: number;
  readonly lineCount: number;
  readonly debit: string;
  readonly credit: string;
  /** Rows marked as examples, which are passed over. */
  readonly exampleCount: number;
  readonly vouchers: readonly ImportedVoucher[];
  /** How many things are wrong; `errors` shows the first of them. */
  readonly errorCount: number;
  readonly errors: readonly FieldError[];
}

/** Vouchers from a table: all of them become drafts, or none. */
@Injectable()
export class VoucherImportService {
  constructor(private readonly vouchers: VouchersService) {}

  /** Tries a table without importing it. @throws DomainError not-found, import-columns-wrong, batch-too-large */
  async preview(
    tx: ReadTx,
    community: string,
    bookNo: number,
    rows: readonly TableRow[],
  ): Promise<ImportPreview> {
    const book = await findBook(tx, community, bookNo);
    if (book === undefined) throw new DomainError('not-found');
    const accounts = await listAccounts(tx, community, bookNo);
    const funds = await listFunds(tx, community, bookNo);
    const table = readVoucherTable(rows);
    const found = importVouchers(table, {
      openedOn: book.openedOn,
      today: tx.today,
      closed: await closedMonths(tx, community),
      accounts: new Map(accounts.map((account) => [account.code, account])),
      funds: new Set(funds.map(({ code }) => code)),
      standard: book.standard,
      voucherWords: book.voucherWords,
      required: await listRequired(tx, community, bookNo),
      items: [],
    });
    if (found.vouchers.length > MOST_VOUCHERS) throw new DomainError('batch-too-large');
    const all = inOrder([...table.errors, ...found.errors]);
    const posted = found.vouchers.flatMap((voucher) => voucher.lines);
    const total = (side: 'debit' | 'credit'): string =>
      Money.sum(posted.map((line) => line[side] ?? Money.ZERO)).toString();
    return {
      valid: all.length === 0,
      voucherCount: found.vouchers.length,
      lineCount: posted.length,
      debit: total('debit'),
      credit: total('credit'),
      exampleCount: table.examples,
      vouchers: found.vouchers,
      errorCount: all.length,
      errors: all.slice(0, MOST_ERRORS),
    };
  }

  /**
   * Imports a table as drafts, all of its vouchers or none.
   * @throws DomainError import-rejected, and as preview()
   */
  async importTable(
    tx: Tx,
    community: string,
    bookNo: number,
    rows: readonly TableRow[],
  ): Promise<string[]> {
    const { valid, errorCount, errors, vouchers } = await this.preview(tx, community, bookNo, rows);
    if (!valid) throw new DomainError('import-rejected', { count: errorCount }, errors);
    if (vouchers.length === 0) return [];
    return this.vouchers.create(
      tx,
      community,
      bookNo,
      vouchers.map(({ date, attachmentCount, lines }) => ({ date, attachmentCount, lines })),
      (index) => `/rows/${vouchers[index]?.rows[0] ?? 0}`,
    );
  }
}

/** By row, as the accountant goes through the table. */
function inOrder(errors: readonly FieldError[]): FieldError[] {
  const rowOf = ({ pointer }: FieldError): number => Number(pointer.split('/')[2] ?? 0);
  return [...errors].sort((a, b) => rowOf(a) - rowOf(b));
}
