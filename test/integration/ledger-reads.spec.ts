import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseLocalDate } from '../../src/kernel/local-date.js';
import { parseMonth } from '../../src/kernel/month.js';
import { AccountBooksService } from '../../src/ledger/account-books.service.js';
import { BookExportService } from '../../src/ledger/book-export.service.js';
import { LedgerPrintService } from '../../src/ledger/ledger-print.service.js';
import { LedgerReportsService } from '../../src/ledger/ledger-reports.service.js';
import { LedgerService } from '../../src/ledger/ledger.service.js';
import type { RequestContext } from '../../src/platform/database/request-context.js';
import type { ReadTx } from '../../src/platform/database/transaction.js';
import { startTestApp, type TestApp } from '../support/app.js';
import {
  openTreasuryBooks,
  treasuryPeople,
  type TreasuryPeople,
} from '../support/treasury-books.js';

const CODE = '511602002001';
const VOUCHERS = 400;
/** What is looked up and read for one voucher at most; reading the book for each would make it hundreds. */
const PER_VOUCHER = 60;
const JANUARY = parseMonth('2026-01');
const DAYS = { from: parseLocalDate('2026-01-01'), through: parseLocalDate('2026-01-31') };
const BOOK = { community: CODE, bookNo: 1 };

let t: TestApp;
let people: TreasuryPeople;
let context: RequestContext;

beforeAll(async () => {
  t = await startTestApp('2026-03-20T09:00:00+08:00');
  await openTreasuryBooks(t, CODE);
  people = await treasuryPeople(t, CODE);
  const { body } = await people.accountant.get('/api/v1/me').expect(200);
  const { id, name } = body as { id: string; name: string };
  context = { scope: CODE, communityCode: CODE, actor: { id, name }, idempotency: null };
});

afterAll(async () => {
  await t.close();
});

/** Look-ups and rows of vouchers and lines that this transaction's connection has made and read so far. */
async function readSoFar(tx: ReadTx): Promise<number> {
  const [row] = await tx.query<{ read: number }>(
    `SELECT sum(coalesce(idx_scan, 0) + coalesce(idx_tup_fetch, 0) + seq_tup_read)::int AS read
     FROM pg_stat_xact_user_tables WHERE relname IN ('voucher', 'voucher_line')`,
  );
  return row?.read ?? 0;
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
  const path = `/api/v1/communities/${CODE}/books/1/vouchers`;
  const made = await people.accountant.post(`${path}/batch`, { vouchers }).expect(201);
  const { ids } = made.body as { ids: string[] };
  await people.reviewer.post(`${path}/review`, { ids }).expect(200);
  const read = await t.database.write(context, async (tx) => {
    const before = await readSoFar(tx);
    await t.app.get(LedgerService).postDrafts(tx, CODE, 1, ids);
    await tx.query('SET CONSTRAINTS ALL IMMEDIATE');
    return (await readSoFar(tx)) - before;
  });
  expect(read).toBeGreaterThan(VOUCHERS);
  expect(read / VOUCHERS).toBeLessThan(PER_VOUCHER);
});

test.each<[string, (tx: ReadTx) => Promise<unknown>]>([
  [
    'the export for hledger',
    (tx) => t.app.get(BookExportService).plainText(tx, CODE, 1, 'hledger'),
  ],
  [
    'the whole book as a workbook',
    async (tx) => (await t.app.get(BookExportService).workbook(tx, CODE, 1)).discard(),
  ],
  [
    'the ledger of an account',
    (tx) => t.app.get(AccountBooksService).accountLedger(tx, BOOK, '112', DAYS),
  ],
  ['its print', (tx) => t.app.get(LedgerPrintService).accountLedger(tx, BOOK, '112', DAYS)],
  [
    'the print of all ledgers',
    (tx) => t.app.get(LedgerPrintService).accountLedgers(tx, BOOK, DAYS),
  ],
  [
    'a statement',
    (tx) => t.app.get(LedgerReportsService).statement(tx, CODE, 1, 'income', JANUARY),
  ],
  ['the lines of money', (tx) => t.app.get(LedgerReportsService).moneyLines(tx, CODE, 1, JANUARY)],
])('%s reads no more of the book than it tells', async (_, told) => {
  const read = await t.database.read(context, async (tx) => {
    const before = await readSoFar(tx);
    await told(tx);
    return (await readSoFar(tx)) - before;
  });
  expect(read / VOUCHERS).toBeLessThan(PER_VOUCHER);
});

test.each<[string, (tx: ReadTx) => Promise<unknown>]>([
  [
    'the general ledger',
    (tx) => t.app.get(AccountBooksService).generalLedger(tx, CODE, 1, JANUARY),
  ],
  ['the trial balance', (tx) => t.app.get(LedgerReportsService).trialBalance(tx, CODE, 1, JANUARY)],
])('%s comes from the maintained balances and reads no voucher', async (_, told) => {
  const read = await t.database.read(context, async (tx) => {
    const before = await readSoFar(tx);
    expect(JSON.stringify(await told(tx))).toContain('4000.00');
    return (await readSoFar(tx)) - before;
  });
  expect(read).toBe(0);
});
