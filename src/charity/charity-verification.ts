import { Injectable } from '@nestjs/common';
import { VerificationService } from '../audit/verification.service.js';
import { compareWithLog } from '../platform/database/comparison.js';
import {
  donatedDifferences,
  donationDifferences,
  LOGGED_GIFTS,
  releaseDifferences,
} from './storage/verification.queries.js';

/** What the charity contributes to verification: donations, funds and releases against receipts, vouchers and the operation log. */
@Injectable()
export class CharityVerification {
  constructor(verification: VerificationService) {
    verification.register({ name: '捐赠登记与收款', run: donationDifferences });
    verification.register({ name: '各专项捐赠合计', run: donatedDifferences });
    verification.register({ name: '解除限定不超过使用', run: releaseDifferences });
    verification.register({
      name: '捐赠、解除限定与操作日志',
      run: (tx, community) => compareWithLog(tx, community, LOGGED_GIFTS),
    });
  }
}
