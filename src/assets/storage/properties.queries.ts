import type { LocalDate } from '../../kernel/local-date.js';
import type { ReadTx, Tx } from '../../platform/database/transaction.js';
import type { Holding, PropertyState } from '../domain/property.js';

export interface PropertyRow {
  readonly code: string;
  readonly kind: string;
  readonly name: string;
  readonly place: string;
  readonly area: string;
  readonly unit: string;
  readonly holding: Holding;
  readonly owner: string | null;
  readonly state: PropertyState;
  /** The day from which the state holds. */
  readonly since: string;
}

export interface PropertyChange {
  readonly state: PropertyState;
  readonly since: string;
  readonly leaseId: string | null;
}

export type NewProperty = Omit<PropertyRow, 'owner'> & { readonly owner?: string };

/** What the state is on a day: the latest change up to it. A property is in the register from its first change. */
const ON_DAY = `SELECT p.code, p.kind, p.name, p.place, trim_scale(p.area)::text AS area, p.unit, p.holding, p.owner,
    c.state, to_char(c.since, 'YYYY-MM-DD') AS since
  FROM property p CROSS JOIN LATERAL (SELECT state, since FROM property_change c
    WHERE c.community_code = p.community_code AND c.property_code = p.code AND c.since <= $2
    ORDER BY c.since DESC, c.rank DESC, c.no DESC LIMIT 1) c
  WHERE p.community_code = $1`;

/** Which of these codes are taken? */
export async function takenCodes(
  tx: ReadTx,
  community: string,
  codes: readonly string[],
): Promise<string[]> {
  const rows = await tx.query<{ code: string }>(
    'SELECT code FROM property WHERE community_code = $1 AND code = ANY ($2::text[])',
    [community, codes],
  );
  return rows.map(({ code }) => code);
}

/** Stores properties, each with its first state. */
export async function insertProperties(
  tx: Tx,
  community: string,
  properties: readonly NewProperty[],
): Promise<void> {
  const rows = JSON.stringify(properties);
  await tx.query(
    `INSERT INTO property (community_code, code, kind, name, place, area, unit, holding, owner)
     SELECT $1, x.* FROM jsonb_to_recordset($2) AS x
       (code text, kind text, name text, place text, area numeric, unit text, holding text, owner text)`,
    [community, rows],
  );
  await tx.query(
    `INSERT INTO property_state (community_code, property_code, since, state)
     SELECT $1, x.code, x.since, x.state FROM jsonb_to_recordset($2) AS x (code text, since date, state text)`,
    [community, rows],
  );
}

/** Notes a state from a day on. */
export async function insertState(
  tx: Tx,
  community: string,
  code: string,
  change: { state: PropertyState; since: LocalDate },
): Promise<void> {
  await tx.query(
    'INSERT INTO property_state (community_code, property_code, since, state) VALUES ($1, $2, $3, $4)',
    [community, code, change.since, change.state],
  );
}

/** Which properties are in the register on a day, and in which state? */
export async function propertiesOn(
  tx: ReadTx,
  community: string,
  day: LocalDate,
  filter: { state?: PropertyState; after?: string; limit?: number } = {},
): Promise<PropertyRow[]> {
  return tx.query<PropertyRow>(
    `SELECT * FROM (${ON_DAY}) s WHERE ($3::text IS NULL OR s.state = $3) AND s.code > $4
     ORDER BY s.code LIMIT $5`,
    [community, day, filter.state ?? null, filter.after ?? '', filter.limit ?? null],
  );
}

/** What is known of this property on a day? */
export async function propertyOn(
  tx: ReadTx,
  community: string,
  code: string,
  day: LocalDate,
): Promise<PropertyRow | undefined> {
  const [row] = await tx.query<PropertyRow>(`${ON_DAY} AND p.code = $3`, [community, day, code]);
  return row;
}

/** How did the state change, earliest first? */
export async function changesOf(
  tx: ReadTx,
  community: string,
  code: string,
): Promise<PropertyChange[]> {
  return tx.query<PropertyChange>(
    `SELECT state, to_char(since, 'YYYY-MM-DD') AS since, lease_id AS "leaseId" FROM property_change
     WHERE community_code = $1 AND property_code = $2 ORDER BY property_change.since, rank, no`,
    [community, code],
  );
}

/** Which properties entered the register or changed their use in these days? */
export async function changesIn(
  tx: ReadTx,
  community: string,
  from: LocalDate,
  through: LocalDate,
): Promise<
  { code: string; name: string; from: PropertyState | null; to: PropertyState; since: string }[]
> {
  return tx.query(
    `SELECT s.code, s.name, s."from", s."to", s.since FROM (
       SELECT p.code, p.name, c.state AS "to", to_char(c.since, 'YYYY-MM-DD') AS since, c.since AS day, c.rank, c.no,
         lag(c.state) OVER (PARTITION BY p.code ORDER BY c.since, c.rank, c.no) AS "from"
       FROM property p JOIN property_change c ON c.community_code = p.community_code AND c.property_code = p.code
       WHERE p.community_code = $1) s
     WHERE s.day BETWEEN $2 AND $3 AND s."from" IS DISTINCT FROM s."to" ORDER BY s.day, s.code, s.rank, s.no`,
    [community, from, through],
  );
}
