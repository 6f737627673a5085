import { Injectable } from '@nestjs/common';
import { lastDay, monthsBetween, type Month } from '../../kernel/month.js';
import { parseLocalDate } from '../../kernel/local-date.js';
import type { ReadTx } from '../../platform/database/transaction.js';
import {
  ArchiveService,
  type ArchiveContributor,
  type ArchivePaper,
  type ArchivePlace,
} from '../archive.service.js';
import { LedgerPrintService } from '../ledger-print.service.js';
import type { Printout } from '../print/ledger-print.js';
import { findBook, type BookRow } from '../storage/chart.queries.js';
import { VoucherPrintService } from '../voucher-print.service.js';
import { factsOf, StatementSheets, type PaperFacts } from './statement-archive.js';

/** What the ledger puts into the archive: vouchers bound by month, account books, statements. */
@Injectable()
export class LedgerArchive implements ArchiveContributor {
  private readonly prints: {
    readonly vouchers: VoucherPrintService;
    readonly ledgers: LedgerPrintService;
  };

  constructor(
    archive: ArchiveService,
    vouchers: VoucherPrintService,
    ledgers: LedgerPrintService,
    private readonly sheets: StatementSheets,
  ) {
    this.prints = { vouchers, ledgers };
    archive.register(this);
  }

  async *papers(tx: ReadTx, place: ArchivePlace): AsyncGenerator<ArchivePaper> {
    const book = await findBook(tx, place.community, place.bookNo);
    if (book === undefined) return;
    const months = monthsBetween(place.from, place.through);
    for (const month of months) yield* this.bound(tx, place, book, month);
    yield* this.books(tx, place, book);
    for (const month of months) yield* this.journals(tx, place, book, month);
    for (const month of months) yield* this.sheets.papers(tx, place, book, month);
  }

  /** A month's vouchers under their covers. */
  private *bound(
    tx: ReadTx,
    place: ArchivePlace,
    book: BookRow,
    month: Month,
  ): Generator<ArchivePaper> {
    const facts = factsOf('voucher', book, lastDay(month));
    const { vouchers } = this.prints;
    yield this.printed(facts, `会计凭证封面 ${month}`, () =>
      vouchers.bindingCover(tx, place, month),
    );
    yield this.printed(facts, `记账凭证 ${month}`, () => vouchers.vouchers(tx, place, { month }));
  }

  private *books(tx: ReadTx, place: ArchivePlace, book: BookRow): Generator<ArchivePaper> {
    const { ledgers } = this.prints;
    const through = lastDay(place.through);
    const facts = factsOf('ledger', book, through);
    const days = { from: parseLocalDate(`${place.year}-01-01`), through };
    yield this.printed(facts, `总账 ${place.year}年度`, () =>
      ledgers.generalLedger(tx, place, place.through),
    );
    yield this.printed(facts, `明细账 ${place.year}年度`, () =>
      ledgers.accountLedgers(tx, place, days),
    );
    yield this.printed(facts, `科目余额表 ${place.through}`, () =>
      ledgers.trialBalance(tx, place, place.through),
    );
  }

  private *journals(
    tx: ReadTx,
    place: ArchivePlace,
    book: BookRow,
    month: Month,
  ): Generator<ArchivePaper> {
    const facts = factsOf('ledger', book, lastDay(month));
    const { ledgers } = this.prints;
    for (const [journal, name] of [
      ['cash', '库存现金日记账'],
      ['bank', '银行存款日记账'],
    ] as const) {
      yield this.printed(facts, `${name} ${month}`, () =>
        ledgers.journal(tx, place, journal, month),
      );
    }
  }

  private printed(facts: PaperFacts, title: string, gather: () => Promise<Printout>): ArchivePaper {
    return {
      ...facts,
      title,
      ending: 'pdf',
      content: async () => {
        const { document, pages } = await gather();
        return this.sheets.renderer.forms(document, pages);
      },
    };
  }
}
