import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError, type FieldError } from '../kernel/domain-error.js';
import { Money } from '../kernel/money.js';
import type { TableRow } from '../kernel/table-cell.js';
import type { ReadTx, Tx } from '../platform/database/transaction.js';
import type { TableSource } from '../platform/tables/read-table.js';
import {
  VoucherAssembler,
  type AccountMapping,
  type ImportedVoucher,
  type ImportGround,
} from './domain/voucher-import.js';
import { VoucherTableReader, type Recognised } from './domain/voucher-table.js';
import { findBook, listAccounts, listFunds } from './storage/chart.queries.js';
import { listRequired } from './storage/dimensions.queries.js';
import { endedImport } from './storage/import-verification.queries.js';
import { insertImported } from './storage/imports.queries.js';
import { closedMonths } from './storage/months.queries.js';
import { DraftRulesService } from './draft-rules.service.js';
import { VouchersService } from './vouchers.service.js';

const MOST_VOUCHERS = 10_000;
const MOST_ERRORS = 500;

/** What importing a table would do, and everything that keeps it from being done. */
export interface ImportPreview {
  /** Whether the table can be imported as it is. */
  readonly valid: boolean;
  /** Whose table it is, and how that was told. */
  readonly recognised: Recognised | null;
  /** Accounts that were found otherwise than by their code. */
  readonly mappings: readonly AccountMapping[];
  readonly voucherCount: number;
  readonly lineCount: number;
  readonly debit: string;
  readonly credit: string;
  /** Rows marked as examples, which are passed over. */
  readonly exampleCount: number;
  readonly vouchers: readonly Omit<ImportedVoucher, 'checked'>[];
  /** How many things are wrong; `errors` shows the first of them. */
  readonly errorCount: number;
  readonly errors: readonly FieldError[];
}

/** Vouchers from a table: all of them become drafts, or none. */
@Injectable()
export class VoucherImportService {
  constructor(
    private readonly vouchers: VouchersService,
    private readonly rules: DraftRulesService,
  ) {}

  /** What the vouchers of a table are checked against. @throws DomainError not-found */
  async ground(tx: ReadTx, community: string, bookNo: number): Promise<ImportGround> {
    const book = await findBook(tx, community, bookNo);
    if (book === undefined) throw new DomainError('not-found');
    const accounts = await listAccounts(tx, community, bookNo);
    const funds = await listFunds(tx, community, bookNo);
    return {
      openedOn: book.openedOn,
      today: tx.today,
      closed: await closedMonths(tx, community),
      accounts: new Map(accounts.map((account) => [account.code, account])),
      funds: new Set(funds.map(({ code }) => code)),
      standard: book.standard,
      voucherWords: book.voucherWords,
      required: await listRequired(tx, community, bookNo),
      items: [],
      rules: await this.rules.of(tx, community, bookNo),
    };
  }

  /** Tries a table without importing it. @throws DomainError not-found, import-columns-wrong, batch-too-large */
  async preview(
    tx: ReadTx,
    community: string,
    bookNo: number,
    rows: readonly TableRow[],
  ): Promise<ImportPreview> {
    const ground = await this.ground(tx, community, bookNo);
    const reader = new VoucherTableReader();
    const table = reader.read(rows);
    const assembler = new VoucherAssembler(reader, ground);
    const parts = [assembler.add(table), assembler.end()];
    const vouchers = parts.flatMap((part) => part.vouchers);
    if (vouchers.length > MOST_VOUCHERS) throw new DomainError('batch-too-large');
    const all = inOrder([...table.errors, ...parts.flatMap((part) => part.errors)]);
    const posted = vouchers.flatMap((voucher) => voucher.lines);
    const total = (side: 'debit' | 'credit'): string =>
      Money.sum(posted.map((line) => line[side] ?? Money.ZERO)).toString();
    return {
      valid: all.length === 0,
      recognised: reader.recognised,
      mappings: assembler.mappings,
      voucherCount: vouchers.length,
      lineCount: posted.length,
      debit: total('debit'),
      credit: total('credit'),
      exampleCount: reader.examples,
      vouchers: vouchers.map(({ checked: _, ...voucher }) => voucher),
      errorCount: all.length,
      errors: all.slice(0, MOST_ERRORS),
    };
  }

  /**
   * Imports a table as drafts, all of its vouchers or none, and notes whose file it was.
   * @throws DomainError import-rejected, import-repeated, and as preview()
   */
  async importTable(
    tx: Tx,
    community: string,
    bookNo: number,
    rows: readonly TableRow[],
    file: TableSource,
  ): Promise<string[]> {
    const found = await this.preview(tx, community, bookNo, rows);
    const { valid, errorCount, errors, vouchers } = found;
    if (!valid) throw new DomainError('import-rejected', { count: errorCount }, errors);
    if (vouchers.length === 0) return [];
    const voucherIds = await this.vouchers.create(
      tx,
      community,
      bookNo,
      vouchers.map(({ date, attachmentCount, lines }) => ({ date, attachmentCount, lines })),
      (index) => `/rows/${vouchers[index]?.rows[0] ?? 0}`,
    );
    const digest = createHash('sha256').update(file.bytes).digest();
    const id = randomUUID();
    tx.audit({
      action: 'import-taken',
      subjectKind: 'import',
      subjectId: id,
      sentence: `第${bookNo}账套收到待导入的凭证表格，${file.bytes.length} 字节`,
      after: { preview: false, format: file.declared, digest: digest.toString('hex') },
    });
    await insertImported(
      tx,
      community,
      bookNo,
      { id, format: file.declared, digest, voucherIds },
      { ...found, rowsRead: rows.length, rowsChecked: found.lineCount },
    );
    tx.audit({
      action: 'import-ended',
      subjectKind: 'import',
      subjectId: id,
      sentence: `第${bookNo}账套从表格导入凭证 ${voucherIds.length} 张`,
      after: await endedImport(tx, community, bookNo, id),
    });
    return voucherIds;
  }
}

/** By row, as the accountant goes through the table. */
export function inOrder(errors: readonly FieldError[]): FieldError[] {
  const rowOf = ({ pointer }: FieldError): number => Number(pointer.split('/')[2] ?? 0);
  return [...errors].sort((a, b) => rowOf(a) - rowOf(b));
}
