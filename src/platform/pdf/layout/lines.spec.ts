import { describe, expect, test } from '@jest/globals';
import { type Ruler, type TextStyle } from './clusters.js';
import { type Line, breakLines, setLine } from './lines.js';

/** Full-width characters one em, ASCII half an em; the face shows everything but 𠮷. */
const ruler: Ruler = {
  width: (text, _face, size) =>
    Array.from(text).reduce((sum, each) => sum + (/[ -~]/.test(each) ? 0.5 : 1), 0) * size,
  faceFor: (character, wanted) => (character === '𠮷' ? null : wanted),
};
const style: TextStyle = {
  face: 'body',
  latin: 'numerals',
  size: 10,
  advance: 10,
  color: '#000000',
};

const broken = (text: string, cells: number): string[] =>
  breakLines(text, style, ruler, () => cells * 10).map(textOf);
const textOf = (line: Line): string => line.map(({ text }) => text).join('');

describe('a line', () => {
  test('takes as many characters as it has cells and no more', () => {
    expect(broken('一二三四五', 5)).toEqual(['一二三四五']);
    expect(broken('一二三四五六', 5)).toEqual(['一二三四五', '六']);
  });

  test('never opens with a closing sign: the character before comes along', () => {
    expect(broken('一二三四五。六', 5)).toEqual(['一二三四', '五。六']);
  });

  test('presses a closing sign in when other signs can give way', () => {
    expect(broken('一，二三四。五', 5)).toEqual(['一，二三四。', '五']);
    expect(broken('一二三四。五六', 4)).toEqual(['一二三', '四。五六']);
  });

  test('never closes with an opening sign', () => {
    expect(broken('一二三四（五', 5)).toEqual(['一二三四', '（五']);
    expect(broken('一二三（四五', 5)).toEqual(['一二三（四', '五']);
  });

  test('keeps dashes, ellipses, words and amounts whole', () => {
    expect(broken('一二三四——五', 5)).toEqual(['一二三', '四——五']);
    expect(broken('一二三四……五', 6)).toEqual(['一二三四……', '五']);
    expect(broken('一二三1,234.50元', 5)).toEqual(['一二三', '1,234.50元']);
    expect(broken('一二 word on', 4)).toEqual(['一二', 'word on']);
  });

  test('breaks a word that no line can hold, and every long digest', () => {
    expect(broken('123456', 2)).toEqual(['1234', '56']);
    expect(broken(`一${'0'.repeat(30)}`, 10)).toEqual([`一${'0'.repeat(18)}`, '0'.repeat(12)]);
  });

  test('drops what has no shape and spells what no font can show', () => {
    expect(broken('一\u200B\u0007二', 5)).toEqual(['一二']);
    expect(broken('𠮷', 9)).toEqual(['〔U+20BB7〕']);
  });

  test('is empty for an empty text, not absent', () => {
    expect(broken('', 5)).toEqual(['']);
  });
});

describe('setting a line', () => {
  const marksOf = (
    text: string,
    width: number,
    fill: 'justify' | 'left' | 'right' | 'center',
  ): ReturnType<typeof setLine> => {
    const [line] = breakLines(text, style, ruler, () => Infinity);
    return setLine(line ?? [], style, { x: 100, y: 0, width, fill });
  };

  test('full-width characters become one run', () => {
    expect(marksOf('一二三', 30, 'left')).toMatchObject([{ x: 100, text: '一二三', spacing: 0 }]);
  });

  test('right and centre measure from the width', () => {
    expect(marksOf('一二', 50, 'right')[0]?.x).toBeCloseTo(130);
    expect(marksOf('一二', 50, 'center')[0]?.x).toBeCloseTo(115);
  });

  test('a little white is shared evenly, a lot is not', () => {
    expect(marksOf('一二三', 31, 'justify')[0]?.spacing).toBeCloseTo(0.5);
    expect(marksOf('一二三', 45, 'justify')[0]?.spacing).toBeCloseTo(0.85);
  });

  test('signs pressed in give up half their cell at most', () => {
    const marks = marksOf('一，二三四。五', 60, 'justify');
    expect(marks.map(({ text, x }) => [text, x])).toEqual([
      ['一', 100],
      ['，', 110],
      ['二三四', 115],
      ['。', 145],
      ['五', 150],
    ]);
  });
});
