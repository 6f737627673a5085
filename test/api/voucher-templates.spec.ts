import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import { BOOK, voucherBook, type VoucherBook } from './vouchers.fixture.js';

let t: TestApp;
let book: VoucherBook;
let accountant: Client;

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  book = await voucherBook(t, {
    kind: 'collective',
    standard: 'rural-collective-2023',
    openedOn: '2026-01-01',
  });
  accountant = book.accountant;
});

afterAll(async () => {
  await book.service.end();
  await t.close();
});

const template = (name: string, more: object = {}, amount?: string): object => ({
  name,
  lines: [
    {
      summary: '保洁费',
      accountCode: '513',
      side: 'debit',
      ...(amount === undefined ? {} : { amount }),
    },
    {
      summary: '保洁费',
      accountCode: '102',
      side: 'credit',
      ...(amount === undefined ? {} : { amount }),
    },
  ],
  ...more,
});

async function made(body: object): Promise<string> {
  const answer = await accountant.post(`${BOOK}/voucher-templates`, body).expect(201);
  return (answer.body as { id: string }).id;
}

describe('a voucher template', () => {
  test('drafts a voucher with the amounts of the day, and says which are missing', async () => {
    const id = await made(template('保洁'));
    const missing = await accountant.post(`${BOOK}/voucher-templates/${id}/use`, {
      date: '2026-02-05',
    });
    expect(missing.body).toMatchObject({
      type: '/problems/template-amount-missing',
      errors: [{ pointer: '/amounts' }, { pointer: '/amounts' }],
    });
    const stray = await accountant.post(`${BOOK}/voucher-templates/${id}/use`, {
      date: '2026-02-05',
      amounts: [{ lineNo: 3, amount: '1.00' }],
    });
    expect(stray.body).toMatchObject({ type: '/problems/template-line-unknown' });
    const used = await accountant
      .post(`${BOOK}/voucher-templates/${id}/use`, {
        date: '2026-02-05',
        amounts: [
          { lineNo: 1, amount: '12.30' },
          { lineNo: 2, amount: '12.30' },
        ],
      })
      .expect(201);
    const shown = await accountant.get(`${BOOK}/vouchers/${(used.body as { id: string }).id}`);
    expect(shown.body).toMatchObject({
      status: 'drafted',
      date: '2026-02-05',
      lines: [
        { accountCode: '513', debit: '12.30' },
        { accountCode: '102', credit: '12.30' },
      ],
    });
  });

  test('has a name of its own, is changed and deleted', async () => {
    const id = await made(template('水费'));
    const same = await accountant.post(`${BOOK}/voucher-templates`, template('水费'));
    expect(same.body).toMatchObject({ type: '/problems/voucher-template-exists', status: 409 });
    await accountant.put(`${BOOK}/voucher-templates/${id}`, template('电费')).expect(200);
    const { body } = await accountant.get(`${BOOK}/voucher-templates`).expect(200);
    expect((body as { items: { name: string }[] }).items.map(({ name }) => name)).toEqual([
      '保洁',
      '电费',
    ]);
    await accountant.delete(`${BOOK}/voucher-templates/${id}`).expect(204);
    await accountant.delete(`${BOOK}/voucher-templates/${id}`).expect(404);
  });
});

describe('recurring vouchers', () => {
  test('come once a month for each template that is due, however often they are asked for', async () => {
    await made(template('八号保洁', { schedule: { day: 8, from: '2026-01' } }, '80.00'));
    await made(
      template('五号保洁', { schedule: { day: 5, from: '2026-02', through: '2026-03' } }, '20.00'),
    );
    const wanting = await accountant.post(
      `${BOOK}/voucher-templates`,
      template('缺金额', { schedule: { day: 5, from: '2026-02' } }),
    );
    expect(wanting.body).toMatchObject({ type: '/problems/template-amount-missing' });
    const january = await accountant
      .post(`${BOOK}/recurring-vouchers`, { month: '2026-01' })
      .expect(200);
    expect(january.body).toMatchObject({ made: [{ name: '八号保洁' }], before: [] });
    const both = await Promise.all(
      [1, 2].map(() => accountant.post(`${BOOK}/recurring-vouchers`, { month: '2026-02' })),
    );
    const counts = both.map(({ status, body }) =>
      status === 200 ? (body as { made: unknown[] }).made.length : status,
    );
    expect(counts.sort()).toContain(2);
    expect(counts.filter((count) => count === 2)).toHaveLength(1);
    const again = await accountant
      .post(`${BOOK}/recurring-vouchers`, { month: '2026-02' })
      .expect(200);
    const { made: now, before } = again.body as {
      made: unknown[];
      before: { name: string; id: string }[];
    };
    expect(now).toEqual([]);
    expect(before.map(({ name }) => name).sort()).toEqual(['五号保洁', '八号保洁'].sort());
    const drafts = await accountant.get(`${BOOK}/vouchers?month=2026-02&status=drafted&min=20.00`);
    expect((drafts.body as { items: { date: string; total: string }[] }).items).toMatchObject([
      { date: '2026-02-05', total: '20.00' },
      { date: '2026-02-08', total: '80.00' },
    ]);
  });

  test('the database keeps one a month', async () => {
    const twice = `INSERT INTO recurring_voucher (community_code, book_no, template_id, month, voucher_id)
      SELECT community_code, book_no, template_id, month, gen_random_uuid() FROM recurring_voucher`;
    expect(await book.service.tries(twice)).toBe('recurring_voucher_made');
    expect(await book.service.tries('DELETE FROM recurring_voucher')).toBe('42501');
  });
});
