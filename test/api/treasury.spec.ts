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

let t: TestApp;
let base: string;
let book: string;
let people: TreasuryPeople;

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  const opened = await openTreasuryBooks(t, '511602002001');
  base = opened.base;
  book = `${base}/books/1`;
  people = await treasuryPeople(t, opened.code);
});

afterAll(async () => {
  await t.close();
});

describe('fund accounts', () => {
  test('their numbers are whole for accountant and cashier only', async () => {
    const whole = await people.cashier.get(`${book}/fund-accounts`).expect(200);
    expect(whole.body.items[1]).toEqual({
      accountCode: '10201',
      name: '收入户',
      line: 'revenue',
      bankName: '示范银行',
      accountNumber: '62220000110201',
    });
    const masked = await people.supervisor.get(`${book}/fund-accounts`).expect(200);
    expect(masked.body.items[1].accountNumber).toBe('**********0201');
    expect(masked.body.items[0]).toMatchObject({ line: 'petty-cash', accountNumber: null });
  });

  test('only money leaves can be marked, once, with a bank of their own', async () => {
    const mark = (fields: object) =>
      people.accountant.post(`${book}/fund-accounts`, {
        bankName: '示范银行',
        accountNumber: '9999',
        ...fields,
      });
    const cases: [object, string][] = [
      [{ accountCode: '501', line: 'revenue' }, 'fund-account-not-money'],
      [{ accountCode: '102', line: 'revenue' }, 'account-not-leaf'],
      [{ accountCode: '10101', line: 'revenue' }, 'fund-account-not-money'],
      [{ accountCode: '10101', line: 'petty-cash' }, 'fund-account-bank-details'],
      [{ accountCode: '999', line: 'revenue' }, 'account-unknown'],
      [{ accountCode: '10202', line: 'revenue' }, 'fund-account-exists'],
    ];
    for (const [fields, code] of cases) {
      const { body } = await mark(fields);
      expect(body).toMatchObject({ type: `/problems/${code}` });
    }
    await people.accountant
      .post(`${book}/accounts`, { code: '10203', name: '另一户', parentCode: '102' })
      .expect(201);
    const taken = await mark({
      accountCode: '10203',
      line: 'revenue',
      accountNumber: '62220000110201',
    });
    expect(taken.body).toMatchObject({ type: '/problems/bank-account-taken', status: 409 });
    const under = await people.accountant.post(`${book}/accounts`, {
      code: '1020101',
      name: '其下',
      parentCode: '10201',
    });
    expect(under.body).toMatchObject({ type: '/problems/fund-account-stays-leaf' });
  });
});

describe('the two lines', () => {
  test('坐支 is refused by its name, whether from the revenue account or against income', async () => {
    const drafted = (lines: object[]) =>
      people.accountant.post(`${book}/vouchers`, {
        date: '2026-01-10',
        attachmentCount: 1,
        lines,
      });
    const posted = async (lines: object[]) => {
      const { body } = await drafted(lines).expect(201);
      await people.reviewer.post(`${book}/vouchers/${body.id}/review`).expect(200);
      return people.accountant.post(`${book}/vouchers/${body.id}/post`);
    };
    const line = (accountCode: string, side: 'debit' | 'credit') => ({
      summary: '修缮',
      accountCode,
      [side]: '50.00',
    });
    const cases: [string, string, string, number][] = [
      ['513', '10201', 'sitting-spend', 1],
      ['513', '501', 'sitting-spend', 1],
      ['10101', '501', 'sitting-spend', 0],
      ['10201', '501', 'revenue-only-by-receipt', 0],
      ['10202', '501', 'expenditure-only-by-allocation', 0],
      ['513', '10202', 'expenditure-only-by-payment', 1],
      ['10101', '211', 'petty-cash-only-by-top-up', 0],
      ['10203', '211', 'money-account-not-marked', 0],
    ];
    const right = [line('513', 'debit'), line('211', 'credit')];
    const written = { date: '2026-01-10', attachmentCount: 1 };
    for (const [debit, credit, code, index] of cases) {
      const lines = [line(debit, 'debit'), line(credit, 'credit')];
      const pointer = `/lines/${index}/accountCode`;
      const { body } = await drafted(lines);
      expect(body).toMatchObject({ type: `/problems/${code}`, status: 422, errors: [{ pointer }] });
      if (code === 'sitting-spend') expect(body.title).toMatch(/^坐支/);
      const batch = await people.accountant.post(`${book}/vouchers/batch`, {
        vouchers: [
          { ...written, lines: right },
          { ...written, lines },
        ],
      });
      expect(batch.body).toMatchObject({
        type: `/problems/${code}`,
        errors: [{ pointer: `/vouchers/1${pointer}` }],
      });
    }
    const { body: none } = await people.accountant.get(`${book}/vouchers?status=drafted`);
    expect((none as { items: object[] }).items).toEqual([]);
    const table = (credit: string): Buffer =>
      Buffer.from(`凭证序号,日期,摘要,科目编码,科目名称,借方金额,贷方金额,附件张数,专项代码,往来单位
1,2026-01-10,修缮,513,,5.00,,1,,
1,2026-01-10,修缮,${credit},,,5.00,1,,
`);
    const tried = (credit: string) =>
      people.accountant.upload(`${book}/imports?preview=true`, table(credit), 'text/csv');
    expect((await tried('10201')).body).toMatchObject({
      valid: false,
      errors: [{ pointer: '/rows/3/科目编码', detail: expect.stringContaining('不得从收入户') }],
    });
    const english = await tried('10201').set('Accept-Language', 'en-GB');
    expect((english.body as { errors: { detail: string }[] }).errors[0]?.detail).toMatch(
      /^Nothing is paid straight out of income \(account 10201\)/,
    );
    expect((await tried('211')).body).toMatchObject({ valid: true, errors: [] });
    const { body } = await posted(right);
    expect(body).toMatchObject({ status: 'posted' });
  });

  test('money is received, allocated, asked for, approved and paid, each with its voucher', async () => {
    await received(people, book, { amount: '2000.00' });
    const early = await people.cashier.post(`${book}/payments`, {
      requestId: await approved(people, book, { payee: '甲工程队' }),
      date: '2026-01-20',
    });
    expect(early.body).toMatchObject({
      type: '/problems/fund-account-overdrawn',
      account: '10202',
      short: '600.00',
    });
    const id = await approved(people, book, { payee: '乙工程队' });
    const most = await people.cashier.post(`${book}/allocations`, {
      date: '2026-01-19',
      amount: '600.01',
      requestIds: [id],
    });
    expect(most.body).toMatchObject({ type: '/problems/allocation-exceeds-requests' });
    const allocation = await people.cashier
      .post(`${book}/allocations`, { date: '2026-01-19', amount: '600.00', requestIds: [id] })
      .expect(201);
    expect(allocation.body).toMatchObject({
      fromAccountCode: '10201',
      toAccountCode: '10202',
      requestIds: [id],
    });
    const accountant = await people.accountant.post(`${book}/payments`, {
      requestId: id,
      date: '2026-01-20',
    });
    expect(accountant.body).toMatchObject({ type: '/problems/forbidden', status: 403 });
    const paid = await people.cashier
      .post(`${book}/payments`, { requestId: id, date: '2026-01-20' })
      .expect(201);
    expect(paid.body).toMatchObject({
      requestId: id,
      amount: '600.00',
      payee: '乙工程队',
      payer: '出纳丙',
      fundAccountCode: '10202',
    });
    const voucher = await people.accountant.get(`${book}/vouchers/${paid.body.voucher.id}`);
    expect(voucher.body.lines).toMatchObject([
      { accountCode: '513', debit: '600.00', counterparty: '乙工程队' },
      { accountCode: '10202', credit: '600.00' },
    ]);
    const request = await people.accountant.get(`${book}/payment-requests/${id}`);
    expect(request.body).toMatchObject({ status: 'paid' });
    const twice = await people.cashier.post(`${book}/payments`, {
      requestId: id,
      date: '2026-01-20',
    });
    expect(twice.body).toMatchObject({ type: '/problems/request-paid-already', status: 409 });
    const reversed = await people.accountant.post(
      `${book}/vouchers/${paid.body.voucher.id}/reverse`,
      { date: '2026-02-01', reason: '退票' },
    );
    expect(reversed.status).toBe(201);
    const after = await people.accountant.get(`${book}/payment-requests/${id}`);
    expect(after.body).toMatchObject({ status: 'reversed' });
    const list = await people.accountant.get(`${book}/payments?month=2026-01`).expect(200);
    expect(list.body.items).toMatchObject([{ id: paid.body.id, reversed: true }]);
  });

  test('petty cash is topped up by a payment, spent by a voucher, and goes back by a receipt', async () => {
    await received(people, book, { amount: '300.00' });
    await allocated(people, book, '300.00');
    const id = await approved(people, book, {
      purpose: '建立备用金',
      payee: '备用金保管人',
      amount: '300.00',
      expenseAccountCode: '10101',
    });
    await people.cashier
      .post(`${book}/payments`, { requestId: id, date: '2026-01-21' })
      .expect(201);
    const small = await people.accountant
      .post(`${book}/vouchers`, {
        date: '2026-01-22',
        attachmentCount: 3,
        lines: [
          { summary: '买文具', accountCode: '513', debit: '120.00' },
          { summary: '买文具', accountCode: '10101', credit: '120.00' },
        ],
      })
      .expect(201);
    await people.reviewer.post(`${book}/vouchers/${small.body.id}/review`).expect(200);
    await people.accountant.post(`${book}/vouchers/${small.body.id}/post`).expect(200);
    await received(people, book, {
      amount: '180.00',
      item: '缴回备用金',
      incomeAccountCode: '10101',
    });
    const over = await people.cashier.post(`${book}/receipts`, {
      date: '2026-01-23',
      amount: '0.01',
      payer: '备用金保管人',
      item: '缴回备用金',
      incomeAccountCode: '10101',
    });
    expect(over.body).toMatchObject({ type: '/problems/fund-account-overdrawn', account: '10101' });
  });
});

test('what the books say is recomputed from line one', async () => {
  const { body } = await people.supervisor.get(`${base}/verification`).expect(200);
  expect(body).toMatchObject({ clean: true });
});
