import { type Face } from './marks.js';

/** Measures type, and knows which characters a font can show. */
export interface Ruler {
  /** Advance in points. */
  width(text: string, face: Face, size: number, figures: boolean): number;
  /** The wanted face when it can show the character, else one that can, else null. */
  faceFor(character: string, wanted: Face): Face | null;
}

/** The look of running text; `advance` is the grid cell of a full-width character. */
export interface TextStyle {
  readonly face: Face;
  readonly latin: Face;
  readonly size: number;
  readonly advance: number;
  readonly color: string;
}

/** A piece of text that no line break parts. */
export interface Cluster {
  readonly text: string;
  readonly face: Face;
  readonly kind: 'cell' | 'word' | 'space';
  readonly width: number;
  readonly natural: number;
  readonly figures: boolean;
  readonly opensLine: boolean;
  readonly closesLine: boolean;
  readonly blank: 'left' | 'right' | null;
}

/** 避头: what may not open a line. */
const NOT_FIRST = new Set('。，、；：？！）》〉」』】〕〗”’·…—％‰℃～．,.;:?!)]}%');
/** 避尾: what may not close a line. */
const NOT_LAST = new Set('（《〈「『【〔〖“‘￥＄([{$¥');
/** Full-width signs whose right or left half is blank and can give way. */
const BLANK_RIGHT = new Set('。，、；：）》〉」』】〕〗”’．');
const BLANK_LEFT = new Set('（《〈「『【〔〖“‘');

const PIECES = /(——|……|[!-~¡-ɏ]+|[ \u00A0]+|.)/gsu;
const INVISIBLE = /[\p{Cc}\p{Cf}\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/gu;
const FIGURES = /^[-+(]?\d[\d.,:/-]*\)?$/;
const LONGEST_WORD = 24;

/** Text as the pieces a line is made of; a character no font can show is spelt as its code point. */
export function clustersOf(text: string, style: TextStyle, ruler: Ruler): Cluster[] {
  const clusters: Cluster[] = [];
  const clean = text.replace(/\t/g, ' ').replace(INVISIBLE, '');
  for (const [piece] of clean.matchAll(PIECES)) {
    const wanted = /^[!-~¡-ɏ ]/u.test(piece) ? style.latin : style.face;
    if (piece.length > LONGEST_WORD && /^[!-~]/.test(piece)) {
      for (const letter of piece) clusters.push(cluster(letter, wanted, style, ruler));
      continue;
    }
    const face = faceOfAll(piece, wanted, ruler);
    if (face === null) clusters.push(...spelt(piece, style, ruler));
    else clusters.push(cluster(piece, face, style, ruler));
  }
  return clusters;
}

/** A cluster's letters one by one, for a word wider than its line. */
export function lettersOf(word: Cluster, style: TextStyle, ruler: Ruler): Cluster[] {
  return Array.from(word.text, (letter) => cluster(letter, word.face, style, ruler));
}

function cluster(text: string, face: Face, style: TextStyle, ruler: Ruler): Cluster {
  const figures = FIGURES.test(text);
  const natural = ruler.width(text, face, style.size, figures);
  const kind = kindOf(text, natural, style.size);
  const cells = Array.from(text).length;
  const first = Array.from(text)[0] ?? '';
  const last = Array.from(text).at(-1) ?? '';
  const cell = kind === 'cell' ? style.advance * cells : natural;
  return {
    text,
    face,
    kind,
    width: figures ? natural * (style.advance / style.size) : cell,
    natural,
    figures,
    opensLine: !NOT_FIRST.has(first),
    closesLine: !NOT_LAST.has(last),
    blank: BLANK_RIGHT.has(text) ? 'right' : BLANK_LEFT.has(text) ? 'left' : null,
  };
}

function kindOf(text: string, natural: number, size: number): Cluster['kind'] {
  if (/^[ \u00A0]/.test(text)) return 'space';
  if (/^[—…\u2E80-\uFFEF]/u.test(text) || (text.codePointAt(0) ?? 0) > 0xffff) return 'cell';
  return /^[^!-~]$/u.test(text) && natural > 0.95 * size ? 'cell' : 'word';
}

function faceOfAll(text: string, wanted: Face, ruler: Ruler): Face | null {
  for (const character of text) {
    const face = ruler.faceFor(character, wanted);
    if (face !== wanted) return text.length === character.length ? face : null;
  }
  return wanted;
}

function spelt(text: string, style: TextStyle, ruler: Ruler): Cluster[] {
  return Array.from(text).flatMap((character) => {
    const face = ruler.faceFor(character, style.face);
    if (face !== null) return [cluster(character, face, style, ruler)];
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return ['〔', `U+${code}`, '〕'].map((part) => cluster(part, style.face, style, ruler));
  });
}
