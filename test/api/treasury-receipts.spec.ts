import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.js';
import {
  openTreasuryBooks,
  received,
  treasuryPeople,
  type TreasuryPeople,
} from '../support/treasury-books.js';

let t: TestApp;
let book: string;
let people: TreasuryPeople;

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  const opened = await openTreasuryBooks(t, '511602002001');
  book = `${opened.base}/books/1`;
  people = await treasuryPeople(t, opened.code);
});

afterAll(async () => {
  await t.close();
});

describe('a receipt', () => {
  test('banks whole into the revenue account with a voucher of its own', async () => {
    const { id, voucher } = await received(people, book, { amount: '8000.00' });
    const shown = await people.accountant.get(`${book}/vouchers/${voucher.id}`).expect(200);
    expect(shown.body).toMatchObject({
      sourceKind: 'receipt',
      status: 'posted',
      attachmentCount: 1,
      lines: [
        { accountCode: '10201', debit: '8000.00', summary: '门面租金', counterparty: '商户甲' },
        { accountCode: '501', credit: '8000.00' },
      ],
    });
    const listed = await people.accountant.get(`${book}/receipts?month=2026-01`).expect(200);
    expect(listed.body.items).toMatchObject([{ id, amount: '8000.00', refunded: '0.00' }]);
    const none = await people.accountant.get(`${book}/receipts?month=2026-02`).expect(200);
    expect(none.body.items).toEqual([]);
    const file = await people.accountant.get(`${book}/receipts?format=csv`).expect(200);
    expect(file.text).toContain('2026-01-05,记-1,商户甲,门面租金,8000.00,0.00,501,,,出纳丙');
  });

  test('says whether its payer is a person or an organisation, and nothing else', async () => {
    const receipt = {
      date: '2026-02-03',
      amount: '1.00',
      payer: '万隆行',
      item: '租金',
      incomeAccountCode: '501',
    };
    const kept = await people.cashier.post(`${book}/receipts`, {
      ...receipt,
      payerKind: 'organisation',
    });
    expect(kept.body).toMatchObject({ payer: '万隆行', payerKind: 'organisation' });
    const unsaid = await people.cashier.post(`${book}/receipts`, receipt);
    expect(unsaid.body).toMatchObject({ payerKind: null });
    const wrong = await people.cashier.post(`${book}/receipts`, { ...receipt, payerKind: 'firm' });
    expect(wrong.body).toMatchObject({
      type: '/problems/validation-failed',
      errors: [{ pointer: '/payerKind' }],
    });
  });

  test('is refused without an attachment, and against money', async () => {
    const bare = await people.cashier.post(`${book}/receipts`, {
      date: '2026-01-05',
      amount: '1.00',
      payer: '商户甲',
      item: '租金',
      incomeAccountCode: '501',
      attachments: 0,
    });
    expect(bare.body).toMatchObject({ type: '/problems/attachment-missing' });
    const money = await people.cashier.post(`${book}/receipts`, {
      date: '2026-01-05',
      amount: '1.00',
      payer: '商户甲',
      item: '租金',
      incomeAccountCode: '10202',
    });
    expect(money.body).toMatchObject({
      type: '/problems/receipt-account-is-money',
      errors: [{ pointer: '/incomeAccountCode' }],
    });
  });

  test('two equal ones without a key are two receipts', async () => {
    const receipt = {
      date: '2026-01-07',
      amount: '33.00',
      payer: '商户乙',
      item: '摊位费',
      incomeAccountCode: '501',
    };
    const answers = await Promise.all(
      [1, 2].map(() => people.cashier.post(`${book}/receipts`, receipt, {})),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(answers[0]!.body.voucher.no).not.toBe(answers[1]!.body.voucher.no);
  });

  test('is refunded in parts, never beyond its amount', async () => {
    const { id } = await received(people, book, { amount: '500.00', incomeAccountCode: '211' });
    const refund = (fields: object) =>
      people.cashier.post(`${book}/receipts/${id}/refund`, {
        date: '2026-01-09',
        reason: '退押金',
        ...fields,
      });
    const early = await refund({ date: '2026-01-04' });
    expect(early.body).toMatchObject({ type: '/problems/refund-before-receipt' });
    const part = await refund({ amount: '200.00' }).expect(201);
    expect(part.body).toMatchObject({ receiptId: id, amount: '200.00' });
    const over = await refund({ amount: '300.01' });
    expect(over.body).toMatchObject({ type: '/problems/refund-exceeds-receipt', left: '300.00' });
    const rest = await refund({}).expect(201);
    expect(rest.body).toMatchObject({ amount: '300.00' });
    const again = await refund({});
    expect(again.body).toMatchObject({ type: '/problems/refund-exceeds-receipt', status: 422 });
    const voucher = await people.accountant.get(`${book}/vouchers/${part.body.voucher.id}`);
    expect(voucher.body.lines).toMatchObject([
      { accountCode: '211', debit: '200.00' },
      { accountCode: '10201', credit: '200.00' },
    ]);
    const { body } = await people.accountant.get(`${book}/receipts/${id}`);
    expect(body).toMatchObject({ refunded: '500.00' });
  });

  test('two refunds of the whole at once leave one', async () => {
    const { id } = await received(people, book, { amount: '70.00' });
    const answers = await Promise.all(
      [1, 2, 3].map(() =>
        people.cashier.post(`${book}/receipts/${id}/refund`, {
          date: '2026-01-09',
          amount: '70.00',
          reason: '重复收款',
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422]);
  });

  test('with a refund is not cancelled, without one it is', async () => {
    const { id, voucher } = await received(people, book, { amount: '90.00' });
    const reverse = (voucherId: string) =>
      people.accountant.post(`${book}/vouchers/${voucherId}/reverse`, {
        date: '2026-02-01',
        reason: '录错',
      });
    const { body: refund } = await people.cashier
      .post(`${book}/receipts/${id}/refund`, { date: '2026-01-09', amount: '1.00', reason: '找零' })
      .expect(201);
    const held = await reverse(voucher.id);
    expect(held.body).toMatchObject({ type: '/problems/receipt-has-refunds', status: 409 });
    await reverse(refund.voucher.id).expect(201);
    await reverse(voucher.id).expect(201);
    const late = await people.cashier.post(`${book}/receipts/${id}/refund`, {
      date: '2026-02-02',
      reason: '再退',
    });
    expect(late.body).toMatchObject({ type: '/problems/receipt-reversed' });
  });
});
