import { Injectable, StreamableFile } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { RequestContext } from '../../platform/database/request-context.js';
import type { ReadTx } from '../../platform/database/transaction.js';
import { PdfRenderer } from '../../platform/pdf/pdf-renderer.js';
import { LedgerPrintService } from '../ledger-print.service.js';
import type { Printout } from '../print/ledger-print.js';
import { VoucherPrintService } from '../voucher-print.service.js';
import { pdfFile, reportFile, type PrintedReport, type ReportFormat } from './report-file.js';

/** What can be asked of the desk. */
interface Prints {
  readonly vouchers: VoucherPrintService;
  readonly ledgers: LedgerPrintService;
}

/** Prints what a reader asks for: read in one transaction, rendered after it has ended. */
@Injectable()
export class PrintDesk {
  private readonly prints: Prints;

  constructor(
    private readonly database: Database,
    private readonly renderer: PdfRenderer,
    vouchers: VoucherPrintService,
    ledgers: LedgerPrintService,
  ) {
    this.prints = { vouchers, ledgers };
  }

  /** A form as PDF. @throws DomainError what the print refuses */
  async print(
    context: RequestContext,
    gather: (prints: Prints, tx: ReadTx) => Promise<Printout>,
  ): Promise<StreamableFile> {
    const printout = await this.database.read(context, (tx) => gather(this.prints, tx));
    const bytes = await this.renderer.forms(printout.document, printout.pages);
    return pdfFile(printout.name, bytes);
  }

  /** A report of one table. */
  async report<T>(
    format: Exclude<ReportFormat, 'json'>,
    report: PrintedReport<T>,
  ): Promise<StreamableFile> {
    return reportFile(format, report, this.renderer);
  }
}
