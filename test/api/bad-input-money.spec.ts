import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { startTestApp, type TestApp } from '../support/app.js';
import { openTreasuryBooks } from '../support/treasury-books.js';

const C = '/api/v1/communities/511602002001';
const B = `${C}/books/1`;

let t: TestApp;
let owner: pg.Client;

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  await openTreasuryBooks(t, '511602002001');
  await Promise.all(['accountant.001', 'cashier.001'].map((name) => t.as(name)));
  owner = new pg.Client({ connectionString: t.ownerUrl });
  await owner.connect();
  await owner.query(`SELECT set_config('gongzhang.scope', '%', false)`);
}, 60_000);

afterAll(async () => {
  await owner.end();
  await t.close();
});

/** How many rows the whole database has, table by table. */
async function everything(): Promise<unknown> {
  const { rows: tables } = await owner.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1`,
  );
  const counts = tables.map(({ name }) => `(SELECT count(*)::int FROM ${name}) AS ${name}`);
  return (await owner.query(`SELECT ${counts.join(', ')}`)).rows[0];
}

interface MoneyRoute {
  readonly who: string;
  readonly method: 'post' | 'put';
  readonly path: string;
  /** A body that the edge accepts. */
  readonly body: object;
  readonly money: readonly string[];
  readonly dates: readonly string[];
}

const date = '2026-01-05';
const amount = '100.00';
const ROUTES: readonly MoneyRoute[] = [
  {
    who: 'cashier.001',
    method: 'post',
    path: `${B}/receipts`,
    body: { date, amount, payer: '商户甲', item: '租金', incomeAccountCode: '501' },
    money: ['/amount'],
    dates: ['/date'],
  },
  {
    who: 'cashier.001',
    method: 'post',
    path: `${B}/receipts/${randomUUID()}/refund`,
    body: { date, amount, reason: '多收' },
    money: ['/amount'],
    dates: ['/date'],
  },
  {
    who: 'accountant.001',
    method: 'post',
    path: `${B}/payment-requests`,
    body: {
      date,
      amount,
      purpose: '维修',
      payee: '修缮队',
      expenseAccountCode: '513',
      handledBy: '经办员',
    },
    money: ['/amount'],
    dates: ['/date'],
  },
  {
    who: 'cashier.001',
    method: 'post',
    path: `${B}/allocations`,
    body: { date, amount },
    money: ['/amount'],
    dates: ['/date'],
  },
  {
    who: 'cashier.001',
    method: 'post',
    path: `${B}/payments`,
    body: { date, requestId: randomUUID() },
    money: [],
    dates: ['/date'],
  },
  {
    who: 'cashier.001',
    method: 'post',
    path: `${C}/transfers`,
    body: { fromBookNo: 2, toBookNo: 1, date, amount, kind: 'profit' },
    money: ['/amount'],
    dates: ['/date'],
  },
  {
    who: 'accountant.001',
    method: 'put',
    path: `${B}/opening-balances`,
    body: {
      lines: [
        { accountCode: '10201', side: 'debit', amount },
        { accountCode: '301', side: 'credit', amount: '100.00' },
      ],
    },
    money: ['/lines/0/amount', '/lines/1/amount'],
    dates: [],
  },
  {
    who: 'accountant.001',
    method: 'post',
    path: `${C}/leases`,
    body: {
      propertyCode: 'ZC-001',
      bookNo: 1,
      tenant: '商户甲',
      from: '2026-01-01',
      through: '2026-12-31',
      period: 'month',
      rent: '1000.00',
      deposit: '500.00',
      incomeAccountCode: '501',
      receivableAccountCode: '112',
    },
    money: ['/rent', '/deposit', '/total'],
    dates: ['/from', '/through'],
  },
  {
    who: 'cashier.001',
    method: 'post',
    path: `${C}/rents/${randomUUID()}/receive`,
    body: { date, amount },
    money: ['/amount'],
    dates: ['/date'],
  },
  {
    who: 'cashier.001',
    method: 'post',
    path: `${C}/books/3/donations`,
    body: { date, amount, donor: '王先生' },
    money: ['/amount'],
    dates: ['/date'],
  },
  {
    who: 'accountant.001',
    method: 'post',
    path: `${C}/books/3/funds/JH01/release`,
    body: { date, amount, reason: '已用于助学' },
    money: ['/amount'],
    dates: ['/date'],
  },
  {
    who: 'accountant.001',
    method: 'post',
    path: `${C}/companies`,
    body: {
      name: '社区公司',
      creditCode: '91511602MA6294AB1X',
      capital: '100000.00',
      scope: '物业管理',
      foundedOn: '2020-01-01',
      bookNo: 2,
    },
    money: ['/capital'],
    dates: ['/foundedOn'],
  },
];

const BAD_MONEY: readonly unknown[] = [
  '0.00',
  '0',
  '-1.00',
  '0.001',
  '1e9',
  '1e400',
  'NaN',
  'Infinity',
  '１２',
  '1,000.00',
  '',
  ' ',
  '+1.00',
  '0x10',
  '10000000000000000.00',
  '9'.repeat(400),
  1,
  null,
  true,
  ['1.00'],
  { value: '1.00' },
];

const BAD_DATES: readonly unknown[] = [
  '2026-02-30',
  '2026-13-01',
  '2026-00-10',
  '2026-1-5',
  '2026/01/05',
  '２０２６-01-05',
  '2026-01-05T00:00:00Z',
  '20260105',
  '',
  'today',
  20260105,
  null,
  ['2026-01-05'],
  { year: 2026 },
];

/** The body with another value at a pointer. */
function changed(body: object, pointer: string, value: unknown): object {
  const copy = structuredClone(body) as Record<string, unknown>;
  const keys = pointer.slice(1).split('/');
  const last = keys.pop() ?? '';
  let at = copy;
  for (const key of keys) at = at[key] as Record<string, unknown>;
  at[last] = value;
  return copy;
}

/** Optional fields may be absent, and null stands for that. */
function isAllowedAbsent(pointer: string, path: string, value: unknown): boolean {
  const optional = ['/deposit', '/total', '/rent'].includes(pointer) || /refund$/.test(path);
  const optionalDate = path.endsWith('payment-requests') && pointer === '/date';
  return value === null && (optional || optionalDate);
}

describe.each(
  ROUTES.map(
    (route) =>
      [`${route.method} ${route.path.replace(/[0-9a-f]{8}-[-0-9a-f]+/, ':id')}`, route] as const,
  ),
)('%s', (_, route) => {
  const cases = [
    ...route.money.flatMap((pointer) => BAD_MONEY.map((value) => [pointer, value] as const)),
    ...route.dates.flatMap((pointer) => BAD_DATES.map((value) => [pointer, value] as const)),
  ].filter(([pointer, value]) => !isAllowedAbsent(pointer, route.path, value));

  test('every bad amount and date is refused with its pointer, and nothing changes', async () => {
    const client = await t.as(route.who);
    const before = await everything();
    for (const [pointer, value] of cases) {
      const answer = await client[route.method](route.path, changed(route.body, pointer, value));
      const { errors = [] } = answer.body as { errors?: { pointer: string; detail: string }[] };
      expect({
        pointer,
        value,
        status: answer.status,
        type: (answer.body as { type: string }).type,
        pointers: errors.map((error) => error.pointer),
        isChinese: errors.every(({ detail }) => /\p{Script=Han}/u.test(detail)),
      }).toEqual({
        pointer,
        value,
        status: 400,
        type: '/problems/validation-failed',
        pointers: [pointer],
        isChinese: true,
      });
    }
    expect(await everything()).toEqual(before);
  }, 60_000);
});

describe('null', () => {
  test('stands for a field that is left out: never a 500, and an unknown field stays unknown', async () => {
    const client = await t.as('accountant.001');
    const request = ROUTES.find(({ path }) => path.endsWith('payment-requests'));
    const made = await client.post(request?.path ?? '', { ...request?.body, date: null });
    expect(made.status).toBe(201);
    const unknown = await client.post(request?.path ?? '', { ...request?.body, colour: null });
    expect(unknown.body).toMatchObject({ errors: [{ pointer: '/colour' }] });
    for (const { who, method, path, body, money, dates } of ROUTES) {
      for (const pointer of [...money, ...dates]) {
        if (!isAllowedAbsent(pointer, path, null)) continue;
        const answer = await (await t.as(who))[method](path, changed(body, pointer, null));
        expect([path, pointer, answer.status < 500]).toEqual([path, pointer, true]);
      }
    }
  });
});

describe('what the edge cannot know', () => {
  test('a transfer from a book to itself is refused by a rule, and nothing changes', async () => {
    const before = await everything();
    const answer = await (
      await t.as('cashier.001')
    ).post(`${C}/transfers`, {
      fromBookNo: 1,
      toBookNo: 1,
      date,
      amount,
      kind: 'loan',
    });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ type: '/problems/transfer-between-two-books' });
    expect(await everything()).toEqual(before);
  });
});
