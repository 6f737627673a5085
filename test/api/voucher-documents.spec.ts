import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import { invoice, sentDocument } from '../support/document-files.js';

const BASE = '/api/v1/communities/511602002001';
const VOUCHERS = `${BASE}/books/1/vouchers`;

let t: TestApp;
let accountant: Client;
let reviewer: Client;

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  await t.community();
  accountant = await t.as('accountant.001');
  reviewer = await t.as('reviewer.001');
  await accountant
    .post(`${BASE}/books`, {
      kind: 'collective',
      name: '集体资产账',
      standard: 'rural-collective-2023',
      openedOn: '2026-01-01',
    })
    .expect(201);
});

afterAll(async () => {
  await t.close();
});

type Entry = readonly [account: string, amount: string];

/** Spends money: each entry is an expense, the bank pays the sum. */
const spending = (sum: string, entries: readonly Entry[], attachmentCount = 2): object => ({
  date: '2026-01-10',
  attachmentCount,
  lines: [
    ...entries.map(([accountCode, debit]) => ({ summary: '付款', accountCode, debit })),
    { summary: '付款', accountCode: '102', credit: sum },
  ],
});

async function draft(sum: string, entries: readonly Entry[] = [['513', sum]], sheets = 2) {
  const { body } = await accountant.post(VOUCHERS, spending(sum, entries, sheets)).expect(201);
  return (body as { id: string }).id;
}

const link = (id: string, documentIds: string[], more: object = {}) =>
  accountant.put(`${VOUCHERS}/${id}/documents`, { documentIds, ...more });

async function post(id: string): Promise<number> {
  await reviewer.post(`${VOUCHERS}/${id}/review`).expect(200);
  const { body } = await accountant.post(`${VOUCHERS}/${id}/post`).expect(200);
  return (body as { no: number }).no;
}

const shown = async (id: string): Promise<Record<string, unknown>> =>
  (await accountant.get(`${VOUCHERS}/${id}`).expect(200)).body as Record<string, unknown>;

const send = (fields: Record<string, string>): Promise<string> =>
  sentDocument(accountant, BASE, fields);

describe('a draft rests on documents', () => {
  test('they are shown with their state, and go with the voucher into the books', async () => {
    const fields = invoice('120.00');
    const paper = await send(fields);
    const slip = await send({ kind: 'bank-slip', form: 'electronic', amount: '120.00' });
    const id = await draft('120.00');
    const { body } = await link(id, [paper, slip]).expect(200);
    const check = { documents: '120.00', voucher: '120.00', agrees: true };
    expect(body).toMatchObject({ documentCheck: check });
    await post(id);
    const voucher = await shown(id);
    expect(voucher).toMatchObject({ status: 'posted', documentCheck: check });
    expect(voucher['documents']).toHaveLength(2);
    expect(voucher['documents']).toContainEqual({
      id: paper,
      kind: 'invoice',
      invoiceCode: null,
      invoiceNo: fields['invoiceNo'],
      amount: '120.00',
      authenticity: { state: 'intact', label: '未篡改' },
      main: true,
      attachedTo: null,
    });
    const document = await accountant.get(`${BASE}/documents/${paper}`);
    expect(document.body).toMatchObject({ voucherCount: 1 });
  });

  test('a voucher without documents compares nothing', async () => {
    expect(await shown(await draft('5.00'))).toMatchObject({ documents: [], documentCheck: null });
  });

  test('a draft gains and loses documents; what nothing rests on is free for another', async () => {
    const [one, two] = [await send(invoice('1.00')), await send(invoice('2.00'))];
    const id = await draft('3.00');
    await link(id, [one, two]).expect(200);
    const { body } = await link(id, [two]).expect(200);
    expect((body as { documents: { id: string }[] }).documents.map((each) => each.id)).toEqual([
      two,
    ]);
    await link(await draft('1.00'), [one]).expect(200);
  });

  test('a discarded draft leaves its documents behind, free', async () => {
    const paper = await send(invoice('1.00'));
    const id = await draft('1.00');
    await link(id, [paper]).expect(200);
    await accountant.delete(`${VOUCHERS}/${id}`).expect(204);
    expect((await accountant.get(`${BASE}/documents/${paper}`)).body).toMatchObject({
      voucherCount: 0,
    });
    await link(await draft('1.00'), [paper]).expect(200);
  });

  test('as many sheets as documents, and not one document more', async () => {
    const papers = [await send(invoice('1.00')), await send(invoice('2.00'))];
    const id = await draft('3.00', [['513', '3.00']], 1);
    const more = await link(id, papers);
    expect(more.body).toMatchObject({
      type: '/problems/documents-exceed-attachments',
      attachments: 1,
      documents: 2,
    });
    await accountant.put(`${VOUCHERS}/${id}`, spending('3.00', [['513', '3.00']], 2)).expect(200);
    await link(id, papers).expect(200);
    const fewer = await accountant.put(`${VOUCHERS}/${id}`, spending('3.00', [['513', '3.00']], 1));
    expect(fewer.body).toMatchObject({ type: '/problems/documents-exceed-attachments' });
  });

  test('an unknown document, a print and a reviewed draft are refused', async () => {
    const paper = await send(invoice('1.00'));
    const print = await send({ kind: 'invoice', form: 'print', originalId: paper });
    const id = await draft('1.00');
    const none = await link(id, [paper, '00000000-0000-4000-8000-000000000000']);
    expect(none.body).toMatchObject({
      type: '/problems/document-unknown',
      errors: [{ pointer: '/documentIds/1' }],
    });
    const printed = await link(id, [print]);
    expect(printed.body).toMatchObject({ type: '/problems/document-is-print', original: paper });
    await reviewer.post(`${VOUCHERS}/${id}/review`).expect(200);
    const late = await link(id, [paper]);
    expect(late.body).toMatchObject({ type: '/problems/voucher-not-editable', status: 409 });
    const twice = await link(id, [paper, paper]);
    expect(twice.body).toMatchObject({ status: 400, errors: [{ pointer: '/documentIds' }] });
    const stranger = await (
      await t.as('cashier.001')
    ).put(`${VOUCHERS}/${id}/documents`, {
      documentIds: [],
    });
    expect(stranger.status).toBe(403);
  });
});

describe('a posted voucher keeps its documents', () => {
  test('it gains, as its sheets allow, and loses none', async () => {
    const [one, two, three] = [
      await send(invoice('1.00')),
      await send(invoice('2.00')),
      await send(invoice('3.00')),
    ];
    const id = await draft('3.00');
    await link(id, [one]).expect(200);
    await post(id);
    const lost = await link(id, [two]);
    expect(lost.body).toMatchObject({ type: '/problems/voucher-documents-fixed', status: 409 });
    await link(id, [one, two]).expect(200);
    const more = await link(id, [one, two, three]);
    expect(more.body).toMatchObject({ type: '/problems/documents-exceed-attachments' });
    expect((await shown(id))['documents']).toHaveLength(2);
  });

  test('what it rests on is not corrected any more, nor while it is reviewed', async () => {
    const fields = invoice('4.00');
    const paper = await send(fields);
    const correct = () =>
      accountant.put(`${BASE}/documents/${paper}`, { ...fields, amount: '5.00' });
    const id = await draft('4.00');
    await link(id, [paper]).expect(200);
    await accountant.put(`${BASE}/documents/${paper}`, fields).expect(200);
    await reviewer.post(`${VOUCHERS}/${id}/review`).expect(200);
    expect((await correct()).body).toMatchObject({ type: '/problems/document-fixed', status: 409 });
    await accountant.post(`${VOUCHERS}/${id}/post`).expect(200);
    expect((await correct()).body).toMatchObject({ type: '/problems/document-fixed' });
  });
});

describe('第五十一条(四): one document, several vouchers', () => {
  test('the second voucher says that it cites, names the first, and lets it not go', async () => {
    const paper = await send(invoice('100.00'));
    const first = await draft('60.00');
    const second = await draft('40.00');
    await link(first, [paper]).expect(200);
    const silent = await link(second, [paper]);
    expect(silent.body).toMatchObject({
      type: '/problems/document-attached-already',
      status: 409,
      document: paper,
      voucher: '第1账套2026-01 未记账凭证',
    });
    const { body } = await link(second, [paper], { cite: true }).expect(200);
    expect(body).toMatchObject({ documents: [{ id: paper, main: false }] });
    const removed = await link(first, []);
    expect(removed.body).toMatchObject({ type: '/problems/document-cited', document: paper });
    const discarded = await accountant.delete(`${VOUCHERS}/${first}`);
    expect(discarded.body).toMatchObject({ type: '/problems/document-cited' });
    const no = await post(first);
    expect(await shown(second)).toMatchObject({
      documents: [
        { attachedTo: { bookNo: 1, voucherId: first, month: '2026-01', word: '记', no } },
      ],
    });
    const third = await link(await draft('1.00'), [paper]);
    expect(third.body).toMatchObject({ voucher: `第1账套2026-01 记字第${no}号凭证` });
  });

  test('of two vouchers that take one document at the same moment one has it', async () => {
    const paper = await send(invoice('1.00'));
    const drafts = [await draft('1.00'), await draft('1.00'), await draft('1.00')];
    const answers = await Promise.all(drafts.map((id) => link(id, [paper])));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    for (const { status, body } of answers) {
      if (status === 409)
        expect(body).toMatchObject({ type: '/problems/document-attached-already' });
    }
  });
});

describe('第五十一条(三): no unlike documents in one voucher', () => {
  const two: readonly Entry[] = [
    ['511', '10.00'],
    ['513', '20.00'],
  ];

  test('two payees under one account are a summary, under two accounts they are refused', async () => {
    const papers = [await send(invoice('10.00', '甲店')), await send(invoice('20.00', '乙店'))];
    const mixed = await link(await draft('30.00', two), papers);
    expect(mixed.body).toMatchObject({
      type: '/problems/unlike-documents',
      status: 422,
      payees: '甲店、乙店',
      accounts: '511、513',
    });
    await link(await draft('30.00'), papers).expect(200);
  });

  test('one payee may stand under two accounts, and slips and contracts go with any', async () => {
    const slip = { kind: 'bank-slip', form: 'electronic', payee: '银行' };
    const papers = [await send(invoice('30.00', '甲店')), await send(slip)];
    await link(await draft('30.00', two), papers).expect(200);
  });

  test('a draft that was made unlike after linking is refused at its review', async () => {
    const papers = [await send(invoice('10.00', '甲店')), await send(invoice('20.00', '乙店'))];
    const id = await draft('30.00');
    await link(id, papers).expect(200);
    await accountant.put(`${VOUCHERS}/${id}`, spending('30.00', two)).expect(200);
    const review = await reviewer.post(`${VOUCHERS}/${id}/review`);
    expect(review.body).toMatchObject({ type: '/problems/unlike-documents' });
  });
});
