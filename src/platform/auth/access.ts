import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import { ROLES, type Role } from '../../kernel/role.js';

/** What every route must say of itself: open to all, open to any signed-in person, or to some duties. */
export type Access =
  | { readonly kind: 'public' }
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'duties'; readonly roles: readonly Role[]; readonly record: string | null };

export const ACCESS = Symbol('access');

/** Everybody in the community who has a duty there, and those above it who look on. */
export const READERS: readonly Role[] = ROLES;

/** Open to everybody, without a login. */
export const Public = (): CustomDecorator<symbol> =>
  SetMetadata<symbol, Access>(ACCESS, { kind: 'public' });

/** Open to every signed-in person. */
export const SignedIn = (): CustomDecorator<symbol> =>
  SetMetadata<symbol, Access>(ACCESS, { kind: 'signed-in' });

/** Open to holders of one of the duties at the community, street or district that the path names. */
export const Allow = (...roles: readonly Role[]): CustomDecorator<symbol> =>
  SetMetadata<symbol, Access>(ACCESS, { kind: 'duties', roles, record: null });

/** The same for a path that names a record by its id: the duty is looked up at the record's community. */
export const AllowOn = (table: string, ...roles: readonly Role[]): CustomDecorator<symbol> =>
  SetMetadata<symbol, Access>(ACCESS, { kind: 'duties', roles, record: table });
