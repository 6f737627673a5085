import { Injectable } from '@nestjs/common';
import { IdentityService } from '../../identity/identity.service.js';
import { monthsBetween } from '../../kernel/month.js';
import {
  ArchiveService,
  type ArchiveContributor,
  type ArchivePaper,
  type ArchivePlace,
} from '../../ledger/archive.service.js';
import type { ReadTx } from '../../platform/database/transaction.js';
import { PdfRenderer } from '../../platform/pdf/pdf-renderer.js';
import { MeetingsService } from '../meetings.service.js';
import { minutesSheet } from '../minutes.sheet.js';

/** What oversight puts into the archive: the minutes of each supervisory meeting that was concluded. */
@Injectable()
export class MinutesArchive implements ArchiveContributor {
  constructor(
    archive: ArchiveService,
    private readonly meetings: MeetingsService,
    private readonly identity: IdentityService,
    private readonly renderer: PdfRenderer,
  ) {
    archive.register(this);
  }

  async *papers(tx: ReadTx, place: ArchivePlace): AsyncGenerator<ArchivePaper> {
    const { name } = await this.identity.community(tx, place.community);
    for (const month of monthsBetween(place.from, place.through)) {
      for (const meeting of await this.meetings.ofMonth(tx, place.community, month)) {
        if (meeting.concludedAt === null) continue;
        yield {
          category: 'minutes',
          title: `居务监督委员会会议纪要 ${month} ${meeting.date}`,
          responsible: '居务监督委员会',
          date: meeting.date,
          ending: 'pdf',
          content: () => this.renderer.sheet(minutesSheet(meeting, name)),
        };
      }
    }
  }
}
