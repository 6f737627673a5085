import { type Mark, moved, untagged } from './marks.js';

/** A strip of a page that no page break parts; marks are relative to its top left. */
export interface Box {
  readonly height: number;
  readonly marks: readonly Mark[];
  /** Never the last on its page. */
  readonly keepWithNext?: boolean;
  /** Begins on the line grid. */
  readonly onGrid?: boolean;
  /** White space that is dropped where a page begins. */
  readonly blank?: boolean;
  readonly startsPage?: boolean;
  /** Repeated above the box when it opens a page. */
  readonly head?: Box;
  /** Drawn below the box when it closes a page. */
  readonly foot?: readonly Mark[];
}

/** The area text flows through; `pitch` is the line grid, if there is one. */
export interface Frame {
  readonly height: number;
  readonly pitch?: number;
}

/** What stands on one page, relative to the frame, and how far it reaches down. */
export interface FilledFrame {
  readonly marks: Mark[];
  readonly depth: number;
}

const EPSILON = 0.05;

class Filling {
  readonly pages: { marks: Mark[]; depth: number; foot: Mark[] }[] = [
    { marks: [], depth: 0, foot: [] },
  ];

  constructor(private readonly frame: Frame) {}

  get page(): { marks: Mark[]; depth: number; foot: Mark[] } {
    const page = this.pages.at(-1);
    if (page === undefined) throw new RangeError('a flow always has a page');
    return page;
  }

  get isFresh(): boolean {
    return this.page.depth === 0;
  }

  turn(): void {
    this.page.marks.push(...this.page.foot);
    this.pages.push({ marks: [], depth: 0, foot: [] });
  }

  /** White space that does not fit fills the page; only what follows it turns the page. */
  fill(): void {
    this.page.depth = this.frame.height;
  }

  fits(boxes: readonly Box[]): boolean {
    return this.depthAfter(boxes, this.page.depth) <= this.frame.height + EPSILON;
  }

  place(box: Box): void {
    if (box.blank === true && this.isFresh) return;
    if (this.isFresh && box.head !== undefined) {
      this.put({ ...box.head, marks: box.head.marks.map(untagged) });
    }
    this.put(box);
  }

  private put(box: Box): void {
    const top = this.topOf(box, this.page.depth);
    this.page.marks.push(...box.marks.map((mark) => moved(mark, 0, top)));
    this.page.foot = (box.foot ?? []).map((mark) => moved(mark, 0, top));
    this.page.depth = top + box.height;
  }

  private depthAfter(boxes: readonly Box[], from: number): number {
    const head = from === 0 ? (boxes[0]?.head?.height ?? 0) : 0;
    return boxes.reduce((depth, box) => this.topOf(box, depth) + box.height, from + head);
  }

  private topOf(box: Box, depth: number): number {
    const { pitch } = this.frame;
    if (box.onGrid !== true || pitch === undefined) return depth;
    return Math.ceil((depth - EPSILON) / pitch) * pitch;
  }
}

/** Fills as many pages as the boxes need; a chain kept together moves as one, unless no page can hold it. */
export function flow(boxes: readonly Box[], frame: Frame): FilledFrame[] {
  const filling = new Filling(frame);
  for (const chain of chainsOf(boxes)) {
    if (chain[0]?.startsPage === true && !filling.isFresh) filling.turn();
    if (!filling.fits(chain) && !filling.isFresh && !isBlank(chain)) filling.turn();
    for (const box of chain) {
      if (!filling.fits([box]) && !filling.isFresh) {
        if (box.blank === true) {
          filling.fill();
          continue;
        }
        filling.turn();
      }
      filling.place(box);
    }
  }
  return filling.pages.map(({ marks, depth }) => ({ marks, depth }));
}

/** White space alone never turns a page. */
function isBlank(chain: readonly Box[]): boolean {
  return chain.length === 1 && chain[0]?.blank === true;
}

function chainsOf(boxes: readonly Box[]): Box[][] {
  const chains: Box[][] = [];
  let open = false;
  for (const box of boxes) {
    const last = chains.at(-1);
    if (open && last !== undefined) last.push(box);
    else chains.push([box]);
    open = box.keepWithNext === true;
  }
  return chains;
}

/** The boxes with the last `count` of them chained to what follows. */
export function keptWithNext(boxes: readonly Box[], count: number): Box[] {
  const from = boxes.length - count;
  return boxes.map((box, index) => (index >= from ? { ...box, keepWithNext: true } : box));
}
