/** The load harness: posting over HTTP beside the bare database on the same machine in the same run. */
import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { table, tell } from '../demo/narrator.mjs';
import { asRows, byFunction, openConnections, overHttp } from './columns.mjs';
import { Line } from './http.mjs';
import { median, rounded } from './measure.mjs';
import { openBooks, openStage, signInAgain } from './stage.mjs';

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const QUICK = process.argv.includes('--quick');
const BOOKS = QUICK ? 100 : 1000;
const ROUNDS = QUICK ? 1 : 3;
const BATCH = 1000;

const COLUMNS = {
  whole: '全程：HTTP 制单、审核、记账',
  post: '记账：只计其中 HTTP 记账一步',
  function: '数据库函数：预备语句调用 enter_vouchers()，同样编号、成链、校验、结余额',
  rows: '裸行：同样的凭证行和分录行插入同结构的空表，无编号、链、校验、余额',
};

/** @typedef {keyof typeof COLUMNS} Column */

const cells = [1, BOOKS].flatMap((books) =>
  [1, 16].flatMap((connections) => [
    { books, connections, size: 1, batches: QUICK ? 64 : connections === 1 ? 100 : 320 },
    { books, connections, size: BATCH, batches: connections === 1 ? 2 : QUICK ? 2 : 16 },
  ]),
);

tell(`准备：${BOOKS} 套账 …`);
const stage = await openStage(ROOT);
try {
  const books = await openBooks(stage.port, BOOKS);
  const clients = await openConnections(stage.url, 16);
  /** @type {Record<Column, number[]>[]} */
  const rates = cells.map(() => ({ whole: [], post: [], function: [], rows: [] }));
  for (let round = 0; round < ROUNDS; round += 1) {
    await signInAgain(stage.port, books);
    for (const [place, cell] of cells.entries()) {
      // A database in daily use has statistics; here autovacuum would come too late.
      await clients[0]?.query('ANALYZE');
      const taken = await measure(books, clients, cell, round);
      const vouchers = cell.batches * cell.size;
      for (const column of /** @type {Column[]} */ (Object.keys(COLUMNS))) {
        rates[place]?.[column].push(vouchers / taken[column]);
      }
    }
    tell(`第 ${round + 1} 轮完`);
  }
  for (const client of clients) await client.end();
  report(cells.map((cell, place) => ({ ...cell, rates: rates[place] })));
} finally {
  await stage.close();
}
process.exit(0);

/**
 * @param {import('./stage.mjs').Book[]} books
 * @param {import('pg').Client[]} clients
 * @param {{ books: number, connections: number, size: number, batches: number }} cell
 * @param {number} round
 * @returns {Promise<Record<Column, number>>}
 */
async function measure(books, clients, cell, round) {
  const few = books.slice(0, cell.books);
  const work = {
    ...cell,
    bookOf: (/** @type {number} */ index) => {
      const book = few[(index + round * cell.batches) % few.length];
      if (book === undefined) throw new Error('没有账套。');
      return book;
    },
  };
  const line = new Line(stage.port, cell.connections);
  const http = async () => overHttp(line, work);
  const bare = async () => ({
    function: await byFunction(clients, work),
    rows: await asRows(clients, work),
  });
  // Alternating: what warms up or wears down meets both alike.
  const taken =
    round % 2 === 0
      ? { ...(await http()), ...(await bare()) }
      : { ...(await bare()), ...(await http()) };
  line.close();
  return taken;
}

/** @param {any[]} measured */
function report(measured) {
  const results = measured.map(({ books, connections, size, rates: taken }) => {
    const middle = /** @type {Record<Column, number>} */ (
      Object.fromEntries(Object.entries(taken).map(([column, values]) => [column, median(values)]))
    );
    return {
      vouchersPerCall: size,
      books,
      connections,
      vouchersPerSecond: Object.fromEntries(
        Object.entries(middle).map(([column, value]) => [column, rounded(value)]),
      ),
      ratios: {
        'post/function': rounded(middle.post / middle.function),
        'post/rows': rounded(middle.post / middle.rows),
        'whole/function': rounded(middle.whole / middle.function),
        'whole/rows': rounded(middle.whole / middle.rows),
        'function/rows': rounded(middle.function / middle.rows),
      },
    };
  });
  tell('\n每秒凭证张数（各轮中位数），右边为与裸数据库之比：');
  table(
    ['每次', '账套', '连接', '全程', '记账', '函数', '裸行', '记账/函数', '记账/裸行', '全程/裸行'],
    results.map(({ vouchersPerCall, books, connections, vouchersPerSecond: v, ratios }) =>
      [
        vouchersPerCall,
        books,
        connections,
        v['whole'],
        v['post'],
        v['function'],
        v['rows'],
        ratios['post/function'],
        ratios['post/rows'],
        ratios['whole/rows'],
      ].map(String),
    ),
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  );
  for (const meaning of Object.values(COLUMNS)) tell(`  ${meaning}`);
  const document = {
    note: '每格之前 ANALYZE 一次；客户端与服务同机，一并占用处理器',
    machine: { cpus: os.cpus().length, model: os.cpus()[0]?.model, node: process.version },
    rounds: ROUNDS,
    columns: COLUMNS,
    results,
  };
  mkdirSync(path.join(ROOT, 'demo-out'), { recursive: true });
  writeFileSync(
    path.join(ROOT, 'demo-out', 'bench.json'),
    `${JSON.stringify(document, null, 2)}\n`,
  );
  tell('\n结果也写在 demo-out/bench.json');
  tell(JSON.stringify(document));
}
