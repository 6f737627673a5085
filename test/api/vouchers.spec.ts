import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.js';

let t: TestApp;
let books: string;

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  const code = await t.community();
  const accountant = await t.as('accountant.001');
  const { body } = await accountant
    .post(`/api/v1/communities/${code}/books`, {
      kind: 'collective',
      name: '集体资产账',
      standard: 'rural-collective-2023',
      openedOn: '2026-01-01',
    })
    .expect(201);
  expect(body).toMatchObject({ bookNo: 1, kind: 'collective' });
  books = `/api/v1/communities/${code}/books`;
});

afterAll(async () => {
  await t.close();
});

const rent = (amount = '300.00', date = '2026-01-05'): object => ({
  date,
  attachmentCount: 1,
  lines: [
    { summary: '收到门面租金', accountCode: '102', debit: amount },
    { summary: '收到门面租金', accountCode: '501', credit: amount },
  ],
});

async function draft(voucher: object): Promise<string> {
  const accountant = await t.as('accountant.001');
  const { body } = await accountant.post(`${books}/1/vouchers`, voucher).expect(201);
  return (body as { id: string }).id;
}

async function posted(voucher: object): Promise<{ id: string; no: number }> {
  const id = await draft(voucher);
  await (await t.as('reviewer.001')).post(`${books}/1/vouchers/${id}/review`).expect(200);
  const { body } = await (
    await t.as('accountant.001')
  )
    .post(`${books}/1/vouchers/${id}/post`)
    .expect(200);
  return body as { id: string; no: number };
}

describe('a voucher from draft to the books', () => {
  test('opening balances must balance, and are closed by the first posting', async () => {
    const accountant = await t.as('accountant.001');
    const unbalanced = await accountant.put(`${books}/1/opening-balances`, {
      lines: [{ accountCode: '102', side: 'debit', amount: '1000.00' }],
    });
    expect(unbalanced.status).toBe(422);
    expect(unbalanced.body).toMatchObject({
      type: '/problems/opening-unbalanced',
      difference: '1000.00',
    });
    await accountant
      .put(`${books}/1/opening-balances`, {
        lines: [
          { accountCode: '102', side: 'debit', amount: '1000.00' },
          { accountCode: '301', side: 'credit', amount: '1000.00' },
        ],
      })
      .expect(200);
    await posted(rent('10.00'));
    const late = await accountant.put(`${books}/1/opening-balances`, { lines: [] });
    expect(late.body).toMatchObject({ type: '/problems/opening-balances-closed', status: 409 });
  });

  test('a draft without its source document is warned of at once and refused at its review', async () => {
    const accountant = await t.as('accountant.001');
    const reviewer = await t.as('reviewer.001');
    const bare = { ...rent(), attachmentCount: 0 };
    const { body } = await accountant.post(`${books}/1/vouchers`, bare).expect(201);
    const { id, warnings } = body as { id: string; warnings: string[] };
    expect(warnings).toEqual([expect.stringContaining('审核前请补填')]);
    const refused = await reviewer.post(`${books}/1/vouchers/${id}/review`);
    expect(refused.body).toMatchObject({ type: '/problems/attachment-missing', status: 422 });
    const still = await accountant.put(`${books}/1/vouchers/${id}`, bare).expect(200);
    expect(still.body).toMatchObject({ warnings });
    const english = await accountant
      .put(`${books}/1/vouchers/${id}`, bare)
      .set('Accept-Language', 'en')
      .expect(200);
    expect((english.body as { warnings: string[] }).warnings).toEqual([
      'No attachments are counted yet: a voucher rests on source documents, except to close or to correct. Give their number before the review.',
    ]);
    const mended = await accountant.put(`${books}/1/vouchers/${id}`, rent()).expect(200);
    expect(mended.body).toEqual({ id, status: 'drafted', warnings: [] });
    await reviewer.post(`${books}/1/vouchers/${id}/review`).expect(200);
    await reviewer.post(`${books}/1/vouchers/${id}/return`, { reason: '试审' });
    await accountant.delete(`${books}/1/vouchers/${id}`);
  });

  test('the maker does not review, another person does, and the number is the next', async () => {
    const id = await draft(rent());
    const accountant = await t.as('accountant.001');
    const own = await accountant.post(`${books}/1/vouchers/${id}/review`);
    expect(own.body).toMatchObject({ type: '/problems/forbidden', status: 403 });
    const early = await accountant.post(`${books}/1/vouchers/${id}/post`);
    expect(early.body).toMatchObject({ type: '/problems/voucher-not-reviewed', status: 409 });
    await (await t.as('reviewer.001')).post(`${books}/1/vouchers/${id}/review`).expect(200);
    const edited = await accountant.put(`${books}/1/vouchers/${id}`, rent('1.00'));
    expect(edited.body).toMatchObject({ type: '/problems/voucher-not-editable' });
    const { body } = await accountant.post(`${books}/1/vouchers/${id}/post`).expect(200);
    expect(body).toMatchObject({ id, status: 'posted', no: 2, word: '记', month: '2026-01' });
    const shown = await accountant.get(`${books}/1/vouchers/${id}`).expect(200);
    expect(shown.body).toMatchObject({
      status: 'posted',
      total: '300.00',
      maker: '会计甲',
      reviewer: '审核乙',
      lines: [
        { lineNo: 1, accountCode: '102', accountName: '银行存款', debit: '300.00', credit: null },
        { lineNo: 2, accountCode: '501', debit: null, credit: '300.00' },
      ],
    });
  });

  test('a red-letter reversal negates on the same side, once, even when asked ten times at once', async () => {
    const { id, no } = await posted(rent('77.70'));
    const accountant = await t.as('accountant.001');
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        accountant.post(`${books}/1/vouchers/${id}/reverse`, {
          date: '2026-02-03',
          reason: '重复入账',
        }),
      ),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(9);
    const { id: reversal } = answers.find(({ status }) => status === 201)!.body as { id: string };
    const shown = await accountant.get(`${books}/1/vouchers/${reversal}`);
    expect(shown.body).toMatchObject({
      reversesId: id,
      month: '2026-02',
      lines: [
        { accountCode: '102', debit: '-77.70', summary: `注销1月5日记字第${no}号凭证` },
        { accountCode: '501', credit: '-77.70' },
      ],
    });
    const original = await accountant.get(`${books}/1/vouchers/${id}`);
    expect(original.body).toMatchObject({ status: 'reversed', reversedById: reversal });
  });

  test('a batch is all or none, and says which voucher and line is wrong', async () => {
    const accountant = await t.as('accountant.001');
    const before = await accountant.get(`${books}/1/vouchers?status=drafted&limit=500`);
    const wrong = {
      ...rent(),
      lines: [
        { summary: '坏', accountCode: '102', debit: '1.00' },
        { summary: '坏', accountCode: '999', credit: '1.00' },
      ],
    };
    const refused = await accountant.post(`${books}/1/vouchers/batch`, {
      vouchers: [rent(), wrong],
    });
    expect(refused.body).toMatchObject({
      type: '/problems/account-unknown',
      account: '999',
      errors: [{ pointer: '/vouchers/1/lines/1/accountCode' }],
    });
    const after = await accountant.get(`${books}/1/vouchers?status=drafted&limit=500`);
    expect(after.body).toEqual(before.body);

    const made = await accountant
      .post(`${books}/1/vouchers/batch`, { vouchers: [rent('1.00'), rent('2.00'), rent('3.00')] })
      .expect(201);
    const { ids } = made.body as { ids: string[] };
    await (await t.as('reviewer.001')).post(`${books}/1/vouchers/review`, { ids }).expect(200);
    const steps = await accountant.post(`${books}/1/vouchers/post`, { ids }).expect(200);
    const numbers = (steps.body as { no: number }[]).map(({ no }) => no);
    expect(numbers).toEqual([numbers[0], numbers[0]! + 1, numbers[0]! + 2]);
  });

  test('what the books say is recomputed from line one', async () => {
    const auditor = await t.as('auditor.001');
    const { body } = await auditor.get(`${books.replace('/books', '')}/verification`).expect(200);
    expect(
      (body as { findings: { differences: string[] }[] }).findings.flatMap((f) => f.differences),
    ).toEqual([]);
    expect(body).toMatchObject({ clean: true });
    const log = await auditor
      .get(`${books.replace('/books', '')}/audit-events?text=记账`)
      .expect(200);
    expect((log.body as { items: { sentence: string }[] }).items[0]?.sentence).toMatch(
      /^第1账套2026-0\d记账：记字第\d+号凭证$/,
    );
  });
});

describe('an Idempotency-Key', () => {
  test('answers the same request once, and refuses another body', async () => {
    const accountant = await t.as('accountant.001');
    const key = { 'Idempotency-Key': 'month-end-1' };
    const [first, second] = await Promise.all([
      accountant.post(`${books}/1/vouchers`, rent('5.00'), key),
      accountant.post(`${books}/1/vouchers`, rent('5.00'), key),
    ]);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(first.body).toEqual(second.body);
    expect([first, second].filter((a) => a.headers['idempotency-hit'] === 'true')).toHaveLength(1);
    const other = await accountant.post(`${books}/1/vouchers`, rent('6.00'), key);
    expect(other.body).toMatchObject({ type: '/problems/idempotency-key-reused', status: 422 });
  });

  test('without one, two equal requests are two requests', async () => {
    const accountant = await t.as('accountant.001');
    const [first, second] = await Promise.all([
      accountant.post(`${books}/1/vouchers`, rent('5.55'), {}),
      accountant.post(`${books}/1/vouchers`, rent('5.55'), {}),
    ]);
    expect((first.body as { id: string }).id).not.toBe((second.body as { id: string }).id);
  });
});
