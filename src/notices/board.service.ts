import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { SettingsService } from '../oversight/settings.service.js';
import type { ReadTx } from '../platform/database/transaction.js';
import type { NoticeContent, NoticeObjection } from './domain/notice-content.js';
import { noticeState, type NoticeState } from './domain/notice-period.js';
import { shownObjection } from './domain/shown-objection.js';
import { findNotice, listNotices, noticeBytes, type NoticeRow } from './storage/notices.queries.js';
import { objectionsTo } from './storage/objections.queries.js';

/** A notice as everybody may read it: the frozen content, and what came after. */
export interface PublicNotice {
  readonly id: string;
  readonly state: NoticeState;
  readonly month: string;
  readonly postedOn: string;
  readonly from: string;
  readonly through: string;
  readonly supersedes: string | null;
  readonly supersededBy: string | null;
  readonly content: NoticeContent;
  readonly contentSha256: string;
  readonly htmlSha256: string;
  readonly pdfSha256: string;
  readonly phone: string | null;
  readonly objections: readonly NoticeObjection[];
}

/** The notice board: what residents read without a login. What is not published does not exist here. */
@Injectable()
export class BoardService {
  constructor(private readonly settings: SettingsService) {}

  /** Which community does the notice belong to? @throws DomainError not-found */
  async communityOf(tx: ReadTx, id: string): Promise<string> {
    return (await this.row(tx, id)).communityCode;
  }

  /** Published notices, newest first. */
  async board(
    tx: ReadTx,
    community: string | null,
    before: readonly [string, string] | null,
    limit: number,
  ): Promise<NoticeRow[]> {
    return listNotices(tx, { community, before, limit });
  }

  /** @throws DomainError not-found */
  async notice(tx: ReadTx, id: string): Promise<PublicNotice> {
    const row = await this.row(tx, id);
    const { content } = await this.bytes(tx, id);
    const { phone } = await this.settings.setting(tx, row.communityCode);
    const objections = await objectionsTo(tx, row.communityCode, [id]);
    return {
      id,
      state: noticeState(row.through, row.supersededBy, tx.today),
      month: row.month,
      postedOn: row.postedOn,
      from: row.from,
      through: row.through,
      supersedes: row.supersedesId,
      supersededBy: row.supersededBy,
      content: JSON.parse(content) as NoticeContent,
      contentSha256: row.contentSha256,
      htmlSha256: row.htmlSha256,
      pdfSha256: row.pdfSha256,
      phone,
      objections: objections.map(shownObjection),
    };
  }

  /** The frozen bytes. @throws DomainError not-found */
  async bytes(tx: ReadTx, id: string): Promise<{ content: string; html: Buffer; pdf: Buffer }> {
    const bytes = await noticeBytes(tx, id);
    if (bytes === undefined) throw new DomainError('not-found');
    return bytes;
  }

  private async row(tx: ReadTx, id: string): Promise<NoticeRow> {
    const row = await findNotice(tx, id);
    if (row === undefined) throw new DomainError('not-found');
    return row;
  }
}
