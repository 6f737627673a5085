import { describe, expect, test } from '@jest/globals';
import { refusalOf } from '../../kernel/refusal.fixture.js';
import { parseLocalDate } from '../../kernel/local-date.js';
import { checkMeetingDate, spellOut, type Vote } from './meeting.js';
import { checkRecusal, recusalReason, recusalsOf, type PartInItem } from './recusal.js';

const MEMBERS = [
  { id: 'a', name: '王 小明' },
  { id: 'b', name: '李明华' },
];
const part = (item: string, fields: Partial<PartInItem>): PartInItem => ({
  item,
  part: 'payee',
  person: null,
  name: null,
  ...fields,
});

describe('who judges his own doing stands aside', () => {
  test('by his account or by his name however it is typed, once for all his parts', () => {
    const parts = [
      part('1:记-1', { part: 'requester', person: 'a' }),
      part('1:记-1', { part: 'handler', name: '王小明' }),
      part('1:记-2', { part: 'payee', name: '李 明华（个体户）' }),
      part('1:记-3', { part: 'payee', name: '李·明华' }),
      part('1:记-4', { part: 'approver', person: 'c' }),
    ];
    expect(recusalsOf(MEMBERS, parts)).toEqual([
      { memberId: 'a', item: '1:记-1', parts: ['handler', 'requester'] },
      { memberId: 'b', item: '1:记-3', parts: ['payee'] },
    ]);
    expect(recusalReason(['handler', 'requester'])).toBe('本笔支出的经手人、申请人');
  });

  test('his vote is refused, his recusal heard; the others and the other items are free', () => {
    const recusals = [{ memberId: 'a', item: '1:记-1', parts: ['approver'] as const }];
    const vote = (memberId: string, item: string, choice: Vote['choice'] = 'approve') =>
      checkRecusal({ memberId, item, choice }, recusals, () => '王小明');
    expect(refusalOf(() => vote('a', '1:记-1'))?.code).toBe('vote-recused');
    expect(vote('a', '1:记-1', 'recused')).toBe('stands-aside');
    expect(vote('a', '1:记-2')).toBe('votes');
    expect(vote('b', '1:记-1')).toBe('votes');
    const all = { memberId: 'a', item: 'all', choice: 'approve' as const };
    const spelt = spellOut([all], ['1:记-1', '1:记-2', 'month'], [], recusals);
    expect(spelt.map(({ item }) => item)).toEqual(['1:记-2', 'month']);
  });
});

test('a meeting is held from the day of the report to today', () => {
  const held = (date: string) =>
    refusalOf(() => {
      checkMeetingDate(
        parseLocalDate(date),
        parseLocalDate('2026-02-02'),
        parseLocalDate('2026-02-05'),
      );
    })?.code;
  expect(held('2026-02-01')).toBe('meeting-date-wrong');
  expect(held('2026-02-02')).toBeUndefined();
  expect(held('2026-02-05')).toBeUndefined();
  expect(held('2026-02-06')).toBe('meeting-date-wrong');
});
