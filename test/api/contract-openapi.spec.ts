import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { routesOf } from '../support/routes.js';
import { startTestApp, type TestApp } from '../support/app.js';

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string; readonly in: string }[];
  readonly responses: object;
}

const contract = JSON.parse(
  readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8'),
) as {
  readonly info: { readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};
const operations = Object.entries(contract.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method, ...operation })),
);
const namesOf = ({ parameters }: Operation): string[] => parameters.map(({ name }) => name);

let t: TestApp;

beforeAll(async () => {
  t = await startTestApp();
});

afterAll(() => t.close());

describe('the committed contract', () => {
  test('names the release, which the list of changes tells of', () => {
    const file = (name: string): string =>
      readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
    const { version } = JSON.parse(file('package.json')) as { version: string };
    expect(contract.info.version).toBe(version);
    expect(file('CHANGELOG.md')).toContain(`\n## ${version} `);
  });

  test('leaves out no route of the API', () => {
    const documented = operations.map(
      ({ method, path }) => `${method.toUpperCase()} ${path.replace(/^\/|\{|\}/g, '')}`,
    );
    const declared = routesOf(t.app)
      .filter(({ name }) => !/^(Pages|Problems|Health|Verify)Controller\./.test(name))
      .map(({ method, path }) => `${method} api/v1/${path.replaceAll(':', '')}`);
    expect(declared.filter((route) => !documented.includes(route))).toEqual([]);
  });

  test('says of every list how it is cut and taken away; residents take nothing away', () => {
    const lists = operations.filter(
      (operation) => operation.method === 'get' && namesOf(operation).includes('cursor'),
    );
    expect(lists.length).toBeGreaterThan(30);
    for (const list of lists) {
      const format = list.path === '/api/v1/public/notices' ? [] : ['format'];
      expect([list.path, namesOf(list)]).toEqual([
        list.path,
        expect.arrayContaining(['limit', 'cursor', ...format]),
      ]);
    }
  });

  test('names the Idempotency-Key of every write but those of sessions', () => {
    const without = operations
      .filter((operation) => operation.method !== 'get')
      .filter((operation) => !namesOf(operation).includes('Idempotency-Key'))
      .map(({ path }) => path);
    expect(without).toEqual(['/api/v1/auth/login', '/api/v1/auth/refresh', '/api/v1/auth/logout']);
  });
});
