import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { parseCommunityCode } from '../kernel/community-code.js';
import { DomainError } from '../kernel/domain-error.js';
import type { Duty, Role } from '../kernel/role.js';
import type { Tx } from '../platform/database/transaction.js';
import {
  checkDuties,
  checkDutyLeft,
  checkReach,
  dutyAt,
  ROLE_NAMES,
  servesAt,
} from './domain/duties.js';
import {
  actorDuties,
  changeDuties,
  findColleague,
  passwordHashOf,
  setDisabled,
  setPassword,
  type ColleagueRow,
} from './storage/people.queries.js';
import { revokeSessions } from './storage/sessions.queries.js';

export type { ColleagueRow } from './storage/people.queries.js';

/** What becomes of people after they were made: passwords, duties given and taken back, leaving (财会〔2024〕12号 第十一条). */
@Injectable()
export class PeopleService {
  /** Changes one's own password and ends every other sign-in. @throws DomainError password-wrong */
  async changePassword(tx: Tx, current: string, wanted: string): Promise<void> {
    const { id, name } = tx.actor;
    const known = await passwordHashOf(tx, id);
    if (known === undefined || !(await verify(known, current))) {
      throw new DomainError('password-wrong', {}, [
        { pointer: '/currentPassword', detail: '与现在的密码不符。' },
      ]);
    }
    await setPassword(tx, id, await hash(wanted));
    await revokeSessions(tx, id);
    tx.audit({
      action: 'password-changed',
      subjectKind: 'user',
      subjectId: id,
      sentence: `${name}修改了自己的密码`,
    });
  }

  /** Makes a new password for somebody who forgot it; it is shown once. @throws DomainError not-found, duty-beyond-reach */
  async resetPassword(tx: Tx, community: string, username: string): Promise<string> {
    const person = await this.ofHere(tx, community, username);
    const password = randomBytes(9).toString('base64url');
    await setPassword(tx, person.id, await hash(password));
    await revokeSessions(tx, person.id);
    tx.audit({
      action: 'password-reset',
      subjectKind: 'user',
      subjectId: person.id,
      sentence: `重置用户 ${person.name}（${person.username}）的密码`,
    });
    return password;
  }

  /**
   * Sets which duties a person holds in the community; those elsewhere stay. The person may serve elsewhere alone so far.
   * @throws DomainError not-found, not-oneself, duty-beyond-reach, duties-conflict, no-duty-left
   */
  async setRoles(
    tx: Tx,
    community: string,
    username: string,
    roles: readonly Role[],
  ): Promise<ColleagueRow> {
    const person = await this.reached(tx, community, username);
    const code = parseCommunityCode(community);
    const here = person.duties.filter(({ scope }) => scope === code);
    const wanted = roles.map((role) => dutyAt(role, code));
    const given = wanted.filter((duty) => !person.duties.some((own) => same(own, duty)));
    const taken = here.filter((duty) => !wanted.some((other) => same(other, duty)));
    checkReach(await actorDuties(tx), [...given, ...taken]);
    const held = [...person.duties.filter((duty) => !taken.includes(duty)), ...given];
    checkDuties(held);
    checkDutyLeft(held);
    await changeDuties(tx, person.id, given, taken);
    await revokeSessions(tx, person.id);
    const after = await this.colleague(tx, community, username);
    tx.audit({
      action: 'duties-changed',
      subjectKind: 'user',
      subjectId: person.id,
      sentence:
        roles.length === 0
          ? `用户 ${person.name}（${person.username}）不再担任本社区的职责`
          : `用户 ${person.name}（${person.username}）的职责改为：${roles.map((role) => ROLE_NAMES[role]).join('、')}`,
      before: { duties: person.duties },
      after: { duties: after.duties },
    });
    return after;
  }

  /**
   * Shuts a person out, or lets him in again; what he did stays.
   * @throws DomainError not-found, not-oneself, duty-beyond-reach
   */
  async setActive(
    tx: Tx,
    community: string,
    username: string,
    { active, reason }: { readonly active: boolean; readonly reason: string },
  ): Promise<ColleagueRow> {
    const person = await this.ofHere(tx, community, username);
    await setDisabled(tx, person.id, !active);
    await revokeSessions(tx, person.id);
    tx.audit({
      action: active ? 'user-enabled' : 'user-disabled',
      subjectKind: 'user',
      subjectId: person.id,
      sentence: `${active ? '恢复' : '停用'}用户 ${person.name}（${person.username}）：${reason}`,
    });
    return { ...person, disabled: !active };
  }

  private async colleague(tx: Tx, community: string, username: string): Promise<ColleagueRow> {
    const person = await findColleague(tx, community, username.toLowerCase());
    if (person === undefined) throw new DomainError('not-found');
    return person;
  }

  /** Somebody else, all of whose duties lie where the actor administers. */
  private async reached(tx: Tx, community: string, username: string): Promise<ColleagueRow> {
    const person = await this.colleague(tx, community, username);
    if (person.id === tx.actor.id) throw new DomainError('not-oneself');
    checkReach(await actorDuties(tx), person.duties);
    return person;
  }

  /** The same, of those who serve at the community. */
  private async ofHere(tx: Tx, community: string, username: string): Promise<ColleagueRow> {
    const person = await this.reached(tx, community, username);
    if (!servesAt(person.duties, community)) throw new DomainError('not-found');
    return person;
  }
}

function same(one: Duty, other: Duty): boolean {
  return one.role === other.role && one.scope === other.scope;
}
