import { Module, type DynamicModule } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { AuditModule } from './audit/audit.module.js';
import { IdentityModule } from './identity/identity.module.js';
import { LedgerModule } from './ledger/ledger.module.js';
import type { ConfigValues } from './platform/config/config.js';
import { PlatformModule } from './platform/platform.module.js';

/** The table of contents. */
@Module({
  imports: [IdentityModule, AuditModule, LedgerModule],
})
export class AppModule {
  static with(values: ConfigValues, dataSource: DataSource): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.with(values, dataSource)] };
  }
}
