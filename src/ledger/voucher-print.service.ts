import { Injectable } from '@nestjs/common';
import { IdentityService } from '../identity/identity.service.js';
import { DomainError } from '../kernel/domain-error.js';
import type { Month } from '../kernel/month.js';
import type { ReadTx } from '../platform/database/transaction.js';
import { checkSheets, VOUCHER_SHEETS } from './domain/print-limit.js';
import { VOUCHER_WORDS, type VoucherWord } from './domain/voucher.js';
import { bindingCoverPrintout } from './print/binding-cover-print.js';
import type { Printout } from './print/ledger-print.js';
import { printHead } from './print/print-head.js';
import {
  countSheets,
  voucherDocument,
  voucherPages,
  type VoucherPaper,
} from './print/voucher-print.js';
import { findBook, listFunds } from './storage/chart.queries.js';
import { datedChart } from './storage/standard-change.queries.js';
import {
  findVoucher,
  listVouchers,
  type VoucherFilter,
  type VoucherRow,
} from './storage/vouchers.queries.js';

/** Which book's vouchers are printed. */
interface BookKey {
  readonly community: string;
  readonly bookNo: number;
}

/** Vouchers on paper, and the cover of what is bound. */
@Injectable()
export class VoucherPrintService {
  constructor(private readonly identity: IdentityService) {}

  /** One voucher, draft or posted. @throws DomainError not-found */
  async voucher(tx: ReadTx, book: BookKey, id: string): Promise<Printout> {
    const paper = await this.paper(tx, book);
    const voucher = await findVoucher(tx, book.community, book.bookNo, id);
    if (voucher === undefined) throw new DomainError('not-found');
    const number = voucher.no === null ? '未记账' : `${voucher.word}字第${voucher.no}号`;
    return printout([voucher], paper, `记账凭证-${voucher.month}-${number}`);
  }

  /**
   * The vouchers that match, in order of their numbers; drafts only where their state is asked for.
   * @throws DomainError not-found, nothing-to-print, print-too-long
   */
  async vouchers(tx: ReadTx, book: BookKey, filter: VoucherFilter): Promise<Printout> {
    const paper = await this.paper(tx, book);
    const vouchers = await this.read(tx, book, filter);
    return printout(vouchers, paper, `记账凭证-${paper.head.book}-${spanOf(vouchers)}`);
  }

  /**
   * The covers of a month's vouchers, one for each word in use.
   * @throws DomainError not-found, nothing-to-print, print-too-long
   */
  async bindingCover(
    tx: ReadTx,
    book: BookKey,
    month: Month,
    word?: VoucherWord,
  ): Promise<Printout> {
    const paper = await this.paper(tx, book);
    const posted = await this.read(tx, book, { month });
    const own = posted.filter((voucher) => word === undefined || voucher.word === word);
    checkSheets(own.length, VOUCHER_SHEETS);
    return bindingCoverPrintout(own, month, paper);
  }

  private async read(tx: ReadTx, book: BookKey, filter: VoucherFilter): Promise<VoucherRow[]> {
    const place = { after: null, limit: VOUCHER_SHEETS + 1 };
    const rows = await listVouchers(tx, book, filter, place);
    checkSheets(rows.length, VOUCHER_SHEETS);
    const drafts = filter.status === 'drafted' || filter.status === 'reviewed';
    return rows.filter(({ no }) => drafts || no !== null).sort(byNumber);
  }

  private async paper(tx: ReadTx, { community, bookNo }: BookKey): Promise<VoucherPaper> {
    const book = await findBook(tx, community, bookNo);
    if (book === undefined) throw new DomainError('not-found');
    const funds = await listFunds(tx, community, bookNo);
    return {
      head: await printHead(tx, this.identity, community, book),
      chart: await datedChart(tx, { community, bookNo }),
      funds: new Map(funds.map(({ code, name }) => [code, name])),
    };
  }
}

function printout(vouchers: readonly VoucherRow[], paper: VoucherPaper, name: string): Printout {
  const sheets = countSheets(vouchers, paper);
  checkSheets(sheets, VOUCHER_SHEETS);
  return {
    name,
    document: voucherDocument(paper, name),
    pages: voucherPages(vouchers, paper),
    sheets,
  };
}

function byNumber(a: VoucherRow, b: VoucherRow): number {
  const word = (row: VoucherRow): number => VOUCHER_WORDS.findIndex((one) => one === row.word);
  return (
    a.month.localeCompare(b.month) ||
    word(a) - word(b) ||
    (a.no ?? Infinity) - (b.no ?? Infinity) ||
    0
  );
}

function spanOf(vouchers: readonly VoucherRow[]): string {
  const first = vouchers[0]?.month ?? '';
  const last = vouchers.at(-1)?.month ?? '';
  return first === last ? first : `${first}至${last}`;
}
