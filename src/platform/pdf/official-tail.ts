import { type Colophon, type OfficialDocument } from './document.js';
import { measure } from './layout/blocks.js';
import { type Setting } from './layout/setting.js';
import { type TextStyle } from './layout/clusters.js';
import { type Box, keptWithNext } from './layout/flow.js';
import { breakLines, setLine } from './layout/lines.js';
import { MM, type Mark, Tag, rule } from './layout/marks.js';
import { baseline, paragraph, whiteLines } from './layout/paragraph.js';

/** 附件说明: left two characters, further lines under the first name's first character (GB/T 9704-2012, 7.3.4). */
export function attachmentNotes(notes: readonly string[], setting: Setting, parent: Tag): Box[] {
  if (notes.length === 0) return [];
  const { body, ruler, width, pitch } = setting;
  const cell = body.advance;
  const label = measure('附件：', body, ruler);
  const boxes: Box[] = [whiteLines(1, pitch)];
  for (const [index, note] of notes.entries()) {
    const number = notes.length === 1 ? '' : `${index + 1}．`;
    const text = (index === 0 ? '附件：' : '') + number + note.replace(/[。；，.;,]$/, '');
    const x = 2 * cell + (index === 0 ? 0 : label);
    const hanging = 2 * cell + label + measure(number, body, ruler) - x;
    const shape = { x, width: width - x, pitch, hanging, fill: 'left' as const };
    boxes.push(...paragraph(text, body, shape, ruler, new Tag('P', parent)));
  }
  return boxes;
}

/** 署名 and 成文日期 without a seal: the date starts two characters to the right of the name; the longer one keeps two characters from the right (7.3.5.2). */
export function signedAt(document: OfficialDocument, setting: Setting, parent: Tag): Box[] {
  const { body, ruler, width, pitch } = setting;
  const two = 2 * body.advance;
  const name = measure(document.signature, body, ruler);
  const date = measure(document.date, body, ruler);
  const nameX = date > name ? width - two - date - two : width - two - name;
  const line = (text: string, x: number, length: number): Box[] =>
    paragraph(
      text,
      body,
      { x: Math.max(x, 0), width: Math.min(length + 1, width), pitch, fill: 'left' },
      ruler,
      new Tag('P', parent),
    );
  return [
    { ...whiteLines(1, pitch), keepWithNext: true },
    ...keptWithNext(line(document.signature, nameX, name), Infinity),
    ...line(document.date, nameX + two, date),
  ];
}

/** 附注: left two characters, in round brackets, on the line after the date (7.3.7). */
export function noteBoxes(note: string, setting: Setting, parent: Tag): Box[] {
  const text = /^（.*）$/.test(note) ? note : `（${note}）`;
  const shape = { width: setting.width, pitch: setting.pitch, indent: 2, fill: 'left' as const };
  return paragraph(text, setting.body, shape, setting.ruler, new Tag('P', parent));
}

/** 4号 and the distance of its lines. */
const COLOPHON_SIZE = 14;
const COLOPHON_PITCH = 26;
const OUTER = 0.35 * MM;
const INNER = 0.25 * MM;

/** 版记: copies to, and who printed when, between its rules; it closes the last page (7.4). */
export function colophonBox(colophon: Colophon, setting: Setting, parent: Tag): Box {
  const { width, ruler } = setting;
  const style: TextStyle = { ...setting.body, size: COLOPHON_SIZE, advance: COLOPHON_SIZE };
  const inner = width - 2 * COLOPHON_SIZE;
  const marks: Mark[] = [rule(0, 0, width, 0, OUTER)];
  let y = 0;
  if (colophon.copyTo !== undefined) {
    const text = `抄送：${colophon.copyTo.replace(/[。.]$/, '')}。`;
    const hanging = measure('抄送：', style, ruler);
    const x = COLOPHON_SIZE;
    const shape = { x, width: inner, pitch: COLOPHON_PITCH, hanging, fill: 'left' as const };
    for (const box of paragraph(text, style, shape, ruler, new Tag('P', parent))) {
      marks.push(...box.marks.map((mark) => ({ ...mark, y: mark.y + y })));
      y += COLOPHON_PITCH;
    }
    marks.push(rule(0, y, width, y, INNER));
  }
  const tag = new Tag('P', parent);
  const place = { x: COLOPHON_SIZE, y: y + baseline(COLOPHON_PITCH, COLOPHON_SIZE), width: inner };
  const [by] = breakLines(colophon.printedBy, style, ruler, () => Infinity);
  const [on] = breakLines(`${colophon.printedOn}印发`, style, ruler, () => Infinity);
  marks.push(...setLine(by ?? [], style, { ...place, fill: 'left', tag }));
  marks.push(...setLine(on ?? [], style, { ...place, fill: 'right', tag }));
  y += COLOPHON_PITCH;
  marks.push(rule(0, y, width, y, OUTER));
  return { height: y, marks };
}
