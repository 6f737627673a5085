import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { parseLocalDate } from '../kernel/local-date.js';
import { Money } from '../kernel/money.js';
import { chineseMonth, firstDay, lastDay, type Month } from '../kernel/month.js';
import { ChartService } from '../ledger/chart.service.js';
import { LedgerReportsService, type MoneyLine } from '../ledger/ledger-reports.service.js';
import { LedgerService } from '../ledger/ledger.service.js';
import { MonthsService } from '../ledger/months.service.js';
import type { ReadTx, Tx } from '../platform/database/transaction.js';
import {
  CASH_PURPOSE_NAMES,
  cashFindings,
  checkExplanation,
  DEFAULT_CASH_LIMIT,
  type CashBox,
  type CashFinding,
  type CashPurpose,
} from './domain/cash-rules.js';
import {
  cancelledVouchers,
  cashExplanations,
  cashLimits,
  insertCashExplanation,
  insertCashLimit,
  type CashExplanationRow,
  type CashLimitRow,
} from './storage/cash-rules.queries.js';

/** The book's cash limit today, and how it came about. */
export interface CashLimits {
  readonly amount: string;
  /** Nobody has fixed a limit yet. */
  readonly byDefault: boolean;
  readonly versions: readonly CashLimitRow[];
}

/** A finding, where it stands in the books, and what was said of it. */
export interface ExplainedFinding {
  readonly rule: CashFinding['rule'];
  readonly accountCode: string;
  readonly date: string;
  readonly amount: string;
  readonly limit: string;
  readonly voucherId: string | null;
  /** Word and number: 记-3 */
  readonly voucher: string | null;
  readonly summary: string | null;
  readonly explanation: Pick<CashExplanationRow, 'purpose' | 'reason' | 'explainedBy'> | null;
}

/**
 * What cash is held to (现金管理暂行条例 第五条、第九条): the month is reported when every payment above the threshold is explained, and
 * tells of evenings above the limit. */
@Injectable()
export class CashRulesService {
  constructor(
    private readonly ledger: LedgerService,
    private readonly chart: ChartService,
    private readonly reports: LedgerReportsService,
    private readonly months: MonthsService,
  ) {}

  /** @throws DomainError not-found */
  async limits(tx: ReadTx, community: string, bookNo: number): Promise<CashLimits> {
    await this.ledger.book(tx, community, bookNo);
    const versions = await cashLimits(tx, community, bookNo);
    const amount = versions[0]?.amount ?? DEFAULT_CASH_LIMIT.toString();
    return { amount, byDefault: versions.length === 0, versions };
  }

  /** Fixes the limit from today on; months before it keep theirs. @throws DomainError not-found */
  async setLimit(
    tx: Tx,
    community: string,
    bookNo: number,
    limit: { readonly amount: Money; readonly basis: string },
  ): Promise<CashLimits> {
    await this.ledger.book(tx, community, bookNo);
    const row = await insertCashLimit(tx, community, bookNo, limit);
    const { version, amount, basis, adoptedOn } = row;
    tx.audit({
      action: 'cash-limit-set',
      subjectKind: 'book',
      subjectId: String(bookNo),
      sentence: `第${bookNo}账套库存现金限额自 ${adoptedOn} 起定为 ${limit.amount.format()} 元，依据：${basis}`,
      after: { version, amount, basis, adoptedOn },
    });
    return this.limits(tx, community, bookNo);
  }

  /** What the month's cash has to be explained for, and what was said of it. @throws DomainError not-found */
  async findings(
    tx: ReadTx,
    community: string,
    bookNo: number,
    month: Month,
  ): Promise<ExplainedFinding[]> {
    await this.ledger.book(tx, community, bookNo);
    const { found, lines, limit } = await this.look(tx, community, bookNo, month);
    const said = await cashExplanations(tx, community, bookNo, month);
    return found.map((finding) => {
      const line = lines.find(({ voucherId }) => voucherId === finding.voucherId);
      const explanation = said.find((one) => speaksOf(one, finding));
      return {
        ...finding,
        amount: finding.amount.toString(),
        limit: limit.toString(),
        voucher: line === undefined ? null : `${line.word}-${line.no}`,
        summary: line?.summary ?? null,
        explanation:
          explanation === undefined
            ? null
            : {
                purpose: explanation.purpose,
                reason: explanation.reason,
                explainedBy: explanation.explainedBy,
              },
      };
    });
  }

  /**
   * Says why a finding may stand; a change of its amount asks again.
   * @throws DomainError not-found, month-not-open, cash-finding-unknown, cash-purpose-missing, cash-explained-already
   */
  async explain(
    tx: Tx,
    place: { readonly community: string; readonly bookNo: number; readonly month: Month },
    asked: Pick<CashFinding, 'rule' | 'accountCode' | 'amount' | 'voucherId'> & {
      readonly purpose: CashPurpose | null;
      readonly reason: string;
    },
  ): Promise<CashExplanationRow> {
    const { community, bookNo, month } = place;
    await this.ledger.book(tx, community, bookNo);
    const state = await this.months.state(tx, community, month);
    if (state !== 'open') {
      const detail = '这个月份已不再记账。';
      throw new DomainError('month-not-open', { month, state }, [{ pointer: '/month', detail }]);
    }
    const { found } = await this.look(tx, community, bookNo, month);
    const finding = checkExplanation(asked, found);
    const { explainedBy: _by, ...row } = await insertCashExplanation(tx, place, finding, asked);
    const what = asked.purpose === null ? '超库存限额' : CASH_PURPOSE_NAMES[asked.purpose];
    tx.audit({
      action: 'cash-explained',
      subjectKind: 'account',
      subjectId: `${bookNo}/${finding.accountCode}`,
      sentence: `第${bookNo}账套${chineseMonth(month)}说明现金 ${finding.amount.format()} 元（${what}）：${asked.reason}`,
      after: row,
    });
    return { ...row, explainedBy: tx.actor.name };
  }

  private async look(
    tx: ReadTx,
    community: string,
    bookNo: number,
    month: Month,
  ): Promise<{ lines: MoneyLine[]; limit: Money; found: CashFinding[] }> {
    const lines = await this.reports.moneyLines(tx, community, bookNo, month);
    const limit = await this.limitOf(tx, community, bookNo, month);
    const boxes = await this.boxes(tx, community, bookNo, month, lines);
    return { lines, limit, found: boxes.flatMap((box) => cashFindings(box, limit)) };
  }

  private async limitOf(
    tx: ReadTx,
    community: string,
    bookNo: number,
    month: Month,
  ): Promise<Money> {
    const limits = await cashLimits(tx, community, bookNo);
    const inForce = limits.find(({ adoptedOn }) => adoptedOn <= lastDay(month));
    return inForce === undefined ? DEFAULT_CASH_LIMIT : Money.of(inForce.amount);
  }

  private async boxes(
    tx: ReadTx,
    community: string,
    bookNo: number,
    month: Month,
    lines: readonly MoneyLine[],
  ): Promise<CashBox[]> {
    const { rows } = await this.reports.trialBalance(tx, community, bookNo, month);
    const accounts = await this.chart.accounts(tx, community, bookNo);
    const money = new Set(accounts.filter((a) => a.money !== null).map(({ code }) => code));
    const cancelled = new Set(await cancelledVouchers(tx, community, bookNo, month));
    return accounts
      .filter((account) => account.money === 'cash' && account.leaf)
      .map(({ code }) => {
        const row = rows.find(({ accountCode }) => accountCode === code);
        const opening = Money.of(row?.openingDebit ?? '0.00');
        return {
          accountCode: code,
          firstDay: firstDay(month),
          opening: opening.minus(Money.of(row?.openingCredit ?? '0.00')),
          lines: lines
            .filter(({ accountCode }) => accountCode === code)
            .map((line) => ({
              voucherId: line.voucherId,
              date: parseLocalDate(line.date),
              debit: Money.of(line.debit),
              credit: Money.of(line.credit),
              spends:
                line.reverses === null &&
                !cancelled.has(line.voucherId) &&
                !line.contra.some(({ accountCode }) => money.has(accountCode)),
            })),
        };
      });
  }
}

function speaksOf(said: CashExplanationRow, finding: CashFinding): boolean {
  return (
    said.rule === finding.rule &&
    said.accountCode === finding.accountCode &&
    said.date === finding.date &&
    said.voucherId === finding.voucherId &&
    Money.of(said.amount).equals(finding.amount)
  );
}
