import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ask, testWith } from '../integration/pdf-tools.js';
import { createTestDatabase, type TestDatabase } from '../support/postgres.js';
import { startServiceProcess, type ServiceProcess } from '../support/service-process.js';
import { ownerOf } from '../support/stored-rows.js';

const CODE = '511602002001';
const BOOK = `/api/v1/communities/${CODE}/books/1`;
/** Half past midnight of New Year's Day in China; elsewhere it is still the old year. */
const NEW_YEAR = '2025-12-31T16:30:00Z';

/** Clocks that the service and PostgreSQL may run under. */
const CLOCKS = [
  ['UTC', 'America/Los_Angeles'],
  ['America/Los_Angeles', 'UTC'],
  ['Asia/Shanghai', 'Pacific/Kiritimati'],
] as const;

describe.each(CLOCKS)('peer bug 11: under %s, with PostgreSQL under %s', (zone, ofDatabase) => {
  let directory: string;
  let database: TestDatabase;
  let service: ServiceProcess;
  let accountant: string;
  let voucherId: string;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'gongzhang-day-'));
    database = await createTestDatabase();
    const name = new URL(database.ownerUrl).pathname.slice(1);
    const owner = await ownerOf(database.ownerUrl);
    await owner.query(`ALTER DATABASE ${name} SET timezone TO '${ofDatabase}'`);
    await owner.end();
    service = await startServiceProcess(directory, {
      DATABASE_URL: database.ownerUrl,
      TZ: zone,
      GONGZHANG_NOW: NEW_YEAR,
    });
    const admin = await signIn('admin');
    const names = { name: '示范社区', streetName: '北辰街道', districtName: '广安区' };
    await send('POST', '/api/v1/communities', admin, { code: CODE, ...names });
    for (const role of ['accountant', 'reviewer']) {
      const user = { username: role, name: role, roles: [role], password: 'Test-password-1' };
      await send('POST', `/api/v1/communities/${CODE}/users`, admin, user);
    }
    accountant = await signIn('accountant');
    await send('POST', BOOK.slice(0, -2), accountant, {
      kind: 'collective',
      name: '集体资产账',
      standard: 'rural-collective-2023',
      openedOn: '2025-12-01',
    });
    voucherId = (await draft('2026-01-01')).id ?? '';
    const reviewer = await signIn('reviewer');
    await send('POST', `${BOOK}/vouchers/${voucherId}/review`, reviewer);
  }, 120_000);

  afterAll(async () => {
    await service.end('SIGTERM');
    await database.drop();
    rmSync(directory, { recursive: true, force: true });
  });

  interface Body {
    readonly id?: string;
    readonly type?: string;
    readonly accessToken?: string;
    readonly [fact: string]: unknown;
  }

  async function send(method: string, path: string, token: string, body = {}): Promise<Body> {
    const answer = await fetch(`${service.url}${path}`, {
      method,
      headers: {
        'Content-Type': 'application/json',
        ...(token === '' ? {} : { Authorization: `Bearer ${token}` }),
      },
      ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
    });
    return (await answer.json()) as Body;
  }

  async function signIn(username: string): Promise<string> {
    const login = { username, password: 'Test-password-1' };
    return (await send('POST', '/api/v1/auth/login', '', login)).accessToken ?? '';
  }

  const draft = (date: string): Promise<Body> =>
    send('POST', `${BOOK}/vouchers`, accountant, {
      date,
      attachmentCount: 1,
      lines: [
        { summary: '元旦收租', accountCode: '102', debit: '10.00' },
        { summary: '元旦收租', accountCode: '501', credit: '10.00' },
      ],
    });

  async function file(path: string): Promise<Buffer> {
    const headers = { Authorization: `Bearer ${accountant}` };
    return Buffer.from(await (await fetch(`${service.url}${path}`, { headers })).arrayBuffer());
  }

  test('today is 1 January in China: not a day later is taken', async () => {
    expect(await draft('2026-01-02')).toMatchObject({
      type: '/problems/date-in-future',
      date: '2026-01-02',
      today: '2026-01-01',
    });
  });

  test('a voucher of 1 January stands in the new year, in the books and on every way out', async () => {
    const posted = await send('POST', `${BOOK}/vouchers/${voucherId}/post`, accountant);
    expect(posted).toMatchObject({ month: '2026-01', no: 1 });
    expect(await send('GET', `${BOOK}/vouchers/${voucherId}`, accountant)).toMatchObject({
      date: '2026-01-01',
      month: '2026-01',
    });
    const owner = await ownerOf(database.ownerUrl);
    expect(
      await owner.rows(`SELECT to_char(date, 'YYYY-MM-DD') AS date, month, to_char(posted_at AT TIME ZONE 'UTC',
        'YYYY-MM-DD HH24') AS posted FROM voucher`),
    ).toEqual([{ date: '2026-01-01', month: '2026-01', posted: '2025-12-31 16' }]);
    await owner.end();
    expect(await send('GET', `${BOOK}/vouchers?month=2025-12`, accountant)).toMatchObject({
      items: [],
    });
    const list = `${BOOK}/vouchers?month=2026-01&format=`;
    expect((await file(`${list}csv`)).toString('utf8')).toContain('2026-01-01');
    const parts = unzipSync(await file(`${list}xlsx`));
    expect(
      Object.values(parts)
        .map((part) => strFromU8(part))
        .join(''),
    ).toContain('2026-01-01');
    const balance = await send('GET', `${BOOK}/trial-balance?month=2026-01`, accountant);
    expect(balance).toMatchObject({ totals: { debit: '10.00', credit: '10.00' } });
  });

  testWith('pdftotext', 'the voucher on paper bears 1 January', async () => {
    const pdf = await file(`${BOOK}/vouchers/${voucherId}?format=pdf`);
    expect(ask('pdftotext', ['-layout'], pdf)).toContain('2026年1月1日');
  });
});
