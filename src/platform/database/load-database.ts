import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import {
  BackupError,
  fileOf,
  TABLES,
  type BackupManifest,
  type TableCopy,
} from './backup-manifest.js';
import { migrate } from './migrate.js';

const FOREIGN_KEYS = `
  SELECT conrelid::regclass::text AS table, quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition
  FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`;
const IS_ISOLATED = `
  SELECT relname::text AS name FROM pg_class
  WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relforcerowsecurity`;

/**
 * Puts a backup into an empty database: first the tables as they were then, then the rows in one transaction, then the
 * migrations that came since. Foreign keys are checked over all rows at the end; what the triggers hold was held when
 * the rows were written, and `verify` recomputes it.
 * @throws BackupError when the database is not empty or the backup is of a newer version; nothing is changed then
 */
export async function loadDatabase(
  ownerUrl: string,
  directory: string,
  manifest: BackupManifest,
): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await demandEmpty(client);
    await migrate(ownerUrl, manifest.migrations.length);
    await demandSameTables(client, manifest);
    await client.query('BEGIN');
    await client.query(`SELECT set_config('datestyle', 'ISO, YMD', true)`);
    await fill(client, directory, manifest.tables);
    await client.query('COMMIT');
    await client.query('ANALYZE');
  } finally {
    await client.end();
  }
  await migrate(ownerUrl);
}

async function demandEmpty(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ isMade: boolean }>(
    `SELECT to_regclass('public.app_user') IS NOT NULL AS "isMade"`,
  );
  if (rows[0]?.isMade !== true) return;
  await client.query(`SELECT set_config('gongzhang.scope', '%', false)`);
  const { rowCount } = await client.query('SELECT FROM app_user LIMIT 1');
  if (rowCount === 0) return;
  throw new BackupError(
    '数据库里已有用户，为免覆盖，没有恢复。请恢复到新建的空数据库（自带的数据库：用 DATA_DIR 另指一个新目录），' +
      '并在服务第一次启动之前恢复。',
  );
}

async function demandSameTables(client: pg.Client, manifest: BackupManifest): Promise<void> {
  const { rows } = await client.query<{ name: string }>('SELECT name FROM migration ORDER BY id');
  const here = rows.map(({ name }) => name);
  if (here.length > manifest.migrations.length) {
    throw new BackupError('数据库的结构比备份新，没有恢复。请恢复到新建的空数据库。');
  }
  if (manifest.migrations.some((name, index) => here[index] !== name)) {
    throw new BackupError(
      '备份出自更新的版本或另一个程序，没有恢复。请用备份时的版本或更新的版本恢复。',
    );
  }
  const { rows: tables } = await client.query<{ name: string; columns: string[] }>(TABLES);
  const shape = (all: readonly { name: string; columns: readonly string[] }[]): string =>
    JSON.stringify(all.map(({ name, columns }) => [name, columns]));
  if (shape(tables) !== shape(manifest.tables)) {
    throw new BackupError('备份的表与数据库的表不一致，没有恢复。');
  }
}

/** As the tables' owner: isolation, triggers and foreign keys stand aside in this transaction and are back at its end. */
async function fill(
  client: pg.Client,
  directory: string,
  tables: readonly TableCopy[],
): Promise<void> {
  const { rows: keys } = await client.query<{ table: string; name: string; definition: string }>(
    FOREIGN_KEYS,
  );
  const { rows: isolated } = await client.query<{ name: string }>(IS_ISOLATED);
  const all = tables.map(({ name }) => client.escapeIdentifier(name));
  for (const { table, name } of keys) {
    await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  }
  for (const table of all) {
    await client.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY, DISABLE TRIGGER USER`);
  }
  await client.query(`TRUNCATE ${all.join(', ')}`);
  for (const table of tables) await copyInto(client, directory, table);
  for (const { table, name, definition } of keys) {
    await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`);
  }
  for (const table of all) await client.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
  for (const { name } of isolated) {
    await client.query(`ALTER TABLE ${client.escapeIdentifier(name)} FORCE ROW LEVEL SECURITY`);
  }
}

async function copyInto(
  client: pg.Client,
  directory: string,
  { name, columns, rows }: TableCopy,
): Promise<void> {
  const list = columns.map((column) => client.escapeIdentifier(column)).join(', ');
  const target = client.query(
    copyFrom(`COPY ${client.escapeIdentifier(name)} (${list}) FROM STDIN`),
  );
  await pipeline(createReadStream(join(directory, fileOf(name))), createGunzip(), target);
  if (target.rowCount !== rows) {
    throw new BackupError(
      `表 ${name} 应有 ${rows} 行，实得 ${String(target.rowCount)} 行，没有恢复。`,
    );
  }
}
