import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

const ROOT = path.resolve(import.meta.dirname, '../..');
const C = '/api/v1/communities/{communityCode}';
const B = `${C}/books/{bookNo}`;

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
}

let directory: string;
let paths: Record<string, Record<string, Operation>>;

beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'openapi-'));
  execFileSync(process.execPath, [path.join(ROOT, 'dist/openapi.js')], { cwd: directory });
  paths = (JSON.parse(generated()) as { paths: typeof paths }).paths;
});

afterAll(() => {
  rmSync(directory, { recursive: true });
});

function generated(): string {
  return readFileSync(path.join(directory, 'openapi.json'), 'utf8');
}

function namesOf(operation: Operation | undefined, place: string): string[] {
  return (operation?.parameters ?? []).filter((one) => one.in === place).map(({ name }) => name);
}

test('the committed contract is the one that the code gives', () => {
  expect(JSON.parse(readFileSync(path.join(ROOT, 'openapi.json'), 'utf8'))).toEqual(
    JSON.parse(generated()),
  );
});

test.each([
  '/api/v1/communities',
  `${C}/users`,
  `${C}/books`,
  `${C}/months`,
  `${C}/months/{month}/meetings`,
  `${C}/notices`,
  `${C}/filings`,
  `${C}/transfers`,
  `${C}/companies`,
  `${C}/audit-events`,
  `${B}/accounts`,
  `${B}/funds`,
  `${B}/fund-accounts`,
  `${B}/vouchers`,
  `${B}/receipts`,
  `${B}/payment-requests`,
  `${B}/allocations`,
  `${B}/payments`,
  `${B}/bank-statements`,
  `${B}/cash-counts`,
  `${B}/donations`,
  '/api/v1/streets/{streetCode}/inbox',
  '/api/v1/districts/{districtCode}/league',
])('the contract of a list names limit, cursor and format: %s', (list) => {
  expect(namesOf(paths[list]?.['get'], 'query')).toEqual(
    expect.arrayContaining(['limit', 'cursor', 'format']),
  );
});

test('the contract of every write but signing in names Idempotency-Key, and of no look', () => {
  const operations = Object.entries(paths).flatMap(([where, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ where, method, operation })),
  );
  expect(operations.length).toBeGreaterThan(90);
  for (const { where, method, operation } of operations) {
    const keyed = method !== 'get' && !where.includes('/auth/');
    expect([where, method, namesOf(operation, 'header')]).toEqual([
      where,
      method,
      keyed ? ['Idempotency-Key'] : [],
    ]);
  }
});
