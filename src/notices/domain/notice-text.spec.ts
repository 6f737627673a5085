import { expect, test } from '@jest/globals';
import type { NoticeMeeting, NoticeMovement } from './notice-content.js';
import { meetingLines } from './notice-text.js';

const spent = (id: string): NoticeMovement => ({
  id,
  voucher: id,
  date: '2026-01-05',
  item: '电话费',
  counterparty: null,
  nature: 'expense',
  amount: '1.00',
  handledBy: null,
  approvedBy: [],
  vote: null,
});
const meeting = (itemsApproved: number): NoticeMeeting => ({
  date: '2026-02-03',
  place: '会议室',
  chair: '周建民',
  present: ['周建民', '黄秀英', '罗志强'],
  absent: [],
  month: { approve: 3, reject: 0, abstain: 0, recused: 0, absent: 0 },
  itemsApproved,
  opinion: null,
  resolutions: [],
});

test('a notice counts what was spent from petty cash among what was voted on', () => {
  const books = [
    { expenditure: [spent('记-1'), spent('记-2')], pettyCashSpent: [spent('记-3')] },
    { expenditure: [spent('记-1')], pettyCashSpent: [] },
  ];
  expect(meetingLines({ meeting: meeting(4), books })[1]).toBe(
    '逐笔表决支出 4 笔（其中备用金支出 1 笔），通过 4 笔；全月收支赞成3票、反对0票，审议通过。',
  );
});

test('a notice of a month without petty cash does not speak of it', () => {
  const books = [{ expenditure: [spent('记-1')], pettyCashSpent: [] }];
  expect(meetingLines({ meeting: meeting(1), books })[1]).toBe(
    '逐笔表决支出 1 笔，通过 1 笔；全月收支赞成3票、反对0票，审议通过。',
  );
});
