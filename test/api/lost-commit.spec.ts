import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type supertest from 'supertest';
import type { QueryRunner } from 'typeorm';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import { ownerOf, type Owner } from '../support/stored-rows.js';
import { testPostgres } from '../support/postgres.js';
import {
  allocated,
  approved,
  openTreasuryBooks,
  received,
  treasuryPeople,
  type TreasuryPeople,
} from '../support/treasury-books.js';

const CODE = '511602002001';

let t: TestApp;
let people: TreasuryPeople;
let owner: Owner;
let book: string;
/** What the next write is about; made before the fault, so that only the write itself meets it. */
let ready: { reviewedId: string; requestId: string };

beforeAll(async () => {
  t = await startTestApp();
  const { base } = await openTreasuryBooks(t, CODE);
  people = await treasuryPeople(t, CODE);
  owner = await ownerOf(t.ownerUrl);
  book = `${base}/books/1`;
  await received(people, book, { amount: '90000.00' });
  await allocated(people, book, '50000.00');
  // The faults live in the database of this file only.
  for (const [fault, code] of [
    ['fails_at_commit', '58030'],
    ['is_full_at_commit', '53100'],
  ]) {
    await owner.query(`
      CREATE FUNCTION ${fault}() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'could not extend file "base/16384/24591" of %', TG_TABLE_NAME USING ERRCODE = '${code}';
      END
      $$`);
  }
  const { superuserUrl } = await testPostgres();
  const everything = new URL(superuserUrl);
  everything.pathname = new URL(t.ownerUrl).pathname;
  const superuser = await ownerOf(everything.href);
  await superuser.query(`
    CREATE FUNCTION ends_at_commit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN
      PERFORM pg_terminate_backend(pg_backend_pid());
      RETURN NULL;
    END
    $$`);
  await superuser.end();
});

afterAll(async () => {
  await owner.end();
  await t.close();
});

const voucher = {
  date: '2026-01-07',
  attachmentCount: 1,
  lines: [
    { summary: '计提租金', accountCode: '112', debit: '40.00' },
    { summary: '计提租金', accountCode: '501', credit: '40.00' },
  ],
};

beforeEach(async () => {
  const drafted = await people.accountant.post(`${book}/vouchers`, voucher).expect(201);
  const reviewedId = (drafted.body as { id: string }).id;
  await people.reviewer.post(`${book}/vouchers/${reviewedId}/review`).expect(200);
  ready = { reviewedId, requestId: await approved(people, book, { amount: '6.00' }) };
});

interface Write {
  readonly table: string;
  readonly who: () => Client;
  readonly path: () => string;
  readonly body: () => object;
}

/** A write for each way into the books, and the table that it writes; the last is the store of the answers themselves. */
const WRITES: Readonly<Record<string, Write>> = {
  draft: {
    table: 'voucher_draft',
    who: () => people.accountant,
    path: () => '/vouchers',
    body: () => voucher,
  },
  post: {
    table: 'voucher',
    who: () => people.accountant,
    path: () => `/vouchers/${ready.reviewedId}/post`,
    body: () => ({}),
  },
  receipt: {
    table: 'receipt',
    who: () => people.cashier,
    path: () => '/receipts',
    body: () => ({
      date: '2026-01-07',
      amount: '12.00',
      payer: '商户甲',
      item: '门面租金',
      incomeAccountCode: '501',
    }),
  },
  payment: {
    table: 'payment',
    who: () => people.cashier,
    path: () => '/payments',
    body: () => ({ requestId: ready.requestId, date: '2026-01-08' }),
  },
  'answer kept for its key': {
    table: 'idempotency_key',
    who: () => people.accountant,
    path: () => '/vouchers',
    body: () => voucher,
  },
  'line of the operation log': {
    table: 'audit_event',
    who: () => people.accountant,
    path: () => '/vouchers',
    body: () => voucher,
  },
};

let keys = 0;

function send({ who, path, body }: Write, key: string): supertest.Test {
  return who().post(`${book}${path()}`, body(), { 'Idempotency-Key': key });
}

/** The write meets the fault: not a 2xx, no internals, nothing stored; afterwards the same key does the work, once. */
async function lost(write: Write, problem: string, mend: () => Promise<void>): Promise<void> {
  keys += 1;
  const key = `lost-${keys}`;
  const before = await owner.stored();
  const refused = await send(write, key);
  const meanwhile = await owner.stored();
  await mend();
  expect([refused.status, refused.body]).toMatchObject([
    problem === 'internal-error' ? 500 : 503,
    { type: `/problems/${problem}`, instance: `${book}${write.path()}` },
  ]);
  expect(refused.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(refused.text).not.toMatch(
    /base\/|53100|58030|57P01|SELECT|INSERT|terminat|stack|\.ts|\.js/,
  );
  expect(meanwhile).toEqual(before);
  const done = await send(write, key);
  expect([200, 201]).toContain(done.status);
  expect(done.headers['idempotency-hit']).toBeUndefined();
  const after = await owner.stored();
  expect(after[write.table]).not.toEqual(before[write.table]);
  const again = await send(write, key);
  expect([again.status, again.text]).toEqual([done.status, done.text]);
  expect(again.headers['idempotency-hit']).toBe('true');
  expect(await owner.stored()).toEqual(after);
}

async function breakAtCommit(table: string, fault: string): Promise<void> {
  await owner.query(
    `CREATE CONSTRAINT TRIGGER zz_fault AFTER INSERT OR UPDATE ON ${table} DEFERRABLE INITIALLY DEFERRED
     FOR EACH ROW EXECUTE FUNCTION ${fault}()`,
  );
}

const mended = (table: string): Promise<void> => owner.query(`DROP TRIGGER zz_fault ON ${table}`);

describe('peer bug 2: a commit that fails is never answered with 2xx', () => {
  afterEach(async () => {
    const { body } = await people.accountant.get(`/api/v1/communities/${CODE}/verification`);
    expect(body).toMatchObject({ clean: true });
  });

  test.each(Object.entries(WRITES))('%s: the database refuses at commit', async (_, write) => {
    await breakAtCommit(write.table, 'fails_at_commit');
    await lost(write, 'internal-error', () => mended(write.table));
  });

  test.each(Object.entries(WRITES))('%s: the disk is full at commit', async (_, write) => {
    await breakAtCommit(write.table, 'is_full_at_commit');
    await lost(write, 'busy-try-again', () => mended(write.table));
  });

  test.each(Object.entries(WRITES))('%s: the connection ends at commit', async (_, write) => {
    await breakAtCommit(write.table, 'ends_at_commit');
    await lost(write, 'outcome-unknown', () => mended(write.table));
  });

  test.each(Object.entries(WRITES))(
    '%s: the connection is cut between the last statement and the commit',
    async (_, write) => {
      const source = t.database.dataSource;
      const create = source.createQueryRunner.bind(source);
      source.createQueryRunner = (...mode) => cutBeforeCommit(create(...mode));
      await lost(write, 'outcome-unknown', async () => {
        source.createQueryRunner = create;
        return Promise.resolve();
      });
    },
  );
});

interface Connection {
  readonly processID: number;
  query(sql: string, ...rest: unknown[]): Promise<unknown>;
}

/** When it writes, its connection is terminated by the administrator just before COMMIT is sent. */
function cutBeforeCommit(runner: QueryRunner): QueryRunner {
  const connect = runner.connect.bind(runner);
  const query = runner.query.bind(runner) as (...asked: unknown[]) => Promise<unknown>;
  let writes = false;
  runner.query = ((sql: string, ...rest: unknown[]) => {
    writes ||= sql.startsWith('BEGIN ISOLATION LEVEL READ COMMITTED');
    return query(sql, ...rest);
  }) as QueryRunner['query'];
  runner.connect = async () => {
    const connection = (await connect()) as Connection;
    // TypeORM asks for the connection too, for each of its own queries.
    const commit = async (sql: string, ...rest: unknown[]): Promise<unknown> => {
      if (writes && sql === 'COMMIT') {
        const killer = await ownerOf(t.serviceUrl);
        await killer.query('SELECT pg_terminate_backend($1, 5000)', [connection.processID]);
        await killer.end();
      }
      return connection.query(sql, ...rest);
    };
    return { query: commit } as never;
  };
  return runner;
}

describe('a transaction that PostgreSQL has aborted', () => {
  test('is not taken for committed when the work went on as if nothing had failed', async () => {
    const context = { scope: CODE, communityCode: CODE, actor: null, idempotency: null };
    const swallowed = t.database.write(context, async (tx) => {
      await tx.query('SELECT 1 / 0').catch(() => []);
      return 'done';
    });
    await expect(swallowed).rejects.toThrow('a query failed');
  });
});
