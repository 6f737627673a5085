import type { Client } from 'pg';
import type { Neighbourhood } from '../api/oversight.fixture.js';
import { attack } from '../api/oversight.fixture.js';

/** Both lines of attack: with the service's password, and as the owner whose guards stand. */
export const ATTACKERS = ['service', 'owner'] as const;

/** One open transaction of somebody at the database, in a person's name. */
export interface Attempt {
  /** The refusal's name, the broken constraint, or 'accepted'; whatever was done is undone. */
  refusal(...statements: string[]): Promise<string>;
  /** Does something first that the following attempts stand on. */
  given(...statements: string[]): Promise<void>;
  as(username: string): Promise<void>;
  at(instant: string): Promise<void>;
  end(): Promise<void>;
}

/** Begins an attempt in the name of a person. */
export async function attempt(
  n: Neighbourhood,
  who: (typeof ATTACKERS)[number],
  username: string,
  now?: string,
): Promise<Attempt> {
  const url = who === 'service' ? n.t.serviceUrl : n.t.ownerUrl;
  const client = await attack({ ...n, t: { ...n.t, serviceUrl: url } }, username, now);
  await client.query('BEGIN');
  return {
    refusal: async (...statements) => {
      await client.query('SAVEPOINT attempt');
      try {
        for (const sql of statements) await client.query(sql);
        await client.query('SET CONSTRAINTS ALL IMMEDIATE');
        return 'accepted';
      } catch (error) {
        return (error as { constraint?: string }).constraint ?? (error as Error).message;
      } finally {
        await client.query('ROLLBACK TO attempt');
        await client.query('SET CONSTRAINTS ALL DEFERRED');
      }
    },
    given: async (...statements) => {
      for (const sql of statements) await client.query(sql);
    },
    as: async (name) => actAs(client, `${name}.${n.code.slice(-3)}`),
    at: async (instant) => {
      await client.query(`SELECT set_config('gongzhang.now', $1, false)`, [instant]);
    },
    end: async () => {
      await client.query('ROLLBACK');
      await client.end();
    },
  };
}

async function actAs(client: Client, username: string): Promise<void> {
  await client.query(
    `SELECT set_config('gongzhang.actor', (SELECT id::text FROM app_user WHERE username = $1), false)`,
    [username],
  );
}
