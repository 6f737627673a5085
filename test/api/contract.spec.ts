import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { declaredRoutes } from '../../src/platform/auth/route-walk.js';
import { startTestApp, type TestApp } from '../support/app.js';

interface Schema {
  readonly enum?: readonly string[];
  readonly [key: string]: unknown;
}

interface Operation {
  readonly operationId: string;
  readonly security: readonly object[];
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly description?: string;
    readonly schema: Schema;
  }[];
  readonly responses: Readonly<
    Record<
      string,
      { readonly $ref?: string; readonly content?: Record<string, { schema: Schema }> }
    >
  >;
}

let t: TestApp;
let contract: OpenAPIObject;
let operations: (readonly [name: string, operation: Operation])[];

beforeAll(async () => {
  t = await startTestApp();
  const { body } = await t.anyone().get('/api/openapi.json').expect(200);
  contract = body as OpenAPIObject;
  operations = Object.entries(contract.paths).flatMap(([path, item]) =>
    Object.entries(item as Record<string, Operation>).map(
      ([method, operation]) => [`${method} ${path}`, operation] as const,
    ),
  );
});

afterAll(() => t.close());

/** Only this may fall: operations whose answer has no shape. */
const SHAPELESS = 0;

describe('the contract that Swagger UI shows', () => {
  test('is the one in the repository', () => {
    const written = readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8');
    expect(contract).toEqual(JSON.parse(written));
    expect(operations.length).toBeGreaterThan(120);
  });

  test('says of every answer what it holds', () => {
    const shapeless = operations.filter(([, { responses }]) =>
      Object.entries(responses).some(([status, { content = {} }]) => {
        if (!status.startsWith('2') || status === '204') return false;
        const schemas = Object.values(content).map(({ schema }) => JSON.stringify(schema));
        return (
          schemas.length === 0 ||
          schemas.some((schema) => ['{}', '{"type":"object"}'].includes(schema))
        );
      }),
    );
    expect(shapeless.map(([name]) => name)).toHaveLength(SHAPELESS);
  });

  test('has no reference that leads nowhere', () => {
    const lost = [...JSON.stringify(contract).matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)]
      .map(([, group = '', name = '']) => [group, name] as const)
      .filter(([group, name]) => {
        const groups = contract.components as Record<string, Record<string, object>>;
        return groups[group]?.[name] === undefined;
      });
    expect(lost).toEqual([]);
  });

  test('puts a padlock on what needs a login, and on nothing else', () => {
    const access = new Map(
      declaredRoutes(t.app).map(({ name, access: declared }) => [name.replace('.', '_'), declared]),
    );
    for (const [name, { operationId, security }] of operations) {
      const declared = access.get(operationId.replace(/\[\d+\]$/, ''));
      expect([name, declared === undefined]).toEqual([name, false]);
      expect([name, security]).toEqual([name, declared?.kind === 'public' ? [] : [{ bearer: [] }]]);
    }
  });

  test('explains every parameter of a path, and lists the values where there are few', () => {
    for (const [name, { parameters }] of operations) {
      for (const parameter of parameters.filter((one) => one.in === 'path')) {
        expect([name, parameter.name, parameter.description]).toEqual([
          name,
          parameter.name,
          expect.stringMatching(/\p{Script=Han}/u),
        ]);
      }
    }
    const values = (path: string, parameter: string): unknown =>
      operations
        .find(([name]) => name.endsWith(path))?.[1]
        .parameters.find(({ name }) => name === parameter)?.schema.enum;
    expect(values('/journals/{journal}', 'journal')).toEqual(['cash', 'bank']);
    expect(values('/statements/{kind}', 'kind')).toContain('balance-sheet');
  });

  test('names the refusals of every operation by one shared schema', () => {
    const withLogin = operations.filter(([, { security }]) => security.length > 0);
    for (const [name, { responses }] of withLogin) {
      expect([name, responses['401']?.$ref]).toEqual([name, '#/components/responses/Problem401']);
    }
    const writes = withLogin.filter(([name]) => /^(post|put|delete) /.test(name));
    for (const [name, { responses, parameters }] of writes) {
      expect([name, Object.keys(responses)]).toEqual([
        name,
        expect.arrayContaining(['400', '409', '422']),
      ]);
      expect(parameters.map((parameter) => parameter.name)).toContain('Idempotency-Key');
    }
  });

  test('begins with signing in, and its example signs in to the demo', () => {
    expect(contract.tags?.[0]?.name).toBe('登录');
    expect(contract.tags?.at(-1)?.name).toBe('运行');
    const used = operations.flatMap(
      ([, operation]) => (operation as unknown as { tags: string[] }).tags,
    );
    const listed = contract.tags?.map(({ name }) => name);
    expect([...new Set(used)].filter((tag) => listed?.includes(tag) !== true)).toEqual([]);
    expect(contract.info.description).toContain('accessToken');
    expect(contract.components?.schemas?.['LoginDto']).toMatchObject({
      properties: { username: { example: 'accountant' }, password: { example: 'gongzhang-demo' } },
    });
    expect(contract.components?.schemas?.['TokenPair']).toMatchObject({
      required: ['accessToken', 'refreshToken', 'expiresIn'],
    });
  });
});
