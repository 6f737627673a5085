import { connect, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { rowsOf } from '../../src/platform/tables/table-rows.js';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import { bytesOf } from '../support/file-answer.js';

const HERE = '/api/v1/communities/511602002001';
const BOOK = `${HERE}/books/1`;

let t: TestApp;
let accountant: Client;
let admin: Client;

beforeAll(async () => {
  t = await startTestApp();
  await t.community('511602002001');
  await t.app.listen(0, '127.0.0.1');
  [accountant, admin] = [await t.as('accountant.001'), await t.as('admin')];
  const book = { kind: 'collective', standard: 'rural-collective-2023', name: '账' };
  await accountant.post(`${HERE}/books`, { ...book, openedOn: '2026-01-01' }).expect(201);
});

afterAll(async () => {
  await t.close();
});

const voucher = (summary: string): object => ({
  date: '2026-01-05',
  attachmentCount: 1,
  lines: [
    { summary, accountCode: '513', debit: '1.00' },
    { summary, accountCode: '112', credit: '1.00' },
  ],
});

/** The answer to a request line as no client would write it. */
async function answered(line: string): Promise<string> {
  const { port } = t.app.getHttpServer().address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let said = '';
    socket.on('data', (part: Buffer) => (said += part.toString('utf8')));
    socket.on('close', () => {
      resolve(said);
    });
    socket.on('error', reject);
    socket.write(`${line} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
  });
}

describe('an address', () => {
  test('with a character that no text holds names nobody', async () => {
    for (const place of ['%00', 'x%00y']) {
      expect((await admin.post(`${HERE}/users/${place}/password`)).body).toMatchObject({
        type: '/problems/not-found',
      });
    }
  });

  test('that is none, or is endless, is told as every refusal is', async () => {
    for (const line of [
      `GET ${HERE}/users/%ff%fe`,
      `GET ${HERE}/books/%E0%A4%A/vouchers`,
      `GET ${HERE}/users/${'a'.repeat(5000)}`,
    ]) {
      const said = await answered(line);
      expect(said).toMatch(/^HTTP\/1\.1 404 /);
      expect(said).toContain('content-type: application/problem+json');
      expect(said).toContain('"type":"/problems/not-found"');
      expect(said).not.toContain('FST_ERR');
    }
  });

  test('asks nothing by names that are passed over in silence', async () => {
    for (const name of ['__proto__', 'constructor', 'prototype']) {
      expect((await accountant.get(`${BOOK}/vouchers?${name}=1`)).body).toMatchObject({
        type: '/problems/unknown-query-parameter',
        errors: [{ pointer: `/${name}` }],
      });
    }
  });
});

describe('a body', () => {
  const login = '/api/v1/auth/login';
  const filler = (length: number): object => ({ username: 'a', password: 'b'.repeat(length) });

  test('that is large is read of nobody who is not signed in', async () => {
    const small = await t.anyone().post(login, filler(60_000));
    expect(small.body).toMatchObject({ status: 400, errors: [{ pointer: '/password' }] });
    const large = await t.anyone().post(login, filler(70_000));
    expect(large.body).toMatchObject({ type: '/problems/unauthenticated', status: 401 });
    const forged = { Authorization: `Bearer ${'x'.repeat(200)}` };
    expect((await t.anyone().post(login, filler(70_000), forged)).body).toMatchObject({
      type: '/problems/unauthenticated',
    });
    expect(
      (await accountant.post(`${HERE}/books`, { ...voucher('付'), name: 'b'.repeat(70_000) })).body,
    ).toMatchObject({ type: '/problems/validation-failed' });
  });

  test('of a million values and more is no form, and soon told so', async () => {
    const lines = (count: number): object => ({ lines: Array.from({ length: count }, () => 0) });
    expect((await accountant.post(`${BOOK}/vouchers`, lines(1_000_000))).body).toMatchObject({
      type: '/problems/malformed-request',
    });
    const few = await accountant.post(`${BOOK}/vouchers`, lines(1000));
    expect(few.body).toMatchObject({ type: '/problems/validation-failed' });
  });
});

describe('a list', () => {
  test('of many different items is compared in one go', async () => {
    const roles = Array.from({ length: 400_000 }, (_, n) => `role-${n}`);
    const { body } = await admin.put(`${HERE}/users/reviewer.001/roles`, { roles });
    expect(body).toMatchObject({ status: 400, errors: [{ pointer: '/roles' }] });
    const twice = await admin.put(`${HERE}/users/reviewer.001/roles`, {
      roles: ['reviewer', 'reviewer'],
    });
    expect(twice.body).toMatchObject({ status: 400, errors: [{ pointer: '/roles' }] });
    await admin.put(`${HERE}/users/reviewer.001/roles`, { roles: ['reviewer'] }).expect(200);
  });
});

describe('an answer', () => {
  test('for one person is kept by nobody', async () => {
    for (const path of ['/api/v1/me', `${BOOK}/vouchers`, `${BOOK}/vouchers?format=csv`]) {
      const { headers } = await accountant.get(path).expect(200);
      expect([path, headers['cache-control']]).toEqual([path, 'no-store']);
    }
    const refused = await accountant.get(`${HERE}/users`).expect(403);
    expect(refused.headers['cache-control']).toBe('no-store');
    expect((await t.anyone().get('/notices').expect(200)).headers).not.toHaveProperty(
      'cache-control',
    );
  });
});

describe('a text', () => {
  test('that turns the reading direction or is no character stays out, typed or from a file', async () => {
    for (const summary of ['付\u202e三李', '付\u200b李三', '付\uffff李三']) {
      expect((await accountant.post(`${BOOK}/vouchers`, voucher(summary))).body).toMatchObject({
        type: '/problems/validation-failed',
        errors: [{ pointer: '/lines/0/summary' }, { pointer: '/lines/1/summary' }],
      });
    }
    const head =
      '凭证序号,日期,摘要,科目编码,科目名称,借方金额,贷方金额,附件张数,专项代码,往来单位';
    const file = (party: string): Buffer =>
      Buffer.from(
        `${head}\n1,2026-01-05,付,513,,1.00,,1,,${party}\n1,2026-01-05,付,112,,,1.00,1,,\n`,
      );
    const turned = await accountant.upload(`${BOOK}/imports`, file('李\u202e三'), 'text/csv');
    expect(JSON.parse(turned.text)).toMatchObject({
      type: '/problems/import-rejected',
      errors: [{ pointer: '/rows/2/往来单位', detail: '不能含有换行等控制字符或看不见的字符。' }],
    });
    await accountant.upload(`${BOOK}/imports`, file('李三'), 'text/csv').expect(201);
  });

  test('is shown by a spreadsheet as the books have it, and comes back as it went', async () => {
    const summary = '付_x674E_三_x_';
    await accountant.post(`${BOOK}/vouchers`, voucher(summary)).expect(201);
    const { bytes } = await bytesOf(accountant.get(`${BOOK}/vouchers?format=xlsx`));
    const shown: string[] = [];
    for await (const rows of rowsOf({ declared: 'xlsx', bytes })) {
      shown.push(...rows.map(({ cells }) => cells[2] ?? ''));
    }
    expect(shown.filter((text) => text.startsWith('付_'))).toEqual([summary, summary]);
  });
});
