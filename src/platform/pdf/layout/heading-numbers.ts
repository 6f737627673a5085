import { type Face } from './marks.js';

type Level = 1 | 2 | 3 | 4;

const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const OWN_NUMBER: Record<Level, RegExp> = {
  1: /^[一二三四五六七八九十]+、/,
  2: /^（[一二三四五六七八九十]+）/,
  3: /^\d+[．.、]/,
  4: /^（\d+）/,
};

/** A count from 1 to 99 in Chinese. */
export function chineseCount(count: number): string {
  const tens = Math.floor(count / 10);
  const ones = DIGITS[count % 10] ?? '';
  if (tens === 0) return ones;
  return `${tens === 1 ? '' : (DIGITS[tens] ?? '')}十${ones}`;
}

/** The number before a heading: 一、（一）1．（1） (GB/T 9704-2012, 7.3.3). */
export function headingNumber(level: Level, count: number): string {
  switch (level) {
    case 1:
      return `${chineseCount(count)}、`;
    case 2:
      return `（${chineseCount(count)}）`;
    case 3:
      return `${count}．`;
    case 4:
      return `（${count}）`;
  }
}

/** The font role of a heading's level. */
export function levelFace(level: Level): Face {
  return level === 1 ? 'heading' : level === 2 ? 'subheading' : 'body';
}

/** Counts headings; a higher one sets the lower ones back. */
export class HeadingCounter {
  private counts: [number, number, number, number] = [0, 0, 0, 0];

  /** The next number of a level, or nothing when the text brings its own or wants none. */
  next(level: Level, text: string, numbered: boolean): string {
    if (!numbered) return '';
    this.counts[level - 1] = (this.counts[level - 1] ?? 0) + 1;
    this.counts.fill(0, level);
    return OWN_NUMBER[level].test(text) ? '' : headingNumber(level, this.counts[level - 1] ?? 1);
  }
}
