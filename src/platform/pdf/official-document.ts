import { type Attachment, type OfficialDocument } from './document.js';
import { type FontFiles, fontFiles } from './fonts.js';
import { Ink } from './ink.js';
import { blockBoxes, inFace } from './layout/blocks.js';
import { type Setting } from './layout/setting.js';
import { type Ruler } from './layout/clusters.js';
import { type Box, type FilledFrame, flow, keptWithNext } from './layout/flow.js';
import { HeadingCounter } from './layout/heading-numbers.js';
import { type Mark, type Page, Tag, moved } from './layout/marks.js';
import { paragraph, whiteLines } from './layout/paragraph.js';
import { titleText } from './layout/title-lines.js';
import { addresseeBoxes, letterhead, titleBoxes } from './official-head.js';
import { attachmentNotes, colophonBox, noteBoxes, signedAt } from './official-tail.js';
import {
  LINE_PITCH,
  OFFICIAL_BODY,
  OFFICIAL_LANDSCAPE,
  OFFICIAL_PORTRAIT,
  type PaperFrame,
  pageNumber,
} from './paper.js';

/** Tables in official documents are set in 5号. */
const TABLE_SIZE = 10.5;

/** Sets an official document after GB/T 9704-2012 as PDF/A-3; the same document gives the same bytes. */
export async function renderOfficialDocument(
  document: OfficialDocument,
  fonts: Partial<FontFiles> = {},
): Promise<Buffer> {
  const ink = new Ink(fontFiles(fonts), {
    title: titleText(document.title),
    subject: document.documentNumber ?? '',
    author: document.issuer,
    createdAt: document.createdAt,
  });
  const root = new Tag('Document');
  const pages = officialPages(document, ink, root);
  return ink.finish(pages, root, document.files ?? []);
}

interface Sheet {
  readonly frame: PaperFrame;
  readonly filled: FilledFrame;
  readonly numbered: boolean;
}

/** The pages of an official document: the text, its annexes, the colophon, and their numbers. */
export function officialPages(document: OfficialDocument, ruler: Ruler, root: Tag): Page[] {
  const portrait = settingOf(OFFICIAL_PORTRAIT, ruler);
  const main = new Tag('Sect', root);
  const sheets = sheetsOf(mainBoxes(document, portrait, main), OFFICIAL_PORTRAIT);
  const annexes = document.attachments ?? [];
  for (const [index, annex] of annexes.entries()) {
    const frame = annex.landscape === true ? OFFICIAL_LANDSCAPE : OFFICIAL_PORTRAIT;
    const label = annexes.length === 1 ? '附件' : `附件${index + 1}`;
    const section = new Tag('Sect', root);
    sheets.push(...sheetsOf(annexBoxes(annex, label, settingOf(frame, ruler), section), frame));
  }
  if (document.colophon !== undefined) {
    const closing = colophonBox(document.colophon, portrait, new Tag('Sect', root));
    closeWith(sheets, closing);
  }
  return sheets.map(({ frame, filled, numbered }, index) => ({
    width: frame.pageWidth,
    height: frame.pageHeight,
    marks: [
      ...filled.marks.map((mark) => moved(mark, frame.left, frame.top)),
      ...(numbered ? pageNumber(index + 1, frame, ruler) : []),
    ],
  }));
}

function settingOf(frame: PaperFrame, ruler: Ruler): Setting {
  return {
    width: frame.width,
    height: frame.height,
    pitch: LINE_PITCH,
    body: OFFICIAL_BODY,
    tableSize: TABLE_SIZE,
    ruler,
    keepsTogether: false,
    headings: new HeadingCounter(),
  };
}

function sheetsOf(boxes: readonly Box[], frame: PaperFrame): Sheet[] {
  return flow(boxes, { height: frame.height, pitch: LINE_PITCH }).map((filled) => ({
    frame,
    filled,
    numbered: true,
  }));
}

/** The main text; its last lines stay with the signature, so that no date stands alone. */
function mainBoxes(document: OfficialDocument, setting: Setting, tag: Tag): Box[] {
  const { pitch } = setting;
  const head = [
    letterhead(document, setting, tag),
    { height: 1.6 * pitch, marks: [] },
    ...titleBoxes(document.title, setting, tag),
    ...(document.addressee === undefined
      ? [whiteLines(1, pitch)]
      : addresseeBoxes(document.addressee, setting, tag)),
  ];
  const text = [
    ...blockBoxes(document.body, setting, tag),
    ...attachmentNotes(document.attachmentNotes ?? [], setting, tag),
  ];
  const tail = signedAt(document, setting, tag);
  const note = document.note === undefined ? [] : noteBoxes(document.note, setting, tag);
  return [...head, ...keptWithNext(text, 1), ...tail, ...note];
}

/** 附件: its label in 黑体 on line 1, its title centred on line 3 (7.3.6). */
function annexBoxes(annex: Attachment, label: string, setting: Setting, tag: Tag): Box[] {
  const style = inFace(setting.body, 'heading', 'heading');
  const shape = { width: setting.width, pitch: setting.pitch, fill: 'left' as const };
  return [
    ...paragraph(label, style, shape, setting.ruler, new Tag('P', tag)),
    whiteLines(1, setting.pitch),
    ...titleBoxes(annex.title, setting, tag),
    { height: setting.pitch * 0.4, marks: [], blank: true },
    ...blockBoxes(annex.blocks, setting, tag),
  ];
}

/** 版记 ends the last, even page; when blank pages must come before it, neither they nor its page is numbered (7.4, 7.5). */
function closeWith(sheets: Sheet[], closing: Box): void {
  const frame = OFFICIAL_PORTRAIT;
  const placed: Mark[] = closing.marks.map((mark) => moved(mark, 0, frame.height - closing.height));
  const last = sheets.at(-1);
  const even = sheets.length % 2 === 0;
  const room = last?.frame === frame && last.filled.depth + closing.height <= frame.height;
  if (last !== undefined && even && room) {
    last.filled.marks.push(...placed);
    return;
  }
  if (even) sheets.push({ frame, filled: { marks: [], depth: 0 }, numbered: false });
  sheets.push({ frame, filled: { marks: placed, depth: frame.height }, numbered: !even });
}
