import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError, type FieldError } from '../kernel/domain-error.js';
import { Database } from '../platform/database/database.js';
import type { RequestContext } from '../platform/database/request-context.js';
import { readTable, type TableSource } from '../platform/tables/read-table.js';
import { ImportTally } from './domain/import-tally.js';
import { VoucherAssembler, type ImportedVoucher } from './domain/voucher-import.js';
import { VoucherTableReader } from './domain/voucher-table.js';
import { keepSet, type ImportPlace, type ImportProgress } from './storage/imports.queries.js';
import { inOrder, VoucherImportService } from './voucher-import.service.js';

/** Reads the table of an import batch by batch and keeps what it finds; nothing of it enters the books. */
@Injectable()
export class ImportReader {
  constructor(
    private readonly database: Database,
    private readonly imports: VoucherImportService,
  ) {}

  /**
   * Reads a table to its end; gives the number of things that are wrong with it.
   * @throws DomainError import-file-unreadable, import-too-large, import-columns-wrong, import-interrupted
   */
  async read(
    context: RequestContext,
    place: ImportPlace,
    source: TableSource,
    stop: AbortSignal,
  ): Promise<number> {
    const ground = await this.database.read(context, (tx) =>
      this.imports.ground(tx, place.community, place.bookNo),
    );
    const reader = new VoucherTableReader();
    const assembler = new VoucherAssembler(reader, ground);
    const tally = new ImportTally();
    let no = 0;
    const keep = async (
      vouchers: readonly ImportedVoucher[],
      errors: readonly FieldError[],
    ): Promise<void> => {
      tally.add(vouchers);
      const numbered = inOrder(errors).map((error, index) => ({
        no: tally.errorCount + index + 1,
        ...error,
      }));
      tally.errorCount += errors.length;
      no += 1;
      const { recognised } = reader;
      const progress = { ...figuresOf(tally), recognised, mappings: assembler.mappings };
      const drafts = JSON.stringify(vouchers.map(draftOf));
      const kept = await this.database.write(context, (tx) =>
        keepSet(tx, place, { no, drafts, errors: numbered }, progress),
      );
      if (!kept) throw new DomainError('import-interrupted');
    };
    for await (const rows of readTable(source, { stop })) {
      if (stop.aborted) throw new DomainError('import-interrupted');
      const lines = reader.read(rows);
      const { vouchers, errors } = assembler.add(lines);
      tally.rowsRead += rows.length;
      tally.rowsChecked += lines.lines.length;
      await keep(vouchers, [...lines.errors, ...errors]);
    }
    const { vouchers, errors } = assembler.end();
    await keep(vouchers, errors);
    return tally.errorCount;
  }
}

function figuresOf(tally: ImportTally): Omit<ImportProgress, 'recognised' | 'mappings'> {
  const { rowsRead, rowsChecked, voucherCount, lineCount, errorCount, debit, credit } = tally;
  return { rowsRead, rowsChecked, voucherCount, lineCount, errorCount, debit, credit };
}

function draftOf({ date, attachmentCount, checked }: ImportedVoucher): object {
  return { id: randomUUID(), date, word: checked.word, attachmentCount, lines: checked.lines };
}
