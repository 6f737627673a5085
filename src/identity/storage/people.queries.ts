import type { Duty } from '../../kernel/role.js';
import type { ReadTx, Tx } from '../../platform/database/transaction.js';

export interface PersonRow {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly duties: readonly Duty[];
}

export interface CommunityRow {
  readonly code: string;
  readonly name: string;
  readonly streetName: string;
  readonly districtName: string;
}

/** A person with what the password is checked by. */
export interface LoginRow extends PersonRow {
  readonly passwordHash: string;
}

const PERSON = `u.id, u.username, u.name,
  coalesce(json_agg(json_build_object('role', m.role, 'scope', m.scope) ORDER BY m.scope, m.role)
    FILTER (WHERE m.role IS NOT NULL), '[]') AS duties`;

/** Who signs in under this name, with what is needed to check the password? */
export async function findLogin(tx: ReadTx, username: string): Promise<LoginRow | undefined> {
  const [row] = await tx.query<LoginRow>(
    `SELECT ${PERSON}, u.password_hash AS "passwordHash" FROM app_user u LEFT JOIN membership m ON m.user_id = u.id
     WHERE u.username = $1 AND u.disabled_at IS NULL GROUP BY u.id`,
    [username],
  );
  return row;
}

/** Who is this person, and which duties does he hold now? */
export async function findPerson(tx: ReadTx, id: string): Promise<PersonRow | undefined> {
  const [row] = await tx.query<PersonRow>(
    `SELECT ${PERSON} FROM app_user u LEFT JOIN membership m ON m.user_id = u.id
     WHERE u.id = $1 AND u.disabled_at IS NULL GROUP BY u.id`,
    [id],
  );
  return row;
}

/** Who holds a duty at this community or above it? */
export async function listPeople(
  tx: ReadTx,
  community: string,
  after: string,
  limit: number,
): Promise<PersonRow[]> {
  return tx.query<PersonRow>(
    `SELECT ${PERSON} FROM app_user u JOIN membership m ON m.user_id = u.id
     WHERE $1 LIKE m.scope || '%' AND u.username > $2 GROUP BY u.id ORDER BY u.username LIMIT $3`,
    [community, after, limit],
  );
}

/** A person of a community, shut out or not. */
export interface ColleagueRow extends PersonRow {
  readonly disabled: boolean;
}

/** Who bears the name, of those who serve at the community or only where the actor administers; with all his duties. */
export async function findColleague(
  tx: ReadTx,
  community: string,
  username: string,
): Promise<ColleagueRow | undefined> {
  const [row] = await tx.query<ColleagueRow>(
    'SELECT id, username, name, disabled, duties FROM find_colleague($1, $2)',
    [community, username],
  );
  return row;
}

/** Which duties does the actor hold, here and elsewhere? */
export async function actorDuties(tx: ReadTx): Promise<readonly Duty[]> {
  const [row] = await tx.query<{ duties: readonly Duty[] }>('SELECT actor_duties() AS duties');
  return row?.duties ?? [];
}

/** By what is this person's password checked? */
export async function passwordHashOf(tx: ReadTx, id: string): Promise<string | undefined> {
  const [row] = await tx.query<{ hash: string }>(
    'SELECT password_hash AS hash FROM app_user WHERE id = $1 AND disabled_at IS NULL',
    [id],
  );
  return row?.hash;
}

/** Replaces a password. */
export async function setPassword(tx: Tx, id: string, passwordHash: string): Promise<void> {
  await tx.query('UPDATE app_user SET password_hash = $2 WHERE id = $1', [id, passwordHash]);
}

/** Shuts a person out, or lets him in again. */
export async function setDisabled(tx: Tx, id: string, disabled: boolean): Promise<void> {
  await tx.query(
    'UPDATE app_user SET disabled_at = CASE WHEN $2 THEN context_now() END WHERE id = $1',
    [id, disabled],
  );
}

/** Gives duties and takes others back; those that are taken go first, so that what excludes them can come. */
export async function changeDuties(
  tx: Tx,
  id: string,
  given: readonly Duty[],
  taken: readonly Duty[],
): Promise<void> {
  await tx.query(
    `DELETE FROM membership m USING jsonb_to_recordset($2) AS d (scope text, role text)
     WHERE m.user_id = $1 AND m.scope = d.scope AND m.role = d.role`,
    [id, JSON.stringify(taken)],
  );
  await tx.query(
    `INSERT INTO membership (user_id, scope, role)
     SELECT $1, d.scope, d.role FROM jsonb_to_recordset($2) AS d (scope text, role text)`,
    [id, JSON.stringify(given)],
  );
}

/** Stores a person and the duties. */
export async function insertPerson(
  tx: Tx,
  person: PersonRow & { readonly passwordHash: string },
): Promise<void> {
  await tx.query(
    'INSERT INTO app_user (id, username, name, password_hash) VALUES ($1, $2, $3, $4)',
    [person.id, person.username, person.name, person.passwordHash],
  );
  await tx.query(
    `INSERT INTO membership (user_id, scope, role)
     SELECT $1, d.scope, d.role FROM jsonb_to_recordset($2) AS d (scope text, role text)`,
    [person.id, JSON.stringify(person.duties)],
  );
}

/** Is there anybody at all? */
export async function anybody(tx: ReadTx): Promise<boolean> {
  return (await tx.query('SELECT FROM app_user LIMIT 1')).length > 0;
}

/** Stores a community. */
export async function insertCommunity(tx: Tx, community: CommunityRow): Promise<void> {
  await tx.query(
    'INSERT INTO community (code, name, street_name, district_name) VALUES ($1, $2, $3, $4)',
    [community.code, community.name, community.streetName, community.districtName],
  );
}

/** Which communities lie in the scope, of a person those that he holds a duty at or above? */
export async function listCommunities(
  tx: ReadTx,
  personId: string | null,
  after: string,
  limit: number,
): Promise<CommunityRow[]> {
  return tx.query<CommunityRow>(
    `SELECT code, name, street_name AS "streetName", district_name AS "districtName" FROM community
     WHERE code > $2 AND ($1::uuid IS NULL
       OR EXISTS (SELECT FROM membership m WHERE m.user_id = $1 AND code LIKE m.scope || '%'))
     ORDER BY code LIMIT $3`,
    [personId, after, limit],
  );
}

/** What is known of this community? */
export async function findCommunity(tx: ReadTx, code: string): Promise<CommunityRow | undefined> {
  const [row] = await tx.query<CommunityRow>(
    `SELECT code, name, street_name AS "streetName", district_name AS "districtName"
     FROM community WHERE code = $1`,
    [code],
  );
  return row;
}
