import { DomainError, type FieldError } from '../../kernel/domain-error.js';
import { addDays, parseLocalDate, type LocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';

/** The columns of the import template; rows with one 凭证序号 make one voucher. */
export const VOUCHER_COLUMNS = [
  '凭证序号',
  '日期',
  '摘要',
  '科目编码',
  '科目名称',
  '借方金额',
  '贷方金额',
  '附件张数',
  '专项代码',
  '往来单位',
] as const;
export type VoucherColumn = (typeof VOUCHER_COLUMNS)[number];

/** Rows whose number begins so are examples, and are passed over. */
export const EXAMPLE = '示例';

/** A row of a table, numbered as a spreadsheet does: the first is 1. */
export interface TableRow {
  readonly number: number;
  readonly cells: readonly string[];
}

/** One line of the table, each of its cells understood. */
export interface TableLine {
  /** The row of the table. */
  readonly row: number;
  /** 凭证序号 */
  readonly key: string;
  readonly date: LocalDate;
  readonly summary: string;
  readonly accountCode: string;
  /** Empty when the table does not name the account. */
  readonly accountName: string;
  readonly debit: Money | null;
  readonly credit: Money | null;
  /** Null where the line leaves it to the first line of its voucher. */
  readonly attachmentCount: number | null;
  readonly fundCode: string | null;
  readonly counterparty: string | null;
}

/** What a table says, and what is wrong with it by row and column. */
export interface VoucherTable {
  readonly lines: readonly TableLine[];
  /** 凭证序号 of the vouchers of which a line could not be read. */
  readonly broken: ReadonlySet<string>;
  readonly examples: number;
  readonly errors: readonly FieldError[];
}

const OPTIONAL: readonly string[] = ['科目名称', '专项代码', '往来单位'];
/** Columns that explain or repeat, and are passed over. */
const PASSED_OVER: readonly string[] = ['说明', '备注', '凭证字号', '来源'];
const HEADER_WITHIN = 10;
const TOTAL = /^(合计|总计|小计|本页合计|本页小计)[:：]?$/;
const GRAND_TOTAL = /^(合计|总计)[:：]?$/;

type Cells = (column: VoucherColumn) => string;

/** Where in the table an error lies; the column is left out when the whole row is wrong. */
export function rowPointer(row: number, column?: VoucherColumn): string {
  return column === undefined ? `/rows/${row}` : `/rows/${row}/${column}`;
}

/**
 * Reads the rows of a table in the template's columns, in any order; empty rows and examples are passed over, a row of
 * totals must agree with the rows above it.
 * @throws DomainError import-columns-wrong
 */
export function readVoucherTable(rows: readonly TableRow[]): VoucherTable {
  const filled = rows.filter(({ cells }) => cells.some((cell) => blankless(cell) !== ''));
  if (filled.length === 0) return { lines: [], broken: new Set(), examples: 0, errors: [] };
  const header = headerOf(filled);
  const columns = header.cells.map(blankless);
  checkColumns(columns);
  const lines: TableLine[] = [];
  const errors: FieldError[] = [];
  const broken = new Set<string>();
  let examples = 0;
  for (const row of filled.filter(({ number }) => number > header.number)) {
    const cells: Cells = (column) => blankless(row.cells[columns.indexOf(column)] ?? '');
    if (cells('凭证序号').startsWith(EXAMPLE)) {
      examples += 1;
    } else if (row.cells.length !== columns.length) {
      errors.push(raggedRow(row, columns.length));
      broken.add(cells('凭证序号'));
    } else if (isTotal(cells)) {
      errors.push(...totalErrors(row.number, cells, lines));
    } else {
      const read = readLine(row.number, cells);
      if ('errors' in read) {
        errors.push(...read.errors);
        broken.add(cells('凭证序号'));
      } else lines.push(read);
    }
  }
  return { lines, broken, examples, errors };
}

/** A date as accountants and spreadsheets write it, or null: 2026-1-5, 2026/1/5, 2026.1.5, 2026年1月5日, 20260105, 46027. */
export function readTableDate(text: string): LocalDate | null {
  const plain = text.replace(/[ T]00:00(:00(\.0+)?)?Z?$/, '');
  const parts =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  try {
    if (parts !== null) {
      const [, year = '', month = '', day = ''] = parts;
      return parseLocalDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
    }
    // Day 1 of a spreadsheet is 1 January 1900, and it counts a 29 February 1900 that never was.
    return /^[2-7]\d{4}$/.test(plain)
      ? addDays(parseLocalDate('1900-01-01'), Number(plain) - 2)
      : null;
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

/** Without blanks at its ends, the full-width ones of Chinese tables among them. */
function blankless(text: string): string {
  return text.trim();
}

function headerOf(rows: readonly TableRow[]): TableRow {
  const found = rows
    .slice(0, HEADER_WITHIN)
    .find(({ cells }) => cells.some((cell) => blankless(cell) === '凭证序号'));
  if (found !== undefined) return found;
  throw new DomainError('import-columns-wrong', {}, [
    { pointer: '/rows/1', detail: `没有找到表头，应有：${VOUCHER_COLUMNS.join('、')}。` },
  ]);
}

function checkColumns(columns: readonly string[]): void {
  const missing = VOUCHER_COLUMNS.filter(
    (column) => !columns.includes(column) && !OPTIONAL.includes(column),
  ).map((column) => ({ pointer: `/columns/${column}`, detail: `缺少“${column}”一列。` }));
  const known = [...VOUCHER_COLUMNS, ...PASSED_OVER, ''];
  const unknown = columns
    .filter((column) => !known.includes(column))
    .map((column) => ({
      pointer: `/columns/${column.slice(0, 40)}`,
      detail: '模板没有这一列，请改名或删去。',
    }));
  const twice = columns
    .filter((column, place) => column !== '' && columns.indexOf(column) !== place)
    .map((column) => ({
      pointer: `/columns/${column.slice(0, 40)}`,
      detail: '这一列出现了两次，请删去一列。',
    }));
  const errors = [...missing, ...unknown, ...twice];
  if (errors.length > 0) throw new DomainError('import-columns-wrong', {}, errors);
}

function raggedRow({ number, cells }: TableRow, expected: number): FieldError {
  return {
    pointer: rowPointer(number),
    detail: `这一行有 ${cells.length} 格，表头有 ${expected} 格；请检查逗号和引号。`,
  };
}

function isTotal(cells: Cells): boolean {
  const texts = (['凭证序号', '日期', '摘要', '科目名称'] as const).map(cells);
  return cells('科目编码') === '' && texts.some((text) => TOTAL.test(text.replace(/\s/g, '')));
}

function totalErrors(row: number, cells: Cells, lines: readonly TableLine[]): FieldError[] {
  const texts = (['凭证序号', '日期', '摘要', '科目名称'] as const).map(cells);
  if (!texts.some((text) => GRAND_TOTAL.test(text.replace(/\s/g, '')))) return [];
  return (
    [
      ['借方金额', (line: TableLine) => line.debit],
      ['贷方金额', (line: TableLine) => line.credit],
    ] as const
  ).flatMap(([column, side]) => {
    const stated = readAmount(cells(column));
    const added = Money.sum(lines.map((line) => side(line) ?? Money.ZERO));
    if (stated instanceof Money && !stated.equals(added)) {
      const detail = `合计 ${stated.format()} 与以上各行之和 ${added.format()} 不符。`;
      return [{ pointer: rowPointer(row, column), detail }];
    }
    return stated === 'malformed' ? [{ pointer: rowPointer(row, column), detail: AMOUNT }] : [];
  });
}

const AMOUNT = '应为半角数字、至多两位小数的金额，如 1234.50。';

/** Reads one line, or says of each of its cells what is wrong. */
function readLine(row: number, cells: Cells): TableLine | { errors: FieldError[] } {
  const errors: FieldError[] = [];
  const wrong = (column: VoucherColumn, detail: string): void => {
    errors.push({ pointer: rowPointer(row, column), detail });
  };
  for (const column of VOUCHER_COLUMNS) {
    if (cells(column).startsWith('=')) wrong(column, '不接受公式，请粘贴为数值或文字。');
  }
  if (errors.length > 0) return { errors };
  const text = (column: VoucherColumn, longest: number, required: boolean): string => {
    const value = cells(column);
    if (required && value === '') wrong(column, '必须填写。');
    if (Array.from(value).length > longest) wrong(column, `至多 ${longest} 个字。`);
    if (/\p{Cc}/u.test(value)) wrong(column, '不能含有换行等控制字符。');
    return value;
  };
  const amount = (column: '借方金额' | '贷方金额'): Money | null => {
    const read = readAmount(cells(column));
    if (read !== 'malformed') return read;
    wrong(column, AMOUNT);
    return null;
  };
  const key = text('凭证序号', 20, true);
  const date = readTableDate(cells('日期'));
  if (date === null) wrong('日期', '应为真实存在的日期，如 2026-03-31。');
  const accountCode = cells('科目编码');
  if (!/^[0-9]{3,16}$/.test(accountCode)) wrong('科目编码', '应为半角数字的末级科目编码。');
  const attachments = cells('附件张数');
  if (!/^[0-9]{0,4}$/.test(attachments)) wrong('附件张数', '应为 0 到 9999 的整数。');
  const line = {
    row,
    key,
    summary: text('摘要', 200, true),
    accountCode,
    accountName: text('科目名称', 100, false),
    debit: amount('借方金额'),
    credit: amount('贷方金额'),
    attachmentCount: attachments === '' ? null : Number(attachments),
    fundCode: text('专项代码', 20, false) || null,
    counterparty: text('往来单位', 100, false) || null,
  };
  return errors.length > 0 || date === null ? { errors } : { ...line, date };
}

/** An amount with or without thousands separators; nothing and zero are no amount. */
function readAmount(text: string): Money | null | 'malformed' {
  if (text === '') return null;
  const grouped = /^-?\d{1,3}(,\d{3})+(\.\d{1,2})?$/.test(text);
  try {
    const amount = Money.of(grouped ? text.replaceAll(',', '') : text);
    return amount.isZero() ? null : amount;
  } catch (error) {
    if (error instanceof DomainError) return 'malformed';
    throw error;
  }
}
