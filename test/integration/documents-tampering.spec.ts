import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { VerificationService } from '../../src/audit/verification.service.js';
import type { ReadTx } from '../../src/platform/database/transaction.js';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import { attack } from '../support/attacker.js';
import { invoice, sentDocument } from '../support/document-files.js';
import { bytesOf } from '../support/file-answer.js';

const CODE = '511602002001';
const BASE = `/api/v1/communities/${CODE}`;
const VOUCHERS = `${BASE}/books/1/vouchers`;

let t: TestApp;
let accountant: Client;

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  await t.community();
  accountant = await t.as('accountant.001');
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

const send = (amount: string): Promise<string> => sentDocument(accountant, BASE, invoice(amount));

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

const linked = async (id: string, ...documentIds: string[]): Promise<void> => {
  await accountant.put(`${VOUCHERS}/${id}/documents`, { documentIds }).expect(200);
};

describe('F16: somebody with every guard off changes a document', () => {
  let tamperer: pg.Client;

  beforeAll(async () => {
    tamperer = new pg.Client({ connectionString: t.ownerUrl });
    await tamperer.connect();
    await tamperer.query(`SELECT set_config('gongzhang.scope', '%', false);
      ALTER TABLE document DISABLE TRIGGER USER; ALTER TABLE document_content DISABLE TRIGGER USER;
      ALTER TABLE document_content DROP CONSTRAINT content_is_of_its_hash`);
  });

  afterAll(async () => {
    await tamperer.end();
  });

  async function findings(name = '原始凭证'): Promise<readonly string[]> {
    const tx = {
      query: async (sql: string, parameters: unknown[]) =>
        (await tamperer.query(sql, parameters)).rows as unknown[],
    } as unknown as ReadTx;
    const { findings: all } = await t.app.get(VerificationService).verify(tx, CODE);
    return all.find(({ check }) => check === name)?.differences ?? ['missing'];
  }

  /** Flips one byte of the file. */
  const flip = (id: string) =>
    tamperer.query(
      `UPDATE document_content c SET content = set_byte(content, 10, get_byte(content, 10) # 1)
       FROM document d WHERE d.id = $1 AND c.hash = d.hash`,
      [id],
    );

  const state = async (id: string): Promise<unknown> =>
    (await accountant.get(`${BASE}/documents/${id}`).expect(200)).body as unknown;

  test('a changed byte is seen by every reader, by the review and by verify', async () => {
    const before = await findings();
    const fields = invoice('7.00');
    const id = await sentDocument(accountant, BASE, fields);
    const voucher = await draft('7.00');
    await linked(voucher, id);
    expect(await findings()).toEqual(before);
    expect(await state(id)).toMatchObject({ authenticity: { state: 'intact', label: '未篡改' } });
    await flip(id);
    expect(await state(id)).toMatchObject({
      authenticity: { state: 'tampered', label: '已被篡改' },
    });
    expect((await accountant.get(`${VOUCHERS}/${voucher}`)).body).toMatchObject({
      documents: [{ authenticity: { state: 'tampered' } }],
    });
    const review = await (await t.as('reviewer.001')).post(`${VOUCHERS}/${voucher}/review`);
    expect(review.body).toMatchObject({ type: '/problems/document-tampered', document: id });
    expect(await findings()).toEqual(
      [...before, `原始凭证 ${id} 的内容与其哈希不符，已被篡改`].sort(),
    );
    const { bytes, disposition } = await bytesOf(accountant.get(`${BASE}/documents/${id}/content`));
    expect(bytes.length).toBeGreaterThan(10);
    expect(decodeURIComponent(disposition)).toContain('已被篡改-发票');
    const { headers } = await accountant.get(`${BASE}/documents/${id}/content`);
    expect(headers['document-authenticity']).toBe('tampered');
    const correction = await accountant.put(`${BASE}/documents/${id}`, {
      ...fields,
      amount: '8.00',
    });
    expect(correction.body).toMatchObject({ type: '/problems/document-tampered' });
    await flip(id);
    await (await t.as('reviewer.001')).post(`${VOUCHERS}/${voucher}/review`).expect(200);
  });

  test('the database refuses the review by itself', async () => {
    const id = await send('7.00');
    const voucher = await draft('7.00');
    await linked(voucher, id);
    await flip(id);
    const review = `UPDATE voucher_draft SET status = 'reviewed', reviewer_name = '审核乙',
      reviewer_id = (SELECT id FROM app_user WHERE username = 'reviewer.001') WHERE id = $1`;
    const { body } = await (await t.as('reviewer.001')).get('/api/v1/me');
    const service = await attack(t.serviceUrl, CODE, (body as { id: string }).id);
    expect(await service.tries(review, [voucher])).toBe('document-tampered');
    await flip(id);
    expect(await service.tries(review, [voucher])).toBe(1);
    await service.end();
  });

  test('a tampered document supports no further voucher', async () => {
    const id = await send('7.00');
    await flip(id);
    const voucher = await draft('7.00');
    const answer = await accountant.put(`${VOUCHERS}/${voucher}/documents`, { documentIds: [id] });
    expect(answer.body).toMatchObject({ type: '/problems/document-tampered', document: id });
    await flip(id);
    await linked(voucher, id);
  });

  test('a link that was taken away, or points nowhere, is seen', async () => {
    const [one, two] = [await send('1.00'), await send('2.00')];
    const [first, second] = [await draft('1.00'), await draft('2.00')];
    await linked(first, one);
    await linked(second, two);
    const check = '凭证所附原始凭证';
    expect(await findings(check)).toEqual([]);
    await tamperer.query('ALTER TABLE voucher_document DISABLE TRIGGER USER');
    await tamperer.query('DELETE FROM voucher_document WHERE document_id = $1', [one]);
    await tamperer.query(
      'UPDATE voucher_document SET voucher_id = gen_random_uuid(), main = false WHERE document_id = $1',
      [two],
    );
    expect([...(await findings(check))].sort()).toEqual(
      [
        `原始凭证 ${one} 所附凭证的张数与关联不符`,
        `原始凭证 ${two} 关联的凭证不存在`,
        `原始凭证 ${two} 被引用，却没有附在一张凭证上`,
      ].sort(),
    );
  });

  test('a changed amount, other bytes under their own hash, and a document that is gone are seen', async () => {
    const [amount, swapped, gone] = [await send('1.00'), await send('2.00'), await send('3.00')];
    const before = await findings();
    await tamperer.query('UPDATE document SET amount = 100 WHERE id = $1', [amount]);
    await tamperer.query(
      `INSERT INTO document_content VALUES ('${CODE}', sha256('%PDF-other'), '%PDF-other')`,
    );
    await tamperer.query(`UPDATE document SET hash = sha256('%PDF-other') WHERE id = $1`, [
      swapped,
    ]);
    await tamperer.query('DELETE FROM document WHERE id = $1', [gone]);
    expect(await state(amount)).toMatchObject({ authenticity: { state: 'tampered' } });
    expect(await state(swapped)).toMatchObject({ authenticity: { state: 'tampered' } });
    const after = await findings();
    expect(after.filter((each) => !before.includes(each)).sort()).toEqual(
      [
        `原始凭证 ${amount} 的登记内容与操作日志不符，已被篡改`,
        `原始凭证 ${swapped} 的登记内容与操作日志不符，已被篡改`,
        `操作日志记载的原始凭证 ${gone} 不见了`,
      ].sort(),
    );
  });
});
