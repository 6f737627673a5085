import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { DocumentsModule } from '../documents/documents.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { AccountBooksService } from './account-books.service.js';
import { BookRulesService } from './book-rules.service.js';
import { ArchiveService } from './archive.service.js';
import { BookExportService } from './book-export.service.js';
import { BookingsService } from './bookings.service.js';
import { ChainService } from './chain.service.js';
import { ChartService } from './chart.service.js';
import { DocumentArchive } from './document-archive.js';
import { AccountBooksController } from './http/account-books.controller.js';
import { DraftRulesService } from './draft-rules.service.js';
import { CorrectionsService } from './corrections.service.js';
import { CustomStatementsService } from './custom-statements.service.js';
import { DimensionsService } from './dimensions.service.js';
import { BookRulesController } from './http/book-rules.controller.js';
import { BooksController } from './http/books.controller.js';
import { CorrectionsController } from './http/corrections.controller.js';
import { CustomStatementsController } from './http/custom-statements.controller.js';
import { DimensionsController } from './http/dimensions.controller.js';
import { ExportController } from './http/export.controller.js';
import { ImportsController } from './http/imports.controller.js';
import { LedgerArchive } from './http/ledger-archive.js';
import { StatementSheets } from './http/statement-archive.js';
import { PrintDesk } from './http/print-desk.js';
import { PrintingController } from './http/printing.controller.js';
import { ReportsController } from './http/reports.controller.js';
import { VoucherDocumentsController } from './http/voucher-documents.controller.js';
import { TemplatesController } from './http/templates.controller.js';
import { VouchersController } from './http/vouchers.controller.js';
import { YearEndController } from './http/year-end.controller.js';
import { InterfaceExportService } from './interface-export.service.js';
import { OpeningImportController } from './http/opening-import.controller.js';
import { OpeningImportService } from './opening-import.service.js';
import { LedgerPlaces } from './ledger-places.js';
import { LedgerVerification } from './ledger-verification.js';
import { LedgerPrintService } from './ledger-print.service.js';
import { LedgerReportsService } from './ledger-reports.service.js';
import { LedgerService } from './ledger.service.js';
import { MonthsService } from './months.service.js';
import { StandardChangeService } from './standard-change.service.js';
import { VoucherDocumentsService } from './voucher-documents.service.js';
import { TemplatesService } from './templates.service.js';
import { ImportJobsService } from './import-jobs.service.js';
import { ImportReader } from './import-reader.js';
import { VoucherImportService } from './voucher-import.service.js';
import { VoucherPrintService } from './voucher-print.service.js';
import { VouchersService } from './vouchers.service.js';
import { YearEndService } from './year-end.service.js';

/** Books, accounts, vouchers, months, balances, ledgers, statements. */
@Module({
  imports: [AuditModule, DocumentsModule, IdentityModule],
  controllers: [
    BooksController,
    VouchersController,
    VoucherDocumentsController,
    ReportsController,
    CustomStatementsController,
    AccountBooksController,
    ExportController,
    ImportsController,
    OpeningImportController,
    PrintingController,
    DimensionsController,
    CorrectionsController,
    TemplatesController,
    BookRulesController,
    YearEndController,
  ],
  providers: [
    LedgerService,
    LedgerReportsService,
    CustomStatementsService,
    AccountBooksService,
    BookExportService,
    InterfaceExportService,
    ArchiveService,
    StatementSheets,
    LedgerArchive,
    DocumentArchive,
    VoucherImportService,
    ImportReader,
    ImportJobsService,
    OpeningImportService,
    ChartService,
    ChainService,
    DraftRulesService,
    VouchersService,
    VoucherDocumentsService,
    BookingsService,
    VoucherPrintService,
    LedgerPrintService,
    PrintDesk,
    MonthsService,
    DimensionsService,
    CorrectionsService,
    TemplatesService,
    BookRulesService,
    YearEndService,
    StandardChangeService,
    LedgerVerification,
    LedgerPlaces,
  ],
  exports: [
    LedgerService,
    LedgerReportsService,
    BookExportService,
    ArchiveService,
    ChartService,
    ChainService,
    DraftRulesService,
    MonthsService,
  ],
})
export class LedgerModule {}
