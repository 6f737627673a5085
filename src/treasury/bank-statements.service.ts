import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { Money } from '../kernel/money.js';
import { chineseMonth, monthOf, type Month } from '../kernel/month.js';
import { parseLocalDate } from '../kernel/local-date.js';
import { ChartService } from '../ledger/chart.service.js';
import { LedgerService } from '../ledger/ledger.service.js';
import { MonthsService } from '../ledger/months.service.js';
import { only } from '../platform/database/only.js';
import type { ReadTx, Tx } from '../platform/database/transaction.js';
import {
  checkNeighbours,
  checkStatement,
  type BankLineDraft,
  type CheckedStatement,
  type StatementDraft,
} from './domain/bank-statement.js';
import { checkOwnAccount } from './domain/bank-formats/own-account.js';
import {
  deleteStatement,
  insertStatement,
  listStatements,
  statementContent,
  type StatementRow,
} from './storage/bank-statements.queries.js';

import { listFundAccounts } from './storage/fund-accounts.queries.js';

export type { StatementRow } from './storage/bank-statements.queries.js';

/** A statement as it was found in a body, with the numbers of the account that a file says it is of. */
export interface FoundStatement {
  readonly statement: StatementDraft;
  readonly format: string;
  readonly ownAccounts: readonly string[];
}

/** What a file says, before it is entered. */
export interface StatementPreview {
  readonly format: string;
  readonly accountCode: string;
  readonly month: string;
  readonly openingBalance: string;
  readonly closingBalance: string;
  readonly received: string;
  readonly paid: string;
  readonly lineCount: number;
  /** The first of the lines. */
  readonly lines: readonly BankLineDraft[];
}

const SHOWN_LINES = 50;

/** The banks' statements, one an account and month (会计基础工作规范 第六十二条(三)). */
@Injectable()
export class BankStatementsService {
  constructor(
    private readonly ledger: LedgerService,
    private readonly chart: ChartService,
    private readonly months: MonthsService,
  ) {}

  /**
   * Enters a statement that adds up and goes on where its forerunner ended.
   * @throws DomainError not-found, month-not-open, not-a-bank-account, bank-statement-before-book, every refusal of
   *   checkStatement and checkNeighbours, bank-file-other-account, bank-statement-repeated
   */
  async enter(
    tx: Tx,
    community: string,
    bookNo: number,
    read: FoundStatement,
  ): Promise<StatementRow> {
    const checked = await this.check(tx, community, bookNo, read);
    const { accountCode, month } = checked;
    const id = await insertStatement(tx, community, bookNo, checked, read.format);
    tx.audit({
      action: 'bank-statement-entered',
      subjectKind: 'bank-statement',
      subjectId: id,
      sentence: `第${bookNo}账套导入账户 ${accountCode} ${chineseMonth(month)}银行对账单，流水 ${checked.lines.length} 笔，期末 ${checked.closingBalance.format()} 元`,
      after: statementContent(checked),
    });
    const rows = await listStatements(tx, community, bookNo, { from: month, through: month });
    return only(rows.filter((row) => row.id === id));
  }

  /** Tries a statement without entering it. @throws DomainError as enter(), but for what is repeated */
  async preview(
    tx: ReadTx,
    community: string,
    bookNo: number,
    read: FoundStatement,
  ): Promise<StatementPreview> {
    const { accountCode, month, openingBalance, closingBalance, lines } = await this.check(
      tx,
      community,
      bookNo,
      read,
    );
    const sum = (chosen: readonly BankLineDraft[]): string =>
      Money.sum(chosen.map(({ amount }) => amount.abs())).toString();
    return {
      format: read.format,
      accountCode,
      month,
      openingBalance: openingBalance.toString(),
      closingBalance: closingBalance.toString(),
      received: sum(lines.filter(({ amount }) => amount.isPositive())),
      paid: sum(lines.filter(({ amount }) => amount.isNegative())),
      lineCount: lines.length,
      lines: lines.slice(0, SHOWN_LINES),
    };
  }

  private async check(
    tx: ReadTx,
    community: string,
    bookNo: number,
    { statement, ownAccounts }: FoundStatement,
  ): Promise<CheckedStatement> {
    const { accountCode, month } = statement;
    const book = await this.ledger.book(tx, community, bookNo);
    const state = await this.months.state(tx, community, month);
    if (state !== 'open') {
      throw new DomainError('month-not-open', { month, state }, [
        { pointer: '/month', detail: '这个月份已不再记账。' },
      ]);
    }
    if (month < monthOf(parseLocalDate(book.openedOn))) {
      throw new DomainError('bank-statement-before-book', { month, openedOn: book.openedOn });
    }
    const accounts = await this.chart.accounts(tx, community, bookNo);
    const account = accounts.find(({ code }) => code === accountCode);
    if (account?.money !== 'bank' || !account.leaf) {
      throw new DomainError('not-a-bank-account', { account: accountCode });
    }
    const marked = await listFundAccounts(tx, community, bookNo);
    const own = marked.find((fundAccount) => fundAccount.accountCode === accountCode);
    checkOwnAccount(ownAccounts, own?.accountNumber ?? null);
    const checked = checkStatement(statement, tx.today);
    const known = await listStatements(tx, community, bookNo, null);
    checkNeighbours(
      statement,
      known.filter((row) => row.accountCode === accountCode),
    );
    return checked;
  }

  /** The statements of a month, or all. @throws DomainError not-found */
  async list(
    tx: ReadTx,
    community: string,
    bookNo: number,
    month: Month | null,
  ): Promise<StatementRow[]> {
    await this.ledger.book(tx, community, bookNo);
    const months = month === null ? null : { from: month, through: month };
    return listStatements(tx, community, bookNo, months);
  }

  /**
   * Removes a statement, the account's last, with the matches that rest on it.
   * @throws DomainError not-found, month-not-open, bank-statement-continued
   */
  async remove(tx: Tx, community: string, bookNo: number, id: string): Promise<void> {
    const removed = await deleteStatement(tx, community, bookNo, id);
    if (removed === undefined) throw new DomainError('not-found');
    tx.audit({
      action: 'bank-statement-removed',
      subjectKind: 'bank-statement',
      subjectId: id,
      sentence: `第${bookNo}账套删除账户 ${removed.accountCode} ${removed.month} 的银行对账单`,
      before: removed,
    });
  }
}
