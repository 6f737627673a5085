import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { ChartService } from './chart.service.js';
import { BooksController } from './http/books.controller.js';
import { VouchersController } from './http/vouchers.controller.js';
import { LedgerVerification } from './ledger-verification.js';
import { LedgerService } from './ledger.service.js';
import { MonthsService } from './months.service.js';
import { VouchersService } from './vouchers.service.js';

/** Books, accounts, vouchers, months, balances, ledgers, statements. */
@Module({
  imports: [AuditModule],
  controllers: [BooksController, VouchersController],
  providers: [LedgerService, ChartService, VouchersService, MonthsService, LedgerVerification],
  exports: [LedgerService, ChartService, MonthsService],
})
export class LedgerModule {}
