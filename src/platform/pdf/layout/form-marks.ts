import { type Form, type FormBox, type FormPage, type FormRule, type FormValue } from '../form.js';
import { type Tone } from '../table.js';
import { type Ruler, type TextStyle } from './clusters.js';
import { type Line, breakLines, setLine, widthOfLine } from './lines.js';
import {
  BLACK,
  GREY,
  MM,
  RED,
  type Mark,
  type Page,
  type RuleMark,
  type Tag,
  type TextMark,
  moved,
} from './marks.js';
import { baseline } from './paragraph.js';

const SIZE = 9;
const LEAST = 5;
const STEP = 0.5;
/** Lines of a box stand closer than running text. */
const PITCH = 1.15;
/** White between a rule and the text beside it, in points. */
const PAD = 0.8 * MM;
/** White above and below text of several lines, in points, so that none touches a rule. */
const AIR = 0.3 * MM;
const COLORS: Record<Tone, string> = { black: BLACK, red: RED, grey: GREY };
const REMEMBERED = 20_000;

/** Sets the pages of a document's forms; what stands on every sheet is set once. */
export class FormSetter {
  private readonly printed = new Map<Form, readonly Mark[]>();
  private readonly named = new Map<Form, ReadonlyMap<string, FormBox>>();
  private readonly remembered = new Map<string, readonly TextMark[]>();

  constructor(
    private readonly forms: readonly Form[],
    private readonly ruler: Ruler,
  ) {}

  /** A page with its lines first, then its text under one tag. @throws Error on an unknown form or box */
  page(page: FormPage, tag: Tag): Page {
    const form = this.forms[page.form];
    if (form === undefined) throw new Error(`the document has no form ${page.form}`);
    const boxes = this.boxesOf(form);
    const marks: Mark[] = [...this.printedOn(form)];
    for (const rule of page.rules ?? []) marks.push(ruleMark(rule));
    for (const [name, value] of Object.entries(page.values)) {
      const box = boxes.get(name);
      if (box === undefined) throw new Error(`the form has no place for ${name}`);
      marks.push(...this.fill(box, value));
    }
    const rules = marks.filter(({ kind }) => kind === 'rule');
    const texts = marks.filter((mark) => mark.kind === 'text').map((mark) => ({ ...mark, tag }));
    return { width: form.width * MM, height: form.height * MM, marks: [...rules, ...texts] };
  }

  private boxesOf(form: Form): ReadonlyMap<string, FormBox> {
    const known = this.named.get(form);
    if (known !== undefined) return known;
    const boxes = new Map(
      form.boxes.flatMap((box) => (box.name === undefined ? [] : [[box.name, box] as const])),
    );
    this.named.set(form, boxes);
    return boxes;
  }

  private printedOn(form: Form): readonly Mark[] {
    const known = this.printed.get(form);
    if (known !== undefined) return known;
    const texts = form.boxes.flatMap((box) =>
      box.text === undefined ? [] : this.fill(box, box.text),
    );
    const marks = [...form.rules.map(ruleMark), ...texts];
    this.printed.set(form, marks);
    return marks;
  }

  private fill(box: FormBox, value: FormValue): Mark[] {
    const { text, tone = box.tone ?? 'black', framed = false } = asValue(value);
    if (text === '') return [];
    const color = COLORS[tone];
    const marks = this.textIn(box, text).map((mark) => ({
      ...moved(mark, box.x * MM, box.y * MM),
      color,
    }));
    return framed ? [...frameOf(marks, this.ruler, color), ...marks] : marks;
  }

  private textIn(box: FormBox, text: string): readonly TextMark[] {
    const { width, height, size, least, lines, align, face, digits } = box;
    const key = JSON.stringify([width, height, size, least, lines, align, face, digits, text]);
    const known = this.remembered.get(key);
    if (known !== undefined) return known;
    const marks = digits === undefined ? this.lines(box, text) : this.digits(box, digits, text);
    if (this.remembered.size >= REMEMBERED) this.remembered.clear();
    this.remembered.set(key, marks);
    return marks;
  }

  /** Text in the middle of its box, in the largest type that fits. */
  private lines(box: FormBox, text: string): TextMark[] {
    const width = box.width * MM - 2 * PAD;
    const height = box.height * MM;
    const { lines, style } = this.fitted(box, text, width, height);
    const pitch = style.size * PITCH;
    const top = (height - lines.length * pitch) / 2;
    return lines.flatMap((line, index) =>
      setLine(line, style, {
        x: PAD,
        y: top + index * pitch + baseline(pitch, style.size),
        width,
        fill: box.align ?? 'left',
      }),
    );
  }

  private fitted(
    box: FormBox,
    text: string,
    width: number,
    height: number,
  ): { lines: Line[]; style: TextStyle } {
    const least = Math.min(box.least ?? LEAST, box.size ?? SIZE);
    for (let size = box.size ?? SIZE; ; size -= STEP) {
      const style = styleOf(box, Math.max(size, least));
      const room = height - 2 * AIR + 0.15 * style.size;
      const fits = Math.max(1, Math.floor(room / (style.size * PITCH)));
      const most = Math.min(fits, box.lines ?? Infinity);
      const lines = text
        .split('\n')
        .flatMap((part) => breakLines(part, style, this.ruler, () => width));
      if (lines.length <= most) return { lines, style };
      if (size > least) continue;
      return { lines: this.cut(lines, most, style, width), style };
    }
  }

  /** The lines that fit; the last one says that there was more. */
  private cut(lines: readonly Line[], most: number, style: TextStyle, width: number): Line[] {
    const [more = []] = breakLines('…', style, this.ruler, () => Infinity);
    const last = [...(lines[most - 1] ?? [])];
    while (last.length > 0 && widthOfLine(last) + widthOfLine(more) > width) last.pop();
    return [...lines.slice(0, most - 1), [...last, ...more]];
  }

  /** An amount with each digit in its box; one that has more digits than boxes is written across them. */
  private digits(box: FormBox, count: number, amount: string): TextMark[] {
    const symbols = Array.from(amount.replace(/[.,]/g, ''));
    if (symbols.length > count) {
      const { digits: _digits, ...plain } = box;
      return this.lines({ ...plain, align: 'right', lines: 1, least: 4 }, amount);
    }
    const style = styleOf(box, box.size ?? SIZE);
    const step = (box.width * MM) / count;
    const y = baseline(box.height * MM, style.size);
    const start = count - symbols.length;
    return symbols.map((symbol, index) => ({
      kind: 'text',
      x: (start + index + 0.5) * step - this.ruler.width(symbol, style.latin, style.size, true) / 2,
      y,
      text: symbol,
      face: style.latin,
      size: style.size,
      spacing: 0,
      figures: true,
      color: BLACK,
    }));
  }
}

function asValue(value: FormValue): Exclude<FormValue, string> {
  return typeof value === 'string' ? { text: value } : value;
}

function styleOf({ face = 'body' }: FormBox, size: number): TextStyle {
  const latin = face === 'body' ? 'numerals' : face;
  return { face, latin, size, advance: size, color: BLACK };
}

function ruleMark({ x, y, toX, toY, weight = 0.4, tone = 'black' }: FormRule): RuleMark {
  return {
    kind: 'rule',
    x: x * MM,
    y: y * MM,
    toX: toX * MM,
    toY: toY * MM,
    weight,
    color: COLORS[tone],
  };
}

/** A thin frame around an amount: red ink on paper that was printed black. */
function frameOf(marks: readonly TextMark[], ruler: Ruler, color: string): RuleMark[] {
  const [first] = marks;
  if (first === undefined) return [];
  const left = Math.min(...marks.map(({ x }) => x)) - 1.2;
  const right =
    Math.max(
      ...marks.map(
        ({ x, text, face, size, figures }) => x + ruler.width(text, face, size, figures),
      ),
    ) + 1.2;
  const top = first.y - 0.92 * first.size;
  const bottom = first.y + 0.22 * first.size;
  const line = (x: number, y: number, toX: number, toY: number): RuleMark => ({
    kind: 'rule',
    x,
    y,
    toX,
    toY,
    weight: 0.4,
    color,
  });
  return [
    line(left, top, right, top),
    line(right, top, right, bottom),
    line(right, bottom, left, bottom),
    line(left, bottom, left, top),
  ];
}
