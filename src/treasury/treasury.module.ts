import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { IdentityModule } from '../identity/identity.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { ApprovalLaddersService } from './approval-ladders.service.js';
import { ApprovalLadderController } from './http/approval-ladder.controller.js';
import { FundAccountsController } from './http/fund-accounts.controller.js';
import { PaymentsController } from './http/payments.controller.js';
import { ReceiptsController } from './http/receipts.controller.js';
import { RequestsController } from './http/requests.controller.js';
import { TransfersController } from './http/transfers.controller.js';
import { PaymentsService } from './payments.service.js';
import { ReceiptsService } from './receipts.service.js';
import { RequestDraftsService } from './request-drafts.service.js';
import { RequestsService } from './requests.service.js';
import { TransfersService } from './transfers.service.js';
import { TreasuryService } from './treasury.service.js';
import { TreasuryVerification } from './treasury-verification.js';
import { TwoLinesRule } from './two-lines-rule.js';

/** The two lines: fund accounts, receipts, requests and their approval, allocations, payments, transfers. */
@Module({
  imports: [AuditModule, IdentityModule, LedgerModule],
  controllers: [
    FundAccountsController,
    ApprovalLadderController,
    ReceiptsController,
    RequestsController,
    PaymentsController,
    TransfersController,
  ],
  providers: [
    TreasuryService,
    ReceiptsService,
    ApprovalLaddersService,
    RequestDraftsService,
    RequestsService,
    PaymentsService,
    TransfersService,
    TreasuryVerification,
    TwoLinesRule,
  ],
  exports: [TreasuryService, ReceiptsService, RequestsService, PaymentsService, TransfersService],
})
export class TreasuryModule {}
