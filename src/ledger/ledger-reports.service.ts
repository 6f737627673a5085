import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { addMonths } from '../kernel/local-date.js';
import { firstDay, monthOf, type Month } from '../kernel/month.js';
import type { ReadTx } from '../platform/database/transaction.js';
import { carryForwardOf } from './domain/carry-forward.js';
import { renumbered, restatedTotals } from './domain/restated-totals.js';
import { standardMapping } from './domain/standards/standard-mappings.js';
import { standardName, type Standard } from './domain/standards/standard.js';
import type { AccountFigures } from './domain/statements/account-figures.js';
import { comparedWith } from './domain/statements/comparative.js';
import { otherItemsOf } from './domain/cash-flow-item.js';
import { moneyLeaves } from './domain/statements/agency-money.js';
import { withPartsOf } from './domain/statements/undivided-distribution.js';
import { yearEndRuleOf } from './domain/year-end/year-end-catalogue.js';
import { listDistributions } from './storage/year-end.queries.js';
import { cashFlowFigures } from './domain/statements/cash-flow-figures.js';
import {
  evaluateStatement,
  type EvaluatedStatement,
  type StatementCheck,
} from './domain/statements/evaluate-statement.js';
import { incomeDetail } from './domain/statements/income-detail.js';
import {
  agreesOnResult,
  articulate,
  statementKindsOf,
  statementOf,
} from './domain/statements/statement-catalogue.js';
import type {
  StatementDefinition,
  StatementKind,
} from './domain/statements/statement-definition.js';
import { figuresOf, trialBalanceOf, type TrialBalance } from './domain/trial-balance.js';
import { findBook, listAccounts, type BookRow } from './storage/chart.queries.js';
import {
  accountTotals,
  carriedForward,
  cashFlowTurnovers,
  chainHead,
  moneyLines,
  unpostedDrafts,
  type MoneyLine,
} from './storage/reports.queries.js';
import { convertedIn, standardIn } from './storage/standard-change.queries.js';

export type { MoneyLine } from './storage/reports.queries.js';
export type { TrialBalance, TrialBalanceRow } from './domain/trial-balance.js';

/** A statutory statement of a month with its figures and its printed relations tried. */
export interface BookStatement extends EvaluatedStatement {
  readonly month: Month;
  readonly definition: StatementDefinition;
  /** With a comparison: the month of the year before, or null where the book had not begun. */
  readonly comparedWith?: Month | null;
}

const KINDS: readonly string[] = [
  'balance-sheet',
  'income',
  'activities',
  'distribution',
  'cash-flow',
] satisfies StatementKind[];
const FLOWS = ['income', 'activities', 'distribution'] as const;

/** What the books say at the end of a month; everything is read from the maintained balances. */
@Injectable()
export class LedgerReportsService {
  /** The trial balance of a month, amounts as text. @throws DomainError not-found */
  async trialBalance(
    tx: ReadTx,
    community: string,
    bookNo: number,
    month: Month,
  ): Promise<TrialBalance> {
    await this.book(tx, community, bookNo);
    return trialBalanceOf(await accountTotals(tx, community, bookNo, month));
  }

  /** The figures of every account, with what carry-forward vouchers made apart. @throws DomainError not-found */
  async figures(
    tx: ReadTx,
    community: string,
    bookNo: number,
    month: Month,
  ): Promise<AccountFigures[]> {
    const { standard } = await this.bookIn(tx, community, bookNo, month);
    return this.read(tx, community, bookNo, month, standard);
  }

  /**
   * A statutory statement of the book's standard, with its relations to the balance sheet.
   * @throws DomainError not-found, statement-unknown
   */
  async statement(
    tx: ReadTx,
    community: string,
    bookNo: number,
    kind: string,
    month: Month,
  ): Promise<BookStatement> {
    const book = await this.bookIn(tx, community, bookNo, month);
    const definition = await this.definition(tx, community, book, kind);
    return { ...(await this.evaluated(tx, community, book, definition, month)), month, definition };
  }

  /**
   * A statement with the same period of the year before beside each row; a balance sheet carries its own.
   * @throws DomainError not-found, statement-unknown
   */
  async comparedStatement(
    tx: ReadTx,
    community: string,
    bookNo: number,
    kind: string,
    month: Month,
  ): Promise<BookStatement> {
    const book = await this.book(tx, community, bookNo);
    const statement = await this.statement(tx, community, bookNo, kind, month);
    const { definition } = statement;
    if (definition.columns === 'position') return statement;
    const yearBefore = monthOf(addMonths(firstDay(month), -12));
    if (book.openedOn.slice(0, 7) > yearBefore) return { ...statement, comparedWith: null };
    const earlier = await this.bookIn(tx, community, bookNo, yearBefore);
    const before = await this.evaluated(tx, community, earlier, definition, yearBefore);
    return {
      ...comparedWith(definition, statement, before),
      month,
      definition,
      comparedWith: yearBefore,
    };
  }

  /** Where the book's voucher chain ends: the seal of everything posted so far. @throws DomainError not-found */
  async chainHead(
    tx: ReadTx,
    community: string,
    bookNo: number,
  ): Promise<{ seq: number; head: string }> {
    await this.book(tx, community, bookNo);
    return chainHead(tx, community, bookNo);
  }

  /** The books in which drafts of the month or of earlier days still wait, and how many. */
  async unposted(
    tx: ReadTx,
    community: string,
    month: Month,
  ): Promise<{ bookNo: number; count: number }[]> {
    return unpostedDrafts(tx, community, month);
  }

  /** The lines of cash and bank accounts in the month, by date and order of posting. */
  async moneyLines(
    tx: ReadTx,
    community: string,
    bookNo: number,
    month: Month,
  ): Promise<MoneyLine[]> {
    return moneyLines(tx, community, bookNo, month);
  }

  private async book(tx: ReadTx, community: string, bookNo: number): Promise<BookRow> {
    const book = await findBook(tx, community, bookNo);
    if (book === undefined) throw new DomainError('not-found');
    return book;
  }

  /** The book under the standard that it followed in a month. */
  private async bookIn(
    tx: ReadTx,
    community: string,
    bookNo: number,
    month: Month,
  ): Promise<BookRow> {
    const book = await this.book(tx, community, bookNo);
    const standard = await standardIn(tx, { community, bookNo }, month);
    return { ...book, standard: standard ?? book.standard };
  }

  private async definition(
    tx: ReadTx,
    community: string,
    { bookNo, standard }: BookRow,
    kind: string,
  ): Promise<StatementDefinition> {
    if (kind === 'income-detail') {
      return incomeDetail(standard, await listAccounts(tx, community, bookNo));
    }
    const definition = isStatementKind(kind) ? statementOf(standard, kind) : null;
    if (definition !== null) return definition;
    throw new DomainError('statement-unknown', {
      standard: standardName(standard),
      allowed: statementKindsOf(standard).join('、'),
    });
  }

  private async evaluated(
    tx: ReadTx,
    community: string,
    { bookNo, standard }: BookRow,
    definition: StatementDefinition,
    month: Month,
  ): Promise<EvaluatedStatement> {
    const found = await this.read(tx, community, bookNo, month, standard);
    const read = renumbered(
      await this.parted(tx, { community, bookNo }, month, standard, found),
      standardMapping(standard, definition.standard),
    );
    const figures =
      definition.kind === 'cash-flow'
        ? await this.cashFlow(tx, { community, bookNo, standard }, month, read)
        : read;
    const evaluated = evaluateStatement(definition, figures);
    const between =
      definition.kind === 'income-detail'
        ? agreesOnResult(definition.standard, evaluated, figures)
        : relations(definition.standard, definition.kind, evaluated, read);
    return { ...evaluated, checks: [...evaluated.checks, ...between] };
  }

  private async cashFlow(
    tx: ReadTx,
    { community, bookNo, standard }: { community: string; bookNo: number; standard: Standard },
    month: Month,
    figures: readonly AccountFigures[],
  ): Promise<AccountFigures[]> {
    const money = moneyLeaves(standard, await listAccounts(tx, community, bookNo));
    const other = otherItemsOf(standard);
    const own = new Set(money.own);
    return cashFlowFigures(
      other === null ? [] : await cashFlowTurnovers(tx, { community, bookNo }, month, money, other),
      figures.filter(({ accountCode }) => own.has(accountCode)),
    );
  }

  /** A distribution is dated on the last day of its year. */
  private async parted(
    tx: ReadTx,
    book: { community: string; bookNo: number },
    month: Month,
    standard: Standard,
    figures: AccountFigures[],
  ): Promise<readonly AccountFigures[]> {
    const { distribution } = yearEndRuleOf(standard);
    if (distribution === null || !month.endsWith('-12')) return figures;
    const all = await listDistributions(tx, book, Number(month.slice(0, 4)));
    const posted = all.filter(({ status }) => status === 'posted');
    return withPartsOf(distribution, posted, figures);
  }

  private async read(
    tx: ReadTx,
    community: string,
    bookNo: number,
    month: Month,
    standard: Standard,
  ): Promise<AccountFigures[]> {
    const converted = await convertedIn(tx, { community, bookNo }, month);
    const totals = restatedTotals(await accountTotals(tx, community, bookNo, month), converted);
    const rule = carryForwardOf(standard);
    return figuresOf(totals, await carriedForward(tx, community, bookNo, month, rule));
  }
}

function isStatementKind(text: string): text is StatementKind {
  return KINDS.includes(text);
}

/** The relations between the balance sheet and the other statements, seen from any of them (表间勾稽). */
function relations(
  standard: Standard,
  kind: StatementKind,
  evaluated: EvaluatedStatement,
  figures: readonly AccountFigures[],
): readonly StatementCheck[] {
  const of = (wanted: StatementKind): EvaluatedStatement | null => {
    const definition = statementOf(standard, wanted);
    return definition === null ? null : evaluateStatement(definition, figures);
  };
  const sheet = kind === 'balance-sheet' ? evaluated : of('balance-sheet');
  if (sheet === null) return [];
  return (kind === 'balance-sheet' ? FLOWS : [kind]).flatMap((flow) => {
    const other = flow === kind ? evaluated : of(flow);
    return other === null ? [] : articulate(standard, flow, sheet, other);
  });
}
