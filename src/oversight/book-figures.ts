import { Injectable } from '@nestjs/common';
import { Money } from '../kernel/money.js';
import { lastDay, type Month } from '../kernel/month.js';
import { ChartService } from '../ledger/chart.service.js';
import type { AccountFacts } from '../ledger/domain/account.js';
import { LedgerReportsService } from '../ledger/ledger-reports.service.js';
import type { BookRow } from '../ledger/ledger.service.js';
import { isInForce, standardName } from '../ledger/domain/standards/standard.js';
import { statementOf } from '../ledger/domain/statements/statement-catalogue.js';
import type { StatementKind } from '../ledger/domain/statements/statement-definition.js';
import type { ReadTx } from '../platform/database/transaction.js';
import {
  ReconciliationService,
  type ReconciliationState,
} from '../treasury/reconciliation.service.js';
import { TreasuryService, type BookMovements } from '../treasury/treasury.service.js';
import { claimsOf, fullName } from './domain/claims.js';
import { investmentsOf } from './domain/investments.js';
import type { BookFacts } from './domain/month-checks.js';
import {
  movementIds,
  type ReportedBook,
  type ReportedMovement,
  type ReportedMovements,
} from './domain/month-report.js';
import { natureOf } from './domain/movement-nature.js';
import { recognisedIn } from './domain/recognised.js';
import { restrictionsOf } from './domain/restrictions.js';
import { yearLeft } from './domain/year-left.js';
import { fundsAtMonthEnd } from './storage/funds.queries.js';

const STATEMENTS: readonly StatementKind[] = [
  'balance-sheet',
  'income',
  'activities',
  'distribution',
];

/** What one book says of a month, asked of the rooms that keep it. */
@Injectable()
export class BookFigures {
  constructor(
    private readonly reports: LedgerReportsService,
    private readonly chart: ChartService,
    private readonly treasury: TreasuryService,
    private readonly reconciliation: ReconciliationService,
  ) {}

  /** The figures that are frozen; with an instant, over the fund accounts as they were marked then. */
  async reported(
    tx: ReadTx,
    community: string,
    book: BookRow,
    month: Month,
    at?: Date,
  ): Promise<ReportedBook> {
    const { bookNo, kind, name, standard } = book;
    const movements = await this.treasury.movements(tx, community, bookNo, month, at);
    const { rows } = await this.reports.trialBalance(tx, community, bookNo, month);
    const accounts = await this.chart.accounts(tx, community, bookNo, lastDay(month));
    const claims = claimsOf(standard, accounts, rows);
    const investments = investmentsOf(standard, accounts, rows);
    const figures = await this.reports.figures(tx, community, bookNo, month);
    const recognised = recognisedIn(accounts, figures);
    const funds = await fundsAtMonthEnd(tx, community, bookNo, month);
    const restriction = restrictionsOf(standard, rows, funds);
    const total = (list: readonly { amount: string }[]): string =>
      Money.sum(list.map(({ amount }) => Money.of(amount))).toString();
    return {
      bookNo,
      kind,
      name,
      standard,
      movements: reportedSheet(movements, reportedMovements({ bookNo, standard }, accounts)),
      ...claims,
      receivablesTotal: total(claims.receivables),
      payablesTotal: total(claims.payables),
      investments,
      investmentsTotal: total(investments),
      recognised: { income: recognised.income.toString(), expense: recognised.expense.toString() },
      restriction: restriction && {
        netAssets: restriction.netAssets.toString(),
        funds: restriction.funds.toString(),
      },
      funds,
      // Frozen with the report: limits and explanations are those of its day.
      ...(at === undefined ? await this.cashAlerts(tx, community, bookNo, month) : {}),
      trialBalance: rows.map((row) => ({
        accountCode: row.accountCode,
        name: row.name,
        level: row.level,
        openingDebit: row.openingDebit,
        openingCredit: row.openingCredit,
        debit: row.debit,
        credit: row.credit,
        closingDebit: row.closingDebit,
        closingCredit: row.closingCredit,
      })),
      chain: await this.reports.chainHead(tx, community, bookNo),
    };
  }

  /** What the checks look at. */
  async facts(
    tx: ReadTx,
    community: string,
    { bookNo, name, standard }: BookRow,
    month: Month,
  ): Promise<Omit<BookFacts, 'unposted'>> {
    const { rows, totals } = await this.reports.trialBalance(tx, community, bookNo, month);
    const accounts = await this.chart.accounts(tx, community, bookNo, lastDay(month));
    const lines = await this.reports.moneyLines(tx, community, bookNo, month);
    const lineOf = (await this.treasury.fundAccounts(tx, community, bookNo)).map((a) => a.line);
    const state = await this.reconciliation.state(tx, community, bookNo, month);
    const moved = await this.treasury.movements(tx, community, bookNo, month);
    const cash = new Set(accounts.filter((a) => a.money === 'cash').map(({ code }) => code));
    const banked = [moved.opening, moved.incomeTotal, moved.expenditureTotal, moved.closing];
    return {
      bookNo,
      name,
      trialBalance: {
        debit: Money.of(totals.closingDebit),
        credit: Money.of(totals.closingCredit),
      },
      brokenRelations: await this.brokenRelations(tx, community, bookNo, standard, month),
      movedMoney: lines.length > 0,
      hasRevenueAccount: lineOf.includes('revenue'),
      hasExpenditureAccount: lineOf.includes('expenditure'),
      hasBank: banked.some((amount) => !amount.isZero()),
      reconciled: state.reconciled,
      unexplained: state.unexplained,
      hasCash: rows.some(({ accountCode }) => cash.has(accountCode)),
      cashCounted: state.cashCounted,
      cashUnexplained: state.cashUnexplained.map(cashFindingText),
      cashAlerts: state.cashAlerts.map(cashFindingText),
      restriction: restrictionsOf(
        standard,
        rows,
        await fundsAtMonthEnd(tx, community, bookNo, month),
      ),
      inForce: isInForce(standard, month),
      standardName: standardName(standard),
      yearLeft: yearLeft(standard, month, accounts, rows),
      movementDifference: moved.opening
        .plus(moved.incomeTotal)
        .minus(moved.expenditureTotal)
        .minus(moved.closing),
    };
  }

  private async cashAlerts(
    tx: ReadTx,
    community: string,
    bookNo: number,
    month: Month,
  ): Promise<Pick<ReportedBook, 'cashAlerts'>> {
    const { cashAlerts } = await this.reconciliation.state(tx, community, bookNo, month);
    return cashAlerts.length === 0 ? {} : { cashAlerts: cashAlerts.map(cashFindingText) };
  }

  private async brokenRelations(
    tx: ReadTx,
    community: string,
    bookNo: number,
    standard: BookRow['standard'],
    month: Month,
  ): Promise<string[]> {
    const broken = new Set<string>();
    for (const kind of STATEMENTS) {
      if (statementOf(standard, kind) === null) continue;
      const { checks } = await this.reports.statement(tx, community, bookNo, kind, month);
      for (const { holds, name } of checks) if (!holds) broken.add(name);
    }
    return [...broken];
  }
}

/** 1月31日 记-9 现金付款 21,922.00 元，超过结算起点 */
function cashFindingText({
  rule,
  date,
  amount,
  limit,
  voucher,
  explanation,
}: ReconciliationState['cashAlerts'][number]): string {
  const money = Money.of(amount).format();
  if (rule === 'over-threshold') {
    return `${date} ${voucher ?? ''} 现金付款 ${money} 元，超过结算起点`;
  }
  const said = explanation === null ? '未说明原因' : `说明：${explanation.reason}`;
  return `${date} 日末现金 ${money} 元，超过库存限额 ${Money.of(limit).format()} 元（${said}）`;
}

/** The month's sheet as it is frozen. */
function reportedSheet(
  movements: BookMovements,
  listed: ReturnType<typeof reportedMovements>,
): ReportedMovements {
  return {
    opening: movements.opening.toString(),
    income: listed('in', movements.income),
    incomeTotal: movements.incomeTotal.toString(),
    expenditure: listed('out', movements.expenditure),
    expenditureTotal: movements.expenditureTotal.toString(),
    closing: movements.closing.toString(),
    pettyCash: movements.pettyCash.toString(),
    pettyCashSpent: listed('out', movements.pettyCashSpent),
    pettyCashSpentTotal: movements.pettyCashSpentTotal.toString(),
  };
}

function reportedMovements(
  { bookNo, standard }: Pick<BookRow, 'bookNo' | 'standard'>,
  accounts: readonly AccountFacts[],
): (side: 'in' | 'out', movements: BookMovements['income']) => ReportedMovement[] {
  const byCode = new Map(accounts.map((account) => [account.code, account]));
  return (side, movements) => {
    const ids = movementIds(
      bookNo,
      movements.map(({ voucher }) => voucher),
    );
    return movements.map((movement, index) => {
      const contra = movement.contra.flatMap((code) => byCode.get(code) ?? []);
      const [account] = contra;
      return {
        id: ids[index] ?? '',
        date: movement.date,
        voucher: movement.voucher,
        item: movement.item,
        counterparty: movement.counterparty ?? null,
        counterpartyKind: movement.counterpartyKind,
        nature: natureOf(side, standard, contra),
        account:
          account === undefined ? null : { code: account.code, name: fullName(account, byCode) },
        amount: movement.amount.toString(),
        handledBy: movement.handledBy ?? null,
        approvedBy: movement.approvedBy ?? [],
      };
    });
  };
}
