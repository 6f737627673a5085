import { Module } from '@nestjs/common';
import { LedgerModule } from '../ledger/ledger.module.js';
import { TreasuryModule } from '../treasury/treasury.module.js';
import { CharityService } from './charity.service.js';
import { DonationsService } from './donations.service.js';
import { CharityController } from './http/charity.controller.js';

/** Donations, funds, restrictions and their release. */
@Module({
  imports: [LedgerModule, TreasuryModule],
  controllers: [CharityController],
  providers: [CharityService, DonationsService],
  exports: [CharityService],
})
export class CharityModule {}
