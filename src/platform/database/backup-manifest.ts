import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** One table of a backup: a gzip file in PostgreSQL's own text form of COPY. */
export interface TableCopy {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: number;
  /** Of the file as it lies there, in hexadecimal. */
  readonly sha256: string;
}

/** What a backup holds; written last, so that a directory without one is no backup. */
export interface BackupManifest {
  readonly format: 'gongzhang-backup/1';
  readonly takenAt: string;
  /** Names of the migrations that made the tables, in order. */
  readonly migrations: readonly string[];
  readonly tables: readonly TableCopy[];
}

/** The backup is not there, is not whole, or does not belong here; the message says which, in Chinese. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}

/** The name of the manifest in a backup's directory. */
export const MANIFEST = 'manifest.json';

/** The name of a table's file in a backup's directory. */
export function fileOf(table: string): string {
  return `${table}.copy.gz`;
}

/** Every table of the service, with the columns that are not computed; the list of migrations makes itself. */
export const TABLES = `
  SELECT c.relname::text AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
  FROM pg_class c
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> 'migration'
  GROUP BY c.relname ORDER BY c.relname`;

/** Reads a manifest and every file it names. @throws BackupError when one is missing or not as it was written */
export async function readBackup(directory: string): Promise<BackupManifest> {
  const manifest = await readManifest(directory);
  for (const { name, sha256 } of manifest.tables) {
    const hash = createHash('sha256');
    const path = join(directory, fileOf(name));
    await pipeline(createReadStream(path), hash).catch(() => {
      throw new BackupError(`备份里缺少文件 ${path}。`);
    });
    if (hash.digest('hex') !== sha256) {
      throw new BackupError(`备份文件 ${path} 与清单的 SHA-256 不符，已损坏或被改动。`);
    }
  }
  return manifest;
}

async function readManifest(directory: string): Promise<BackupManifest> {
  const path = join(directory, MANIFEST);
  let manifest: Partial<BackupManifest>;
  try {
    manifest = JSON.parse(await readFile(path, 'utf8')) as Partial<BackupManifest>;
  } catch {
    throw new BackupError(`${directory} 里没有公账的备份（读不到 ${MANIFEST}）。`);
  }
  const { format, tables } = manifest;
  if (
    format !== 'gongzhang-backup/1' ||
    tables?.every(({ name }) => /^[a-z_]+$/.test(name)) !== true
  ) {
    throw new BackupError(`${path} 不是本版本认识的备份清单。`);
  }
  return manifest as BackupManifest;
}
