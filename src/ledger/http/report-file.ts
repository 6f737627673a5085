import { StreamableFile } from '@nestjs/common';
import { Money } from '../../kernel/money.js';
import type { SheetDocument } from '../../platform/pdf/document.js';
import type { PdfRenderer } from '../../platform/pdf/pdf-renderer.js';
import type { Cell, ColumnKind, Row, Table } from '../../platform/pdf/table.js';
import { tableFile, type Column } from '../../platform/http/table-file.js';

/** What a report is taken away as. */
export const REPORT_FORMATS = ['json', 'csv', 'xlsx', 'pdf'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** A column of a printed report; `group` and `head` part the title in two on paper. */
export interface ReportColumn<T> extends Column<T> {
  readonly value: (row: T) => string | null;
  readonly kind?: ColumnKind;
  readonly group?: string;
  readonly head?: string;
}

/** A report as it is printed, one table long. */
export interface PrintedReport<T> {
  /** Name of the file, without its ending. */
  readonly name: string;
  readonly title: string;
  readonly subtitle: string;
  readonly columns: readonly ReportColumn<T>[];
  readonly rows: readonly T[];
  readonly rowKind?: (row: T) => NonNullable<Row['kind']>;
  readonly notes?: readonly string[];
  /** On paper, where it is laid out otherwise than as a list. */
  readonly onPaper?: Pick<Table, 'columns' | 'rows'>;
  readonly createdAt: Date;
}

const TEXT_SIZE = 10;

/** Answers a report as a file: a table of an accountant, or a sheet to print. */
export async function reportFile<T>(
  format: Exclude<ReportFormat, 'json'>,
  report: PrintedReport<T>,
  renderer: PdfRenderer,
): Promise<StreamableFile> {
  if (format !== 'pdf') return tableFile(format, report.name, report.columns, report.rows);
  return pdfFile(report.name, await renderer.sheet(reportSheet(report)));
}

/** A report as a sheet to print. */
export function reportSheet<T>(report: PrintedReport<T>): SheetDocument {
  return {
    title: report.title,
    subtitle: report.subtitle,
    landscape: report.onPaper === undefined && report.columns.length > 6,
    textSize: TEXT_SIZE,
    blocks: [
      {
        kind: 'table',
        table: {
          unit: '单位：元',
          ...(report.onPaper ?? listOf(report)),
          emptyText: '本期没有发生额和余额。',
        },
      },
      ...(report.notes ?? []).map((text) => ({ kind: 'paragraph' as const, text, small: true })),
    ],
    createdAt: report.createdAt,
  };
}

function listOf<T>(report: PrintedReport<T>): Pick<Table, 'columns' | 'rows'> {
  return {
    columns: report.columns.map(({ title, head, width, kind, group }) => ({
      title: head ?? title,
      width: width ?? 16,
      ...(kind === undefined ? {} : { kind }),
      ...(group === undefined ? {} : { group }),
    })),
    rows: report.rows.map((row) => printedRow(report, row)),
  };
}

/** Answers a PDF, shown in the reader's window; the name comes without its ending. */
export function pdfFile(name: string, bytes: Buffer): StreamableFile {
  return new StreamableFile(bytes, {
    type: 'application/pdf',
    disposition: `inline; filename*=UTF-8''${encodeURIComponent(`${name}.pdf`)}`,
  });
}

function printedRow<T>(report: PrintedReport<T>, row: T): Row {
  const kind = report.rowKind?.(row) ?? 'data';
  return {
    kind,
    cells: report.columns.map((column) =>
      printedCell(column.value(row) ?? '', column.figure === true, kind !== 'data'),
    ),
  };
}

/** On paper amounts are grouped by thousands, red-letter amounts are red, and nothing is left blank but in totals. */
export function printedCell(text: string, figure: boolean, total: boolean): Cell {
  if (!figure || text === '') return text;
  const amount = Money.of(text);
  if (amount.isZero() && !total) return '';
  return amount.isNegative() ? { text: amount.format(), tone: 'red' } : amount.format();
}
