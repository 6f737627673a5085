import { describe, expect, test } from '@jest/globals';
import { type Form, type FormPage } from '../form.js';
import { type Ruler } from './clusters.js';
import { FormSetter } from './form-marks.js';
import { MM, RED, Tag, type RuleMark, type TextMark } from './marks.js';

/** Full-width characters one em, ASCII half an em. */
const ruler: Ruler = {
  width: (text, _face, size) =>
    Array.from(text).reduce((sum, each) => sum + (/[ -~¥]/.test(each) ? 0.5 : 1), 0) * size,
  faceFor: (_character, wanted) => wanted,
};

const form: Form = {
  width: 210,
  height: 148,
  rules: [{ x: 10, y: 10, toX: 20, toY: 10 }],
  boxes: [
    { text: '摘要', x: 0, y: 0, width: 20, height: 10 },
    { name: 'amount', x: 100, y: 0, width: 33, height: 10, size: 10, digits: 11 },
    { name: 'note', x: 0, y: 20, width: 20, height: 5, size: 9, least: 6 },
  ],
};

function printed(values: FormPage['values']): { texts: TextMark[]; rules: RuleMark[] } {
  const { marks } = new FormSetter([form], ruler).page({ form: 0, values }, new Tag('P'));
  return {
    texts: marks.filter((mark) => mark.kind === 'text'),
    rules: marks.filter((mark) => mark.kind === 'rule'),
  };
}

describe('the places of a form', () => {
  test('each digit stands in the middle of its box and the sign before the first', () => {
    const digits = printed({ amount: '¥1,234.50' }).texts.slice(1);
    expect(digits.map(({ text }) => text).join('')).toBe('¥123450');
    const boxes = digits.map(({ x }) => ((x + 2.5) / MM - 100) / 3 - 0.5);
    boxes.forEach((box, index) => {
      expect(box).toBeCloseTo(4 + index, 6);
    });
  });

  test('a red-letter amount is red in a red frame', () => {
    const { texts, rules } = printed({ amount: { text: '5.05', tone: 'red', framed: true } });
    expect(texts.slice(1).map(({ text, color }) => [text, color])).toEqual([
      ['5', RED],
      ['0', RED],
      ['5', RED],
    ]);
    expect(rules.filter(({ color }) => color === RED)).toHaveLength(4);
    expect(printed({ amount: '5.05' }).rules).toHaveLength(1);
  });

  test('text shrinks before it is cut, and is cut at the least size', () => {
    const sizes = (note: string): number[] =>
      printed({ note })
        .texts.slice(1)
        .map(({ size }) => size);
    expect(sizes('五个字正好')).toEqual([9]);
    expect(new Set(sizes('七个字要小一号'))).toEqual(new Set([7]));
    const cut = printed({ note: '这一段话太长了放不下'.repeat(2) }).texts.slice(1);
    expect(cut.map(({ text }) => text).join('')).toMatch(/…$/);
    expect(new Set(cut.map(({ size }) => size))).toEqual(new Set([6]));
  });

  test('what stands on every sheet stands on the next one too', () => {
    const setter = new FormSetter([form], ruler);
    for (let page = 0; page < 2; page += 1) {
      const { marks } = setter.page({ form: 0, values: {} }, new Tag('P'));
      expect(marks.filter((mark) => mark.kind === 'text').map(({ text }) => text)).toEqual([
        '摘要',
      ]);
    }
  });
});
