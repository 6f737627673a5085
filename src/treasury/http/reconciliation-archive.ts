import { Injectable } from '@nestjs/common';
import { lastDay, monthsBetween } from '../../kernel/month.js';
import {
  ArchiveService,
  type ArchiveContributor,
  type ArchivePaper,
  type ArchivePlace,
} from '../../ledger/archive.service.js';
import { LedgerService } from '../../ledger/ledger.service.js';
import type { ReadTx } from '../../platform/database/transaction.js';
import { PdfRenderer } from '../../platform/pdf/pdf-renderer.js';
import { ReconciliationService } from '../reconciliation.service.js';
import { reconciliationSheet } from './reconciliation.sheet.js';

/** What the treasury puts into the archive: 银行存款余额调节表 of each month that had a bank account to reconcile. */
@Injectable()
export class ReconciliationArchive implements ArchiveContributor {
  constructor(
    archive: ArchiveService,
    private readonly reconciliations: ReconciliationService,
    private readonly ledger: LedgerService,
    private readonly renderer: PdfRenderer,
  ) {
    archive.register(this);
  }

  async *papers(tx: ReadTx, place: ArchivePlace): AsyncGenerator<ArchivePaper> {
    const { community, bookNo, from, through } = place;
    const book = await this.ledger.book(tx, community, bookNo);
    for (const month of monthsBetween(from, through)) {
      const view = await this.reconciliations.view(tx, community, bookNo, month);
      if (view.accounts.length === 0) continue;
      yield {
        category: 'reconciliation',
        title: `银行存款余额调节表 ${month}`,
        responsible: book.name,
        date: lastDay(month),
        ending: 'pdf',
        content: () => this.renderer.sheet(reconciliationSheet(view, book.name, tx.now)),
        flaw: () => (view.reconciled ? null : '尚未确认对账'),
      };
    }
  }
}
