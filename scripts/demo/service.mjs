/** The service itself, run as a child with its clock set, and stopped between the stages. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { constants } from 'node:os';
import path from 'node:path';
import process from 'node:process';

/** @typedef {{ url: string, at: string, stop: () => Promise<void> }} Service */

const PATIENCE_MILLISECONDS = 60_000;
const LONGEST_TAIL = 4000;

/**
 * Starts the service over a data directory, with its clock set.
 * @param {{ root: string, dataDirectory: string, at: string, password: string }} stage
 * @returns {Promise<Service>}
 */
export async function startService({ root, dataDirectory, at, password }) {
  const port = await freePort();
  const child = spawn(process.execPath, [path.join(root, 'dist', 'main.js')], {
    cwd: root,
    env: environment({ port, dataDirectory, at, password }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit').finally(stopWith(child));
  let tail = '';
  const keep = (/** @type {Buffer} */ chunk) => {
    tail = (tail + chunk.toString('utf8')).slice(-LONGEST_TAIL);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const url = `http://127.0.0.1:${port}`;
  if (!(await becomesReady(url, child))) {
    child.kill('SIGTERM');
    await ended;
    throw new Error(`服务未能启动：\n${tail.trim()}`);
  }
  return {
    url,
    at,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      if (child.exitCode !== 0) throw new Error(`服务未正常停止：\n${tail.trim()}`);
    },
  };
}

/**
 * Whatever ends the demo stops the service first; the answer forgets about it.
 * @param {import('node:child_process').ChildProcess} child
 */
export function stopWith(child) {
  const leave = () => child.kill('SIGTERM');
  const handlers = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']).map((signal) => {
    const end = () => {
      child.once('exit', () => process.exit(128 + constants.signals[signal]));
      leave();
    };
    process.once(signal, end);
    return { signal, end };
  });
  process.once('exit', leave);
  return () => {
    process.off('exit', leave);
    for (const { signal, end } of handlers) process.off(signal, end);
  };
}

/** What the caller has set, without what would lead elsewhere than to the demo's own database and clock. */
export function environmentOfDemo() {
  const elsewhere = ['DATABASE_URL', 'NODE_ENV', 'GONGZHANG_NOW'];
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !elsewhere.includes(name)),
  );
}

/** @param {{ port: number, dataDirectory: string, at: string, password: string }} values */
function environment({ port, dataDirectory, at, password }) {
  const { PUBLIC_BASE_URL, PORT = '3000' } = process.env;
  return {
    ...environmentOfDemo(),
    HOST: '127.0.0.1',
    PORT: String(port),
    // Where the notices' QR codes lead once `npm start` serves them.
    PUBLIC_BASE_URL: PUBLIC_BASE_URL ?? `http://localhost:${PORT}`,
    DATA_DIR: dataDirectory,
    GONGZHANG_NOW: at,
    ADMIN_USERNAME: 'admin',
    ADMIN_PASSWORD: password,
  };
}

/**
 * @param {string} url
 * @param {import('node:child_process').ChildProcess} child
 */
async function becomesReady(url, child) {
  const until = performance.now() + PATIENCE_MILLISECONDS;
  while (child.exitCode === null && child.signalCode === null && performance.now() < until) {
    const ready = await fetch(`${url}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

/** @returns {Promise<number>} */
async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  const address = server.address();
  await new Promise((resolve) => server.close(() => resolve(null)));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
