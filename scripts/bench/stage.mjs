/** What is measured on: one embedded PostgreSQL, the service over it, and books with their people. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { environmentOfDemo, stopWith } from '../demo/service.mjs';
import { Line } from './http.mjs';
import { timed } from './measure.mjs';

export const DAY = '2026-02-10';
const NOW = `${DAY}T09:00:00+08:00`;
const PASSWORD = 'bench-password-1';
const COMMUNITIES = 10;

/** @typedef {{ community: string, bookNo: number, at: string, maker: Person, reviewer: Person }} Book */
/** @typedef {{ id: string, name: string, token: string }} Person */
/** @typedef {{ url: string, port: number, close: () => Promise<void> }} Stage */

/** Starts PostgreSQL in a directory of its own and the service over it. @param {string} root @returns {Promise<Stage>} */
export async function openStage(root) {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'gongzhang-bench-'));
  const program = path.join(root, 'dist/platform/embedded-postgres/embedded-postgres.js');
  const { startEmbeddedPostgres } = await import(pathToFileURL(program).href);
  const postgres = await startEmbeddedPostgres({ dataDirectory: directory });
  const port = await freePort();
  const child = spawn(process.execPath, [path.join(root, 'dist', 'main.js')], {
    cwd: root,
    env: {
      ...environmentOfDemo(),
      DATABASE_URL: postgres.ownerUrl,
      DATA_DIR: directory,
      HOST: '127.0.0.1',
      PORT: String(port),
      GONGZHANG_NOW: NOW,
      ADMIN_USERNAME: 'admin',
      ADMIN_PASSWORD: PASSWORD,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const forget = stopWith(child);
  const close = async () => {
    const ended = child.exitCode === null ? once(child, 'exit') : null;
    child.kill('SIGTERM');
    await ended;
    forget();
    await postgres.stop();
    rmSync(directory, { recursive: true, force: true, maxRetries: 10 });
  };
  try {
    await becomesReady(port, child);
  } catch (error) {
    await close();
    throw error;
  }
  return { url: postgres.ownerUrl, port, close };
}

/**
 * Opens so many books over ten communities, each community with an accountant and a reviewer.
 * @param {number} port @param {number} count @returns {Promise<Book[]>}
 */
export async function openBooks(port, count) {
  const line = new Line(port, 4);
  const admin = await signIn(line, 'admin');
  /** @type {Book[]} */
  const books = [];
  for (let c = 0; c < Math.min(COMMUNITIES, count); c += 1) {
    const community = `511602${String(c + 1).padStart(3, '0')}001`;
    await line.call(admin, 'POST', '/communities', {
      code: community,
      name: `第${c + 1}社区`,
      streetName: '北辰街道',
      districtName: '广安区',
    });
    const maker = await employ(line, admin, community, 'accountant');
    const reviewer = await employ(line, admin, community, 'reviewer');
    const share = Math.ceil((count - c) / COMMUNITIES);
    await timed(4, share, async () => {
      const { bookNo } = await line.call(maker.token, 'POST', `/communities/${community}/books`, {
        kind: 'collective',
        name: '集体资产账',
        standard: 'rural-collective-2023',
        openedOn: '2026-01-01',
      });
      const at = `/communities/${community}/books/${bookNo}`;
      books.push({ community, bookNo, at, maker, reviewer });
    });
  }
  line.close();
  return books;
}

/** @param {Line} line @param {string} admin @param {string} community @param {string} role @returns {Promise<Person>} */
async function employ(line, admin, community, role) {
  const username = `${role}.${community}`;
  await line.call(admin, 'POST', `/communities/${community}/users`, {
    username,
    name: role,
    roles: [role],
    password: PASSWORD,
  });
  const token = await signIn(line, username);
  const { id, name } = await line.call(token, 'GET', '/me');
  return { id, name, token };
}

/** @param {Line} line @param {string} username @returns {Promise<string>} */
async function signIn(line, username) {
  const body = { username, password: PASSWORD };
  return (await line.call('', 'POST', '/auth/login', body)).accessToken;
}

/** Access tokens live ten minutes: a long run signs in anew before each round. @param {number} port @param {Book[]} books */
export async function signInAgain(port, books) {
  const line = new Line(port, 2);
  const communities = new Map(books.map((book) => [book.community, book]));
  for (const [community, { maker, reviewer }] of communities) {
    maker.token = await signIn(line, `accountant.${community}`);
    reviewer.token = await signIn(line, `reviewer.${community}`);
  }
  line.close();
}

/** @param {number} port @param {import('node:child_process').ChildProcess} child */
async function becomesReady(port, child) {
  for (let patience = 1200; patience > 0 && child.exitCode === null; patience -= 1) {
    const url = `http://127.0.0.1:${port}/health/ready`;
    const ready = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('服务未能启动。');
}

/** @returns {Promise<number>} */
async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  const address = server.address();
  await new Promise((resolve) => server.close(() => resolve(null)));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
