import { chineseDate, parseLocalDate } from '../kernel/local-date.js';
import { Money } from '../kernel/money.js';
import { chineseMonth, parseMonth } from '../kernel/month.js';
import type { Block, SheetDocument } from '../platform/pdf/document.js';
import type { Row } from '../platform/pdf/table.js';
import { MEETING_STATE_NAMES } from './domain/meeting.js';
import { CHOICE_NAMES, type MeetingItem, type MeetingRecord } from './domain/meeting-record.js';

/** The minutes of a supervisory meeting to be printed and signed. */
export function minutesSheet(meeting: MeetingRecord, community: string): SheetDocument {
  return {
    title: [`${community}居务监督委员会会议记录`],
    subtitle: `审议${chineseMonth(parseMonth(meeting.month))}财务收支（月度报告第 ${meeting.reportVersion} 版）`,
    textSize: 12,
    blocks: [
      { kind: 'facts', columns: 2, items: facts(meeting) },
      { kind: 'heading', level: 1, text: '逐项表决' },
      itemsTable(meeting),
      ...recorded(meeting),
      ...remarks(meeting),
      { kind: 'heading', level: 1, text: '结论' },
      ...conclusion(meeting),
      {
        kind: 'signatures',
        perRow: 2,
        slots: meeting.members
          .filter(({ present }) => present)
          .map(({ id, name }) => ({
            role: `${id === meeting.chair.id ? '主持人' : '成员'}（${name}）`,
          })),
      },
    ],
    createdAt: new Date(meeting.concludedAt ?? `${meeting.date}T00:00:00+08:00`),
  };
}

function facts(meeting: MeetingRecord): { label: string; value: string }[] {
  const names = (present: boolean): string =>
    meeting.members
      .filter((member) => member.present === present)
      .map(({ name }) => name)
      .join('、') || '无';
  const { needed, present, holds } = meeting.quorum;
  return [
    { label: '时间', value: chineseDate(parseLocalDate(meeting.date)) },
    { label: '地点', value: meeting.place },
    { label: '主持人', value: meeting.chair.name },
    { label: '召集人', value: meeting.calledBy },
    { label: '到会', value: names(true) },
    { label: '缺席', value: names(false) },
    {
      label: '法定人数',
      value: `应到 ${meeting.members.length} 人，到会 ${present} 人，至少须 ${needed} 人：${holds ? '足够' : '不足'}`,
    },
    { label: '通过条件', value: `赞成票超过全体成员的 ${meeting.majority}` },
  ];
}

function itemsTable({ items }: MeetingRecord): Block {
  const rows: Row[] = items.map(({ name, amount, tally }, index) => ({
    cells: [
      String(index + 1),
      name,
      amount === null ? '' : Money.of(amount).format(),
      String(tally.approve),
      String(tally.reject),
      String(tally.abstain),
      String(tally.recused),
      tally.carries ? '通过' : '未通过',
    ],
  }));
  return {
    kind: 'table',
    table: {
      unit: '元、票',
      size: 9.5,
      columns: [
        { title: '序', width: 1.2, kind: 'number' },
        { title: '事项', width: 10 },
        { title: '金额', width: 4, kind: 'figure' },
        { title: '赞成', width: 1.5, kind: 'number' },
        { title: '反对', width: 1.5, kind: 'number' },
        { title: '弃权', width: 1.5, kind: 'number' },
        { title: '回避', width: 1.5, kind: 'number' },
        { title: '结果', width: 2.2, align: 'center' },
      ],
      rows,
    },
  };
}

/** Whose votes the chair wrote down, and on which items. */
function recorded({ items, members }: MeetingRecord): Block[] {
  const lines = members.flatMap(({ id, name }) => {
    const votes = items.flatMap(({ votes: cast }, index) =>
      cast
        .filter(({ memberId, automatic }) => memberId === id && !automatic)
        .map(({ recordedBy }) => ({ place: index + 1, recordedBy })),
    );
    const byChair = votes.filter(({ recordedBy }) => recordedBy !== null);
    const [first] = byChair;
    if (first === undefined) return [];
    const which =
      byChair.length === votes.length
        ? '全部表决'
        : `第${byChair.map(({ place }) => place).join('、')}项`;
    return [`${name}的${which}由${first.recordedBy ?? ''}代录`];
  });
  const text =
    lines.length === 0 ? '到会成员均自行投票。' : `${lines.join('；')}。其余表决由成员自行投票。`;
  return [{ kind: 'paragraph', text, small: true }];
}

function remarks({ items, resolutions }: MeetingRecord): Block[] {
  const said = items.flatMap((item) => dissent(item));
  const decided = resolutions.map(
    ({ item, resolutionNo, decidedOn }) =>
      `${items.find((i) => i.item === item)?.name ?? item}：回避人数过多，依居民会议（居民代表会议）决议 ${resolutionNo}（${chineseDate(parseLocalDate(decidedOn))}）。`,
  );
  const texts = [...said, ...decided];
  if (texts.length === 0) return [];
  return [
    { kind: 'heading', level: 1, text: '意见、回避和决议' },
    ...texts.map((text) => ({ kind: 'paragraph' as const, text })),
  ];
}

function dissent({ name, votes }: MeetingItem): string[] {
  return votes
    .filter(({ choice, comment }) => choice !== 'approve' || comment !== null)
    .map(
      ({ member, choice, comment }) =>
        `${name}：${member}${CHOICE_NAMES[choice]}${comment === null ? '' : `，${comment}`}。`,
    );
}

function conclusion(meeting: MeetingRecord): Block[] {
  const reasons = meeting.state === 'returned' ? meeting.objections : [];
  const opinion = meeting.opinion === null ? [] : [`会议意见：${meeting.opinion}`];
  const texts = [
    `${MEETING_STATE_NAMES[meeting.state]}。`,
    ...reasons.map((r) => `${r}。`),
    ...opinion,
  ];
  return texts.map((text) => ({ kind: 'paragraph' as const, text }));
}
