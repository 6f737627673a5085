import { Module, type DynamicModule } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { AssetsModule } from './assets/assets.module.js';
import { AuditModule } from './audit/audit.module.js';
import { CharityModule } from './charity/charity.module.js';
import { CompaniesModule } from './companies/companies.module.js';
import { DocumentsModule } from './documents/documents.module.js';
import { FilingsModule } from './filings/filings.module.js';
import { IdentityModule } from './identity/identity.module.js';
import { LedgerModule } from './ledger/ledger.module.js';
import { NoticesModule } from './notices/notices.module.js';
import { OversightModule } from './oversight/oversight.module.js';
import type { ConfigValues } from './platform/config/config.js';
import { PlatformModule } from './platform/platform.module.js';
import { ReconciliationModule } from './treasury/reconciliation.module.js';
import { TreasuryModule } from './treasury/treasury.module.js';

/** The table of contents. */
@Module({
  imports: [
    IdentityModule,
    AuditModule,
    DocumentsModule,
    LedgerModule,
    TreasuryModule,
    ReconciliationModule,
    AssetsModule,
    CompaniesModule,
    CharityModule,
    OversightModule,
    NoticesModule,
    FilingsModule,
  ],
})
export class AppModule {
  static with(values: ConfigValues, dataSource: DataSource): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.with(values, dataSource)] };
  }
}
