import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { environment } from '../support/service-process.js';

const PATIENCE = 120_000;
let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'gongzhang-signals-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

function start(more: Record<string, string> = {}): ChildProcess {
  const env = environment(directory, more);
  return spawn(process.execPath, ['dist/main.js'], { env, stdio: ['ignore', 'ignore', 'pipe'] });
}

async function until(isSo: () => boolean): Promise<void> {
  const end = performance.now() + PATIENCE;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`never: ${isSo.toString()}`);
    await sleep(5);
  }
}

const lock = (): string => join(directory, 'postgres', 'cluster', 'postmaster.pid');

test(
  'a service that is stopped while it starts leaves no PostgreSQL behind',
  async () => {
    const child = start();
    const ended = once(child, 'exit');
    await until(() => existsSync(lock()) && readFileSync(lock(), 'utf8').includes('ready'));
    child.kill('SIGTERM');
    expect(await ended).toEqual([143, null]);
    await until(() => !existsSync(lock()));
  },
  PATIENCE,
);

test(
  'a service whose port is taken says so, and leaves no PostgreSQL behind',
  async () => {
    const rival = createServer().listen(0, '127.0.0.1');
    await once(rival, 'listening');
    const port = String((rival.address() as AddressInfo).port);
    const child = start({ PORT: port });
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
    expect(await once(child, 'close')).toEqual([1, null]);
    rival.close();
    expect(said).toContain(`环境变量 PORT 所指的端口 ${port} 已被别的程序占用`);
    await until(() => !existsSync(lock()));
  },
  PATIENCE,
);
