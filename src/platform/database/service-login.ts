import { createHmac } from 'node:crypto';
import pg from 'pg';
import { closeDatabase } from '../embedded-postgres/close-database.js';
import { withoutRole } from './owner-session.js';

/**
 * Makes sure that the service's own login exists and returns its URL: a member of gongzhang_service, which can
 * neither alter tables nor touch posted rows. Its password derives from the secret, so all instances agree on it.
 * @throws Error when the owner role may not create roles
 */
export async function prepareServiceLogin(ownerUrl: string, secret: string): Promise<string> {
  const url = withoutRole(ownerUrl);
  const database = decodeURIComponent(url.pathname.slice(1));
  const name = `gongzhang_${createHmac('sha256', 'login').update(database).digest('hex').slice(0, 12)}`;
  const password = createHmac('sha256', secret).update(`login:${database}`).digest('hex');
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(718719)');
    await closeDatabase(client);
    const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [name]);
    if (rowCount === 0) await client.query(`CREATE ROLE ${name} LOGIN`);
    await client.query(`ALTER ROLE ${name} PASSWORD '${password}'`);
    await client.query(`GRANT gongzhang_service TO ${name}`);
  } finally {
    await client.end();
  }
  url.username = name;
  url.password = password;
  return url.toString();
}
