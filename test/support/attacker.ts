import pg from 'pg';

/** SQL, with its parameters if it has any. */
export type Statement = string | readonly [sql: string, parameters: readonly unknown[]];

/** A row of a table, column by column. */
export function inserting(table: string, row: Readonly<Record<string, unknown>>): Statement {
  const columns = Object.keys(row);
  const places = columns.map((_, index) => `$${index + 1}`);
  return [
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places.join(', ')})`,
    Object.values(row),
  ];
}

/** Speaks as another person from here to the end of the attempt. */
export function acting(id: string): Statement {
  return [`SELECT set_config('gongzhang.actor', $1, true)`, [id]];
}

/** Somebody with the password of a database login, in one community's context or in none. */
export interface Attacker {
  /** What the database answers: the refusal's name or SQLSTATE, or the number of rows. */
  tries(sql: string, parameters?: unknown[]): Promise<string | number>;
  /** What it would say of these statements at their commit, or 'accepted'; whatever it says, nothing stays. */
  probes(...statements: readonly Statement[]): Promise<string>;
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
        return nameOf(error as pg.DatabaseError);
      }
    },
    probes: async (...statements) => {
      await client.query('BEGIN');
      try {
        for (const statement of statements) {
          const [sql, parameters] = typeof statement === 'string' ? [statement, []] : statement;
          await client.query(sql, [...parameters]);
        }
        await client.query('SET CONSTRAINTS ALL IMMEDIATE');
        return 'accepted';
      } catch (error) {
        return nameOf(error as pg.DatabaseError);
      } finally {
        await client.query('ROLLBACK');
      }
    },
    rows: async <Row>(sql: string, parameters: unknown[] = []) =>
      (await client.query(sql, parameters)).rows as Row[],
    end: () => client.end(),
  };
}

function nameOf({ code, message, constraint }: pg.DatabaseError): string {
  return code === 'GZ001' ? message : (constraint ?? code ?? message);
}
