import { stringify } from 'csv-stringify/sync';
import { StreamableFile } from '@nestjs/common';
import writeXlsx from 'write-excel-file/node';

/** A column of a list that an accountant takes away. */
export interface Column<T> {
  readonly title: string;
  readonly value: (row: T) => string | number | null;
  readonly width?: number;
  /** Amounts as text of two decimals, which a spreadsheet takes as numbers. */
  readonly figure?: boolean;
}

/** CSV as Excel reads it: UTF-8 with a mark, and no cell that could run as a formula. */
export function csvFile<T>(columns: readonly Column<T>[], rows: readonly T[]): Buffer {
  const cells = rows.map((row) => columns.map((column) => inert(column.value(row))));
  return Buffer.from(`\uFEFF${stringify([columns.map(({ title }) => title), ...cells])}`);
}

/** Answers a list as CSV or XLSX with a file name. */
export async function tableFile<T>(
  format: 'csv' | 'xlsx',
  name: string,
  columns: readonly Column<T>[],
  rows: readonly T[],
): Promise<StreamableFile> {
  const content = format === 'csv' ? csvFile(columns, rows) : await xlsxFile(columns, rows);
  return new StreamableFile(content, {
    type:
      format === 'csv'
        ? 'text/csv; charset=utf-8'
        : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    disposition: `attachment; filename*=UTF-8''${encodeURIComponent(`${name}.${format}`)}`,
  });
}

async function xlsxFile<T>(columns: readonly Column<T>[], rows: readonly T[]): Promise<Buffer> {
  const header = columns.map(({ title }) => ({ value: title, fontWeight: 'bold' as const }));
  const body = rows.map((row) =>
    columns.map((column) => spreadsheetCell(column.value(row), column.figure === true)),
  );
  return writeXlsx([header, ...body], {
    columns: columns.map(({ width }) => ({ width: width ?? 16 })),
  }).toBuffer();
}

/** An amount within the fifteen digits that a spreadsheet keeps becomes a number; anything else stays text. */
export function spreadsheetCell(value: string | number | null, figure: boolean): SpreadsheetCell {
  const text = String(value ?? '');
  return figure && /^-?\d{1,13}\.\d\d$/.test(text)
    ? { value: Number(text), format: '#,##0.00' }
    : { value: asWritten(text) };
}

/** A spreadsheet reads _x0041_ as A (ECMA-376 22.9.2.19): what the books say is shown, and what no XML holds is marked. */
function asWritten(text: string): string {
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/(?![\t\n\r])[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu, '\ufffd');
}

type SpreadsheetCell = { value: string } | { value: number; format: string };

function inert(value: string | number | null): string {
  const text = String(value ?? '');
  if (/^-?\d+(\.\d+)?$/.test(text)) return text;
  return /^[=+\-@＝＋－＠\t\r]/.test(text) ? `'${text}` : text;
}
