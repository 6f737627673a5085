import { Injectable } from '@nestjs/common';
import { VerificationService } from '../audit/verification.service.js';
import { daysBetween, parseLocalDate } from '../kernel/local-date.js';
import { parseMonth } from '../kernel/month.js';
import { ChainService } from '../ledger/chain.service.js';
import { fieldDifferences } from '../oversight/domain/report-differences.js';
import { compareWithLog, type Comparison } from '../platform/database/comparison.js';
import type { ReadTx } from '../platform/database/transaction.js';
import { noticeContent, type NoticeContent } from './domain/notice-content.js';
import { NoticeSources } from './notice-sources.js';
import {
  byteDifferences,
  LOGGED_NOTICES,
  storedNotices,
  unfoundedPublications,
  type StoredNotice,
} from './storage/verification.queries.js';

/** How many fields of one notice are named. */
const NAMED = 10;

/** What the notice board contributes to verification: bytes, contents drawn anew, printed heads, objections and answers. */
@Injectable()
export class NoticesVerification {
  constructor(
    verification: VerificationService,
    private readonly sources: NoticeSources,
    private readonly chains: ChainService,
  ) {
    verification.register({ name: '公示与封账有据', run: unfoundedPublications });
    verification.register({ name: '公示内容、网页、PDF 与摘要', run: byteDifferences });
    verification.register({
      name: '公示内容与报告、会议、链首',
      run: (tx, community) => this.contents(tx, community),
    });
    verification.register({
      name: '公示、异议、答复、封账与操作日志',
      run: (tx, community) => compareWithLog(tx, community, LOGGED_NOTICES),
    });
  }

  private async contents(tx: ReadTx, community: string): Promise<Comparison> {
    const differences: string[] = [];
    let count = 0;
    let after: readonly [string, string] = ['', '00000000-0000-0000-0000-000000000000'];
    for (;;) {
      const notices = await storedNotices(tx, community, after);
      for (const notice of notices) {
        count += 1;
        after = [notice.month, notice.id];
        const found = await this.contentDifferences(tx, community, notice);
        for (const text of found.slice(0, NAMED)) {
          differences.push(`${notice.month} 公示（${notice.postedOn}）：${text}`);
        }
      }
      if (notices.length === 0) return { count, differences };
    }
  }

  private async contentDifferences(
    tx: ReadTx,
    community: string,
    notice: StoredNotice,
  ): Promise<string[]> {
    const month = parseMonth(notice.month);
    const standing = await this.sources.standing(tx, community, month);
    if (standing === null) return ['没有所据的报告或会议'];
    const shown = JSON.parse(notice.content) as NoticeContent;
    const { url, phone, earlier, log, signatories: officers } = shown;
    const expected = noticeContent({
      ...standing,
      ...{ url, phone, earlier, log, officers },
      id: notice.id,
      period: periodOf(notice),
      correction:
        notice.supersedesId === null
          ? null
          : { supersedes: notice.supersedesId, reason: notice.reason ?? '' },
    });
    const found = fieldDifferences(shown, expected);
    for (const { bookNo, chain } of shown.books) {
      const head = await this.chains.headAt(tx, community, bookNo, chain.seq, month);
      if (head !== chain.head) found.push(`第${bookNo}账套的链首与账簿不符`);
    }
    if ((await this.sources.logAt(tx, community, log.seq)) !== log.head) {
      found.push('所印操作日志链首与操作日志不符');
    }
    return found;
  }
}

function periodOf({ postedOn, from, through }: StoredNotice): NoticeContent['period'] {
  const [first, last] = [parseLocalDate(postedOn), parseLocalDate(through)];
  return {
    postedOn: first,
    from: parseLocalDate(from),
    through: last,
    days: daysBetween(first, last),
  };
}
