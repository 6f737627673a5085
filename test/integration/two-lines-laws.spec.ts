import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type supertest from 'supertest';
import { SYSTEM_CONTEXT } from '../../src/platform/database/request-context.js';
import { startTestApp, type TestApp } from '../support/app.js';
import {
  openTreasuryBooks,
  treasuryPeople,
  type TreasuryPeople,
} from '../support/treasury-books.js';

const CODE = '511602002001';

let t: TestApp;
let people: TreasuryPeople;
let base: string;

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  ({ base } = await openTreasuryBooks(t, CODE));
  people = await treasuryPeople(t, CODE);
  const fund = { code: 'ZL', name: '助老', purpose: '慰问老人', restricted: true };
  await people.accountant.post(`${base}/books/3/funds`, fund).expect(201);
});

afterAll(async () => {
  await t.close();
});

const amount = fc.integer({ min: 1, max: 300_000 });
const book = fc.constantFrom(1, 2, 3);
const which = fc.nat(40);
const income = fc.integer({ min: 100_000, max: 1_000_000 });
const operation = fc.oneof(
  fc.record({
    kind: fc.constant('receive' as const),
    book,
    amount: income,
    restricted: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('refund' as const), book, amount, which }),
  fc.record({ kind: fc.constant('allocate' as const), book, amount }),
  fc.record({ kind: fc.constant('request' as const), book, amount, restricted: fc.boolean() }),
  fc.record({ kind: fc.constant('approve' as const), book, which }),
  fc.record({ kind: fc.constant('withdraw' as const), book, which }),
  fc.record({ kind: fc.constant('pay' as const), book, which }),
  fc.record({ kind: fc.constant('transfer' as const), amount }),
  fc.record({ kind: fc.constant('reverse' as const), book, which }),
  fc.record({ kind: fc.constant('edge' as const), book, amount }),
);
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

const yuan = (fen: number): string => (fen / 100).toFixed(2);
const path = (bookNo: number): string => `${base}/books/${bookNo}`;
const INCOME = { 1: '501', 2: '5001', 3: '410101' } as const;
const EXPENSE = { 1: '513', 2: '5602', 3: '5101' } as const;
const date = '2026-02-03';

async function one(table: string, bookNo: number, place: number, where = 'true'): Promise<string> {
  const [row] = await rows<{ id: string }>(
    `SELECT id FROM ${table} WHERE book_no = $1 AND ${where} ORDER BY id OFFSET $2 %
       greatest(1, (SELECT count(*) FROM ${table} WHERE book_no = $1 AND ${where})) LIMIT 1`,
    [bookNo, place],
  );
  return row?.id ?? '00000000-0000-4000-8000-000000000000';
}

function rows<Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
  return t.database.read({ ...SYSTEM_CONTEXT, scope: CODE, communityCode: CODE }, (tx) =>
    tx.query<Row>(sql, parameters),
  );
}

async function request(step: { book: number; amount: number; restricted: boolean }, more = {}) {
  const created = await people.accountant.post(`${path(step.book)}/payment-requests`, {
    purpose: '办公',
    payee: '文具店',
    amount: yuan(step.amount),
    date,
    expenseAccountCode: EXPENSE[step.book as 1 | 2 | 3],
    handledBy: '经办员',
    ...(step.restricted && step.book === 3 ? { fundCode: 'ZL' } : {}),
    ...more,
  });
  if (created.status !== 201) return created;
  const { id } = created.body as { id: string };
  return people.accountant.post(`${path(step.book)}/payment-requests/${id}/submit`);
}

async function approve(bookNo: number, id: string): Promise<supertest.Response> {
  const signers = [people.director, people.secretary, people.supervisor, people.street];
  let answer = await people.director.get(`${path(bookNo)}/payment-requests/${id}`);
  for (const signer of signers) {
    const next = await signer.post(`${path(bookNo)}/payment-requests/${id}/approve`, {});
    answer = next;
    if (next.status !== 200 || (next.body as { status: string }).status !== 'submitted') break;
  }
  return answer;
}

async function reserve(bookNo: number, fen: number): Promise<supertest.Response> {
  const asked = await request({ book: bookNo, amount: fen, restricted: false });
  const { id } = asked.body as { id?: string };
  return id === undefined ? asked : approve(bookNo, id);
}

/** One request of one person, or a few in a row; the last answer counts. */
async function perform(step: Operation): Promise<supertest.Response> {
  const { accountant, cashier } = people;
  switch (step.kind) {
    case 'receive': {
      const money = { date, amount: yuan(step.amount) };
      if (step.book === 3 && step.restricted) {
        const gift = { ...money, donor: '王先生', fundCode: 'ZL' };
        return cashier.post(`${path(3)}/donations`, gift);
      }
      const incomeAccountCode = INCOME[step.book];
      const from = { payer: '商户', item: '收入', incomeAccountCode };
      return cashier.post(`${path(step.book)}/receipts`, { ...money, ...from });
    }
    case 'refund': {
      const id = await one('receipt', step.book, step.which);
      const refund = { date, amount: yuan(step.amount), reason: '多收' };
      return cashier.post(`${path(step.book)}/receipts/${id}/refund`, refund);
    }
    case 'allocate':
      return cashier.post(`${path(step.book)}/allocations`, { date, amount: yuan(step.amount) });
    case 'request':
      return request(step);
    case 'approve':
      return approve(step.book, await one('payment_request', step.book, step.which));
    case 'withdraw': {
      const id = await one('payment_request', step.book, step.which);
      return accountant.post(`${path(step.book)}/payment-requests/${id}/withdraw`);
    }
    case 'pay': {
      const requestId = await one(
        'payment_request',
        step.book,
        step.which,
        `status IN ('approved', 'paid')`,
      );
      return cashier.post(`${path(step.book)}/payments`, { requestId, date });
    }
    case 'transfer': {
      const up = { payee: '集体资产账', purpose: '上缴利润', expenseAccountCode: '2232' };
      const asked = await request({ book: 2, amount: step.amount, restricted: false }, up);
      await approve(2, (asked.body as { id: string }).id);
      await cashier.post(`${path(2)}/allocations`, { date, amount: yuan(step.amount) });
      const between = { fromBookNo: 2, toBookNo: 1, date, kind: 'profit' };
      return cashier.post(`${base}/transfers`, { ...between, amount: yuan(step.amount) });
    }
    case 'reverse': {
      const id = await one('voucher', step.book, step.which);
      return accountant.post(`${path(step.book)}/vouchers/${id}/reverse`, { date, reason: '试' });
    }
    case 'edge':
      return reserve(step.book, step.amount);
  }
}

/** Each law in its own words, asked of the raw rows; none of the product's own sums is trusted. */
const LAWS: Readonly<Record<string, string>> = {
  'no fund account is below zero': `
    SELECT f.account_code FROM fund_account f JOIN voucher_line l ON l.book_no = f.book_no AND l.account_code = f.account_code
    GROUP BY f.book_no, f.account_code HAVING sum(l.debit - l.credit) < 0`,
  'what is approved and unpaid is there': `
    SELECT b.book_no FROM book b WHERE (SELECT coalesce(sum(r.amount), 0) FROM payment_request r
        WHERE r.book_no = b.book_no AND r.status = 'approved')
      > (SELECT coalesce(sum(l.debit - l.credit), 0) FROM voucher_line l JOIN fund_account f USING (community_code, book_no, account_code)
        WHERE l.book_no = b.book_no AND f.line IN ('revenue', 'expenditure'))`,
  'the restricted fund holds what it received less what it spent, and never less than nothing': `
    SELECT fund_code FROM voucher_line WHERE fund_code IS NOT NULL GROUP BY book_no, fund_code
    HAVING sum(credit - debit) < 0
      OR sum(credit - debit) <> (SELECT balance FROM fund_balance WHERE fund_code = 'ZL')`,
  'restricted money is still in the bank': `
    SELECT b.book_no FROM fund_balance b WHERE b.restricted AND b.balance >
      (SELECT coalesce(sum(l.debit - l.credit), 0) FROM voucher_line l JOIN fund_account f USING (community_code, book_no, account_code)
        WHERE l.book_no = b.book_no)`,
  'the revenue account is debited by what comes in and credited by allocations and refunds': `
    SELECT v.source_kind FROM voucher_line l JOIN voucher v ON v.id = l.voucher_id
    JOIN fund_account f ON f.book_no = l.book_no AND f.account_code = l.account_code
    LEFT JOIN voucher o ON o.id = v.reverses_id
    WHERE f.line = 'revenue' AND CASE WHEN l.debit <> 0
      THEN coalesce(o.source_kind, v.source_kind) NOT IN ('receipt', 'donation', 'transfer')
      ELSE coalesce(o.source_kind, v.source_kind) NOT IN ('allocation', 'refund') END`,
  'the expenditure account is debited by allocations and credited by payments': `
    SELECT v.source_kind FROM voucher_line l JOIN voucher v ON v.id = l.voucher_id
    JOIN fund_account f ON f.book_no = l.book_no AND f.account_code = l.account_code
    LEFT JOIN voucher o ON o.id = v.reverses_id
    WHERE f.line = 'expenditure' AND CASE WHEN l.debit <> 0
      THEN coalesce(o.source_kind, v.source_kind) <> 'allocation'
      ELSE coalesce(o.source_kind, v.source_kind) NOT IN ('payment', 'transfer') END`,
  'a request is paid once': `
    SELECT request_id FROM payment p WHERE NOT EXISTS (SELECT FROM voucher r WHERE r.reverses_id = p.voucher_id)
    GROUP BY request_id HAVING count(*) > 1`,
  'a pair nets to zero': `
    SELECT t.id FROM transfer t JOIN voucher v ON v.source_id = t.id JOIN voucher_line l ON l.voucher_id = v.id
    LEFT JOIN voucher r ON r.reverses_id = v.id
    JOIN fund_account f ON f.book_no = l.book_no AND f.account_code = l.account_code
    WHERE r.id IS NULL GROUP BY t.id HAVING sum(l.debit - l.credit) <> 0`,
  'refunds stay within their receipt': `
    SELECT r.id FROM receipt r JOIN receipt_refund f ON f.receipt_id = r.id AND f.book_no = r.book_no
    WHERE NOT EXISTS (SELECT FROM voucher x WHERE x.reverses_id = f.voucher_id)
    GROUP BY r.id, r.amount HAVING sum(f.amount) > r.amount`,
};

async function broken(): Promise<string[]> {
  const { body } = await people.accountant.get(`${base}/verification`).expect(200);
  const found = (body as { findings: { differences: string[] }[] }).findings.flatMap(
    ({ differences }) => differences,
  );
  for (const [law, sql] of Object.entries(LAWS)) {
    if ((await rows(sql)).length > 0) found.push(law);
  }
  return found;
}

/** Everything that a refused request could leave behind. */
async function snapshot(): Promise<string> {
  const tables = await rows<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'community_code' AND table_name <> 'idempotency_key' ORDER BY 1`,
  );
  const sums = tables.map(
    ({ name }) =>
      `SELECT '${name}' AS name, md5(coalesce(string_agg(x::text, '|' ORDER BY x::text), '')) AS sum FROM ${name} x`,
  );
  return JSON.stringify(await rows(sums.join(' UNION ALL ')));
}

/** Steps that are one request: refused, they leave nothing behind. */
const SINGLE = ['receive', 'refund', 'allocate', 'withdraw', 'pay', 'reverse'];

/** A run in which every operation is done at least once. */
const EVERY_WAY: Operation[] = [
  { kind: 'receive', book: 2, amount: 500_000, restricted: false },
  { kind: 'transfer', amount: 70_000 },
  { kind: 'edge', book: 2, amount: 20_000 },
  { kind: 'allocate', book: 2, amount: 20_000 },
  { kind: 'pay', book: 2, which: 1 },
  { kind: 'request', book: 1, amount: 10_000, restricted: false },
  { kind: 'approve', book: 1, which: 0 },
  { kind: 'refund', book: 2, amount: 100, which: 0 },
  { kind: 'request', book: 3, amount: 100, restricted: true },
  { kind: 'withdraw', book: 3, which: 0 },
  { kind: 'receive', book: 1, amount: 500, restricted: false },
  { kind: 'reverse', book: 1, which: 0 },
];
const EVERY_KIND = [...new Set(EVERY_WAY.map(({ kind }) => kind))].sort();

describe('laws of the two lines', () => {
  test('hold after every operation, whatever was asked; a refused one changes nothing', async () => {
    const answered = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 8, maxLength: 16 }), async (steps) => {
        for (const step of steps) {
          const before = SINGLE.includes(step.kind) ? await snapshot() : '';
          const { status, body } = await perform(step);
          expect([status, body]).not.toEqual([500, expect.anything()]);
          if (status >= 400 && before !== '') expect(await snapshot()).toBe(before);
          const said = `${step.kind} ${status < 400 ? 'done' : 'refused'}`;
          answered.set(said, (answered.get(said) ?? 0) + 1);
          expect(await broken()).toEqual([]);
        }
      }),
      { numRuns: 12, endOnFailure: true, examples: [[EVERY_WAY]] },
    );
    const done = [...answered.keys()].filter((said) => said.endsWith('done')).sort();
    expect(done).toEqual(EVERY_KIND.map((kind) => `${kind} done`));
  }, 240_000);
});
