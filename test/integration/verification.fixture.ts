import supertest from 'supertest';
import { approvedMonth, neighbourhood, type Neighbourhood } from '../api/oversight.fixture.js';
import { approved, received, treasuryPeople } from '../support/treasury-books.js';

/** January played to its seal with an answered objection, and documents of every kind in February. */
export async function playedMonth(): Promise<Neighbourhood> {
  const n = await neighbourhood();
  const accountant = await n.as('accountant');
  await accountant
    .put(`${n.base}/books/2/opening-balances`, {
      lines: [
        { accountCode: '1122', side: 'debit', amount: '500.00' },
        { accountCode: '3001', side: 'credit', amount: '500.00' },
      ],
    })
    .expect(200);
  await approvedMonth(n);
  await (await n.as('director')).post(`${n.base}/months/2026-01/notice`).expect(201);
  await february(n);
  const resident = supertest(n.t.app.getHttpServer());
  const board = await resident.get('/api/v1/public/notices').expect(200);
  const notice = (board.body as { items: { id: string }[] }).items[0]!.id;
  await resident
    .post(`/api/v1/public/notices/${notice}/objections`)
    .send({ text: '保洁费为何上涨？' })
    .expect(201);
  const director = await n.as('director');
  const { body } = await director.get(`${n.base}/objections`).expect(200);
  const objection = (body as { items: { id: string }[] }).items[0]!.id;
  await director.post(`/api/v1/objections/${objection}/reply`, { text: '合同价。' }).expect(201);
  n.turnTo('2026-02-25T09:00:00');
  await (await n.as('accountant')).post(`${n.base}/months/2026-01/seal`).expect(200);
  return n;
}

async function february(n: Neighbourhood): Promise<void> {
  const people = await treasuryPeople(n.t, n.code);
  const { accountant, cashier } = people;
  const book = `${n.base}/books/1`;
  const receipt = await received(people, book, { date: '2026-02-02', amount: '900.00' });
  await cashier
    .post(`${book}/receipts/${receipt.id}/refund`, {
      date: '2026-02-02',
      amount: '100.00',
      reason: '多付',
    })
    .expect(201);
  await accountant
    .post(`${n.base}/books/3/funds`, {
      code: 'JH01',
      name: '助老',
      purpose: '助老',
      restricted: true,
    })
    .expect(201);
  await accountant
    .post(`${n.base}/books/3/accounts`, { code: '410102', name: '限定性收入', parentCode: '4101' })
    .then(() => undefined);
  await cashier
    .post(`${n.base}/books/3/donations`, {
      date: '2026-02-02',
      amount: '250.00',
      donor: '王先生',
      fundCode: 'JH01',
    })
    .expect(201);
  await cashier.post(`${book}/allocations`, { date: '2026-02-02', amount: '300.00' }).expect(201);
  const requestId = await approved(people, book, {
    amount: '300.00',
    payee: '慈善基金账',
    expenseAccountCode: '514',
  });
  await cashier
    .post(`${n.base}/transfers`, {
      fromBookNo: 1,
      toBookNo: 3,
      kind: 'donation',
      date: '2026-02-02',
      amount: '300.00',
      requestId,
      toAccountCode: '410101',
    })
    .expect(201);
  await accountant
    .post(`${n.base}/properties`, {
      code: 'ZC-001',
      kind: '商铺',
      name: '3号铺',
      place: '人民路',
      area: '34.5',
      unit: '㎡',
      holding: 'owned',
      state: 'idle',
      since: '2026-01-01',
    })
    .expect(201);
  await accountant
    .post(`${n.base}/leases`, {
      propertyCode: 'ZC-001',
      bookNo: 1,
      tenant: '张记副食',
      from: '2026-02-01',
      through: '2026-12-31',
      period: 'month',
      rent: '1000.00',
      incomeAccountCode: '501',
      receivableAccountCode: '112',
    })
    .expect(201);
  await accountant.post(`${n.base}/rents/due`, { through: '2026-02-02' }).expect(200);
  const { body } = await accountant.get(`${n.base}/rents`).expect(200);
  const rent = (body as { items: { id: string }[] }).items[0]!.id;
  await cashier
    .post(`${n.base}/rents/${rent}/receive`, { date: '2026-02-02', amount: '400.00' })
    .expect(201);
}
