import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { ConfigValues } from '../platform/config/config.js';
import { readBackup } from '../platform/database/backup-manifest.js';
import { dumpDatabase, sync } from '../platform/database/dump-database.js';
import { loadDatabase } from '../platform/database/load-database.js';
import { say, withOwnerUrl, type Command } from './command.js';
import { verifyCommand } from './verify.command.js';

/** Copies every table as of one moment while the service runs, for the embedded and an external database alike. */
export const backupCommand: Command = {
  summary: '备份整个数据库，服务不必停；自带和外部数据库同样处理',
  options: { to: '备份写到哪个目录（必填）；该目录必须还不存在，已有的备份从不覆盖' },
  run: async (values, given) => {
    if (given['to'] === undefined) return refuse('请用 --to 指明备份写到哪个目录。');
    const to = resolve(given['to']);
    if (existsSync(to)) return refuse(`${to} 已经存在，为免覆盖，没有备份。请另指一个目录。`);
    // Only a whole backup ever bears its name.
    const making = `${to}.unfinished-${process.pid}`;
    await mkdir(dirname(to), { recursive: true });
    await mkdir(making, { mode: 0o700 });
    try {
      const { tables } = await withOwnerUrl(values, (ownerUrl) => dumpDatabase(ownerUrl, making));
      await sync(making);
      await rename(making, to);
      await sync(dirname(to));
      const rows = tables.reduce((sum, table) => sum + table.rows, 0);
      say(`备份完成：${tables.length} 张表，${rows} 行 → ${to}`);
      return 0;
    } finally {
      await rm(making, { recursive: true, force: true });
    }
  },
};

/** Puts a backup into an empty database and recomputes everything. */
export const restoreCommand: Command = {
  summary: '把备份恢复到空数据库，并立即全部核验；有出入则以 1 退出',
  options: { from: '从哪个备份目录恢复（必填）' },
  run: async (values, given) => {
    if (given['from'] === undefined) return refuse('请用 --from 指明从哪个备份目录恢复。');
    const from = resolve(given['from']);
    const manifest = await readBackup(from);
    await leavingNothingHalf(values, () =>
      withOwnerUrl(values, (ownerUrl) => loadDatabase(ownerUrl, from, manifest)),
    );
    say(`恢复完成：${from}（备份于 ${manifest.takenAt}）`);
    return verifyCommand.run(values, {});
  },
};

/** A data directory that was made for a restoration which failed goes again; one that was there stays as it was. */
async function leavingNothingHalf(
  { databaseUrl, dataDirectory }: ConfigValues,
  restore: () => Promise<void>,
): Promise<void> {
  const made = [resolve(dataDirectory), resolve(dataDirectory, 'postgres')].find(
    (directory) => !existsSync(directory),
  );
  try {
    await restore();
  } catch (error) {
    if (databaseUrl === null && made !== undefined)
      await rm(made, { recursive: true, force: true });
    throw error;
  }
}

function refuse(why: string): number {
  process.stderr.write(`${why}\n`);
  return 1;
}
