import pg from 'pg';
import { VerificationService } from '../../src/audit/verification.service.js';
import type { ReadTx } from '../../src/platform/database/transaction.js';
import type { TestApp } from './app.js';

/** The database's owner, who can switch every guard off. */
export interface Tamperer {
  /** Which checks notice what was done with every guard switched off; it is undone afterwards. */
  noticed(...tampering: string[]): Promise<string[]>;
  /** The same for each of many things, one after another, when `before` was done. */
  eachNoticed(before: string, tamperings: readonly string[]): Promise<string[][]>;
  end(): Promise<void>;
}

const GUARDS_OFF = `DO $$
DECLARE
  t record;
BEGIN
  FOR t IN SELECT format('%I', tablename) AS name FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE 'ALTER TABLE ' || t.name || ' DISABLE TRIGGER USER';
  END LOOP;
END
$$`;

/** Connects as the owner and verifies one community after each tampering. */
export async function tamperer(t: TestApp, code: string): Promise<Tamperer> {
  const owner = new pg.Client({ connectionString: t.ownerUrl });
  await owner.connect();
  const tx = {
    query: async (sql: string, parameters: unknown[]) =>
      (await owner.query(sql, parameters)).rows as unknown[],
  } as unknown as ReadTx;
  const noticing = async (): Promise<string[]> => {
    const { findings } = await t.app.get(VerificationService).verify(tx, code);
    return findings.filter(({ differences }) => differences.length > 0).map(({ check }) => check);
  };
  const tamper = async (sql: string): Promise<void> => {
    const { rowCount } = await owner.query(sql);
    if (rowCount === 0) throw new Error(`changed nothing: ${sql}`);
  };
  const unguarded = async <T>(work: () => Promise<T>): Promise<T> => {
    await owner.query(`BEGIN; SELECT set_config('gongzhang.scope', '%', true)`);
    try {
      await owner.query(GUARDS_OFF);
      return await work();
    } finally {
      await owner.query('ROLLBACK');
    }
  };
  return {
    noticed: (...tampering) =>
      unguarded(async () => {
        for (const sql of tampering) await tamper(sql);
        return noticing();
      }),
    eachNoticed: (before, tamperings) =>
      unguarded(async () => {
        await owner.query(before);
        const noticed: string[][] = [];
        for (const sql of tamperings) {
          await owner.query('SAVEPOINT untouched');
          await tamper(sql);
          noticed.push(await noticing());
          await owner.query('ROLLBACK TO SAVEPOINT untouched');
        }
        return noticed;
      }),
    end: () => owner.end(),
  };
}
