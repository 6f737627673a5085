import { Injectable } from '@nestjs/common';
import { VerificationService } from '../audit/verification.service.js';
import { compareWithLog } from '../platform/database/comparison.js';
import {
  LOGGED_LEASES,
  rentDifferences,
  scheduleDifferences,
} from './storage/verification.queries.js';

/** What the properties contribute to verification: schedules against contracts, rents against vouchers and receipts. */
@Injectable()
export class AssetsVerification {
  constructor(verification: VerificationService) {
    verification.register({ name: '租金计划与合同', run: scheduleDifferences });
    verification.register({ name: '租金与凭证、收款', run: rentDifferences });
    verification.register({
      name: '租约与操作日志',
      run: (tx, community) => compareWithLog(tx, community, LOGGED_LEASES),
    });
  }
}
