import { Module } from '@nestjs/common';
import { AuditService } from './audit.service.js';
import { AuditController } from './http/audit.controller.js';
import { VerificationService } from './verification.service.js';

/** The operation log and verification. */
@Module({
  controllers: [AuditController],
  providers: [AuditService, VerificationService],
  exports: [AuditService, VerificationService],
})
export class AuditModule {}
