import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { DocumentsVerification } from './documents-verification.js';
import { DocumentsService } from './documents.service.js';
import { DocumentsController } from './http/documents.controller.js';

/** Source documents: what vouchers rest on. */
@Module({
  imports: [AuditModule],
  controllers: [DocumentsController],
  providers: [DocumentsService, DocumentsVerification],
  exports: [DocumentsService],
})
export class DocumentsModule {}
