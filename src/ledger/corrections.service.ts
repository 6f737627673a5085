import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { parseLocalDate, type LocalDate } from '../kernel/local-date.js';
import type { Money } from '../kernel/money.js';
import { only } from '../platform/database/only.js';
import type { Tx } from '../platform/database/transaction.js';
import {
  checkPriorYear,
  checkReentry,
  correctionWording,
  differenceLines,
  worded,
  type CorrectionFacts,
  type WrongVoucher,
} from './domain/correction.js';
import type { Standard } from './domain/standards/standard.js';
import type { LineDraft } from './domain/voucher-line.js';
import { LedgerService, type PostedRef } from './ledger.service.js';
import { correctionsOf } from './storage/corrections.queries.js';
import { lineDraftOf } from './storage/line-rows.js';
import { VouchersService, type ManualVoucher } from './vouchers.service.js';

/** What is to be put right, from when and why. */
export interface Correction {
  readonly voucherId: string;
  readonly date: LocalDate;
  readonly reason: string;
}

/** What the right entry is. */
export interface Reentry extends Correction {
  readonly lines: readonly LineDraft[];
  /** A correction needs no source document (会计基础工作规范 第五十一条(四)). */
  readonly attachmentCount?: number;
}

interface Wrong {
  readonly voucher: WrongVoucher;
  readonly standard: Standard;
  readonly corrections: readonly CorrectionFacts[];
}

/** Errors in posted vouchers, put right as 会计基础工作规范 第五十一条(五) says; each waits for its reviewer as a draft. */
@Injectable()
export class CorrectionsService {
  constructor(
    private readonly vouchers: VouchersService,
    private readonly ledger: LedgerService,
  ) {}

  /**
   * Cancels a voucher in red at once, unless it is cancelled already, and drafts its re-entry in blue.
   * @throws DomainError not-found, voucher-not-posted, as checkReentry, LedgerService.reverse and VouchersService.create
   */
  async correct(
    tx: Tx,
    community: string,
    bookNo: number,
    reentry: Reentry,
  ): Promise<{ id: string; reversal: PostedRef | null }> {
    const { voucherId, date, reason, lines, attachmentCount = 0 } = reentry;
    const { voucher, standard, corrections } = await this.wrong(tx, community, bookNo, voucherId);
    checkReentry(voucher, date, standard, corrections);
    const id = await this.draft(tx, community, bookNo, {
      date,
      attachmentCount,
      lines: worded(lines, correctionWording('订正', voucher)),
      kind: 'correction',
      correctsId: voucherId,
    });
    this.note(tx, bookNo, voucher, reentry, { act: '订正', draftId: id });
    const reversal = voucher.reversed
      ? null
      : await this.ledger.reverse(tx, community, bookNo, { voucherId, date, reason });
    return { id, reversal };
  }

  /**
   * Drafts the difference where only amounts were wrong; `lines` give the right amount of a line by its number.
   * @throws DomainError not-found, voucher-not-posted, as differenceLines and VouchersService.create
   */
  async adjust(
    tx: Tx,
    community: string,
    bookNo: number,
    adjustment: Correction & {
      readonly lines: readonly { readonly lineNo: number; readonly amount: Money }[];
    },
  ): Promise<{ id: string }> {
    const { voucherId, date } = adjustment;
    const { voucher, standard, corrections } = await this.wrong(tx, community, bookNo, voucherId);
    const lines = differenceLines(voucher, date, standard, corrections, adjustment.lines);
    const id = await this.draft(tx, community, bookNo, {
      date,
      attachmentCount: 0,
      lines,
      kind: 'difference',
      correctsId: voucherId,
    });
    this.note(tx, bookNo, voucher, adjustment, { act: '差额调整', draftId: id });
    return { id };
  }

  /**
   * Drafts the blue voucher that puts right an error of an earlier year.
   * @throws DomainError not-found, voucher-not-posted, as checkPriorYear and VouchersService.create
   */
  async correctPriorYear(
    tx: Tx,
    community: string,
    bookNo: number,
    reentry: Reentry,
  ): Promise<{ id: string }> {
    const { voucherId, date, lines, attachmentCount = 0 } = reentry;
    const { voucher } = await this.wrong(tx, community, bookNo, voucherId);
    checkPriorYear(voucher, date);
    const id = await this.draft(tx, community, bookNo, {
      date,
      attachmentCount,
      lines: worded(lines, correctionWording('订正', voucher, true)),
      kind: 'prior-year',
      correctsId: voucherId,
    });
    this.note(tx, bookNo, voucher, reentry, { act: '以前年度更正', draftId: id });
    return { id };
  }

  private async wrong(tx: Tx, community: string, bookNo: number, id: string): Promise<Wrong> {
    const row = await this.ledger.voucher(tx, community, bookNo, id);
    if (row.no === null) throw new DomainError('voucher-not-posted');
    const { standard } = await this.ledger.book(tx, community, bookNo);
    const corrections = await correctionsOf(tx, community, bookNo, id);
    return {
      voucher: {
        date: parseLocalDate(row.date),
        word: row.word,
        no: row.no,
        sourceKind: row.sourceKind,
        reversed: row.reversedById !== null,
        lines: row.lines.map(lineDraftOf),
      },
      standard,
      corrections: corrections.map((one) => ({ ...one, lines: one.lines.map(lineDraftOf) })),
    };
  }

  private async draft(
    tx: Tx,
    community: string,
    bookNo: number,
    voucher: ManualVoucher,
  ): Promise<string> {
    return only(await this.vouchers.create(tx, community, bookNo, [voucher]));
  }

  private note(
    tx: Tx,
    bookNo: number,
    { date, word, no }: WrongVoucher,
    { voucherId, reason }: Correction,
    done: { readonly act: string; readonly draftId: string },
  ): void {
    tx.audit({
      action: 'voucher-corrected',
      subjectKind: 'voucher',
      subjectId: voucherId,
      sentence: `第${bookNo}账套对${date.slice(0, 7)} ${word}字第${no}号凭证办理${done.act}，理由：${reason}`,
      after: { draftId: done.draftId },
    });
  }
}
