import { Injectable } from '@nestjs/common';
import { AuditService } from '../audit/audit.service.js';
import { DomainError } from '../kernel/domain-error.js';
import type { Month } from '../kernel/month.js';
import { OversightService } from '../oversight/oversight.service.js';
import { SettingsService } from '../oversight/settings.service.js';
import type { ReadTx } from '../platform/database/transaction.js';
import type { NoticeSource } from './domain/notice-content.js';

/** What a notice is drawn from before it has a number and a period. */
type Approved = Pick<NoticeSource, 'report' | 'sha256' | 'meeting' | 'phone' | 'officers' | 'log'>;

/** Gathers what a notice is made from: the approved report, its meeting, the committee's telephone, the head of the log. */
@Injectable()
export class NoticeSources {
  constructor(
    private readonly oversight: OversightService,
    private readonly settings: SettingsService,
    private readonly audit: AuditService,
  ) {}

  /** @throws DomainError month-needs-approving-meeting */
  async approved(
    tx: ReadTx,
    community: string,
    month: Month,
  ): Promise<Approved & { readonly noticeDays: number }> {
    const frozen = await this.oversight.frozen(tx, community, month);
    const meeting = await this.oversight.meeting(tx, community, month);
    if (frozen === null || meeting?.state !== 'approved') {
      throw new DomainError('month-needs-approving-meeting', { month });
    }
    const { noticeDays, phone } = await this.settings.setting(tx, community);
    const officers = await this.oversight.officers(tx, community);
    const log = await this.audit.head(tx, community);
    return { ...frozen, meeting, phone, noticeDays, officers, log };
  }

  /** What the report and the meeting say of a published month today; null when one of them is not there. */
  async standing(
    tx: ReadTx,
    community: string,
    month: Month,
  ): Promise<Pick<NoticeSource, 'report' | 'sha256' | 'meeting'> | null> {
    const frozen = await this.oversight.frozen(tx, community, month);
    const meeting = await this.oversight.meeting(tx, community, month);
    return frozen === null || meeting === null ? null : { ...frozen, meeting };
  }

  /** The hash in the operation log after so many events; null when it has fewer. */
  async logAt(tx: ReadTx, community: string, seq: number): Promise<string | null> {
    return this.audit.headAt(tx, community, seq);
  }
}
