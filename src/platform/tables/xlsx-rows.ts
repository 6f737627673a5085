import type { TableRow } from '../../kernel/table-cell.js';
import { MergedCells } from './merged-cells.js';
import { MOST_COLUMNS, MOST_ROWS, tooLarge } from './table-limits.js';
import { bare, parserOf, unescaped, workbookParts, type WorkbookParts } from './workbook-parts.js';
import { openZip, type ZipParts } from './zip-parts.js';

/**
 * The rows of the first visible sheet of an XLSX that say anything, each cell as text, read as the file unpacks.
 * @throws DomainError import-file-unreadable, import-too-large
 */
export async function* xlsxRows(bytes: Uint8Array): AsyncGenerator<TableRow> {
  const zip = await openZip(bytes);
  const workbook = await workbookParts(zip);
  const merged = new MergedCells(await mergedRanges(zip, workbook.sheet));
  const reader = new SheetReader(workbook);
  for await (const piece of zip.text(workbook.sheet)) {
    for (const row of reader.take(piece)) yield merged.complete(row);
  }
  for (const row of reader.end()) yield merged.complete(row);
}

/** The merged ranges, which a sheet names after its cells. */
async function mergedRanges(zip: ZipParts, sheet: string): Promise<string[]> {
  let tail = '';
  let after = false;
  for await (const piece of zip.text(sheet)) {
    tail += piece;
    const end = after ? -1 : tail.search(/<\/(\w+:)?sheetData>/);
    if (end >= 0) after = true;
    if (end >= 0) tail = tail.slice(end);
    else if (!after) tail = tail.slice(-40);
    if (tail.length > 8_000_000) throw tooLarge();
  }
  return [
    ...tail.matchAll(/<(?:\w+:)?mergeCell\s[^<>]{0,200}?ref="([A-Z]{1,3}\d+:[A-Z]{1,3}\d+)"/g),
  ].map(([, range = '']) => range);
}

/** Turns the XML of a sheet into rows, piece by piece. */
class SheetReader {
  private readonly parser = parserOf((name, attributes) => {
    this.open(name, attributes);
  });
  private ready: TableRow[] = [];
  private filled = 0;
  private number = 0;
  private cells: string[] = [];
  private column = 0;
  private type = '';
  private style = -1;
  private value = '';
  private formula: string | null = null;
  private inside: 'v' | 'f' | 't' | null = null;
  private phonetic = false;

  constructor(private readonly workbook: WorkbookParts) {
    this.parser.on('text', (text) => {
      if (this.inside === 'f') this.formula = (this.formula ?? '') + text;
      else if (this.inside !== null && !this.phonetic) this.value += text;
    });
    this.parser.on('closetag', ({ name }) => {
      this.close(bare(name));
    });
  }

  take(piece: string): TableRow[] {
    this.parser.write(piece);
    return this.handOver();
  }

  end(): TableRow[] {
    this.parser.close();
    return this.handOver();
  }

  private handOver(): TableRow[] {
    const rows = this.ready;
    this.ready = [];
    return rows;
  }

  private open(name: string, attributes: Record<string, string>): void {
    if (name === 'row') {
      this.number = attributes['r'] === undefined ? this.number + 1 : Number(attributes['r']);
      this.cells = [];
      this.column = 0;
    } else if (name === 'c') {
      const place = attributes['r'];
      this.column = place === undefined ? this.column + 1 : columnNumber(place);
      this.type = attributes['t'] ?? 'n';
      this.style = Number(attributes['s'] ?? -1);
      this.value = '';
      this.formula = null;
    } else if (name === 'rPh') {
      this.phonetic = true;
    } else if (name === 'v' || name === 'f' || name === 't') {
      this.inside = name;
      if (name === 'f') this.formula ??= '';
    }
  }

  private close(name: string): void {
    if (name === 'row') this.endRow();
    else if (name === 'c') this.endCell();
    else if (name === 'rPh') this.phonetic = false;
    else if (name === 'v' || name === 'f' || name === 't') this.inside = null;
  }

  private endCell(): void {
    const text = this.text();
    if (text === '') return;
    if (this.column > MOST_COLUMNS) throw tooLarge();
    while (this.cells.length < this.column - 1) this.cells.push('');
    this.cells[this.column - 1] = text;
  }

  private endRow(): void {
    if (!this.cells.some((cell) => cell.trim() !== '')) return;
    this.filled += 1;
    if (this.filled > MOST_ROWS || this.number > MOST_ROWS * 2) throw tooLarge();
    this.ready.push({ number: this.number, cells: this.cells });
  }

  /** A formula counts by the value that the spreadsheet last computed; without one it stays a formula. */
  private text(): string {
    if (this.value === '') return this.formula === null ? '' : `=${this.formula}`;
    switch (this.type) {
      case 's':
        return this.workbook.shared[Number(this.value)] ?? '';
      case 'b':
        return this.value === '1' ? 'TRUE' : 'FALSE';
      case 'n':
        return numberText(
          this.value,
          this.workbook.dateFormats.has(this.style),
          this.workbook.dayShift,
        );
      case 'd':
        return this.value.replace(/T00:00:00(\.0+)?Z?$/, '');
      default:
        return unescaped(this.value);
    }
  }
}

/** Spreadsheets store 0.1 + 0.2 with seventeen digits and show fifteen: what they show is what was meant. */
export function numberText(raw: string, isDate: boolean, dayShift: number): string {
  const number = Number(raw);
  if (!Number.isFinite(number)) return raw;
  if (!isDate || number < 1 || number + dayShift > 2_958_465) {
    return String(Number(number.toPrecision(15)));
  }
  const seconds = Math.round((number + dayShift - 25_569) * 86_400);
  return new Date(seconds * 1_000)
    .toISOString()
    .replace(/T00:00:00\.000Z$/, '')
    .replace('T', ' ')
    .replace(/\.000Z$/, '');
}

/** A1 is column 1, AA7 is 27. */
function columnNumber(place: string): number {
  let column = 0;
  for (const sign of place) {
    const digit = sign.charCodeAt(0) - 64;
    if (digit < 1 || digit > 26) break;
    column = column * 26 + digit;
  }
  return column;
}
