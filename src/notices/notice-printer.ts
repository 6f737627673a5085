import { Injectable } from '@nestjs/common';
import { Config } from '../platform/config/config.js';
import { PdfRenderer } from '../platform/pdf/pdf-renderer.js';
import type { NoticeContent } from './domain/notice-content.js';
import { noticePage } from './domain/notice.page.js';
import { noticeSheet } from './notice.sheet.js';

/** Prints a notice once, when it is published: the page and the sheet. */
@Injectable()
export class NoticePrinter {
  constructor(
    private readonly config: Config,
    private readonly pdf: PdfRenderer,
  ) {}

  /** Where a notice stands on the web. */
  addressOf(id: string): string {
    return `${this.config.values.publicBaseUrl}/notices/${id}`;
  }

  async print(content: NoticeContent, at: Date): Promise<{ html: Buffer; pdf: Buffer }> {
    return {
      html: Buffer.from(noticePage(content), 'utf8'),
      pdf: await this.pdf.sheet(noticeSheet(content, at)),
    };
  }
}
