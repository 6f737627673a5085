import type { RequestContext } from '../../platform/database/request-context.js';

/** A resident without a login writes in the notice's community alone; his keys cannot meet those of the clerks. */
export function residentContext(context: RequestContext, communityCode: string): RequestContext {
  const { idempotency } = context;
  return {
    scope: communityCode,
    communityCode,
    actor: null,
    idempotency:
      idempotency === null ? null : { ...idempotency, key: `resident:${idempotency.key}` },
  };
}
