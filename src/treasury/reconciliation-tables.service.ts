import { Injectable } from '@nestjs/common';
import { parseLocalDate } from '../kernel/local-date.js';
import { Money } from '../kernel/money.js';
import { monthsBetween, nextMonth, parseMonth, type Month } from '../kernel/month.js';
import { ChartService } from '../ledger/chart.service.js';
import type { AccountFacts } from '../ledger/domain/account.js';
import { LedgerReportsService, type MoneyLine } from '../ledger/ledger-reports.service.js';
import { MonthsService } from '../ledger/months.service.js';
import type { ReadTx } from '../platform/database/transaction.js';
import {
  adjustmentTable,
  handedOn,
  needsReconciling,
  stillHolds,
  type AccountMonth,
  type AdjustmentTable,
  type CarriedOver,
} from './domain/reconciliation.js';
import { bankKey, bookKey, type BankItem, type BookItem } from './domain/reconciliation-items.js';
import { listStatements, type StatementRow } from './storage/bank-statements.queries.js';
import {
  bankItemsBetween,
  confirmedBetween,
  firstStatementMonth,
  lastConfirmedBefore,
  matchesBetween,
  type ConfirmedRow,
  type MatchRow,
} from './storage/reconciliation.queries.js';

/** One bank account's comparison in one month, and what was confirmed of it. */
export interface ComparedAccount {
  readonly table: AdjustmentTable;
  readonly confirmed: ConfirmedRow | null;
  /** The confirmed table is still what bank and book say. */
  readonly holds: boolean;
  /** What was said of open items in this month or the last one before. */
  readonly explanations: Readonly<Record<string, string>>;
}

/** A book's bank accounts in one month. */
export interface ComparedMonth {
  readonly accounts: readonly ComparedAccount[];
  readonly matches: readonly MatchRow[];
  /** Every line that was in hand, settled or open. */
  readonly bankItems: ReadonlyMap<string, BankItem>;
  readonly bookItems: ReadonlyMap<string, BookItem>;
  /** The first account of an open month before this one that is not reconciled. */
  readonly behind: { readonly accountCode: string; readonly month: Month } | null;
}

interface Loaded {
  readonly banks: readonly AccountFacts[];
  readonly statements: readonly StatementRow[];
  readonly bank: readonly (BankItem & { readonly month: string })[];
  readonly matches: readonly MatchRow[];
  readonly confirmed: readonly ConfirmedRow[];
}

/** Compares the book's bank accounts with the banks' statements, month after month. */
@Injectable()
export class ReconciliationTablesService {
  constructor(
    private readonly chart: ChartService,
    private readonly reports: LedgerReportsService,
    private readonly months: MonthsService,
  ) {}

  /** The comparison of a month. Months that were reported stand still: what they confirmed is the beginning. */
  async compare(
    tx: ReadTx,
    community: string,
    bookNo: number,
    month: Month,
  ): Promise<ComparedMonth> {
    const from = await this.beginning(tx, community, bookNo, month);
    const before = await lastConfirmedBefore(tx, community, bookNo, from);
    const loaded = await this.load(tx, community, bookNo, from, month);
    const carried = new Map<string, CarriedOver | null>(
      before.map(({ accountCode, table }) => [accountCode, handedOn(table, null)]),
    );
    const said = new Map(
      before.map(({ accountCode, explanations }) => [accountCode, explanations]),
    );
    const bankItems = new Map([...carried.values()].flatMap((c) => keyed(c?.bank ?? [], bankKey)));
    const bookItems = new Map([...carried.values()].flatMap((c) => keyed(c?.book ?? [], bookKey)));
    for (const item of loaded.bank) bankItems.set(bankKey(item), item);
    const matched = new Set<string>();
    let behind: ComparedMonth['behind'] = null;
    for (const at of monthsBetween(from, month)) {
      const facts = await this.accountMonths(tx, community, bookNo, at, loaded);
      for (const item of facts.flatMap(({ book }) => book)) bookItems.set(bookKey(item), item);
      settle(matched, loaded.matches, at);
      const accounts = facts.map((account): ComparedAccount & { readonly needed: boolean } => {
        const { accountCode } = account;
        const handed = carried.get(accountCode) ?? null;
        const table = adjustmentTable(account, handed, matched);
        const confirmed =
          loaded.confirmed.find((c) => c.accountCode === accountCode && c.month === at) ?? null;
        const explanations = { ...said.get(accountCode), ...confirmed?.explanations };
        carried.set(accountCode, handedOn(table, handed));
        said.set(accountCode, explanations);
        const holds = confirmed !== null && stillHolds(table, confirmed.table);
        return { table, confirmed, holds, explanations, needed: needsReconciling(account) };
      });
      const needed = accounts.filter((account) => account.needed);
      if (at === month) {
        const matches = loaded.matches.filter((match) => match.month === at);
        return { accounts: needed, matches, bankItems, bookItems, behind };
      }
      const late = needed.find((account) => !account.holds);
      if (late !== undefined) behind ??= { accountCode: late.table.accountCode, month: at };
    }
    throw new Error(`no month between ${from} and ${month}`);
  }

  private async beginning(
    tx: ReadTx,
    community: string,
    bookNo: number,
    month: Month,
  ): Promise<Month> {
    const known = await this.months.months(tx, community);
    const closed = known.filter((row) => row.month < month && row.state !== 'open').at(-1);
    if (closed !== undefined) return nextMonth(parseMonth(closed.month));
    const first = await firstStatementMonth(tx, community, bookNo);
    return first !== null && first < month ? parseMonth(first) : month;
  }

  private async load(
    tx: ReadTx,
    community: string,
    bookNo: number,
    from: Month,
    through: Month,
  ): Promise<Loaded> {
    const accounts = await this.chart.accounts(tx, community, bookNo);
    return {
      banks: accounts.filter(({ money, leaf }) => money === 'bank' && leaf),
      statements: await listStatements(tx, community, bookNo, { from, through }),
      bank: await bankItemsBetween(tx, community, bookNo, from, through),
      matches: await matchesBetween(tx, community, bookNo, from, through),
      confirmed: await confirmedBetween(tx, community, bookNo, from, through),
    };
  }

  private async accountMonths(
    tx: ReadTx,
    community: string,
    bookNo: number,
    month: Month,
    loaded: Loaded,
  ): Promise<AccountMonth[]> {
    const { rows } = await this.reports.trialBalance(tx, community, bookNo, month);
    const lines = await this.reports.moneyLines(tx, community, bookNo, month);
    return loaded.banks.map(({ code, name }) => {
      const row = rows.find(({ accountCode }) => accountCode === code);
      const statement = loaded.statements.find((s) => s.accountCode === code && s.month === month);
      const net = (debit = '0.00', credit = '0.00'): Money =>
        Money.of(debit).minus(Money.of(credit));
      return {
        accountCode: code,
        accountName: name,
        bookOpening: net(row?.openingDebit, row?.openingCredit),
        bookClosing: net(row?.closingDebit, row?.closingCredit),
        statement:
          statement === undefined
            ? null
            : {
                id: statement.id,
                opening: Money.of(statement.openingBalance),
                closing: Money.of(statement.closingBalance),
              },
        bank: loaded.bank.filter((item) => item.accountCode === code && item.month === month),
        book: lines.filter(({ accountCode }) => accountCode === code).map(bookItem),
      };
    });
  }
}

function bookItem(line: MoneyLine): BookItem {
  return {
    voucherId: line.voucherId,
    lineNo: line.lineNo,
    accountCode: line.accountCode,
    date: parseLocalDate(line.date),
    amount: Money.of(line.debit).minus(Money.of(line.credit)),
    voucher: `${line.word}-${line.no}`,
    summary: line.summary,
    counterparty: line.counterparty,
    reversesId: line.reverses?.voucherId ?? null,
  };
}

function settle(matched: Set<string>, matches: readonly MatchRow[], month: Month): void {
  for (const match of matches.filter((row) => row.month === month)) {
    for (const bankLineId of match.bankLineIds) matched.add(bankKey({ bankLineId }));
    for (const line of match.bookLines) matched.add(bookKey(line));
  }
}

function keyed<T>(items: readonly T[], keyOf: (item: T) => string): [string, T][] {
  return items.map((item) => [keyOf(item), item]);
}
