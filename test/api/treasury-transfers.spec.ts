import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.js';
import {
  allocated,
  approved,
  openTreasuryBooks,
  received,
  treasuryPeople,
  type TreasuryPeople,
} from '../support/treasury-books.js';
import { TreasuryService } from '../../src/treasury/treasury.service.js';
import { parseMonth } from '../../src/kernel/month.js';

let t: TestApp;
let base: string;
let people: TreasuryPeople;

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  const opened = await openTreasuryBooks(t, '511602002001');
  base = opened.base;
  people = await treasuryPeople(t, opened.code);
  await received(people, `${base}/books/1`, { amount: '9000.00' });
  await received(people, `${base}/books/2`, { amount: '9000.00', incomeAccountCode: '5001' });
});

afterAll(async () => {
  await t.close();
});

const book = (bookNo: number) => `${base}/books/${bookNo}`;
const transfer = (fields: object) =>
  people.cashier.post(`${base}/transfers`, { date: '2026-01-28', ...fields });

interface Answer {
  id: string;
  from: { voucher: { id: string } };
  to: { voucher: { id: string } };
}

describe('a transfer between two books', () => {
  test('needs an approved request that names the receiving book', async () => {
    const profit = { fromBookNo: 2, toBookNo: 1, amount: '800.00', kind: 'profit' };
    const none = await transfer(profit);
    expect(none.body).toMatchObject({ type: '/problems/transfer-not-approved', status: 422 });
    await approved(people, book(2), {
      amount: '800.00',
      payee: '别的单位',
      expenseAccountCode: '2232',
    });
    expect((await transfer(profit)).body).toMatchObject({
      type: '/problems/transfer-not-approved',
    });
  });

  test('of profit is two vouchers that name each other and net to zero', async () => {
    const requestId = await approved(people, book(2), {
      purpose: '上缴利润',
      amount: '700.00',
      payee: '集体资产账',
      expenseAccountCode: '2232',
    });
    await allocated(people, book(2), '700.00');
    const { body } = await transfer({
      fromBookNo: 2,
      toBookNo: 1,
      amount: '700.00',
      kind: 'profit',
    }).expect(201);
    expect(body).toMatchObject({
      requestId,
      amount: '700.00',
      from: { bookNo: 2, moneyCode: '100202', accountCode: '2232' },
      to: { bookNo: 1, moneyCode: '10201', accountCode: '502' },
    });
    const { from, to } = body as Answer;
    const given = await people.accountant.get(`${book(2)}/vouchers/${from.voucher.id}`).expect(200);
    expect(given.body.lines).toMatchObject([
      { accountCode: '2232', debit: '700.00', counterparty: '集体资产账' },
      { accountCode: '100202', credit: '700.00' },
    ]);
    const taken = await people.accountant.get(`${book(1)}/vouchers/${to.voucher.id}`).expect(200);
    expect(taken.body.lines).toMatchObject([
      { accountCode: '10201', debit: '700.00', counterparty: '社区公司账' },
      { accountCode: '502', credit: '700.00' },
    ]);
    const request = await people.accountant.get(`${book(2)}/payment-requests/${requestId}`);
    expect(request.body).toMatchObject({ status: 'paid' });
    const again = await transfer({
      fromBookNo: 2,
      toBookNo: 1,
      amount: '700.00',
      kind: 'profit',
      requestId,
    });
    expect(again.body).toMatchObject({ type: '/problems/transfer-not-approved' });
  });

  test('gives to a restricted fund of the charity', async () => {
    await people.accountant
      .post(`${book(3)}/funds`, { code: 'ZL', name: '助老', purpose: '慰问老人', restricted: true })
      .expect(201);
    const requestId = await approved(people, book(1), {
      purpose: '向慈善基金账捐赠助老款',
      amount: '500.00',
      payee: '慈善会',
      expenseAccountCode: '514',
    });
    await allocated(people, book(1), '500.00');
    const { body } = await transfer({
      fromBookNo: 1,
      toBookNo: 3,
      amount: '500.00',
      kind: 'donation',
      fundCode: 'ZL',
    }).expect(201);
    expect(body).toMatchObject({
      requestId,
      from: { accountCode: '514', fundCode: null },
      to: { accountCode: '410102', moneyCode: '100201', fundCode: 'ZL' },
    });
    const funds = await people.accountant.get(`${book(3)}/funds`).expect(200);
    expect(funds.body.items).toMatchObject([{ code: 'ZL', balance: '500.00' }]);
  });

  test('is refused between books that have no such dealings, to itself, and into a strange account', async () => {
    const asked = { amount: '1.00', kind: 'loan' };
    expect((await transfer({ ...asked, fromBookNo: 1, toBookNo: 1 })).body).toMatchObject({
      type: '/problems/transfer-between-two-books',
    });
    expect((await transfer({ ...asked, fromBookNo: 3, toBookNo: 1 })).body).toMatchObject({
      type: '/problems/transfer-kind-not-for-books',
      kind: '借款',
      from: 'charity',
    });
    await approved(people, book(1), {
      purpose: '借给社区公司账',
      amount: '50.00',
      payee: '社区公司账',
      expenseAccountCode: '513',
    });
    expect(
      (await transfer({ fromBookNo: 1, toBookNo: 2, amount: '50.00', kind: 'loan' })).body,
    ).toMatchObject({ type: '/problems/transfer-account-not-for-kind', account: '513' });
  });

  test('is paid by nobody who asked for it or approved it', async () => {
    const requestId = await approved(people, book(1), {
      purpose: '向慈善基金账捐赠',
      amount: '60.00',
      payee: '慈善基金账',
      expenseAccountCode: '514',
    });
    const asked = { fromBookNo: 1, toBookNo: 3, amount: '60.00', kind: 'donation', requestId };
    const own = await people.accountant.post(`${base}/transfers`, { ...asked, date: '2026-01-28' });
    expect(own.body).toMatchObject({ type: '/problems/forbidden', status: 403 });
    await allocated(people, book(1), '60.00');
    await transfer(asked).expect(201);
  });

  test('goes back in both books at once, never in one', async () => {
    const { body: list } = await people.accountant.get(`${base}/transfers`).expect(200);
    const { id, from } = (list.items as (Answer & { amount: string })[]).find(
      ({ amount }) => amount === '60.00',
    )!;
    const reversal = { date: '2026-02-03', reason: '误转' };
    const alone = await people.accountant.post(
      `${book(1)}/vouchers/${from.voucher.id}/reverse`,
      reversal,
    );
    expect(alone.body).toMatchObject({ type: '/problems/transfer-reversed-alone', status: 409 });
    const { body } = await people.accountant
      .post(`${base}/transfers/${id}/reverse`, reversal)
      .expect(201);
    expect(body).toMatchObject({ id, reversed: true });
  });
});

test('without two lines money leaves the only bank account, and needs its account named by kind', async () => {
  const code = '511602002002';
  await t.community(code);
  const accountant = await t.as('accountant.002');
  const path = `/api/v1/communities/${code}`;
  for (const fields of [
    { kind: 'collective', name: '集体', standard: 'rural-collective-2023' },
    { kind: 'company', name: '公司', standard: 'small-enterprise-2011' },
  ]) {
    await accountant.post(`${path}/books`, { ...fields, openedOn: '2026-01-01' }).expect(201);
  }
  const loan = { fromBookNo: 1, toBookNo: 2, date: '2026-01-05', amount: '10.00', kind: 'loan' };
  const cashier = await t.as('cashier.002');
  const { body } = await cashier.post(`${path}/transfers`, loan).expect(201);
  expect(body).toMatchObject({
    requestId: null,
    from: { moneyCode: '102', accountCode: '112' },
    to: { moneyCode: '1002', accountCode: '2241' },
  });
});

test('the month’s sheet: opening + income − expenditure = closing, gross, without allocations', async () => {
  const treasury = t.app.get(TreasuryService);
  const context = {
    scope: '511602002001',
    communityCode: '511602002001',
    actor: null,
    idempotency: null,
  };
  const sheet = (month: string) =>
    t.database.read(context, (tx) => treasury.movements(tx, '511602002001', 1, parseMonth(month)));
  const january = await sheet('2026-01');
  expect(JSON.parse(JSON.stringify(january))).toEqual({
    opening: '0.00',
    income: [
      {
        date: '2026-01-05',
        voucher: '记-1',
        item: '门面租金',
        counterparty: '商户甲',
        counterpartyKind: null,
        contra: ['501'],
        amount: '9000.00',
      },
      {
        date: '2026-01-28',
        voucher: '记-2',
        item: '利润上缴：由社区公司账划入',
        counterparty: '社区公司账',
        counterpartyKind: null,
        contra: ['502'],
        amount: '700.00',
      },
    ],
    incomeTotal: '9700.00',
    expenditure: [
      {
        date: '2026-01-28',
        voucher: '记-4',
        item: '捐赠：划至慈善基金账',
        counterparty: '慈善基金账',
        counterpartyKind: null,
        contra: ['514'],
        amount: '500.00',
        handledBy: '社区经办员',
        approvedBy: ['主任丁'],
      },
      {
        date: '2026-01-28',
        voucher: '记-6',
        item: '捐赠：划至慈善基金账',
        counterparty: '慈善基金账',
        counterpartyKind: null,
        contra: ['514'],
        amount: '60.00',
        handledBy: '社区经办员',
        approvedBy: ['主任丁'],
      },
    ],
    expenditureTotal: '560.00',
    closing: '9140.00',
    pettyCash: '0.00',
    pettyCashSpent: [],
    pettyCashSpentTotal: '0.00',
  });
  const february = await sheet('2026-02');
  expect(JSON.parse(JSON.stringify(february))).toMatchObject({
    opening: '9140.00',
    income: [],
    expenditure: [{ amount: '-60.00', item: '注销1月28日记字第6号凭证' }],
    closing: '9200.00',
  });
  const position = await t.database.read(context, (tx) =>
    treasury.position(tx, '511602002001', 1, parseMonth('2026-02')),
  );
  expect(JSON.parse(JSON.stringify(position))).toEqual({
    revenue: '9140.00',
    expenditure: '60.00',
    pettyCash: '0.00',
    reserved: '50.00',
  });
});

test('a transfer that several requests fit names them and asks for one', async () => {
  const rent = { amount: '30.00', payee: '集体资产账', expenseAccountCode: '2232' };
  const first = await approved(people, book(2), { purpose: '上缴一季度利润', ...rent });
  const second = await approved(people, book(2), { purpose: '上缴二季度利润', ...rent });
  await allocated(people, book(2), '30.00');
  const profit = { fromBookNo: 2, toBookNo: 1, amount: '30.00', kind: 'profit' };
  const { body } = await transfer(profit);
  expect(body).toMatchObject({
    type: '/problems/transfer-request-unclear',
    status: 422,
    count: 2,
    errors: [{ pointer: '/requestId' }],
  });
  const { detail } = body as { detail: string };
  expect(detail).toContain(`上缴一季度利润（${first}）`);
  expect(detail).toContain(`上缴二季度利润（${second}）`);
  expect((await transfer({ ...profit, requestId: second })).body).toMatchObject({
    requestId: second,
  });
});
