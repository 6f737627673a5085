import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { AccountBooksService } from './account-books.service.js';
import { BookRulesService } from './book-rules.service.js';
import { BookExportService } from './book-export.service.js';
import { ChainService } from './chain.service.js';
import { ChartService } from './chart.service.js';
import { AccountBooksController } from './http/account-books.controller.js';
import { CorrectionsService } from './corrections.service.js';
import { DimensionsService } from './dimensions.service.js';
import { BookRulesController } from './http/book-rules.controller.js';
import { BooksController } from './http/books.controller.js';
import { CorrectionsController } from './http/corrections.controller.js';
import { DimensionsController } from './http/dimensions.controller.js';
import { ExportController } from './http/export.controller.js';
import { ImportsController } from './http/imports.controller.js';
import { ReportsController } from './http/reports.controller.js';
import { TemplatesController } from './http/templates.controller.js';
import { VouchersController } from './http/vouchers.controller.js';
import { LedgerVerification } from './ledger-verification.js';
import { LedgerReportsService } from './ledger-reports.service.js';
import { LedgerService } from './ledger.service.js';
import { MonthsService } from './months.service.js';
import { TemplatesService } from './templates.service.js';
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
    DimensionsController,
    CorrectionsController,
    TemplatesController,
    BookRulesController,
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
    DimensionsService,
    CorrectionsService,
    TemplatesService,
    BookRulesService,
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
