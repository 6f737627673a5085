import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PostgresStartError } from './embedded-postgres.errors.js';

/** The setting that tells, in the server's command line, which service started it. */
export const SERVICE_PID = 'gongzhang.service_pid';

/** A live PostgreSQL server on a cluster. */
export interface Postmaster {
  readonly pid: number;
  /** Null when somebody started the server by hand. */
  readonly servicePid: number | null;
  /** The service that started it is gone: the kernel gave the server another parent. */
  readonly isOrphan: boolean;
}

const POLL_MILLISECONDS = 20;
const FAST_STOP_MILLISECONDS = 60_000;
const IMMEDIATE_STOP_MILLISECONDS = 15_000;

/** The live server of this cluster, if any; a number in postmaster.pid alone proves nothing, for numbers are used again. */
export function findPostmaster(cluster: string): Postmaster | null {
  const pid = lockedPid(cluster);
  const facts = pid === null ? null : processFacts(pid);
  if (pid === null || facts === null || !facts.servesCluster(cluster)) return null;
  const servicePid = facts.servicePid();
  return { pid, servicePid, isOrphan: servicePid !== null && servicePid !== facts.parent };
}

/** True once the server with this number takes connections. */
export function isReady(cluster: string, pid: number): boolean {
  const lines = lockLines(cluster);
  return Number(lines?.[0]) === pid && lines?.[7]?.trim() === 'ready';
}

/**
 * Keeps a stale postmaster.pid whose number now belongs to another process from stopping the start.
 * PostgreSQL takes its parent's number for stale and still checks the old shared memory named below it.
 */
export function disarmStaleLock(cluster: string): void {
  const lines = lockLines(cluster);
  if (lines === null || !isAlive(Number(lines[0])) || findPostmaster(cluster) !== null) return;
  const disarmed = [String(process.pid), ...lines.slice(1)].join('\n');
  try {
    writeFileSync(join(cluster, 'postmaster.pid'), disarmed, { flag: 'r+' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/** Whether a process bears this number now, be it whose it may. */
export function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid < 1) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Stops a server in order: sessions are ended, committed work is kept. @throws PostgresStartError if it will not go. */
export async function stopPostmaster(cluster: string, pid: number): Promise<void> {
  const steps = [
    ['SIGINT', FAST_STOP_MILLISECONDS],
    ['SIGQUIT', IMMEDIATE_STOP_MILLISECONDS],
  ] as const;
  for (const [signal, patience] of steps) {
    const until = performance.now() + patience;
    if (!servesStill(cluster, pid)) return;
    signalIfAlive(pid, signal);
    while (performance.now() < until) {
      if (!servesStill(cluster, pid)) return;
      await sleep(POLL_MILLISECONDS);
    }
  }
  throw new PostgresStartError(
    `先前的 PostgreSQL（进程 ${pid}）无法停止。请手工停止该进程后再启动。`,
    `The earlier PostgreSQL (process ${pid}) does not stop. Stop it by hand and start again.`,
  );
}

/** Sends a signal; a process that is gone already is no error. */
export function signalIfAlive(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** The command line of a live process. */
export function commandOf(pid: number): string | null {
  return processFacts(pid)?.command ?? null;
}

function servesStill(cluster: string, pid: number): boolean {
  return processFacts(pid)?.servesCluster(cluster) ?? false;
}

function lockLines(cluster: string): string[] | null {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function lockedPid(cluster: string): number | null {
  const pid = Number(lockLines(cluster)?.[0]);
  return Number.isSafeInteger(pid) && pid > 1 ? pid : null;
}

/** A process's parent and command line; null for one that is gone or only waits to be buried. */
function processFacts(pid: number): ProcessFacts | null {
  return process.platform === 'linux' ? linuxFacts(pid) : psFacts(pid);
}

function linuxFacts(pid: number): ProcessFacts | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state = 'Z', parent = '0'] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z' || state === 'X') return null;
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return new ProcessFacts(Number(parent), words.join(' '));
  } catch {
    return null;
  }
}

function psFacts(pid: number): ProcessFacts | null {
  const args = ['-ww', '-o', 'ppid=,state=,command=', '-p', String(pid)];
  const { stdout } = spawnSync('ps', args, { encoding: 'utf8', timeout: 10_000 });
  const [, parent, state = 'Z', command] = /^\s*(\d+)\s+(\S+)\s+(.*)/.exec(stdout) ?? [];
  if (parent === undefined || command === undefined || state.startsWith('Z')) return null;
  return new ProcessFacts(Number(parent), command);
}

class ProcessFacts {
  constructor(
    readonly parent: number,
    readonly command: string,
  ) {}

  servesCluster(cluster: string): boolean {
    return this.command.includes('postgres') && `${this.command} `.includes(` -D ${cluster} `);
  }

  servicePid(): number | null {
    const [, pid] = new RegExp(`${SERVICE_PID}=(\\d+)`).exec(this.command) ?? [];
    return pid === undefined ? null : Number(pid);
  }
}
