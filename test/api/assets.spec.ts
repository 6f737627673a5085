import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { AssetsService } from '../../src/assets/assets.service.js';
import { parseMonth } from '../../src/kernel/month.js';
import { C, COMMUNITY, LEASE, openCollectiveBook, SHOP } from '../integration/assets.fixture.js';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import { JANUARY } from './assets.fixture.js';

let t: TestApp;
let accountant: Client;

beforeAll(async () => {
  t = await startTestApp('2026-03-10T09:00:00+08:00');
  accountant = await openCollectiveBook(t);
  await accountant.post(`${C}/properties`, SHOP).expect(201);
});

afterAll(() => t.close());

const balance = async (accountCode: string, month: string): Promise<string[]> => {
  const { body } = await accountant.get(`${C}/books/1/trial-balance?month=${month}`).expect(200);
  const row = body.rows.find((r: { accountCode: string }) => r.accountCode === accountCode);
  return [row?.closingDebit ?? '0.00', row?.closingCredit ?? '0.00'];
};

const summary = (month: string): Promise<unknown> =>
  t.database.read(
    { scope: COMMUNITY, communityCode: COMMUNITY, actor: null, idempotency: null },
    (tx) => t.app.get(AssetsService).summary(tx, COMMUNITY, parseMonth(month)),
  );

describe('the register of properties', () => {
  test('a published register of 24 properties goes in whole and comes out whole', async () => {
    const file = readFileSync(resolve(import.meta.dirname, '../../samples/properties.csv'), 'utf8');
    const rows: Record<string, string>[] = parse(file, { bom: true, columns: true });
    const properties = rows.map((row) => ({
      code: `N-${row['资产编号']}`,
      kind: row['类别'],
      name: row['名称'],
      place: row['区域'],
      owner: row['权属单位'],
      holding: row['持有方式'] === '自有' ? 'owned' : 'entrusted',
      area: row['面积'],
      unit: row['单位'],
      state: row['2026-01-01状态'] === '出租' ? 'leased' : 'idle',
      since: '2026-01-01',
    }));
    const other = '511602002003';
    await t.community(other);
    const client = await t.as('accountant.003');
    const here = `/api/v1/communities/${other}/properties`;
    const { body } = await client.post(`${here}/import`, { properties }).expect(201);
    expect(body.count).toBe(24);
    const list = await client.get(`${here}?limit=500&state=leased`).expect(200);
    expect(list.body.items).toHaveLength(24);
    expect(list.body.items[5]).toEqual({ ...properties[5], since: '2026-01-01' });
    const csv = await client.get(`${here}?format=csv`).expect(200);
    expect(csv.text.split('\n').filter(Boolean)).toHaveLength(25);
    expect(csv.text).toContain('朱斗脚');
  });

  test('an import with one wrong line takes none, and points to it', async () => {
    const good = { ...SHOP, code: 'ZC-100' };
    const { body } = await accountant
      .post(`${C}/properties/import`, {
        properties: [good, { ...SHOP, code: 'ZC-001' }, { ...good, code: 'ZC-101' }, good],
      })
      .expect(409);
    expect(body.type).toBe('/problems/property-exists');
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/properties/1/code',
      '/properties/3/code',
    ]);
    await accountant.get(`${C}/properties/ZC-100`).expect(404);
  });

  test.each([['0'], ['-1'], ['1e3'], ['1.23456'], ['３']])(
    'an area of %s is refused',
    async (area) => {
      const { body } = await accountant
        .post(`${C}/properties`, { ...SHOP, code: 'ZC-102', area })
        .expect(400);
      expect(body.errors[0].pointer).toBe('/area');
    },
  );

  test('a change of use keeps the history, in order and not ahead of time', async () => {
    await accountant.post(`${C}/properties`, { ...SHOP, code: 'ZC-103' }).expect(201);
    const state = (body: object) => accountant.post(`${C}/properties/ZC-103/state`, body);
    await state({ state: 'own-use', since: '2026-02-01' }).expect(200);
    const early = await state({ state: 'idle', since: '2026-01-31' }).expect(409);
    expect(early.body.type).toBe('/problems/property-change-out-of-order');
    const ahead = await state({ state: 'idle', since: '2026-03-11' }).expect(422);
    expect(ahead.body.type).toBe('/problems/property-change-in-future');
    const { body } = await accountant.get(`${C}/properties/ZC-103`).expect(200);
    expect(body).toMatchObject({ state: 'own-use', since: '2026-02-01', area: '34.5' });
    expect(body.changes).toEqual([
      { state: 'idle', since: '2026-01-01', leaseId: null },
      { state: 'own-use', since: '2026-02-01', leaseId: null },
    ]);
    const idle = await accountant.get(`${C}/properties/idle?on=2026-01-31`).expect(200);
    expect(idle.body.items.map(({ code }: { code: string }) => code)).toContain('ZC-103');
    const now = await accountant.get(`${C}/properties/idle`).expect(200);
    expect(now.body.items.map(({ code }: { code: string }) => code)).not.toContain('ZC-103');
  });

  test('the cashier keeps no register', async () => {
    const cashier = await t.as('cashier.001');
    const { body } = await cashier.post(`${C}/properties`, { ...SHOP, code: 'ZC-104' }).expect(403);
    expect(body.type).toBe('/problems/forbidden');
  });
});

describe('a lease and its rents', () => {
  let leaseId: string;
  let rents: { id: string }[];

  test('brings its schedule, and the property is leased from its first day', async () => {
    const { body } = await accountant.post(`${C}/leases`, LEASE).expect(201);
    leaseId = body.id;
    rents = body.schedule;
    expect(body).toMatchObject({ total: '12000.00', propertyName: '菜市场3号铺' });
    expect(body.schedule).toHaveLength(12);
    expect(body.schedule[2]).toMatchObject({
      no: 3,
      from: '2026-03-01',
      through: '2026-03-31',
      dueOn: '2026-03-01',
      amount: '1000.00',
      state: 'due',
      daysLate: 9,
    });
    expect(body.schedule[3]).toMatchObject({ state: 'scheduled', daysLate: 0 });
    const shop = await accountant.get(`${C}/properties/ZC-001`).expect(200);
    expect(shop.body).toMatchObject({ state: 'leased', since: '2026-01-01' });
  });

  test.each([
    ['the last day', { from: '2026-12-31', through: '2027-12-30' }, 409],
    ['the day after', { from: '2027-01-01', through: '2027-12-31' }, 201],
  ])('a second lease that begins on %s', async (_, term, status) => {
    const { body } = await accountant.post(`${C}/leases`, { ...LEASE, ...term }).expect(status);
    if (status === 409) {
      expect(body).toMatchObject({ type: '/problems/property-leased-already', tenant: '张记副食' });
    } else {
      expect(body.schedule).toHaveLength(12);
    }
  });

  test('while it lasts nobody declares the property idle', async () => {
    const { body } = await accountant
      .post(`${C}/properties/ZC-001/state`, { state: 'idle', since: '2026-03-01' })
      .expect(409);
    expect(body.type).toBe('/problems/property-is-leased');
  });

  test.each([
    ['lease-income-account-unfit', { incomeAccountCode: '10201' }],
    ['lease-receivable-account-unfit', { receivableAccountCode: '10201' }],
    ['account-unknown', { incomeAccountCode: '50199' }],
    ['property-unknown', { propertyCode: 'ZC-999' }],
    ['lease-term-too-long', { through: '2046-03-01' }],
  ])('%s', async (code, changes) => {
    const free = { ...LEASE, propertyCode: 'ZC-103', from: '2026-03-01' };
    const { body } = await accountant.post(`${C}/leases`, { ...free, ...changes }).expect(422);
    expect(body.type).toBe(`/problems/${code}`);
  });

  test('a rent is not received before it is in the books', async () => {
    const { body } = await accountant
      .post(`${C}/rents/${rents[0]!.id}/receive`, { date: '2026-01-05', amount: '1000.00' })
      .expect(409);
    expect(body.type).toBe('/problems/rent-not-posted');
  });

  test('what has fallen due is posted once, even when two ask at the same moment', async () => {
    const ahead = await accountant.post(`${C}/rents/due`, { through: '2026-03-11' }).expect(422);
    expect(ahead.body.type).toBe('/problems/rent-due-in-future');
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => accountant.post(`${C}/rents/due`, { through: '2026-03-10' })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(answers.map(({ body }) => body.count).sort()).toEqual([0, 0, 0, 3]);
    const first = answers.find(({ body }) => body.count === 3)!.body;
    expect(first.total).toBe('3000.00');
    expect(first.vouchers.map(({ month }: { month: string }) => month)).toEqual([
      '2026-01',
      '2026-02',
      '2026-03',
    ]);
    expect(await balance('11201', '2026-03')).toEqual(['3000.00', '0.00']);
    expect(await balance('50102', '2026-03')).toEqual(['0.00', '3000.00']);
  });

  test('rent is received on the revenue line, in parts, never more than is owed', async () => {
    const receive = (date: string, amount: string) =>
      accountant.post(`${C}/rents/${rents[0]!.id}/receive`, { date, amount });
    const part = await receive('2026-01-05', '400.00').expect(201);
    expect(part.body.outstanding).toBe('600.00');
    const over = await receive('2026-02-05', '600.01').expect(422);
    expect(over.body).toMatchObject({ type: '/problems/rent-overpaid', outstanding: '600.00' });
    const all = await Promise.all([
      receive('2026-02-05', '600.00'),
      receive('2026-02-05', '600.00'),
    ]);
    expect(all.map(({ status }) => status).sort()).toEqual([201, 422]);
    expect(await balance('10201', '2026-02')).toEqual(['1000.00', '0.00']);
    expect(await balance('11201', '2026-02')).toEqual(['1000.00', '0.00']);
    const paid = await accountant.get(`${C}/rents?state=paid`).expect(200);
    expect(paid.body.items.map(({ no }: { no: number }) => no)).toEqual([1]);
  });

  test('arrears count by the day: not on the day it falls due, but on the next', async () => {
    const arrears = async (on: string): Promise<[string, number][]> => {
      const { body } = await accountant.get(`${C}/arrears?on=${on}`).expect(200);
      return body.items.map((rent: { outstanding: string; daysLate: number }) => [
        rent.outstanding,
        rent.daysLate,
      ]);
    };
    expect(await arrears('2026-01-01')).toEqual([]);
    expect(await arrears('2026-01-02')).toEqual([['1000.00', 1]]);
    expect(await arrears('2026-01-05')).toEqual([['600.00', 4]]);
    expect(await arrears('2026-02-05')).toEqual([['1000.00', 4]]);
    expect(await arrears('2026-03-10')).toEqual([
      ['1000.00', 37],
      ['1000.00', 9],
    ]);
  });

  test('the month is told as it stood at its end', async () => {
    expect(JSON.parse(JSON.stringify(await summary('2026-01')))).toEqual(JANUARY);
    expect(await summary('2026-02')).toMatchObject({ leased: 1, idle: 0, ownUse: 1 });
  });

  test('a refunded rent is owed again', async () => {
    const { body } = await accountant.post(`${C}/rents/${rents[1]!.id}/receive`, {
      date: '2026-03-02',
      amount: '1000.00',
    });
    await accountant
      .post(`${C}/books/1/receipts/${body.receiptId}/refund`, {
        date: '2026-03-03',
        amount: '250.00',
        reason: '付款人转错',
      })
      .expect(201);
    const list = await accountant.get(`${C}/rents?leaseId=${leaseId}&state=arrears`).expect(200);
    expect(list.body.items[0]).toMatchObject({ no: 2, received: '750.00', outstanding: '250.00' });
    expect(await balance('11201', '2026-03')).toEqual(['1250.00', '0.00']);
  });

  test('an early end takes the days not let off the books and off the schedule', async () => {
    const outside = await accountant
      .post(`${C}/leases/${leaseId}/terminate`, { date: '2027-01-01', reason: '停业' })
      .expect(422);
    expect(outside.body.type).toBe('/problems/lease-ends-outside-term');
    await accountant
      .post(`${C}/rents/${rents[2]!.id}/receive`, { date: '2026-03-05', amount: '900.00' })
      .expect(201);
    // 10 of 31 days of March stay: 322.58; 677.42 goes, and April through December.
    const { body } = await accountant
      .post(`${C}/leases/${leaseId}/terminate`, { date: '2026-03-10', reason: '停业' })
      .expect(200);
    expect(body).toMatchObject({
      terminatedOn: '2026-03-10',
      released: '9677.42',
      reduced: '677.42',
      refundable: '577.42',
    });
    expect(body.vouchers).toHaveLength(1);
    expect(await balance('50102', '2026-03')).toEqual(['0.00', '2322.58']);
    // 250.00 still owed for February, 577.42 owed to the tenant for March.
    expect(await balance('11201', '2026-03')).toEqual(['0.00', '327.42']);
    const again = await accountant
      .post(`${C}/leases/${leaseId}/terminate`, { date: '2026-03-09', reason: '停业' })
      .expect(409);
    expect(again.body.type).toBe('/problems/lease-terminated-already');
    const tomorrow = await accountant.get(`${C}/properties/idle?on=2026-03-11`).expect(200);
    expect(tomorrow.body.items.map(({ code }: { code: string }) => code)).toEqual(['ZC-001']);
    await accountant
      .post(`${C}/leases`, { ...LEASE, from: '2026-03-11', tenant: '李记粮油' })
      .expect(201);
  });

  test('rent from before the book was opened is not posted by it', async () => {
    await accountant.post(`${C}/properties`, { ...SHOP, code: 'ZC-105' }).expect(201);
    const early = { ...LEASE, propertyCode: 'ZC-105', from: '2025-12-01', through: '2026-02-28' };
    const refused = await accountant.post(`${C}/leases`, early).expect(409);
    expect(refused.body.type).toBe('/problems/property-change-out-of-order');
    await accountant
      .post(`${C}/properties`, { ...SHOP, code: 'ZC-106', state: 'leased' })
      .expect(201);
    const { body } = await accountant
      .post(`${C}/leases`, { ...early, propertyCode: 'ZC-106' })
      .expect(201);
    expect(body.schedule.map(({ state }: { state: string }) => state)).toEqual([
      'before-books',
      'due',
      'due',
    ]);
    const due = await accountant.post(`${C}/rents/due`, { through: '2026-03-01' }).expect(200);
    expect(due.body).toMatchObject({ count: 2, total: '2000.00' });
  });
});

test('everything recomputes', async () => {
  const { body } = await accountant.get(`${C}/verification`).expect(200);
  const { findings } = body as { findings: { check: string; differences: string[] }[] };
  expect(findings.filter(({ differences }) => differences.length > 0)).toEqual([]);
});
