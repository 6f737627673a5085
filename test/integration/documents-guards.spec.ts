import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import { attack, inserting, type Attacker, type Statement } from '../support/attacker.js';
import { invoice, sentDocument } from '../support/document-files.js';

const CODE = '511602002001';
const BASE = `/api/v1/communities/${CODE}`;
const VOUCHERS = `${BASE}/books/1/vouchers`;

let t: TestApp;
let accountant: Client;
let accountantId: string;
/** The service's own login. */
let service: Attacker;
/** The owner of the tables, guards in place. */
let owner: Attacker;

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  await t.community();
  accountant = await t.as('accountant.001');
  accountantId = ((await accountant.get('/api/v1/me')).body as { id: string }).id;
  await accountant
    .post(`${BASE}/books`, {
      kind: 'collective',
      name: '集体资产账',
      standard: 'rural-collective-2023',
      openedOn: '2026-01-01',
    })
    .expect(201);
  service = await attack(t.serviceUrl, CODE, accountantId);
  owner = await attack(t.ownerUrl, CODE, accountantId);
  for (const each of [service, owner]) {
    await each.rows(`SELECT set_config('gongzhang.now', '2026-02-10T01:00:00Z', false)`);
  }
});

afterAll(async () => {
  await service.end();
  await owner.end();
  await t.close();
});

const send = (amount: string, payee?: string): Promise<string> =>
  sentDocument(accountant, BASE, invoice(amount, payee));

async function draft(amount: string, attachmentCount = 2): Promise<string> {
  const { body } = await accountant
    .post(VOUCHERS, {
      date: '2026-01-10',
      attachmentCount,
      lines: [
        { summary: '付款', accountCode: '513', debit: amount },
        { summary: '付款', accountCode: '102', credit: amount },
      ],
    })
    .expect(201);
  return (body as { id: string }).id;
}

async function post(id: string): Promise<void> {
  await (await t.as('reviewer.001')).post(`${VOUCHERS}/${id}/review`).expect(200);
  await accountant.post(`${VOUCHERS}/${id}/post`).expect(200);
}

const linked = async (id: string, ...documentIds: string[]): Promise<void> => {
  await accountant.put(`${VOUCHERS}/${id}/documents`, { documentIds }).expect(200);
};

const tryLink = (who: Attacker, voucher: string, document: string, main = true) =>
  who.tries(
    `INSERT INTO voucher_document (community_code, book_no, voucher_id, document_id, main, linked_by_id, linked_by_name)
     VALUES ($1, 1, $2, $3, $4, $5, '会计甲')`,
    [CODE, voucher, document, main, accountantId],
  );

/** Inserts a document past the service's rules, with these columns changed. */
function tryDocument(columns: Record<string, unknown>): Promise<string | number> {
  const all: Record<string, unknown> = {
    community_code: CODE,
    id: randomUUID(),
    media_type: 'application/pdf',
    size: 4,
    kind: 'other',
    form: 'electronic',
    uploaded_by_id: accountantId,
    uploaded_by_name: '会计甲',
    ...columns,
  };
  const values = Object.values(all);
  const names = Object.keys(all).join(', ');
  const content = Buffer.from(randomUUID());
  return service.tries(
    `WITH c AS (INSERT INTO document_content (community_code, hash, content)
       VALUES ('${CODE}', sha256($${values.length + 1}), $${values.length + 1}) RETURNING hash)
     INSERT INTO document (${names}, hash) SELECT ${values.map((_, i) => `$${i + 1}`).join(', ')}, hash FROM c`,
    [...values, content],
  );
}

const NUMBERED = {
  kind: 'invoice',
  invoice_no: '99990000000000000001',
  issued_on: '2026-01-05',
  amount: '1.00',
};

describe('what the database says of a document', () => {
  test.each([
    ['an invoice with everything', NUMBERED, 1],
    ['the same invoice again', NUMBERED, 'invoice_repeated'],
    [
      'an invoice without its date',
      { ...NUMBERED, invoice_no: '99990000000000000002', issued_on: null },
      'invoice_incomplete',
    ],
    [
      'a number of 19 digits',
      { ...NUMBERED, invoice_no: '9999000000000000002' },
      'invoice_number_malformed',
    ],
    ['an amount of zero', { amount: '0.00' }, 'document_amount_zero'],
    ['today', { issued_on: '2026-02-10' }, 1],
    ['tomorrow', { issued_on: '2026-02-11' }, 'document-dated-in-future'],
    ['an image with its paper', { form: 'image', paper_location: '柜1' }, 1],
    ['an image without its paper', { form: 'image' }, 'image_needs_paper'],
    ['a print without an original', { form: 'print' }, 'print_names_its_original'],
    ['a print of nothing', { form: 'print', original_id: randomUUID() }, 'print-needs-original'],
    [
      'an OFD scan',
      { form: 'image', paper_location: '柜1', media_type: 'application/ofd' },
      'document_form_unfit',
    ],
    ['a signature that nobody verified', { signature_state: 'valid' }, 'record-immutable'],
  ])('%s', async (_, columns, outcome) => {
    expect(await tryDocument(columns)).toBe(outcome);
  });

  test('a print names an electronic original and repeats nothing of it', async () => {
    const original = await send('1.00');
    expect(await tryDocument({ form: 'print', original_id: original, amount: '1.00' })).toBe(
      'print_repeats_original',
    );
    expect(await tryDocument({ form: 'print', original_id: original })).toBe(1);
    expect(
      await service.tries(
        `UPDATE document SET form = 'image', paper_location = '柜1' WHERE id = $1`,
        [original],
      ),
    ).toBe('print-needs-original');
  });

  test('the same bytes are one document', async () => {
    const id = await send('1.00');
    const again = `INSERT INTO document (community_code, id, hash, media_type, size, kind, form, uploaded_by_id, uploaded_by_name)
      SELECT community_code, gen_random_uuid(), hash, media_type, size, 'other', 'electronic', uploaded_by_id, uploaded_by_name
      FROM document WHERE id = $1`;
    expect(await service.tries(again, [id])).toBe('document_repeated');
    expect(await tryDocument({})).toBe(1);
  });

  test('the keys stand behind the triggers: no print of nothing, no link to nothing', async () => {
    const off = (table: string, trigger: string): string =>
      `ALTER TABLE ${table} DISABLE TRIGGER ${trigger}`;
    const id = await send('1.00');
    const print = (original: string): Statement => [
      `UPDATE document SET kind = 'other', form = 'print', invoice_no = NULL, issued_on = NULL, amount = NULL, payer = NULL,
         payee = NULL, original_id = $2 WHERE id = $1`,
      [id, original],
    ];
    const link = (document: string): Statement =>
      inserting('voucher_document', {
        community_code: CODE,
        book_no: 1,
        voucher_id: randomUUID(),
        document_id: document,
        main: false,
        linked_by_id: accountantId,
        linked_by_name: '会计甲',
      });
    const unruled = off('document', 'document_keeps_the_rules');
    expect(await owner.probes(unruled, print(randomUUID()))).toBe('print_needs_original');
    expect(await owner.probes(unruled, print(await send('2.00')))).toBe('accepted');
    const unlinked = off('voucher_document', 'USER');
    expect(await owner.probes(unlinked, link(randomUUID()))).toBe('document_unknown');
    expect(await owner.probes(unlinked, link(id))).toBe('accepted');
  });

  test('bytes stand under their own hash alone, and no more than ten megabytes of them', async () => {
    const insert = `INSERT INTO document_content VALUES ('${CODE}', $1, $2)`;
    expect(await owner.tries(insert, [Buffer.alloc(32), Buffer.from('a')])).toBe(
      'content_is_of_its_hash',
    );
    const large = `INSERT INTO document_content SELECT '${CODE}', sha256(b), b FROM (SELECT convert_to(repeat('x', $1), 'UTF8') AS b) x`;
    expect(await owner.tries(large, [10485761])).toBe('document_content_too_large');
  });

  test('bytes and documents never change and never go', async () => {
    const id = await send('1.00');
    for (const sql of [
      `UPDATE document_content SET content = 'x'`,
      'DELETE FROM document_content',
      'DELETE FROM document',
      `UPDATE document SET hash = sha256('x') WHERE id = '${id}'`,
      `UPDATE document SET uploaded_by_name = '别人' WHERE id = '${id}'`,
      `UPDATE document SET voucher_count = 7 WHERE id = '${id}'`,
      'UPDATE voucher_document SET main = false',
      'TRUNCATE document CASCADE',
    ]) {
      expect([sql, await service.tries(sql)]).toEqual([sql, '42501']);
    }
    for (const sql of [
      `UPDATE document_content SET content = 'x'`,
      'DELETE FROM document_content',
      'DELETE FROM document',
      `UPDATE document SET hash = sha256('x') WHERE id = '${id}'`,
      `UPDATE document SET uploaded_by_name = '别人' WHERE id = '${id}'`,
      'TRUNCATE document CASCADE',
      'TRUNCATE voucher_document',
    ]) {
      expect([sql, await owner.tries(sql)]).toEqual([sql, 'record-immutable']);
    }
  });
});

describe('what the database says of links', () => {
  test('a draft in the making takes them, a voucher that is none, a print and a second main do not', async () => {
    const [paper, other] = [await send('1.00'), await send('2.00')];
    const print = await sentDocument(accountant, BASE, {
      kind: 'invoice',
      form: 'print',
      originalId: paper,
    });
    const id = await draft('1.00');
    expect(await tryLink(service, randomUUID(), paper)).toBe('not-found');
    expect(await tryLink(service, id, randomUUID())).toBe('document-unknown');
    expect(await tryLink(service, id, print)).toBe('document-is-print');
    expect(await tryLink(service, id, paper, false)).toBe('document-main-missing');
    expect(await tryLink(service, id, paper)).toBe(1);
    const second = await draft('1.00', 1);
    expect(await tryLink(service, second, paper)).toBe('document_attached_already');
    expect(await tryLink(service, second, paper, false)).toBe(1);
    expect(await tryLink(service, second, other)).toBe(1);
    expect(await tryLink(service, second, await send('3.00'))).toBe('documents-exceed-attachments');
    expect(await service.tries(`DELETE FROM voucher_document WHERE voucher_id = $1`, [id])).toBe(
      'document-cited',
    );
    expect(
      await service.tries('UPDATE voucher_draft SET attachment_count = 0 WHERE id = $1', [second]),
    ).toBe('documents-exceed-attachments');
    const rows = await service.rows(`SELECT voucher_count FROM document WHERE id = '${paper}'`);
    expect(rows).toEqual([{ voucher_count: 2 }]);
  });

  test('a reviewed draft stands still, a posted voucher only gains, a sealed month takes nothing', async () => {
    const [paper, more, late] = [await send('1.00'), await send('2.00'), await send('3.00')];
    const id = await draft('1.00', 3);
    await linked(id, paper);
    await (await t.as('reviewer.001')).post(`${VOUCHERS}/${id}/review`).expect(200);
    expect(await tryLink(service, id, more)).toBe('voucher-not-editable');
    const remove = `DELETE FROM voucher_document WHERE voucher_id = '${id}'`;
    expect(await service.tries(remove)).toBe('voucher-not-editable');
    const correct = `UPDATE document SET amount = 2 WHERE id = '${paper}'`;
    expect(await service.tries(correct)).toBe('document-fixed');
    await accountant.post(`${VOUCHERS}/${id}/post`).expect(200);
    expect(await service.tries(correct)).toBe('document-fixed');
    expect(await owner.tries(remove)).toBe('voucher-documents-fixed');
    expect(await tryLink(service, id, more)).toBe(1);
    await owner.rows('BEGIN');
    for (const state of ['reported', 'approved', 'published', 'sealed']) {
      await owner.rows('ALTER TABLE accounting_month DISABLE TRIGGER USER');
      await owner.rows(`UPDATE accounting_month SET state = '${state}' WHERE month = '2026-01'`);
    }
    expect(await tryLink(owner, id, late)).toBe('voucher-documents-sealed');
    await owner.rows('ROLLBACK');
    expect(await tryLink(service, id, late)).toBe(1);
  });

  test('unlike documents are refused when they reach a posted voucher, and at a review', async () => {
    const { body } = await accountant.post(VOUCHERS, {
      date: '2026-01-10',
      attachmentCount: 2,
      lines: [
        { summary: '付款', accountCode: '511', debit: '1.00' },
        { summary: '付款', accountCode: '513', debit: '2.00' },
        { summary: '付款', accountCode: '102', credit: '3.00' },
      ],
    });
    const { id } = body as { id: string };
    const [one, two] = [await send('1.00', '甲店'), await send('2.00', '乙店')];
    expect(await tryLink(service, id, one)).toBe(1);
    expect(await tryLink(service, id, two)).toBe(1);
    const reviewerId = (
      (await (await t.as('reviewer.001')).get('/api/v1/me')).body as { id: string }
    ).id;
    const reviewer = await attack(t.serviceUrl, CODE, reviewerId);
    expect(
      await reviewer.tries(
        `UPDATE voucher_draft SET status = 'reviewed', reviewer_id = $2, reviewer_name = '审核乙' WHERE id = $1`,
        [id, reviewerId],
      ),
    ).toBe('unlike-documents');
    await reviewer.end();
    await linked(id, one);
    await post(id);
    expect(await tryLink(service, id, two)).toBe('unlike-documents');
  });

  test('a draft deleted past the service leaves no links', async () => {
    const paper = await send('1.00');
    const id = await draft('1.00');
    await linked(id, paper);
    expect(await service.tries('DELETE FROM voucher_draft WHERE id = $1', [id])).toBe(1);
    const rows = await service.rows(
      `SELECT voucher_count, (SELECT count(*)::int FROM voucher_document l WHERE l.document_id = d.id) AS links
       FROM document d WHERE id = '${paper}'`,
    );
    expect(rows).toEqual([{ voucher_count: 0, links: 0 }]);
  });
});
