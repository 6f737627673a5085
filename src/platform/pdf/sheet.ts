import { type SheetDocument, type SheetFooter } from './document.js';
import { type FontFiles, fontFiles } from './fonts.js';
import { Ink } from './ink.js';
import { blockBoxes } from './layout/blocks.js';
import { type Setting } from './layout/setting.js';
import { type Ruler, type TextStyle } from './layout/clusters.js';
import { type Box, flow } from './layout/flow.js';
import { HeadingCounter } from './layout/heading-numbers.js';
import { breakLines, setLine } from './layout/lines.js';
import { BLACK, MM, type Mark, type Page, Tag, moved, rule } from './layout/marks.js';
import { baseline, paragraph } from './layout/paragraph.js';
import { titleLines, titleText } from './layout/title-lines.js';
import { A4, type PaperFrame } from './paper.js';

const SIDE = 18 * MM;
const TOP = 18 * MM;
const BOTTOM = 12 * MM;
const TEXT_SIZE = 14;
const FOOT_SIZE = 11;
const MARK_SIZE = 9;
const QR_SIDE = 24 * MM;
const FOOT_GAP = 3 * MM;
/** White around the code to scan. */
const QUIET = 3 * MM;

/** Sets a sheet to pin up as PDF/A-3; the same sheet gives the same bytes. */
export async function renderSheet(
  sheet: SheetDocument,
  fonts: Partial<FontFiles> = {},
): Promise<Buffer> {
  const ink = new Ink(fontFiles(fonts), {
    title: titleText(sheet.title),
    subject: sheet.subtitle ?? '',
    author: sheet.signature ?? '',
    createdAt: sheet.createdAt,
  });
  const root = new Tag('Document');
  const pages = sheetPages(sheet, ink, root);
  return ink.finish(pages, root, sheet.files ?? []);
}

/** The pages of a sheet, each with the same foot and its number of the whole. */
export function sheetPages(sheet: SheetDocument, ruler: Ruler, root: Tag): Page[] {
  const turned = sheet.landscape === true;
  const pageWidth = turned ? A4.height : A4.width;
  const pageHeight = turned ? A4.width : A4.height;
  const width = pageWidth - 2 * SIDE;
  const foot = footBox(sheet.footer ?? { lines: [] }, width, ruler);
  const height = pageHeight - TOP - BOTTOM - foot.height - FOOT_GAP;
  const frame: PaperFrame = { pageWidth, pageHeight, left: SIDE, top: TOP, width, height };
  const filled = flow(sheetBoxes(sheet, settingOf(sheet, frame, ruler), root), { height });
  const footTag = new Tag('P', root);
  return filled.map(({ marks }, index) => ({
    width: pageWidth,
    height: pageHeight,
    marks: [
      ...marks.map((mark) => moved(mark, SIDE, TOP)),
      ...foot.marks
        .map((mark) => moved(mark, SIDE, pageHeight - BOTTOM - foot.height))
        .map((mark) => (index === 0 && mark.kind !== 'rule' ? { ...mark, tag: footTag } : mark)),
      ...pageOf(pageText(sheet, index + 1, filled.length), frame, ruler),
    ],
  }));
}

function settingOf(sheet: SheetDocument, frame: PaperFrame, ruler: Ruler): Setting {
  const size = sheet.textSize ?? TEXT_SIZE;
  return {
    width: frame.width,
    height: frame.height,
    pitch: size * 1.65,
    body: plain('body', size),
    tableSize: size - 2,
    ruler,
    keepsTogether: true,
    headings: new HeadingCounter(),
  };
}

function plain(face: TextStyle['face'], size: number): TextStyle {
  const latin = face === 'body' ? 'numerals' : face;
  return { face, latin, size, advance: size, color: BLACK };
}

function sheetBoxes(sheet: SheetDocument, setting: Setting, root: Tag): Box[] {
  const { width, pitch, body, ruler } = setting;
  const title = plain('title', body.size * 1.85);
  const centred = { width, fill: 'center' as const };
  const head = titleLines(sheet.title, title, ruler, width).flatMap((text) =>
    paragraph(text, title, { ...centred, pitch: title.size * 1.4 }, ruler, new Tag('H1', root)),
  );
  if (sheet.subtitle !== undefined) {
    const style = plain('body', body.size);
    head.push(
      ...paragraph(sheet.subtitle, style, { ...centred, pitch }, ruler, new Tag('P', root)),
    );
  }
  const gap: Box = { height: pitch * 0.3, marks: [], blank: true };
  const tail = [sheet.signature, sheet.date].filter((text) => text !== undefined);
  const signed = tail.flatMap((text) =>
    paragraph(
      text,
      body,
      { width: width - 2 * body.size, pitch, fill: 'right' },
      ruler,
      new Tag('P', root),
    ),
  );
  const kept = signed.map((box, index) => ({ ...box, keepWithNext: index < signed.length - 1 }));
  return [...head, gap, ...blockBoxes(sheet.blocks, setting, root), gap, ...kept];
}

/** The foot: a rule, lines of text, the mark in tabular type, the code to scan at the right, a line for the page number. */
function footBox(footer: SheetFooter, width: number, ruler: Ruler): Box {
  const text = plain('body', FOOT_SIZE);
  const small = plain('body', MARK_SIZE);
  const beside = footer.qr === undefined ? width : width - QR_SIDE - 5 * MM;
  const marks: Mark[] = [rule(0, 0, width, 0, 0.75)];
  let y = 2 * MM;
  const write = (line: string, style: TextStyle): void => {
    for (const part of breakLines(line, style, ruler, () => beside)) {
      const pitch = style.size * 1.45;
      const at = { x: 0, y: y + baseline(pitch, style.size), width: beside, fill: 'left' as const };
      marks.push(...setLine(part, style, at));
      y += pitch;
    }
  };
  for (const line of footer.lines) write(line, text);
  if (footer.mark !== undefined) write(footer.mark, small);
  let depth = y;
  if (footer.qr !== undefined) {
    const x = width - QR_SIDE;
    marks.push({ kind: 'qr', x, y: QUIET, side: QR_SIDE, text: footer.qr.url });
    let under = QUIET + QR_SIDE + 2 * MM;
    for (const part of breakLines(footer.qr.caption, small, ruler, () => QR_SIDE)) {
      const pitch = MARK_SIZE * 1.3;
      const at = {
        x,
        y: under + baseline(pitch, MARK_SIZE),
        width: QR_SIDE,
        fill: 'center' as const,
      };
      marks.push(...setLine(part, small, at));
      under += pitch;
    }
    depth = Math.max(depth, under);
  }
  return { height: depth + FOOT_SIZE * 1.45, marks };
}

/** The page's number of the whole; from the second page on after the title. */
function pageText(sheet: SheetDocument, number: number, count: number): string {
  const title = number === 1 ? '' : `${titleText(sheet.title)}\u3000`;
  return `${title}第 ${number} 页\u3000共 ${count} 页`;
}

function pageOf(text: string, frame: PaperFrame, ruler: Ruler): Mark[] {
  const style = plain('body', FOOT_SIZE);
  const pitch = FOOT_SIZE * 1.45;
  const [line] = breakLines(text, style, ruler, () => Infinity);
  return setLine(line ?? [], style, {
    x: frame.left,
    y: frame.pageHeight - BOTTOM - pitch + baseline(pitch, FOOT_SIZE),
    width: frame.width,
    fill: 'center',
  });
}
