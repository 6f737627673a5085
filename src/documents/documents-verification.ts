import { Injectable } from '@nestjs/common';
import { VerificationService } from '../audit/verification.service.js';
import { documentDifferences } from './storage/verification.queries.js';

/** What source documents contribute to verification: every byte hashed anew. */
@Injectable()
export class DocumentsVerification {
  constructor(verification: VerificationService) {
    verification.register({ name: '原始凭证', run: documentDifferences });
  }
}
