import { Injectable } from '@nestjs/common';
import { VerificationService, type Check } from '../audit/verification.service.js';
import { compareWithLog, together } from '../platform/database/comparison.js';
import {
  LOGGED_CONFIRMATIONS,
  LOGGED_DOCUMENTS,
  LOGGED_LADDERS,
  LOGGED_REQUESTS,
  LOGGED_STATEMENTS,
} from './storage/logged-documents.js';
import {
  matchDifferences,
  statementDifferences,
  tableDifferences,
} from './storage/reconciliation-verification.queries.js';
import {
  documentDifferences,
  overdrawnFundAccounts,
  pairDifferences,
  refundDifferences,
  requestDifferences,
} from './storage/verification.queries.js';

const CHECKS: readonly Check[] = [
  { name: '收付单据与凭证', run: documentDifferences },
  { name: '退款不超过收款', run: refundDifferences },
  { name: '账套间划转成对', run: pairDifferences },
  { name: '付款申请的状态、审批与付款', run: requestDifferences },
  { name: '资金账户月末不透支', run: overdrawnFundAccounts },
  { name: '银行对账单加总与衔接', run: statementDifferences },
  { name: '银行对账核销两边相等', run: matchDifferences },
  { name: '余额调节表重新计算', run: tableDifferences },
  {
    name: '收付单据与操作日志',
    run: (tx, community) => compareWithLog(tx, community, LOGGED_DOCUMENTS),
  },
  {
    name: '付款申请与操作日志',
    run: async (tx, community) =>
      together([
        await compareWithLog(tx, community, LOGGED_REQUESTS),
        await compareWithLog(tx, community, LOGGED_LADDERS),
      ]),
  },
  {
    name: '对账、盘点与操作日志',
    run: async (tx, community) =>
      together([
        await compareWithLog(tx, community, LOGGED_STATEMENTS),
        await compareWithLog(tx, community, LOGGED_CONFIRMATIONS),
      ]),
  },
];

/** What the treasury contributes to verification: every document against its voucher and against the operation log. */
@Injectable()
export class TreasuryVerification {
  constructor(verification: VerificationService) {
    for (const check of CHECKS) verification.register(check);
  }
}
