import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { AccountBooksService } from './account-books.service.js';
import { BookExportService } from './book-export.service.js';
import { ChainService } from './chain.service.js';
import { ChartService } from './chart.service.js';
import { AccountBooksController } from './http/account-books.controller.js';
import { BooksController } from './http/books.controller.js';
import { ExportController } from './http/export.controller.js';
import { ImportsController } from './http/imports.controller.js';
import { ReportsController } from './http/reports.controller.js';
import { VouchersController } from './http/vouchers.controller.js';
import { LedgerPlaces } from './ledger-places.js';
import { LedgerVerification } from './ledger-verification.js';
import { LedgerReportsService } from './ledger-reports.service.js';
import { LedgerService } from './ledger.service.js';
import { MonthsService } from './months.service.js';
import { VoucherImportService } from './voucher-import.service.js';
import { VouchersService } from './vouchers.service.js';

/** Books, accounts, vouchers, months, balances, ledgers, statements. */
@Module({
  imports: [AuditModule],
  controllers: [
    BooksController,
    VouchersController,
    ReportsController,
    AccountBooksController,
    ExportController,
    ImportsController,
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
    MonthsService,
    LedgerVerification,
    LedgerPlaces,
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
