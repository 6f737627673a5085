import { type Cluster, type Ruler, type TextStyle, clustersOf, lettersOf } from './clusters.js';
import { type Tag, type TextMark } from './marks.js';

/** Clusters that stand on one line. */
export type Line = readonly Cluster[];

/** How a line is filled: `justify` stretches it to its width, `squeeze` only ever narrows it. */
export type Fill = 'justify' | 'left' | 'center' | 'right';

const EPSILON = 0.01;
/** A full-width sign gives way by half its cell at most. */
const GIVES_WAY = 0.5;
/** White between characters past which a reading machine takes them for words of their own, in ems. */
const LOOSEST = 0.085;
/** White beside a figure past which a line is better left ragged, in ems. */
const WIDEST_SEAM = 0.4;
/** How far a dash may be drawn out. */
const STRETCH = 1.25;

/** Parts text into lines under 避头尾: a sign that may not open a line is pressed in, or takes company along. */
export function breakLines(
  text: string,
  style: TextStyle,
  ruler: Ruler,
  widthOf: (line: number) => number,
): Line[] {
  const lines: Line[] = [];
  let line: Cluster[] = [];
  for (const whole of clustersOf(text, style, ruler)) {
    const fits = whole.kind !== 'word' || whole.width <= widthOf(lines.length + 1);
    for (const piece of fits ? [whole] : lettersOf(whole, style, ruler)) {
      if (piece.kind === 'space' && line.length === 0 && lines.length > 0) continue;
      line.push(piece);
      while (line.length > 1 && overflows(line, widthOf(lines.length))) {
        if (!piece.opensLine && canPressIn(line, widthOf(lines.length), style)) break;
        const cut = lastBreak(line);
        lines.push(withoutTrailingBlank(line.slice(0, cut)));
        line = withoutLeadingBlank(line.slice(cut));
      }
    }
  }
  lines.push(withoutTrailingBlank(line));
  return lines;
}

/** Advance of a line as it stands. */
export function widthOfLine(line: Line): number {
  return line.reduce((sum, piece) => sum + piece.width, 0);
}

function overflows(line: Line, width: number): boolean {
  return widthOfLine(withoutTrailingBlank(line)) > width + EPSILON;
}

function canPressIn(line: Line, width: number, style: TextStyle): boolean {
  const signs = line.filter(({ blank }) => blank !== null).length;
  return widthOfLine(line) - width <= signs * GIVES_WAY * style.advance + EPSILON;
}

function lastBreak(line: Line): number {
  for (let at = line.length - 1; at > 0; at -= 1) {
    if (line[at - 1]?.closesLine === true && line[at]?.opensLine === true) return at;
  }
  return line.length - 1;
}

function withoutTrailingBlank(line: Line): Cluster[] {
  const end = line.findLastIndex(({ kind }) => kind !== 'space');
  return line.slice(0, end + 1);
}

function withoutLeadingBlank(line: Line): Cluster[] {
  const start = line.findIndex(({ kind }) => kind !== 'space');
  return start < 0 ? [] : line.slice(start);
}

/** Where and how a line is set: its left edge, baseline and width. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly fill: Fill;
  readonly tag?: Tag | undefined;
}

/** A line as marks on the page. */
export function setLine(line: Line, style: TextStyle, place: Place): TextMark[] {
  const slack = place.width - widthOfLine(line);
  const signs = line.filter(({ blank }) => blank !== null).length;
  const press = slack < -EPSILON && signs > 0 ? Math.min(-slack / signs, style.advance / 2) : 0;
  const { between, beside } =
    place.fill === 'justify' ? spread(line, slack, style) : { between: 0, beside: 0 };
  const shift = place.fill === 'right' ? slack : place.fill === 'center' ? slack / 2 : 0;

  const marks: TextMark[] = [];
  let x = place.x + Math.max(shift, 0);
  for (const [index, piece] of line.entries()) {
    const given = piece.blank === null ? 0 : press;
    const mark = setPiece(piece, style, x - (piece.blank === 'left' ? given : 0), place);
    const previous = marks.at(-1);
    const joined =
      given === 0 && previous !== undefined ? join(previous, mark, piece, between) : null;
    if (joined === null) marks.push(spaced(mark, piece, between));
    else marks[marks.length - 1] = joined;
    x += piece.width - given + between + (isSeam(piece, line[index + 1]) ? beside : 0);
  }
  return marks;
}

/** Shares white over a line: evenly while words stay words to a reading machine, then beside figures and Latin words. */
function spread(line: Line, slack: number, style: TextStyle): { between: number; beside: number } {
  const gaps = line.length - 1;
  if (slack <= 0 || gaps <= 0) return { between: 0, beside: 0 };
  const loosest = Math.max(0, (1 + LOOSEST) * style.size - style.advance);
  const between = Math.min(slack / gaps, loosest);
  const seams = line.filter((piece, index) => isSeam(piece, line[index + 1])).length;
  const beside = seams === 0 ? 0 : (slack - between * gaps) / seams;
  if (beside > WIDEST_SEAM * style.size) return { between: 0, beside: 0 };
  return { between, beside };
}

/** The seam between Chinese and other script. */
function isSeam(piece: Cluster, next: Cluster | undefined): boolean {
  return next !== undefined && (piece.kind === 'word') !== (next.kind === 'word');
}

function setPiece(piece: Cluster, style: TextStyle, x: number, place: Place): TextMark {
  const letters = Array.from(piece.text).length;
  const onGrid = isPlainCell(piece, style) || piece.figures;
  const spacing = onGrid ? (piece.width - piece.natural) / letters : 0;
  const scale = piece.kind === 'cell' && !onGrid ? piece.width / piece.natural : 1;
  const stretch = scale > 1 && scale < STRETCH ? scale : 1;
  const centred = piece.kind === 'cell' && !onGrid ? piece.width - piece.natural * stretch : 0;
  return {
    kind: 'text',
    x: x + centred / 2,
    y: place.y,
    text: piece.text,
    face: piece.face,
    size: style.size,
    spacing,
    figures: piece.figures,
    color: style.color,
    ...(stretch === 1 ? {} : { stretch }),
    ...(place.tag === undefined ? {} : { tag: place.tag }),
  };
}

function isPlainCell(piece: Cluster, style: TextStyle): boolean {
  const cells = Array.from(piece.text).length;
  return piece.kind === 'cell' && Math.abs(piece.natural - style.size * cells) < style.size * 0.005;
}

/** Full-width characters that follow each other become one run. */
function join(last: TextMark, next: TextMark, piece: Cluster, extra: number): TextMark | null {
  const width = Array.from(last.text).length * (last.size + last.spacing);
  const runs =
    piece.kind === 'cell' &&
    last.face === next.face &&
    !last.figures &&
    last.stretch === undefined &&
    next.stretch === undefined &&
    /^[^!-~ \u00A0]/u.test(last.text) &&
    Math.abs(last.spacing - (next.spacing + extra)) < 1e-6 &&
    Math.abs(last.x + width - next.x) < EPSILON;
  return runs ? { ...last, text: last.text + next.text } : null;
}

function spaced(mark: TextMark, piece: Cluster, extra: number): TextMark {
  return piece.kind === 'cell' ? { ...mark, spacing: mark.spacing + extra } : mark;
}
