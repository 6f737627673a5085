import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { Money } from '../kernel/money.js';
import { chineseMonth, type Month } from '../kernel/month.js';
import { MonthsService } from '../ledger/months.service.js';
import type { ReadTx, Tx } from '../platform/database/transaction.js';
import { CashCountsService, type CashState } from './cash-counts.service.js';
import { CashRulesService, type ExplainedFinding } from './cash-rules.service.js';
import { checkConfirmable, toExplain } from './domain/reconciliation.js';
import {
  bankKey,
  bookKey,
  type BankItem,
  type BookItem,
  type Match,
} from './domain/reconciliation-items.js';
import { matchScore } from './domain/match-score.js';
import { automaticMatches, checkMatch } from './domain/reconciliation-matching.js';
import { suggestionsOf, type SuggestionView } from './match-suggestions.view.js';
import { reconciliationView, type ReconciliationView } from './reconciliation.view.js';
import { ReconciliationTablesService } from './reconciliation-tables.service.js';
import {
  confirmedContent,
  deleteMatch,
  insertMatches,
  insertReconciliation,
} from './storage/reconciliation.queries.js';

export type { ReconciliationView } from './reconciliation.view.js';
export type { SuggestionView } from './match-suggestions.view.js';
export type { CashState } from './cash-counts.service.js';

/** Where a bank account stands with its bank in a month. */
export interface BankState {
  readonly accountCode: string;
  readonly bookBalance: Money;
  /** Null while the statement is missing. */
  readonly statementBalance: Money | null;
  readonly reconciled: boolean;
  /** What was said of open items, when there are any. */
  readonly explanation?: string;
}

/** What a month's report asks of a book: bank accounts reconciled, cash counted. Idle empty accounts need nothing. */
export interface ReconciliationState {
  readonly accounts: readonly BankState[];
  readonly cash: readonly CashState[];
  readonly reconciled: boolean;
  /** By how much book and bank differ in accounts that are not reconciled; null while a statement is missing. */
  readonly unexplained: Money | null;
  readonly cashCounted: boolean;
  /** Payments above the threshold that nobody has explained. */
  readonly cashUnexplained: readonly ExplainedFinding[];
  /** Evenings above the limit, explained or not: told, not refused (现金管理暂行条例 第九条). */
  readonly cashAlerts: readonly ExplainedFinding[];
}

/** 对账 (会计基础工作规范 第六十二条): bank accounts against statements, cash against the box. */
@Injectable()
export class ReconciliationService {
  constructor(
    private readonly tables: ReconciliationTablesService,
    private readonly months: MonthsService,
    private readonly cashCounts: CashCountsService,
    private readonly cashRules: CashRulesService,
  ) {}

  /** Whether bank and cash agree with the book as it stands now. @throws DomainError not-found */
  async state(
    tx: ReadTx,
    community: string,
    bookNo: number,
    month: Month,
  ): Promise<ReconciliationState> {
    const { accounts } = await this.tables.compare(tx, community, bookNo, month);
    const cash = await this.cashCounts.state(tx, community, bookNo, month);
    const findings = await this.cashRules.findings(tx, community, bookNo, month);
    const banks = accounts.map(({ table, holds, explanations }): BankState => {
      const said = toExplain(table).flatMap((key) => explanations[key] ?? []);
      return {
        accountCode: table.accountCode,
        bookBalance: table.bookBalance,
        statementBalance: table.statementBalance,
        reconciled: holds,
        ...(said.length === 0 ? {} : { explanation: [...new Set(said)].join('；') }),
      };
    });
    return {
      accounts: banks,
      cash,
      reconciled: banks.every(({ reconciled }) => reconciled),
      unexplained: unexplained(banks),
      cashCounted: cash.every(({ agrees }) => agrees),
      cashUnexplained: findings.filter(
        ({ rule, explanation }) => rule === 'over-threshold' && explanation === null,
      ),
      cashAlerts: findings.filter(({ rule }) => rule === 'over-limit'),
    };
  }

  /** The month's 余额调节表 for each bank account, with what is matched and what is open. @throws DomainError not-found */
  async view(
    tx: ReadTx,
    community: string,
    bookNo: number,
    month: Month,
  ): Promise<ReconciliationView> {
    return reconciliationView(month, await this.tables.compare(tx, community, bookNo, month));
  }

  /** What the open lines of the month may belong to, the surest first; nothing is matched by it. @throws DomainError not-found */
  async suggestions(
    tx: ReadTx,
    community: string,
    bookNo: number,
    month: Month,
  ): Promise<SuggestionView[]> {
    const { accounts } = await this.tables.compare(tx, community, bookNo, month);
    return accounts.flatMap(({ table }) => suggestionsOf(table));
  }

  /**
   * Matches what can only belong together (`groups` null), or what a person says belongs together.
   * @throws DomainError not-found, month-not-open, match-needs-two-lines, match-line-not-open, match-accounts-differ,
   *   match-sums-differ, bank-line-matched-already, book-line-matched-already
   */
  async match(
    tx: Tx,
    place: { readonly community: string; readonly bookNo: number; readonly month: Month },
    groups: readonly Omit<Match, 'reason'>[] | null,
  ): Promise<ReconciliationView> {
    const { community, bookNo, month } = place;
    await this.demandOpen(tx, community, month);
    const { accounts } = await this.tables.compare(tx, community, bookNo, month);
    const open = {
      bank: accounts.flatMap(({ table }) => table.openBank),
      book: accounts.flatMap(({ table }) => table.openBook),
    };
    const matches =
      groups === null
        ? accounts.flatMap(({ table }) =>
            automaticMatches(table.openBank, table.openBook).map((match) => ({
              match,
              accountCode: table.accountCode,
            })),
          )
        : groups.map((group) => byHand(group, open, tx.actor.name));
    await insertMatches(tx, place, groups === null, matches);
    tx.audit({
      action: 'bank-lines-matched',
      subjectKind: 'book',
      subjectId: String(bookNo),
      sentence: `第${bookNo}账套${chineseMonth(month)}银行对账${groups === null ? '自动' : '人工'}核销 ${matches.length} 组`,
      after: matches,
    });
    return this.view(tx, community, bookNo, month);
  }

  /** Takes a match apart again. @throws DomainError not-found, month-not-open */
  async unmatch(
    tx: Tx,
    place: { readonly community: string; readonly bookNo: number; readonly month: Month },
    matchId: string,
  ): Promise<ReconciliationView> {
    const { community, bookNo, month } = place;
    await this.demandOpen(tx, community, month);
    if (!(await deleteMatch(tx, place, matchId))) throw new DomainError('not-found');
    tx.audit({
      action: 'bank-match-undone',
      subjectKind: 'bank-match',
      subjectId: matchId,
      sentence: `第${bookNo}账套${chineseMonth(month)}银行对账撤销一组核销`,
    });
    return this.view(tx, community, bookNo, month);
  }

  /**
   * Confirms the month: each account's table is frozen under its next version once everything is matched or explained.
   * @throws DomainError not-found, month-not-open, reconciliation-out-of-order, bank-statement-missing,
   *   reconciliation-unbalanced, reconciliation-unexplained, explanation-names-nothing
   */
  async confirm(
    tx: Tx,
    place: { readonly community: string; readonly bookNo: number; readonly month: Month },
    said: ReadonlyMap<string, string>,
  ): Promise<ReconciliationView> {
    const { community, bookNo, month } = place;
    await this.demandOpen(tx, community, month);
    const { accounts, behind } = await this.tables.compare(tx, community, bookNo, month);
    if (behind !== null) {
      throw new DomainError('reconciliation-out-of-order', {
        account: behind.accountCode,
        month: behind.month,
      });
    }
    const wanted = new Set(accounts.flatMap(({ table }) => toExplain(table)));
    for (const item of said.keys()) {
      if (!wanted.has(item)) throw new DomainError('explanation-names-nothing', { item });
    }
    for (const { table, holds, explanations } of accounts) {
      const keys = toExplain(table);
      if (holds && !keys.some((key) => said.has(key))) continue;
      const known = new Map([...Object.entries(explanations), ...said]);
      checkConfirmable(table, known);
      const kept = Object.fromEntries(keys.map((key) => [key, known.get(key) ?? '']));
      await insertReconciliation(tx, place, table, kept);
      tx.audit({
        action: 'reconciliation-confirmed',
        subjectKind: 'account',
        subjectId: `${bookNo}/${table.accountCode}`,
        sentence: `第${bookNo}账套${chineseMonth(month)}确认银行账户 ${table.accountCode} 的余额调节表，账面 ${table.bookBalance.format()} 元，未达账项 ${keys.length} 项`,
        after: confirmedContent(month, table, kept),
      });
    }
    return this.view(tx, community, bookNo, month);
  }

  private async demandOpen(tx: ReadTx, community: string, month: Month): Promise<void> {
    const state = await this.months.state(tx, community, month);
    if (state !== 'open') throw new DomainError('month-not-open', { month, state });
  }
}

/** What a person says belongs together, with what else speaks for it. @throws DomainError every refusal of checkMatch */
function byHand(
  group: Omit<Match, 'reason'>,
  open: { readonly bank: readonly BankItem[]; readonly book: readonly BookItem[] },
  name: string,
): ReturnType<typeof checkMatch> {
  const checked = checkMatch({ ...group, reason: name }, open);
  const banked = new Set(group.bankLineIds.map((bankLineId) => bankKey({ bankLineId })));
  const booked = new Set(group.bookLines.map(bookKey));
  const bank = open.bank.filter((item) => banked.has(bankKey(item)));
  const book = open.book.filter((item) => booked.has(bookKey(item)));
  const twoSided = bank.length > 0 && book.length > 0;
  const why = twoSided ? matchScore(bank, book, null).reasons.join('，') : '同一方几笔相抵';
  return { ...checked, match: { ...checked.match, reason: `${name}人工核销：${why}` } };
}

function unexplained(banks: readonly BankState[]): Money | null {
  const differences = banks
    .filter(({ reconciled }) => !reconciled)
    .map(({ bookBalance, statementBalance }) => statementBalance?.minus(bookBalance).abs());
  const known = differences.flatMap((difference) => difference ?? []);
  return known.length === differences.length ? Money.sum(known) : null;
}
