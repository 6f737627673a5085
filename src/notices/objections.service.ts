import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { chineseMonth, parseMonth } from '../kernel/month.js';
import { SettingsService } from '../oversight/settings.service.js';
import type { ReadTx, Tx } from '../platform/database/transaction.js';
import type { NoticeContent } from './domain/notice-content.js';
import { noticeState } from './domain/notice-period.js';
import { namedLine } from './domain/objection-line.js';
import { findNotice, noticeBytes, type NoticeRow } from './storage/notices.queries.js';
import {
  findObjection,
  insertObjection,
  insertReply,
  listObjections,
  objectionsTo,
  type ObjectionRow,
} from './storage/objections.queries.js';

export type { ObjectionRow } from './storage/objections.queries.js';

export interface NewObjection {
  readonly text: string;
  readonly line: string | null;
  readonly name: string | null;
  readonly contact: string | null;
}

/** What residents object to a notice, and the answers. */
@Injectable()
export class ObjectionsService {
  constructor(private readonly settings: SettingsService) {}

  /**
   * Takes an objection while the notice hangs; a line that it names stands on the notice.
   * @throws DomainError not-found, notice-superseded, objection-period-over saying where to turn, objection-line-unknown,
   *   objection-line-ambiguous
   */
  async object(tx: Tx, noticeId: string, objection: NewObjection): Promise<ObjectionRow> {
    const notice = await findNotice(tx, noticeId);
    if (notice === undefined) throw new DomainError('not-found');
    await this.checkOpen(tx, notice);
    const line = await exactLine(tx, noticeId, objection.line);
    const id = randomUUID();
    const community = notice.communityCode;
    await insertObjection(tx, community, { id, noticeId, ...objection, line });
    tx.audit({
      action: 'objection-received',
      subjectKind: 'objection',
      subjectId: id,
      sentence: `收到居民对${chineseMonth(parseMonth(notice.month))}公示的异议`,
      after: { noticeId, text: objection.text, line, name: objection.name },
    });
    return this.objection(tx, community, id);
  }

  /** Answers an objection; the answer is public. @throws DomainError not-found */
  async reply(tx: Tx, community: string, objectionId: string, text: string): Promise<ObjectionRow> {
    const { month } = await this.objection(tx, community, objectionId);
    await insertReply(tx, community, { id: randomUUID(), objectionId, text });
    tx.audit({
      action: 'objection-answered',
      subjectKind: 'objection',
      subjectId: objectionId,
      sentence: `答复居民对${chineseMonth(parseMonth(month))}公示的异议`,
      after: { text },
    });
    return this.objection(tx, community, objectionId);
  }

  /** What was objected to one notice, first to last. */
  async toNotice(tx: ReadTx, community: string, noticeId: string): Promise<ObjectionRow[]> {
    return objectionsTo(tx, community, [noticeId]);
  }

  /** What was objected in the community, newest first, with the contacts. */
  async list(
    tx: ReadTx,
    community: string,
    before: readonly [string, string] | null,
    limit: number,
  ): Promise<ObjectionRow[]> {
    return listObjections(tx, community, before, limit);
  }

  private async objection(tx: ReadTx, community: string, id: string): Promise<ObjectionRow> {
    const objection = await findObjection(tx, community, id);
    if (objection === undefined) throw new DomainError('not-found');
    return objection;
  }

  private async checkOpen(tx: ReadTx, notice: NoticeRow): Promise<void> {
    const state = noticeState(notice.through, notice.supersededBy, tx.today);
    if (state === 'published') return;
    if (state === 'superseded') throw new DomainError('notice-superseded');
    const { phone } = await this.settings.setting(tx, notice.communityCode);
    throw new DomainError('objection-period-over', { through: notice.through, phone });
  }
}

/** What a resident typed, as the notice knows it. */
async function exactLine(
  tx: ReadTx,
  noticeId: string,
  typed: string | null,
): Promise<string | null> {
  if (typed === null) return null;
  const bytes = await noticeBytes(tx, noticeId);
  if (bytes === undefined) throw new DomainError('not-found');
  return namedLine(typed, (JSON.parse(bytes.content) as NoticeContent).books);
}
