import { Injectable } from '@nestjs/common';
import { IdentityService } from '../identity/identity.service.js';
import { ROLE_NAMES } from '../identity/domain/duties.js';
import { DomainError } from '../kernel/domain-error.js';
import type { Tx } from '../platform/database/transaction.js';
import {
  checkFilingStep,
  missingSignatures,
  signingRole,
  type FilingState,
  type SigningRole,
} from './domain/filing-state.js';
import { FilingsService, type FilingRow } from './filings.service.js';
import {
  insertReturn,
  insertSignature,
  insertSubmission,
  lockFiling,
  updateFiling,
} from './storage/filings.queries.js';

/** What the community does with a compiled filing: four sign it, one submits it, or it is withdrawn. */
@Injectable()
export class SigningService {
  constructor(
    private readonly filings: FilingsService,
    private readonly identity: IdentityService,
  ) {}

  /**
   * Signs as the actor; the fourth signature makes the filing signed.
   * @throws DomainError filing-step-unknown, filing-signed-already, filing-signer-signed-already,
   *   filing-signing-role-unclear, forbidden
   */
  async sign(
    tx: Tx,
    community: string,
    id: string,
    wanted: SigningRole | undefined,
  ): Promise<FilingRow> {
    await this.take(tx, community, id, 'signed');
    const { signatures } = await this.filings.filing(tx, community, id);
    const { duties } = await this.identity.person(tx, tx.actor.id);
    const roles = duties
      .filter(({ scope }) => scope === '%' || community.startsWith(scope))
      .map(({ role }) => role);
    const role = signingRole(signatures, { id: tx.actor.id, roles }, wanted);
    await insertSignature(tx, community, id, role);
    if (missingSignatures(signatures).length === 1) {
      await updateFiling(tx, community, id, 'signed');
    }
    return this.noted(tx, community, id, {
      action: 'filing-signed',
      sentence: `${ROLE_NAMES[role]}签字`,
      after: () => ({ role, signerId: tx.actor.id }),
    });
  }

  /**
   * Submits a signed filing with its rendered paper; from here its bytes are frozen.
   * @throws DomainError filing-signature-missing, filing-step-unknown, filing-paper-missing
   */
  async submit(tx: Tx, community: string, id: string, pdf: Buffer | null): Promise<FilingRow> {
    const state = await this.lock(tx, community, id);
    if (state === 'drafted') {
      const { signatures } = await this.filings.filing(tx, community, id);
      const missing = missingSignatures(signatures).map((role) => ROLE_NAMES[role]);
      throw new DomainError('filing-signature-missing', { missing: missing.join('、') });
    }
    checkFilingStep(state, 'submitted');
    if (pdf === null) throw new DomainError('filing-paper-missing');
    await insertSubmission(tx, community, id, pdf);
    await updateFiling(tx, community, id, 'submitted');
    return this.noted(tx, community, id, {
      action: 'filing-submitted',
      sentence: '报送街道党工委',
      after: ({ dataSha256, pdfSha256 }) => ({ dataSha256, pdfSha256 }),
    });
  }

  /** Takes an unsubmitted version back, so that the next can be compiled. @throws DomainError filing-step-unknown */
  async withdraw(tx: Tx, community: string, id: string, reason: string): Promise<FilingRow> {
    await this.take(tx, community, id, 'withdrawn');
    await insertReturn(tx, community, id, { reasons: reason, byStreet: false });
    await updateFiling(tx, community, id, 'withdrawn');
    return this.noted(tx, community, id, {
      action: 'filing-withdrawn',
      sentence: `撤回，理由：${reason}`,
      after: () => ({ reasons: reason }),
    });
  }

  private async lock(tx: Tx, community: string, id: string): Promise<FilingState> {
    const filing = await lockFiling(tx, community, id);
    if (filing === undefined) throw new DomainError('not-found');
    return filing.state;
  }

  private async take(tx: Tx, community: string, id: string, to: FilingState): Promise<void> {
    checkFilingStep(await this.lock(tx, community, id), to);
  }

  private async noted(
    tx: Tx,
    community: string,
    id: string,
    event: {
      readonly action: string;
      readonly sentence: string;
      readonly after: (filing: FilingRow) => object;
    },
  ): Promise<FilingRow> {
    const filing = await this.filings.filing(tx, community, id);
    tx.audit({
      action: event.action,
      subjectKind: 'filing',
      subjectId: id,
      sentence: `${filing.quarter} 报告第${filing.version}版：${event.sentence}`,
      after: event.after(filing),
    });
    return filing;
  }
}
