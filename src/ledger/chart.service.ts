import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import type { LocalDate } from '../kernel/local-date.js';
import { Money } from '../kernel/money.js';
import { monthOf } from '../kernel/month.js';
import { toldAt } from '../platform/database/database-error.js';
import type { ReadTx, Tx } from '../platform/database/transaction.js';
import type { AccountFacts } from './domain/account.js';
import { checkOpening } from './domain/opening.js';
import { openingChart } from './domain/standards/opening-chart.js';
import { checkStandardForMonth } from './domain/standards/standard.js';
import type { BookKind, Standard } from './domain/standards/standard.js';
import { checkSubAccount } from './domain/standards/sub-account.js';
import type { VoucherForm } from './domain/voucher-word.js';
import {
  insertAccounts,
  insertBook,
  insertFund,
  listAccounts,
  listFunds,
  listOpening,
  replaceOpening,
  type BookRow,
  type FundRow,
  type OpeningLine,
} from './storage/chart.queries.js';

export type { FundRow, OpeningLine } from './storage/chart.queries.js';

export interface NewBook {
  readonly kind: BookKind;
  readonly name: string;
  readonly standard: Standard;
  readonly openedOn: LocalDate;
  /** 记 for all vouchers, or 收/付/转; kept as long as the book (会计基础工作规范 第五十条). */
  readonly voucherWords: VoucherForm;
}

/** Books, their charts of accounts, their funds and their opening balances. */
@Injectable()
export class ChartService {
  /**
   * Opens a book with the official accounts of its standard.
   * @throws DomainError standard-not-for-kind, standard-not-in-force, month-not-open
   */
  async createBook(tx: Tx, community: string, book: NewBook): Promise<BookRow> {
    checkStandardForMonth(book.kind, book.standard, monthOf(book.openedOn));
    const bookNo = await insertBook(tx, community, book).catch((error: unknown) => {
      throw toldAt(error, 'month-not-open', () => ({
        pointer: '/openedOn',
        detail: '这个月份已不再记账。',
      }));
    });
    await insertAccounts(tx, community, bookNo, 'standard', openingChart(book.standard));
    tx.audit({
      action: 'book-opened',
      subjectKind: 'book',
      subjectId: String(bookNo),
      sentence: `启用第${bookNo}账套：${book.name}，自 ${book.openedOn} 起`,
      after: book,
    });
    return { bookNo, ...book, chiefAccountant: null };
  }

  /** The accounts of a book; with a day, as they were called on it. */
  async accounts(
    tx: ReadTx,
    community: string,
    bookNo: number,
    day: LocalDate | null = null,
  ): Promise<AccountFacts[]> {
    return listAccounts(tx, community, bookNo, day);
  }

  /**
   * Opens a sub-account.
   * @throws DomainError parent-account-unknown, sub-account-code-malformed, sub-account-code-ambiguous, account-exists,
   *   account-has-postings
   */
  async createAccount(
    tx: Tx,
    community: string,
    bookNo: number,
    account: { code: string; name: string; parentCode: string },
  ): Promise<AccountFacts> {
    const existing = await listAccounts(tx, community, bookNo);
    const parent = existing.find(({ code }) => code === account.parentCode);
    if (parent === undefined) {
      throw new DomainError('parent-account-unknown', { account: account.parentCode }, [
        { pointer: '/parentCode', detail: '请先建立上级科目，或改用本账套已有的科目。' },
      ]);
    }
    if (existing.some(({ code }) => code === account.code)) {
      throw new DomainError('account-exists', { account: account.code });
    }
    const traits = checkSubAccount(
      parent,
      account.code,
      existing.map(({ code }) => code),
    );
    const created = { ...account, ...traits, official: false };
    await insertAccounts(tx, community, bookNo, 'keeper', [created]);
    tx.audit({
      action: 'account-opened',
      subjectKind: 'account',
      subjectId: account.code,
      sentence: `第${bookNo}账套新增明细科目 ${account.code} ${account.name}`,
      after: { bookNo, ...account },
    });
    return { ...created, leaf: true };
  }

  /**
   * Replaces the opening balances; they must balance, and only before the first voucher.
   * @throws DomainError opening-balances-closed, restricted-fund-overdrawn and as checkOpening
   */
  async setOpeningBalances(
    tx: Tx,
    community: string,
    bookNo: number,
    lines: readonly OpeningLine[],
  ): Promise<OpeningLine[]> {
    const accounts = await listAccounts(tx, community, bookNo);
    const funds = await listFunds(tx, community, bookNo);
    checkOpening(lines, {
      accounts: new Map(accounts.map((account) => [account.code, account])),
      funds: new Set(funds.map(({ code }) => code)),
    });
    await replaceOpening(tx, community, bookNo, lines);
    const entered = await listOpening(tx, community, bookNo);
    tx.audit({
      action: 'opening-balances-set',
      subjectKind: 'book',
      subjectId: String(bookNo),
      sentence: `第${bookNo}账套录入期初余额 ${lines.length} 笔，借贷各 ${debits(lines).format()} 元`,
      after: entered,
    });
    return entered;
  }

  async openingBalances(tx: ReadTx, community: string, bookNo: number): Promise<OpeningLine[]> {
    return listOpening(tx, community, bookNo);
  }

  async funds(tx: ReadTx, community: string, bookNo: number): Promise<FundRow[]> {
    return listFunds(tx, community, bookNo);
  }

  /** Sets a (fund, purpose) apart. @throws DomainError fund-exists */
  async createFund(
    tx: Tx,
    community: string,
    bookNo: number,
    fund: Omit<FundRow, 'balance'>,
  ): Promise<FundRow> {
    await insertFund(tx, community, bookNo, fund);
    tx.audit({
      action: 'fund-created',
      subjectKind: 'fund',
      subjectId: fund.code,
      sentence: `第${bookNo}账套设立专项 ${fund.code} ${fund.name}，用途：${fund.purpose}`,
      after: { bookNo, ...fund },
    });
    return { ...fund, balance: '0.00' };
  }
}

function debits(lines: readonly OpeningLine[]): Money {
  return Money.sum(
    lines.filter(({ side }) => side === 'debit').map(({ amount }) => Money.of(amount)),
  );
}
