import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { parseLocalDate, type LocalDate } from '../kernel/local-date.js';
import { monthOf, type Month } from '../kernel/month.js';
import { toldAt } from '../platform/database/database-error.js';
import { only } from '../platform/database/only.js';
import type { ReadTx, Tx } from '../platform/database/transaction.js';
import { reversalOf } from './domain/reversal.js';
import { checkNotInFuture } from './domain/voucher-date.js';
import {
  checkPostsByItself,
  checkVoucher,
  type VoucherDraft,
  type VoucherWord,
} from './domain/voucher.js';
import { findBook, listBooks, type BookRow } from './storage/chart.queries.js';
import { correctionsOf } from './storage/corrections.queries.js';
import { lineDraftOf } from './storage/line-rows.js';
import { findVoucherGrounds } from './storage/voucher-ground.queries.js';
import {
  findVoucher,
  postDrafts,
  postVouchers,
  type PostedRef,
  type VoucherRow,
} from './storage/vouchers.queries.js';

export type { PostedRef } from './storage/vouchers.queries.js';
export type { BookRow } from './storage/chart.queries.js';

/** The one door through which money moves: `git grep ledger.post` lists every way. */
@Injectable()
export class LedgerService {
  /**
   * Posts vouchers that no person reviews, one or thousands of one community, in one call of the database: all or none.
   * Call it last in a transaction: it takes the locks of months, books and the operation log.
   * Each takes the word that its lines call for; refusals point at `dateField` of what the client sent.
   * @throws DomainError every refusal of checkVoucher; voucher-needs-draft, posting-rule-disabled, month-not-open, date-before-book-opened, date-in-future, book-unknown,
   *   fund-unknown, restricted-fund-overdrawn, attachment-missing and what treasury's guards refuse
   */
  async post(
    tx: Tx,
    community: string,
    drafts: readonly VoucherDraft[],
    pointer: (index: number) => string = () => '',
    dateField = 'date',
  ): Promise<PostedRef[]> {
    const dateAt = (index: number): string => `${pointer(index)}/${dateField}`;
    drafts.forEach(({ source }) => {
      checkPostsByItself(source);
    });
    const grounds = await findVoucherGrounds(tx, community, drafts);
    const checked = drafts.map(({ word: _, ...draft }, index) => {
      checkNotInFuture(draft.date, tx.today, dateAt(index));
      const ground = grounds.get(draft.bookNo);
      if (ground === undefined) throw new DomainError('book-unknown', { book: draft.bookNo });
      const stopped = ground.stoppedRules.get(draft.source.kind);
      if (stopped !== undefined) {
        throw new DomainError('posting-rule-disabled', { kind: draft.source.kind, name: stopped });
      }
      return checkVoucher(draft, ground, pointer(index));
    });
    return postVouchers(tx, community, checked).catch((error: unknown) => {
      // Only the database knows for sure whether a month is open.
      throw toldAt(error, 'month-not-open', ({ month }) => ({
        pointer: dateAt(drafts.findIndex(({ date }) => monthOf(date) === month)),
        detail: '这个月份已不再记账。',
      }));
    });
  }

  /** Posts reviewed drafts as they were reviewed. @throws DomainError voucher-not-draft, voucher-not-reviewed and as post() */
  async postDrafts(
    tx: Tx,
    community: string,
    bookNo: number,
    ids: readonly string[],
  ): Promise<PostedRef[]> {
    return postDrafts(tx, community, bookNo, ids);
  }

  /**
   * Cancels a posted voucher by a red-letter one in an open month; the original stays.
   * @throws DomainError not-found, voucher-not-posted, voucher-reversed-already, reversal-not-allowed, voucher-has-differences
   *   and as post()
   */
  async reverse(
    tx: Tx,
    community: string,
    bookNo: number,
    reversal: { voucherId: string; date: LocalDate; reason: string },
  ): Promise<PostedRef> {
    const original = await findVoucher(tx, community, bookNo, reversal.voucherId);
    if (original === undefined) throw new DomainError('not-found');
    if (original.no === null) throw new DomainError('voucher-not-posted');
    // A change of standard is not taken back: its chart would stay.
    if (original.sourceKind === 'conversion') throw new DomainError('reversal-not-allowed');
    const adjusted = (await correctionsOf(tx, community, bookNo, original.id)).some(
      ({ kind, status }) => kind === 'difference' && status === 'posted',
    );
    const draft = reversalOf(postedVoucher(original, bookNo, adjusted), {
      id: randomUUID(),
      date: reversal.date,
      maker: tx.actor,
    });
    const posted = only(await this.post(tx, community, [draft]));
    tx.audit({
      action: 'voucher-reversed',
      subjectKind: 'voucher',
      subjectId: original.id,
      sentence: `第${bookNo}账套冲销${original.month} ${original.word}字第${original.no}号凭证，理由：${reversal.reason}`,
      before: { hash: original.hash },
      after: { reversedBy: draft.id },
    });
    return posted;
  }

  /** One voucher with its lines. @throws DomainError not-found */
  async voucher(tx: ReadTx, community: string, bookNo: number, id: string): Promise<VoucherRow> {
    const voucher = await findVoucher(tx, community, bookNo, id);
    if (voucher === undefined) throw new DomainError('not-found');
    return voucher;
  }

  /** @throws DomainError not-found */
  async book(tx: ReadTx, community: string, bookNo: number): Promise<BookRow> {
    const book = await findBook(tx, community, bookNo);
    if (book === undefined) throw new DomainError('not-found');
    return book;
  }

  /** The community's books, by number; with a month, under the standards of that month. */
  async books(tx: ReadTx, community: string, month: Month | null = null): Promise<BookRow[]> {
    return listBooks(tx, community, month);
  }
}

function postedVoucher(
  row: VoucherRow,
  bookNo: number,
  adjusted: boolean,
): Parameters<typeof reversalOf>[0] {
  return {
    id: row.id,
    bookNo,
    date: parseLocalDate(row.date),
    word: row.word as VoucherWord,
    no: row.no ?? 0,
    reversesId: row.reversesId,
    reversedById: row.reversedById,
    adjusted,
    lines: row.lines.map(lineDraftOf),
  };
}
