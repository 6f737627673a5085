import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { chineseMonth, previousMonth, type Month } from '../kernel/month.js';
import { MonthsService } from '../ledger/months.service.js';
import { canonicalJson } from '../oversight/domain/month-report.js';
import { MONTH_STATE_NAMES } from '../oversight/domain/month-state.js';
import type { ReadTx, Tx } from '../platform/database/transaction.js';
import {
  noticeContent,
  type NoticeContent,
  type NoticeObjection,
} from './domain/notice-content.js';
import { checkPeriodOver, noticePeriod, noticeState } from './domain/notice-period.js';
import { shownObjection } from './domain/shown-objection.js';
import { NoticePrinter } from './notice-printer.js';
import { NoticeSources } from './notice-sources.js';
import {
  insertNotice,
  listNotices,
  noticesOfMonth,
  type NoticeRow,
} from './storage/notices.queries.js';
import { objectionsTo } from './storage/objections.queries.js';

export type { NoticeRow } from './storage/notices.queries.js';

/** The public notice of a month: published from the approved report, corrected by another, sealed after its period. */
@Injectable()
export class NoticesService {
  constructor(
    private readonly sources: NoticeSources,
    private readonly months: MonthsService,
    private readonly printer: NoticePrinter,
  ) {}

  /** The notice that hangs for the month: the latest; null before the publication. */
  async noticeOf(tx: ReadTx, community: string, month: Month): Promise<NoticeRow | null> {
    return (await noticesOfMonth(tx, community, month)).at(-1) ?? null;
  }

  /** The community's notices, newest first. */
  async publishedNotices(
    tx: ReadTx,
    community: string,
    before: readonly [string, string] | null = null,
    limit = 500,
  ): Promise<NoticeRow[]> {
    return listNotices(tx, { community, before, limit });
  }

  /**
   * Publishes an approved month; content, page and sheet are frozen with their digests.
   * @throws DomainError month-not-approved, notice-published-already, notice-days-below-fifteen
   */
  async publish(
    tx: Tx,
    community: string,
    month: Month,
    days: number | null = null,
  ): Promise<NoticeRow> {
    const { state } = await this.months.lock(tx, community, month);
    if (state === 'published' || state === 'sealed') {
      throw new DomainError('notice-published-already');
    }
    if (state !== 'approved') {
      throw new DomainError('month-not-approved', { month, state: MONTH_STATE_NAMES[state] });
    }
    const content = await this.hang(tx, community, month, days, null);
    await this.months.move(tx, community, month, 'published');
    return this.posted(tx, community, month, content, '张贴');
  }

  /**
   * Supersedes the notice of a published month by a correction; both stay, the period begins anew.
   * @throws DomainError month-not-published, notice-days-below-fifteen
   */
  async correct(
    tx: Tx,
    community: string,
    month: Month,
    { reason, days }: { reason: string; days: number | null },
  ): Promise<NoticeRow> {
    const { state } = await this.months.lock(tx, community, month);
    const current = await this.noticeOf(tx, community, month);
    if (state !== 'published' || current === null) {
      throw new DomainError('month-not-published', { month, state: MONTH_STATE_NAMES[state] });
    }
    const correction = { supersedes: current.id, reason };
    const content = await this.hang(tx, community, month, days, correction);
    return this.posted(tx, community, month, content, '更正');
  }

  /**
   * Seals a published month after its notice's period, with every objection answered.
   * @throws DomainError month-not-published, notice-period-running, objections-unanswered, month-out-of-order
   */
  async seal(tx: Tx, community: string, month: Month): Promise<{ month: Month; state: 'sealed' }> {
    const { state } = await this.months.lock(tx, community, month);
    const notices = await noticesOfMonth(tx, community, month);
    const current = notices.at(-1);
    if (state !== 'published' || current === undefined) {
      throw new DomainError('month-not-published', { month, state: MONTH_STATE_NAMES[state] });
    }
    checkPeriodOver(month, current.through, tx.today);
    const ids = notices.map(({ id }) => id);
    const waiting = (await objectionsTo(tx, community, ids)).filter((o) => o.replies.length === 0);
    if (waiting.length > 0) {
      throw new DomainError('objections-unanswered', { month, count: waiting.length });
    }
    await this.months.move(tx, community, month, 'sealed');
    tx.audit({
      action: 'month-sealed',
      subjectKind: 'month',
      subjectId: month,
      sentence: `${chineseMonth(month)}公示期满，封账`,
      after: { noticeId: current.id },
    });
    return { month, state: 'sealed' };
  }

  private async hang(
    tx: Tx,
    community: string,
    month: Month,
    days: number | null,
    correction: NoticeContent['correction'],
  ): Promise<NoticeContent> {
    const { noticeDays, ...approved } = await this.sources.approved(tx, community, month);
    const id = randomUUID();
    const period = noticePeriod(tx.today, days ?? noticeDays, noticeDays);
    const content = noticeContent({
      id,
      url: this.printer.addressOf(id),
      ...approved,
      period,
      earlier: await this.earlier(tx, community, previousMonth(month)),
      correction,
    });
    await insertNotice(tx, community, {
      id,
      month,
      reportVersion: approved.report.version,
      supersedesId: correction?.supersedes ?? null,
      reason: correction?.reason ?? null,
      ...period,
      content: canonicalJson(content),
      ...(await this.printer.print(content, tx.now)),
    });
    return content;
  }

  private async earlier(tx: ReadTx, community: string, month: Month): Promise<NoticeObjection[]> {
    const notices = await noticesOfMonth(tx, community, month);
    const ids = notices.map(({ id }) => id);
    return (await objectionsTo(tx, community, ids)).map(shownObjection);
  }

  private async posted(
    tx: Tx,
    community: string,
    month: Month,
    { id, period, sha256 }: NoticeContent,
    verb: string,
  ): Promise<NoticeRow> {
    const notices = await noticesOfMonth(tx, community, month);
    const notice = notices.find((row) => row.id === id);
    if (notice === undefined) throw new DomainError('not-found');
    tx.audit({
      action: 'notice-published',
      subjectKind: 'notice',
      subjectId: id,
      sentence: `${verb}${chineseMonth(month)}公示，至 ${period.through} 止，报告 SHA-256 ${sha256}`,
      after: { html: notice.htmlSha256, pdf: notice.pdfSha256, content: notice.contentSha256 },
    });
    return notice;
  }
}

/** How a notice stands today. */
export function standOf(
  notice: Pick<NoticeRow, 'through' | 'supersededBy'>,
  today: string,
): ReturnType<typeof noticeState> {
  return noticeState(notice.through, notice.supersededBy, today);
}
