import pg from 'pg';
import { VerificationService } from '../../src/audit/verification.service.js';
import type { ReadTx } from '../../src/platform/database/transaction.js';
import type { TestApp } from './app.js';

/** The database's owner, who can switch every guard off. */
export interface Tamperer {
  /** Which checks notice what was done with every guard switched off; it is undone afterwards. */
  noticed(...tampering: string[]): Promise<string[]>;
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
  return {
    noticed: async (...tampering) => {
      await owner.query(`BEGIN; SELECT set_config('gongzhang.scope', '%', true)`);
      try {
        await owner.query(GUARDS_OFF);
        for (const sql of tampering) {
          const { rowCount } = await owner.query(sql);
          if (rowCount === 0) throw new Error(`changed nothing: ${sql}`);
        }
        const { findings } = await t.app.get(VerificationService).verify(tx, code);
        return findings
          .filter(({ differences }) => differences.length > 0)
          .map(({ check }) => check);
      } finally {
        await owner.query('ROLLBACK');
      }
    },
    end: () => owner.end(),
  };
}
