import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { backupCommand, restoreCommand } from '../../src/cli/backup.command.js';
import { MANIFEST, type BackupManifest } from '../../src/platform/database/backup-manifest.js';
import type { Command } from '../../src/cli/command.js';
import { attack } from '../support/attacker.js';
import { configValues, startTestApp, type TestApp } from '../support/app.js';
import { createEmptyDatabase } from '../support/postgres.js';
import {
  allocated,
  approved,
  openTreasuryBooks,
  received,
  treasuryPeople,
} from '../support/treasury-books.js';

const NOW = '2026-02-10T09:00:00+08:00';
const CODES = ['511602002001', '511602002002'];

let t: TestApp;
let sourceDrop: () => Promise<void>;
let superuserUrl: string;
let directory: string;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'gongzhang-backup-'));
  const database = await createEmptyDatabase();
  sourceDrop = database.drop;
  superuserUrl = database.superuserUrl;
  t = await startTestApp(NOW, database);
  for (const code of CODES) {
    const { base } = await openTreasuryBooks(t, code);
    const people = await treasuryPeople(t, code);
    const book = `${base}/books/1`;
    await received(people, book);
    await allocated(people, book, '3000.00');
    await approved(people, book);
  }
  // Somebody without any duty left is kept all the same.
  const owner = await attack(superuserUrl);
  await owner.tries(
    `DELETE FROM membership WHERE user_id = (SELECT id FROM app_user WHERE username = 'district.001')`,
  );
  await owner.end();
}, 60_000);

afterAll(async () => {
  await t.close();
  await sourceDrop();
  rmSync(directory, { recursive: true, force: true });
});

function run(
  command: Command,
  databaseUrl: string,
  given: Record<string, string>,
): Promise<number> {
  return command.run({ ...configValues(NOW), databaseUrl }, given);
}

/** Rows of every table as somebody sees them whom no policy binds. */
async function counts(url: string): Promise<Record<string, number>> {
  const superuser = await attack(url);
  const tables = await superuser.rows<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
       AND relname <> 'migration' ORDER BY 1`,
  );
  const found: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await superuser.rows<{ n: string }>(`SELECT count(*) AS n FROM ${name}`);
    found[name] = Number(row?.n);
  }
  await superuser.end();
  return found;
}

/** What guards the tables: policies, triggers, keys. */
async function guards(url: string): Promise<object[]> {
  const superuser = await attack(url);
  const rows = await superuser.rows<object>(
    `SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity,
       (SELECT array_agg(g.tgname || g.tgenabled::text ORDER BY g.tgname) FROM pg_trigger g WHERE g.tgrelid = c.oid AND NOT g.tgisinternal) AS triggers,
       (SELECT array_agg(k.conname || pg_get_constraintdef(k.oid) ORDER BY k.conname) FROM pg_constraint k WHERE k.conrelid = c.oid) AS keys
     FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' ORDER BY 1`,
  );
  await superuser.end();
  return rows;
}

describe('a backup of an external database whose owner is no superuser', () => {
  test('holds every row, and restored into an empty one it is verified clean and as well guarded', async () => {
    const to = join(directory, 'nightly', '2026-02-10');
    const before = await counts(superuserUrl);
    expect(await run(backupCommand, t.ownerUrl, { to })).toBe(0);
    const manifest = JSON.parse(readFileSync(join(to, MANIFEST), 'utf8')) as BackupManifest;
    expect(Object.fromEntries(manifest.tables.map(({ name, rows }) => [name, rows]))).toEqual(
      before,
    );
    expect(before).toMatchObject({ community: 2, app_user: 23, payment_request: 2 });

    const target = await createEmptyDatabase();
    expect(await run(restoreCommand, target.ownerUrl, { from: to })).toBe(0);
    expect(await counts(target.superuserUrl)).toEqual(before);
    expect(await guards(target.superuserUrl)).toEqual(await guards(superuserUrl));

    const restored = await startTestApp(NOW, target);
    const here = await (
      await restored.as('accountant.001')
    ).get(`/api/v1/communities/${CODES[0]}/books/1/trial-balance?month=2026-01`);
    const there = await (
      await t.as('accountant.001')
    ).get(`/api/v1/communities/${CODES[0]}/books/1/trial-balance?month=2026-01`);
    expect(here.body).toEqual(there.body);
    expect((here.body as { rows: object[] }).rows.length).toBeGreaterThan(2);
    await restored.close();
  }, 60_000);

  test('is never written over, and a failed one leaves nothing under its name', async () => {
    const to = join(directory, 'kept');
    expect(await run(backupCommand, t.ownerUrl, { to })).toBe(0);
    const kept = readFileSync(join(to, MANIFEST), 'utf8');
    expect(await run(backupCommand, t.ownerUrl, { to })).toBe(1);
    expect(readFileSync(join(to, MANIFEST), 'utf8')).toBe(kept);

    const empty = await createEmptyDatabase();
    const failed = join(directory, 'failed');
    await expect(run(backupCommand, empty.ownerUrl, { to: failed })).rejects.toThrow(
      '没有可备份的内容',
    );
    expect(existsSync(failed)).toBe(false);
    expect(readdirSync(directory).filter((name) => name.includes('unfinished'))).toEqual([]);
    await empty.drop();
  });

  test('is not restored over people, nor when a byte of it changed', async () => {
    const to = join(directory, 'attacked');
    expect(await run(backupCommand, t.ownerUrl, { to })).toBe(0);
    await expect(run(restoreCommand, t.ownerUrl, { from: to })).rejects.toThrow('数据库里已有用户');

    const empty = await createEmptyDatabase();
    appendFileSync(join(to, 'voucher.copy.gz'), '\n');
    await expect(run(restoreCommand, empty.ownerUrl, { from: to })).rejects.toThrow(
      /voucher\.copy\.gz 与清单的 SHA-256 不符/,
    );
    rmSync(join(to, 'voucher.copy.gz'));
    await expect(run(restoreCommand, empty.ownerUrl, { from: to })).rejects.toThrow('缺少文件');
    await expect(run(restoreCommand, empty.ownerUrl, { from: directory })).rejects.toThrow(
      '里没有公账的备份',
    );
    expect(await counts(empty.superuserUrl)).toEqual({});
    await empty.drop();
  });

  test('restored into a data directory of its own is whole there, or leaves no trace of itself', async () => {
    const to = join(directory, 'embedded');
    expect(await run(backupCommand, t.ownerUrl, { to })).toBe(0);
    const broken = join(directory, 'broken');
    cpSync(to, broken, { recursive: true });
    const manifest = JSON.parse(readFileSync(join(broken, MANIFEST), 'utf8')) as BackupManifest;
    const newer = { ...manifest, migrations: [...manifest.migrations, 'tomorrow1767225600099'] };
    writeFileSync(join(broken, MANIFEST), JSON.stringify(newer));
    const into = (dataDirectory: string, from: string): Promise<number> =>
      restoreCommand.run({ ...configValues(NOW), databaseUrl: null, dataDirectory }, { from });

    const fresh = join(directory, 'fresh');
    await expect(into(fresh, broken)).rejects.toThrow('备份出自更新的版本');
    expect(existsSync(fresh)).toBe(false);
    const prepared = mkdtempSync(join(tmpdir(), 'gongzhang-prepared-'));
    writeFileSync(join(prepared, 'note'), '留着');
    await expect(into(prepared, broken)).rejects.toThrow('备份出自更新的版本');
    expect(readdirSync(prepared)).toEqual(['note']);
    expect(await into(prepared, to)).toBe(0);
    expect(readdirSync(prepared).sort()).toEqual(['note', 'postgres']);
    await expect(into(prepared, to)).rejects.toThrow('数据库里已有用户');
    expect(readdirSync(prepared).sort()).toEqual(['note', 'postgres']);
    rmSync(prepared, { recursive: true, force: true });
  }, 120_000);

  test('of a newer version is refused', async () => {
    const to = join(directory, 'newer');
    expect(await run(backupCommand, t.ownerUrl, { to: join(directory, 'today') })).toBe(0);
    cpSync(join(directory, 'today'), to, { recursive: true });
    const manifest = JSON.parse(readFileSync(join(to, MANIFEST), 'utf8')) as BackupManifest;
    const newer = { ...manifest, migrations: [...manifest.migrations, 'tomorrow1767225600099'] };
    writeFileSync(join(to, MANIFEST), JSON.stringify(newer));
    const empty = await createEmptyDatabase();
    await expect(run(restoreCommand, empty.ownerUrl, { from: to })).rejects.toThrow(
      '备份出自更新的版本',
    );
    await empty.drop();
  });
});
