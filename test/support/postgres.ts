import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { Client } from 'pg';

/** A database of its own, migrated, for one test file. */
export interface TestDatabase {
  readonly ownerUrl: string;
  /** Ends what is still connected and removes the database. */
  drop(): Promise<void>;
}

/** The PostgreSQL of the run; started when first asked for. */
export interface TestPostgres {
  /** Of the database `gongzhang`, which no migration has touched. */
  readonly ownerUrl: string;
  readonly superuserUrl: string;
}

const TEMPLATE = 'gongzhang_template';
const UNFINISHED = 'gongzhang_template_unfinished';
const TEMPLATE_LOCK = 4_718_001;

/** A database that no migration has touched, seen by its owner and by the superuser. */
export async function createEmptyDatabase(
  owner: 'gongzhang_owner' | 'postgres' = 'gongzhang_owner',
): Promise<TestDatabase & { readonly superuserUrl: string }> {
  const { ownerUrl, superuserUrl } = await testPostgres();
  const name = `gongzhang_test_${randomBytes(8).toString('hex')}`;
  await asSuperuser(superuserUrl, async (client) => {
    await client.query(`CREATE DATABASE ${name} OWNER ${owner}`);
  });
  return {
    ownerUrl: withDatabase(owner === 'postgres' ? superuserUrl : ownerUrl, name),
    superuserUrl: withDatabase(superuserUrl, name),
    drop: () => dropDatabase(superuserUrl, name),
  };
}

/** Clones the migrated template; the first caller of a run makes it, others wait. @throws what a migration throws. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { ownerUrl, superuserUrl } = await testPostgres();
  const name = `gongzhang_test_${randomBytes(8).toString('hex')}`;
  await asSuperuser(superuserUrl, async (client) => {
    await ensureTemplate(client, ownerUrl);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} OWNER gongzhang_owner`);
  });
  return {
    ownerUrl: withDatabase(ownerUrl, name),
    drop: () => dropDatabase(superuserUrl, name),
  };
}

async function dropDatabase(superuserUrl: string, name: string): Promise<void> {
  await asSuperuser(superuserUrl, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  });
}

/** Asks the run's global setup for its PostgreSQL. @throws Error outside of a run with that setup. */
export async function testPostgres(): Promise<TestPostgres> {
  const door = process.env['GONGZHANG_TEST_POSTGRES'];
  if (door === undefined) throw new Error('jest.config.js must name test/support/global-setup.mjs');
  const answer = JSON.parse(await text(connect(door))) as TestPostgres & { error?: string };
  if (answer.error !== undefined) throw new Error(answer.error);
  return answer;
}

async function ensureTemplate(client: Client, ownerUrl: string): Promise<void> {
  await client.query(`SELECT pg_advisory_lock(${TEMPLATE_LOCK})`);
  const found = await client.query('SELECT FROM pg_database WHERE datname = $1', [TEMPLATE]);
  if (found.rowCount === 0) {
    const { migrate } = await import('../../src/platform/database/migrate.js');
    await client.query(`DROP DATABASE IF EXISTS ${UNFINISHED} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${UNFINISHED} OWNER gongzhang_owner`);
    await migrate(withDatabase(ownerUrl, UNFINISHED));
    await client.query(`ALTER DATABASE ${UNFINISHED} RENAME TO ${TEMPLATE}`);
  }
  await client.query(`SELECT pg_advisory_unlock(${TEMPLATE_LOCK})`);
}

async function asSuperuser(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}
