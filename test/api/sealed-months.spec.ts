import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { approvedMonth, neighbourhood, type Neighbourhood } from './oversight.fixture.js';

let n: Neighbourhood;
let book: string;
let accrued: string;

beforeAll(async () => {
  n = await neighbourhood();
  book = `${n.base}/books/1`;
  const accountant = await n.as('accountant');
  const { body } = await accountant
    .post(`${book}/vouchers`, {
      date: '2026-01-31',
      attachmentCount: 1,
      lines: [
        { summary: '计提租金', accountCode: '112', debit: '40.00' },
        { summary: '计提租金', accountCode: '501', credit: '40.00' },
      ],
    })
    .expect(201);
  accrued = (body as { id: string }).id;
  await (await n.as('reviewer')).post(`${book}/vouchers/${accrued}/review`).expect(200);
  await accountant.post(`${book}/vouchers/${accrued}/post`).expect(200);
  await approvedMonth(n);
  n.turnTo('2026-02-04T09:00:00');
  await (await n.as('director')).post(`${n.base}/months/2026-01/notice`).expect(201);
  n.turnTo('2026-02-21T09:00:00');
  await (await n.as('accountant')).post(`${n.base}/months/2026-01/seal`).expect(200);
});

afterAll(async () => {
  await n.close();
});

interface Row {
  readonly accountCode: string;
  readonly openingDebit: string;
  readonly openingCredit: string;
  readonly closingDebit: string;
  readonly closingCredit: string;
}

async function rows(month: string): Promise<Row[]> {
  const auditor = await n.as('auditor');
  const { body } = await auditor.get(`${book}/trial-balance?month=${month}`).expect(200);
  return (body as { rows: Row[] }).rows;
}

describe('a voucher of a sealed month', () => {
  test('is cancelled in the open month, and stands where it was', async () => {
    const accountant = await n.as('accountant');
    const before = await rows('2026-01');
    const inside = await accountant.post(`${book}/vouchers/${accrued}/reverse`, {
      date: '2026-01-31',
      reason: '记错',
    });
    expect(inside.body).toMatchObject({ type: '/problems/month-not-open', month: '2026-01' });
    await accountant
      .post(`${book}/vouchers/${accrued}/reverse`, { date: '2026-02-20', reason: '记错' })
      .expect(201);
    expect(await rows('2026-01')).toEqual(before);
    const february = await rows('2026-02');
    expect(february.find(({ accountCode }) => accountCode === '112')).toMatchObject({
      openingDebit: '40.00',
      closingDebit: '0.00',
    });
  });

  test('opening is the closing of the month before, account by account', async () => {
    const closings = (await rows('2026-01')).map((row) => [
      row.accountCode,
      row.closingDebit,
      row.closingCredit,
    ]);
    const openings = (await rows('2026-02')).map((row) => [
      row.accountCode,
      row.openingDebit,
      row.openingCredit,
    ]);
    expect(openings).toEqual(expect.arrayContaining(closings));
  });

  test('everything recomputes', async () => {
    const { body } = await (await n.as('auditor')).get(`${n.base}/verification`).expect(200);
    expect(body).toMatchObject({ clean: true });
  });
});
