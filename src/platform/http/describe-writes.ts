import type { OpenAPIObject } from '@nestjs/swagger';

type Operation = NonNullable<OpenAPIObject['paths'][string]['post']>;

const WRITES = ['post', 'put', 'delete'] as const;

/** Signing in and out answers anew each time. */
const WITHOUT_KEY = '/auth/';

const KEY: NonNullable<Operation['parameters']>[number] = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    '幂等键：同一键的同一请求只办理一次，重复提交得到第一次的回答（Idempotency-Hit: true）',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
};

/** Says of every write that it takes an Idempotency-Key: the platform keeps it, so no handler declares it. */
export function describeWrites(document: OpenAPIObject): OpenAPIObject {
  for (const [path, item] of Object.entries(document.paths)) {
    if (path.includes(WITHOUT_KEY)) continue;
    for (const method of WRITES) {
      const operation = item[method];
      if (operation !== undefined) operation.parameters = [...(operation.parameters ?? []), KEY];
    }
  }
  return document;
}
