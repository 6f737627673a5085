/** The same work three ways: over HTTP, by the database's own function, and as bare rows. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { DAY } from './stage.mjs';
import { timed } from './measure.mjs';

/** @typedef {import('./stage.mjs').Book} Book */
/** @typedef {{ connections: number, batches: number, size: number, bookOf: (index: number) => Book }} Work */

const LINES = [
  { summary: '计提本月保洁费用', accountCode: '513', debit: '1234.50' },
  { summary: '计提本月保洁费用', accountCode: '211', credit: '1234.50' },
];

/**
 * Over HTTP: each voucher (or batch) is drafted, reviewed and posted, all by their people, each request with its key.
 * @param {import('./http.mjs').Line} line
 * @param {Work} work
 * @returns {Promise<{ whole: number, post: number }>} seconds
 */
export async function overHttp(line, { connections, batches, size, bookOf }) {
  const vouchers = Array.from({ length: size }, () => ({
    date: DAY,
    attachmentCount: 1,
    lines: LINES,
  }));
  /** @type {string[][]} */
  const ids = [];
  const step = async (/** @type {Book} */ book, /** @type {string} */ name, index = 0) => {
    const person = name === 'review' ? book.reviewer : book.maker;
    const [id] = ids[index] ?? [];
    const one = size === 1;
    const path = `${book.at}/vouchers/${one ? `${id}/${name}` : name}`;
    await line.call(person.token, 'POST', path, one ? {} : { ids: ids[index] });
  };
  const draft = await timed(connections, batches, async (index) => {
    const { at, maker } = bookOf(index);
    const made =
      size === 1
        ? await line.call(maker.token, 'POST', `${at}/vouchers`, vouchers[0])
        : await line.call(maker.token, 'POST', `${at}/vouchers/batch`, { vouchers });
    ids[index] = size === 1 ? [made.id] : made.ids;
  });
  const review = await timed(connections, batches, (i) => step(bookOf(i), 'review', i));
  const post = await timed(connections, batches, (i) => step(bookOf(i), 'post', i));
  return { whole: draft + review + post, post };
}

/** Connections of the bare database, opened once. @param {string} url @param {number} count */
export async function openConnections(url, count) {
  const clients = Array.from({ length: count }, () => new pg.Client({ connectionString: url }));
  for (const client of clients) await client.connect();
  await clients[0]?.query(`
    CREATE TABLE IF NOT EXISTS bench_voucher (LIKE voucher INCLUDING ALL);
    CREATE TABLE IF NOT EXISTS bench_line (LIKE voucher_line INCLUDING ALL)`);
  return clients;
}

/**
 * The database alone: one transaction with its context and a prepared call of enter_vouchers(), which numbers,
 * chains, checks and keeps the balances just as it does for the service.
 * @param {pg.Client[]} clients
 * @param {Work} work
 */
export function byFunction(clients, { connections, batches, size, bookOf }) {
  return timed(connections, batches, async (index, worker) => {
    const client = clients[worker];
    const { community, bookNo, maker, reviewer } = bookOf(index);
    const vouchers = Array.from({ length: size }, () => ({
      id: randomUUID(),
      bookNo,
      date: DAY,
      word: '记',
      attachmentCount: 1,
      sourceKind: 'manual',
      makerId: maker.id,
      makerName: maker.name,
      reviewerId: reviewer.id,
      reviewerName: reviewer.name,
      lines: LINES,
    }));
    await client?.query(`BEGIN; SELECT set_config('gongzhang.scope', '${community}', true),
      set_config('gongzhang.now', '${DAY}T01:00:00Z', true),
      set_config('gongzhang.actor', '${maker.id}', true), set_config('gongzhang.actor_name', 'bench', true)`);
    await client?.query({
      name: 'post',
      text: 'SELECT * FROM enter_vouchers($1, $2)',
      values: [community, JSON.stringify(vouchers)],
    });
    await client?.query('COMMIT');
  });
}

let seq = 0;

const INSERT_VOUCHERS = `INSERT INTO bench_voucher SELECT $1, $2, v.id, v.seq, '2026-02', '记', v.seq, '${DAY}', 1, 2,
  'manual', NULL, NULL, NULL, NULL, $3, 'maker', $4, 'reviewer', $3, 'maker', now(), sha256(v.id::text::bytea)
  FROM jsonb_to_recordset($5) AS v (id uuid, seq int)`;
const INSERT_LINES = `INSERT INTO bench_line SELECT $1, $2, v.id, l.ordinality, '2026-02', '${DAY}', v.seq,
  l.value ->> 'summary', l.value ->> 'accountCode', coalesce((l.value ->> 'debit')::numeric, 0),
  coalesce((l.value ->> 'credit')::numeric, 0)
  FROM jsonb_to_recordset($3) AS v (id uuid, seq int)
  CROSS JOIN jsonb_array_elements('${JSON.stringify(LINES)}') WITH ORDINALITY AS l`;

/**
 * Bare rows: the same voucher and line rows into tables with the same columns and indexes, in one transaction,
 * without number, chain, check, balance, row security or foreign key.
 * @param {pg.Client[]} clients
 * @param {Work} work
 */
export function asRows(clients, { connections, batches, size, bookOf }) {
  return timed(connections, batches, async (index, worker) => {
    const client = clients[worker];
    const { community, bookNo, maker, reviewer } = bookOf(index);
    const rows = JSON.stringify(
      Array.from({ length: size }, () => ({ id: randomUUID(), seq: (seq += 1) })),
    );
    await client?.query('BEGIN');
    await client?.query({
      name: 'rows',
      text: INSERT_VOUCHERS,
      values: [community, bookNo, maker.id, reviewer.id, rows],
    });
    await client?.query({ name: 'lines', text: INSERT_LINES, values: [community, bookNo, rows] });
    await client?.query('COMMIT');
  });
}
