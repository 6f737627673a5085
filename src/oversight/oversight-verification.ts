import { Injectable } from '@nestjs/common';
import { VerificationService } from '../audit/verification.service.js';
import { parseMonth } from '../kernel/month.js';
import { compareWithLog, together, type Comparison } from '../platform/database/comparison.js';
import type { ReadTx } from '../platform/database/transaction.js';
import { returnReason, type MeetingRecord } from './domain/meeting-record.js';
import { itemsOf, type MonthReport } from './domain/month-report.js';
import { recusalsOf, type PartInItem } from './domain/recusal.js';
import { MeetingsService } from './meetings.service.js';
import { ReportRecomputation } from './report-recomputation.js';
import { returnsOf, type ReturnRow } from './storage/reports.queries.js';
import {
  attendanceDifferences,
  LOGGED_MEETINGS,
  LOGGED_REPORTS,
  overseenMonths,
  partsInItems,
  storedReports,
  unfoundedStates,
  type StoredReport,
} from './storage/verification.queries.js';

/** How many fields of one report are named. */
const NAMED = 10;

/** What oversight contributes to verification: reports drawn anew, votes counted anew, months and their grounds. */
@Injectable()
export class OversightVerification {
  constructor(
    verification: VerificationService,
    private readonly recomputation: ReportRecomputation,
    private readonly meetings: MeetingsService,
  ) {
    verification.register({ name: '月份状态有据、按序', run: unfoundedStates });
    verification.register({
      name: '月度报告重新编制',
      run: (tx, community) => this.reports(tx, community),
    });
    verification.register({
      name: '会议重新计票',
      run: (tx, community) => this.recount(tx, community),
    });
    verification.register({
      name: '月度报告与操作日志',
      run: (tx, community) => compareWithLog(tx, community, LOGGED_REPORTS),
    });
    verification.register({
      name: '会议、到会、表决与操作日志',
      run: async (tx, community) =>
        together([
          await compareWithLog(tx, community, LOGGED_MEETINGS),
          await attendanceDifferences(tx, community),
        ]),
    });
  }

  private async reports(tx: ReadTx, community: string): Promise<Comparison> {
    const differences: string[] = [];
    let count = 0;
    let after: readonly [string, number] = ['', 0];
    for (;;) {
      const reports = await storedReports(tx, community, after);
      for (const stored of reports) {
        count += 1;
        after = [stored.month, stored.version];
        for (const text of await this.reportDifferences(tx, community, stored)) {
          differences.push(`${stored.month} 月度报告第${stored.version}版：${text}`);
        }
      }
      if (reports.length === 0) return { count, differences };
    }
  }

  private async reportDifferences(
    tx: ReadTx,
    community: string,
    stored: StoredReport,
  ): Promise<string[]> {
    if (stored.sha256 !== stored.recomputedSha256) return ['内容与其摘要不符'];
    if (!stored.stands) return [];
    const report = JSON.parse(stored.figures) as MonthReport;
    const found = await this.recomputation.differences(tx, community, report);
    if (report.month !== stored.month || report.version !== stored.version) {
      found.push('月份或版次与登记不符');
    }
    if (itemsOf(report).join('\n') !== stored.items.join('\n')) found.push('表决事项与支出不符');
    return found.length <= NAMED
      ? found
      : [...found.slice(0, NAMED), `另有 ${found.length - NAMED} 个字段不符`];
  }

  private async recount(tx: ReadTx, community: string): Promise<Comparison> {
    const differences: string[] = [];
    let count = 0;
    for (const text of await overseenMonths(tx, community)) {
      const month = parseMonth(text);
      const held = await this.meetings.ofMonth(tx, community, month);
      const returns = await returnsOf(tx, community, month);
      count += held.reduce((sum, { items }) => sum + items.length, 0);
      for (const meeting of held) {
        const parts = await partsInItems(tx, community, text, meeting.reportVersion);
        differences.push(
          ...recusalDifferences(meeting, parts).map(
            (difference) => `${text} 的会议（${meeting.date}）：${difference}`,
          ),
          ...conclusionDifferences(meeting, returns).map(
            (difference) => `${text} 的会议（${meeting.date}）：${difference}`,
          ),
        );
      }
      const returned = new Set(held.filter((m) => m.state === 'returned').map(({ id }) => id));
      for (const { version, meetingId } of returns) {
        if (meetingId !== null && !returned.has(meetingId)) {
          differences.push(`${text} 月度报告第${version}版的退回没有会议作出`);
        }
      }
    }
    return { count, differences };
  }
}

/** Who stands aside is who had a part in the item, and nobody of them voted on it. */
function recusalDifferences(
  { members, items }: MeetingRecord,
  parts: readonly PartInItem[],
): string[] {
  const due = new Set(
    recusalsOf(members, parts).map(({ memberId, item }) => `${item} ${memberId}`),
  );
  return items
    .flatMap(({ item, name, votes }) =>
      votes.flatMap(({ memberId, member, automatic }) => {
        const stands = due.delete(`${item} ${memberId}`);
        return stands === automatic
          ? []
          : [`${member}对“${name}”${stands ? '应回避而表决' : '的回避没有根据'}`];
      }),
    )
    .concat([...due].map((place) => `应回避而没有登记：${place}`));
}

/** The conclusion follows from the votes: approved when nothing stands against it, returned for what does. */
function conclusionDifferences(meeting: MeetingRecord, returns: readonly ReturnRow[]): string[] {
  const { id, state, objections, opinion, items, members } = meeting;
  const strangers = items
    .flatMap(({ votes }) => votes.filter(({ automatic }) => !automatic))
    .filter(({ memberId }) => !members.some((member) => member.id === memberId && member.present));
  const found = strangers.length === 0 ? [] : [`有 ${strangers.length} 票不是到会成员所投`];
  if (state === 'approved' && objections.length > 0) {
    return [...found, `记为审议通过，重新计票：${objections.join('；')}`];
  }
  if (state !== 'returned') return found;
  if (objections.length === 0) return [...found, '记为退回，重新计票已经通过'];
  const kept = returns.find(({ meetingId }) => meetingId === id);
  return kept?.reason === returnReason(opinion, objections)
    ? found
    : [...found, '退回记录缺失或理由与表决不符'];
}
