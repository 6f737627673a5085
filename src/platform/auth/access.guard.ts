import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../kernel/domain-error.js';
import type { Duty, Role } from '../../kernel/role.js';
import { Database } from '../database/database.js';
import { SYSTEM_CONTEXT } from '../database/request-context.js';
import { ACCESS, type Access } from './access.js';
import { Places } from './places.js';
import { Tokens, type Principal } from './tokens.js';

declare module 'fastify' {
  interface FastifyRequest {
    principal?: Principal;
    /** Where this request acts: a community, or a prefix of codes. */
    place?: { scope: string; communityCode: string | null };
  }
}

interface PlaceParams {
  readonly communityCode?: string;
  readonly streetCode?: string;
  readonly districtCode?: string;
  readonly id?: string;
}

/** Lets a request through when the route's own declaration does; a route that declares nothing is closed. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: Tokens,
    private readonly database: Database,
    private readonly places: Places,
  ) {}

  /** @throws DomainError unauthenticated, forbidden, not-found */
  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const request = execution.switchToHttp().getRequest<FastifyRequest>();
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      execution.getHandler(),
      execution.getClass(),
    ]);
    if (access === undefined) throw new DomainError('forbidden');
    if (access.kind === 'public') return true;
    const principal = await this.tokens.verify(bearer(request));
    request.principal = principal;
    if (access.kind === 'signed-in') return true;
    request.place = await this.placeOf(request, access, principal);
    return true;
  }

  private async placeOf(
    request: FastifyRequest,
    access: Access & { kind: 'duties' },
    principal: Principal,
  ): Promise<{ scope: string; communityCode: string | null }> {
    const params = request.params as PlaceParams;
    const communityCode =
      access.record === null
        ? params.communityCode
        : await this.communityOf(access.record, params.id ?? '', principal);
    const wanted = communityCode ?? params.streetCode ?? params.districtCode;
    if (wanted !== undefined) {
      if (!/^[0-9]{6,12}$/.test(wanted)) throw new DomainError('not-found');
      if (!holds(principal.duties, access.roles, wanted)) throw new DomainError('forbidden');
      if (params.communityCode !== undefined) {
        await this.places.find(params.communityCode, request.params as Record<string, string>);
      }
      return { scope: wanted, communityCode: communityCode ?? null };
    }
    const duty = widest(principal.duties.filter(({ role }) => access.roles.includes(role)));
    if (duty === undefined) throw new DomainError('forbidden');
    return { scope: duty.scope, communityCode: null };
  }

  /** A record outside every duty of the person is not there for him. */
  private async communityOf(table: string, id: string, principal: Principal): Promise<string> {
    if (!/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(id)) throw new DomainError('not-found');
    const [row] = await this.database.read(SYSTEM_CONTEXT, (tx) =>
      tx.query<{ community_code: string }>(
        `SELECT community_code FROM ${table} WHERE id = $1 LIMIT 1`,
        [id],
      ),
    );
    if (
      row === undefined ||
      !principal.duties.some(({ scope }) => within(row.community_code, scope))
    ) {
      throw new DomainError('not-found');
    }
    return row.community_code;
  }
}

function bearer(request: FastifyRequest): string {
  const header = request.headers.authorization ?? '';
  if (!header.startsWith('Bearer ')) throw new DomainError('unauthenticated');
  return header.slice('Bearer '.length);
}

function within(code: string, scope: string): boolean {
  return scope === '%' || code.startsWith(scope);
}

function holds(duties: readonly Duty[], roles: readonly Role[], code: string): boolean {
  return duties.some(({ scope, role }) => roles.includes(role) && within(code, scope));
}

function widest(duties: readonly Duty[]): Duty | undefined {
  return [...duties].sort(
    (a, b) => (a.scope === '%' ? 0 : a.scope.length) - (b.scope === '%' ? 0 : b.scope.length),
  )[0];
}
