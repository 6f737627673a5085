import { Money } from '../../kernel/money.js';
import type { PrintedRow } from './printed-row.js';

/** From when the totals of a page are carried on: journals from the month's beginning, other ledgers from the year's. */
export type Carry = 'month' | 'year';

/** One sheet of a ledger: rows of one year. */
export interface LedgerSheet {
  readonly year: string;
  readonly rows: readonly PrintedRow[];
}

interface Turnover {
  readonly debit: Money;
  readonly credit: Money;
}

const NOTHING: Turnover = { debit: Money.ZERO, credit: Money.ZERO };

/**
 * Turns the pages of an account: 过次页 closes a full sheet, 承前页 opens the next with the same totals and balance
 * (会计基础工作规范 第六十条(九)). A new year begins on a new sheet. A sheet needs room for three rows.
 */
export function turnPages(
  rows: readonly PrintedRow[],
  perSheet: number,
  carry: Carry,
): LedgerSheet[] {
  return yearsOf(rows).flatMap(({ year, rows: own }) =>
    sheetsOf(own, perSheet, carry).map((sheet) => ({ year, rows: sheet })),
  );
}

function sheetsOf(rows: readonly PrintedRow[], perSheet: number, carry: Carry): PrintedRow[][] {
  const sums = runningTotals(rows, carry);
  const sheets: PrintedRow[][] = [];
  let head: PrintedRow[] = [];
  let at = 0;
  while (rows.length - at > perSheet - head.length) {
    const next = at + perSheet - head.length - 1;
    const turn = turnRow(rows[next - 1], sums[next - 1] ?? NOTHING);
    sheets.push([...head, ...rows.slice(at, next), ...turn]);
    head = turn.map((row) => ({ ...row, kind: 'brought-forward', summary: '承前页' }));
    at = next;
  }
  sheets.push([...head, ...rows.slice(at)]);
  return sheets;
}

function turnRow(last: PrintedRow | undefined, { debit, credit }: Turnover): PrintedRow[] {
  if (last === undefined) return [];
  const { direction, balance } = last;
  return [
    {
      kind: 'carried-over',
      date: null,
      voucher: null,
      summary: '过次页',
      contra: null,
      debit,
      credit,
      direction,
      balance,
      redLines: 'none',
    },
  ];
}

/** What the month, or the year, has turned over after each row. */
function runningTotals(rows: readonly PrintedRow[], carry: Carry): Turnover[] {
  let sum = turnedOverBefore(rows, carry);
  let month: string | undefined;
  return rows.map((row) => {
    if (row.kind !== 'entry') return sum;
    const own = row.date?.slice(0, 7);
    if (carry === 'month' && month !== undefined && own !== month) sum = NOTHING;
    month = own;
    sum = plus(sum, row);
    return sum;
  });
}

/** A page that begins amid a month or a year: its first total says what had been turned over before it. */
function turnedOverBefore(rows: readonly PrintedRow[], carry: Carry): Turnover {
  const place = rows.findIndex(({ kind }) => kind === `${carry}-total`);
  const total = rows[place];
  if (total === undefined) return NOTHING;
  const entries = rows.slice(0, place).filter(({ kind }) => kind === 'entry');
  const own = entries.reduce(plus, NOTHING);
  return {
    debit: (total.debit ?? Money.ZERO).minus(own.debit),
    credit: (total.credit ?? Money.ZERO).minus(own.credit),
  };
}

function plus(sum: Turnover, { debit, credit }: Partial<Nullable<Turnover>>): Turnover {
  return {
    debit: sum.debit.plus(debit ?? Money.ZERO),
    credit: sum.credit.plus(credit ?? Money.ZERO),
  };
}

type Nullable<T> = { readonly [K in keyof T]: T[K] | null };

function yearsOf(rows: readonly PrintedRow[]): { year: string; rows: PrintedRow[] }[] {
  const years: { year: string; rows: PrintedRow[] }[] = [];
  for (const row of rows) {
    const year = row.date?.slice(0, 4) ?? '';
    const last = years.at(-1);
    if (last?.year === year) last.rows.push(row);
    else years.push({ year, rows: [row] });
  }
  return years;
}
