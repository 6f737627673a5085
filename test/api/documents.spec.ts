import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import {
  invoice,
  jpeg,
  ofd,
  pdf,
  png,
  sendDocument,
  sentDocument,
  zip,
} from '../support/document-files.js';

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

const count = async (): Promise<number> =>
  ((await accountant.get(`${BASE}/documents?limit=500`)).body as { items: unknown[] }).items.length;

const utf16 = Buffer.from('\ufeff<?xml version="1.0" encoding="UTF-16"?><Invoice/>', 'utf16le');

describe('a document is what its bytes say', () => {
  test.each([
    ['application/pdf', pdf(), 'application/pdf'],
    ['application/ofd', ofd(), 'application/ofd'],
    ['application/octet-stream', ofd(), 'application/ofd'],
    [
      'application/xml',
      Buffer.from('<?xml version="1.0"?><发票><金额>1.00</金额></发票>'),
      'application/xml',
    ],
    ['text/xml', utf16, 'application/xml'],
    ['image/png', png(), 'image/png'],
    ['image/jpeg', jpeg(), 'image/jpeg'],
  ])('%s is kept with its size and hash', async (type, content, mediaType) => {
    const { body } = await sendDocument(accountant, BASE, OTHER, content, type).expect(201);
    expect(body).toMatchObject({
      mediaType,
      size: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
      uploadedBy: '会计甲',
      voucherCount: 0,
    });
  });

  test.each([
    ['a PDF that is a picture', png(), 'application/pdf', 'document-content-mismatch'],
    ['a picture that is a PDF', pdf(), 'image/jpeg', 'document-content-mismatch'],
    ['bytes that are a PDF', pdf(), 'application/octet-stream', 'document-content-mismatch'],
    [
      'a program',
      Buffer.from('MZ\u0090\u0000'),
      'application/octet-stream',
      'document-content-unknown',
    ],
    ['a web page', Buffer.from('<!DOCTYPE html><p>1'), 'text/xml', 'document-xml-unsafe'],
    ['a page that is XML', Buffer.from('<html xmlns="x"/>'), 'text/xml', 'document-xml-unsafe'],
    ['half a PDF', pdf().subarray(0, 20), 'application/pdf', 'document-content-unknown'],
    [
      'a zip that is no OFD',
      zip(['word/document.xml']),
      'application/ofd',
      'document-content-unknown',
    ],
    [
      'a zip whose OFD.xml is not at its root',
      zip(['a/OFD.xml']),
      'application/ofd',
      'document-content-unknown',
    ],
    [
      'a zip that climbs out',
      zip(['../../etc/passwd', 'OFD.xml']),
      'application/ofd',
      'document-content-unknown',
    ],
    ['half a zip', ofd().subarray(0, 60), 'application/ofd', 'document-content-unknown'],
    [
      'an XML with entities',
      Buffer.from(
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
      ),
      'application/xml',
      'document-xml-unsafe',
    ],
    [
      'an XML that does not end',
      Buffer.from('<?xml version="1.0"?><a><b>'),
      'application/xml',
      'document-xml-malformed',
    ],
    [
      'an XML in no encoding',
      Buffer.from('<?xml version="1.0" encoding="x-mac"?><a/>'),
      'application/xml',
      'document-xml-malformed',
    ],
  ])('%s is refused and not kept', async (_, content, type, code) => {
    const before = await count();
    const answer = await sendDocument(accountant, BASE, OTHER, content, type);
    expect(answer.body).toMatchObject({ type: `/problems/${code}`, status: 422 });
    expect(await count()).toBe(before);
  });

  test('an XML of a hundred levels is taken, one of a million is refused at once', async () => {
    const tower = (levels: number) =>
      Buffer.from(`<?xml version="1.0"?>${'<a>'.repeat(levels)}${'</a>'.repeat(levels)}`);
    await sendDocument(accountant, BASE, OTHER, tower(100), 'text/xml').expect(201);
    for (const levels of [101, 1_000_000]) {
      const answer = await sendDocument(accountant, BASE, OTHER, tower(levels), 'text/xml');
      expect(answer.body).toMatchObject({
        type: '/problems/document-xml-malformed',
        reason: 'too deep',
      });
    }
  });

  test('ten megabytes are taken, one byte more is not', async () => {
    const full = Buffer.concat([pdf(), Buffer.alloc(10 * 1024 * 1024)]);
    full.write('%%EOF', 10 * 1024 * 1024 - 5);
    const limit = full.subarray(0, 10 * 1024 * 1024);
    await sendDocument(accountant, BASE, OTHER, limit).expect(201);
    const more = await sendDocument(accountant, BASE, OTHER, full.subarray(0, limit.length + 1));
    expect(more.body).toMatchObject({ type: '/problems/payload-too-large', status: 413 });
  });

  test('a type that is not on the list, no body, and JSON are refused', async () => {
    const page = await sendDocument(accountant, BASE, OTHER, Buffer.from('<p>'), 'text/html');
    expect(page.body).toMatchObject({ type: '/problems/document-expected', status: 415 });
    const empty = await accountant.post(`${BASE}/documents?kind=other&form=electronic`);
    expect(empty.body).toMatchObject({ type: '/problems/document-expected', status: 415 });
    const elsewhere = await accountant.upload(`${BASE}/books`, pdf(), 'application/pdf');
    expect(elsewhere.body).toMatchObject({ type: '/problems/unsupported-media-type', status: 415 });
  });

  test('a request sent twice is one document', async () => {
    const content = pdf();
    const send = () =>
      accountant.upload(
        `${BASE}/documents?kind=other&form=electronic`,
        content,
        'application/pdf',
        {
          'Idempotency-Key': 'same-document',
        },
      );
    const first = await send().expect(201);
    const second = await send().expect(201);
    expect(second.headers['idempotency-hit']).toBe('true');
    expect((second.body as { id: string }).id).toBe((first.body as { id: string }).id);
  });
});

describe('F21: nothing enters twice', () => {
  test('the same file is refused and the first is named, in another community it is new', async () => {
    const content = pdf();
    const id = await sentDocument(accountant, BASE, { ...OTHER, title: '水费单' }, content);
    const again = await sendDocument(accountant, BASE, OTHER, content);
    expect(again.body).toMatchObject({
      type: '/problems/document-repeated',
      status: 409,
      document: id,
      name: '其他凭证《水费单》',
      uploadedBy: '会计甲',
    });
    const neighbour = await t.as('accountant.002');
    await sendDocument(neighbour, '/api/v1/communities/511602002002', OTHER, content).expect(201);
  });

  test('the same invoice in another file is refused and the first is named', async () => {
    const fields = invoice('120.00');
    const id = await sentDocument(accountant, BASE, fields);
    const again = await sendDocument(await t.as('cashier.001'), BASE, {
      ...fields,
      amount: '12.00',
    });
    expect(again.body).toMatchObject({ type: '/problems/invoice-repeated', document: id });
    const coded = { ...fields, invoiceCode: '051002600104', invoiceNo: '00000001' };
    const paper = await sentDocument(accountant, BASE, coded);
    await sentDocument(accountant, BASE, { ...coded, invoiceCode: '051002600105' });
    const second = await sendDocument(accountant, BASE, coded);
    expect(second.body).toMatchObject({ type: '/problems/invoice-repeated', document: paper });
  });

  test('receipts of different issuers may bear one number; with a code they are one of a kind', async () => {
    const receipt = { kind: 'receipt', form: 'electronic', invoiceNo: '0000001' };
    await sentDocument(accountant, BASE, receipt);
    await sentDocument(accountant, BASE, receipt);
    const coded = { ...receipt, invoiceCode: '51060126' };
    const id = await sentDocument(accountant, BASE, coded);
    const again = await sendDocument(accountant, BASE, coded);
    expect(again.body).toMatchObject({ type: '/problems/invoice-repeated', document: id });
  });

  test('of ten uploads of one invoice at the same moment one is kept, the others are told which', async () => {
    const fields = invoice('10.00');
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => sendDocument(accountant, BASE, fields)),
    );
    const [kept] = answers.filter(({ status }) => status === 201);
    const { id } = kept!.body as { id: string };
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(9);
    for (const { status, body } of answers) {
      if (status === 409) expect(body).toMatchObject({ document: id });
    }
  });
});
