import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import type { Month } from '../kernel/month.js';
import { monthsOf, type Quarter } from '../kernel/quarter.js';
import { MonthsService } from '../ledger/months.service.js';
import { NoticesService } from '../notices/notices.service.js';
import { ObjectionsService } from '../notices/objections.service.js';
import { MONTH_STATE_NAMES } from '../oversight/domain/month-state.js';
import { OversightService } from '../oversight/oversight.service.js';
import type { ReadTx } from '../platform/database/transaction.js';
import type { MonthSource } from './domain/compile-filing.js';
import type { FiledNotice } from './domain/filing-data.js';
import { filedMeeting, filedNotice } from './domain/filed-month.js';

/** Gathers the months of a quarter, each part from the room that froze it. */
@Injectable()
export class QuarterSourcesService {
  constructor(
    private readonly months: MonthsService,
    private readonly oversight: OversightService,
    private readonly notices: NoticesService,
    private readonly objections: ObjectionsService,
  ) {}

  /** @throws DomainError filing-month-not-published naming the first month that is not */
  async collect(
    tx: ReadTx,
    community: string,
    quarter: Quarter,
  ): Promise<readonly [MonthSource, MonthSource, MonthSource]> {
    const [first, second, third] = monthsOf(quarter);
    return [
      await this.month(tx, community, first),
      await this.month(tx, community, second),
      await this.month(tx, community, third),
    ];
  }

  private async month(tx: ReadTx, community: string, month: Month): Promise<MonthSource> {
    const state = await this.months.state(tx, community, month);
    const frozen = await this.oversight.frozen(tx, community, month);
    const meeting = await this.oversight.meeting(tx, community, month);
    const notice = await this.notice(tx, community, month);
    const published = state === 'published' || state === 'sealed';
    if (!published || frozen === null || meeting === null || notice === null) {
      throw new DomainError('filing-month-not-published', {
        month,
        state: MONTH_STATE_NAMES[state],
      });
    }
    const { report, sha256 } = frozen;
    return { report, reportSha256: sha256, meeting: filedMeeting(meeting), notice };
  }

  /** The notice that hangs, with the objections to it and to those that it corrects. */
  private async notice(tx: ReadTx, community: string, month: Month): Promise<FiledNotice | null> {
    const notice = await this.notices.noticeOf(tx, community, month);
    if (notice === null) return null;
    const posted = await this.notices.publishedNotices(tx, community);
    const objections = [];
    for (const { id } of posted.filter((row) => row.month === month)) {
      objections.push(...(await this.objections.toNotice(tx, community, id)));
    }
    return filedNotice(notice, objections);
  }
}
