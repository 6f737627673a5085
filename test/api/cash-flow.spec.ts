import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type Client, type TestApp } from '../support/app.js';

const CODE = '511602002001';
const BOOKS = `/api/v1/communities/${CODE}/books`;
const BOOK = `${BOOKS}/1`;

let t: TestApp;
let accountant: Client;
let reviewer: Client;

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  await t.community(CODE);
  accountant = await t.as('accountant.001');
  reviewer = await t.as('reviewer.001');
  await accountant
    .post(BOOKS, {
      kind: 'charity',
      name: '慈善基金账',
      standard: 'non-profit-2024',
      openedOn: '2026-01-01',
    })
    .expect(201);
  for (const [code, name] of [
    ['100201', '基本户'],
    ['100202', '受托代理资产'],
    ['10020201', '代转善款'],
  ]) {
    await accountant
      .post(`${BOOK}/accounts`, { code, name, parentCode: code?.slice(0, -2) })
      .expect(201);
  }
  const lines = [
    { accountCode: '100201', side: 'debit', amount: '1000.00' },
    { accountCode: '10020201', side: 'debit', amount: '200.00' },
    { accountCode: '2601', side: 'credit', amount: '200.00' },
    { accountCode: '3101', side: 'credit', amount: '1000.00' },
  ];
  await accountant.put(`${BOOK}/opening-balances`, { lines }).expect(200);
});

afterAll(async () => {
  await t.close();
});

async function booked(summary: string, debit: string, credit: string, amount: string) {
  const lines = [
    { summary, accountCode: debit, debit: amount },
    { summary, accountCode: credit, credit: amount },
  ];
  const { body } = await accountant
    .post(`${BOOK}/vouchers`, { date: '2026-01-15', attachmentCount: 1, lines })
    .expect(201);
  const ids = [(body as { id: string }).id];
  await reviewer.post(`${BOOK}/vouchers/review`, { ids }).expect(200);
  await accountant.post(`${BOOK}/vouchers/post`, { ids }).expect(200);
}

interface Shown {
  readonly rows: readonly { row: number | null; yearToDate?: string; closing?: string }[];
  readonly checks: readonly { name: string; holds: boolean; left: string; right: string }[];
}

async function shown(kind: string, column: 'yearToDate' | 'closing') {
  const { body } = await accountant.get(`${BOOK}/statements/${kind}?month=2026-01`).expect(200);
  const { rows, checks } = body as Shown;
  return {
    rows: Object.fromEntries(
      rows.flatMap((one) =>
        one.row === null || (one[column] ?? '0.00') === '0.00' ? [] : [[one.row, one[column]]],
      ),
    ),
    checks,
  };
}

describe('agency money in the bank of a charity', () => {
  test('is no cash of its statement of cash flows, as it is none of 货币资金', async () => {
    await booked('收到捐赠', '100201', '410101', '500.00');
    await booked('收到代转善款', '10020201', '2601', '900.00');
    await booked('转付受助人', '2601', '10020201', '300.00');
    await booked('付办公费', '5301', '100201', '80.00');
    const { rows, checks } = await shown('cash-flow', 'yearToDate');
    expect(rows).toEqual({
      ...{ 1: '500.00', 13: '500.00', 19: '80.00', 23: '80.00' },
      ...{ 24: '420.00', 61: '420.00' },
    });
    expect(checks.filter(({ holds }) => !holds)).toEqual([]);
    expect(checks.map(({ name }) => name)).toContain(
      '现金净增加额＝资产负债表货币资金的期末数－年初数',
    );
    // 1000 + 500 − 80; 200 + 900 − 300
    expect((await shown('balance-sheet', 'closing')).rows).toMatchObject({
      1: '1420.00',
      24: '800.00',
      40: '800.00',
    });
  });

  test('what passes from it to the charity’s own account comes in as 其他, and back goes out', async () => {
    await booked('提取代转手续费', '100201', '10020201', '50.00');
    await booked('退回多提的手续费', '10020201', '100201', '20.00');
    await booked('手续费', '2601', '4901', '30.00');
    const { rows, checks } = await shown('cash-flow', 'yearToDate');
    expect(rows).toMatchObject({ 8: '50.00', 19: '100.00', 61: '450.00' });
    expect(checks.filter(({ holds }) => !holds)).toEqual([]);
    expect((await shown('balance-sheet', 'closing')).rows).toMatchObject({
      1: '1450.00',
      24: '770.00',
      40: '770.00',
    });
  });
});
