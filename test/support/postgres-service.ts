import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';

/** What a service with embedded PostgreSQL says of its start. */
export interface ServiceReport {
  readonly started?: {
    readonly ownerUrl: string;
    readonly superuserUrl: string;
    /** How many listen for Ctrl-C without the service having asked. */
    readonly interruptListeners: number;
  };
  readonly failed?: { readonly name: string; readonly message: string };
}

/** A service in a process of its own, which can be killed. */
export interface PostgresService {
  readonly pid: number;
  readonly report: Promise<ServiceReport>;
  /** Ends the process and answers its exit code, null after a kill. */
  end(signal: NodeJS.Signals): Promise<number | null>;
  readonly ended: Promise<number | null>;
}

const SCRIPT = fileURLToPath(new URL('./postgres-process.mjs', import.meta.url));

/** Starts a service on a data directory, as another account when one is given. */
export function startService(
  dataDirectory: string,
  account: { uid?: number; gid?: number } = {},
): PostgresService {
  const env = { PATH: process.env['PATH'] };
  const child = spawn(process.execPath, [SCRIPT, dataDirectory], {
    ...account,
    env,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const line = once(createInterface(child.stdout), 'line').then(
    ([said]) => JSON.parse(said as string) as ServiceReport,
  );
  const silent = ended.then((code): ServiceReport => {
    return { failed: { name: `exit ${code}`, message: errors } };
  });
  return {
    pid: child.pid ?? 0,
    report: Promise.race([line, silent]),
    ended,
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

/** The server's number as PostgreSQL's own lock file gives it. */
export function serverPid(dataDirectory: string): number {
  const lock = join(dataDirectory, 'postgres/cluster/postmaster.pid');
  return Number(readFileSync(lock, 'utf8').split('\n')[0]);
}

/** The first column of the first row. */
export async function ask(url: string, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  // A lost connection fails the query; it need not be told twice.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<unknown[]>({ text: sql, rowMode: 'array' });
    return rows[0]?.[0];
  } finally {
    await client.end();
  }
}
