import { chineseDate, parseLocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { chineseMonth, parseMonth } from '../../kernel/month.js';
import type { BookKind } from '../../ledger/domain/standards/standard.js';
import type { NoticeContent, NoticeVote, Subtotal } from './notice-content.js';

/** Kinds of books as residents call them. */
export const BOOK_KIND_NAMES: Readonly<Record<BookKind, string>> = {
  collective: '集体经济',
  company: '社区公司',
  charity: '慈善基金',
  'operating-fund': '工作经费',
};

/** The title of the notice and of its page. */
export function noticeTitle({ community, month, correction }: NoticeContent): string {
  const kind = correction === null ? '公示' : '更正公示';
  return `${community.name}${chineseMonth(parseMonth(month))}财务收支${kind}`;
}

/** Votes in words: 赞成3票、反对0票 and what else there was. */
export function voteText(vote: NoticeVote): string {
  const rest: [string, number][] = [
    ['弃权', vote.abstain],
    ['回避', vote.recused],
    ['未投', vote.absent],
  ];
  return [
    `赞成${vote.approve}票`,
    `反对${vote.reject}票`,
    ...rest.filter(([, count]) => count > 0).map(([name, count]) => `${name}${count}票`),
  ].join('、');
}

/** Votes in the width of a cell. */
export function shortVote(vote: NoticeVote): string {
  return voteText(vote).replaceAll('票', '').replaceAll('、反对0', '');
}

/** 其中：物业管理费 12 笔 1,234.00 元; null where every item came once. */
export function subtotalLine(subtotals: readonly Subtotal[]): string | null {
  if (subtotals.length === 0) return null;
  const parts = subtotals.map(
    ({ item, count, amount }) => `${item} ${count} 笔 ${Money.of(amount).format()} 元`,
  );
  return `其中：${parts.join('；')}。`;
}

/** What the supervisors decided, in sentences. */
export function meetingLines({ meeting, books }: NoticeContent): string[] {
  const members = meeting.present.length + meeting.absent.length;
  const items = books.reduce((sum, { expenditure }) => sum + expenditure.length, 0);
  const absent = meeting.absent.length === 0 ? '' : `，缺席：${meeting.absent.join('、')}`;
  return [
    `居务监督委员会于${chineseDate(parseLocalDate(meeting.date))}在${meeting.place}开会审议，${meeting.chair}主持。全体 ${members} 人，到会 ${meeting.present.length} 人：${meeting.present.join('、')}${absent}。`,
    `逐笔表决支出 ${items} 笔，通过 ${meeting.itemsApproved} 笔；全月收支${voteText(meeting.month)}，审议通过。`,
    ...meeting.resolutions.map(
      ({ item, resolutionNo }) =>
        `支出 ${item} 因委员回避，依居民会议（居民代表会议）决议 ${resolutionNo} 通过。`,
    ),
    ...(meeting.opinion === null ? [] : [`会议意见：${meeting.opinion}`]),
  ];
}
