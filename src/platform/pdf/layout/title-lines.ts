import { type Ruler, type TextStyle, clustersOf } from './clusters.js';
import { widthOfLine } from './lines.js';

/** Signs after which a title may turn without tearing a word. */
const GOOD_END = new Set('的和与及或对在年月日度会区县市省镇道社村院部局委、》）”，：');
/** Signs that must not open a line of a title. */
const BAD_START = new Set('的和与及了情况告知定议法书函');

/** Turns a title into as few lines as fit, in one width or a trapezoid, never tearing what belongs together (GB/T 9704-2012, 7.3.1). */
export function titleLines(
  title: string | readonly string[],
  style: TextStyle,
  ruler: Ruler,
  width: number,
): string[] {
  if (typeof title !== 'string') {
    return title.flatMap((line) => titleLines(line, style, ruler, width));
  }
  if (title.includes('\n')) return titleLines(title.split(/\r?\n/), style, ruler, width);
  const pieces = clustersOf(title, style, ruler);
  const least = Math.max(1, Math.ceil(widthOfLine(pieces) / width - 1e-6));
  for (let count = least; count <= pieces.length; count += 1) {
    const lines = bestSplit(pieces, count, width);
    if (lines !== null) return lines;
  }
  return [title];
}

type Pieces = ReturnType<typeof clustersOf>;

interface Split {
  readonly cost: number;
  readonly cuts: readonly number[];
}

/** The cheapest way to cut the pieces into `count` lines, by dynamic programming over the cuts. */
function bestSplit(pieces: Pieces, count: number, width: number): string[] | null {
  const total = widthOfLine(pieces);
  const ideal = total / count;
  let best: (Split | null)[] = pieces.map(() => null);
  best.push(null);
  best[0] = { cost: 0, cuts: [] };
  for (let line = 1; line <= count; line += 1) {
    const next: (Split | null)[] = best.map(() => null);
    for (const [from, before] of best.entries()) {
      if (before === null) continue;
      for (let to = from + 1; to <= pieces.length; to += 1) {
        const length = widthOfLine(pieces.slice(from, to));
        if (length > width + 0.01) break;
        const cost = before.cost + unevenness(length, ideal) + tearing(pieces, to);
        if (cost < (next[to]?.cost ?? Infinity)) next[to] = { cost, cuts: [...before.cuts, to] };
      }
    }
    best = next;
  }
  const found = best[pieces.length];
  if (found === null || found === undefined || !Number.isFinite(found.cost)) return null;
  return found.cuts.map((to, index) => textOf(pieces.slice(found.cuts[index - 1] ?? 0, to)));
}

function unevenness(length: number, ideal: number): number {
  return ((length - ideal) / ideal) ** 2 * 100;
}

function tearing(pieces: Pieces, at: number): number {
  const before = pieces[at - 1];
  const after = pieces[at];
  if (before === undefined || after === undefined) return 0;
  if (!before.closesLine || !after.opensLine) return Infinity;
  if (after.text === '关' && pieces[at + 1]?.text === '于') return 0;
  if (BAD_START.has(after.text)) return 40;
  const partsDate = before.text === '年' && (after.text === '第' || after.figures);
  return GOOD_END.has(before.text) && !partsDate ? 0 : 12;
}

function textOf(pieces: Pieces): string {
  return pieces
    .map(({ text }) => text)
    .join('')
    .trim();
}

/** A title as one string. */
export function titleText(title: string | readonly string[]): string {
  return (typeof title === 'string' ? title : title.join('')).replace(/[\r\n]/g, '');
}
