import type { Actor } from '../../kernel/actor.js';

/** What a request may see and who stands behind it; every transaction begins from one. */
export interface RequestContext {
  readonly scope: string;
  readonly communityCode: string | null;
  readonly actor: Actor | null;
  /** Present when the client sent an Idempotency-Key with a write. */
  readonly idempotency: Idempotency | null;
}

export interface Idempotency {
  readonly key: string;
  /** SHA-256 of method, path and body. */
  readonly requestHash: Buffer;
  /** The status that the first answer is given with. */
  readonly status: number;
}

/** The service's own context, for what happens before a person is known. */
export const SYSTEM_CONTEXT: RequestContext = {
  scope: '%',
  communityCode: null,
  actor: null,
  idempotency: null,
};

/** The platform's own operation log has no community. */
export const PLATFORM_COMMUNITY = '000000000000';

/** The first answer to a repeated request, given again. */
export class IdempotentReplay extends Error {
  constructor(
    readonly status: number,
    readonly body: string,
  ) {
    super('replayed');
  }
}
