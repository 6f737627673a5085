import { Injectable } from '@nestjs/common';
import { Money } from '../kernel/money.js';
import type { ReadTx, Tx } from '../platform/database/transaction.js';
import { checkLadder, type LadderRole } from './domain/approval-ladder.js';
import {
  approvalLadder,
  insertLadder,
  type AdoptedLadder,
} from './storage/approval-ladders.queries.js';

export type { AdoptedLadder } from './storage/approval-ladders.queries.js';

/** A ladder as a community adopts it. */
export interface NewLadder {
  readonly steps: readonly { readonly above: Money; readonly role: LadderRole }[];
  /** Above this a resolution of the residents is cited. */
  readonly resolutionAbove: Money;
  readonly windowDays: number;
  /** The residents' resolution that adopts the ladder. */
  readonly resolutionNo: string;
}

/** Who signs above which amount in a community; what was handed in keeps the ladder it was handed in under. */
@Injectable()
export class ApprovalLaddersService {
  /** The ladder in force. */
  async inForce(tx: ReadTx, community: string): Promise<AdoptedLadder> {
    return approvalLadder(tx, community, null);
  }

  /** Adopts the next version from today on. @throws DomainError ladder-steps-wrong, ladder-limit-not-positive */
  async adopt(tx: Tx, community: string, ladder: NewLadder): Promise<AdoptedLadder> {
    checkLadder(ladder.steps, ladder.resolutionAbove);
    await insertLadder(tx, community, ladder);
    const adopted = await this.inForce(tx, community);
    const limits = adopted.steps.map(({ above }) => above.format()).join('、');
    tx.audit({
      action: 'approval-ladder-adopted',
      subjectKind: 'community',
      subjectId: community,
      sentence: `审批权限表第 ${adopted.version} 版自 ${adopted.adoptedOn} 起施行（各级超过 ${limits} 元，决议限额 ${adopted.resolutionAbove.format()} 元），依据 ${ladder.resolutionNo}`,
      after: adopted,
    });
    return adopted;
  }
}
