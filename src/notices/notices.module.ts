import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { OversightModule } from '../oversight/oversight.module.js';
import { BoardService } from './board.service.js';
import { FormBody } from './http/form-body.js';
import { LostPages } from './http/lost-pages.js';
import { MonthsController } from './http/months.controller.js';
import { ObjectionLimiter } from './http/objection-limiter.js';
import { ObjectionsController } from './http/objections.controller.js';
import { PagesController } from './http/pages.controller.js';
import { PublicNoticesController } from './http/public-notices.controller.js';
import { NoticePrinter } from './notice-printer.js';
import { NoticeSources } from './notice-sources.js';
import { NoticesArchive } from './notices-archive.js';
import { NoticesVerification } from './notices-verification.js';
import { NoticesService } from './notices.service.js';
import { ObjectionsService } from './objections.service.js';

/** The public notice, the notice board, objections and answers. */
@Module({
  imports: [AuditModule, LedgerModule, OversightModule],
  controllers: [MonthsController, PublicNoticesController, ObjectionsController, PagesController],
  providers: [
    NoticesService,
    BoardService,
    ObjectionsService,
    NoticeSources,
    NoticePrinter,
    NoticesVerification,
    NoticesArchive,
    ObjectionLimiter,
    FormBody,
    LostPages,
  ],
  exports: [NoticesService, BoardService, ObjectionsService],
})
export class NoticesModule {}
