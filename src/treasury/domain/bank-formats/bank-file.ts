import { DomainError } from '../../../kernel/domain-error.js';
import { parseLocalDate, type LocalDate } from '../../../kernel/local-date.js';
import { Money } from '../../../kernel/money.js';
import { oldestFirst, type BankLineDraft } from '../bank-statement.js';
import { agriculturalBank } from './agricultural-bank.format.js';
import type { BankFormat } from './bank-format.js';
import { bankOfChina } from './bank-of-china.format.js';
import { industrialCommercialBank } from './industrial-commercial-bank.format.js';
import { merchantsBank } from './merchants-bank.format.js';
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
}

/**
 * Reads the cells of a bank's file, whatever stands above its titles or below its lines.
 * @throws DomainError bank-file-unknown, bank-file-malformed with a pointer to each bad cell
 */
export function readBankFile(rows: readonly (readonly string[])[]): BankFile {
  const head = headerOf(rows);
  if (head === null) {
    throw new DomainError('bank-file-unknown', {
      formats: BANK_FORMATS.map(({ name }) => name).join('、'),
    });
  }
  const { format, columns, at } = head;
  const reader = new RowReader(columns);
  const lines: BankLineDraft[] = [];
  let opening: Money | null = null;
  let closing: Money | null = null;
  for (const [index, row] of rows.entries()) {
    if (index <= at || row.every((cell) => plain(cell) === '')) continue;
    reader.turnTo(row, index + 1);
    const described = format.columns.description.map((title) => reader.text(title)).join('');
    if (described === format.balanceRows?.opening) opening = reader.money(format.columns.balance);
    else if (described === format.balanceRows?.closing)
      closing = reader.money(format.columns.balance);
    else if (!isTotal(row)) {
      const line = readLine(format, reader);
      if (line !== null) lines.push(line);
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

  constructor(private readonly columns: ReadonlyMap<string, number>) {}

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
    const cell = this.text(title).replace(/^[¥￥]/, '');
    if (cell === '') return null;
    if (!/^[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d{1,2})?$/.test(cell))
      return this.bad(title, `“${cell}”不是金额`);
    const digits = cell.replace(/[+,]/g, '').replace(/^(-?)0+(?=\d)/, '$1');
    try {
      return Money.of(digits);
    } catch {
      return this.bad(title, `“${cell}”不是金额`);
    }
  }

  amount(columns: BankFormat['columns']['amount']): Money | null {
    const titles = 'signed' in columns ? [columns.signed] : [columns.in, columns.out];
    const [first = '', second] = titles;
    if (titles.every((title) => this.text(title) === '')) return this.bad(first, '缺少金额');
    if (second === undefined) return this.money(first);
    const received = this.money(first) ?? Money.ZERO;
    const paid = this.money(second) ?? Money.ZERO;
    if (!received.isZero() && !paid.isZero()) return this.bad(first, '收入和支出只能有一项');
    return received.minus(paid);
  }

  date(title: string): LocalDate | null {
    const cell = this.text(title);
    const [, year = '', month = '', day = ''] =
      /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?:[ T].*)?$/.exec(cell) ?? [];
    try {
      return parseLocalDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
    } catch {
      return this.bad(title, `“${cell}”不是日期`);
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
  rows: readonly (readonly string[])[],
): { format: BankFormat; columns: Map<string, number>; at: number } | null {
  for (const [at, row] of rows.slice(0, 30).entries()) {
    const columns = new Map(row.map((title, column) => [plain(title).replace(/\s/g, ''), column]));
    const format = BANK_FORMATS.find(({ columns: wanted }) =>
      [
        wanted.date,
        ...('signed' in wanted.amount
          ? [wanted.amount.signed]
          : [wanted.amount.in, wanted.amount.out]),
        ...wanted.description,
        wanted.balance,
        wanted.counterparty,
      ].every((title) => title === null || columns.has(title)),
    );
    if (format !== undefined) return { format, columns, at };
  }
  return null;
}

function isTotal(row: readonly string[]): boolean {
  return /合计/.test(plain(row[0] ?? ''));
}

function plain(cell: string): string {
  return cell.replace(/[\s\ufeff\p{Cc}]+/gu, ' ').trim();
}
