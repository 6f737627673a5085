import { Injectable } from '@nestjs/common';
import { DocumentsService } from '../documents/documents.service.js';
import type { ReadTx } from '../platform/database/transaction.js';
import {
  ArchiveService,
  type ArchiveContributor,
  type ArchivePaper,
  type ArchivePlace,
} from './archive.service.js';
import { BookingsService } from './bookings.service.js';
import { bookingXml } from './domain/booking-entry.js';
import { InterfaceExportService } from './interface-export.service.js';
import { documentsBetween } from './storage/archive.queries.js';

const WITHHELD = '原始凭证中有个人信息，导出者无权查看，未装入';

/**
 * Source documents as they were uploaded, each once, under the voucher that has them attached, electronic ones with their
 * booking data; and what the books say against each other.
 */
@Injectable()
export class DocumentArchive implements ArchiveContributor {
  constructor(
    archive: ArchiveService,
    private readonly documents: DocumentsService,
    private readonly bookings: BookingsService,
    private readonly interfaces: InterfaceExportService,
  ) {
    archive.register(this);
  }

  async *papers(tx: ReadTx, place: ArchivePlace): AsyncGenerator<ArchivePaper> {
    const { community, from, through, withDocuments } = place;
    if (!withDocuments) return;
    for (const { documentId, ...link } of await documentsBetween(tx, place, from, through)) {
      const file = await this.documents.file(tx, community, documentId);
      yield {
        category: 'source-document',
        title: `${link.voucher}附件 ${file.fileName.replace(/\.[^.]*$/, '')}`,
        responsible: link.maker,
        date: link.date,
        ending: file.fileName.replace(/^.*\./, ''),
        content: () => Promise.resolve(file.content),
        flaw: () => (file.authenticity.state === 'intact' ? null : '与上传时不同'),
      };
      if (link.form !== 'electronic') continue;
      const entry = await this.bookings.entry(tx, community, documentId);
      yield {
        category: 'booking',
        title: `${link.voucher}附件入账信息 ${file.fileName.replace(/\.[^.]*$/, '')}`,
        responsible: link.maker,
        date: link.date,
        ending: 'xml',
        content: () => Promise.resolve(Buffer.from(bookingXml(entry), 'utf8')),
      };
    }
  }

  async problems(tx: ReadTx, place: ArchivePlace): Promise<readonly string[]> {
    const problems = await this.interfaces.problems(tx, place, place);
    return place.withDocuments ? problems : [...problems, WITHHELD];
  }
}
