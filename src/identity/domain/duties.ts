import { districtOf, streetOf, type CommunityCode } from '../../kernel/community-code.js';
import { DomainError } from '../../kernel/domain-error.js';
import type { Duty, Role } from '../../kernel/role.js';

/** Names of the duties as people say them. */
export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  accountant: '会计',
  reviewer: '审核',
  cashier: '出纳',
  director: '居委会主任',
  'party-secretary': '社区党委书记',
  supervisor: '居务监督委员会委员',
  'street-officer': '街道经办',
  'district-officer': '区级经办',
  auditor: '审计',
  admin: '系统管理员',
};

/**
 * Pairs that one person never holds in one community: 会计法 第三十五条 (出纳不得兼任稽核和账目登记),
 * 城市居民委员会组织法 第三十六条 (居务监督委员会), and the street that never keeps a community's book.
 */
const CONFLICTS: readonly (readonly [Role, Role])[] = [
  ['accountant', 'cashier'],
  ['cashier', 'reviewer'],
  ['cashier', 'director'],
  ['accountant', 'supervisor'],
  ['reviewer', 'supervisor'],
  ['cashier', 'supervisor'],
  ['director', 'supervisor'],
  ['party-secretary', 'supervisor'],
  ['admin', 'supervisor'],
  ['street-officer', 'supervisor'],
  ['accountant', 'street-officer'],
  ['reviewer', 'street-officer'],
  ['cashier', 'street-officer'],
  ['director', 'street-officer'],
  ['party-secretary', 'street-officer'],
  ['accountant', 'auditor'],
  ['cashier', 'auditor'],
  ['reviewer', 'auditor'],
  ['supervisor', 'auditor'],
  ['supervisor', 'district-officer'],
  ['accountant', 'district-officer'],
  ['reviewer', 'district-officer'],
  ['cashier', 'district-officer'],
  ['director', 'district-officer'],
  ['party-secretary', 'district-officer'],
];

/** @throws DomainError duties-conflict when one person would hold two duties that exclude each other in one place */
export function checkDuties(duties: readonly Duty[]): void {
  for (const [role, other] of CONFLICTS) {
    const scopes = duties.filter((duty) => duty.role === role).map(({ scope }) => scope);
    const others = duties.filter((duty) => duty.role === other).map(({ scope }) => scope);
    if (scopes.some((scope) => others.some((there) => overlap(scope, there)))) {
      throw new DomainError('duties-conflict', {
        role: ROLE_NAMES[role],
        other: ROLE_NAMES[other],
      });
    }
  }
}

/** Whether one place lies in the other. */
function overlap(one: string, other: string): boolean {
  return covers(one, other) || covers(other, one);
}

function covers(scope: string, place: string): boolean {
  return scope === '%' || place.startsWith(scope);
}

/** The roles of some duties, each once. */
export function rolesOf(duties: readonly Duty[]): Role[] {
  return [...new Set(duties.map(({ role }) => role))];
}

/** A duty reaches the community, or the street or district that it lies in. */
export function dutyAt(role: Role, community: CommunityCode): Duty {
  if (role === 'street-officer') return { role, scope: streetOf(community) };
  if (role === 'district-officer') return { role, scope: districtOf(community) };
  return { role, scope: community };
}

/** Whether one of the duties reaches the community. */
export function servesAt(duties: readonly Duty[], community: string): boolean {
  return duties.some(({ scope }) => covers(scope, community));
}

/**
 * Somebody without any duty is out of every administrator's sight: who leaves is shut out instead.
 * @throws DomainError no-duty-left
 */
export function checkDutyLeft(duties: readonly Duty[]): void {
  if (duties.length === 0) {
    throw new DomainError('no-duty-left', {}, [
      { pointer: '/roles', detail: '此人在别处没有职责，这里至少保留一项。' },
    ]);
  }
}

/**
 * Nobody gives a duty beyond the places that he administers himself.
 * @throws DomainError duty-beyond-reach
 */
export function checkReach(giver: readonly Duty[], given: readonly Duty[]): void {
  const reach = giver.filter(({ role }) => role === 'admin').map(({ scope }) => scope);
  const beyond = given.find(({ scope }) => !reach.some((own) => covers(own, scope)));
  if (beyond !== undefined) throw new DomainError('duty-beyond-reach', { scope: beyond.scope });
}
