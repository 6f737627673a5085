/** Where the demo's data lies, and the proof that nothing else lies there: only what a demo made is ever removed. */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import pg from 'pg';

const MARKER = 'demo.json';
/** All that the service itself makes in a data directory. */
const MADE_BY_SERVICE = ['postgres', 'jwt-secret'];
/** No stage of a demo lasts longer on its set clock. */
const STAGE_MINUTES = 60;

/** The directory holds something that no demo made. */
export class RealData extends Error {}

/** @typedef {{ pid: number, instants: string[] }} Marker */

/**
 * Makes the directory ready for a demo: empty, with the marker in it.
 * @param {string} root the checkout
 * @param {string} directory
 * @throws RealData, leaving everything as it is
 */
export async function claim(root, directory) {
  const present = existsSync(directory) ? readdirSync(directory) : [];
  // Any of the operator's commands leaves a secret behind; that alone is nobody's data.
  const bare = present.every((name) => name === 'jwt-secret');
  if (!bare) {
    const marker = readMarker(directory);
    if (marker === null) throw notOurs(directory, '其中已有数据，而且不是演示留下的');
    const foreign = present.filter((name) => name !== MARKER && !MADE_BY_SERVICE.includes(name));
    if (foreign.length > 0) throw notOurs(directory, `其中还有 ${foreign.join('、')}`);
    await refuseIfAtWork(root, marker.pid);
    if (present.includes('postgres')) await refuseIfUsedSince(root, directory, marker);
    // The marker goes last: a removal that is cut short is taken up again by the next demo.
    for (const name of MADE_BY_SERVICE) {
      rmSync(path.join(directory, name), { recursive: true, force: true, maxRetries: 10 });
    }
  }
  mkdirSync(directory, { recursive: true });
  writeMarker(directory, { pid: process.pid, instants: [] });
}

/** Notes, before a stage begins, where its clock starts. @param {string} directory @param {string} at */
export function noteStage(directory, at) {
  const marker = readMarker(directory) ?? { pid: process.pid, instants: [] };
  writeMarker(directory, { ...marker, instants: [...marker.instants, at] });
}

/** @param {string} directory @returns {Marker | null} */
function readMarker(directory) {
  try {
    const { madeBy, pid, instants } = JSON.parse(
      readFileSync(path.join(directory, MARKER), 'utf8'),
    );
    return madeBy === 'npm run demo' && Array.isArray(instants) ? { pid, instants } : null;
  } catch {
    return null;
  }
}

/** @param {string} directory @param {Marker} marker */
function writeMarker(directory, marker) {
  const note = '此目录由 npm run demo 建立，下次演示会清空重来。真实账目请另用一个数据目录。';
  const content = { madeBy: 'npm run demo', note, ...marker };
  writeFileSync(path.join(directory, MARKER), `${JSON.stringify(content, null, 2)}\n`);
}

/** @param {string} root @param {number} pid */
async function refuseIfAtWork(root, pid) {
  if (pid === process.pid) return;
  const { commandOf } = await program(root, 'platform/embedded-postgres/postmaster.js');
  if (commandOf(pid)?.includes('demo') === true) {
    throw new RealData(`另一个演示（进程 ${pid}）正在使用这个数据目录，请等它结束。`);
  }
}

/** The operation log tells whether anybody did more than look, outside the stages' set days. */
async function refuseIfUsedSince(
  /** @type {string} */ root,
  /** @type {string} */ directory,
  /** @type {Marker} */ marker,
) {
  const { startEmbeddedPostgres } = await program(
    root,
    'platform/embedded-postgres/embedded-postgres.js',
  );
  const postgres = await startEmbeddedPostgres({ dataDirectory: directory }).catch(
    (/** @type {Error} */ error) => {
      throw new RealData(error.message);
    },
  );
  try {
    const others = await eventsOutside(postgres.ownerUrl, marker.instants);
    if (others > 0) throw notOurs(directory, `演示之后又有人在其中做了 ${others} 项操作`);
  } finally {
    await postgres.stop();
  }
}

/** @param {string} url @param {string[]} instants @returns {Promise<number>} */
async function eventsOutside(url, instants) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query(`SELECT to_regclass('audit_event') AS made`);
    if (tables[0].made === null) return 0;
    await client.query(`SELECT set_config('gongzhang.scope', '%', false)`);
    const { rows } = await client.query(
      `SELECT count(*)::int AS others FROM audit_event e
       WHERE e.action <> 'signed-in' AND NOT EXISTS (
         SELECT FROM unnest($1::timestamptz[]) AS stage (began)
         WHERE e.at BETWEEN began AND began + $2 * interval '1 minute')`,
      [instants, STAGE_MINUTES],
    );
    return rows[0].others;
  } finally {
    await client.end();
  }
}

/** @param {string} root @param {string} file below dist */
function program(root, file) {
  return import(pathToFileURL(path.join(root, 'dist', file)).href);
}

/** @param {string} directory @param {string} why */
function notOurs(directory, why) {
  return new RealData(
    `数据目录 ${directory} 不能用于演示：${why}。里面的内容未作任何改动。\n` +
      '请用 DATA_DIR 另指一个空目录，例如 DATA_DIR=./.data-demo npm run demo；' +
      '确认不再需要时，也可自行移走该目录。',
  );
}
