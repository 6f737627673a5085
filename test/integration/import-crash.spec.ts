import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runCli, startServiceProcess, type ServiceProcess } from '../support/service-process.js';

const CODE = '511602002001';
const BOOK = `/api/v1/communities/${CODE}/books/1`;
const VOUCHERS = 50_000;

let directory: string;
let service: ServiceProcess;
let token = '';

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'gongzhang-import-'));
});

afterAll(async () => {
  await service.end('SIGTERM');
  rmSync(directory, { recursive: true, force: true });
});

async function send(method: string, path: string, body?: object | string): Promise<unknown> {
  const response = await fetch(`${service.url}${path}`, {
    method,
    headers: {
      ...(token === '' ? {} : { Authorization: `Bearer ${token}` }),
      ...(body === undefined
        ? {}
        : { 'Content-Type': typeof body === 'string' ? 'text/csv' : 'application/json' }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return response.json();
}

async function signIn(username: string): Promise<void> {
  token = '';
  const login = { username, password: 'Test-password-1' };
  ({ accessToken: token } = (await send('POST', '/api/v1/auth/login', login)) as {
    accessToken: string;
  });
}

interface Job {
  readonly id: string;
  readonly state: string;
  readonly rowsRead: number;
  readonly voucherCount: number;
  readonly debit: string;
}

/** A table of so many vouchers of two rows, each over one yuan. */
function table(): string {
  const rows = [
    '凭证序号,日期,摘要,科目编码,科目名称,借方金额,贷方金额,附件张数,专项代码,往来单位',
  ];
  for (let n = 1; n <= VOUCHERS; n += 1) {
    rows.push(`${n},2026-01-05,收第${n}户,112,,1.00,,1,,`);
    rows.push(`${n},2026-01-05,收第${n}户,501,,,1.00,1,,`);
  }
  return rows.join('\n');
}

async function opened(): Promise<void> {
  await signIn('admin');
  const names = { code: CODE, name: '示范社区', streetName: '北辰街道', districtName: '广安区' };
  await send('POST', '/api/v1/communities', names);
  const user = { username: 'accountant', name: '会计', roles: ['accountant'] };
  await send('POST', `/api/v1/communities/${CODE}/users`, { ...user, password: 'Test-password-1' });
  await signIn('accountant');
  await send('POST', `/api/v1/communities/${CODE}/books`, {
    kind: 'collective',
    name: '集体资产账',
    standard: 'rural-collective-2023',
    openedOn: '2026-01-01',
  });
}

const look = async (id: string): Promise<Job> =>
  (await send('GET', `${BOOK}/imports/${id}`)) as Job;

const drafts = async (): Promise<number> =>
  ((await send('GET', `${BOOK}/vouchers?limit=1`)) as { items: unknown[] }).items.length;

/** Asks again and again until the import has come so far. */
async function until(id: string, come: (job: Job) => boolean): Promise<Job> {
  for (;;) {
    const job = await look(id);
    if (come(job)) return job;
    await sleep(50);
  }
}

describe('kill -9 in the middle of an import of 100,000 rows', () => {
  test('leaves nothing half imported; the next start takes it up and tells it as it is', async () => {
    service = await startServiceProcess(directory);
    await opened();
    const { id } = (await send('POST', `${BOOK}/imports`, table())) as Job;
    const reading = await until(id, ({ rowsRead }) => rowsRead >= 30_000);
    expect(reading).toMatchObject({ state: 'running' });
    process.kill(service.child.pid ?? 0, 'SIGKILL');
    await service.end('SIGKILL');

    service = await startServiceProcess(directory);
    await signIn('accountant');
    const again = await look(id);
    expect(['waiting', 'running']).toContain(again.state);
    expect(await drafts()).toBe(0);
    // A second blow, in the middle of the second try.
    await until(id, ({ state, rowsRead }) => state === 'running' && rowsRead >= 10_000);
    await service.end('SIGKILL');

    service = await startServiceProcess(directory);
    await signIn('accountant');
    const done = await until(id, ({ state }) => !['waiting', 'running'].includes(state));
    expect(done).toMatchObject({
      state: 'imported',
      rowsRead: VOUCHERS * 2 + 1,
      voucherCount: VOUCHERS,
      debit: '50000.00',
    });
    expect(await runCli(directory, 'verify', '--community', CODE)).toMatchObject({ code: 0 });
    // The same file enters once, and a month with its drafts is told so.
    const { id: second } = (await send('POST', `${BOOK}/imports`, table())) as Job;
    const repeated = await until(second, ({ state }) => !['waiting', 'running'].includes(state));
    expect(repeated).toMatchObject({ state: 'failed', problem: { code: 'import-repeated' } });
  }, 300_000);
});
