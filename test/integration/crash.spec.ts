import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runCli, startServiceProcess, type ServiceProcess } from '../support/service-process.js';

const CODE = '511602002001';
const BOOK = `/api/v1/communities/${CODE}/books/1`;
const WRITES = 200;

let directory: string;
let service: ServiceProcess;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'gongzhang-crash-'));
});

afterAll(async () => {
  await service.end('SIGTERM');
  rmSync(directory, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

async function send(
  method: string,
  path: string,
  token: string | null,
  body?: object,
): Promise<Answer> {
  const response = await fetch(`${service.url}${path}`, {
    method,
    headers: {
      ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function signIn(username: string): Promise<string> {
  const { body } = await send('POST', '/api/v1/auth/login', null, {
    username,
    password: 'Test-password-1',
  });
  return body['accessToken'] as string;
}

async function reviewedDrafts(): Promise<string[]> {
  const admin = await signIn('admin');
  const names = { code: CODE, name: '示范社区', streetName: '北辰街道', districtName: '广安区' };
  await send('POST', '/api/v1/communities', admin, names);
  for (const role of ['accountant', 'reviewer']) {
    const user = { username: role, name: role, roles: [role], password: 'Test-password-1' };
    await send('POST', `/api/v1/communities/${CODE}/users`, admin, user);
  }
  const accountant = await signIn('accountant');
  await send('POST', `/api/v1/communities/${CODE}/books`, accountant, {
    kind: 'collective',
    name: '集体资产账',
    standard: 'rural-collective-2023',
    openedOn: '2026-01-01',
  });
  const vouchers = Array.from({ length: WRITES }, (_, index) => ({
    date: '2026-01-05',
    attachmentCount: 1,
    lines: [
      { summary: `第${index}笔`, accountCode: '102', debit: `${index + 1}.00` },
      { summary: `第${index}笔`, accountCode: '501', credit: `${index + 1}.00` },
    ],
  }));
  const { body } = await send('POST', `${BOOK}/vouchers/batch`, accountant, { vouchers });
  const ids = body['ids'] as string[];
  const review = await send('POST', `${BOOK}/vouchers/review`, await signIn('reviewer'), { ids });
  expect(review.status).toBe(200);
  return ids;
}

interface Item {
  readonly id: string;
  readonly status: string;
  readonly no: number | null;
}

async function everyVoucher(): Promise<Item[]> {
  const accountant = await signIn('accountant');
  const { body } = await send('GET', `${BOOK}/vouchers?limit=500`, accountant);
  return body['items'] as Item[];
}

describe('kill -9 in the middle of 200 concurrent writes', () => {
  test.each([
    ['the service', (): number => service.child.pid ?? 0],
    [
      'PostgreSQL',
      (): number =>
        Number(
          readFileSync(join(directory, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n')[0],
        ),
    ],
  ])(
    'of %s loses no answered write and leaves no half of one',
    async (_, victim) => {
      rmSync(directory, { recursive: true, force: true });
      service = await startServiceProcess(directory);
      const ids = await reviewedDrafts();
      const accountant = await signIn('accountant');
      const answered = new Set<string>();
      const target = victim();
      const writes = ids.map(async (id) => {
        const { status } = await send('POST', `${BOOK}/vouchers/${id}/post`, accountant, {});
        if (status === 200) answered.add(id);
        if (answered.size === 40) process.kill(target, 'SIGKILL');
      });
      await Promise.allSettled(writes);
      expect(answered.size).toBeGreaterThanOrEqual(40);
      expect(answered.size).toBeLessThan(WRITES);

      await service.end('SIGKILL');
      service = await startServiceProcess(directory);
      const items = await everyVoucher();
      const posted = items.filter(({ status }) => status === 'posted');
      const drafts = items.filter(({ status }) => status === 'reviewed');
      const ledger = new Set(posted.map(({ id }) => id));
      expect([...answered].filter((id) => !ledger.has(id))).toEqual([]);
      expect(new Set(items.map(({ id }) => id))).toEqual(new Set(ids));
      expect(posted.length + drafts.length).toBe(WRITES);
      expect(posted.map(({ no }) => no)).toEqual(posted.map((__, index) => index + 1));
      expect(await runCli(directory, 'verify', '--community', CODE)).toMatchObject({ code: 0 });
      await service.end('SIGTERM');
    },
    120_000,
  );
});
