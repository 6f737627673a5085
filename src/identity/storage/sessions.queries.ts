import type { Tx } from '../../platform/database/transaction.js';

export interface SessionRow {
  readonly id: string;
  readonly family: string;
  readonly userId: string;
  readonly usedAt: Date | null;
  readonly revokedAt: Date | null;
  readonly expiresAt: Date;
}

/** Keeps a person as he is until this transaction ends: who changes the password waits for it, or is waited for. */
export async function holdPerson(tx: Tx, id: string): Promise<void> {
  await tx.query('SELECT FROM app_user WHERE id = $1 FOR SHARE', [id]);
}

/** The same for the person whom a refresh token was given to. */
export async function holdOwner(tx: Tx, tokenHash: Buffer): Promise<void> {
  await tx.query(
    'SELECT FROM app_user WHERE id = (SELECT user_id FROM login_session WHERE token_hash = $1) FOR SHARE',
    [tokenHash],
  );
}

/** Which session does this refresh token belong to? Locked, so that two uses wait for each other. */
export async function takeSession(tx: Tx, tokenHash: Buffer): Promise<SessionRow | undefined> {
  const [row] = await tx.query<SessionRow>(
    `SELECT id, family, user_id AS "userId", used_at AS "usedAt", revoked_at AS "revokedAt", expires_at AS "expiresAt"
     FROM login_session WHERE token_hash = $1 FOR UPDATE`,
    [tokenHash],
  );
  return row;
}

/** Keeps a new refresh token by its hash. */
export async function insertSession(
  tx: Tx,
  session: { id: string; family: string; userId: string; tokenHash: Buffer; expiresAt: Date },
): Promise<void> {
  await tx.query(
    'INSERT INTO login_session (id, family, user_id, token_hash, expires_at) VALUES ($1, $2, $3, $4, $5)',
    [session.id, session.family, session.userId, session.tokenHash, session.expiresAt],
  );
}

/** Marks a refresh token as used. */
export async function useSession(tx: Tx, id: string): Promise<void> {
  await tx.query('UPDATE login_session SET used_at = context_now() WHERE id = $1', [id]);
}

/** Ends every token of a family. */
export async function revokeFamily(tx: Tx, family: string): Promise<void> {
  await tx.query(
    'UPDATE login_session SET revoked_at = context_now() WHERE family = $1 AND revoked_at IS NULL',
    [family],
  );
}

/** Ends every token of a person. */
export async function revokeSessions(tx: Tx, userId: string): Promise<void> {
  await tx.query(
    'UPDATE login_session SET revoked_at = context_now() WHERE user_id = $1 AND revoked_at IS NULL',
    [userId],
  );
}
