import type { ReadTx, Tx } from '../../platform/database/transaction.js';

/** How an attempt to sign in ended: let in, wrong password, or turned away because of too many wrong ones. */
export type SignInOutcome = 'signed-in' | 'refused' | 'locked';

export interface SignInRow {
  readonly id: string;
  readonly at: string;
  readonly username: string;
  readonly name: string;
  readonly outcome: SignInOutcome;
}

export interface SignInFilter {
  readonly username?: string;
  readonly from?: string;
  readonly through?: string;
}

/** The place in a list, newest first, after which it goes on. */
export interface SignInPlace {
  readonly after: readonly (string | number)[] | null;
  readonly limit: number;
}

const SIGN_INS = `SELECT s.id, instant_text(s.at) AS at, u.username, u.name, s.outcome
  FROM sign_in s JOIN app_user u ON u.id = s.user_id`;
const PAGE = `($2::timestamptz IS NULL OR (s.at, s.id) < ($2::timestamptz, $3::uuid))
  ORDER BY s.at DESC, s.id DESC LIMIT $4`;

/** Notes how an attempt in this name ended; of a name that nobody has, nothing is kept. */
export async function insertSignIn(
  tx: Tx,
  username: string,
  outcome: SignInOutcome,
): Promise<void> {
  await tx.query(
    'INSERT INTO sign_in (user_id, outcome) SELECT id, $2 FROM app_user WHERE username = $1',
    [username, outcome],
  );
}

/**
 * Lets this transaction end without waiting for the disk: to note a failure takes no longer for a name that exists than for
 * one that does not. A crash at that moment may lose the note.
 */
export async function doNotWaitForTheDisk(tx: Tx): Promise<void> {
  await tx.query(`SELECT set_config('synchronous_commit', 'off', true)`);
}

/** When did the people who serve in this community sign in, or fail to? */
export async function listSignIns(
  tx: ReadTx,
  community: string,
  filter: SignInFilter,
  { after, limit }: SignInPlace,
): Promise<SignInRow[]> {
  const [at = null, id = null] = after ?? [];
  return tx.query<SignInRow>(
    `${SIGN_INS} WHERE s.user_id IN (SELECT m.user_id FROM membership m WHERE m.scope = $1)
       AND ($5::text IS NULL OR u.username = lower($5))
       AND ($6::date IS NULL OR s.at >= $6::date::timestamp AT TIME ZONE 'Asia/Shanghai')
       AND ($7::date IS NULL OR s.at < ($7::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai')
       AND ${PAGE}`,
    [
      community,
      at,
      id,
      limit,
      filter.username ?? null,
      filter.from ?? null,
      filter.through ?? null,
    ],
  );
}

/** When did this person sign in, or somebody fail to in his name? */
export async function listSignInsOf(
  tx: ReadTx,
  personId: string,
  { after, limit }: SignInPlace,
): Promise<SignInRow[]> {
  const [at = null, id = null] = after ?? [];
  return tx.query<SignInRow>(`${SIGN_INS} WHERE s.user_id = $1 AND ${PAGE}`, [
    personId,
    at,
    id,
    limit,
  ]);
}
