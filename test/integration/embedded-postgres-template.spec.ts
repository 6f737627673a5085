import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';

describe('databases for tests', () => {
  let databases: TestDatabase[] = [];

  beforeAll(async () => {
    databases = await Promise.all([createTestDatabase(), createTestDatabase()]);
  }, 60_000);

  afterAll(async () => {
    await Promise.all(databases.map((database) => database.drop()));
  });

  async function ask(url: string, sql: string): Promise<unknown[]> {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      const result = await client.query<{ answer: unknown }>(sql);
      return result.rows.map((row) => row.answer);
    } finally {
      await client.end();
    }
  }

  test('two clones of the template do not see each other', async () => {
    const [one, other] = databases.map((database) => database.ownerUrl);
    await ask(one ?? '', 'CREATE TABLE only_here AS SELECT 1 AS answer');
    expect(await ask(one ?? '', 'SELECT answer FROM only_here')).toEqual([1]);
    await expect(ask(other ?? '', 'SELECT answer FROM only_here')).rejects.toThrow(
      'relation "only_here" does not exist',
    );
  });

  test('the owner of the database is no superuser and cannot pass row-level security', async () => {
    const sql = `SELECT format('%s %s %s %s', rolsuper, rolbypassrls, rolcreatedb, rolcreaterole) AS answer
      FROM pg_roles WHERE rolname = current_user`;
    expect(await ask(databases[0]?.ownerUrl ?? '', sql)).toEqual(['f f f t']);
  });

  test('a dropped database is gone although somebody is still connected', async () => {
    const database = await createTestDatabase();
    const client = new Client({ connectionString: database.ownerUrl });
    client.on('error', () => undefined);
    await client.connect();
    await database.drop();
    await expect(ask(database.ownerUrl, 'SELECT 1 AS answer')).rejects.toThrow('does not exist');
    await client.end().catch(() => undefined);
  });
});
