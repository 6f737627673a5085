import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error.js';
import { addDays, type LocalDate } from '../kernel/local-date.js';
import { monthOf } from '../kernel/month.js';
import { only } from '../platform/database/only.js';
import type { ReadTx, Tx } from '../platform/database/transaction.js';
import type { StandardMapping } from './domain/standards/standard-mapping.js';
import { standardMapping } from './domain/standards/standard-mappings.js';
import { standardName, type Standard } from './domain/standards/standard.js';
import {
  standardChangePlan,
  type OwnMapping,
  type StandardChangePlan,
} from './domain/standard-change.js';
import { leftOnYear } from './domain/year-end/year-state.js';
import { yearEndRuleOf } from './domain/year-end/year-end-catalogue.js';
import { LedgerService, type PostedRef } from './ledger.service.js';
import { listAccounts } from './storage/chart.queries.js';
import { closedMonths } from './storage/months.queries.js';
import { changeStandard, figuredAccounts } from './storage/standard-change.queries.js';
import { detailBalances } from './storage/year-end.queries.js';
import type { BookKey } from './year-end.service.js';

/** To which standard, from which day, and where own accounts go. */
export interface StandardChange {
  readonly standard: Standard;
  readonly date: LocalDate;
  readonly mappings: readonly OwnMapping[];
}

/** The plan with the mapping that it follows. */
export interface StandardChangePreview extends StandardChangePlan {
  readonly mapping: StandardMapping;
}

const APPROVED = ['approved', 'published', 'sealed'];

/** A book goes on under the standard that succeeds its own (新旧会计制度衔接): the same book, its chart by date. */
@Injectable()
export class StandardChangeService {
  constructor(private readonly ledger: LedgerService) {}

  /**
   * What the change would do, with every balance under its new account.
   * @throws DomainError not-found, standard-change-unknown, standard-change-before-approval, year-end-not-transferred and
   *   as standardChangePlan
   */
  async preview(tx: ReadTx, book: BookKey, change: StandardChange): Promise<StandardChangePreview> {
    const { community, bookNo } = book;
    const { standard } = await this.ledger.book(tx, community, bookNo);
    const mapping = standardMapping(standard, change.standard);
    if (mapping?.effectiveOn !== change.date) {
      throw new DomainError('standard-change-unknown', { standard: standardName(change.standard) });
    }
    const day = addDays(change.date, -1);
    const month = monthOf(day);
    const state = (await closedMonths(tx, community)).get(month) ?? 'open';
    if (!APPROVED.includes(state)) {
      throw new DomainError('standard-change-before-approval', { month, state });
    }
    const accounts = await listAccounts(tx, community, bookNo);
    const tops = accounts.filter(({ official }) => official).map(({ code }) => code);
    const balances = await detailBalances(tx, book, tops, day);
    const { left } = leftOnYear(yearEndRuleOf(standard), accounts, balances);
    if (left[0] !== undefined) {
      const facts = { year: day.slice(0, 4), book: bookNo, account: left[0].accountCode };
      throw new DomainError('year-end-not-transferred', facts);
    }
    const figured = await figuredAccounts(tx, book);
    return {
      ...standardChangePlan(mapping, accounts, balances, figured, change.mappings),
      mapping,
    };
  }

  /**
   * Changes the standard and carries the balances whose account has another code.
   * @throws DomainError as preview and LedgerService.post; standard-changed-already, standard-change-late
   */
  async change(
    tx: Tx,
    book: BookKey,
    change: StandardChange,
  ): Promise<{ plan: StandardChangePreview; voucher: PostedRef | null }> {
    const plan = await this.preview(tx, book, change);
    const { community, bookNo } = book;
    const before = await listAccounts(tx, community, bookNo);
    const id = randomUUID();
    await changeStandard(tx, book, { id, to: change.standard, on: change.date }, plan);
    const { from, to } = plan.mapping;
    tx.audit({
      action: 'standard-changed',
      subjectKind: 'standard-change',
      subjectId: id,
      sentence: `第${bookNo}账套自 ${change.date} 起由${standardName(from)}改用${standardName(to)}`,
      after: {
        ...{ bookNo, from, to, on: change.date },
        ...{ madeById: tx.actor.id, madeBy: tx.actor.name, madeAt: tx.now.toISOString() },
        ...chartNoted(before, plan),
      },
    });
    if (plan.lines.length === 0) return { plan, voucher: null };
    const posted = await this.ledger.post(tx, community, [
      {
        id: randomUUID(),
        bookNo,
        date: change.date,
        attachmentCount: 0,
        lines: plan.lines,
        source: { kind: 'conversion', id },
        maker: tx.actor,
        reviewer: null,
      },
    ]);
    return { plan, voucher: only(posted) };
  }
}

/** What the change does to the chart, for the operation log: former and new names, accounts opened and closed. */
function chartNoted(
  before: readonly { readonly code: string; readonly name: string }[],
  { accounts, closed }: StandardChangePlan,
): Record<'renamed' | 'opened' | 'closed', unknown> {
  const former = new Map(before.map(({ code, name }) => [code, name]));
  const renamed = accounts.flatMap(({ code, name }) => {
    const was = former.get(code);
    return was === undefined || was === name ? [] : [[code, [was, name]]];
  });
  const opened = accounts.filter(({ code }) => !former.has(code)).map((one) => [one.code, one]);
  return {
    renamed: Object.fromEntries(renamed),
    opened: Object.fromEntries(opened),
    closed: [...closed].sort(),
  };
}
