import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { TreasuryModule } from '../treasury/treasury.module.js';
import { CharityService } from './charity.service.js';
import { CharityVerification } from './charity-verification.js';
import { DonationsService } from './donations.service.js';
import { CharityController } from './http/charity.controller.js';

/** Donations, funds, restrictions and their release. */
@Module({
  imports: [AuditModule, LedgerModule, TreasuryModule],
  controllers: [CharityController],
  providers: [CharityService, DonationsService, CharityVerification],
  exports: [CharityService],
})
export class CharityModule {}
