import { describe, expect, test } from '@jest/globals';
import { type Ruler, type TextStyle } from './clusters.js';
import { titleLines } from './title-lines.js';

const ruler: Ruler = {
  width: (text, _face, size) =>
    Array.from(text).reduce((sum, each) => sum + (/[ -~]/.test(each) ? 0.5 : 1), 0) * size,
  faceFor: (_character, wanted) => wanted,
};
const style: TextStyle = { face: 'title', latin: 'title', size: 1, advance: 1, color: '#000000' };

const turned = (title: string | readonly string[]): string[] => titleLines(title, style, ruler, 20);

describe('a title', () => {
  test('that fits stands on one line; one character more turns it', () => {
    expect(turned('一'.repeat(20))).toHaveLength(1);
    expect(turned('一'.repeat(21))).toHaveLength(2);
  });

  test('turns where a phrase ends', () => {
    expect(turned('和平社区居民委员会关于2026年第一季度集体经济收支情况的报告')).toEqual([
      '和平社区居民委员会关于2026年第一季度',
      '集体经济收支情况的报告',
    ]);
  });

  test('never opens a line with 的, nor tears a year from its digits', () => {
    for (let length = 14; length < 30; length += 1) {
      const lines = turned(`${'甲'.repeat(length)}的2026年度报告`);
      expect(lines.join('')).toBe(`${'甲'.repeat(length)}的2026年度报告`);
      expect(lines.filter((line) => line.startsWith('的'))).toEqual([]);
    }
  });

  test('keeps the lines it is given', () => {
    expect(turned(['关于和平社区', '收支情况的报告'])).toEqual(['关于和平社区', '收支情况的报告']);
    expect(turned('关于和平社区\n收支情况的报告')).toEqual(['关于和平社区', '收支情况的报告']);
  });
});
