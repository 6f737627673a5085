import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createConnection } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../../src/platform/embedded-postgres/embedded-postgres.js';
import { ask, serverPid, startService } from '../support/postgres-service.js';

const isRoot = process.getuid?.() === 0;
const script = fileURLToPath(new URL('../support/postgres-process.mjs', import.meta.url));
const nobody = 65_534;
const canStepDown =
  isRoot && spawnSync('test', ['-r', script], { uid: nobody, gid: nobody }).status === 0;
const canPass = isRoot && spawnSync('setpriv', ['--ambient-caps=-all', 'true']).status === 0;

describe('the embedded PostgreSQL', () => {
  let directory = '';
  const running: EmbeddedPostgres[] = [];

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'gongzhang-embedded-'));
  });

  afterEach(async () => {
    await Promise.all(running.splice(0).map((postgres) => postgres.stop()));
    rmSync(directory, { recursive: true, force: true });
  });

  async function start(dataDirectory = directory): Promise<EmbeddedPostgres> {
    const postgres = await startEmbeddedPostgres({ dataDirectory });
    running.push(postgres);
    return postgres;
  }

  test('what was committed is there after an orderly stop and a new start', async () => {
    const first = await start();
    await ask(first.ownerUrl, `CREATE TABLE kept AS SELECT '账'::text AS word`);
    await first.stop();
    expect(existsSync(join(directory, 'postgres/cluster/postmaster.pid'))).toBe(false);
    const second = await start();
    expect(await ask(second.ownerUrl, 'SELECT word FROM kept')).toBe('账');
  }, 60_000);

  test('it is PostgreSQL 18 that writes to disk before it says yes, in UTF-8', async () => {
    const { ownerUrl, superuserUrl } = await start();
    const settings = `SELECT string_agg(current_setting(name), ' ' ORDER BY ordinal)
      FROM unnest(ARRAY['fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums',
        'server_encoding', 'listen_addresses', 'unix_socket_directories']) WITH ORDINALITY t (name, ordinal)`;
    expect(await ask(superuserUrl, settings)).toBe('on on on on UTF8 127.0.0.1 ');
    const version = Number(await ask(ownerUrl, `SELECT current_setting('server_version_num')`));
    expect(Math.floor(version / 10_000)).toBe(18);
    expect(await ask(ownerUrl, `SELECT upper('é') = 'É' AND length('公账') = 2`)).toBe(true);
  }, 60_000);

  test('nobody enters without the password, which only the service may read', async () => {
    const { ownerUrl, superuserUrl } = await start();
    for (const url of [ownerUrl, superuserUrl]) {
      const wrong = new URL(url);
      wrong.password = 'wrong';
      await expect(ask(wrong.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
    }
    const passwords = join(directory, 'postgres/passwords.json');
    expect(statSync(passwords).mode & 0o777).toBe(0o600);
    expect(readFileSync(passwords, 'utf8')).toContain(new URL(ownerUrl).password);
    expect(statSync(join(directory, 'postgres/cluster')).mode & 0o077).toBe(0);
    expect(statSync(join(directory, 'postgres/postgres.log')).mode & 0o077).toBe(0);
  }, 60_000);

  test('no other address of the machine answers', async () => {
    const { ownerUrl } = await start();
    const outer = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ family, internal }) => family === 'IPv4' && !internal)
      .map(({ address }) => address);
    for (const host of ['127.0.0.2', ...outer]) {
      const answered = await new Promise<boolean>((resolve) => {
        const socket = createConnection({ host, port: Number(new URL(ownerUrl).port) });
        const answer = (yes: boolean) => () => {
          resolve(yes);
          socket.destroy();
        };
        socket.setTimeout(2000, answer(false));
        socket.once('connect', answer(true)).once('error', answer(false));
      });
      expect({ host, answered }).toEqual({ host, answered: false });
    }
  }, 60_000);

  test('an unexpected end of the server is told once, an ordered one never', async () => {
    const told: string[] = [];
    const options = {
      dataDirectory: directory,
      onUnexpectedEnd: (message: string) => told.push(message),
    };
    const stopped = await startEmbeddedPostgres(options);
    await stopped.stop();
    const killed = await startEmbeddedPostgres(options);
    expect(told).toEqual([]);
    process.kill(serverPid(directory), 'SIGKILL');
    for (let wait = 0; told.length === 0 && wait < 100; wait += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await killed.stop();
    expect(told).toEqual([expect.stringContaining('PostgreSQL 意外结束（SIGKILL）')]);
  }, 60_000);

  test('a directory that is no whole cluster is refused and left alone', async () => {
    const cluster = join(directory, 'postgres/cluster');
    mkdirSync(join(cluster, 'base'), { recursive: true });
    writeFileSync(join(cluster, 'base/1'), 'somebody else’s');
    writeFileSync(
      join(directory, 'postgres/passwords.json'),
      JSON.stringify({ superuser: 's', owner: 'o' }),
    );
    await expect(start()).rejects.toThrow('不是完整的 PostgreSQL 数据目录');
    expect(readFileSync(join(cluster, 'base/1'), 'utf8')).toBe('somebody else’s');
  }, 60_000);

  test('a cluster whose passwords are lost is refused, not made anew', async () => {
    await (await start()).stop();
    rmSync(join(directory, 'postgres/passwords.json'));
    await expect(start()).rejects.toThrow('读不到数据库口令文件');
    expect(existsSync(join(directory, 'postgres/cluster/PG_VERSION'))).toBe(true);
    expect(existsSync(join(directory, 'postgres/passwords.json'))).toBe(false);
  }, 60_000);

  (isRoot ? test : test.skip)(
    'a cluster that root restored from a copy starts',
    async () => {
      const first = await start();
      await ask(first.ownerUrl, 'CREATE TABLE kept AS SELECT 7 AS number');
      await first.stop();
      const cluster = join(directory, 'postgres/cluster');
      spawnSync('chown', ['-R', '0:0', cluster]);
      chmodSync(cluster, 0o755);
      const second = await start();
      expect(await ask(second.ownerUrl, 'SELECT number FROM kept')).toBe(7);
    },
    60_000,
  );

  (canPass ? test : test.skip)(
    'root’s data below a closed directory is served',
    async () => {
      chmodSync(directory, 0o700);
      const { ownerUrl } = await start(join(directory, 'below/data'));
      expect(await ask(ownerUrl, 'SELECT current_user::text')).toBe('gongzhang_owner');
      expect(statSync(directory).mode & 0o777).toBe(0o700);
    },
    60_000,
  );

  (canStepDown ? test : test.skip)(
    'an ordinary account needs nobody’s help',
    async () => {
      // Built once here, for an ordinary account may not write below node_modules.
      const built = startService(directory);
      await built.report;
      await built.end('SIGTERM');
      const own = join(directory, 'own');
      mkdirSync(own);
      chmodSync(directory, 0o755);
      chownSync(own, nobody, nobody);
      const service = startService(own, { uid: nobody, gid: nobody });
      const { started, failed } = await service.report;
      expect(failed).toBeUndefined();
      expect(await ask(started?.ownerUrl ?? '', 'SELECT 1')).toBe(1);
      expect(statSync(join(own, 'postgres/cluster')).uid).toBe(nobody);
      expect(await service.end('SIGTERM')).toBe(0);
    },
    60_000,
  );
});
