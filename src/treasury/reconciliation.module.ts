import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { BankMappingsService } from './bank-mappings.service.js';
import { BankStatementsService } from './bank-statements.service.js';
import { CashCountsService } from './cash-counts.service.js';
import { CashRulesService } from './cash-rules.service.js';
import { BankMappingsController } from './http/bank-mappings.controller.js';
import { BankStatementsController } from './http/bank-statements.controller.js';
import { CashCountsController } from './http/cash-counts.controller.js';
import { ReconciliationArchive } from './http/reconciliation-archive.js';
import { CashRulesController } from './http/cash-rules.controller.js';
import { ReconciliationsController } from './http/reconciliations.controller.js';
import { ReconciliationTablesService } from './reconciliation-tables.service.js';
import { ReconciliationService } from './reconciliation.service.js';

/** Bank statements, reconciliation, cash counts and what cash is held to. */
@Module({
  imports: [IdentityModule, LedgerModule],
  controllers: [
    BankMappingsController,
    BankStatementsController,
    ReconciliationsController,
    CashCountsController,
    CashRulesController,
  ],
  providers: [
    BankMappingsService,
    BankStatementsService,
    ReconciliationTablesService,
    ReconciliationService,
    CashCountsService,
    ReconciliationArchive,
    CashRulesService,
  ],
  exports: [ReconciliationService],
})
export class ReconciliationModule {}
