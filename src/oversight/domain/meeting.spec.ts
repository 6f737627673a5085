import { describe, expect, test } from '@jest/globals';
import { refusalOf } from '../../kernel/refusal.fixture.js';
import { spellOut, type Vote } from './meeting.js';

const ITEMS = ['1:记-1', '1:记-2', 'month'];
const ballot = (item: string, choice: Vote['choice'] = 'approve'): Vote => ({
  memberId: 'a',
  item,
  choice,
});

describe('a ballot paper', () => {
  test('spells `all` out for what is not named and not voted on yet', () => {
    const papers = [ballot('1:记-2', 'reject'), ballot('all')];
    expect(spellOut(papers, ITEMS, [ballot('1:记-1', 'abstain')])).toEqual([
      ballot('1:记-2', 'reject'),
      ballot('month'),
    ]);
  });

  test('names items of the report', () => {
    expect(refusalOf(() => spellOut([ballot('1:记-9')], ITEMS, []))).toMatchObject({
      code: 'vote-item-unknown',
      facts: { item: '1:记-9' },
    });
  });

  test('recuses from single items, never from the month or from everything', () => {
    const recused = (item: string): (() => unknown) => {
      return () => spellOut([ballot(item, 'recused')], ITEMS, []);
    };
    expect(refusalOf(recused('1:记-1'))).toBeNull();
    expect(refusalOf(recused('month'))).toMatchObject({ code: 'recusal-needs-item' });
    expect(refusalOf(recused('all'))).toMatchObject({ code: 'recusal-needs-item' });
  });
});
