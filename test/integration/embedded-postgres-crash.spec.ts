import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask, serverPid, startService, type PostgresService } from '../support/postgres-service.js';

describe('the embedded PostgreSQL after a crash', () => {
  let directory = '';
  const services: PostgresService[] = [];

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'gongzhang-crash-'));
  });

  afterEach(async () => {
    await Promise.all(services.splice(0).map((service) => service.end('SIGTERM')));
    if (existsSync(join(directory, 'postgres/cluster/postmaster.pid'))) {
      const last = startService(directory);
      await last.report;
      await last.end('SIGTERM');
    }
    rmSync(directory, { recursive: true, force: true });
  });

  function begin(): PostgresService {
    const service = startService(directory);
    services.push(service);
    return service;
  }

  /** The owner's URL of a start that must succeed. */
  async function urlOf(service: PostgresService): Promise<string> {
    const report = await service.report;
    expect(report.failed).toBeUndefined();
    return report.started?.ownerUrl ?? '';
  }

  async function until(isSo: () => boolean): Promise<void> {
    const end = performance.now() + 20_000;
    while (!isSo()) {
      if (performance.now() > end) throw new Error(`never: ${isSo.toString()}`);
      await sleep(2);
    }
  }

  function lives(pid: number): boolean {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      return !/\) [ZX] /.test(stat);
    } catch {
      return process.platform !== 'linux' && process.kill(pid, 0);
    }
  }

  test('rows committed before both were killed are there, those not committed are not', async () => {
    const service = begin();
    const url = await urlOf(service);
    await ask(url, 'CREATE TABLE kept (number int)');
    await ask(url, 'INSERT INTO kept SELECT generate_series(1, 1000)');
    const open = ask(url, 'BEGIN; INSERT INTO kept VALUES (-1); SELECT pg_sleep(60)').catch(String);
    await sleep(300);
    process.kill(serverPid(directory), 'SIGKILL');
    await service.end('SIGKILL');
    expect(await open).toContain('Error');
    const again = await urlOf(begin());
    expect(await ask(again, 'SELECT sum(number)::int FROM kept')).toBe(500_500);
  }, 60_000);

  test('the server that a killed service left is stopped and its work kept', async () => {
    const service = begin();
    await ask(await urlOf(service), 'CREATE TABLE kept AS SELECT 42 AS number');
    const orphan = serverPid(directory);
    await service.end('SIGKILL');
    expect(lives(orphan)).toBe(true);
    const again = await urlOf(begin());
    expect(await ask(again, 'SELECT number FROM kept')).toBe(42);
    expect(lives(orphan)).toBe(false);
    expect(serverPid(directory)).not.toBe(orphan);
  }, 60_000);

  test('a second start is refused with the number of the first, which works on', async () => {
    const first = begin();
    const url = await urlOf(first);
    const server = serverPid(directory);
    const second = begin();
    const { failed } = await second.report;
    expect(failed?.name).toBe('DataDirectoryInUseError');
    expect(failed?.message).toContain(`正由进程 ${first.pid} 使用`);
    expect(failed?.message).toContain(`is in use by process ${first.pid}`);
    expect(await second.ended).toBe(1);
    expect(serverPid(directory)).toBe(server);
    expect(await ask(url, 'SELECT 1')).toBe(1);
  }, 60_000);

  test('of two first starts at the same moment one serves and the other is refused', async () => {
    const both = [begin(), begin()];
    const reports = await Promise.all(both.map((service) => service.report));
    const names = reports.map(({ failed }) => failed?.name ?? 'started');
    expect(names.sort()).toEqual(['DataDirectoryInUseError', 'started']);
    const url = reports.find(({ started }) => started !== undefined)?.started?.ownerUrl ?? '';
    expect(await ask(url, 'SELECT 1')).toBe(1);
  }, 60_000);

  test('of two starts over an orphan one serves and the other is refused', async () => {
    const killed = begin();
    await urlOf(killed);
    await killed.end('SIGKILL');
    const reports = await Promise.all([begin(), begin()].map((service) => service.report));
    const names = reports.map(({ failed }) => failed?.name ?? 'started');
    expect(names.sort()).toEqual(['DataDirectoryInUseError', 'started']);
  }, 60_000);

  test('a stale lock whose number another process bears now stops nothing', async () => {
    const service = begin();
    await ask(await urlOf(service), 'CREATE TABLE kept AS SELECT 5 AS number');
    const lock = join(directory, 'postgres/cluster/postmaster.pid');
    process.kill(serverPid(directory), 'SIGKILL');
    await service.end('SIGKILL');
    const { uid, gid } = statSync(lock);
    const bystander = spawn('sleep', ['120'], { stdio: 'ignore', uid, gid });
    const pid = bystander.pid ?? 0;
    try {
      const [, ...rest] = readFileSync(lock, 'utf8').split('\n');
      writeFileSync(lock, [pid, ...rest].join('\n'));
      const again = await urlOf(begin());
      expect(await ask(again, 'SELECT number FROM kept')).toBe(5);
      expect(lives(pid)).toBe(true);
    } finally {
      bystander.kill('SIGKILL');
    }
  }, 60_000);

  test('a first start killed half-way is cleared away and made afresh', async () => {
    const home = join(directory, 'postgres');
    const unfinished = (): string[] =>
      existsSync(home) ? readdirSync(home).filter((name) => name.startsWith('unfinished-')) : [];
    const service = begin();
    await until(() => unfinished().some((name) => existsSync(join(home, name, 'cluster/base'))));
    await service.end('SIGKILL');
    expect(existsSync(join(home, 'cluster'))).toBe(false);
    expect(unfinished()).toHaveLength(1);
    expect(await ask(await urlOf(begin()), 'SELECT 1')).toBe(1);
    expect(unfinished()).toEqual([]);
  }, 60_000);

  test('a first start killed before the database was made is finished by the next', async () => {
    const service = begin();
    const { started } = await service.report;
    await ask(started?.superuserUrl ?? '', 'DROP DATABASE gongzhang WITH (FORCE)');
    await service.end('SIGKILL');
    expect(await ask(await urlOf(begin()), 'SELECT current_database()::text')).toBe('gongzhang');
  }, 60_000);

  test('the service’s end ends the server, and nothing else listens for Ctrl-C', async () => {
    const service = begin();
    const { started } = await service.report;
    expect(started?.interruptListeners).toBe(0);
    const server = serverPid(directory);
    expect(await service.end('SIGTERM')).toBe(0);
    expect(lives(server)).toBe(false);
  }, 60_000);
});
