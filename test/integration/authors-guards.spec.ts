import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.js';
import { acting, attack, inserting, type Attacker } from '../support/attacker.js';

const CODE = '511602002001';

let t: TestApp;
let service: Attacker;
let [accountant, cashier] = ['', ''];

beforeAll(async () => {
  t = await startTestApp();
  await t.community(CODE);
  service = await attack(t.serviceUrl, CODE);
  [accountant = '', cashier = ''] = await Promise.all(
    ['accountant.001', 'cashier.001'].map(
      async (name) =>
        ((await (await t.as(name)).get('/api/v1/me').expect(200)).body as { id: string }).id,
    ),
  );
});

afterAll(async () => {
  await service.end();
  await t.close();
});

describe('nobody writes in another’s name', () => {
  test.each([
    ['allocation', 'made_by'],
    ['receipt', 'made_by'],
    ['receipt_refund', 'made_by'],
    ['document', 'uploaded_by_id'],
    ['voucher_document', 'linked_by_id'],
    ['cash_count', 'counted_by_id'],
    ['reconciliation', 'confirmed_by_id'],
    ['bank_match', 'made_by_id'],
    ['bank_statement', 'imported_by_id'],
    ['bank_statement_mapping', 'made_by_id'],
    ['custom_statement', 'made_by'],
    ['year_distribution', 'made_by'],
    ['import_job', 'made_by_id'],
  ])('%s', async (table, author) => {
    const row = inserting(table, { community_code: CODE, [author]: accountant });
    expect(await service.probes(acting(cashier), row)).toBe('forbidden');
    expect(await service.probes(acting(''), row)).toBe('forbidden');
    expect(await service.probes(acting(accountant), row)).not.toBe('forbidden');
  });

  test('not by correcting what another wrote', async () => {
    const mapping = inserting('bank_statement_mapping', {
      community_code: CODE,
      code: 'bank',
      name: '农商',
      columns: '{}',
      made_by_id: accountant,
      made_by_name: '会计甲',
    });
    const rename = `UPDATE bank_statement_mapping SET name = '农行'`;
    expect(await service.probes(acting(accountant), mapping, rename)).toBe('accepted');
    expect(await service.probes(acting(accountant), mapping, acting(cashier), rename)).toBe(
      'forbidden',
    );
  });

  test('and every table that says who did it asks, or writes it itself', async () => {
    const owner = await attack(t.ownerUrl);
    const silent = await owner.rows(
      `SELECT c.relname AS "table", a.attname AS author FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.atttypid = 'uuid'::regtype
         AND a.attname ~ '(_by|_by_id|maker_id|payer_id|requester_id|approver_id|signer_id)$' AND has_table_privilege('gongzhang_service', c.oid, 'INSERT')
         AND c.relname NOT IN ('payment', 'transfer') -- payer-not-independent
         AND NOT EXISTS (SELECT FROM pg_trigger g JOIN pg_proc p ON p.oid = g.tgfoid WHERE g.tgrelid = c.oid AND NOT g.tgisinternal
           AND (p.proname = 'check_author' OR p.prosrc ~ ('NEW\\.' || a.attname || ' (:=|IS DISTINCT FROM) context_actor')))
       ORDER BY 1`,
    );
    await owner.end();
    expect(silent).toEqual([]);
  });
});
