import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { CompaniesModule } from '../companies/companies.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { NoticesModule } from '../notices/notices.module.js';
import { OversightModule } from '../oversight/oversight.module.js';
import { FilingsVerification } from './filings-verification.js';
import { FilingsArchive } from './filings-archive.js';
import { FilingsService } from './filings.service.js';
import { FilingsController } from './http/filings.controller.js';
import { StreetController } from './http/street.controller.js';
import { VerifyController } from './http/verify.controller.js';
import { ProofService } from './proof.service.js';
import { QuarterSourcesService } from './quarter-sources.service.js';
import { QuarterStatementsService } from './quarter-statements.service.js';
import { SigningService } from './signing.service.js';
import { StreetService } from './street.service.js';

/** The quarter's report to the street, its inbox and decision, the league table, the check of a paper copy. */
@Module({
  imports: [
    AuditModule,
    IdentityModule,
    LedgerModule,
    CompaniesModule,
    OversightModule,
    NoticesModule,
  ],
  controllers: [FilingsController, StreetController, VerifyController],
  providers: [
    QuarterSourcesService,
    QuarterStatementsService,
    FilingsService,
    SigningService,
    StreetService,
    ProofService,
    FilingsVerification,
    FilingsArchive,
  ],
  exports: [FilingsService],
})
export class FilingsModule {}
