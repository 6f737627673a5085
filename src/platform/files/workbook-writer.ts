import { zipped, type FinishedZip, type ZipWriter } from './zip-writer.js';

/** A column of a sheet; amounts are written as numbers. */
export interface SheetColumn {
  readonly title: string;
  readonly figure?: boolean;
  readonly width?: number;
}

/** A sheet whose rows come as they are read; nothing keeps them. */
export interface StreamedSheet {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: AsyncIterable<SheetRow> | Iterable<SheetRow>;
}

/** The cells of a row; nothing is an empty cell. */
export type SheetRow = readonly (string | null)[];

/** Rows that a sheet of XLSX holds, its head not counted; what is more goes on in another sheet. */
const MOST_ROWS = 1_048_575;
/** Rows that are put together before they are deflated. */
const STRETCH = 500;

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** Formats of cells: plain, an amount, a title. */
const STYLES =
  `${HEAD}<styleSheet ${MAIN}><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts>` +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/>' +
  '<xf numFmtId="4" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>';

/** Writes a workbook (ECMA-376) row by row into a zip on the disk, so that a book of any length takes little memory. */
export async function streamedWorkbook(
  sheets: readonly StreamedSheet[],
  mostRows = MOST_ROWS,
): Promise<FinishedZip> {
  return zipped(async (zip) => {
    const names: string[] = [];
    for (const sheet of sheets) await addSheet(zip, sheet, names, mostRows);
    const parts: readonly (readonly [string, string])[] = [
      ['xl/styles.xml', STYLES],
      ['xl/workbook.xml', workbookXml(names)],
      ['xl/_rels/workbook.xml.rels', relationsXml(names)],
      ['_rels/.rels', ROOT],
      ['[Content_Types].xml', typesXml(names)],
    ];
    for (const [path, text] of parts) await zip.add(path, [Buffer.from(text, 'utf8')]);
  });
}

/** A sheet, and others of its name as long as rows are left. */
async function addSheet(
  zip: ZipWriter,
  { name, columns, rows }: StreamedSheet,
  names: string[],
  mostRows: number,
): Promise<void> {
  const source = iteratorOf(rows);
  let next = await source.next();
  for (let part = 1; part === 1 || next.done !== true; part += 1) {
    names.push(part === 1 ? name : `${name}（${part}）`);
    const pieces = async function* (): AsyncGenerator<Buffer> {
      yield Buffer.from(sheetHead(columns), 'utf8');
      let stretch = '';
      for (let row = 2; next.done !== true && row <= mostRows + 1; row += 1) {
        stretch += rowXml(next.value, row, (place) => (columns[place]?.figure === true ? 1 : 0));
        if (row % STRETCH === 0) {
          yield Buffer.from(stretch, 'utf8');
          stretch = '';
        }
        next = await source.next();
      }
      yield Buffer.from(`${stretch}</sheetData></worksheet>`, 'utf8');
    };
    await zip.add(`xl/worksheets/sheet${names.length}.xml`, pieces());
  }
}

async function* iteratorOf(rows: StreamedSheet['rows']): AsyncGenerator<SheetRow, undefined> {
  yield* rows;
  return undefined;
}

function sheetHead(columns: readonly SheetColumn[]): string {
  const widths = columns.map(
    ({ width = 16 }, place) =>
      `<col min="${place + 1}" max="${place + 1}" width="${width}" customWidth="1"/>`,
  );
  const titles = rowXml(
    columns.map(({ title }) => title),
    1,
    () => 2,
  );
  return (
    `${HEAD}<worksheet ${MAIN}><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" ` +
    `activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>${titles}`
  );
}

function rowXml(cells: SheetRow, row: number, styleOf: (place: number) => number): string {
  const written = cells.map((value, place) => {
    if (value === null || value === '') return '';
    const style = styleOf(place);
    const at = `<c r="${letters(place)}${row}"${style === 0 ? '' : ` s="${style}"`}`;
    // A spreadsheet keeps fifteen digits; what is longer stays text.
    return style === 1 && /^-?\d{1,13}\.\d\d$/.test(value)
      ? `${at}><v>${value}</v></c>`
      : `${at} t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
  });
  return `<row r="${row}">${written.join('')}</row>`;
}

/** A, B … Z, AA: the letters of a column. */
function letters(place: number): string {
  const last = String.fromCharCode(65 + (place % 26));
  return place < 26 ? last : letters(Math.floor(place / 26) - 1) + last;
}

function workbookXml(names: readonly string[]): string {
  const sheets = names.map(
    (name, place) =>
      `<sheet name="${escaped(name)}" sheetId="${place + 1}" r:id="rId${place + 1}"/>`,
  );
  return `${HEAD}<workbook ${MAIN} xmlns:r="${OFFICE}"><sheets>${sheets.join('')}</sheets></workbook>`;
}

function relationsXml(names: readonly string[]): string {
  const relation = (id: number, type: string, target: string): string =>
    `<Relationship Id="rId${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const sheets = names.map((_, place) =>
    relation(place + 1, 'worksheet', `worksheets/sheet${place + 1}.xml`),
  );
  const styles = relation(names.length + 1, 'styles', 'styles.xml');
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${sheets.join('')}${styles}</Relationships>`;
}

const ROOT = `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

function typesXml(names: readonly string[]): string {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const part = (path: string, kind: string): string =>
    `<Override PartName="/xl/${path}" ContentType="${type}.${kind}+xml"/>`;
  return [
    `${HEAD}<Types xmlns="${PACKAGE}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    part('workbook.xml', 'sheet.main'),
    part('styles.xml', 'styles'),
    ...names.map((_, place) => part(`worksheets/sheet${place + 1}.xml`, 'worksheet')),
    '</Types>',
  ].join('');
}

/** XML 1.0 has no place for most control characters. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
