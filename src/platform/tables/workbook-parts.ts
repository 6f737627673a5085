import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { MOST_SHARED, tooLarge, unreadable } from './table-limits.js';
import type { ZipParts } from './zip-parts.js';

/** What a sheet needs from the rest of its workbook. */
export interface WorkbookParts {
  /** The part of the first sheet that can be seen. */
  readonly sheet: string;
  readonly shared: readonly string[];
  /** Which cell formats show a date. */
  readonly dateFormats: ReadonlySet<number>;
  /** Days that the workbook counts from 1904 instead of 1900. */
  readonly dayShift: number;
}

/** Formats of dates that have a number instead of a code, the Chinese ones among them (ECMA-376 18.8.30). */
const BUILT_IN_DATES = (id: number): boolean =>
  (id >= 14 && id <= 22) ||
  (id >= 27 && id <= 36) ||
  (id >= 45 && id <= 47) ||
  (id >= 50 && id <= 58);

/** Reads what stands around the sheets of a workbook. @throws DomainError import-file-unreadable, import-too-large */
export async function workbookParts(zip: ZipParts): Promise<WorkbookParts> {
  if (!zip.has('xl/workbook.xml')) throw unreadable('这不是 XLSX 文件，或文件不完整。');
  const sheets: { id: string; hidden: boolean }[] = [];
  let dayShift = 0;
  await eachTag(zip, 'xl/workbook.xml', (name, attributes) => {
    if (name === 'sheet') {
      const id =
        attributes['r:id'] ?? Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1];
      sheets.push({ id: id ?? '', hidden: (attributes['state'] ?? 'visible') !== 'visible' });
    }
    if (name === 'workbookPr' && /^(1|true)$/.test(attributes['date1904'] ?? '')) dayShift = 1462;
  });
  const chosen = sheets.find(({ hidden }) => !hidden);
  if (chosen === undefined) throw unreadable('XLSX 文件里没有可见的工作表。');
  let sheet = '';
  await eachTag(zip, 'xl/_rels/workbook.xml.rels', (name, { Id, Target = '' }) => {
    if (name === 'Relationship' && Id === chosen.id) {
      sheet = Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`;
    }
  });
  return { sheet, shared: await sharedTexts(zip), dateFormats: await dateFormats(zip), dayShift };
}

async function sharedTexts(zip: ZipParts): Promise<string[]> {
  const part = 'xl/sharedStrings.xml';
  if (!zip.has(part)) return [];
  const texts: string[] = [];
  let [current, size, inText, phonetic] = ['', 0, false, false];
  const parser = parserOf((name) => {
    if (name === 'si') current = '';
    inText = name === 't';
    if (name === 'rPh') phonetic = true;
  });
  parser.on('text', (text) => {
    if (inText && !phonetic) current += text;
  });
  parser.on('closetag', ({ name }) => {
    const plain = bare(name);
    inText = false;
    if (plain === 'rPh') phonetic = false;
    if (plain !== 'si') return;
    size += current.length * 2;
    if (size > MOST_SHARED) throw tooLarge();
    texts.push(unescaped(current));
  });
  await feed(parser, zip.text(part));
  return texts;
}

async function dateFormats(zip: ZipParts): Promise<Set<number>> {
  const dates = new Set<number>();
  if (!zip.has('xl/styles.xml')) return dates;
  const codes = new Map<number, string>();
  let [inFormats, place] = [false, 0];
  const parser = parserOf((name, attributes) => {
    if (name === 'numFmt')
      codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
    if (name === 'cellXfs') inFormats = true;
    if (name !== 'xf' || !inFormats) return;
    const id = Number(attributes['numFmtId'] ?? 0);
    const code = codes.get(id);
    if (code === undefined ? BUILT_IN_DATES(id) : showsDate(code)) dates.add(place);
    place += 1;
  });
  parser.on('closetag', ({ name }) => {
    if (bare(name) === 'cellXfs') inFormats = false;
  });
  await feed(parser, zip.text('xl/styles.xml'));
  return dates;
}

/** Whether a format code shows a year or a day, outside of what it quotes, brackets or escapes, closed or not. */
export function showsDate(code: string): boolean {
  return /[yd]/i.test(code.replace(/"[^"]*"?|\[[^\]]*\]?|\\./g, '').split(';')[0] ?? '');
}

async function eachTag(
  zip: ZipParts,
  part: string,
  look: (name: string, attributes: Record<string, string>) => void,
): Promise<void> {
  if (!zip.has(part)) throw unreadable('XLSX 文件缺少一部分，已经损坏。');
  await feed(parserOf(look), zip.text(part));
}

/** A strict parser that names tags without their prefix and takes no document type. */
export function parserOf(
  open: (name: string, attributes: Record<string, string>) => void,
): SaxesParser {
  const parser = new SaxesParser();
  parser.on('opentag', (tag: SaxesTagPlain) => {
    open(bare(tag.name), tag.attributes);
  });
  parser.on('doctype', () => {
    throw unreadable('XLSX 文件里有文档类型声明，不予读取。');
  });
  parser.on('error', () => {
    throw unreadable('XLSX 文件的内容不完整，可能已损坏。');
  });
  return parser;
}

/** A tag's name without the prefix of its namespace. */
export function bare(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** Spreadsheets write control characters as _x000D_ (ECMA-376 22.9.2.19). */
export function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
        String.fromCharCode(parseInt(code, 16)),
      )
    : text;
}

async function feed(parser: SaxesParser, text: AsyncGenerator<string>): Promise<void> {
  for await (const piece of text) parser.write(piece);
  parser.close();
}
