import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import {
  allocated,
  approved,
  openTreasuryBooks,
  received,
  submitted,
  treasuryPeople,
  type TreasuryPeople,
} from '../support/treasury-books.js';

let t: TestApp;
let book: string;
let people: TreasuryPeople;
let communities = 0;

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
});

afterAll(async () => {
  await t.close();
});

/** A book of its own, with money on its revenue account. */
async function freshBook(): Promise<void> {
  communities += 1;
  const code = `511602002${String(communities).padStart(3, '0')}`;
  const { base } = await openTreasuryBooks(t, code);
  book = `${base}/books/1`;
  people = await treasuryPeople(t, code);
  await received(people, book, { amount: '100000.00' });
}

const approve = (who: Client, id: string) =>
  who.post(`${book}/payment-requests/${id}/approve`, { opinion: '同意' });

describe('approved money', () => {
  beforeEach(freshBook);

  test('of ten approvals at once, only as many pass as the money lasts', async () => {
    const ids = [];
    for (let index = 0; index < 10; index += 1) {
      ids.push(
        await submitted(people, book, {
          amount: '20000.00',
          payee: `商户${index}`,
        }),
      );
    }
    for (const id of ids) {
      await approve(people.director, id).expect(200);
      await approve(people.secretary, id).expect(200);
    }
    const answers = await Promise.all(ids.map((id) => approve(people.supervisor, id)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
    for (const { body } of answers.filter(({ status }) => status !== 200)) {
      expect(body).toMatchObject({ type: '/problems/funds-reserved', status: 422 });
    }
    const { body } = await people.accountant.get(`${book}/payment-requests?status=approved`);
    expect(body.items).toHaveLength(5);
  });

  test('is not given back to a payer by a refund', async () => {
    const receipt = await received(people, book, { amount: '500.00', payer: '押金户' });
    for (const index of [1, 2, 3, 4, 5]) {
      await approved(people, book, { amount: '20000.00', payee: `商户${index}` });
    }
    const refund = (amount: string) =>
      people.cashier.post(`${book}/receipts/${receipt.id}/refund`, {
        date: '2026-02-01',
        amount,
        reason: '退款',
      });
    await approved(people, book, { amount: '100.00', payee: '小额' });
    expect((await refund('400.01')).body).toMatchObject({
      type: '/problems/funds-reserved',
      reserved: '100100.00',
    });
    expect((await refund('400.00')).status).toBe(201);
  });

  test('is paid once, though ten ask at once', async () => {
    await allocated(people, book, '600.00');
    const id = await approved(people, book);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        people.cashier.post(`${book}/payments`, { requestId: id, date: '2026-02-10' }),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    for (const { body } of answers.filter(({ status }) => status !== 201)) {
      expect(body).toMatchObject({ type: '/problems/request-paid-already', status: 409 });
    }
    const { body } = await people.accountant.get(`${book}/payments`);
    expect(body.items).toHaveLength(1);
  });

  test('is not paid before it was asked for', async () => {
    await allocated(people, book, '600.00');
    const id = await approved(people, book, { date: '2026-01-20' });
    const early = await people.cashier.post(`${book}/payments`, {
      requestId: id,
      date: '2026-01-19',
    });
    expect(early.body).toMatchObject({ type: '/problems/payment-before-request' });
    await people.cashier
      .post(`${book}/payments`, { requestId: id, date: '2026-01-20' })
      .expect(201);
  });

  test('of a restricted fund serves its purpose, and free requests leave it alone', async () => {
    const charity = book.replace(/1$/, '3');
    const draft = { expenseAccountCode: '5101' };
    await people.accountant
      .post(`${charity}/funds`, {
        code: 'JH01',
        name: '助学',
        purpose: '资助学生',
        restricted: true,
      })
      .expect(201);
    await received(people, charity, {
      amount: '800.00',
      incomeAccountCode: '410102',
      fundCode: 'JH01',
    });
    await received(people, charity, { amount: '200.00', incomeAccountCode: '410101' });
    const sign = (id: string) =>
      people.director.post(`${charity}/payment-requests/${id}/approve`, {});
    const free = await submitted(people, charity, { ...draft, amount: '200.01', payee: '甲' });
    expect((await sign(free)).body).toMatchObject({
      type: '/problems/restricted-money-protected',
      restricted: '800.00',
    });
    const exact = await submitted(people, charity, { ...draft, amount: '200.00', payee: '乙' });
    expect((await sign(exact)).body).toMatchObject({ status: 'approved' });
    const purpose = { ...draft, fundCode: 'JH01' };
    const first = await submitted(people, charity, { ...purpose, amount: '500.00', payee: '丙' });
    expect((await sign(first)).body).toMatchObject({ status: 'approved' });
    const over = await submitted(people, charity, { ...purpose, amount: '300.01', payee: '丁' });
    expect((await sign(over)).body).toMatchObject({ type: '/problems/funds-reserved' });
    await received(people, charity, { amount: '50.00', incomeAccountCode: '410101' });
    expect((await sign(over)).body).toMatchObject({
      type: '/problems/fund-reserved',
      fund: 'JH01',
      reserved: '500.00',
    });
  });
});
