import { chineseDate, parseLocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { chineseMonth, parseMonth } from '../../kernel/month.js';
import type { BookKind } from '../../ledger/domain/standards/standard.js';
import { STATE_NAMES } from '../../assets/domain/property.js';
import { isOperating, NATURE_NAMES } from '../../oversight/domain/nature.js';
import type { ReportedAssets, ReportedLease } from '../../oversight/domain/month-report.js';
import type {
  MovementParts,
  NoticeBook,
  NoticeContent,
  NoticeMovement,
  NoticeVote,
  Subtotal,
} from './notice-content.js';

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

/** How the two sides of the bank are called: what is not income or expenditure is named apart. */
export const SIDES = {
  income: { all: '收款', operating: '收入', other: '非收入性收款' },
  expenditure: { all: '付款', operating: '支出', other: '非支出性付款' },
} as const;
export type Side = keyof typeof SIDES;

/** 非收入：押金、往来; null where a movement is income or expenditure. */
export function natureMark(side: Side, { nature }: NoticeMovement): string | null {
  if (isOperating(nature)) return null;
  return `非${SIDES[side].operating}：${NATURE_NAMES[nature]}`;
}

/** What of the receipts or payments is not income or expenditure, kind by kind; null where nothing is. */
export function othersLine(side: Side, { others }: MovementParts): string | null {
  if (others.length === 0) return null;
  const parts = others.map(
    ({ nature, count, amount }) =>
      `${NATURE_NAMES[nature]} ${count} 笔 ${Money.of(amount).format()} 元`,
  );
  return `${SIDES[side].other}：${parts.join('；')}。这些款项不是${SIDES[side].operating}。`;
}

/** Who handled every payment, where it was one and the same; null otherwise. */
export function commonHandler(movements: readonly NoticeMovement[]): string | null {
  const handlers = new Set(movements.flatMap(({ handledBy }) => handledBy ?? []));
  const [one, another] = [...handlers];
  return one === undefined || another !== undefined ? null : one;
}

/** 每季 3,060.00 元 */
export function rentText({ period, rent, total }: ReportedLease): string {
  const per = { month: '每月', quarter: '每季', year: '每年' }[period];
  if (rent === null) return `共 ${Money.of(total).format()} 元`;
  return `${per} ${Money.of(rent).format()} 元`;
}

/** What entered the register or changed its use in the month, each in a sentence. */
export function changeLines({ changes }: ReportedAssets): string[] {
  const entered = changes.filter(({ from }) => from === null).length;
  const moved = changes.filter(({ from }) => from !== null);
  return [
    ...(entered === 0 ? [] : [`本月新登记资产 ${entered} 处。`]),
    ...moved.map(
      ({ code, name, from, to, since }) =>
        `${code} ${name}自${chineseDate(parseLocalDate(since))}起由${STATE_NAMES[from ?? to]}转为${STATE_NAMES[to]}。`,
    ),
    ...(changes.length === 0 ? ['本月资产没有变动。'] : []),
  ];
}

/** How many properties there are, how used, and of how many the contract is entered. */
export function estateLine({
  total,
  leased,
  ownUse,
  idle,
  leases,
  receivableRent,
}: ReportedAssets): string {
  const entered = leases.length;
  const contracts =
    leased === 0
      ? ''
      : entered === 0
        ? '出租资产的租约尚未录入，租金未在本账核算。'
        : entered < leased
          ? `已录入租约 ${entered} 份，其余 ${leased - entered} 处只登记了出租状态，租金未在本账核算。`
          : `租约 ${entered} 份全部录入。`;
  return `登记资产 ${total} 处：出租 ${leased} 处，自用 ${ownUse} 处，闲置 ${idle} 处。${contracts}应收未收租金 ${Money.of(receivableRent).format()} 元。`;
}

/** Who signs, each as a label with the name where it is known. */
export function signatureLabels({ signatories }: NoticeContent): string[] {
  const { accountant, directors, secretaries, supervisors } = signatories;
  const each = (office: string, names: readonly string[]): string[] =>
    names.length === 0 ? [office] : names.map((name) => `${office}（${name}）`);
  return [
    ...each('会计', [accountant]),
    ...each('居委会主任', directors),
    ...each('社区党委书记', secretaries),
    ...each('居务监督委员会', supervisors),
  ];
}

/** 其中：物业管理费 12 笔 1,234.00 元; null where every item came once. */
export function subtotalLine(subtotals: readonly Subtotal[]): string | null {
  if (subtotals.length === 0) return null;
  const parts = subtotals.map(
    ({ item, count, amount }) => `${item} ${count} 笔 ${Money.of(amount).format()} 元`,
  );
  return `其中：${parts.join('；')}。`;
}

interface ReviewedMonth extends Pick<NoticeContent, 'meeting'> {
  readonly books: readonly Pick<NoticeBook, 'expenditure' | 'pettyCashSpent'>[];
}

/** What the supervisors decided, in sentences; they vote on petty cash item by item as on what was paid. */
export function meetingLines({ meeting, books }: ReviewedMonth): string[] {
  const members = meeting.present.length + meeting.absent.length;
  const paid = books.reduce((sum, { expenditure }) => sum + expenditure.length, 0);
  const petty = books.reduce((sum, { pettyCashSpent }) => sum + pettyCashSpent.length, 0);
  const among = petty === 0 ? '' : `（其中备用金支出 ${petty} 笔）`;
  const absent = meeting.absent.length === 0 ? '' : `，缺席：${meeting.absent.join('、')}`;
  return [
    `居务监督委员会于${chineseDate(parseLocalDate(meeting.date))}在${meeting.place}开会审议，${meeting.chair}主持。全体 ${members} 人，到会 ${meeting.present.length} 人：${meeting.present.join('、')}${absent}。`,
    `逐笔表决支出 ${paid + petty} 笔${among}，通过 ${meeting.itemsApproved} 笔；全月收支${voteText(meeting.month)}，审议通过。`,
    ...meeting.resolutions.map(
      ({ item, resolutionNo }) =>
        `支出 ${item} 因委员回避，依居民会议（居民代表会议）决议 ${resolutionNo} 通过。`,
    ),
    ...(meeting.opinion === null ? [] : [`会议意见：${meeting.opinion}`]),
  ];
}
