import type { FieldError } from '../../kernel/domain-error.js';
import type { LocalDate } from '../../kernel/local-date.js';
import type { Money } from '../../kernel/money.js';
import { monthOf } from '../../kernel/month.js';
import { amountInCell, dateInCell, shownCell } from '../../kernel/table-cell.js';
import { type RowCells } from './voucher-layouts/row-cells.js';
import { VOUCHER_ROLES, type VoucherRole } from './voucher-layouts/voucher-layout.js';

/** Roles in whose cells a row of totals says what it is. */
export const TEXT_ROLES = ['key', 'date', 'word', 'no', 'summary', 'accountName'] as const;

/** One line of the table, each of its cells understood. */
export interface TableLine {
  /** The row of the table. */
  readonly row: number;
  /** 凭证序号, or month, word and number that the voucher had elsewhere. */
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

/** What the lines of one voucher share. */
export interface LineHead {
  readonly key: string;
  readonly date: LocalDate;
}

/** A line, or what is wrong with its cells; the head as far as it could be read. */
export type ReadLine =
  | { readonly line: TableLine; readonly head: LineHead; readonly errors: readonly FieldError[] }
  | { readonly line: null; readonly head: LineHead | null; readonly errors: readonly FieldError[] };

type Wrong = (role: VoucherRole, detail: string) => void;

const AMOUNT = '应为半角数字、至多两位小数的金额，如 1234.50。';
const YUAN = /^(人民币|人民币元|RMB|CNY)?$/i;

/** Where in the table an error lies; the column is left out when the whole row is wrong. */
export function rowPointer(row: number, column?: string): string {
  return column === undefined || column === '' ? `/rows/${row}` : `/rows/${row}/${column}`;
}

/** Reads one line, or says of each of its cells what is wrong; `above` is the head of the row above. */
export function readLine(row: number, cells: RowCells, above: LineHead | null): ReadLine {
  const errors: FieldError[] = [];
  const wrong: Wrong = (role, detail) => {
    errors.push({ pointer: rowPointer(row, cells.title(role)), detail });
  };
  for (const role of VOUCHER_ROLES) {
    if (cells.text(role).startsWith('=')) wrong(role, '不接受公式，请粘贴为数值或文字。');
    if (cells.isMerged(role)) wrong(role, '不能是合并单元格，请取消合并后逐行填写。');
  }
  const head = headOf(cells, above, wrong);
  if (errors.length > 0) return { line: null, head, errors };
  const [debit, credit] = amountsOf(cells, wrong);
  const line = {
    row,
    summary: textOf(cells, 'summary', { longest: 200, required: true }, wrong),
    accountCode: accountCodeOf(cells, wrong),
    accountName: textOf(cells, 'accountName', { longest: 100, required: false }, wrong),
    debit,
    credit,
    attachmentCount: attachmentsOf(cells, wrong),
    fundCode: textOf(cells, 'fund', { longest: 20, required: false }, wrong) || null,
    counterparty: textOf(cells, 'counterparty', { longest: 100, required: false }, wrong) || null,
  };
  if (!YUAN.test(cells.text('currency'))) {
    wrong('currency', '只记人民币，请折合为人民币后填写金额。');
  }
  if (errors.length > 0 || head === null) return { line: null, head, errors };
  return { line: { ...line, ...head }, head, errors };
}

/** Key and date; where another program leaves both out, the row goes on with the voucher above. */
function headOf(cells: RowCells, above: LineHead | null, wrong: Wrong): LineHead | null {
  if (!cells.own && above !== null && cells.text('date') === '' && cells.text('no') === '') {
    return above;
  }
  const date = dateInCell(cells.text('date'));
  if (date === null) wrong('date', '应为真实存在的日期，如 2026-03-31。');
  const role = cells.own ? 'key' : 'no';
  const number = textOf(cells, role, { longest: 20, required: true }, wrong);
  if (date === null) return null;
  checkPeriod(cells, date, wrong);
  if (cells.own) return { key: number, date };
  const word = cells.text('word');
  const named = word === '' || number.startsWith(word) ? number : `${word}-${number}`;
  return { key: `${monthOf(date)} ${named}`, date };
}

/** Programs of others know a 13th period for what the auditor adjusts; here each voucher has its own day. */
function checkPeriod(cells: RowCells, date: LocalDate, wrong: Wrong): void {
  const period = cells.text('period');
  const [, month] = /(\d{1,2})(?:\.0+)?[期月]?$/.exec(period) ?? [];
  if (month !== undefined && Number(month) !== Number(date.slice(5, 7))) {
    wrong(
      'period',
      `会计期间“${shownCell(period)}”与日期 ${date} 不在同一个月；调整期的凭证请按实际日期填写。`,
    );
  }
}

function textOf(
  cells: RowCells,
  role: VoucherRole,
  { longest, required }: { longest: number; required: boolean },
  wrong: Wrong,
): string {
  const value = cells.own
    ? cells.text(role)
    : cells
        .text(role)
        .replace(/[\p{Cc}\s]+/gu, ' ')
        .replace(/\p{Cf}/gu, '')
        .trim();
  if (required && value === '') wrong(role, '必须填写。');
  if (Array.from(value).length > longest) wrong(role, `至多 ${longest} 个字。`);
  // What turns the reading direction or cannot be seen would show another text than the one in the books.
  if (/[\p{Cc}\p{Cf}]/u.test(value)) {
    wrong(role, '不能含有换行等控制字符或看不见的字符。');
  }
  return value;
}

function accountCodeOf(cells: RowCells, wrong: Wrong): string {
  const code = cells.text('accountCode');
  if (cells.own && !/^[0-9]{3,16}$/.test(code)) {
    wrong('accountCode', '应为半角数字的末级科目编码。');
  }
  if (!cells.own && !/^[0-9A-Za-z][0-9A-Za-z.-]{0,39}$/.test(code)) {
    wrong('accountCode', '应为科目编码，如 1002 或 1002.01。');
  }
  return code;
}

function attachmentsOf(cells: RowCells, wrong: Wrong): number | null {
  const text = cells.text('attachments').replace(/\.0+$/, '');
  if (!/^[0-9]{0,4}$/.test(text)) wrong('attachments', '应为 0 到 9999 的整数。');
  return text === '' ? null : Number(text);
}

/** Debit and credit, from two columns or from one with a direction; nothing and zero are no amount. */
function amountsOf(cells: RowCells, wrong: Wrong): [Money | null, Money | null] {
  const amount = (role: 'debit' | 'credit' | 'amount'): Money | null => {
    const read = amountInCell(cells.text(role));
    if (read === 'malformed') wrong(role, AMOUNT);
    return read === 'malformed' || read?.isZero() === true ? null : read;
  };
  if (cells.has('debit') || !cells.has('direction')) return [amount('debit'), amount('credit')];
  const direction = cells.text('direction');
  if (/^(借|借方|D|1)$/i.test(direction)) return [amount('amount'), null];
  if (/^(贷|贷方|C|0)$/i.test(direction)) return [null, amount('amount')];
  wrong('direction', '应为“借”或“贷”。');
  return [null, null];
}
