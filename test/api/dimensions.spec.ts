import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import type { Attacker } from '../support/attacker.js';
import { BOOK, voucher, voucherBook, type Line, type VoucherBook } from './vouchers.fixture.js';

let t: TestApp;
let accountant: Client;
let service: Attacker;
let posted: VoucherBook['posted'];
let past: VoucherBook['past'];

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  ({ accountant, service, posted, past } = await voucherBook(t, {
    kind: 'company',
    standard: 'small-enterprise-2011',
    openedOn: '2026-01-01',
    voucherWords: '收付转',
  }));
});

afterAll(async () => {
  await service.end();
  await t.close();
});

describe('auxiliary dimensions (财会〔2024〕12号 第二十条(三))', () => {
  beforeAll(async () => {
    await accountant.post(`${BOOK}/dimensions`, { code: 'project', name: '项目' }).expect(201);
    for (const [code, name] of [
      ['P1', '门面改造'],
      ['P2', '停车场'],
      ['P9', '旧项目'],
    ] as const) {
      await accountant.post(`${BOOK}/dimensions/project/items`, { code, name }).expect(201);
    }
    await accountant.post(`${BOOK}/accounts`, {
      code: '560201',
      name: '办公费',
      parentCode: '5602',
    });
    await accountant
      .post(`${BOOK}/accounts`, { code: '540201', name: '维修', parentCode: '5402' })
      .expect(201);
    const { body } = await accountant
      .put(`${BOOK}/accounts/5402/dimensions`, { required: ['project', 'counterparty'] })
      .expect(200);
    expect(body).toEqual({ accountCode: '5402', required: ['counterparty', 'project'] });
  });

  const repair = (amount: string, more: Partial<Line>): Line[] => [
    { accountCode: '540201', debit: amount, ...more },
    { accountCode: '1002', credit: amount, cashFlowItem: '3' },
  ];

  test('counterparty and fund come with the book and have no items', async () => {
    const { body } = await accountant.get(`${BOOK}/dimensions`).expect(200);
    expect(body).toMatchObject({
      items: [
        { code: 'counterparty', builtIn: true },
        { code: 'fund', builtIn: true },
        { code: 'project', name: '项目', builtIn: false },
      ],
    });
    const refusals = [
      [`${BOOK}/dimensions`, { code: 'fund', name: '专项' }, 'dimension-is-built-in'],
      [`${BOOK}/dimensions`, { code: 'project', name: '项目' }, 'dimension-exists'],
      [
        `${BOOK}/dimensions/fund/items`,
        { code: 'X', name: '甲' },
        'built-in-dimension-has-no-items',
      ],
      [`${BOOK}/dimensions/project/items`, { code: 'P1', name: '甲' }, 'dimension-item-exists'],
    ] as const;
    for (const [path, sent, code] of refusals) {
      const answer = await accountant.post(path, sent);
      expect(answer.body).toMatchObject({ type: `/problems/${code}` });
    }
  });

  test('an account asks for them, and what is under it too, in the rule and in the database', async () => {
    const missing = repair('1.00', { counterparty: '修缮队' });
    const { body } = await accountant.post(`${BOOK}/vouchers`, voucher(missing));
    expect(body).toMatchObject({
      type: '/problems/dimension-missing',
      dimension: 'project',
      errors: [{ pointer: '/lines/0/dimensions/project' }],
    });
    expect(await past(missing, { word: '付' })).toBe('dimension-missing');
    expect(await past(repair('1.00', { dimensions: { project: 'P2' } }), { word: '付' })).toBe(
      'dimension-missing',
    );
    const whole = repair('1.00', { counterparty: '修缮队', dimensions: { project: 'P2' } });
    expect(await past(whole, { word: '付' })).toBe(1);
  });

  test('an unknown item, another type, or a key that is no code is refused and changes nothing', async () => {
    for (const [dimensions, code] of [
      [{ project: 'P7' }, 'dimension-item-unknown'],
      [{ nothing: 'P1' }, 'dimension-item-unknown'],
      [{ counterparty: 'P1' }, 'dimension-item-unknown'],
      [{ project: 1 }, 'validation-failed'],
      [{ __proto__x: 'P1' }, 'validation-failed'],
      [['P1'], 'validation-failed'],
      ['P1', 'validation-failed'],
    ] as const) {
      const lines = repair('1.00', { counterparty: '修缮队', dimensions: dimensions as object });
      const answer = await accountant.post(`${BOOK}/vouchers`, voucher(lines));
      expect([dimensions, answer.body]).toMatchObject([dimensions, { type: `/problems/${code}` }]);
    }
    const wrong = repair('1.00', { counterparty: '修缮队', dimensions: { project: 1 } });
    expect(await past(wrong, { word: '付' })).toBe('dimension-item-unknown');
  });

  test('an item is closed, never deleted; a red letter still takes back what named it', async () => {
    const named = repair('7.00', { counterparty: '修缮队', dimensions: { project: 'P9' } });
    const { id } = await posted(named);
    await accountant.post(`${BOOK}/dimensions/project/items/P9/close`).expect(200);
    const again = await accountant.post(`${BOOK}/vouchers`, voucher(named));
    expect(again.body).toMatchObject({ type: '/problems/dimension-item-closed' });
    expect(await past(named, { word: '付' })).toBe('dimension-item-closed');
    expect(await service.tries(`DELETE FROM dimension_item WHERE code = 'P9'`)).toBe('42501');
    expect(
      await service.tries(`UPDATE dimension_item SET closed_on = NULL WHERE code = 'P9'`),
    ).toBe('dimension-item-closed');
    await accountant
      .post(`${BOOK}/vouchers/${id}/reverse`, { date: '2026-01-31', reason: '重复' })
      .expect(201);
  });

  test('balances stand by item and add up to the account, the rest unnamed', async () => {
    await posted(repair('30.00', { counterparty: '修缮队', dimensions: { project: 'P1' } }), {
      date: '2026-01-08',
    });
    await posted(repair('50.00', { counterparty: '修缮队', dimensions: { project: 'P1' } }), {
      date: '2026-02-02',
    });
    await posted(repair('20.00', { counterparty: '油漆店', dimensions: { project: 'P2' } }), {
      date: '2026-02-02',
    });
    const ask = (query: string) =>
      accountant.get(`${BOOK}/dimension-balances?${query}`).expect(200);
    const { body } = await ask('dimension=project&month=2026-02&accountCode=5402');
    expect((body as { rows: unknown[] }).rows).toEqual([
      {
        accountCode: '540201',
        accountName: '维修',
        itemCode: 'P1',
        itemName: '门面改造',
        openingDirection: '借',
        opening: '30.00',
        debit: '50.00',
        credit: '0.00',
        closingDirection: '借',
        closing: '80.00',
      },
      {
        accountCode: '540201',
        accountName: '维修',
        itemCode: 'P2',
        itemName: '停车场',
        openingDirection: '借',
        opening: '1.00',
        debit: '20.00',
        credit: '0.00',
        closingDirection: '借',
        closing: '21.00',
      },
      {
        accountCode: '540201',
        accountName: '维修',
        itemCode: 'P9',
        itemName: '旧项目',
        openingDirection: '平',
        opening: '0.00',
        debit: '0.00',
        credit: '0.00',
        closingDirection: '平',
        closing: '0.00',
      },
    ]);
    const debtors = await ask('dimension=counterparty&month=2026-02&accountCode=1122');
    expect((debtors.body as { rows: unknown[] }).rows).toEqual([]);
    const file = await ask('dimension=counterparty&month=2026-02&format=csv');
    expect(file.text).toContain('540201,维修,油漆店,油漆店,平,0.00,20.00,0.00,借,20.00');
    const unknown = await accountant.get(
      `${BOOK}/dimension-balances?dimension=donor&month=2026-02`,
    );
    expect(unknown.status).toBe(404);
  });
});
