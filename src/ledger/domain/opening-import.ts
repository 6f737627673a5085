import type { FieldError } from '../../kernel/domain-error.js';
import { Money } from '../../kernel/money.js';
import {
  amountInCell,
  plainCell,
  shownCell,
  totalMark,
  type TableRow,
} from '../../kernel/table-cell.js';
import type { AccountFacts, Side } from './account.js';
import { AccountFinder } from './matched-account.js';
import type { OpeningTable } from './opening-layouts.js';
import type { AccountMapping } from './voucher-import.js';
import { rowPointer } from './voucher-table.js';

/** One opening balance that a table holds. */
export interface ImportedOpening {
  readonly row: number;
  readonly accountCode: string;
  readonly side: Side;
  readonly amount: string;
  readonly fundCode?: string;
}

/** What a table of opening balances comes to. */
export interface OpeningImport {
  readonly lines: readonly ImportedOpening[];
  readonly mappings: readonly AccountMapping[];
  readonly debit: Money;
  readonly credit: Money;
  readonly errors: readonly FieldError[];
}

interface ReadRow {
  readonly row: number;
  readonly code: string;
  readonly name: string;
  readonly fund: string;
  /** A debit is positive, a credit negative. */
  readonly figure: Money;
}

/**
 * Reads the opening balances of a table: only its lowest accounts, for those above repeat them; nothing and zero are no
 * balance; sums are passed over, and the last must agree. Debits and credits must balance.
 */
export function importOpening(
  table: OpeningTable,
  rows: readonly TableRow[],
  ground: {
    accounts: ReadonlyMap<string, AccountFacts>;
    funds: ReadonlySet<string>;
    /** Whether the book has opening balances, which the table would replace. */
    begun: boolean;
  },
): OpeningImport {
  const errors: FieldError[] = [];
  const read: ReadRow[] = [];
  const totals: TableRow[] = [];
  for (const row of rows.filter(({ number }) => number > table.lastHeaderRow)) {
    const texts = [table.code, table.accountName ?? table.code].map((at) =>
      plainCell(row.cells[at]),
    );
    const marks = texts.map(totalMark).filter((mark) => mark !== null);
    if (marks.length > 0 || /(小计|合计)$/.test(texts[1] ?? '')) {
      if (marks.includes('grand')) totals.push(row);
    } else {
      const line = readRow(table, row, errors);
      if (line !== null) read.push(line);
    }
  }
  const lowest = table.own ? read : withoutParents(read);
  const found = withAccounts(
    table,
    lowest.filter(({ figure }) => !figure.isZero()),
    ground,
    errors,
  );
  const sum = (side: Side): Money =>
    Money.sum(
      found.lines.filter((line) => line.side === side).map(({ amount }) => Money.of(amount)),
    );
  const [debit, credit] = [sum('debit'), sum('credit')];
  if (errors.length === 0) errors.push(...totalErrors(table, totals, debit.minus(credit)));
  if (errors.length === 0 && !debit.equals(credit)) {
    const detail = `期初余额借方合计 ${debit.format()}，贷方合计 ${credit.format()}，相差 ${debit.minus(credit).format()}；请检查是否缺行或方向写反。`;
    errors.push({ pointer: '/rows', detail });
  }
  // A template that was left unfilled would wipe out what is there.
  if (errors.length === 0 && found.lines.length === 0 && ground.begun) {
    const detail =
      '表里没有填写任何余额，而账套已有期初余额；请填写金额，或确认交的是填好的那份表。';
    errors.push({ pointer: '/rows', detail });
  }
  return { ...found, debit, credit, errors };
}

function readRow(table: OpeningTable, row: TableRow, errors: FieldError[]): ReadRow | null {
  const cell = (column: number | null): string =>
    column === null ? '' : plainCell(row.cells[column]);
  const wrong = (column: number, detail: string): null => {
    errors.push({ pointer: rowPointer(row.number, table.titleOf(column)), detail });
    return null;
  };
  const code = cell(table.code);
  // Remarks and headings between the rows carry no figures.
  const figures = Object.values(table.amounts).map((column: number) => cell(column));
  if (code === '' && figures.every((text) => text === '')) return null;
  if (!/^[0-9A-Za-z][0-9A-Za-z.-]{0,39}$/.test(code)) {
    return wrong(table.code, '应为科目编码，如 1002 或 1002.01。');
  }
  const amount = (column: number): Money | null => {
    if (row.merged?.[column] !== undefined) {
      return wrong(column, '不能是合并单元格，请取消合并后逐行填写。');
    }
    if (cell(column).startsWith('=')) return wrong(column, '不接受公式，请粘贴为数值或文字。');
    const read = amountInCell(cell(column));
    if (read !== 'malformed') return read ?? Money.ZERO;
    return wrong(column, '应为半角数字、至多两位小数的金额，如 1234.50。');
  };
  const figure = figureOf(table, amount, cell, wrong);
  if (figure === null) return null;
  const [name, fund] = [cell(table.accountName), cell(table.fund)];
  return { row: row.number, code, name, fund, figure };
}

function figureOf(
  { amounts }: OpeningTable,
  amount: (column: number) => Money | null,
  cell: (column: number) => string,
  wrong: (column: number, detail: string) => null,
): Money | null {
  if ('debit' in amounts) {
    const [debit, credit] = [amount(amounts.debit), amount(amounts.credit)];
    return debit === null || credit === null ? null : debit.minus(credit);
  }
  const read = amount(amounts.amount);
  const direction = cell(amounts.direction);
  if (read === null || read.isZero() || /^(借|借方|debit)$/i.test(direction)) return read;
  if (/^(贷|贷方|credit)$/i.test(direction)) return read.negated();
  return wrong(amounts.direction, '应为“借”或“贷”。');
}

/** 科目余额表 names each account above its sub-accounts and repeats their figures. */
function withoutParents(rows: readonly ReadRow[]): ReadRow[] {
  const bare = rows.map(({ code }) => code.replace(/[.-]/g, '')).sort();
  return rows.filter(({ code }) => {
    const own = code.replace(/[.-]/g, '');
    const next = bare[bare.lastIndexOf(own) + 1];
    return next === undefined || !next.startsWith(own);
  });
}

function withAccounts(
  table: OpeningTable,
  rows: readonly ReadRow[],
  { accounts, funds }: { accounts: ReadonlyMap<string, AccountFacts>; funds: ReadonlySet<string> },
  errors: FieldError[],
): { lines: ImportedOpening[]; mappings: AccountMapping[] } {
  const finder = new AccountFinder(accounts);
  const lines: ImportedOpening[] = [];
  const mappings: AccountMapping[] = [];
  for (const { row, code, name, fund, figure } of rows) {
    const wrong = (column: number | null, detail: string): void => {
      errors.push({ pointer: rowPointer(row, table.titleOf(column ?? table.code)), detail });
    };
    const found = finder.find(code, name);
    if (!('account' in found)) {
      const named = shownCell(`${code} ${name}`.trim());
      wrong(
        table.code,
        found.length === 0
          ? `本账套没有与“${named}”编码或名称相符的科目，请先增设科目，或在表中改用本账套的科目编码。`
          : `科目“${named}”可能是 ${found.map((one) => one.code).join('、')}，请在表中改用本账套的科目编码。`,
      );
      continue;
    }
    const { account, by } = found;
    if (!account.leaf)
      wrong(table.code, `${account.code} ${account.name} 有下级科目，请记到末级科目。`);
    if (fund !== '' && !funds.has(fund)) wrong(table.fund, `本账套没有专项 ${fund}，请先设立。`);
    if (lines.some((line) => line.accountCode === account.code && (line.fundCode ?? '') === fund)) {
      wrong(table.code, `科目 ${account.code} 已在前面的行里，请合为一行。`);
    }
    if (by !== 'code') {
      const to = { toCode: account.code, toName: account.name };
      mappings.push({ fromCode: code, fromName: name, ...to, by, row, rows: 1 });
    }
    lines.push({
      row,
      accountCode: account.code,
      side: figure.isNegative() ? 'credit' : 'debit',
      amount: figure.abs().toString(),
      ...(fund === '' ? {} : { fundCode: fund }),
    });
  }
  return { lines, mappings };
}

/** The sum below the rows leaves the same difference of debit and credit; accounts above net what is below them. */
function totalErrors(
  table: OpeningTable,
  totals: readonly TableRow[],
  difference: Money,
): FieldError[] {
  const { amounts } = table;
  const [total] = totals;
  if (total === undefined || !('debit' in amounts)) return [];
  const stated = [amounts.debit, amounts.credit].map((at) =>
    amountInCell(plainCell(total.cells[at])),
  );
  const [debit, credit] = stated;
  if (!(debit instanceof Money) || !(credit instanceof Money)) return [];
  if (debit.minus(credit).equals(difference)) return [];
  const detail = `合计的借贷之差 ${debit.minus(credit).format()} 与以上各行的 ${difference.format()} 不符。`;
  return [{ pointer: rowPointer(total.number, table.titleOf(amounts.debit)), detail }];
}
