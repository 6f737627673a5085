import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import { acting, attack, inserting, type Attacker, type Statement } from '../support/attacker.js';

const CODE = '511602002001';
const BASE = `/api/v1/communities/${CODE}`;

let t: TestApp;
let accountant: Client;
let accountantId: string;
let service: Attacker;

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
  await service.rows(`SELECT set_config('gongzhang.now', '2026-02-10T01:00:00Z', false)`);
});

afterAll(async () => {
  await service.end();
  await t.close();
});

const digest = createHash('sha256').update('a file').digest();

const job = (changes: Readonly<Record<string, unknown>> = {}): Statement =>
  inserting('import_job', {
    community_code: CODE,
    book_no: 1,
    id: randomUUID(),
    preview: false,
    format: 'csv',
    digest,
    state: 'imported',
    ended_at: '2026-02-10T01:00:00Z',
    made_by_id: accountantId,
    made_by_name: '会计甲',
    ...changes,
  });

describe('an import, whatever reaches its table', () => {
  test('is told as it was', async () => {
    expect(await service.probes(job())).toBe('accepted');
    expect(await service.probes(job({ state: 'running', ended_at: null }))).toBe('accepted');
  });

  test('ends with its state', async () => {
    expect(await service.probes(job({ ended_at: null }))).toBe('import_ends_with_its_state');
    expect(await service.probes(job({ state: 'waiting' }))).toBe('import_ends_with_its_state');
  });

  test('that only tries makes nothing, and what made nothing names no drafts', async () => {
    expect(await service.probes(job({ preview: true }))).toBe('preview_makes_nothing');
    expect(await service.probes(job({ preview: true, state: 'checked' }))).toBe('accepted');
    const ids = [randomUUID()];
    expect(await service.probes(job({ state: 'rejected', voucher_ids: ids }))).toBe(
      'only_imports_make_drafts',
    );
  });

  test('with errors is not imported', async () => {
    expect(await service.probes(job({ error_count: 1 }))).toBe('import_without_errors');
    expect(await service.probes(job({ error_count: 1, state: 'rejected' }))).toBe('accepted');
  });

  test('is its maker’s own, and never changes back or goes', async () => {
    expect(await service.probes(job({ made_by_id: randomUUID() }))).toBe('forbidden');
    expect(await service.probes(job(), acting(randomUUID()), job({ id: randomUUID() }))).toBe(
      'forbidden',
    );
    const id = randomUUID();
    const again = `UPDATE import_job SET state = 'running', ended_at = NULL WHERE id = '${id}'`;
    expect(await service.probes(job({ id }), again)).toBe('record-immutable');
    expect(await service.probes(job({ id }), `DELETE FROM import_job WHERE id = '${id}'`)).toBe(
      '42501',
    );
    const file = `UPDATE import_job SET digest = '\\x00' WHERE id = '${id}'`;
    expect(await service.probes(job({ id }), file)).toBe('42501');
  });

  test('of the same file enters once, as long as a draft of it is left', async () => {
    const lines = [
      { summary: '买纸', accountCode: '513', debit: '1.00' },
      { summary: '买纸', accountCode: '102', credit: '1.00' },
    ];
    const { body } = await accountant
      .post(`${BASE}/books/1/vouchers`, { date: '2026-01-10', attachmentCount: 1, lines })
      .expect(201);
    const { id } = body as { id: string };
    const first = job({ voucher_ids: [id] });
    expect(await service.probes(first, job({ voucher_ids: [randomUUID()] }))).toBe(
      'import-repeated',
    );
    const gone = `DELETE FROM voucher_draft WHERE id = '${id}'`;
    expect(await service.probes(first, gone, job({ voucher_ids: [randomUUID()] }))).toBe(
      'accepted',
    );
    const other = createHash('sha256').update('another file').digest();
    expect(await service.probes(first, job({ voucher_ids: [randomUUID()], digest: other }))).toBe(
      'accepted',
    );
  });
});

describe('a mapping of columns', () => {
  const mapping = (code: string): Statement =>
    inserting('bank_statement_mapping', {
      community_code: CODE,
      code,
      name: '农商',
      columns: '{}',
      made_by_id: accountantId,
      made_by_name: '会计甲',
    });

  test('has a code of its own', async () => {
    expect(await service.probes(mapping('nongshang'))).toBe('accepted');
    expect(await service.probes(mapping('nongshang'), mapping('nongshang'))).toBe('mapping_exists');
    expect(await service.probes(mapping('农商'))).toBe('mapping_code_malformed');
  });

  test('is invisible to another community', async () => {
    expect(await service.tries(...(mapping('seen') as [string, unknown[]]))).toBe(1);
    const stranger = await attack(t.serviceUrl, '511602002002', accountantId);
    expect(await stranger.rows('SELECT code FROM bank_statement_mapping')).toEqual([]);
    expect(await stranger.rows('SELECT id FROM import_job')).toEqual([]);
    await stranger.end();
  });
});
