import { Module } from '@nestjs/common';
import { LedgerModule } from '../ledger/ledger.module.js';
import { CompaniesService } from './companies.service.js';
import { CompaniesController } from './http/companies.controller.js';

/** Community companies. */
@Module({
  imports: [LedgerModule],
  controllers: [CompaniesController],
  providers: [CompaniesService],
  exports: [CompaniesService],
})
export class CompaniesModule {}
