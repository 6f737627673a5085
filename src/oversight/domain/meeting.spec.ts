import { describe, expect, test } from '@jest/globals';
import { refusalOf } from '../../kernel/refusal.fixture.js';
import { outcomeOf, spellOut, type Vote } from './meeting.js';

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

describe('a meeting ends', () => {
  const standing = { state: 'in-session', quorate: true, carried: true, unvoted: [] } as const;

  test('by its count', () => {
    expect(outcomeOf(standing, undefined)).toBe('approved');
    expect(outcomeOf({ ...standing, carried: false }, undefined)).toBe('returned');
    expect(outcomeOf({ ...standing, quorate: false, carried: false }, 'returned')).toBe(
      'adjourned',
    );
  });

  test('by saying that it returns the month, with votes missing or against it, never against votes that carried', () => {
    const unvoted = { ...standing, carried: false, unvoted: ['全月收支'] };
    expect(outcomeOf(unvoted, 'returned')).toBe('returned');
    expect(refusalOf(() => outcomeOf(unvoted, undefined))).toMatchObject({
      code: 'meeting-votes-missing',
    });
    expect(outcomeOf({ ...standing, carried: false }, 'returned')).toBe('returned');
    expect(refusalOf(() => outcomeOf(standing, 'returned'))).toMatchObject({
      code: 'meeting-carried',
    });
  });
});
