import { type SignatureSlot, type SignaturesBlock } from '../document.js';
import { type TextStyle } from './clusters.js';
import { type Box } from './flow.js';
import { breakLines, setLine, widthOfLine } from './lines.js';
import { type Mark, Tag, rule } from './marks.js';
import { baseline } from './paragraph.js';
import { type Setting } from './setting.js';

const GAP = 14;
const UNSIGNED_DATE = '      年    月    日';

/** Rows of places to sign; a row is never parted. */
export function signatureBoxes(block: SignaturesBlock, setting: Setting, parent: Tag): Box[] {
  const perRow = block.perRow ?? 2;
  const pitch = setting.body.size * 1.75;
  const width = (setting.width - GAP * (perRow - 1)) / perRow;
  const boxes: Box[] = [{ height: pitch * 0.4, marks: [], blank: true }];
  for (let at = 0; at < block.slots.length; at += perRow) {
    const slots = block.slots.slice(at, at + perRow);
    const set = slots.map((slot, index) =>
      slotMarks(slot, setting, { x: index * (width + GAP), width, pitch }, new Tag('P', parent)),
    );
    const height = Math.max(...set.map((slot) => slot.height));
    boxes.push({
      height: height + pitch * (block.roomy === true ? 1 : 0.5),
      marks: set.flatMap(({ marks }) => marks),
      ...(setting.keepsTogether && at + perRow < block.slots.length ? { keepWithNext: true } : {}),
    });
  }
  return boxes;
}

interface SlotSpace {
  readonly x: number;
  readonly width: number;
  readonly pitch: number;
}

/** The role and name, the date, and a remark below each other. */
function slotMarks(
  slot: SignatureSlot,
  setting: Setting,
  space: SlotSpace,
  tag: Tag,
): { readonly marks: Mark[]; readonly height: number } {
  const style: TextStyle = { ...setting.body, advance: setting.body.size };
  const marks: Mark[] = [];
  let y = 0;
  const write = (text: string): number => {
    const lines = breakLines(text, style, setting.ruler, () => space.width);
    for (const line of lines) {
      const at = y + baseline(space.pitch, style.size);
      const place = { x: space.x, y: at, width: space.width, fill: 'left' as const, tag };
      marks.push(...setLine(line, style, place));
      y += space.pitch;
    }
    return widthOfLine(lines.at(-1) ?? []);
  };
  const used = write(`${slot.role}：${slot.name ?? ''}`);
  if (slot.name === undefined) {
    const from = space.x + used;
    const to = space.x + space.width;
    const room = to - from >= 4 * style.size;
    if (!room) y += space.pitch;
    const under = y - (space.pitch - style.size) / 2 + 1;
    marks.push(rule(room ? from : space.x, under, to, under));
  }
  write(`日期：${slot.date ?? UNSIGNED_DATE}`);
  if (slot.note !== undefined) write(slot.note);
  return { marks, height: y };
}
