import { spawnSync } from 'node:child_process';
import { cp, mkdir, readdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ConfigValues } from '../platform/config/config.js';
import { runningPostgres } from '../platform/embedded-postgres/running-postgres.js';
import { say, type Command } from './command.js';

/** Copies a data directory whole while no service runs on it, or calls pg_dump for an external database. */
export const backupCommand: Command = {
  summary: '备份：内置数据库先停服务，整目录复制；外部数据库调用 pg_dump',
  options: { to: '备份写到哪里（必填）：内置为不存在或空的目录，外部为文件' },
  run: async (values, given) => {
    const to = given['to'];
    if (to === undefined) return refuse('请用 --to 指明备份写到哪里。');
    if (values.databaseUrl !== null) {
      return program('pg_dump', ['--format=custom', `--file=${to}`, values.databaseUrl]);
    }
    return copyCluster(values, values.dataDirectory, resolve(to), '备份');
  },
};

/** Puts a backup back into an empty data directory, or calls pg_restore for an external database. */
export const restoreCommand: Command = {
  summary: '恢复：放回空的数据目录；外部数据库调用 pg_restore',
  options: { from: '从哪个备份恢复（必填）' },
  run: async (values, given) => {
    const from = given['from'];
    if (from === undefined) return refuse('请用 --from 指明从哪个备份恢复。');
    if (values.databaseUrl !== null) {
      return program('pg_restore', ['--exit-on-error', `--dbname=${values.databaseUrl}`, from]);
    }
    return copyCluster(values, resolve(from), values.dataDirectory, '恢复');
  },
};

async function copyCluster(
  values: ConfigValues,
  from: string,
  to: string,
  what: string,
): Promise<number> {
  if (!existsSync(join(from, 'postgres', 'cluster', 'PG_VERSION'))) {
    return refuse(`${from} 里没有公账的数据。`);
  }
  if ((await runningPostgres(values.dataDirectory)) !== null) {
    return refuse(`服务正在使用 ${values.dataDirectory}，请先停止服务再${what}。`);
  }
  await mkdir(to, { recursive: true });
  const there = (await readdir(to)).filter((name) => name !== 'jwt-secret' && name !== 'postgres');
  const holdsCluster = existsSync(join(to, 'postgres', 'cluster', 'PG_VERSION'));
  if (there.length > 0 || holdsCluster) return refuse(`${to} 不是空目录，为免覆盖，没有${what}。`);
  await cp(from, to, { recursive: true, preserveTimestamps: true, force: true });
  if (process.getuid?.() === 0) keepOwners(from, to);
  say(`${what}完成：${from} → ${to}。启动服务后请运行 verify 核验。`);
  return 0;
}

/** PostgreSQL starts only on files of its own account. */
function keepOwners(from: string, to: string): void {
  spawnSync('chown', [
    '-R',
    `--reference=${join(from, 'postgres', 'cluster')}`,
    join(to, 'postgres', 'cluster'),
  ]);
}

function program(name: string, args: readonly string[]): number {
  const { status, error } = spawnSync(name, args, { stdio: 'inherit' });
  if (error !== undefined) return refuse(`没有找到 ${name}，请安装 PostgreSQL 客户端程序。`);
  return status ?? 1;
}

function refuse(why: string): number {
  process.stderr.write(`${why}\n`);
  return 1;
}
