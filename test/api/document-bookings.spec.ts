import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import { invoice, pdf, sentDocument } from '../support/document-files.js';
import { bytesOf } from '../support/file-answer.js';

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

async function draft(amount: string): Promise<string> {
  const { body } = await accountant
    .post(VOUCHERS, {
      date: '2026-01-10',
      attachmentCount: 1,
      lines: [
        { summary: '付款', accountCode: '513', debit: amount },
        { summary: '付款', accountCode: '102', credit: amount },
      ],
    })
    .expect(201);
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

describe('figures of documents beside those of the voucher', () => {
  test('a difference is shown and listed for the reviewer, and refuses nothing', async () => {
    const id = await draft('125.00');
    await link(id, [await send(invoice('120.00'))]).expect(200);
    expect(await shown(id)).toMatchObject({
      documentCheck: { documents: '120.00', voucher: '125.00', agrees: false },
    });
    const list = `${BASE}/books/1/document-differences?month=2026-01`;
    const before = await reviewer.get(`${list}&status=drafted&limit=500`).expect(200);
    const row = { voucherId: id, status: 'drafted', documents: '120.00', voucher: '125.00' };
    expect((before.body as { items: unknown[] }).items).toContainEqual(
      expect.objectContaining(row),
    );
    const no = await post(id);
    const after = await reviewer.get(`${list}&status=posted&limit=500`).expect(200);
    expect((after.body as { items: unknown[] }).items).toContainEqual(
      expect.objectContaining({ ...row, status: 'posted', no }),
    );
    await (await t.as('street.001')).get(list).expect(403);
  });

  test('vouchers that share a document each take a part, none takes more than the whole', async () => {
    const paper = await send(invoice('100.00'));
    const [first, second] = [await draft('60.00'), await draft('100.01')];
    await link(first, [paper]).expect(200);
    await link(second, [paper], { cite: true }).expect(200);
    expect(await shown(first)).toMatchObject({ documentCheck: { agrees: true } });
    expect(await shown(second)).toMatchObject({ documentCheck: { agrees: false } });
  });
});

describe('F23, W11: 入账信息', () => {
  test('an electronic document says how it was booked, as JSON and as XML', async () => {
    const content = pdf();
    const fields = invoice('88.00', '甲店 <&"\'>');
    const paper = await sentDocument(accountant, BASE, fields, content);
    const id = await draft('88.00');
    await link(id, [paper]).expect(200);
    const early = await accountant.get(`${BASE}/documents/${paper}/booking`);
    expect(early.body).toMatchObject({ type: '/problems/document-not-booked', status: 409 });
    const no = await post(id);
    const { body } = await accountant.get(`${BASE}/documents/${paper}/booking`).expect(200);
    expect(body).toMatchObject({
      format: 'gongzhang-booking/1',
      communityCode: '511602002001',
      document: {
        id: paper,
        invoiceNo: fields['invoiceNo'],
        amount: '88.00',
        authenticity: '未篡改',
      },
      bookings: [
        {
          bookNo: 1,
          bookName: '集体资产账',
          month: '2026-01',
          word: '记',
          no,
          date: '2026-01-10',
          relation: 'attached',
          amount: '88.00',
          maker: '会计甲',
          reviewer: '审核乙',
          poster: '会计甲',
          lines: [
            { accountCode: '513', debit: '88.00', credit: null },
            { accountCode: '102', debit: null, credit: '88.00' },
          ],
        },
      ],
    });
    const path = `${BASE}/documents/${paper}/booking?format=xml`;
    const { bytes, type } = await bytesOf(accountant.get(path));
    expect(type).toBe('application/xml; charset=utf-8');
    const xml = bytes.toString('utf8');
    expect(xml).toContain(`<no>${no}</no><date>2026-01-10</date><relation>attached</relation>`);
    expect(xml).toContain('<payee>甲店 &lt;&amp;&quot;&apos;&gt;</payee>');
    // What we write, we would take as a document.
    await sentDocument(accountant, BASE, { kind: 'other', form: 'electronic' }, bytes, 'text/xml');
  });

  test('a scan has no booking data', async () => {
    const scan = await send({ kind: 'contract', form: 'image', paperLocation: '柜1' });
    const answer = await accountant.get(`${BASE}/documents/${scan}/booking`);
    expect(answer.body).toMatchObject({ type: '/problems/booking-needs-electronic', status: 422 });
  });
});
