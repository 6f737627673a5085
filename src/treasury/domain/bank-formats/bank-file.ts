import { DomainError } from '../../../kernel/domain-error.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import { Money } from '../../../kernel/money.js';
import {
  amountInCell,
  dateInCell,
  plainTitle,
  shownCell,
  totalMark,
  type TableRow,
} from '../../../kernel/table-cell.js';
import { oldestFirst, type BankLineDraft } from '../bank-statement.js';
import { agriculturalBank } from './agricultural-bank.format.js';
import type { AmountColumns, BankFormat, DayOrder } from './bank-format.js';
import { bankOfChina } from './bank-of-china.format.js';
import { industrialCommercialBank } from './industrial-commercial-bank.format.js';
import { merchantsBank } from './merchants-bank.format.js';
import { ownAccountNumbers } from './own-account.js';
import { ownTemplate } from './own-template.format.js';

/** The files that are read; a file shows by its titles whose it is. */
export const BANK_FORMATS: readonly BankFormat[] = [
  ownTemplate,
  agriculturalBank,
  bankOfChina,
  merchantsBank,
  industrialCommercialBank,
];

/** What a bank's file says: its lines oldest first, and the balances at both ends where they can be known. */
export interface BankFile {
  readonly format: string;
  readonly openingBalance: Money | null;
  readonly closingBalance: Money | null;
  readonly lines: readonly BankLineDraft[];
  /** Numbers of the account that the file says it is of. */
  readonly ownAccounts: readonly string[];
}

/**
 * Reads the cells of a bank's file, whatever stands above its titles or below its lines; in the formats that are known,
 * or in one that was described.
 * @throws DomainError bank-file-unknown, bank-file-malformed with a pointer to each bad cell
 */
export function readBankFile(
  rows: readonly TableRow[],
  formats: readonly BankFormat[] = BANK_FORMATS,
): BankFile {
  const head = headerOf(rows, formats);
  if (head === null) {
    throw new DomainError('bank-file-unknown', {
      formats: formats.map(({ name }) => name).join('、'),
    });
  }
  const { format, columns, at } = head;
  const reader = new RowReader(columns, format.days);
  const lines: BankLineDraft[] = [];
  let opening: Money | null = null;
  let closing: Money | null = null;
  for (const { cells, number } of rows.slice(at + 1)) {
    reader.turnTo(cells, number);
    const described = format.columns.description.map((title) => reader.text(title)).join('');
    if (described === format.balanceRows?.opening) opening = reader.money(format.columns.balance);
    else if (described === format.balanceRows?.closing)
      closing = reader.money(format.columns.balance);
    else if (isTotal(cells) || totalMark(described) === 'grand')
      reader.checkTotal(format.columns.amount, lines);
    else if (totalMark(described) === 'part') continue;
    else if (!reader.isRemark(format.columns)) {
      const line = readLine(format, reader);
      if (line !== null) lines.push({ ...line, row: number });
    }
  }
  reader.refuseWhatIsBad();
  const ordered = oldestFirst(lines);
  const [first, last] = [ordered[0], ordered.at(-1)];
  return {
    format: format.code,
    openingBalance: opening ?? first?.balance?.minus(first.amount) ?? null,
    closingBalance: closing ?? last?.balance ?? null,
    lines: ordered,
    ownAccounts: ownAccountNumbers(rows, at, format.columns.ownAccount),
  };
}

function readLine(format: BankFormat, reader: RowReader): BankLineDraft | null {
  const { columns } = format;
  const date = reader.date(columns.date);
  const amount = reader.amount(columns.amount);
  // Banks print tax lines of nothing; nothing moved.
  if (date === null || amount === null || amount.isZero()) return null;
  const description = columns.description.map((title) => reader.text(title)).filter(Boolean);
  return {
    date,
    amount,
    description: [...new Set(description)].join(' ').slice(0, 200) || '银行未写摘要',
    counterparty: reader.text(columns.counterparty).slice(0, 100) || null,
    reference: reader.text(columns.reference).slice(0, 100) || null,
    balance: reader.money(columns.balance),
  };
}

/** Reads the cells of one row after the other by their titles, and keeps what cannot be read. */
class RowReader {
  private row: readonly string[] = [];
  private line = 0;
  private readonly errors: { pointer: string; detail: string }[] = [];

  constructor(
    private readonly columns: ReadonlyMap<string, number>,
    private readonly days: DayOrder | undefined,
  ) {}

  turnTo(row: readonly string[], line: number): void {
    this.row = row;
    this.line = line;
  }

  text(title: string | null): string {
    const column = title === null ? undefined : this.columns.get(title);
    const cell = plain(column === undefined ? '' : (this.row[column] ?? ''));
    return /^-+$/.test(cell) ? '' : cell;
  }

  money(title: string | null): Money | null {
    const cell = this.text(title);
    const read = amountInCell(cell);
    return read === 'malformed' ? this.bad(title, `“${shownCell(cell)}”不是金额`) : read;
  }

  amount(columns: AmountColumns): Money | null {
    if ('direction' in columns) return this.directed(columns);
    const titles = 'signed' in columns ? [columns.signed] : [columns.in, columns.out];
    const [first = '', second] = titles;
    if (titles.every((title) => this.text(title) === '')) return this.bad(first, '缺少金额');
    if (second === undefined) return this.money(first);
    const received = this.money(first) ?? Money.ZERO;
    const paid = this.money(second) ?? Money.ZERO;
    if (!received.isZero() && !paid.isZero()) return this.bad(first, '收入和支出只能有一项');
    return received.minus(paid);
  }

  private directed(columns: Extract<AmountColumns, { direction: string }>): Money | null {
    if (this.text(columns.amount) === '') return this.bad(columns.amount, '缺少金额');
    const amount = this.money(columns.amount);
    const direction = this.text(columns.direction);
    if (columns.inWords.includes(direction)) return amount;
    if (columns.outWords.includes(direction)) return amount?.negated() ?? null;
    return this.bad(columns.direction, `“${shownCell(direction)}”不是收付方向`);
  }

  date(title: string): LocalDate | null {
    const cell = this.text(title);
    const date = dateInCell(inOrder(cell, this.days));
    return date ?? this.bad(title, `“${shownCell(cell)}”不是日期`);
  }

  /** Banks write remarks below the lines, one cell long. */
  isRemark({ date, amount }: BankFormat['columns']): boolean {
    const titles = 'direction' in amount ? [amount.amount] : Object.values(amount);
    return (
      this.row.filter((cell) => plain(cell) !== '').length === 1 &&
      titles.every((title) => this.text(title) === '') &&
      dateInCell(inOrder(this.text(date), this.days)) === null
    );
  }

  /** What a row of totals says of money in and money out agrees with the lines above it. */
  checkTotal(columns: AmountColumns, lines: readonly BankLineDraft[]): void {
    if (!('in' in columns)) return;
    const sums = [
      [columns.in, lines.filter(({ amount }) => amount.isPositive())],
      [columns.out, lines.filter(({ amount }) => amount.isNegative())],
    ] as const;
    for (const [title, counted] of sums) {
      const stated = amountInCell(this.text(title));
      const added = Money.sum(counted.map(({ amount }) => amount.abs()));
      if (stated instanceof Money && !stated.equals(added)) {
        this.bad(title, `合计 ${stated.format()} 与以上各行之和 ${added.format()} 不符`);
      }
    }
  }

  bad(title: string | null, detail: string): null {
    this.errors.push({
      pointer: `/rows/${this.line}/${title ?? ''}`,
      detail: `第 ${this.line} 行：${detail}。`,
    });
    return null;
  }

  refuseWhatIsBad(): void {
    if (this.errors.length > 0) {
      throw new DomainError(
        'bank-file-malformed',
        { count: this.errors.length },
        this.errors.slice(0, 100),
      );
    }
  }
}

function headerOf(
  rows: readonly TableRow[],
  formats: readonly BankFormat[],
): { format: BankFormat; columns: Map<string, number>; at: number } | null {
  for (const [at, { cells }] of rows.slice(0, 30).entries()) {
    const columns = new Map(cells.map((title, column) => [plainTitle(title), column]));
    const format = formats.find(({ columns: wanted }) =>
      titlesOf(wanted).every((title) => columns.has(title)),
    );
    if (format !== undefined) return { format, columns, at };
  }
  return null;
}

/** The titles without which a file is not of this format. */
function titlesOf({
  date,
  amount,
  description,
  balance,
  counterparty,
}: BankFormat['columns']): string[] {
  const amounts = 'direction' in amount ? [amount.amount, amount.direction] : Object.values(amount);
  return [date, ...amounts, ...description, balance, counterparty].filter(
    (title) => title !== null,
  );
}

/** A day with its parts in the order that the readers of cells know. */
function inOrder(cell: string, days: DayOrder = 'year-month-day'): string {
  if (days === 'year-month-day') return cell;
  const [, first = '', second = '', year = ''] =
    /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:\s.*)?$/.exec(cell) ?? [];
  if (year === '') return cell;
  return days === 'day-month-year' ? `${year}-${second}-${first}` : `${year}-${first}-${second}`;
}

function isTotal(row: readonly string[]): boolean {
  return /合计/.test(plain(row[0] ?? ''));
}

function plain(cell: string): string {
  return cell
    .replace(/[\s\ufeff\p{Cc}]+/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .trim();
}
