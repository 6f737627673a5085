import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { parseLocalDate, type LocalDate } from '../kernel/local-date.js';
import { only } from '../platform/database/only.js';
import type { ReadTx, Tx } from '../platform/database/transaction.js';
import { DraftRulesService } from './draft-rules.service.js';
import { correctionWording, worded } from './domain/correction.js';
import { draftWarnings } from './domain/draft-warnings.js';
import {
  checkVoucher,
  type LineDraft,
  type VoucherDraft,
  type VoucherWord,
} from './domain/voucher.js';
import { checkVoucherDate } from './domain/voucher-date.js';
import { findBook } from './storage/chart.queries.js';
import { closedMonths } from './storage/months.queries.js';
import { findVoucherGrounds } from './storage/voucher-ground.queries.js';
import {
  deleteDraft,
  insertDrafts,
  lockDrafts,
  markReviewed,
  updateDraft,
  type DraftRow,
  type DraftState,
} from './storage/drafts.queries.js';
import {
  findVoucher,
  listVouchers,
  type PlaceInList,
  type VoucherFilter,
  type VoucherRow,
} from './storage/vouchers.queries.js';
import { VoucherDocumentsService, type VoucherDocuments } from './voucher-documents.service.js';

/** A manual voucher as the accountant writes it. */
export interface ManualVoucher {
  readonly date: LocalDate;
  readonly word?: VoucherWord;
  readonly attachmentCount: number;
  readonly lines: readonly LineDraft[];
  /** manual, unless it puts another voucher right or closes a year. */
  readonly kind?:
    'manual' | 'import' | 'correction' | 'difference' | 'prior-year' | 'closing' | 'distribution';
  /** The voucher that it puts right. */
  readonly correctsId?: string;
}

/** Kinds whose lines follow from the books and the law; thrown away and made anew instead of edited. */
const YEAR_END: readonly string[] = ['closing', 'distribution'];

/** Manual vouchers from draft to review; posting them is LedgerService.postDrafts. */
@Injectable()
export class VouchersService {
  constructor(
    private readonly documents: VoucherDocumentsService,
    private readonly rules: DraftRulesService,
  ) {}

  /**
   * Stores drafts, all or none; they keep every rule already.
   * @throws DomainError as checkVoucher; date-before-book-opened, date-in-future, month-not-open
   */
  async create(
    tx: Tx,
    community: string,
    bookNo: number,
    vouchers: readonly ManualVoucher[],
    pointer: (index: number) => string = () => '',
  ): Promise<string[]> {
    const drafts = await this.check(tx, community, bookNo, vouchers, pointer);
    await insertDrafts(tx, community, bookNo, drafts);
    tx.audit({
      action: 'vouchers-drafted',
      subjectKind: 'book',
      subjectId: String(bookNo),
      sentence: `第${bookNo}账套填制凭证 ${drafts.length} 张`,
      after: drafts.map(({ id }) => id),
    });
    return drafts.map(({ id }) => id);
  }

  /**
   * Replaces a draft that nobody has reviewed, and says what it still lacks; what puts another voucher right keeps its wording.
   * @throws DomainError voucher-not-editable, correction-not-editable, year-end-voucher-not-editable,
   *   documents-exceed-attachments and as create()
   */
  async edit(
    tx: Tx,
    community: string,
    bookNo: number,
    id: string,
    voucher: ManualVoucher,
  ): Promise<string[]> {
    const [kept] = await lockDrafts(tx, community, bookNo, [id]);
    if (kept?.status !== 'drafted') throw new DomainError('voucher-not-editable');
    const edited = await this.asKept(tx, community, bookNo, kept, voucher);
    const draft = only(await this.check(tx, community, bookNo, [edited], () => ''));
    await this.documents.checkSheets(tx, community, bookNo, { ...draft, id });
    if (!(await updateDraft(tx, community, bookNo, { ...draft, id }))) {
      throw new DomainError('voucher-not-editable');
    }
    tx.audit({
      action: 'voucher-edited',
      subjectKind: 'voucher',
      subjectId: id,
      sentence: `第${bookNo}账套修改未审核凭证`,
      after: voucher,
    });
    return draftWarnings(draft.attachmentCount, kept.needsAttachment);
  }

  /** Throws away a draft that nobody has reviewed. @throws DomainError voucher-not-editable, document-cited */
  async discard(tx: Tx, community: string, bookNo: number, id: string): Promise<void> {
    const [draft] = await lockDrafts(tx, community, bookNo, [id]);
    if (draft?.status === 'drafted') await this.documents.release(tx, community, bookNo, id);
    if (!(await deleteDraft(tx, community, bookNo, id)))
      throw new DomainError('voucher-not-editable');
    tx.audit({
      action: 'voucher-discarded',
      subjectKind: 'voucher',
      subjectId: id,
      sentence: `第${bookNo}账套删除未审核凭证`,
    });
  }

  /**
   * Marks drafts as reviewed, all or none; nobody reviews his own.
   * @throws DomainError voucher-not-draft, voucher-reviewed, maker-is-not-reviewer, attachment-missing, document-tampered,
   *   unlike-documents
   */
  async review(tx: Tx, community: string, bookNo: number, ids: readonly string[]): Promise<void> {
    const drafts = await lockDrafts(tx, community, bookNo, ids);
    if (drafts.length !== new Set(ids).size) throw new DomainError('voucher-not-draft');
    for (const draft of drafts) {
      if (draft.status === 'reviewed') throw new DomainError('voucher-reviewed');
      if (draft.makerId === tx.actor.id) throw new DomainError('maker-is-not-reviewer');
      if (draft.needsAttachment && draft.attachmentCount === 0)
        throw new DomainError('attachment-missing');
    }
    await this.documents.checkReview(tx, community, bookNo, ids);
    await markReviewed(tx, community, bookNo, ids, true);
    tx.audit({
      action: 'vouchers-reviewed',
      subjectKind: 'book',
      subjectId: String(bookNo),
      sentence: `第${bookNo}账套审核凭证 ${ids.length} 张`,
      after: ids,
    });
  }

  /** Gives a reviewed draft back to its maker. @throws DomainError voucher-not-draft */
  async giveBack(
    tx: Tx,
    community: string,
    bookNo: number,
    id: string,
    reason: string,
  ): Promise<void> {
    const [draft] = await lockDrafts(tx, community, bookNo, [id]);
    if (draft?.status !== 'reviewed') throw new DomainError('voucher-not-draft');
    await markReviewed(tx, community, bookNo, [id], false);
    tx.audit({
      action: 'voucher-given-back',
      subjectKind: 'voucher',
      subjectId: id,
      sentence: `第${bookNo}账套退回凭证，理由：${reason}`,
    });
  }

  /** One voucher with its lines and its source documents. @throws DomainError not-found */
  async voucher(
    tx: ReadTx,
    community: string,
    bookNo: number,
    id: string,
  ): Promise<VoucherRow & VoucherDocuments> {
    const voucher = await findVoucher(tx, community, bookNo, id);
    if (voucher === undefined) throw new DomainError('not-found');
    return { ...voucher, ...(await this.documents.of(tx, community, bookNo, voucher)) };
  }

  async list(
    tx: ReadTx,
    book: { community: string; bookNo: number },
    filter: VoucherFilter,
    place: PlaceInList,
  ): Promise<VoucherRow[]> {
    return listVouchers(tx, book, filter, place);
  }

  private async asKept(
    tx: Tx,
    community: string,
    bookNo: number,
    { kind, correctsId }: DraftState,
    voucher: ManualVoucher,
  ): Promise<ManualVoucher> {
    if (kind === 'difference') throw new DomainError('correction-not-editable');
    if (YEAR_END.includes(kind)) throw new DomainError('year-end-voucher-not-editable');
    const wrong =
      correctsId === null ? undefined : await findVoucher(tx, community, bookNo, correctsId);
    if (wrong === undefined || correctsId === null) return voucher;
    const { date, word, no } = wrong;
    const wording = correctionWording(
      '订正',
      { date: parseLocalDate(date), word, no: no ?? 0 },
      kind === 'prior-year',
    );
    return {
      ...voucher,
      lines: worded(voucher.lines, wording),
      kind: kind as 'correction' | 'prior-year',
      correctsId,
    };
  }

  private async check(
    tx: Tx,
    community: string,
    bookNo: number,
    vouchers: readonly ManualVoucher[],
    pointer: (index: number) => string,
  ): Promise<DraftRow[]> {
    const drafts = vouchers.map((voucher) => asDraft(voucher, bookNo, tx));
    const found = (await findVoucherGrounds(tx, community, drafts)).get(bookNo);
    if (found === undefined) throw new DomainError('not-found');
    const ground = { ...found, rules: await this.rules.of(tx, community, bookNo) };
    await this.checkDates(tx, community, bookNo, vouchers, pointer);
    return drafts.map((draft, index) => {
      const { id, date, word, attachmentCount, lines, source } = checkVoucher(
        draft,
        ground,
        pointer(index),
      );
      return {
        id,
        date,
        word,
        attachmentCount,
        lines,
        kind: source.kind,
        correctsId: source.correctsId ?? null,
      };
    });
  }

  private async checkDates(
    tx: Tx,
    community: string,
    bookNo: number,
    vouchers: readonly ManualVoucher[],
    pointer: (index: number) => string,
  ): Promise<void> {
    const book = await findBook(tx, community, bookNo);
    if (book === undefined) throw new DomainError('not-found');
    const days = {
      openedOn: book.openedOn,
      today: tx.today,
      closed: await closedMonths(tx, community),
    };
    vouchers.forEach(({ date }, index) => {
      checkVoucherDate(date, days, `${pointer(index)}/date`);
    });
  }
}

function asDraft(voucher: ManualVoucher, bookNo: number, tx: Tx): VoucherDraft {
  const { kind = 'manual', correctsId, ...written } = voucher;
  return {
    ...written,
    id: randomUUID(),
    bookNo,
    source: { kind, ...(correctsId === undefined ? {} : { correctsId }) },
    maker: tx.actor,
    reviewer: null,
  };
}
