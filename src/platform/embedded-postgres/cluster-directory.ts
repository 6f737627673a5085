import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PostgresStartError } from './embedded-postgres.errors.js';
import { commandOf, isAlive, signalIfAlive } from './postmaster.js';
import { spawnAs, type SystemAccount } from './system-account.js';

/** What lies where in `<data directory>/postgres`. */
export interface ClusterDirectory {
  readonly dataDirectory: string;
  readonly home: string;
  readonly cluster: string;
  readonly passwords: string;
  readonly log: string;
}

/** Random, made once, readable by the service's own user alone. */
export interface ClusterPasswords {
  readonly superuser: string;
  readonly owner: string;
}

const INITDB_PID = 'initdb.pid';
const UNFINISHED = /^unfinished-(\d+)-/;
const unfinishedHere = new Set<string>();

/** Makes the directories around the cluster, not the cluster. @throws PostgresStartError without the right to. */
export async function openClusterDirectory(dataDirectory: string): Promise<ClusterDirectory> {
  try {
    mkdirSync(join(dataDirectory, 'postgres'), { recursive: true, mode: 0o711 });
    const real = realpathSync(dataDirectory);
    const home = join(real, 'postgres');
    accessSync(home, constants.R_OK | constants.W_OK | constants.X_OK);
    await sweep(home);
    return {
      dataDirectory: real,
      home,
      cluster: join(home, 'cluster'),
      passwords: join(home, 'passwords.json'),
      log: join(home, 'postgres.log'),
    };
  } catch (error) {
    throw new PostgresStartError(
      `无法使用数据目录 ${dataDirectory}。请检查其所有者和权限，或用环境变量 DATA_DIR 另指一个目录。`,
      `The data directory ${dataDirectory} cannot be used. Check its owner and mode, or set DATA_DIR to another directory.`,
      String(error),
    );
  }
}

/**
 * Reads the passwords, or makes them when there is no cluster yet.
 * @throws PostgresStartError when a cluster is there whose passwords are gone.
 */
export function readPasswords(directory: ClusterDirectory): ClusterPasswords {
  if (!existsSync(directory.passwords) && !existsSync(directory.cluster)) makePasswords(directory);
  try {
    const { superuser, owner } = JSON.parse(
      readFileSync(directory.passwords, 'utf8'),
    ) as Partial<ClusterPasswords>;
    if (typeof superuser === 'string' && typeof owner === 'string') return { superuser, owner };
    throw new Error('superuser and owner are wanted');
  } catch (error) {
    throw new PostgresStartError(
      `读不到数据库口令文件 ${directory.passwords}。请用建立此数据目录的系统账户启动，或从备份中恢复该文件。`,
      `The file of database passwords ${directory.passwords} cannot be read. Start as the user who made this data directory, or restore the file from a backup.`,
      String(error),
    );
  }
}

/** Makes the cluster when there is none: aside, then put in place whole, so that a half-made one is never taken for real. */
export async function ensureCluster(
  directory: ClusterDirectory,
  initdb: string,
  account: SystemAccount,
  password: string,
  isDurable: boolean,
): Promise<void> {
  if (isRealCluster(directory)) {
    giveBack(directory.cluster, account);
    return;
  }
  const making = makeUnfinished(directory.home);
  try {
    const passwordFile = join(making, 'password');
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    const cluster = join(making, 'cluster');
    mkdirSync(cluster, { mode: 0o700 });
    for (const path of [making, passwordFile, cluster]) giveTo(account, path);
    await runInitdb(initdb, account, cluster, passwordFile, isDurable);
    putInPlace(cluster, directory);
  } finally {
    rmSync(making, { recursive: true, force: true });
    unfinishedHere.delete(making);
  }
}

/** @throws PostgresStartError for a directory with something else in it, which is left alone. */
function isRealCluster({ cluster }: ClusterDirectory): boolean {
  if (!existsSync(cluster) || readdirSync(cluster).length === 0) return false;
  if (existsSync(join(cluster, 'PG_VERSION')) && existsSync(join(cluster, 'global/pg_control'))) {
    return true;
  }
  throw new PostgresStartError(
    `目录 ${cluster} 不是完整的 PostgreSQL 数据目录，为免丢失数据，未作任何改动。请从备份恢复，或将其移走后再启动。`,
    `The directory ${cluster} is not a whole PostgreSQL cluster and was left untouched. Restore it from a backup, or move it away and start again.`,
  );
}

async function runInitdb(
  initdb: string,
  account: SystemAccount,
  cluster: string,
  passwordFile: string,
  isDurable: boolean,
): Promise<void> {
  const args = [
    `--pgdata=${cluster}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--text-search-config=simple',
    '--data-checksums',
    '--no-instructions',
    ...(isDurable ? [] : ['--no-sync']),
  ];
  const child = spawnAs(account, initdb, args, ['ignore', 'pipe', 'pipe'], true);
  if (child.pid !== undefined) {
    writeFileSync(join(dirname(cluster), INITDB_PID), String(child.pid));
  }
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code === 0) return;
  throw new PostgresStartError(
    'PostgreSQL 初始化失败，未留下半成品。请按下列信息处理后再启动。',
    'PostgreSQL could not be initialised; nothing half-made was left. Resolve what follows and start again.',
    output,
  );
}

function putInPlace(made: string, { cluster, home }: ClusterDirectory): void {
  try {
    renameSync(made, cluster);
    syncDirectory(home);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Another start was quicker; its cluster is the real one.
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
  }
}

function makePasswords({ home, passwords }: ClusterDirectory): void {
  const making = makeUnfinished(home);
  const draft = join(making, 'passwords.json');
  const random = (): string => randomBytes(24).toString('base64url');
  const file = openSync(draft, 'wx', 0o600);
  writeFileSync(file, `${JSON.stringify({ superuser: random(), owner: random() })}\n`);
  fsyncSync(file);
  closeSync(file);
  try {
    linkSync(draft, passwords);
    syncDirectory(home);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(making, { recursive: true, force: true });
    unfinishedHere.delete(making);
  }
}

function makeUnfinished(home: string): string {
  const path = mkdtempSync(join(home, `unfinished-${process.pid}-`));
  unfinishedHere.add(path);
  return path;
}

/** Removes what a killed first start left; a cluster in use never bears such a name. */
async function sweep(home: string): Promise<void> {
  for (const name of readdirSync(home)) {
    const path = join(home, name);
    const pid = Number(UNFINISHED.exec(name)?.[1] ?? 0);
    const isBeingMade = unfinishedHere.has(path) || (pid !== process.pid && isAlive(pid));
    if (pid === 0 || isBeingMade) continue;
    await endInitdb(path);
    rmSync(path, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** The initdb of a killed start runs on and would write again what is removed. */
async function endInitdb(making: string): Promise<void> {
  const record = join(making, INITDB_PID);
  const pid = existsSync(record) ? Number(readFileSync(record, 'utf8')) : 0;
  const isAtWork = (): boolean =>
    isAlive(pid) && (commandOf(pid)?.includes(`--pgdata=${making}/`) ?? false);
  if (!isAtWork()) return;
  // With its children, which are of its process group.
  signalIfAlive(-pid, 'SIGKILL');
  while (isAtWork()) await sleep(10);
}

function giveTo(account: SystemAccount, path: string): void {
  if (account.owner !== null) chownSync(path, account.owner.uid, account.owner.gid);
}

/** A cluster that root brought back from a backup may have lost its owner. */
function giveBack(cluster: string, { owner }: SystemAccount): void {
  if (owner === null || statSync(cluster).uid === owner.uid) return;
  execFileSync('chown', ['-R', '-h', `${owner.uid}:${owner.gid}`, cluster]);
  chmodSync(cluster, 0o700);
}

function syncDirectory(path: string): void {
  const handle = openSync(path, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
