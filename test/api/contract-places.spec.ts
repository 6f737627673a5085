import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import { openTreasuryBooks } from '../support/treasury-books.js';

const CODE = '511602002001';
const BASE = `/api/v1/communities/${CODE}`;

let t: TestApp;
let admin: Client;
let accountant: Client;
let cashier: Client;

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  await openTreasuryBooks(t, CODE);
  admin = await t.as('admin');
  accountant = await t.as('accountant.001');
  cashier = await t.as('cashier.001');
});

afterAll(async () => {
  await t.close();
});

describe('places that are not there', () => {
  test.each([
    ['GET', ''],
    ['GET', '/books'],
    ['GET', '/users'],
    ['GET', '/months'],
    ['GET', '/notices'],
    ['GET', '/verification'],
    ['GET', '/audit-events'],
    ['GET', '/supervision-settings'],
    ['POST', '/books'],
    ['POST', '/users'],
  ])('an unknown community is not found: %s %s', async (method, path) => {
    for (const code of ['999999999999', '511602', '511602002']) {
      const address = `/api/v1/communities/${code}${path}`;
      const answer = await (method === 'GET' ? admin.get(address) : admin.post(address));
      expect([code, answer.body]).toEqual([
        code,
        expect.objectContaining({ type: '/problems/not-found', status: 404 }),
      ]);
    }
  });

  test.each([
    '/opening-balances',
    '/accounts',
    '/funds',
    '/fund-accounts',
    '/vouchers',
    '/receipts',
    '/bank-statements',
    '/reconciliations/2026-01',
    '/trial-balance?month=2026-01',
    '',
  ])('an unknown book is not found: %s', async (path) => {
    for (const bookNo of ['77', 'abc', '01', '0x1', '0', '-1', '2147483648', '1e0']) {
      const answer = await accountant.get(`${BASE}/books/${bookNo}${path}`);
      expect([bookNo, answer.body]).toEqual([
        bookNo,
        expect.objectContaining({ type: '/problems/not-found', status: 404 }),
      ]);
    }
    await accountant.get(`${BASE}/books/1${path}`).expect(200);
  });

  test('an id that is none is not found, in words about the address', async () => {
    for (const path of [
      `${BASE}/books/1/vouchers/0000`,
      `${BASE}/books/1/receipts/xx`,
      '/api/v1/public/notices/xx',
      '/api/v1/filings/xx',
    ]) {
      const answer = await accountant.get(path);
      expect([path, answer.body]).toEqual([
        path,
        expect.objectContaining({ status: 404, detail: '没有找到所要的内容，请核对地址或编号。' }),
      ]);
    }
  });

  test('a stranger is not told which communities there are', async () => {
    const answer = await accountant.get('/api/v1/communities/999999999999/books');
    expect(answer.body).toMatchObject({ type: '/problems/forbidden', status: 403 });
  });

  test('a community is made once', async () => {
    const community = {
      code: CODE,
      name: '示范社区',
      streetName: '北辰街道',
      districtName: '广安区',
    };
    const answer = await admin.post('/api/v1/communities', community);
    expect(answer.body).toMatchObject({ type: '/problems/community-exists', status: 409 });
  });
});

describe('a field that is null is a field that is absent', () => {
  const voucher = (line: object): object => ({
    date: '2026-01-05',
    attachmentCount: 1,
    lines: [
      { summary: '租金', accountCode: '161', debit: '1.00', credit: null, ...line },
      { summary: '租金', accountCode: '501', debit: null, credit: '1.00', fundCode: null },
    ],
  });

  test('where it may be absent, the request goes through', async () => {
    const drafted = await accountant.post(`${BASE}/books/1/vouchers`, {
      ...voucher({ counterparty: null }),
      word: null,
    });
    expect(drafted.body).toMatchObject({ status: 'drafted' });
    const receipt = await cashier.post(`${BASE}/books/1/receipts`, {
      date: '2026-01-05',
      amount: '1000.00',
      payer: '商户甲',
      item: '门面租金',
      incomeAccountCode: '501',
      fundCode: null,
      fundAccountCode: null,
      attachments: null,
    });
    expect(receipt.body).toMatchObject({ amount: '1000.00', fundCode: null });
    const { id } = receipt.body as { id: string };
    const refund = await cashier.post(`${BASE}/books/1/receipts/${id}/refund`, {
      date: '2026-01-06',
      amount: null,
      reason: '多收',
    });
    expect(refund.body).toMatchObject({ amount: '1000.00' });
    const request = await accountant.post(`${BASE}/books/1/payment-requests`, {
      date: null,
      purpose: '维修',
      payee: '修缮队',
      amount: '1.00',
      expenseAccountCode: '513',
      handledBy: '经办',
      category: null,
      resolutionNo: null,
    });
    expect(request.body).toMatchObject({ date: null, category: 'ordinary' });
    const statement = await accountant.post(`${BASE}/books/1/bank-statements`, {
      accountCode: '10201',
      month: '2026-01',
      openingBalance: '0.00',
      closingBalance: '5.00',
      lines: [{ date: '2026-01-09', description: '结息', in: '5.00', out: null, balance: null }],
    });
    expect(statement.body).toMatchObject({ lineCount: 1 });
    const match = await accountant.post(`${BASE}/books/1/reconciliations/2026-01/match`, {
      automatic: true,
      pairs: null,
      groups: null,
    });
    expect([match.status, match.body]).toEqual([
      200,
      expect.objectContaining({ month: '2026-01' }),
    ]);
    const confirm = await accountant.post(`${BASE}/books/1/reconciliations/2026-01/confirm`, {
      explanations: null,
    });
    expect((confirm.body as { type: string }).type).toBe('/problems/reconciliation-unexplained');
  });

  test.each([
    ['a required date', { ...voucher({}), date: null }, '/date'],
    ['required lines', { ...voucher({}), lines: null }, '/lines'],
    ['a line that is null', { ...voucher({}), lines: [null] }, '/lines'],
    ['a required field of a line', voucher({ summary: null }), '/lines/0/summary'],
  ])('where it must be there, it is missed by name: %s', async (_, body, pointer) => {
    const answer = await accountant.post(`${BASE}/books/1/vouchers`, body);
    expect(answer.body).toMatchObject({ type: '/problems/validation-failed', status: 400 });
    const { errors } = answer.body as { errors: { pointer: string }[] };
    expect(errors.map((error) => error.pointer)).toContain(pointer);
  });

  test('a body that is null is no object', async () => {
    const answer = await accountant
      .post(`${BASE}/books/1/vouchers`)
      .set('Content-Type', 'application/json')
      .send('null');
    expect(answer.body).toMatchObject({ type: '/problems/malformed-request', status: 400 });
  });
});

describe('people say what they may do', () => {
  test('by plain roles beside their duties', async () => {
    const me = await cashier.get('/api/v1/me').expect(200);
    expect(me.body).toMatchObject({
      username: 'cashier.001',
      roles: ['cashier'],
      duties: [{ role: 'cashier', scope: CODE }],
    });
    const { body } = await admin.get(`${BASE}/users`).expect(200);
    const users = (body as { items: { username: string; roles: string[] }[] }).items;
    expect(users.find(({ username }) => username === 'secretary.001')?.roles).toEqual([
      'party-secretary',
    ]);
    const made = await admin.post(`${BASE}/users`, {
      username: 'new.person',
      name: '新人',
      roles: ['accountant', 'director'],
    });
    expect((made.body as { roles: string[] }).roles).toEqual(['accountant', 'director']);
  });
});

describe('what is wrong with a field is said in the language of the client', () => {
  test.each([
    [{}, '/date', '必须填写。', 'Must be given.'],
    [
      { date: '2026-13-01' },
      '/date',
      '应为真实存在的日期，如 "2026-03-31"。',
      'Must be an existing day such as "2026-03-31".',
    ],
    [{ attachmentCount: '1' }, '/attachmentCount', '应为整数。', 'Must be a whole number.'],
    [
      { attachmentCount: 10000 },
      '/attachmentCount',
      '不能大于 9999。',
      'Must not be more than 9999.',
    ],
    [{ lines: {} }, '/lines', '应为列表。', 'Must be a list.'],
    [{ lines: [] }, '/lines', '至少 1 项。', 'Must have at least 1 items.'],
    [
      { colour: 'red' },
      '/colour',
      '没有这个字段，请检查拼写或删去。',
      'There is no such field: check its spelling or leave it out.',
    ],
  ])('%j', async (body, pointer, zh, en) => {
    for (const [language, detail] of [
      ['zh-CN', zh],
      ['en', en],
    ] as const) {
      const answer = await accountant
        .post(`${BASE}/books/1/vouchers`, body)
        .set('Accept-Language', language);
      const { errors } = answer.body as { errors: { pointer: string; detail: string }[] };
      expect(errors.filter((error) => error.pointer === pointer)).toEqual([{ pointer, detail }]);
    }
  });

  test('a limit below one is too small, not no number', async () => {
    const answer = await accountant.get(`${BASE}/books/1/vouchers?limit=-1`);
    expect(answer.body).toMatchObject({ errors: [{ pointer: '/limit', detail: '不能小于 1。' }] });
  });
});

describe('files and days', () => {
  test.each(['multipart/form-data; boundary=x', 'application/octet-stream', 'application/msword'])(
    'a body of the type %s is told which files are taken',
    async (type) => {
      for (const path of ['imports', 'bank-statements']) {
        const answer = await accountant.upload(`${BASE}/books/1/${path}`, Buffer.from('a'), type);
        const body = (
          typeof answer.body === 'string' ? JSON.parse(answer.body) : answer.body
        ) as object;
        expect(body).toMatchObject({ type: '/problems/file-expected', status: 415 });
      }
      const other = await accountant.upload(`${BASE}/books/1/vouchers`, Buffer.from('a'), type);
      expect(other.status).toBe(415);
    },
  );

  test('nothing is recorded ahead of its day', async () => {
    const receipt = {
      amount: '1.00',
      payer: '商户甲',
      item: '门面租金',
      incomeAccountCode: '501',
    };
    const tomorrow = await cashier.post(`${BASE}/books/1/receipts`, {
      ...receipt,
      date: '2026-02-11',
    });
    expect(tomorrow.body).toMatchObject({
      type: '/problems/date-in-future',
      status: 422,
      errors: [{ pointer: '/date', detail: '不能晚于今天 2026-02-10。' }],
    });
    await cashier.post(`${BASE}/books/1/receipts`, { ...receipt, date: '2026-02-10' }).expect(201);
  });

  test('a draft has no place in the chain yet, and comes after what is posted that day', async () => {
    const { body } = await accountant.get(`${BASE}/books/1/vouchers?limit=500`).expect(200);
    const rows = (body as { items: { status: string; seq: number | null; date: string }[] }).items;
    expect(rows.filter(({ status }) => status === 'drafted').map(({ seq }) => seq)).toEqual([null]);
    expect(rows.map(({ date }) => date)).toEqual(rows.map(({ date }) => date).sort());
  });
});
