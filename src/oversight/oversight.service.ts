import { Injectable } from '@nestjs/common';
import { IdentityService } from '../identity/identity.service.js';
import { DomainError } from '../kernel/domain-error.js';
import { chineseMonth, type Month } from '../kernel/month.js';
import type { Role } from '../kernel/role.js';
import { MonthsService } from '../ledger/months.service.js';
import type { ReadTx, Tx } from '../platform/database/transaction.js';
import type { MeetingRecord } from './domain/meeting-record.js';
import { checkMonth, type MonthCheck } from './domain/month-checks.js';
import { canonicalJson, sha256, type MonthReport } from './domain/month-report.js';
import { MONTH_STATE_NAMES } from './domain/month-state.js';
import { MeetingsService } from './meetings.service.js';
import { MonthFigures } from './month-figures.js';
import {
  insertReport,
  insertReturn,
  latestReport,
  returnsOf,
  type ReturnRow,
} from './storage/reports.queries.js';

export type { ReturnRow } from './storage/reports.queries.js';

/** A month's frozen report with its digest. */
export interface FrozenReport {
  readonly report: MonthReport;
  /** SHA-256 of the report's canonical JSON, in hexadecimal. */
  readonly sha256: string;
}

/** The offices that sign a community's papers, each with the names of its holders. */
export interface Officers {
  readonly directors: readonly string[];
  readonly secretaries: readonly string[];
  readonly supervisors: readonly string[];
}

const EVERYBODY = 10_000;

/** The month under oversight: what still fails, the frozen figures, the way back. */
@Injectable()
export class OversightService {
  constructor(
    private readonly figures: MonthFigures,
    private readonly months: MonthsService,
    private readonly meetings: MeetingsService,
    private readonly identity: IdentityService,
  ) {}

  /** The frozen report that stands; null while the month is open. */
  async report(tx: ReadTx, community: string, month: Month): Promise<MonthReport | null> {
    return (await this.frozen(tx, community, month))?.report ?? null;
  }

  /** The same with its digest. */
  async frozen(tx: ReadTx, community: string, month: Month): Promise<FrozenReport | null> {
    const latest = await latestReport(tx, community, month);
    if (latest === undefined || latest.returned) return null;
    return { report: JSON.parse(latest.figures) as MonthReport, sha256: latest.sha256 };
  }

  /** The last meeting on the report that stands. */
  async meeting(tx: ReadTx, community: string, month: Month): Promise<MeetingRecord | null> {
    const latest = await latestReport(tx, community, month);
    const held = await this.meetings.ofMonth(tx, community, month);
    return held.filter((m) => m.reportVersion === latest?.version).at(-1) ?? null;
  }

  /** Every check of an open month, and how often and why it was returned. */
  async readiness(
    tx: ReadTx,
    community: string,
    month: Month,
  ): Promise<{ checks: MonthCheck[]; returns: ReturnRow[] }> {
    const returns = await returnsOf(tx, community, month);
    if ((await this.months.state(tx, community, month)) !== 'open') return { checks: [], returns };
    return { checks: await this.checks(tx, community, month), returns };
  }

  /** Who holds which office in the community today, by name. */
  async officers(tx: ReadTx, community: string): Promise<Officers> {
    const people = await this.identity.users(tx, community, '', EVERYBODY);
    const named = (role: Role): string[] =>
      people
        .filter(({ duties }) =>
          duties.some((duty) => duty.role === role && duty.scope === community),
        )
        .map(({ name }) => name);
    return {
      directors: named('director'),
      secretaries: named('party-secretary'),
      supervisors: named('supervisor'),
    };
  }

  /**
   * Reports a month: takes it in hand, runs every check, freezes the figures. No voucher enters it any more.
   * @throws DomainError month-not-open, month-not-ready with one error a check, month-out-of-order
   */
  async reportMonth(tx: Tx, community: string, month: Month): Promise<FrozenReport> {
    const { state } = await this.months.lock(tx, community, month);
    if (state !== 'open') {
      throw new DomainError('month-not-open', { month, state: MONTH_STATE_NAMES[state] });
    }
    const failing = (await this.checks(tx, community, month)).filter(({ passes }) => !passes);
    if (failing.length > 0) {
      throw new DomainError(
        'month-not-ready',
        { month, count: failing.length },
        failing.map(({ code, name, detail }) => ({
          pointer: `/checks/${code}`,
          detail: `${name}：${detail ?? ''}`,
        })),
      );
    }
    const version = ((await latestReport(tx, community, month))?.version ?? 0) + 1;
    const report: MonthReport = {
      format: 'month-report/1',
      community: await this.identity.community(tx, community),
      month,
      version,
      reportedAt: tx.now.toISOString(),
      reportedBy: tx.actor.name,
      ...(await this.figures.reported(tx, community, month)),
    };
    const figures = canonicalJson(report);
    const digest = sha256(figures);
    await insertReport(tx, community, { month, version, figures, sha256: digest });
    await this.months.move(tx, community, month, 'reported');
    tx.audit({
      action: 'month-reported',
      subjectKind: 'month',
      subjectId: month,
      sentence: `上报${chineseMonth(month)}月度报告第 ${version} 版，SHA-256 ${digest}`,
      after: { version, sha256: digest },
    });
    return { report, sha256: digest };
  }

  /**
   * Gives a reported month back to the accountant; the report stays in the records.
   * @throws DomainError month-not-reported, meeting-under-way
   */
  async returnMonth(tx: Tx, community: string, month: Month, reason: string): Promise<ReturnRow> {
    const { state } = await this.months.lock(tx, community, month);
    const latest = await latestReport(tx, community, month);
    if (state !== 'reported' || latest === undefined) {
      throw new DomainError('month-not-reported', { month, state: MONTH_STATE_NAMES[state] });
    }
    const { version } = latest;
    await insertReturn(tx, community, { month, version, reason, meetingId: null });
    await this.months.move(tx, community, month, 'open');
    tx.audit({
      action: 'month-returned',
      subjectKind: 'month',
      subjectId: month,
      sentence: `退回${chineseMonth(month)}月度报告第 ${version} 版，理由：${reason}`,
      before: { version, sha256: latest.sha256 },
      after: { version, reason },
    });
    const returnedBy = tx.actor.name;
    return { version, reason, returnedBy, returnedAt: tx.now, meetingId: null };
  }

  private async checks(tx: ReadTx, community: string, month: Month): Promise<MonthCheck[]> {
    const months = await this.months.months(tx, community);
    return checkMonth(await this.figures.facts(tx, community, month, months));
  }
}
