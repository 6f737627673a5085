import pg from 'pg';

/** The tables' owner, who sees every community and can make the database fail. */
export interface Owner {
  query(sql: string, parameters?: unknown[]): Promise<void>;
  rows<Row>(sql: string, parameters?: unknown[]): Promise<Row[]>;
  /** One digest for each table that holds rows: what is equal before and after has not changed. */
  stored(): Promise<Record<string, string>>;
  end(): Promise<void>;
}

/** What signing in writes on the side, and says nothing about the books. */
const ASIDE = ['login_session', 'sign_in'];

/** Connects as the owner. */
export async function ownerOf(url: string): Promise<Owner> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`SELECT set_config('gongzhang.scope', '%', false)`);
  const rows = async <Row>(sql: string, parameters: unknown[] = []): Promise<Row[]> =>
    (await client.query(sql, parameters)).rows as Row[];
  const tables = await rows<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
       AND relname <> ALL ($1) ORDER BY 1`,
    [ASIDE],
  );
  const digests = tables.map(
    ({ name }) =>
      `SELECT '${name}' AS name, md5(string_agg(x::text, chr(10) ORDER BY x::text)) AS digest FROM ${name} x`,
  );
  return {
    query: async (sql, parameters = []) => {
      await client.query(sql, parameters);
    },
    rows,
    stored: async () => {
      const found = await rows<{ name: string; digest: string | null }>(
        digests.join(' UNION ALL '),
      );
      return Object.fromEntries(
        found.flatMap(({ name, digest }) => (digest === null ? [] : [[name, digest]])),
      );
    },
    end: () => client.end(),
  };
}
