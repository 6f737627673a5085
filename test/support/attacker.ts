import pg from 'pg';

/** Somebody with the password of a database login, in one community's context or in none. */
export interface Attacker {
  /** What the database answers: the refusal's name or SQLSTATE, or the number of rows. */
  tries(sql: string, parameters?: unknown[]): Promise<string | number>;
  rows<Row>(sql: string, parameters?: unknown[]): Promise<Row[]>;
  end(): Promise<void>;
}

/** Connects by URL; with a scope, everything runs inside that context. */
export async function attack(url: string, scope?: string, actor?: string): Promise<Attacker> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  if (scope !== undefined) {
    await client.query(`SELECT set_config('gongzhang.scope', $1, false)`, [scope]);
  }
  if (actor !== undefined) {
    await client.query(`SELECT set_config('gongzhang.actor', $1, false)`, [actor]);
  }
  return {
    tries: async (sql, parameters = []) => {
      try {
        return (await client.query(sql, parameters)).rowCount ?? 0;
      } catch (error) {
        const { code, message, constraint } = error as pg.DatabaseError;
        if (code === 'GZ001') return message;
        return constraint ?? code ?? message;
      }
    },
    rows: async <Row>(sql: string, parameters: unknown[] = []) =>
      (await client.query(sql, parameters)).rows as Row[],
    end: () => client.end(),
  };
}
