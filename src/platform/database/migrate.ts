import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';

const DIRECTORY = fileURLToPath(new URL('../../../migrations/', import.meta.url));
/** TypeORM orders migrations by the 13 digits that end their names. */
const FIRST_TIMESTAMP = 1767225600000;

/**
 * Brings a database up to date, as its owner, or only through the first so many migrations. Two instances that start at
 * once wait for each other.
 */
export async function migrate(ownerUrl: string, most = Infinity): Promise<string[]> {
  const source = new DataSource({
    type: 'postgres',
    url: ownerUrl,
    migrations: migrationClasses().slice(0, most),
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'all',
    extra: { max: 2 },
  });
  await source.initialize();
  try {
    const runner = source.createQueryRunner();
    await runner.query('SELECT pg_advisory_lock(718718)');
    try {
      const done = await source.runMigrations();
      return done.map((migration) => migration.name);
    } finally {
      await runner.query('SELECT pg_advisory_unlock(718718)');
      await runner.release();
    }
  } finally {
    await source.destroy();
  }
}

/** Each file NNNN-title.sql is one migration; the files are append-only. */
function migrationClasses(): (new () => MigrationInterface)[] {
  return readdirSync(DIRECTORY)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map(migrationClass);
}

function migrationClass(file: string): new () => MigrationInterface {
  const [ordinal = '', ...title] = file.replace(/\.sql$/, '').split('-');
  const sql = readFileSync(new URL(file, `file://${DIRECTORY}`), 'utf8');
  return class implements MigrationInterface {
    readonly name = `${title.join('-')}${FIRST_TIMESTAMP + Number(ordinal)}`;

    async up(runner: QueryRunner): Promise<void> {
      await runner.query(sql);
    }

    async down(): Promise<void> {
      return Promise.reject(new Error('迁移只进不退：请写新的迁移文件。'));
    }
  };
}
