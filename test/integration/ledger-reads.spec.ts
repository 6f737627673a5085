import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { startTestApp, type TestApp } from '../support/app.js';
import {
  openTreasuryBooks,
  treasuryPeople,
  type TreasuryPeople,
} from '../support/treasury-books.js';

const VOUCHERS = 400;

let t: TestApp;
let people: TreasuryPeople;
let book: string;
let owner: pg.Client;

beforeAll(async () => {
  t = await startTestApp('2026-03-20T09:00:00+08:00');
  const { code, base } = await openTreasuryBooks(t, '511602002001');
  people = await treasuryPeople(t, code);
  book = `${base}/books/1`;
  owner = new pg.Client({ connectionString: t.ownerUrl });
  await owner.connect();
});

afterAll(async () => {
  await owner.end();
  await t.close();
});

interface Reads {
  readonly stored: number;
  readonly read: number;
}

/** Vouchers stored so far, and look-ups and rows of vouchers and lines so far; PostgreSQL tells them a second late. */
async function reads(atLeast: number): Promise<Reads> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const { rows } = await owner.query<Reads>(
      `SELECT (SELECT n_tup_ins::int FROM pg_stat_user_tables WHERE relname = 'voucher') AS stored,
         (SELECT sum(i.idx_tup_read + i.idx_scan)::int FROM pg_stat_user_indexes i
           WHERE i.relname IN ('voucher', 'voucher_line'))
         + (SELECT sum(s.seq_tup_read)::int FROM pg_stat_user_tables s
           WHERE s.relname IN ('voucher', 'voucher_line')) AS read`,
    );
    if (rows[0] !== undefined && rows[0].stored >= atLeast) return rows[0];
    await sleep(200);
  }
  throw new Error('PostgreSQL has not told its statistics');
}

test('a first batch in a new database, without statistics, reads each voucher by its key', async () => {
  const vouchers = Array.from({ length: VOUCHERS }, (_, place) => ({
    date: `2026-01-${String((place % 28) + 1).padStart(2, '0')}`,
    attachmentCount: 1,
    lines: [
      { summary: '计提租金', accountCode: '112', debit: '10.00' },
      { summary: '计提租金', accountCode: '504', credit: '10.00' },
    ],
  }));
  const made = await people.accountant.post(`${book}/vouchers/batch`, { vouchers }).expect(201);
  const { ids } = made.body as { ids: string[] };
  await people.reviewer.post(`${book}/vouchers/review`, { ids }).expect(200);
  const before = await reads(0);
  await people.accountant.post(`${book}/vouchers/post`, { ids }).expect(200);
  const after = await reads(before.stored + VOUCHERS);
  // Reading the book, or its chart, for every voucher would make this hundreds.
  expect((after.read - before.read) / VOUCHERS).toBeLessThan(60);
});

test.each([
  'export?format=hledger',
  'account-ledgers/112?from=2026-01&through=2026-01',
  'statements/income?month=2026-01',
  'vouchers?month=2026-01&limit=100',
])('%s reads no more of the book than it tells', async (path) => {
  const before = await reads(VOUCHERS);
  await people.accountant.get(`${book}/${path}`).expect(200);
  // The statistics of a read come with the next transaction of the same connection, a second later at most.
  await sleep(1100);
  await people.accountant.get(`${book}/accounts?limit=1`).expect(200);
  const after = await reads(VOUCHERS);
  // A join without an index would read all 400 vouchers for each of them.
  expect((after.read - before.read) / VOUCHERS).toBeLessThan(VOUCHERS / 2);
});
