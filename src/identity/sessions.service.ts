import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { DomainError } from '../kernel/domain-error.js';
import { ACCESS_SECONDS, Tokens } from '../platform/auth/tokens.js';
import { Database } from '../platform/database/database.js';
import { SYSTEM_CONTEXT } from '../platform/database/request-context.js';
import type { Tx } from '../platform/database/transaction.js';
import { SignInsService } from './sign-ins.service.js';
import { findLogin, findPerson, type LoginRow, type PersonRow } from './storage/people.queries.js';
import {
  holdOwner,
  holdPerson,
  insertSession,
  revokeFamily,
  revokeSessions,
  takeSession,
  useSession,
} from './storage/sessions.queries.js';

export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Lifetime of the access token, in seconds. */
  readonly expiresIn: number;
}

const REFRESH_DAYS = 14;
const DAY = 86_400_000;
/** Compared against when nobody has the name, so that the time tells nothing. */
const NOBODY = hash(randomBytes(16).toString('hex'));

/** Signing in and out. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly database: Database,
    private readonly tokens: Tokens,
    private readonly signIns: SignInsService,
  ) {}

  /** @throws DomainError login-refused */
  async login(username: string, password: string): Promise<TokenPair> {
    const person = await this.database.read(SYSTEM_CONTEXT, (tx) =>
      findLogin(tx, username.toLowerCase()),
    );
    const right = await verify(person?.passwordHash ?? (await NOBODY), password);
    const pair = person === undefined || !right ? null : await this.signIn(person);
    if (pair === null) {
      await this.signIns.failed(username, 'refused');
      throw new DomainError('login-refused');
    }
    return pair;
  }

  /** Notes that somebody was turned away before his password was looked at. */
  async turnedAway(username: string): Promise<void> {
    await this.signIns.failed(username, 'locked');
  }

  /** Gives a new pair for a refresh token; one shown twice ends its whole family. @throws DomainError unauthenticated */
  async refresh(refreshToken: string): Promise<TokenPair> {
    const pair = await this.database.write(SYSTEM_CONTEXT, async (tx) => {
      await holdOwner(tx, digest(refreshToken));
      const session = await takeSession(tx, digest(refreshToken));
      if (session === undefined) return null;
      if (session.usedAt !== null || session.revokedAt !== null || session.expiresAt < tx.now) {
        await revokeFamily(tx, session.family);
        return null;
      }
      await useSession(tx, session.id);
      const person = await findPerson(tx, session.userId);
      return person === undefined ? null : this.issue(tx, person, session.family);
    });
    if (pair === null) throw new DomainError('unauthenticated');
    return pair;
  }

  /** Ends the token's family; an unknown token is no error. */
  async logout(refreshToken: string): Promise<void> {
    await this.database.write(SYSTEM_CONTEXT, async (tx) => {
      const session = await takeSession(tx, digest(refreshToken));
      if (session !== undefined) await revokeFamily(tx, session.family);
    });
  }

  /** Ends every session of the person whom the access token names. @throws DomainError unauthenticated */
  async logoutEverywhere(authorization: string | undefined): Promise<void> {
    const { id } = await this.tokens.verify(authorization?.replace(/^Bearer /, '') ?? '');
    await this.database.write(SYSTEM_CONTEXT, (tx) => revokeSessions(tx, id));
  }

  private async signIn(person: LoginRow): Promise<TokenPair | null> {
    return this.database.write({ ...SYSTEM_CONTEXT, actor: person }, async (tx) => {
      // The password that was right may have changed since.
      await holdPerson(tx, person.id);
      const still = await findLogin(tx, person.username);
      if (still?.passwordHash !== person.passwordHash) return null;
      await this.signIns.succeeded(tx, person.username);
      tx.audit({
        action: 'signed-in',
        subjectKind: 'user',
        subjectId: person.id,
        sentence: `${person.name}（${person.username}）登录`,
      });
      return this.issue(tx, person, randomUUID());
    });
  }

  private async issue(tx: Tx, person: PersonRow, family: string): Promise<TokenPair> {
    const refreshToken = randomBytes(32).toString('base64url');
    await insertSession(tx, {
      id: randomUUID(),
      family,
      userId: person.id,
      tokenHash: digest(refreshToken),
      expiresAt: new Date(tx.now.getTime() + REFRESH_DAYS * DAY),
    });
    const accessToken = await this.tokens.sign(person);
    return { accessToken, refreshToken, expiresIn: ACCESS_SECONDS };
  }
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
