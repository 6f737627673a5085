import { Injectable } from '@nestjs/common';
import { DomainError, type FieldError } from '../kernel/domain-error.js';
import type { TableRow } from '../kernel/table-cell.js';
import type { ReadTx, Tx } from '../platform/database/transaction.js';
import { ChartService, type OpeningLine } from './chart.service.js';
import type { Side } from './domain/account.js';
import { importOpening, type ImportedOpening } from './domain/opening-import.js';
import { openingTable, type BalanceEnd } from './domain/opening-layouts.js';
import type { AccountMapping } from './domain/voucher-import.js';

const MOST_ERRORS = 500;

/** What importing a table of opening balances would do, and what keeps it from being done. */
export interface OpeningPreview {
  readonly valid: boolean;
  /** Whose table it is, where its head stands, and which figures are taken. */
  readonly recognised: {
    readonly name: string;
    readonly headerRow: number;
    readonly taken: BalanceEnd;
  };
  /** Accounts that were found otherwise than by their code. */
  readonly mappings: readonly AccountMapping[];
  readonly debit: string;
  readonly credit: string;
  readonly lines: readonly ImportedOpening[];
  readonly errorCount: number;
  readonly errors: readonly FieldError[];
}

/** Opening balances from a table: all of them, in place of what was there, or none. */
@Injectable()
export class OpeningImportService {
  constructor(private readonly chart: ChartService) {}

  /** The accounts that can have a balance, for the template. */
  async leaves(
    tx: ReadTx,
    community: string,
    bookNo: number,
  ): Promise<{ code: string; name: string; side: Side }[]> {
    const accounts = await this.chart.accounts(tx, community, bookNo);
    return accounts
      .filter(({ leaf }) => leaf)
      .map(({ code, name, normalSide }) => ({ code, name, side: normalSide }));
  }

  /** Tries a table without importing it. @throws DomainError import-columns-wrong */
  async preview(
    tx: ReadTx,
    community: string,
    bookNo: number,
    rows: readonly TableRow[],
    wanted: BalanceEnd | null,
  ): Promise<OpeningPreview> {
    const accounts = await this.chart.accounts(tx, community, bookNo);
    const funds = await this.chart.funds(tx, community, bookNo);
    const known = await this.chart.openingBalances(tx, community, bookNo);
    const table = openingTable(rows, wanted);
    const found = importOpening(table, rows, {
      begun: known.length > 0,
      accounts: new Map(accounts.map((account) => [account.code, account])),
      funds: new Set(funds.map(({ code }) => code)),
    });
    const { name, headerRow, taken } = table;
    return {
      valid: found.errors.length === 0,
      recognised: { name, headerRow, taken },
      mappings: found.mappings,
      debit: found.debit.toString(),
      credit: found.credit.toString(),
      lines: found.lines,
      errorCount: found.errors.length,
      errors: found.errors.slice(0, MOST_ERRORS),
    };
  }

  /**
   * Sets the opening balances that a table holds.
   * @throws DomainError import-rejected, and as preview() and ChartService.setOpeningBalances
   */
  async importTable(
    tx: Tx,
    community: string,
    bookNo: number,
    rows: readonly TableRow[],
    wanted: BalanceEnd | null,
  ): Promise<OpeningLine[]> {
    const found = await this.preview(tx, community, bookNo, rows, wanted);
    if (!found.valid) {
      throw new DomainError('import-rejected', { count: found.errorCount }, found.errors);
    }
    const lines = found.lines.map(({ row: _, ...line }) => line);
    return this.chart.setOpeningBalances(tx, community, bookNo, lines);
  }
}
