import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { VerificationService } from '../../src/audit/verification.service.js';
import type { Actor } from '../../src/kernel/actor.js';
import { DomainError } from '../../src/kernel/domain-error.js';
import { parseLocalDate } from '../../src/kernel/local-date.js';
import { Money } from '../../src/kernel/money.js';
import { LedgerService } from '../../src/ledger/ledger.service.js';
import { VouchersService } from '../../src/ledger/vouchers.service.js';
import type { RequestContext } from '../../src/platform/database/request-context.js';
import { startTestApp, type TestApp } from '../support/app.js';

const CODE = '511602002001';
const ACCOUNTS = ['101', '102', '112', '211', '501', '513'] as const;

let t: TestApp;
let accountant: RequestContext;
let reviewer: RequestContext;

beforeAll(async () => {
  t = await startTestApp('2026-03-20T09:00:00+08:00');
  await t.community();
  const client = await t.as('accountant.001');
  await client
    .post(`/api/v1/communities/${CODE}/books`, {
      kind: 'collective',
      name: '集体资产账',
      standard: 'rural-collective-2023',
      openedOn: '2026-01-01',
    })
    .expect(201);
  const context = async (username: string): Promise<RequestContext> => {
    const { body } = await (await t.as(username)).get('/api/v1/me');
    const { id, name } = body as Actor;
    return { scope: CODE, communityCode: CODE, actor: { id, name }, idempotency: null };
  };
  accountant = await context('accountant.001');
  reviewer = await context('reviewer.001');
});

afterAll(async () => {
  await t.close();
});

/** Everything that could show that a refused operation left something behind. */
async function snapshot(): Promise<string> {
  return t.database.read(accountant, async (tx) => {
    const parts = await Promise.all(
      [
        'voucher',
        'voucher_line',
        'balance',
        'voucher_counter',
        'book_chain',
        'voucher_draft',
        'audit_event',
      ].map((table) =>
        tx.query(
          `SELECT md5(coalesce(string_agg(x::text, '|' ORDER BY x::text), '')) AS hash FROM ${table} x`,
        ),
      ),
    );
    return JSON.stringify(parts);
  });
}

async function differences(): Promise<string[]> {
  const { findings } = await t.database.read(accountant, (tx) =>
    t.app.get(VerificationService).verify(tx, CODE),
  );
  return findings.flatMap((finding) => [...finding.differences]);
}

const line = fc.record({
  account: fc.constantFrom(...ACCOUNTS, '999'),
  fen: fc.integer({ min: 1, max: 99_999_999 }),
});
const operation = fc.oneof(
  fc.record({
    kind: fc.constant('post' as const),
    date: fc.constantFrom('2026-01-31', '2026-02-28', '2026-03-01', '2025-12-31', '2026-04-01'),
    debits: fc.array(line, { minLength: 1, maxLength: 4 }),
    credit: fc.constantFrom(...ACCOUNTS),
    apart: fc.constantFrom(0, 0, 0, 1),
  }),
  fc.record({ kind: fc.constant('reverse' as const), which: fc.nat(30) }),
);

type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

const yuan = (fen: number): Money => Money.of((fen / 100).toFixed(2));

async function perform(step: Operation): Promise<void> {
  const [ledger, vouchers] = [t.app.get(LedgerService), t.app.get(VouchersService)];
  if (step.kind === 'reverse') {
    const [voucher] = await t.database.read(accountant, (tx) =>
      tx.query<{ id: string }>('SELECT id FROM voucher ORDER BY seq OFFSET $1 LIMIT 1', [
        step.which,
      ]),
    );
    const reversal = {
      voucherId: voucher?.id ?? randomUUID(),
      date: parseLocalDate('2026-03-05'),
      reason: '试',
    };
    await t.database.write(accountant, (tx) => ledger.reverse(tx, CODE, 1, reversal));
    return;
  }
  const total = step.debits.reduce((sum, { fen }) => sum + fen, 0) + step.apart;
  const [id = ''] = await t.database.write(accountant, (tx) =>
    vouchers.create(tx, CODE, 1, [
      {
        date: parseLocalDate(step.date),
        attachmentCount: 1,
        lines: [
          ...step.debits.map(({ account, fen }) => ({
            summary: '借',
            accountCode: account,
            debit: yuan(fen),
          })),
          { summary: '贷', accountCode: step.credit, credit: yuan(total) },
        ],
      },
    ]),
  );
  await t.database.write(reviewer, (tx) => vouchers.review(tx, CODE, 1, [id]));
  await t.database.write(accountant, (tx) => ledger.postDrafts(tx, CODE, 1, [id]));
}

describe('laws of the ledger', () => {
  test('after every operation everything recomputes, and a refused one changes nothing', async () => {
    let refused = 0;
    let done = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 3, maxLength: 8 }), async (steps) => {
        for (const step of steps) {
          const before = await snapshot();
          try {
            await perform(step);
            done += 1;
          } catch (error) {
            expect(error).toBeInstanceOf(DomainError);
            expect(await snapshot()).toBe(before);
            refused += 1;
          }
          expect(await differences()).toEqual([]);
        }
      }),
      { numRuns: 12 },
    );
    expect(refused).toBeGreaterThan(0);
    expect(done).toBeGreaterThan(0);
  }, 120_000);

  test('a voucher and its reversal cancel each other on every account', async () => {
    const nets = (): Promise<unknown[]> =>
      t.database.read(accountant, (tx) =>
        tx.query(`SELECT account_code, sum(debit - credit) AS net FROM balance
          GROUP BY 1 HAVING sum(debit - credit) <> 0 ORDER BY 1`),
      );
    const before = await nets();
    await perform({
      kind: 'post',
      date: '2026-02-28',
      debits: [{ account: '513', fen: 12345 }],
      credit: '102',
      apart: 0,
    });
    expect(await nets()).not.toEqual(before);
    const [{ count } = { count: 0 }] = await t.database.read(accountant, (tx) =>
      tx.query<{ count: number }>('SELECT count(*)::int AS count FROM voucher'),
    );
    await perform({ kind: 'reverse', which: count - 1 });
    expect(await nets()).toEqual(before);
  });
});
