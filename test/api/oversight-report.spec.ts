import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { neighbourhood, reconciled, type Neighbourhood } from './oversight.fixture.js';

let n: Neighbourhood;
let month: string;

beforeAll(async () => {
  n = await neighbourhood();
  month = `${n.base}/months/2026-01`;
});

afterAll(async () => {
  await n.close();
});

interface Check {
  code: string;
  passes: boolean;
  detail: string | null;
}

async function overview(): Promise<Record<string, unknown> & { checks: Check[] }> {
  const { body } = await (await n.as('auditor')).get(month).expect(200);
  return body as Record<string, unknown> & { checks: Check[] };
}

async function draft(): Promise<string> {
  const { body } = await (
    await n.as('accountant')
  )
    .post(`${n.base}/books/1/vouchers`, {
      date: '2026-01-31',
      attachmentCount: 1,
      lines: [
        { summary: '计提租金', accountCode: '112', debit: '40.00' },
        { summary: '计提租金', accountCode: '501', credit: '40.00' },
      ],
    })
    .expect(201);
  return (body as { id: string }).id;
}

describe('reporting a month', () => {
  test('lists every check that fails and what to do about it, and moves nothing', async () => {
    const id = await draft();
    const refused = await (await n.as('accountant')).post(`${month}/report`);
    expect(refused.body).toMatchObject({
      type: '/problems/month-not-ready',
      status: 409,
      count: 2,
    });
    expect(
      (refused.body as { errors: { pointer: string }[] }).errors.map((e) => e.pointer),
    ).toEqual(['/checks/all-posted', '/checks/bank-reconciled']);
    const { state, checks } = await overview();
    expect(state).toBe('open');
    expect(checks).toHaveLength(15);
    expect(checks.filter(({ passes }) => !passes)).toMatchObject([
      { code: 'all-posted', detail: expect.stringContaining('还有 1 张凭证未记账') },
      { code: 'bank-reconciled', detail: expect.stringContaining('第1账套“集体资产账”') },
    ]);
    await (await n.as('reviewer')).post(`${n.base}/books/1/vouchers/${id}/review`).expect(200);
    await (await n.as('accountant')).post(`${n.base}/books/1/vouchers/${id}/post`).expect(200);
  });

  test('only the accountant reports', async () => {
    const { body } = await (await n.as('director')).post(`${month}/report`);
    expect(body).toMatchObject({ type: '/problems/forbidden' });
  });

  test('freezes the figures of every book, with chain heads and a digest', async () => {
    await reconciled(n);
    const { body } = await (await n.as('accountant')).post(`${month}/report`).expect(200);
    expect(body).toMatchObject({
      month: '2026-01',
      state: 'reported',
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      report: {
        version: 1,
        reportedBy: '会计甲',
        community: { code: n.code, name: '示范社区' },
        books: [
          {
            bookNo: 1,
            movements: {
              opening: '0.00',
              income: [
                { voucher: '记-1', item: '门面租金', counterparty: '张建国', amount: '8000.00' },
              ],
              incomeTotal: '8000.00',
              expenditure: [
                {
                  voucher: '记-3',
                  item: '维修门面屋顶',
                  counterparty: '广安修缮队',
                  amount: '600.00',
                },
                { voucher: '记-4', item: '一月保洁', counterparty: '李明华', amount: '1500.00' },
              ],
              expenditureTotal: '2100.00',
              closing: '5900.00',
              pettyCash: '0.00',
            },
            receivables: [{ accountCode: '112', name: '应收款', amount: '40.00' }],
            receivablesTotal: '40.00',
            payables: [],
            chain: { seq: 5 },
          },
          { bookNo: 2, movements: { closing: '0.00' } },
          { bookNo: 3, movements: { closing: '0.00' } },
        ],
      },
    });
  });

  test('a reported month takes no voucher and is not reported twice', async () => {
    const accountant = await n.as('accountant');
    const late = await (
      await n.as('cashier')
    ).post(`${n.base}/books/1/receipts`, {
      date: '2026-01-20',
      amount: '1.00',
      payer: '商户',
      item: '租金',
      incomeAccountCode: '501',
    });
    expect(late.body).toMatchObject({ type: '/problems/month-not-open', month: '2026-01' });
    const again = await accountant.post(`${month}/report`);
    expect(again.body).toMatchObject({ type: '/problems/month-not-open', status: 409 });
  });

  test('a month that a reported one has passed over is not begun any more', async () => {
    const { body } = await (await n.as('accountant')).post(`${n.base}/months/2025-12/report`);
    expect(body).toMatchObject({ type: '/problems/month-passed-over', later: '2026-01' });
  });

  test('a later month waits until this one is approved', async () => {
    n.turnTo('2026-03-01T09:00:00');
    const { body } = await (await n.as('accountant')).post(`${n.base}/months/2026-02/report`);
    expect((body as { errors: { pointer: string }[] }).errors.map((e) => e.pointer)).toContain(
      '/checks/earlier-months-approved',
    );
    n.turnTo('2026-02-03T09:00:00');
  });

  test('returned with a reason it is open again, and reported again it is the next version', async () => {
    const director = await n.as('director');
    const empty = await director.post(`${month}/return`, { reason: ' ' });
    expect(empty.body).toMatchObject({ type: '/problems/validation-failed' });
    const accountant = await n.as('accountant');
    const own = await accountant.post(`${month}/return`, { reason: '我想改' });
    expect(own.body).toMatchObject({ type: '/problems/forbidden' });
    await director.post(`${month}/return`, { reason: '应收租金少计' }).expect(200);
    expect(await overview()).toMatchObject({
      state: 'open',
      report: null,
      returns: [{ version: 1, reason: '应收租金少计', returnedBy: '主任丁' }],
    });
    const twice = await director.post(`${month}/return`, { reason: '再退' });
    expect(twice.body).toMatchObject({ type: '/problems/month-not-reported', status: 409 });
    const { body } = await accountant.post(`${month}/report`).expect(200);
    expect((body as { report: { version: number } }).report.version).toBe(2);
  });
});
