import { Injectable } from '@nestjs/common';
import { monthsBetween } from '../kernel/month.js';
import {
  ArchiveService,
  type ArchiveContributor,
  type ArchivePaper,
  type ArchivePlace,
} from '../ledger/archive.service.js';
import type { ReadTx } from '../platform/database/transaction.js';
import { BoardService } from './board.service.js';
import { noticesOfMonth } from './storage/notices.queries.js';

/** What the notice board puts into the archive: every notice of the year as it was published, superseded ones too. */
@Injectable()
export class NoticesArchive implements ArchiveContributor {
  constructor(
    archive: ArchiveService,
    private readonly board: BoardService,
  ) {
    archive.register(this);
  }

  async *papers(
    tx: ReadTx,
    { community, from, through }: ArchivePlace,
  ): AsyncGenerator<ArchivePaper> {
    for (const month of monthsBetween(from, through)) {
      for (const notice of await noticesOfMonth(tx, community, month)) {
        yield {
          category: 'notice',
          title: `财务公示 ${month}${notice.supersedesId === null ? '' : ' 更正'}`,
          responsible: notice.communityName,
          date: notice.postedOn,
          ending: 'pdf',
          content: async () => (await this.board.bytes(tx, notice.id)).pdf,
        };
      }
    }
  }
}
