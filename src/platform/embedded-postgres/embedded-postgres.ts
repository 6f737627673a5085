import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { closeDatabase } from './close-database.js';
import {
  ensureCluster,
  openClusterDirectory,
  readPasswords,
  type ClusterDirectory,
} from './cluster-directory.js';
import { DataDirectoryInUseError, PostgresStartError } from './embedded-postgres.errors.js';
import { findPostgresPrograms } from './postgres-programs.js';
import {
  SERVICE_PID,
  disarmStaleLock,
  findPostmaster,
  isReady,
  signalIfAlive,
  stopPostmaster,
} from './postmaster.js';
import { chooseAccount, spawnAs, type SystemAccount } from './system-account.js';

/** The service's own PostgreSQL, running. */
export interface EmbeddedPostgres {
  /** The role that owns the database `gongzhang`: may make roles, is no superuser. */
  readonly ownerUrl: string;
  readonly superuserUrl: string;
  /** Ends sessions, keeps committed work, waits for the end; a second call does nothing more. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** PostgreSQL keeps everything in the folder `postgres` below it. */
  readonly dataDirectory: string;
  readonly log?: (line: string) => void;
  /** Settings of postgresql.conf over the service's own. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Told once when the server ends although nobody stopped it. */
  readonly onUnexpectedEnd?: (message: string) => void;
}

const SETTINGS = {
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  // Rows of the books and of residents stay out of the log.
  log_error_verbosity: 'terse',
};
const LOCAL_ONLY = { listen_addresses: '127.0.0.1', unix_socket_directories: '' };
const RIVAL = /lock file ".*" already exists|pre-existing shared memory block/;
const PORT_TAKEN = /could not bind|could not create any TCP\/IP sockets|Address already in use/;
const RETRY_MILLISECONDS = 200;
const PATIENCE_MILLISECONDS = 60_000;
const LARGEST_LOG = 10 * 1024 * 1024;

interface Server {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly port: number;
}

/**
 * Starts PostgreSQL on a data directory, making it at the first start and recovering it after a crash.
 * @throws DataDirectoryInUseError when another service runs on it.
 * @throws PostgresStartError when it cannot run here.
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => undefined);
  const settings = { ...SETTINGS, ...options.settings, ...LOCAL_ONLY };
  const programs = findPostgresPrograms();
  const directory = await openClusterDirectory(options.dataDirectory);
  refuseIfInUse(directory);
  const own = [directory.dataDirectory, directory.home];
  const account = chooseAccount(directory.cluster, programs.postgres, own, log);
  const passwords = readPasswords(directory);
  const isDurable = settings.fsync !== 'off';
  await ensureCluster(directory, programs.initdb, account, passwords.superuser, isDurable);
  const server = await launch(directory, programs.postgres, account, settings, log);
  const url = (role: string, password: string, database: string): string =>
    `postgres://${role}:${password}@127.0.0.1:${server.port}/${database}`;
  const superuserUrl = url('postgres', passwords.superuser, 'postgres');
  const stop = guard(server, directory, options.onUnexpectedEnd ?? log);
  try {
    await ensureOwnerAndDatabase(superuserUrl, passwords.owner);
  } catch (error) {
    await stop();
    throw error;
  }
  return { ownerUrl: url('gongzhang_owner', passwords.owner, 'gongzhang'), superuserUrl, stop };
}

/** Tells a server of a live service, which is refused, from one whose service was killed. */
function refuseIfInUse(directory: ClusterDirectory): number | null {
  const found = findPostmaster(directory.cluster);
  if (found === null) return null;
  if (found.isOrphan) return found.pid;
  throw new DataDirectoryInUseError(directory.dataDirectory, found.servicePid ?? found.pid);
}

/** PostgreSQL's own lock decides between rivals; the loser looks again and finds the winner at work. */
async function launch(
  directory: ClusterDirectory,
  postgres: string,
  account: SystemAccount,
  settings: Readonly<Record<string, string>>,
  log: (line: string) => void,
): Promise<Server> {
  const until = performance.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    const orphan = refuseIfInUse(directory);
    if (orphan !== null) {
      log(`上次的服务未正常停止，先停止其遗留的 PostgreSQL（进程 ${orphan}）。`);
      await stopPostmaster(directory.cluster, orphan);
    }
    disarmStaleLock(directory.cluster);
    const logged = keepLogSmall(directory.log);
    const server = await spawnServer(directory, postgres, account, settings);
    if (await becomesReady(server, directory.cluster)) return server;
    const said = readFileSync(directory.log).subarray(logged).toString('utf8');
    const mayPass = RIVAL.test(said) || PORT_TAKEN.test(said);
    if (!mayPass || performance.now() > until) throw startFailure(directory, said);
    await sleep(RETRY_MILLISECONDS);
  }
}

async function spawnServer(
  { cluster, log }: ClusterDirectory,
  postgres: string,
  account: SystemAccount,
  settings: Readonly<Record<string, string>>,
): Promise<Server> {
  const port = await freePort();
  const all = { ...settings, port: String(port), [SERVICE_PID]: String(process.pid) };
  const args = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const output = openSync(log, 'a', 0o600);
  try {
    // Detached: a Ctrl-C at the terminal reaches the service, which then stops PostgreSQL last.
    const stdio = ['ignore', output, output] as const;
    const child = spawnAs(account, postgres, ['-D', cluster, ...args], [...stdio], true);
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve).once('error', reject);
    });
    child.unref();
    return { child, pid: child.pid ?? 0, port };
  } finally {
    closeSync(output);
  }
}

/** Recovery after a crash may take long; as long as the server lives it is waited for. */
async function becomesReady({ child, pid }: Server, cluster: string): Promise<boolean> {
  const abandon = (): void => {
    signalIfAlive(pid, 'SIGINT');
  };
  process.once('exit', abandon);
  try {
    while (child.exitCode === null && child.signalCode === null) {
      if (isReady(cluster, pid)) return true;
      await sleep(10);
    }
    return false;
  } finally {
    process.off('exit', abandon);
  }
}

/** Watches the server until it is stopped, and stops it with the process whatever ends that. */
function guard(
  { child, pid }: Server,
  directory: ClusterDirectory,
  onUnexpectedEnd: (message: string) => void,
): () => Promise<void> {
  let stopping: Promise<void> | null = null;
  const leave = (): void => {
    signalIfAlive(pid, 'SIGINT');
  };
  process.once('exit', leave);
  child.once('exit', (code, signal) => {
    process.off('exit', leave);
    if (stopping !== null) return;
    onUnexpectedEnd(`PostgreSQL 意外结束（${signal ?? code}），详见 ${directory.log}。`);
  });
  return () => (stopping ??= stopPostmaster(directory.cluster, pid));
}

async function ensureOwnerAndDatabase(superuserUrl: string, password: string): Promise<void> {
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const role = await client.query(`SELECT FROM pg_roles WHERE rolname = 'gongzhang_owner'`);
    if (role.rowCount === 0) {
      await client.query(
        `CREATE ROLE gongzhang_owner LOGIN CREATEROLE NOSUPERUSER NOCREATEDB NOREPLICATION NOBYPASSRLS
         PASSWORD ${client.escapeLiteral(password)}`,
      );
    }
    const found = await client.query(`SELECT FROM pg_database WHERE datname = 'gongzhang'`);
    if (found.rowCount === 0) {
      await client.query('CREATE DATABASE gongzhang OWNER gongzhang_owner');
    }
  } finally {
    await client.end();
  }
  const database = new URL(superuserUrl);
  database.pathname = '/gongzhang';
  const inside = new Client({ connectionString: database.href });
  await inside.connect();
  try {
    await closeDatabase(inside);
  } finally {
    await inside.end();
  }
}

/** Answers how long the log is, so that what the next server says can be told from what is old. */
function keepLogSmall(log: string): number {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  if (size <= LARGEST_LOG) return size;
  renameSync(log, `${log}.1`);
  return 0;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function startFailure({ log }: ClusterDirectory, said: string): PostgresStartError {
  return new PostgresStartError(
    `PostgreSQL 未能启动，完整记录在 ${log}。`,
    `PostgreSQL did not start; the full log is in ${log}.`,
    said.slice(-4000),
  );
}
