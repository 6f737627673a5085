/** One PostgreSQL for a whole run of Jest, started when the first test asks for it at the door named in the environment. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { loadEmbeddedPostgres } from './embedded-postgres.mjs';

// What is lost with the machine is made anew by the next run.
const SETTINGS = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  max_connections: '200',
};
/** A run that is killed leaves neither a server nor its files: this outlives it for a second. */
const WATCH = `
  while kill -0 "$1" 2>/dev/null; do sleep 1; done
  pid=$(head -n 1 "$2/postgres/cluster/postmaster.pid" 2>/dev/null) && kill -INT "$pid"
  while [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null; do sleep 0.2; done
  rm -rf "$2"`;

export default async function setUp() {
  const directory = mkdtempSync(join(tmpdir(), 'gongzhang-test-'));
  const watch = spawn('/bin/sh', ['-c', WATCH, 'sh', String(process.pid), directory], {
    detached: true,
    stdio: 'ignore',
    cwd: '/',
  });
  watch.unref();
  let postgres = null;
  const door = createServer((caller) => {
    caller.on('error', () => undefined);
    postgres ??= start(directory);
    postgres.then(
      ({ ownerUrl, superuserUrl }) => caller.end(JSON.stringify({ ownerUrl, superuserUrl })),
      (error) => caller.end(JSON.stringify({ error: error.stack })),
    );
  });
  const path = join(directory, 'door');
  await new Promise((resolve, reject) => {
    door.once('error', reject).listen(path, resolve);
  });
  process.env.GONGZHANG_TEST_POSTGRES = path;
  globalThis.closeTestPostgres = async () => {
    await new Promise((resolve) => door.close(resolve));
    await (await postgres?.catch(() => null))?.stop();
    watch.kill('SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  };
}

async function start(dataDirectory) {
  const { startEmbeddedPostgres } = await loadEmbeddedPostgres();
  return startEmbeddedPostgres({ dataDirectory, settings: SETTINGS });
}
