import { describe, expect, test } from '@jest/globals';
import { type Box, flow } from './flow.js';
import { Tag, type TextMark } from './marks.js';

const mark = (text: string): TextMark => ({
  kind: 'text',
  x: 0,
  y: 0,
  text,
  face: 'body',
  size: 10,
  spacing: 0,
  figures: false,
  color: '#000000',
  tag: new Tag('P'),
});
const box = (text: string, height: number, more: Partial<Box> = {}): Box => ({
  height,
  marks: [mark(text)],
  ...more,
});
const pagesOf = (boxes: Box[], height: number, pitch?: number): string[] =>
  flow(boxes, { height, ...(pitch === undefined ? {} : { pitch }) }).map(({ marks }) =>
    marks.map((each) => (each.kind === 'text' ? `${each.text}@${each.y}` : '-')).join(' '),
  );

describe('the flow', () => {
  test('turns the page when the next box does not fit, not before', () => {
    expect(pagesOf([box('a', 50), box('b', 50)], 100)).toEqual(['a@0 b@50']);
    expect(pagesOf([box('a', 50), box('b', 51)], 100)).toEqual(['a@0', 'b@0']);
  });

  test('moves a chain as one', () => {
    const chain = [box('a', 40), box('b', 30, { keepWithNext: true }), box('c', 40)];
    expect(pagesOf(chain, 100)).toEqual(['a@0', 'b@0 c@30']);
  });

  test('parts a chain that no page can hold', () => {
    const chain = [box('a', 60, { keepWithNext: true }), box('b', 60)];
    expect(pagesOf(chain, 100)).toEqual(['a@0', 'b@0']);
  });

  test('begins boxes on the grid where there is one', () => {
    const boxes = [box('a', 15), box('b', 10, { onGrid: true })];
    expect(pagesOf(boxes, 100, 10)).toEqual(['a@0 b@20']);
    expect(pagesOf(boxes, 100)).toEqual(['a@0 b@15']);
  });

  test('drops white space at the head of a page', () => {
    const white: Box = { height: 20, marks: [], blank: true };
    expect(pagesOf([white, box('a', 90), white, box('b', 10)], 100)).toEqual(['a@0', 'b@0']);
  });

  test('repeats a head above the box that opens a page, as decoration', () => {
    const head = box('head', 10);
    const rows = ['a', 'b', 'c'].map((name) => box(name, 40, { head }));
    expect(pagesOf([{ ...head, keepWithNext: true }, ...rows], 100)).toEqual([
      'head@0 a@10 b@50',
      'head@0 c@10',
    ]);
    const second = flow([head, ...rows], { height: 100 })[1]?.marks[0];
    expect(second).not.toHaveProperty('tag');
  });

  test('closes a page with the foot of its last box', () => {
    const foot = [mark('foot')];
    expect(pagesOf([box('a', 60, { foot }), box('b', 60, { foot })], 100)).toEqual([
      'a@0 foot@0',
      'b@0',
    ]);
  });

  test('starts a page where it is told to', () => {
    expect(pagesOf([box('a', 10), box('b', 10, { startsPage: true })], 100)).toEqual([
      'a@0',
      'b@0',
    ]);
  });
});
