import { randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { hash } from '@node-rs/argon2';
import { parseCommunityCode } from '../kernel/community-code.js';
import { DomainError } from '../kernel/domain-error.js';
import type { Role } from '../kernel/role.js';
import type { ReadTx, Tx } from '../platform/database/transaction.js';
import { checkDuties, checkReach, dutyAt, ROLE_NAMES } from './domain/duties.js';
import {
  anybody,
  findCommunity,
  findPerson,
  insertCommunity,
  insertPerson,
  listCommunities,
  listPeople,
  type CommunityRow,
  type PersonRow,
} from './storage/people.queries.js';

export type { CommunityRow, PersonRow } from './storage/people.queries.js';

export interface NewPerson {
  readonly username: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly password?: string;
}

/** Communities, people and their duties: the door of the identity room. */
@Injectable()
export class IdentityService {
  /** @throws DomainError community-code-malformed, community-exists */
  async createCommunity(tx: Tx, community: CommunityRow): Promise<CommunityRow> {
    const code = parseCommunityCode(community.code);
    await insertCommunity(tx, community);
    tx.audit({
      action: 'community-created',
      subjectKind: 'community',
      subjectId: code,
      sentence: `建立社区：${community.name}（${code}）`,
      after: community,
    });
    return community;
  }

  /** The communities of the scope; of a person, those that he holds a duty at or above. */
  async communities(
    tx: ReadTx,
    personId: string | null,
    after: string,
    limit: number,
  ): Promise<CommunityRow[]> {
    return listCommunities(tx, personId, after, limit);
  }

  /** @throws DomainError not-found */
  async community(tx: ReadTx, code: string): Promise<CommunityRow> {
    const community = await findCommunity(tx, code);
    if (community === undefined) throw new DomainError('not-found');
    return community;
  }

  /**
   * Creates a person with duties at a community; without a password one is made and shown once.
   * @throws DomainError duties-conflict, duty-beyond-reach, username-taken
   */
  async createUser(
    tx: Tx,
    communityCode: string,
    person: NewPerson,
  ): Promise<PersonRow & { initialPassword?: string }> {
    const community = parseCommunityCode(communityCode);
    await this.community(tx, community);
    const duties = person.roles.map((role) => dutyAt(role, community));
    checkDuties(duties);
    checkReach((await this.person(tx, tx.actor.id)).duties, duties);
    const password = person.password ?? randomBytes(9).toString('base64url');
    const created = {
      id: randomUUID(),
      username: person.username.toLowerCase(),
      name: person.name,
      duties,
    };
    await insertPerson(tx, { ...created, passwordHash: await hash(password) });
    tx.audit({
      action: 'user-created',
      subjectKind: 'user',
      subjectId: created.id,
      sentence: `新增用户 ${created.name}（${created.username}）：${person.roles.map((role) => ROLE_NAMES[role]).join('、')}`,
      after: created,
    });
    return person.password === undefined ? { ...created, initialPassword: password } : created;
  }

  async users(tx: ReadTx, community: string, after: string, limit: number): Promise<PersonRow[]> {
    return listPeople(tx, community, after, limit);
  }

  /** @throws DomainError unauthenticated when the person is gone */
  async person(tx: ReadTx, id: string): Promise<PersonRow> {
    const person = await findPerson(tx, id);
    if (person === undefined) throw new DomainError('unauthenticated');
    return person;
  }

  /** Makes the first administrator, with duties everywhere, on a database without people; null when there are some. */
  async createFirstAdministrator(
    tx: Tx,
    username: string,
    password: string | null,
  ): Promise<{ username: string; password: string } | null> {
    if (await anybody(tx)) return null;
    const chosen = password ?? randomBytes(12).toString('base64url');
    const id = randomUUID();
    await insertPerson(tx, {
      id,
      username: username.toLowerCase(),
      name: '系统管理员',
      duties: [{ role: 'admin', scope: '%' }],
      passwordHash: await hash(chosen),
    });
    tx.audit({
      action: 'administrator-created',
      subjectKind: 'user',
      subjectId: id,
      sentence: `建立首位系统管理员 ${username}`,
    });
    return { username, password: chosen };
  }
}
