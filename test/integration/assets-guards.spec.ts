import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { LedgerService } from '../../src/ledger/ledger.service.js';
import { parseLocalDate } from '../../src/kernel/local-date.js';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import { attack, type Attacker } from '../support/attacker.js';
import { C, COMMUNITY, LEASE, openCollectiveBook, SHOP } from './assets.fixture.js';

let t: TestApp;
let accountant: Client;
/** The service's own login, inside the community's context. */
let service: Attacker;
/** The owner of the tables: guards hold even for him. */
let owner: Attacker;
let actor: { id: string; name: string };
let lease: { id: string; schedule: { id: string }[] };

beforeAll(async () => {
  t = await startTestApp('2026-03-10T09:00:00+08:00');
  accountant = await openCollectiveBook(t);
  await accountant.post(`${C}/properties`, SHOP).expect(201);
  lease = (await accountant.post(`${C}/leases`, LEASE).expect(201)).body;
  await accountant.post(`${C}/rents/due`, { through: '2026-02-28' }).expect(200);
  actor = (await accountant.get('/api/v1/me').expect(200)).body;
  service = await attack(t.serviceUrl, COMMUNITY, actor.id);
  owner = await attack(t.ownerUrl, COMMUNITY, actor.id);
});

afterAll(async () => {
  await service.end();
  await owner.end();
  await t.close();
});

const insertLease = (changes: Record<string, string>): [string, unknown[]] => {
  const row = {
    id: randomUUID(),
    from: '2027-01-01',
    through: '2027-12-31',
    income: '50102',
    receivable: '11201',
    ...changes,
  };
  return [
    `INSERT INTO lease (community_code, id, property_code, book_no, tenant, from_date, through_date, period, total,
       income_account_code, receivable_account_code) VALUES ($1, $2, 'ZC-001', 1, '甲', $3, $4, 'year', 1, $5, $6)`,
    [COMMUNITY, row.id, row.from, row.through, row.income, row.receivable],
  ];
};

describe('the database itself', () => {
  test.each<[string, Record<string, string>]>([
    ['property_leased_already', { from: '2026-12-31' }],
    ['lease_term_too_long', { through: '2047-01-01' }],
    ['lease_term_backwards', { through: '2026-12-31', from: '2027-01-01' }],
    ['lease-income-account-unfit', { income: '11201' }],
    ['lease-receivable-account-unfit', { receivable: '10201' }],
    ['rent-schedule-differs', {}],
  ])('refuses a lease: %s', async (code, changes) => {
    expect(await service.tries(...insertLease(changes))).toBe(code);
  });

  test('refuses a rent beside the schedule', async () => {
    const rent = `INSERT INTO rent (community_code, id, lease_id, book_no, no, from_date, through_date, due_on, amount)
      VALUES ($1, $2, $3, 1, 13, '2027-01-01', '2027-01-31', '2027-01-01', 1000)`;
    expect(await service.tries(rent, [COMMUNITY, randomUUID(), lease.id])).toBe(
      'rent-schedule-differs',
    );
  });

  test('lets nobody change a rent, a lease or what was received, nor take them away', async () => {
    for (const sql of [
      'UPDATE rent SET amount = 1',
      'UPDATE rent SET received = 1000',
      'UPDATE lease SET total = 1',
      'DELETE FROM rent',
      'DELETE FROM lease',
      'TRUNCATE rent CASCADE',
      `UPDATE property_state SET state = 'idle'`,
      'DELETE FROM rent_receipt',
    ]) {
      expect([sql, await service.tries(sql)]).toEqual([sql, '42501']);
    }
    expect(await owner.tries('UPDATE rent SET amount = 1')).toBe('record-immutable');
    expect(await owner.tries('UPDATE lease SET total = 1')).toBe('record-immutable');
    expect(await owner.tries('DELETE FROM rent')).toBe('record-immutable');
    expect(await owner.tries('DELETE FROM lease')).toBe('record-immutable');
    expect(await owner.tries(`UPDATE property_state SET state = 'idle'`)).toBe('record-immutable');
  });

  test('does not post a rent a second time', async () => {
    const sql = `UPDATE rent SET voucher_id = $3, posted_on = '2026-03-01' WHERE community_code = $1 AND id = $2`;
    const parameters = [COMMUNITY, lease.schedule[0]!.id, randomUUID()];
    expect(await service.tries(sql, parameters)).toBe('rent-posted-already');
    const unposted = [COMMUNITY, lease.schedule[5]!.id, randomUUID()];
    expect(await service.tries(sql, unposted)).toMatch(/^rent_community_code_book_no_voucher_id/);
  });

  test('takes no voucher of rent that is not a rent’s own', async () => {
    const voucher = [
      {
        id: randomUUID(),
        bookNo: 1,
        date: '2026-03-01',
        word: '记',
        attachmentCount: 1,
        sourceKind: 'rent-due',
        sourceId: lease.schedule[2]!.id,
        makerId: actor.id,
        makerName: actor.name,
        lines: [
          { summary: '租金', accountCode: '11201', debit: '1000.00' },
          { summary: '租金', accountCode: '50102', credit: '1000.00' },
        ],
      },
    ];
    const post = 'SELECT * FROM post_vouchers($1, $2)';
    expect(await service.tries(post, [COMMUNITY, JSON.stringify(voucher)])).toBe(
      'rent-voucher-unfounded',
    );
  });

  test('takes no receipt of rent beyond what is owed, nor one that was not banked', async () => {
    const { body } = await accountant
      .post(`${C}/rents/${lease.schedule[0]!.id}/receive`, { date: '2026-03-01', amount: '400.00' })
      .expect(201);
    const sql = `INSERT INTO rent_receipt (community_code, book_no, rent_id, receipt_id, voucher_id, date, amount)
      VALUES ($1, 1, $2, $3, $4, '2026-03-01', $5)`;
    const row = (rent: number, voucher: string, amount: string): unknown[] => [
      COMMUNITY,
      lease.schedule[rent]!.id,
      body.receiptId,
      voucher,
      amount,
    ];
    expect(await service.tries(sql, row(0, body.voucher.id, '600.01'))).toBe('rent-overpaid');
    expect(await service.tries(sql, row(0, body.voucher.id, '600.00'))).toBe(
      'rent-voucher-unfounded',
    );
    expect(await service.tries(sql, row(5, body.voucher.id, '400.00'))).toBe('rent-not-posted');
    expect(await service.tries(sql, row(1, body.voucher.id, '400.00'))).toMatch(/^rent_receipt_/);
  });

  test('shows no property, lease or rent to another community or without a context', async () => {
    const stranger = await attack(t.serviceUrl, '511602002002');
    const nobody = await attack(t.serviceUrl);
    for (const table of ['property', 'property_change', 'lease', 'rent', 'rent_receipt']) {
      const count = `SELECT count(*)::int AS n FROM ${table}`;
      expect((await service.rows<{ n: number }>(count))[0]!.n).toBeGreaterThan(0);
      expect(await stranger.rows(count)).toEqual([{ n: 0 }]);
      expect(await nobody.rows(count)).toEqual([{ n: 0 }]);
    }
    await stranger.end();
    await nobody.end();
  });
});

describe('rents follow red-letter vouchers', () => {
  const reverse = (voucherId: string) =>
    t.database.write(
      { scope: COMMUNITY, communityCode: COMMUNITY, actor, idempotency: null },
      (tx) =>
        t.app.get(LedgerService).reverse(tx, COMMUNITY, 1, {
          voucherId,
          date: parseLocalDate('2026-03-05'),
          reason: '记错',
        }),
    );
  const rentOf = async (no: number) => {
    const { body } = await accountant.get(`${C}/leases/${lease.id}`).expect(200);
    return body.schedule[no - 1];
  };

  test('a rent on which money was received keeps its voucher', async () => {
    await expect(reverse((await rentOf(1)).voucherId)).rejects.toMatchObject({
      code: 'rent-received-already',
    });
  });

  test('a cancelled rent is posted again, once', async () => {
    await reverse((await rentOf(2)).voucherId);
    expect((await rentOf(2)).voucherId).toBeNull();
    const { body } = await accountant.post(`${C}/rents/due`, { through: '2026-02-28' }).expect(200);
    expect(body).toMatchObject({ count: 1, total: '1000.00' });
    expect((await rentOf(2)).voucherId).toBe(body.vouchers[0].id);
  });

  test('a cancelled receipt is owed again', async () => {
    const { body } = await accountant
      .post(`${C}/rents/${lease.schedule[1]!.id}/receive`, {
        date: '2026-03-02',
        amount: '1000.00',
      })
      .expect(201);
    expect(await rentOf(2)).toMatchObject({ state: 'paid', outstanding: '0.00' });
    await reverse(body.voucher.id);
    expect(await rentOf(2)).toMatchObject({ state: 'due', received: '0.00' });
  });
});
