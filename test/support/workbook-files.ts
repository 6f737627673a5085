import { strToU8, zipSync } from 'fflate';

/** Parts of a workbook written by hand, so that tests can hold what no writer writes. */
export interface HandMadeWorkbook {
  /** The XML within sheetData. */
  readonly rows: string;
  /** The XML after sheetData. */
  readonly after?: string;
  readonly shared?: readonly string[];
  readonly workbookPr?: string;
  /** The XML within sheets; the first sheet's own by default. */
  readonly sheets?: string;
}

/** An XLSX as bytes; style 1 shows a date. */
export function workbook({
  rows,
  after = '',
  shared = [],
  workbookPr = '',
  sheets,
}: HandMadeWorkbook): Buffer {
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const relations = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
  const listed = sheets ?? '<sheet name="甲" sheetId="1" r:id="rId1"/>';
  const parts: Record<string, string> = {
    'xl/workbook.xml': `<workbook ${main} ${relations}>${workbookPr}<sheets>${listed}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="sheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="sheet" Target="worksheets/sheet2.xml"/></Relationships>',
    'xl/styles.xml': `<styleSheet ${main}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst ${main}>${shared.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
    'xl/worksheets/sheet1.xml': `<worksheet ${main}><sheetData>${rows}</sheetData>${after}</worksheet>`,
    'xl/worksheets/sheet2.xml': `<worksheet ${main}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>乙</t></is></c></row></sheetData></worksheet>`,
  };
  return Buffer.from(
    zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]))),
  );
}

/** A compound file that names these streams in its directory, as far as a look at its beginning can tell. */
export function compoundFile(...streams: readonly string[]): Buffer {
  return Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(504),
    ...streams.map((name) => Buffer.from(name, 'utf16le')),
  ]);
}
