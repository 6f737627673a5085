import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type supertest from 'supertest';
import writeXlsx from 'write-excel-file/node';
import { ImportJobsService } from '../../src/ledger/import-jobs.service.js';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import { bytesOf } from '../support/file-answer.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';

const CODE = '511602002001';
const BOOK = `/api/v1/communities/${CODE}/books/1`;
const CSV = 'text/csv';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const HEADER = '凭证序号,日期,摘要,科目编码,科目名称,借方金额,贷方金额,附件张数,专项代码,往来单位';

let database: TestDatabase;
let t: TestApp;
let accountant: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  t = await startTestApp('2026-02-10T09:00:00+08:00', database);
  await t.community(CODE);
  accountant = await t.as('accountant.001');
  await openBook(1);
});

afterAll(async () => {
  await t.close();
});

let book = 1;
beforeEach(async () => {
  book += 1;
  await openBook(book);
});

async function openBook(number: number): Promise<void> {
  await accountant
    .post(`/api/v1/communities/${CODE}/books`, {
      kind: 'collective',
      name: `账套${number}`,
      standard: 'rural-collective-2023',
      openedOn: '2026-01-01',
    })
    .expect(201);
}

const here = (): string => BOOK.replace('/books/1', `/books/${book}`);

/** Two rows a voucher: the n-th voucher is over n yuan and fifty fen. */
function rowsOf(count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const n = index + 1;
    const date = `2026-01-${String((n % 28) + 1).padStart(2, '0')}`;
    return `${n},${date},收第${n}户,102,银行存款,${n}.50,,1,,\n${n},${date},收第${n}户,501,经营收入,,${n}.50,1,,`;
  });
}

interface Job {
  readonly id: string;
  readonly state: string;
  readonly rowsRead: number;
  readonly voucherCount: number;
  readonly lineCount: number;
  readonly debit: string;
  readonly errorCount: number;
  readonly errors: readonly { pointer: string; detail: string }[];
  readonly problem: { code: string } | null;
  readonly recognised: { layout: string } | null;
}

async function send(
  content: string | Buffer,
  type = CSV,
  query = '',
): Promise<{ job: Job; location: string }> {
  const answer = await accountant
    .upload(`${here()}/imports${query}`, Buffer.from(content), type)
    .expect(202);
  return { job: answer.body as Job, location: answer.headers['location'] as string };
}

async function ended(location: string, seen: Job[] = []): Promise<Job> {
  for (;;) {
    const { body } = await accountant.get(location).expect(200);
    const job = body as Job;
    seen.push(job);
    if (!['waiting', 'running'].includes(job.state)) return job;
    await new Promise((later) => setTimeout(later, 50));
  }
}

async function draftCount(): Promise<number> {
  const { rows } = await owner('SELECT count(*)::int AS n FROM voucher_draft WHERE book_no = $1', [
    book,
  ]);
  return (rows[0] as { n: number }).n;
}

async function owner(sql: string, values: unknown[] = []): Promise<{ rows: unknown[] }> {
  const rows = await t.database.read(
    { scope: '%', communityCode: null, actor: null, idempotency: null },
    (tx) => tx.query(sql, values),
  );
  return { rows };
}

describe('a large table', () => {
  test('of 100,000 rows is taken, read with progress and becomes drafts, all at once', async () => {
    const text = `${HEADER}\n${rowsOf(50_000).join('\n')}\n`;
    const { job, location } = await send(text);
    expect(job).toMatchObject({ state: 'waiting', rowsRead: 0 });
    expect(location).toBe(`${here()}/imports/${job.id}`);
    const seen: Job[] = [];
    const done = await ended(location, seen);
    // 1.50 + 2.50 + … + 50000.50 = 50000 × 50001 / 2 + 50000 × 0.50
    expect(done).toMatchObject({
      state: 'imported',
      rowsRead: 100_001,
      voucherCount: 50_000,
      lineCount: 100_000,
      debit: '1250050000.00',
      errorCount: 0,
      recognised: { layout: 'gongzhang' },
    });
    const midway = seen.filter(({ state, rowsRead }) => state === 'running' && rowsRead > 0);
    expect(midway.length).toBeGreaterThan(0);
    expect(await draftCount()).toBe(50_000);
    const { rows } = await owner(
      'SELECT count(*)::int AS n FROM import_content UNION ALL SELECT count(*)::int FROM import_set',
    );
    expect(rows).toEqual([{ n: 0 }, { n: 0 }]);
  }, 120_000);

  test('of 20,000 rows as XLSX becomes drafts', async () => {
    const cells = [HEADER, ...rowsOf(10_000).flatMap((two) => two.split('\n'))].map((row, index) =>
      row
        .split(',')
        .map((cell, place) =>
          index > 0 && (place === 5 || place === 6) && cell !== '' ? Number(cell) : cell || null,
        ),
    );
    const { location } = await send(await writeXlsx(cells).toBuffer(), XLSX);
    expect(await ended(location)).toMatchObject({
      state: 'imported',
      voucherCount: 10_000,
      debit: '50010000.00',
    });
    expect(await draftCount()).toBe(10_000);
  }, 60_000);

  test('with wrong rows imports nothing, shows the first of them and gives all as CSV', async () => {
    const rows = rowsOf(10_000).map((two, index) =>
      index % 50 === 0 ? two.replaceAll(',501,', ',599,') : two,
    );
    const { location } = await send(`${HEADER}\n${rows.join('\n')}\n`);
    const done = await ended(location);
    expect(done).toMatchObject({ state: 'rejected', errorCount: 200, voucherCount: 9_800 });
    expect(done.errors).toHaveLength(100);
    expect(done.errors[0]).toMatchObject({
      pointer: '/rows/3/科目编码',
      detail: '本账套没有科目 599。',
    });
    expect(await draftCount()).toBe(0);
    const first = await accountant.get(`${location}/errors?limit=10`).expect(200);
    const { nextCursor } = first.body as { nextCursor: string };
    const second = await accountant.get(`${location}/errors?limit=10&cursor=${nextCursor}`);
    expect((second.body as { items: { no: number }[] }).items[0]?.no).toBe(11);
    const { bytes } = await bytesOf(accountant.get(`${location}/errors?format=csv`));
    const lines = bytes.toString('utf8').trim().split('\n');
    expect(lines).toHaveLength(201);
    expect(lines[1]).toBe('3,科目编码,本账套没有科目 599。');
  }, 60_000);

  test('is only tried with preview=true', async () => {
    const { location } = await send(
      `${HEADER}\n${rowsOf(10_000).join('\n')}\n`,
      CSV,
      '?preview=true',
    );
    expect(await ended(location)).toMatchObject({ state: 'checked', voucherCount: 10_000 });
    expect(await draftCount()).toBe(0);
  }, 60_000);

  test('that is cut off or in no known columns fails whole, with the problem named', async () => {
    const broken = await send(`${HEADER}\n${rowsOf(10_000).join('\n')}\n1,"2026`);
    expect(await ended(broken.location)).toMatchObject({
      state: 'failed',
      problem: { code: 'import-file-unreadable' },
    });
    const strange = await send(`姓名,年龄\n${'张三,3\n'.repeat(120_000)}`);
    expect(await ended(strange.location)).toMatchObject({
      state: 'failed',
      problem: { code: 'import-columns-wrong' },
    });
    expect(await draftCount()).toBe(0);
  }, 60_000);
});

describe('the same file', () => {
  const small = `${HEADER}\n${rowsOf(2).join('\n')}\n`;
  const upload = (): supertest.Test =>
    accountant.upload(`${here()}/imports`, Buffer.from(small), CSV);

  test('enters once, and again when nothing of it is left', async () => {
    const first = await upload().expect(201);
    const again = await upload();
    expect([again.status, again.body]).toMatchObject([
      409,
      { type: '/problems/import-repeated', by: '会计甲', day: '2026-02-10' },
    ]);
    expect(await draftCount()).toBe(2);
    for (const id of (first.body as { ids: string[] }).ids) {
      await accountant.delete(`${here()}/vouchers/${id}`).expect(204);
    }
    await upload().expect(201);
    const { body } = await accountant.get(`${here()}/imports`).expect(200);
    expect((body as { items: Job[] }).items.map(({ state }) => state)).toEqual([
      'imported',
      'imported',
    ]);
  });
});

describe('an import that its service did not live to end', () => {
  /** An import as a service that was killed leaves it: running, with a set that was kept. */
  async function left(attempts: number): Promise<string> {
    const content = Buffer.from(`${HEADER}\n${rowsOf(3).join('\n')}\n`);
    const jobs = t.app.get(ImportJobsService);
    const { rows } = await owner(`SELECT id FROM app_user WHERE username = 'accountant.001'`);
    const actor = { id: (rows[0] as { id: string }).id, name: '会计甲' };
    const context = { scope: CODE, communityCode: CODE, actor, idempotency: null };
    return t.database.write(context, async (tx) => {
      const { id } = await jobs.take(tx, CODE, book, { declared: 'csv', bytes: content }, false);
      await tx.query(
        `UPDATE import_job SET state = 'running', attempt = $2, rows_read = 2 WHERE id = $1`,
        [id, attempts],
      );
      await tx.query(
        `INSERT INTO import_set (community_code, book_no, import_id, no, vouchers) VALUES ($1, $2, $3, 1, '[]')`,
        [CODE, book, id],
      );
      return id;
    });
  }

  test('has imported nothing, and is taken up again at the next start', async () => {
    const id = await left(1);
    expect(await draftCount()).toBe(0);
    const next = await startTestApp('2026-02-10T09:10:00+08:00', {
      ...database,
      drop: () => Promise.resolve(),
    });
    const done = await ended(`${here()}/imports/${id}`);
    expect(done).toMatchObject({ state: 'imported', voucherCount: 3 });
    expect(await draftCount()).toBe(3);
    await next.close();
  });

  test('is given up after three tries', async () => {
    const id = await left(3);
    t.app.get(ImportJobsService).wake();
    expect(await ended(`${here()}/imports/${id}`)).toMatchObject({
      state: 'failed',
      problem: { code: 'import-interrupted' },
    });
    expect(await draftCount()).toBe(0);
  });
});

test('an import of another book or community is not there', async () => {
  await accountant
    .upload(`${here()}/imports`, Buffer.from(`${HEADER}\n${rowsOf(1).join('\n')}\n`), CSV)
    .expect(201);
  const { body } = await accountant.get(`${here()}/imports`).expect(200);
  const [job] = (body as { items: Job[] }).items;
  await accountant.get(`${here()}/imports/${job?.id}`).expect(200);
  const elsewhere = await accountant.get(`${BOOK}/imports/${job?.id}`);
  expect(elsewhere.body).toMatchObject({ type: '/problems/not-found', status: 404 });
});
