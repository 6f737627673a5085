import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { TreasuryModule } from '../treasury/treasury.module.js';
import { AssetsService } from './assets.service.js';
import { AssetsVerification } from './assets-verification.js';
import { LeasesController } from './http/leases.controller.js';
import { PropertiesController } from './http/properties.controller.js';
import { RentsController } from './http/rents.controller.js';
import { LeasesService } from './leases.service.js';
import { PropertiesService } from './properties.service.js';
import { RentsService } from './rents.service.js';

/** The register of properties, leases, rents and arrears. */
@Module({
  imports: [AuditModule, LedgerModule, TreasuryModule],
  controllers: [PropertiesController, LeasesController, RentsController],
  providers: [AssetsService, PropertiesService, LeasesService, RentsService, AssetsVerification],
  exports: [AssetsService],
})
export class AssetsModule {}
