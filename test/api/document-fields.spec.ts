import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import { invoice, jpeg, ofd, pdf, sendDocument, sentDocument } from '../support/document-files.js';
import { bytesOf } from '../support/file-answer.js';

const BASE = '/api/v1/communities/511602002001';
const OTHER = { kind: 'other', form: 'electronic' };

let t: TestApp;
let accountant: Client;

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  await t.community('511602002001');
  await t.community('511602002002');
  accountant = await t.as('accountant.001');
});

afterAll(async () => {
  await t.close();
});

const look = async (id: string): Promise<Record<string, unknown>> =>
  (await accountant.get(`${BASE}/documents/${id}`).expect(200)).body as Record<string, unknown>;

describe('what is said of a document', () => {
  const { invoiceNo, ...withoutNumber } = invoice('1.00');

  test.each([
    ['an invoice without a number', withoutNumber, 'invoice-incomplete', '/invoiceNo'],
    [
      'a digital number of 19 digits',
      { ...withoutNumber, invoiceNo: invoiceNo!.slice(1) },
      'invoice-number-malformed',
      '/invoiceNo',
    ],
    [
      '8 digits without a code',
      { ...withoutNumber, invoiceNo: '00000001' },
      'invoice-number-malformed',
      '/invoiceNo',
    ],
    ['an amount of zero', { ...OTHER, amount: '0.00' }, 'document-amount-zero', '/amount'],
    ['tomorrow', { ...OTHER, issuedOn: '2026-02-11' }, 'document-dated-in-future', '/issuedOn'],
    [
      'W10: an image without its paper',
      { kind: 'contract', form: 'image' },
      'image-needs-paper',
      '/paperLocation',
    ],
    [
      'W09: a print without its original',
      { kind: 'receipt', form: 'print' },
      'print-needs-original',
      '/originalId',
    ],
    [
      'an original of what is no print',
      { ...OTHER, originalId: '00000000-0000-4000-8000-000000000000' },
      'original-only-for-print',
      '/originalId',
    ],
  ])('%s is refused', async (_, fields, code, pointer) => {
    const answer = await sendDocument(accountant, BASE, fields);
    expect(answer.body).toMatchObject({
      type: `/problems/${code}`,
      status: 422,
      errors: [{ pointer }],
    });
  });

  test.each([
    ['an unknown field', { ...OTHER, fileName: '../../etc/passwd' }, '/fileName'],
    ['an unknown kind', { ...OTHER, kind: 'letter' }, '/kind'],
    ['a tenth of a fen', { ...OTHER, amount: '0.001' }, '/amount'],
    ['a day that is not', { ...OTHER, issuedOn: '2026-02-30' }, '/issuedOn'],
    ['a line break in a name', { ...OTHER, payee: 'a\nb' }, '/payee'],
    ['a number with a slash', { ...OTHER, invoiceNo: '1/2' }, '/invoiceNo'],
    ['an original that is no id', { kind: 'other', form: 'print', originalId: 'x' }, '/originalId'],
  ])('%s is refused at the edge', async (_, fields, pointer) => {
    const answer = await sendDocument(accountant, BASE, fields);
    expect(answer.status).toBe(400);
    const { errors } = answer.body as { errors: { pointer: string }[] };
    expect(errors.map((error) => error.pointer)).toEqual([pointer]);
  });

  test('a red-letter invoice is negative, an OFD is no scan', async () => {
    await sentDocument(accountant, BASE, invoice('-5.00'));
    const scan = { kind: 'other', form: 'image', paperLocation: '柜1' };
    await sentDocument(accountant, BASE, scan, jpeg(), 'image/jpeg');
    const answer = await sendDocument(accountant, BASE, scan, ofd(), 'application/ofd');
    expect(answer.body).toMatchObject({ type: '/problems/document-form-unfit' });
  });

  test('W09: original and print name each other, and the print says nothing of its own', async () => {
    const original = await sentDocument(accountant, BASE, invoice('9.00'));
    const print = { kind: 'invoice', form: 'print', originalId: original };
    const repeats = await sendDocument(accountant, BASE, { ...print, amount: '9.00' });
    expect(repeats.body).toMatchObject({
      type: '/problems/print-repeats-original',
      errors: [{ pointer: '/amount' }],
    });
    const id = await sentDocument(accountant, BASE, print);
    expect(await look(id)).toMatchObject({ form: 'print', originalId: original });
    expect(await look(original)).toMatchObject({ printIds: [id] });
    const ofPrint = await sendDocument(accountant, BASE, { ...print, originalId: id });
    expect(ofPrint.body).toMatchObject({ type: '/problems/print-needs-original' });
    const scan = { ...invoice('9.00'), form: 'image', paperLocation: '柜1' };
    const changed = await accountant.put(`${BASE}/documents/${original}`, scan);
    expect(changed.body).toMatchObject({ type: '/problems/print-needs-original' });
  });

  test('a wrong amount is corrected while nothing rests on it, and a null is not an amount', async () => {
    const fields = invoice('100.00');
    const id = await sentDocument(accountant, BASE, fields);
    const { body } = await accountant
      .put(`${BASE}/documents/${id}`, { ...fields, amount: '101.00' })
      .expect(200);
    expect(body).toMatchObject({ id, amount: '101.00' });
    expect(await look(id)).toMatchObject({ amount: '101.00', authenticity: { state: 'intact' } });
    const none = await accountant.put(`${BASE}/documents/${id}`, { ...fields, issuedOn: null });
    expect(none.body).toMatchObject({ status: 422, errors: [{ pointer: '/issuedOn' }] });
    const log = await accountant.get(
      `${BASE}/audit-events?text=${encodeURIComponent('更正原始凭证')}`,
    );
    expect((log.body as { items: unknown[] }).items).toHaveLength(1);
    const other = await sentDocument(accountant, BASE, invoice('1.00'));
    const taken = await accountant.put(`${BASE}/documents/${other}`, fields);
    expect(taken.body).toMatchObject({ type: '/problems/invoice-repeated', document: id });
  });
});

describe('reading documents', () => {
  test('F14, F16: the state of bytes and signature is shown', async () => {
    const id = await sentDocument(accountant, BASE, OTHER);
    expect(await look(id)).toMatchObject({
      authenticity: { state: 'intact', label: '未篡改' },
      signature: { state: 'unverified', label: '未验' },
    });
  });

  test('a file comes back byte by byte, and can do nothing in a browser', async () => {
    const content = pdf();
    const fields = { ...OTHER, title: '../../afdp.exe"/\\水费' };
    const id = await sentDocument(accountant, BASE, fields, content);
    const request = accountant.get(`${BASE}/documents/${id}/content`);
    const { bytes, type, disposition } = await bytesOf(request);
    expect(bytes).toEqual(content);
    expect(type).toBe('application/pdf');
    const name = decodeURIComponent(disposition.replace("attachment; filename*=UTF-8''", ''));
    expect(name).toBe(`其他凭证《______afdp_exe___水费》-${id.slice(0, 8)}.pdf`);
    const { headers } = await accountant.get(`${BASE}/documents/${id}/content`);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'private, no-store',
      'document-authenticity': 'intact',
      'repr-digest': `sha-256=:${createHash('sha256').update(content).digest('base64')}:`,
    });
  });

  test('the list is narrowed, paged and taken away', async () => {
    const title = '会议室维修';
    for (const day of ['2026-01-03', '2026-01-01', '2026-01-02']) {
      await sentDocument(accountant, BASE, {
        kind: 'contract',
        form: 'electronic',
        title,
        issuedOn: day,
      });
    }
    const search = `${BASE}/documents?kind=contract&text=${encodeURIComponent(title)}`;
    const first = (await accountant.get(`${search}&limit=2`).expect(200)).body as {
      items: { date: string }[];
      nextCursor: string;
    };
    expect(first.items.map(({ date }) => date)).toEqual(['2026-01-03', '2026-01-02']);
    const second = await accountant.get(`${search}&limit=2&cursor=${first.nextCursor}`).expect(200);
    expect(second.body).toMatchObject({ items: [{ date: '2026-01-01' }], nextCursor: null });
    const days = await accountant.get(`${search}&from=2026-01-02&through=2026-01-02&linked=false`);
    expect((days.body as { items: unknown[] }).items).toHaveLength(1);
    const linked = await accountant.get(`${search}&linked=true`);
    expect((linked.body as { items: unknown[] }).items).toEqual([]);
    const { bytes } = await bytesOf(accountant.get(`${search}&format=csv`));
    const [header, row] = bytes.toString('utf8').split('\n');
    expect(header).toMatch(/^\uFEFF日期,种类,形式,名称,/);
    expect(row).toMatch(/^2026-01-03,合同,电子原件,会议室维修,/);
    const broken = Buffer.from('["x","y"]').toString('base64url');
    const cursor = await accountant.get(`${search}&cursor=${broken}`);
    expect(cursor.body).toMatchObject({ type: '/problems/cursor-malformed' });
  });

  test('the log tells of an upload without its title, which may name private people', async () => {
    const fields = {
      ...invoice('66.00'),
      invoiceNo: '77770000000000000001',
      title: '困难户张三的药费',
    };
    const id = await sentDocument(accountant, BASE, fields);
    const path = `${BASE}/audit-events?text=${encodeURIComponent(fields.invoiceNo)}`;
    const { items } = (await accountant.get(path).expect(200)).body as {
      items: { subjectId: string; sentence: string }[];
    };
    expect(items.map(({ subjectId, sentence }) => [subjectId, sentence])).toEqual([
      [
        id,
        expect.stringMatching(`^上传原始凭证：发票 ${fields.invoiceNo}（电子原件，[0-9]+ 字节）$`),
      ],
    ]);
  });

  test('the street, the district and other communities see none, readers upload none', async () => {
    const id = await sentDocument(accountant, BASE, OTHER);
    for (const name of ['street.001', 'district.001', 'accountant.002', 'admin']) {
      for (const path of ['', `/${id}`, `/${id}/content`, `/${id}/booking`]) {
        const answer = await (await t.as(name)).get(`${BASE}/documents${path}`);
        expect([name, path, answer.status]).toEqual([name, path, 403]);
      }
    }
    for (const name of [
      'reviewer.001',
      'director.001',
      'secretary.001',
      'supervisor-a.001',
      'auditor.001',
    ]) {
      const reader = await t.as(name);
      await reader.get(`${BASE}/documents/${id}/content`).expect(200);
      const answer = await sendDocument(reader, BASE, OTHER);
      expect([name, answer.status]).toEqual([name, 403]);
    }
    const none = await accountant.get(`${BASE}/documents/00000000-0000-4000-8000-000000000000`);
    expect(none.body).toMatchObject({ type: '/problems/not-found', status: 404 });
  });
});
