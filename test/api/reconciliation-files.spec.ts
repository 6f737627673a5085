import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import { openBankedBook } from '../support/banked-book.js';

let t: TestApp;
let book: string;
let accountant: Client;
let cashier: Client;

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  const kept = await openBankedBook(t, { bank: '1000.00', cash: '50.00', equity: '1050.00' });
  ({ path: book, accountant, cashier } = kept);
  const spent = { date: '2026-01-20', summary: '零星办公', debit: '513', credit: '101' };
  await kept.post({ ...spent, amount: '8.00' });
});

afterAll(async () => {
  await t.close();
});

describe('a bank file', () => {
  test('the template imports back unmodified as an idle month; GB18030 is read as well', async () => {
    await accountant
      .post(book.replace(/\/1$/, ''), {
        kind: 'charity',
        name: '慈善基金账',
        standard: 'non-profit-2024',
        openedOn: '2026-01-01',
      })
      .expect(201);
    const other = book.replace(/1$/, '2');
    const enter = (file: string | Buffer, month: string): Promise<{ body: unknown }> =>
      accountant
        .post(`${other}/bank-statements?accountCode=1002&month=${month}`, file as unknown as object)
        .set('Content-Type', 'text/csv');
    const { text } = await accountant.get(`${other}/bank-statements/template`).expect(200);
    expect((await enter(text, '2026-01')).body).toMatchObject({
      lineCount: 0,
      closingBalance: '0.00',
    });
    const gb18030 =
      'c8d5c6da2cd5aad2aa2cb6d4b7bdbba7c3fb2cc1f7cbaebac52ccad5c8eb2cd6a7b3f62cd3e0b6ee0a323032362d30322d30332cc0fbcfa22c2c2c332e30302c2c332e30300a';
    expect((await enter(Buffer.from(gb18030, 'hex'), '2026-02')).body).toMatchObject({
      lineCount: 1,
      openingBalance: '0.00',
      closingBalance: '3.00',
    });
  });

  test('says where the month began and ended: in its column of balances, or in the address', async () => {
    const file = Buffer.from(
      '日期,摘要,对方户名,流水号,收入,支出,余额\n2026-01-20,收租,,,30.00,,\n',
    );
    const enter = (balances = ''): Promise<{ status: number; body: unknown }> =>
      accountant.upload(
        `${book}/bank-statements?accountCode=102&month=2026-01${balances}`,
        file,
        'text/csv',
      );
    expect((await enter()).body).toMatchObject({
      type: '/problems/bank-file-balances-missing',
      status: 422,
    });
    expect((await enter('&openingBalance=1000.00')).body).toMatchObject({
      type: '/problems/bank-file-balances-missing',
    });
    const whole = await enter('&openingBalance=1000.00&closingBalance=1030.00');
    expect(whole.body).toMatchObject({ lineCount: 1, closingBalance: '1030.00' });
  });
});

describe('cash', () => {
  const count = {
    accountCode: '101',
    month: '2026-01',
    counted: '42.00',
    witness: 'accountant.001',
  };

  test('is counted by the cashier before another person, against the book of that day', async () => {
    const byAccountant = await accountant.post(`${book}/cash-counts`, count);
    expect(byAccountant.body).toMatchObject({ type: '/problems/forbidden' });
    const alone = await cashier.post(`${book}/cash-counts`, { ...count, witness: 'cashier.001' });
    expect(alone.body).toMatchObject({ type: '/problems/cash-count-needs-two-people' });
    const stranger = await cashier.post(`${book}/cash-counts`, { ...count, witness: 'nobody' });
    expect(stranger.body).toMatchObject({ type: '/problems/witness-unknown', witness: 'nobody' });
    const bank = await cashier.post(`${book}/cash-counts`, { ...count, accountCode: '102' });
    expect(bank.body).toMatchObject({ type: '/problems/not-a-cash-account' });
    const short = await cashier.post(`${book}/cash-counts`, { ...count, counted: '41.00' });
    expect(short.body).toMatchObject({
      type: '/problems/cash-difference-unexplained',
      difference: '-1.00',
    });
    const mid = await cashier
      .post(`${book}/cash-counts`, { ...count, date: '2026-01-19', counted: '50.00' })
      .expect(201);
    expect(mid.body).toMatchObject({ bookBalance: '50.00', difference: '0.00' });
    const { body } = await cashier.post(`${book}/cash-counts`, count).expect(201);
    expect(body).toMatchObject({
      date: '2026-01-31',
      bookBalance: '42.00',
      counted: '42.00',
      difference: '0.00',
      countedBy: '出纳丙',
      witness: '会计甲',
    });
    const list = await accountant.get(`${book}/cash-counts?month=2026-01`).expect(200);
    expect((list.body as { items: unknown[] }).items).toHaveLength(2);
  });
});
