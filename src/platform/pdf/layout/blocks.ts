import {
  type Block,
  type FactsBlock,
  type HeadingBlock,
  type HeadsBlock,
  type ParagraphBlock,
  type QrBlock,
  type TableBlock,
} from '../document.js';
import { type Cell, type Table } from '../table.js';
import { type Ruler, type TextStyle } from './clusters.js';
import { type Box, keptWithNext } from './flow.js';
import { levelFace } from './heading-numbers.js';
import { type Line, breakLines, setLine, widthOfLine } from './lines.js';
import { GREY, MM, type Mark, Tag } from './marks.js';
import { baseline, paragraph, whiteLines } from './paragraph.js';
import { type Setting } from './setting.js';
import { signatureBoxes } from './signature-boxes.js';
import { INK, tableBoxes } from './table-boxes.js';

/** Sets blocks in order. */
export function blockBoxes(blocks: readonly Block[], setting: Setting, parent: Tag): Box[] {
  const boxes: Box[] = [];
  let startsPage = false;
  for (const block of blocks) {
    if (block.kind === 'page-break') {
      startsPage = true;
      continue;
    }
    const [first, ...rest] = boxesOf(block, setting, parent);
    if (first === undefined) continue;
    boxes.push(startsPage ? { ...first, startsPage } : first, ...rest);
    startsPage = false;
  }
  return boxes;
}

type SetBlock = Exclude<Block, { kind: 'page-break' }>;

function boxesOf(block: SetBlock, setting: Setting, parent: Tag): Box[] {
  switch (block.kind) {
    case 'paragraph':
      return paragraphBoxes(block, setting, parent);
    case 'heading':
      return headingBoxes(block, setting, parent);
    case 'table':
      return keptTable(block, setting, parent);
    case 'facts':
      return spacedTable(factsTable(block, setting), setting, parent);
    case 'signatures':
      return signatureBoxes(block, setting, parent);
    case 'qr':
      return [qrBox(block, setting, parent)];
    case 'heads':
      return [headsBox(block, setting, parent)];
    case 'space':
      return [whiteLines(block.lines ?? 1, setting.pitch)];
  }
}

/** The running type in another face. */
export function inFace(style: TextStyle, face: TextStyle['face'], latin = style.latin): TextStyle {
  return { ...style, face, latin };
}

function paragraphBoxes(block: ParagraphBlock, setting: Setting, parent: Tag): Box[] {
  const plain = block.strong === true ? inFace(setting.body, 'heading', 'heading') : setting.body;
  const scale = block.small === true ? 0.8 : 1;
  const style = {
    ...plain,
    size: plain.size * scale,
    advance: plain.advance * scale,
    color: INK[block.tone ?? 'black'],
  };
  const align = block.align ?? 'left';
  const boxes = paragraph(
    block.text,
    style,
    {
      width: setting.width,
      pitch: setting.pitch * scale,
      indent: (block.indent ?? align === 'left') ? 2 : 0,
      fill: align === 'left' ? 'justify' : align,
    },
    setting.ruler,
    new Tag('P', parent),
  );
  const placed = block.small === true ? boxes.map((box) => ({ ...box, onGrid: false })) : boxes;
  const kept = block.keepWithNext === true ? keptWithNext(placed, placed.length) : placed;
  return setting.keepsTogether ? withoutOrphans(kept) : kept;
}

/** The first line keeps the second, the last but one the last. */
function withoutOrphans(boxes: readonly Box[]): Box[] {
  const kept = new Set([0, boxes.length - 2].filter((at) => at >= 0 && at < boxes.length - 1));
  return boxes.map((box, at) => (kept.has(at) ? { ...box, keepWithNext: true } : box));
}

function headingBoxes(block: HeadingBlock, setting: Setting, parent: Tag): Box[] {
  const number = setting.headings.next(block.level, block.text, block.numbered ?? true);
  const face = levelFace(block.level);
  const latin = face === 'body' ? setting.body.latin : face;
  const boxes = paragraph(
    number + block.text,
    inFace(setting.body, face, latin),
    { width: setting.width, pitch: setting.pitch, indent: 2, fill: 'justify' },
    setting.ruler,
    new Tag(block.level === 1 ? 'H1' : 'H2', parent),
  );
  return keptWithNext(boxes, boxes.length);
}

function spacedTable(table: Table, setting: Setting, parent: Tag): Box[] {
  const space = { width: setting.width, height: setting.height, size: setting.tableSize };
  const gap: Box = { height: setting.pitch * 0.3, marks: [], blank: true };
  const boxes = tableBoxes(table, space, setting.ruler, parent);
  // What stands before the table, such as its heading, stays with it over the gap.
  return [{ ...gap, keepWithNext: true }, ...boxes, gap];
}

function keptTable(block: TableBlock, setting: Setting, parent: Tag): Box[] {
  const boxes = spacedTable(block.table, setting, parent);
  return block.keepWithNext === true ? keptWithNext(boxes, boxes.length) : boxes;
}

const LONGEST_LABEL = 14;

/** Labels and values as a table without a head; the widest label decides how much the labels get. */
function factsTable(block: FactsBlock, setting: Setting): Table {
  const across = block.columns ?? 1;
  const longest = Math.max(4, ...block.items.map(({ label }) => Array.from(label).length));
  const label = Math.min(longest, LONGEST_LABEL) + 1;
  const value = Math.max(setting.width / setting.tableSize / across - label, label);
  const columns = Array.from({ length: across }, () => [
    { title: '', width: label },
    { title: '', width: value },
  ]).flat();
  const rows: { cells: Cell[] }[] = [];
  for (let at = 0; at < block.items.length; at += across) {
    const items = block.items.slice(at, at + across);
    const cells = items.flatMap(({ label, value }): Cell[] => [
      { text: label, strong: true },
      value,
    ]);
    rows.push({ cells });
  }
  return { columns, rows };
}

/** The lines over a statement; none is parted. */
function headsBox(block: HeadsBlock, setting: Setting, parent: Tag): Box {
  const { width, tableSize: size, ruler } = setting;
  const style: TextStyle = { ...setting.body, size, advance: size };
  const pitch = size * 1.5;
  const tag = new Tag('P', parent);
  const lines = Math.max(block.left.length, block.right.length, 1);
  const marks: Mark[] = [];
  const set = (line: Line, row: number, fill: 'left' | 'center' | 'right'): void => {
    const y = row * pitch + baseline(pitch, size);
    marks.push(...setLine(line, style, { x: 0, y, width, fill, tag }));
  };
  const whole = (text: string): Line => breakLines(text, style, ruler, () => Infinity)[0] ?? [];
  block.left.forEach((text, index) => {
    set(whole(text), lines - block.left.length + index, 'left');
  });
  set(whole(block.centre), lines - 1, 'center');
  block.right.forEach((text, index) => {
    set(whole(text), lines - block.right.length + index, 'right');
  });
  return { height: lines * pitch, marks, keepWithNext: true };
}

const QR_SIDE_MM = 24;
/** White that must surround a code for it to be found (ISO/IEC 18004, quiet zone). */
const QUIET = 3.5 * MM;

function qrBox(block: QrBlock, setting: Setting, parent: Tag): Box {
  const side = (block.sideMm ?? QR_SIDE_MM) * MM;
  const tag = new Tag('Figure', parent, `${block.caption} ${block.url}`);
  const x = side + 4 * MM;
  const width = setting.width - x;
  const caption = { ...setting.body, advance: setting.body.size };
  const address = { ...caption, size: 9, advance: 9, face: 'body' as const, color: GREY };
  const lines = [
    ...breakLines(block.caption, caption, setting.ruler, () => width).map((line) => ({
      line,
      style: caption,
    })),
    ...breakLines(block.url, address, setting.ruler, () => width).map((line) => ({
      line,
      style: address,
    })),
  ];
  const tall = lines.reduce((sum, { style }) => sum + style.size * 1.5, 0);
  const marks: Mark[] = [{ kind: 'qr', x: 0, y: QUIET, side, text: block.url, tag }];
  const words = new Tag('P', parent);
  let y = QUIET + Math.max(0, (side - tall) / 2);
  for (const { line, style } of lines) {
    const pitch = style.size * 1.5;
    const place = { x, y: y + baseline(pitch, style.size), width, fill: 'left' as const };
    marks.push(...setLine(line, style, { ...place, tag: words }));
    y += pitch;
  }
  return { height: Math.max(side, tall) + 2 * QUIET, marks };
}

/** Width of one line of text in a style. */
export function measure(text: string, style: TextStyle, ruler: Ruler): number {
  const [line] = breakLines(text, style, ruler, () => Infinity);
  return widthOfLine(line ?? []);
}
