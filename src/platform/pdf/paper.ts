import { type Ruler, type TextStyle } from './layout/clusters.js';
import { BLACK, MM, type Mark } from './layout/marks.js';
import { setLine, breakLines } from './layout/lines.js';

/** A page's type area, from its upper left corner. */
export interface PaperFrame {
  readonly pageWidth: number;
  readonly pageHeight: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** A4. */
export const A4 = { width: 210 * MM, height: 297 * MM };

/** 版心 156 × 225 mm, 37 mm from the top, 28 mm from the left (GB/T 9704-2012, 5.2). */
export const OFFICIAL_PORTRAIT: PaperFrame = {
  pageWidth: A4.width,
  pageHeight: A4.height,
  left: 28 * MM,
  top: 37 * MM,
  width: 156 * MM,
  height: 225 * MM,
};

/** The same area of the same sheet turned clockwise: the head lies at the left edge, as 7.6 asks of wide tables. */
export const OFFICIAL_LANDSCAPE: PaperFrame = {
  pageWidth: A4.height,
  pageHeight: A4.width,
  left: 35 * MM,
  top: 28 * MM,
  width: 225 * MM,
  height: 156 * MM,
};

/** 22 lines a page, 28 characters a line (5.2.3), 3号 type. */
export const LINE_PITCH = (225 * MM) / 22;
export const CHARACTER_PITCH = (156 * MM) / 28;

/** Running type: 3号仿宋 on the character grid. */
export const OFFICIAL_BODY: TextStyle = {
  face: 'body',
  latin: 'numerals',
  size: 16,
  advance: CHARACTER_PITCH,
  color: BLACK,
};

const NUMBER_STYLE: TextStyle = {
  face: 'numerals',
  latin: 'numerals',
  size: 14,
  advance: 14,
  color: BLACK,
};
/** 一字线 stand 7 mm below the type area, 28 mm from the sheet's lower edge (7.5). */
const NUMBER_HEIGHT = 28 * MM;
/** The middle of a dash above its baseline, in ems. */
const DASH_MIDDLE = 0.27;

/** 页码: odd pages right, even pages left, one character in; a turned page carries it where the upright sheet does. */
export function pageNumber(number: number, frame: PaperFrame, ruler: Ruler): Mark[] {
  const [line] = breakLines(`— ${number} —`, NUMBER_STYLE, ruler, () => Infinity);
  const upright = OFFICIAL_PORTRAIT;
  const marks = setLine(line ?? [], NUMBER_STYLE, {
    x: upright.left + NUMBER_STYLE.size,
    y: upright.pageHeight - NUMBER_HEIGHT + DASH_MIDDLE * NUMBER_STYLE.size,
    width: upright.width - 2 * NUMBER_STYLE.size,
    fill: number % 2 === 1 ? 'right' : 'left',
  });
  if (frame.pageWidth <= frame.pageHeight) return marks;
  return marks.map((mark) => ({
    ...mark,
    x: upright.pageHeight - mark.y,
    y: mark.x,
    turned: true,
  }));
}
