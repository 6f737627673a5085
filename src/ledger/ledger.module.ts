import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { AccountBooksService } from './account-books.service.js';
import { BookExportService } from './book-export.service.js';
import { ChainService } from './chain.service.js';
import { ChartService } from './chart.service.js';
import { AccountBooksController } from './http/account-books.controller.js';
import { BooksController } from './http/books.controller.js';
import { ExportController } from './http/export.controller.js';
import { ImportsController } from './http/imports.controller.js';
import { PrintDesk } from './http/print-desk.js';
import { PrintingController } from './http/printing.controller.js';
import { ReportsController } from './http/reports.controller.js';
import { VouchersController } from './http/vouchers.controller.js';
import { LedgerVerification } from './ledger-verification.js';
import { LedgerPrintService } from './ledger-print.service.js';
import { LedgerReportsService } from './ledger-reports.service.js';
import { LedgerService } from './ledger.service.js';
import { MonthsService } from './months.service.js';
import { VoucherImportService } from './voucher-import.service.js';
import { VoucherPrintService } from './voucher-print.service.js';
import { VouchersService } from './vouchers.service.js';

/** Books, accounts, vouchers, months, balances, ledgers, statements. */
@Module({
  imports: [AuditModule, IdentityModule],
  controllers: [
    BooksController,
    VouchersController,
    ReportsController,
    AccountBooksController,
    ExportController,
    ImportsController,
    PrintingController,
  ],
  providers: [
    LedgerService,
    LedgerReportsService,
    AccountBooksService,
    BookExportService,
    VoucherImportService,
    ChartService,
    ChainService,
    VouchersService,
    VoucherPrintService,
    LedgerPrintService,
    PrintDesk,
    MonthsService,
    LedgerVerification,
  ],
  exports: [
    LedgerService,
    LedgerReportsService,
    BookExportService,
    ChartService,
    ChainService,
    MonthsService,
  ],
})
export class LedgerModule {}
