import { spawn, spawnSync, type ChildProcess, type StdioOptions } from 'node:child_process';
import { chmodSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { PostgresStartError } from './embedded-postgres.errors.js';

type Log = (line: string) => void;

/** Whom PostgreSQL runs as; it refuses to run as root, so root hands it to somebody else. */
export interface SystemAccount {
  /** Absent: whoever runs the service. */
  readonly owner: { readonly uid: number; readonly gid: number } | null;
  /** Command words before the program that let it pass closed directories on its way; mostly none. */
  readonly passage: readonly string[];
}

const PROBE = 'cd -- "$1" && "$2" --version';
/** Names and bits of the Linux capabilities that pass closed directories, the lesser first. */
const PASSING_CAPABILITIES = [
  ['dac_read_search', 2n],
  ['dac_override', 1n],
] as const;

/**
 * Decides whom PostgreSQL runs as and sees that this account reaches its programs and its directory.
 * @throws PostgresStartError that names the closed directory or the missing account.
 */
export function chooseAccount(
  cluster: string,
  postgres: string,
  ownDirectories: readonly string[],
  log: Log,
): SystemAccount {
  const home = dirname(cluster);
  const account: SystemAccount = { owner: chooseOwner(cluster, log), passage: [] };
  let failure = probe(account, home, postgres);
  if (failure === null) return account;
  if (account.owner === null) throw cannotRun(failure);
  ownDirectories.forEach(letOthersThrough);
  failure = probe(account, home, postgres);
  if (failure === null) return account;
  for (const passing of passages(account.owner)) {
    if (probe(passing, home, postgres) !== null) continue;
    log(
      `系统账户 ${account.owner.uid} 无法穿过 ${closedDirectories(account.owner, home, postgres)}，` +
        `PostgreSQL 以只补足此权限的方式运行。`,
    );
    return passing;
  }
  throw unreachable(account.owner, home, postgres, failure);
}

/** Starts a program of PostgreSQL as the account, with none of the service's environment. */
export function spawnAs(
  account: SystemAccount,
  program: string,
  args: readonly string[],
  stdio: StdioOptions,
  detached: boolean,
): ChildProcess {
  const [file = program, ...rest] = [...account.passage, program, ...args];
  return spawn(file, rest, { ...identity(account), env: environment(), stdio, detached });
}

function identity(account: SystemAccount): { uid: number; gid: number } | object {
  return account.owner === null || account.passage.length > 0 ? {} : account.owner;
}

function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C' };
}

function chooseOwner(cluster: string, log: Log): SystemAccount['owner'] {
  if (process.getuid?.() !== 0) return null;
  const existing = statSync(cluster, { throwIfNoEntry: false });
  if (existing !== undefined && existing.uid !== 0) {
    return { uid: existing.uid, gid: existing.gid };
  }
  const account = idsOf('postgres') ?? createAccount(log) ?? idsOf('nobody');
  if (account !== null) return account;
  throw new PostgresStartError(
    '以 root 启动时，PostgreSQL 需要一个普通系统账户，而本机既没有 postgres 账户，也无法新建。请先建立该账户，或改用普通账户启动。',
    'Started as root, PostgreSQL needs an ordinary system account; there is no account "postgres" and none could be made. Create it, or start as an ordinary user.',
  );
}

function createAccount(log: Log): SystemAccount['owner'] {
  const made = spawnSync(
    'useradd',
    ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', 'postgres'],
    { encoding: 'utf8', timeout: 30_000 },
  );
  if (made.status === 0) log('已建立系统账户 postgres，用于运行 PostgreSQL。');
  return idsOf('postgres');
}

function idsOf(name: string): SystemAccount['owner'] {
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    const answer = spawnSync('id', [flag, name], { encoding: 'utf8', timeout: 10_000 });
    return answer.status === 0 ? Number(answer.stdout.trim()) : 0;
  });
  return uid && gid ? { uid, gid } : null;
}

/** Null when the account reaches both; else what went wrong. */
function probe(account: SystemAccount, directory: string, postgres: string): string | null {
  const args = [...account.passage, '/bin/sh', '-c', PROBE, 'sh', directory, postgres];
  const [file = '', ...rest] = args;
  const answer = spawnSync(file, rest, {
    ...identity(account),
    cwd: '/',
    env: environment(),
    encoding: 'utf8',
    timeout: 60_000,
  });
  if (answer.status === 0) return null;
  return answer.error?.message ?? (answer.stderr.trim() || `exit ${answer.status}`);
}

/** The data directory's own secrets are closed one by one, so passing through it opens nothing. */
function letOthersThrough(directory: string): void {
  const { mode } = statSync(directory);
  if ((mode & 0o001) === 0) chmodSync(directory, mode | 0o001);
}

/** Only Linux's root can give a program the passage alone, and only as far as its own bounds allow. */
function passages(owner: { uid: number; gid: number }): SystemAccount[] {
  let bounds: bigint;
  try {
    const [, hex = '0'] = /^CapBnd:\s*([0-9a-f]+)$/m.exec(readStatus()) ?? [];
    bounds = BigInt(`0x${hex}`);
  } catch {
    return [];
  }
  return PASSING_CAPABILITIES.filter(([, bit]) => (bounds >> bit) & 1n).map(([capability]) => ({
    owner,
    passage: [
      'setpriv',
      `--reuid=${owner.uid}`,
      `--regid=${owner.gid}`,
      '--clear-groups',
      `--inh-caps=-all,+${capability}`,
      `--ambient-caps=-all,+${capability}`,
      `--bounding-set=-all,+${capability}`,
      // Without it the kernel's access(2) disregards the capability of an ordinary account.
      '--securebits=+no_setuid_fixup',
    ],
  }));
}

function readStatus(): string {
  return readFileSync('/proc/self/status', 'utf8');
}

function closedDirectories(
  owner: { uid: number; gid: number },
  ...targets: readonly string[]
): string {
  const closed = new Set<string>();
  for (const target of targets) {
    for (let at = dirname(target); at !== dirname(at); at = dirname(at)) {
      const { mode, uid, gid } = statSync(at);
      const right = uid === owner.uid ? 0o100 : gid === owner.gid ? 0o010 : 0o001;
      if ((mode & right) === 0) closed.add(at);
    }
  }
  return [...closed].sort().join(', ') || targets.join(', ');
}

function unreachable(
  owner: { uid: number; gid: number },
  home: string,
  postgres: string,
  details: string,
): PostgresStartError {
  const closed = closedDirectories(owner, home, postgres);
  return new PostgresStartError(
    `以 root 启动时，PostgreSQL 由系统账户 ${owner.uid} 运行，但该账户无法穿过目录 ${closed}。` +
      `请把项目移到如 /opt 或 /srv 之下，或执行 chmod o+x ${closed}，或改用普通账户启动。`,
    `Started as root, PostgreSQL runs as system account ${owner.uid}, which cannot pass ${closed}. ` +
      `Move the project below /opt or /srv, or run chmod o+x ${closed}, or start as an ordinary user.`,
    details,
  );
}

function cannotRun(details: string): PostgresStartError {
  return new PostgresStartError(
    '内置的 PostgreSQL 在本机无法运行。请用环境变量 DATABASE_URL 指定外部 PostgreSQL。',
    'The embedded PostgreSQL cannot run on this machine. Set DATABASE_URL to an external PostgreSQL.',
    details,
  );
}
