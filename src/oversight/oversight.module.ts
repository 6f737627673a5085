import { Module } from '@nestjs/common';
import { AssetsModule } from '../assets/assets.module.js';
import { AuditModule } from '../audit/audit.module.js';
import { CharityModule } from '../charity/charity.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { ReconciliationModule } from '../treasury/reconciliation.module.js';
import { TreasuryModule } from '../treasury/treasury.module.js';
import { BookFigures } from './book-figures.js';
import { EstateFigures } from './estate-figures.js';
import { MinutesArchive } from './http/minutes-archive.js';
import { MeetingsController } from './http/meetings.controller.js';
import { OversightController } from './http/oversight.controller.js';
import { MeetingsService } from './meetings.service.js';
import { MonthFigures } from './month-figures.js';
import { OversightService } from './oversight.service.js';
import { OversightVerification } from './oversight-verification.js';
import { ReportRecomputation } from './report-recomputation.js';
import { SettingsService } from './settings.service.js';

/** The month: report, supervisory meeting, votes, approval. */
@Module({
  imports: [
    AuditModule,
    IdentityModule,
    LedgerModule,
    TreasuryModule,
    ReconciliationModule,
    AssetsModule,
    CharityModule,
  ],
  controllers: [OversightController, MeetingsController],
  providers: [
    OversightService,
    MeetingsService,
    SettingsService,
    MonthFigures,
    BookFigures,
    EstateFigures,
    ReportRecomputation,
    OversightVerification,
    MinutesArchive,
  ],
  exports: [OversightService, MeetingsService, SettingsService],
})
export class OversightModule {}
