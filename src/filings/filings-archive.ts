import { Injectable } from '@nestjs/common';
import {
  ArchiveService,
  type ArchiveContributor,
  type ArchivePaper,
  type ArchivePlace,
} from '../ledger/archive.service.js';
import { localDateOf } from '../kernel/local-date.js';
import type { ReadTx } from '../platform/database/transaction.js';
import { FilingsService } from './filings.service.js';

/** Versions of a community's filings at most. */
const MOST = 1000;

/** What filings put into the archive: each quarter's paper of the year as it was submitted to the street. */
@Injectable()
export class FilingsArchive implements ArchiveContributor {
  constructor(
    archive: ArchiveService,
    private readonly filings: FilingsService,
  ) {
    archive.register(this);
  }

  async *papers(tx: ReadTx, { community, year }: ArchivePlace): AsyncGenerator<ArchivePaper> {
    const all = await this.filings.list(tx, community, null, MOST);
    for (const { id, quarter, version, documentNumber, submittedAt, communityName } of all) {
      if (!quarter.startsWith(String(year)) || submittedAt === null) continue;
      const paper = await this.filings.paper(tx, community, id);
      if (paper === null) continue;
      yield {
        category: 'filing',
        title: `季度备案 ${quarter} 第${version}版 ${documentNumber}`,
        responsible: communityName,
        date: localDateOf(new Date(submittedAt)),
        ending: 'pdf',
        content: () => Promise.resolve(paper),
      };
    }
  }
}
