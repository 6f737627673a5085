import { type Ruler, type TextStyle } from './clusters.js';
import { type Box } from './flow.js';
import { type Fill, breakLines, setLine } from './lines.js';
import { type Tag } from './marks.js';

/** How a paragraph stands between its margins. */
export interface ParagraphShape {
  readonly x?: number;
  readonly width: number;
  readonly pitch: number;
  /** Cells of white before the first line. */
  readonly indent?: number;
  /** White before the lines after the first, in points. */
  readonly hanging?: number;
  readonly fill: Fill;
}

/** Top of a character's em box to its baseline, in ems. */
const ASCENT = 0.88;

/** Distance from a line's top to its baseline when its type stands in the middle of the pitch. */
export function baseline(pitch: number, size: number): number {
  return (pitch - size) / 2 + ASCENT * size;
}

/** A paragraph's lines, each a box of one pitch; line feeds make lines of their own. */
export function paragraph(
  text: string,
  style: TextStyle,
  shape: ParagraphShape,
  ruler: Ruler,
  tag: Tag,
): Box[] {
  return text.split(/\r\n|\r|\n/).flatMap((part) => lineBoxes(part, style, shape, ruler, tag));
}

function lineBoxes(
  text: string,
  style: TextStyle,
  shape: ParagraphShape,
  ruler: Ruler,
  tag: Tag,
): Box[] {
  const first = (shape.indent ?? 0) * style.advance;
  const later = shape.hanging ?? 0;
  const startOf = (line: number): number => (line === 0 ? first : later);
  const lines = breakLines(text, style, ruler, (line) => shape.width - startOf(line));
  return lines.map((line, index) => ({
    height: shape.pitch,
    onGrid: true,
    marks: setLine(line, style, {
      x: (shape.x ?? 0) + startOf(index),
      y: baseline(shape.pitch, style.size),
      width: shape.width - startOf(index),
      fill: shape.fill === 'justify' && index === lines.length - 1 ? 'left' : shape.fill,
      tag,
    }),
  }));
}

/** White space of a number of lines. */
export function whiteLines(count: number, pitch: number): Box {
  return { height: count * pitch, marks: [], blank: true, onGrid: true };
}
