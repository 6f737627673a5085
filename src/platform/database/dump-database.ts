import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import {
  BackupError,
  fileOf,
  MANIFEST,
  TABLES,
  type BackupManifest,
  type TableCopy,
} from './backup-manifest.js';

/**
 * Copies every table into a directory as one moment saw them, while the service goes on working: pg_dump cannot, for
 * row-level security binds the owner too, and nobody else may look.
 */
export async function dumpDatabase(ownerUrl: string, directory: string): Promise<BackupManifest> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query(
      `SELECT set_config('gongzhang.scope', '%', true), set_config('datestyle', 'ISO, YMD', true)`,
    );
    await demandMigrated(client);
    const { rows: names } = await client.query<{ name: string }>(
      'SELECT name FROM migration ORDER BY id',
    );
    const { rows: found } = await client.query<{ name: string; columns: string[] }>(TABLES);
    const tables: TableCopy[] = [];
    for (const { name, columns } of found) {
      tables.push(await copyTable(client, directory, name, columns));
    }
    const { rows } = await client.query<{ now: Date }>('SELECT now()');
    const manifest: BackupManifest = {
      format: 'gongzhang-backup/1',
      takenAt: rows[0]?.now.toISOString() ?? '',
      migrations: names.map(({ name }) => name),
      tables,
    };
    await writeDurably(join(directory, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
    return manifest;
  } finally {
    await client.end();
  }
}

async function demandMigrated(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ found: boolean }>(
    `SELECT to_regclass('public.migration') IS NOT NULL AS found`,
  );
  if (rows[0]?.found !== true) throw new BackupError('数据库是空的，没有可备份的内容。');
}

async function copyTable(
  client: pg.Client,
  directory: string,
  name: string,
  columns: readonly string[],
): Promise<TableCopy> {
  const list = columns.map((column) => client.escapeIdentifier(column)).join(', ');
  const source = client.query(copyTo(`COPY ${client.escapeIdentifier(name)} (${list}) TO STDOUT`));
  const hash = createHash('sha256');
  const path = join(directory, fileOf(name));
  await pipeline(
    source,
    createGzip(),
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        yield chunk;
      }
    },
    createWriteStream(path, { flags: 'wx', mode: 0o600 }),
  );
  await sync(path);
  return { name, columns, rows: source.rowCount, sha256: hash.digest('hex') };
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  await file.writeFile(text);
  await file.sync();
  await file.close();
}

/** Waits until a file or a directory's list of names is on the disk. */
export async function sync(path: string): Promise<void> {
  const file = await open(path, 'r');
  await file.sync();
  await file.close();
}
