import { once } from 'node:events';
import http from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type Client, type TestApp } from '../support/app.js';

let t: TestApp;
let accountant: Client;
let vouchers: string;
let token: string;

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  const code = await t.community();
  accountant = await t.as('accountant.001');
  await accountant
    .post(`/api/v1/communities/${code}/books`, {
      kind: 'collective',
      name: '集体资产账',
      standard: 'rural-collective-2023',
      openedOn: '2026-01-01',
    })
    .expect(201);
  vouchers = `/api/v1/communities/${code}/books/1/vouchers`;
  const { body } = await t
    .anyone()
    .post('/api/v1/auth/login', { username: 'accountant.001', password: 'Test-password-1' });
  token = (body as { accessToken: string }).accessToken;
  await t.app.listen(0, '127.0.0.1');
});

afterAll(async () => {
  await t.close();
});

const good = {
  date: '2026-01-05',
  attachmentCount: 1,
  lines: [
    { summary: '租金', accountCode: '102', debit: '1.00' },
    { summary: '租金', accountCode: '501', credit: '1.00' },
  ],
};
const amount = (debit: unknown): object => ({
  ...good,
  lines: [{ ...good.lines[0], debit }, good.lines[1]],
});

async function count(): Promise<number> {
  const { body } = await accountant.get(`${vouchers}?limit=500`);
  return (body as { items: unknown[] }).items.length;
}

/** The good voucher whose summary is these very bytes. */
function inBytes(summary: readonly number[]): Buffer {
  const [before = '', after = ''] = JSON.stringify({
    ...good,
    lines: good.lines.map((line) => ({ ...line, summary: '事由' })),
  }).split(/事由(.*)/s);
  const [middle = '', end = ''] = after.split('事由');
  const bytes = Buffer.from(summary);
  return Buffer.concat([Buffer.from(before), bytes, Buffer.from(middle), bytes, Buffer.from(end)]);
}

/** Sends bytes over a socket as they are; what wraps them may not touch them. */
async function raw(body: Buffer): Promise<{ status: number; type: string; body: unknown }> {
  const { hostname, port } = new URL(await t.app.getUrl());
  const request = http.request({
    hostname,
    port,
    path: vouchers,
    method: 'POST',
    headers: {
      Authorization: `Bearer ${token}`,
      'Content-Type': 'application/json',
      'Content-Length': body.length,
    },
  });
  request.end(body);
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  return {
    status: response.statusCode ?? 0,
    type: response.headers['content-type'] ?? '',
    body: JSON.parse(await text(response)) as unknown,
  };
}

describe('bad input gets a problem document with a pointer and changes nothing', () => {
  test.each([
    ['a tenth of a fen', amount('0.001'), '/lines/0/debit'],
    ['exponent notation', amount('1e9'), '/lines/0/debit'],
    ['more than any number', amount('1e400'), '/lines/0/debit'],
    ['a number that is none', amount('NaN'), '/lines/0/debit'],
    ['full-width digits', amount('１２'), '/lines/0/debit'],
    ['a JSON number', amount(1), '/lines/0/debit'],
    ['zero', amount('0.00'), '/lines/0/debit'],
    ['a negative amount', amount('-1.00'), '/lines/0/debit'],
    ['beyond numeric(18,2)', amount('10000000000000000.00'), '/lines/0/debit'],
    ['a day that is not', { ...good, date: '2026-02-30' }, '/date'],
    ['a month thirteen', { ...good, date: '2026-13-01' }, '/date'],
    ['a null', { ...good, date: null }, '/date'],
    ['an unknown field', { ...good, colour: 'red' }, '/colour'],
    [
      'an unknown field inside',
      { ...good, lines: [{ ...good.lines[0], x: 1 }, good.lines[1]] },
      '/lines/0/x',
    ],
    ['lines that are no list', { ...good, lines: 'none' }, '/lines'],
    ['lines that are no objects', { ...good, lines: [1, 'a'] }, '/lines'],
    ['no lines', { ...good, lines: [] }, '/lines'],
    ['half an attachment', { ...good, attachmentCount: 0.5 }, '/attachmentCount'],
    [
      'a control character',
      { ...good, lines: [{ ...good.lines[0], summary: 'a\u0007b' }, good.lines[1]] },
      '/lines/0/summary',
    ],
    [
      'blank text',
      { ...good, lines: [{ ...good.lines[0], summary: '   ' }, good.lines[1]] },
      '/lines/0/summary',
    ],
  ])('%s', async (_, body, pointer) => {
    const before = await count();
    const answer = await accountant.post(vouchers, body);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body).toMatchObject({ type: '/problems/validation-failed', status: 400 });
    const { errors } = answer.body as { errors: { pointer: string; detail: string }[] };
    expect(errors.map((error) => error.pointer)).toContain(pointer);
    expect(errors.every(({ detail }) => /[\u4e00-\u9fff]/.test(detail))).toBe(true);
    expect(await count()).toBe(before);
  });

  test.each([
    [
      'fen apart',
      { ...good, lines: [good.lines[0], { ...good.lines[1], credit: '1.01' }] },
      'voucher-unbalanced',
      422,
    ],
    ['one line', { ...good, lines: [good.lines[0]] }, 'voucher-needs-two-lines', 422],
    [
      'both sides',
      { ...good, lines: [{ ...good.lines[0], credit: '1.00' }, good.lines[1]] },
      'line-has-one-side',
      422,
    ],
    [
      'an unknown account',
      { ...good, lines: [{ ...good.lines[0], accountCode: '103' }, good.lines[1]] },
      'account-unknown',
      422,
    ],
    [
      "another book's account",
      { ...good, lines: [{ ...good.lines[0], accountCode: '1002' }, good.lines[1]] },
      'account-unknown',
      422,
    ],
    ['before the book', { ...good, date: '2025-12-31' }, 'date-before-book-opened', 422],
    ['tomorrow', { ...good, date: '2026-02-11' }, 'date-in-future', 422],
    [
      'revenue set off against expense',
      {
        ...good,
        lines: [
          good.lines[0],
          { summary: '费用', accountCode: '513', debit: '1.00' },
          { ...good.lines[1], credit: '2.00' },
        ],
      },
      'revenue-netted-with-expense',
      422,
    ],
  ])('%s', async (_, body, code, status) => {
    const before = await count();
    const answer = await accountant.post(vouchers, body);
    expect(answer.body).toMatchObject({ type: `/problems/${code}`, status });
    expect((answer.body as { errors: object[] }).errors.length).toBeGreaterThan(0);
    expect(await count()).toBe(before);
  });

  test('a non-leaf account is refused once it has a sub-account', async () => {
    await accountant
      .post(vouchers.replace('/vouchers', '/accounts'), {
        code: '51301',
        name: '办公费',
        parentCode: '513',
      })
      .expect(201);
    const answer = await accountant.post(vouchers, {
      ...good,
      lines: [
        { summary: '办公', accountCode: '513', debit: '1.00' },
        { summary: '办公', accountCode: '211', credit: '1.00' },
      ],
    });
    expect(answer.body).toMatchObject({ type: '/problems/account-not-leaf', account: '513' });
  });

  test.each([
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
    ['a summary in GB18030', inBytes([0xd7, 0xe2, 0xbd, 0xf0])],
    ['a character cut in half', inBytes([0xe7, 0xa7])],
    ['an overlong slash', inBytes([0xc0, 0xaf])],
    ['a surrogate in UTF-8', inBytes([0xed, 0xa0, 0x80])],
    ['half a document', Buffer.from('{"date": ')],
    ['a prototype', Buffer.from('{"__proto__": {"x": 1}}')],
    ['text alone', Buffer.from('"text"')],
    ['a null character', Buffer.from('{"date": "\\u0000"}')],
    [
      'a document deeper than any form',
      Buffer.from(`{"lines": ${'['.repeat(40)}${']'.repeat(40)}}`),
    ],
    [
      'a document that would exhaust the stack',
      Buffer.from('['.repeat(200_000) + ']'.repeat(200_000)),
    ],
    ['half a surrogate pair', Buffer.from('{"date": "\\ud800"}')],
  ])('%s', async (_, bytes) => {
    const before = await count();
    const answer = await raw(bytes);
    expect(answer.status).toBe(400);
    expect(answer.type).toContain('application/problem+json');
    expect(answer.body).toMatchObject({
      type: '/problems/malformed-request',
      title: expect.stringMatching(/\p{Script=Han}/u),
    });
    expect(await count()).toBe(before);
  });

  test('the same bytes in UTF-8 are a voucher', async () => {
    const before = await count();
    expect((await raw(inBytes([...Buffer.from('租金')]))).status).toBe(201);
    expect(await count()).toBe(before + 1);
    expect((await raw(Buffer.alloc(0))).body).toMatchObject({
      type: '/problems/validation-failed',
    });
  });

  test('10 MB is too large, and a form is not JSON', async () => {
    const large = await accountant.post(vouchers, { ...good, x: 'x'.repeat(10 * 1024 * 1024) });
    expect(large.body).toMatchObject({ type: '/problems/payload-too-large', status: 413 });
    const form = await accountant
      .post(vouchers)
      .set('Content-Type', 'application/xml')
      .send('<a/>');
    expect(form.body).toMatchObject({ type: '/problems/unsupported-media-type', status: 415 });
  });

  test('an unknown or wrong filter is a 400, never ignored and never an empty result', async () => {
    for (const [query, code] of [
      ['colour=red', 'unknown-query-parameter'],
      ['month=2026-13', 'validation-failed'],
      ["status=posted'%20OR%201=1", 'validation-failed'],
      ['limit=0', 'validation-failed'],
      ['limit=abc', 'validation-failed'],
      ['month=2026-01&month=2026-02', 'validation-failed'],
      ['cursor=abc', 'cursor-malformed'],
    ] as const) {
      const answer = await accountant.get(`${vouchers}?${query}`);
      expect([query, (answer.body as { type: string }).type]).toEqual([query, `/problems/${code}`]);
      expect(answer.status).toBe(400);
    }
    const injected = await accountant.get(
      `${vouchers}?text=${encodeURIComponent("'; DROP TABLE voucher; --")}`,
    );
    expect(injected.body).toEqual({ items: [], nextCursor: null });
  });

  test('unknown addresses and ids that are none are not found, in Chinese or English as asked', async () => {
    const chinese = await accountant.get('/api/v1/nothing');
    expect(chinese.body).toMatchObject({
      type: '/problems/not-found',
      title: '没有找到',
      instance: '/api/v1/nothing',
    });
    const english = await accountant.get(`${vouchers}/not-a-uuid`).set('Accept-Language', 'en-GB');
    expect(english.status).toBeLessThan(500);
    const none = await accountant
      .get(`${vouchers}/00000000-0000-4000-8000-000000000000`)
      .set('Accept-Language', 'en');
    expect(none.body).toMatchObject({ title: 'Not found', status: 404 });
    for (const bookNo of ['abc', '99999999999999999999']) {
      const book = await accountant.get(vouchers.replace('/books/1/', `/books/${bookNo}/`));
      expect(book.body).toMatchObject({ title: '没有找到', status: 404 });
    }
  });
});
