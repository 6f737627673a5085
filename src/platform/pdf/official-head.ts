import { type OfficialDocument } from './document.js';
import { inFace, measure } from './layout/blocks.js';
import { type Setting } from './layout/setting.js';
import { type TextStyle } from './layout/clusters.js';
import { type Box } from './layout/flow.js';
import { breakLines, setLine } from './layout/lines.js';
import { BLACK, MM, type Mark, RED, Tag } from './layout/marks.js';
import { baseline, paragraph, whiteLines } from './layout/paragraph.js';
import { titleLines } from './layout/title-lines.js';

/** 发文机关标志: its upper edge stands 35 mm below the type area's (GB/T 9704-2012, 7.2.4). */
const ISSUER_TOP = 35 * MM;
const ISSUER_LARGEST = 48;
const ISSUER_SMALLEST = 26;
/** Upper edge of the ink of a Chinese character above its baseline, in ems. */
const INK_TOP = 0.85;
/** 版头中的分隔线: 4 mm below 发文字号 (7.2.7). */
const SEPARATOR_GAP = 4 * MM;
/** 2号 and the distance of its lines. */
const TITLE_SIZE = 22;
const TITLE_PITCH = 36;

/** 版头: red issuer, document number, signer and the red line, as one box at the page's top. */
export function letterhead(document: OfficialDocument, setting: Setting, parent: Tag): Box {
  const { width, ruler, pitch, body } = setting;
  const marks: Mark[] = [];
  const { lines, style } = issuerLines(document.issuer, setting);
  const tag = new Tag('P', parent);
  let y = ISSUER_TOP;
  for (const text of lines) {
    const [line] = breakLines(text, style, ruler, () => Infinity);
    const place = { x: 0, y: y + INK_TOP * style.size, width, fill: 'center' as const, tag };
    marks.push(...setLine(line ?? [], style, place));
    y += style.size * 1.25;
  }
  y += 2 * pitch - style.size * 0.25;
  marks.push(...numberMarks(document, setting, y + baseline(pitch, body.size), parent));
  y += (pitch + body.size) / 2 + SEPARATOR_GAP;
  marks.push({ kind: 'rule', x: 0, y, toX: width, toY: y, weight: 1.5, color: RED });
  return { height: y, marks };
}

/** The issuer's name as large as one line allows; a very long one in two. */
function issuerLines(
  issuer: string,
  setting: Setting,
): { readonly lines: readonly string[]; readonly style: TextStyle } {
  const sized = (size: number): TextStyle => ({
    face: 'title',
    latin: 'title',
    size,
    advance: size,
    color: RED,
  });
  const single = (setting.width / measure(issuer, sized(1), setting.ruler)) * 0.999;
  if (single >= ISSUER_SMALLEST) {
    return { lines: [issuer], style: sized(Math.min(single, ISSUER_LARGEST)) };
  }
  const style = sized(ISSUER_SMALLEST);
  return { lines: titleLines(issuer, style, setting.ruler, setting.width), style };
}

/** 发文字号 centred, or with 签发人 one character in from either side (7.2.5, 7.2.6). */
function numberMarks(document: OfficialDocument, setting: Setting, y: number, parent: Tag): Mark[] {
  const { body, ruler, width } = setting;
  const { documentNumber = '', signer } = document;
  const tag = new Tag('P', parent);
  const [line] = breakLines(documentNumber, body, ruler, () => Infinity);
  if (signer === undefined) {
    return setLine(line ?? [], body, { x: 0, y, width, fill: 'center', tag });
  }
  const kai = inFace(body, 'subheading');
  const [label] = breakLines('签发人：', body, ruler, () => Infinity);
  const [name] = breakLines(signer, kai, ruler, () => Infinity);
  const nameWidth = measure(signer, kai, ruler);
  const right = width - body.advance;
  const signTag = new Tag('P', parent);
  return [
    ...setLine(line ?? [], body, { x: body.advance, y, width, fill: 'left', tag }),
    ...setLine(label ?? [], body, {
      x: 0,
      y,
      width: right - nameWidth,
      fill: 'right',
      tag: signTag,
    }),
    ...setLine(name ?? [], kai, { x: 0, y, width: right, fill: 'right', tag: signTag }),
  ];
}

/** A title in 2号小标宋, centred, its lines kept together. */
export function titleBoxes(
  title: string | readonly string[],
  setting: Setting,
  parent: Tag,
): Box[] {
  const style: TextStyle = {
    face: 'title',
    latin: 'title',
    size: TITLE_SIZE,
    advance: TITLE_SIZE,
    color: BLACK,
  };
  const tag = new Tag('H1', parent);
  return titleLines(title, style, setting.ruler, setting.width).map((text, index) => {
    const [line] = breakLines(text, style, setting.ruler, () => Infinity);
    const place = { x: 0, y: baseline(TITLE_PITCH, TITLE_SIZE), width: setting.width };
    return {
      height: TITLE_PITCH,
      onGrid: index === 0,
      keepWithNext: true,
      marks: setLine(line ?? [], style, { ...place, fill: 'center', tag }),
    };
  });
}

/** 主送机关 flush left under the title, closed by a full-width colon (7.3.2). */
export function addresseeBoxes(addressee: string, setting: Setting, parent: Tag): Box[] {
  const text = /[：:]$/.test(addressee) ? addressee : `${addressee}：`;
  const shape = { width: setting.width, pitch: setting.pitch, fill: 'left' as const };
  return [
    whiteLines(1, setting.pitch),
    ...paragraph(text, setting.body, shape, setting.ruler, new Tag('P', parent)),
  ];
}
