import PDFDocument from 'pdfkit';
import { type EmbeddedFile } from './document.js';
import { type FontFile, type FontFiles, fontBytes } from './fonts.js';
import { type Ruler } from './layout/clusters.js';
import { type Face, type Mark, type Page, type Tag, type TextMark } from './layout/marks.js';
import { type Module, darkRuns } from './qr-modules.js';

/** What a PDF says about itself. */
export interface About {
  readonly title: string;
  readonly subject: string;
  readonly author: string;
  readonly createdAt: Date;
}

/** What is used of pdfkit's open font. */
interface OpenFont {
  readonly font: { hasGlyphForCodePoint(codePoint: number): boolean };
  layoutRun(text: string, features?: readonly string[]): unknown;
}

type Structure = ReturnType<PDFKit.PDFDocument['struct']>;

const EM = 1000;
/** Digits and their signs half a cell wide, so that columns of figures line up. */
const HALF_WIDTH: PDFKit.Mixins.OpenTypeFeatures[] = ['hwid'];
/** The features are always HALF_WIDTH, so that a run is known by its text. */
const SHORT_RUN = 16;
const REMEMBERED_RUNS = 10_000;
const FALLBACKS: readonly Face[] = ['body', 'heading'];

/** One PDF in the making: it measures type, then paints pages. Its bytes depend on nothing but what it is given. */
export class Ink implements Ruler {
  private readonly pdf: PDFKit.PDFDocument;
  private readonly createdAt: Date;
  private readonly fonts: Readonly<Record<Face, string>>;
  private readonly opened = new Map<string, OpenFont>();
  private readonly widths = new Map<string, number>();
  private readonly elements = new Map<Tag, Structure>();
  private readonly chunks: Buffer[] = [];
  private root: Structure | null = null;

  constructor(files: FontFiles, about: About) {
    this.createdAt = new Date(about.createdAt.getTime());
    this.pdf = new PDFDocument({
      autoFirstPage: false,
      pdfVersion: '1.7',
      subset: 'PDF/A-3b',
      tagged: true,
      lang: 'zh-CN',
      displayTitle: true,
      info: {
        Title: inXml(about.title),
        ...(about.author === '' ? {} : { Author: inXml(about.author) }),
        ...(about.subject === '' ? {} : { Subject: inXml(about.subject) }),
        CreationDate: this.createdAt,
      },
    });
    this.fonts = {
      body: this.register(files.body),
      title: this.register(files.title),
      heading: this.register(files.heading),
      subheading: this.register(files.subheading),
      numerals: this.register(files.numerals),
    };
  }

  private register(file: FontFile): string {
    const path = typeof file === 'string' ? file : file.path;
    const name = typeof file === 'string' ? path : `${path}#${file.name}`;
    const family = typeof file === 'string' ? undefined : file.name;
    this.pdf.registerFont(name, fontBytes(path), family);
    return name;
  }

  width(text: string, face: Face, size: number, figures: boolean): number {
    if (figures) {
      return Array.from(text).reduce((sum, each) => sum + this.em(each, face, true), 0) * size;
    }
    return this.em(text, face, false) * size;
  }

  private em(text: string, face: Face, figures: boolean): number {
    const key = `${figures ? '#' : ''}${this.fonts[face]}\u0000${text}`;
    const known = this.widths.get(key);
    if (known !== undefined) return known;
    this.pdf.font(this.fonts[face]).fontSize(EM);
    const width = this.pdf.widthOfString(text, figures ? { features: HALF_WIDTH } : {}) / EM;
    this.widths.set(key, width);
    return width;
  }

  faceFor(character: string, wanted: Face): Face | null {
    const code = character.codePointAt(0) ?? 0;
    return (
      [wanted, ...FALLBACKS].find((face) => this.open(face).hasGlyphForCodePoint(code)) ?? null
    );
  }

  private open(face: Face): OpenFont['font'] {
    const name = this.fonts[face];
    const known = this.opened.get(name);
    if (known !== undefined) return known.font;
    this.pdf.font(name);
    const { _font } = this.pdf as unknown as { _font: OpenFont };
    rememberRuns(_font);
    this.opened.set(name, _font);
    return _font.font;
  }

  /** Paints the pages, carries the files along and closes the document. */
  async finish(pages: readonly Page[], root: Tag, files: readonly EmbeddedFile[]): Promise<Buffer> {
    this.begin(root);
    for (const page of pages) this.paint(page);
    return this.close(files);
  }

  /** Opens the document under the root of its structure. */
  begin(root: Tag): void {
    this.pdf.on('data', (chunk: Buffer) => this.chunks.push(chunk));
    this.root = this.element(root);
    this.pdf.addStructure(this.root);
  }

  /** Paints one page whose text stands under one tag of its own, which is then done with. */
  addPage(page: Page, tag: Tag): void {
    const element = this.element(tag);
    this.root?.add(element);
    this.paint(page);
    element.end();
    this.elements.delete(tag);
  }

  /** Carries the files along and closes the document. */
  async close(files: readonly EmbeddedFile[]): Promise<Buffer> {
    const done = new Promise<void>((resolve, reject) => {
      this.pdf.on('end', resolve);
      this.pdf.on('error', reject);
    });
    this.root?.end();
    for (const file of files) this.carry(file);
    this.pdf.end();
    await done;
    return Buffer.concat(this.chunks);
  }

  private element(tag: Tag): Structure {
    const options = tag.alt === null ? {} : { alt: tag.alt };
    const scope = tag.type === 'TH' ? { scope: 'Column' } : {};
    const made = this.pdf.struct(tag.type, { ...options, ...scope });
    this.elements.set(tag, made);
    for (const child of tag.children) made.add(this.element(child));
    return made;
  }

  private carry(file: EmbeddedFile): void {
    const options = {
      name: file.name,
      type: file.mime,
      description: file.description,
      creationDate: this.createdAt,
      modifiedDate: this.createdAt,
      relationship: 'Data',
    };
    this.pdf.file(Buffer.from(file.content), options);
  }

  private paint(page: Page): void {
    this.pdf.addPage({ size: [page.width, page.height], margin: 0 }).lineCap('square');
    for (const marks of groupedByTag(page.marks)) {
      const [first] = marks;
      const tag = first === undefined ? undefined : tagOf(first);
      const element = tag === undefined ? undefined : this.elements.get(tag);
      if (tag === undefined || element === undefined) {
        this.pdf.markContent('Artifact', { type: 'Layout' });
        for (const mark of marks) this.draw(mark);
        this.pdf.endMarkedContent();
      } else {
        const content = this.pdf.markStructureContent(tag.type);
        for (const mark of marks) this.draw(mark);
        this.pdf.endMarkedContent();
        element.add(content);
      }
    }
  }

  private draw(mark: Mark): void {
    switch (mark.kind) {
      case 'text':
        this.write(mark);
        return;
      case 'rule':
        this.pdf.lineWidth(mark.weight).moveTo(mark.x, mark.y).lineTo(mark.toX, mark.toY);
        this.pdf.stroke(mark.color);
        return;
      case 'qr': {
        const { size, runs } = darkRuns(mark.text);
        const step = mark.side / size;
        const fill = ({ row, from, length }: Module): void => {
          this.pdf.rect(mark.x + from * step, mark.y + row * step, length * step, step);
        };
        runs.forEach(fill);
        this.pdf.fill('#000000');
        return;
      }
    }
  }

  private write(mark: TextMark): void {
    const { pdf } = this;
    if (mark.turned === true) pdf.save().rotate(90, { origin: [mark.x, mark.y] });
    const options = {
      lineBreak: false,
      baseline: 'alphabetic' as const,
      characterSpacing: mark.spacing,
      horizontalScaling: 100 * (mark.stretch ?? 1),
      ...(mark.figures ? { features: HALF_WIDTH } : {}),
    };
    pdf
      .font(this.fonts[mark.face])
      .fontSize(mark.size)
      .fillColor(mark.color)
      .text(mark.text, mark.x, mark.y, options);
    if (mark.turned === true) pdf.restore();
  }
}

/** Shaping with features is the dearest part of a page of figures, and figures repeat: short runs are shaped once. */
function rememberRuns(font: OpenFont): void {
  const shape = font.layoutRun.bind(font);
  const runs = new Map<string, unknown>();
  font.layoutRun = (text, features) => {
    if (features === undefined || text.length > SHORT_RUN) return shape(text, features);
    const known = runs.get(text);
    if (known !== undefined) return known;
    const run = shape(text, features);
    if (runs.size < REMEMBERED_RUNS) runs.set(text, run);
    return run;
  };
}

function tagOf(mark: Mark): Tag | undefined {
  return mark.kind === 'rule' ? undefined : mark.tag;
}

/** Neighbouring marks of one tag together. */
function groupedByTag(marks: readonly Mark[]): Mark[][] {
  const groups: Mark[][] = [];
  for (const mark of marks) {
    const last = groups.at(-1);
    const before = last?.[0];
    if (last !== undefined && before !== undefined && tagOf(before) === tagOf(mark))
      last.push(mark);
    else groups.push([mark]);
  }
  return groups;
}

/** The metadata packet is written as it comes: signs that XML keeps for itself become full-width. */
function inXml(text: string): string {
  return text.replace(/&/g, '＆').replace(/</g, '＜').replace(/>/g, '＞');
}
