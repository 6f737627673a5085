import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { run, testWith } from './outside-programs.js';
import {
  balances,
  beginYear,
  differences,
  journal,
  kept,
  linesOf,
  monthRow,
  statement,
  yearEnd,
  type Beginning,
  type Figure,
  type YearBook,
} from './twelve-months.js';

/** Whole statements by kind, every row that shows a figure. */
type Statements = Readonly<Record<string, string>>;

/** A year of vouchers and what an accountant with a pencil makes of it. */
export interface WorkedYear {
  readonly title: string;
  readonly year: number;
  readonly beginning: Beginning;
  readonly vouchers: string;
  /** The columns of `months`. */
  readonly figures: readonly Figure[];
  readonly months: string;
  readonly june: Statements;
  readonly december: Statements;
  /** Distributed after the transfer, with the statements that then show it, row by row where they differ from December. */
  readonly distribution?: { readonly wish: object; readonly shows: Statements };
  /** What every account holds when the year is closed. */
  readonly closing: string;
  /** A voucher of the next January, and a statement of it beside the January before. */
  readonly january: { readonly voucher: string; readonly kind: string; readonly rows: string };
}

/** Keeps the book of the year and holds every printed figure against the pencil. */
export function tryYear(worked: WorkedYear): void {
  const { title, year, december } = worked;
  const [june, end, next] = [`${year}-06`, `${year}-12`, `${year + 1}-01`];
  let y: YearBook;

  beforeAll(async () => {
    y = await beginYear(worked.beginning);
    await kept(y, worked.vouchers);
  }, 120_000);

  afterAll(async () => {
    await y.t.close();
  });

  describe(title, () => {
    test('each month ends in the figures that were worked out by hand', async () => {
      const rows: string[] = [];
      for (let month = 1; month <= 12; month += 1) {
        const name = `${year}-${String(month).padStart(2, '0')}`;
        rows.push(await monthRow(y, name, worked.figures));
      }
      expect(rows).toEqual(linesOf(worked.months));
    }, 60_000);

    test.each(Object.entries(worked.june))('June: the whole %s', async (kind, rows) => {
      expect(await statement(y, kind, june)).toEqual(linesOf(rows));
    });

    test.each(Object.entries(december))('December: the whole %s', async (kind, rows) => {
      expect(await statement(y, kind, end)).toEqual(linesOf(rows));
    });
  });

  describe('the end of the year', () => {
    test('carries income and expense away and leaves every statement as it was', async () => {
      await yearEnd(y, year, 'transfer');
      for (const [kind, rows] of Object.entries(december)) {
        expect(await statement(y, kind, end)).toEqual(linesOf(rows));
      }
    });

    const { distribution } = worked;
    if (distribution !== undefined) {
      test('distributes, and no other figure moves', async () => {
        await yearEnd(y, year, 'distribution', distribution.wish);
        for (const [kind, rows] of Object.entries(distribution.shows)) {
          const before = linesOf(december[kind] ?? '');
          const now = await statement(y, kind, end);
          expect(now.filter((row) => !before.includes(row))).toEqual(linesOf(rows));
        }
      });
    }

    test('leaves every account with the balance that was worked out by hand', async () => {
      expect(await balances(y, end, 'closing')).toEqual(linesOf(worked.closing));
    });

    testWith('hledger', 'and hledger agrees', async () => {
      const theirs = await closingsByHledger(await journal(y));
      expect(theirs.sort()).toEqual(linesOf(worked.closing).sort());
    });
  });

  describe('the January after', () => {
    const { voucher, kind, rows } = worked.january;

    test('opens with what December closed', async () => {
      await kept(y, voucher);
      expect(await balances(y, next, 'opening')).toEqual(linesOf(worked.closing));
    });

    test('stands beside the January before', async () => {
      expect(await statement(y, kind, next, '&comparative=true')).toEqual(linesOf(rows));
    });
  });

  test('everything recomputes', async () => {
    expect(await differences(y)).toEqual([]);
  });
}

/** The balances that hledger reckons from the exported book, once it accepts it, as `account amount`. */
async function closingsByHledger(book: Buffer): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'worked-year-'));
  try {
    const path = join(folder, 'book.journal');
    writeFileSync(path, book);
    expect(await run('hledger', '-f', path, 'check', '-s')).toEqual({ status: 0, output: '' });
    const { output } = await run(
      'hledger',
      ...['-f', path, 'balance', '--flat', '--no-total', '-O', 'csv'],
    );
    const rows = output.matchAll(/^"[^"]*:(\d+) (?:[^"]|"")*","(-?[\d.]+) CNY"$/gm);
    return [...rows].map(([, code = '', amount = '']) => `${code} ${amount}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
