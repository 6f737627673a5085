import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.js';
import { attack, inserting, type Attacker, type Statement } from '../support/attacker.js';

const HERE = '511602002001';

let t: TestApp;
/** The service's own login, and the owner of the table. */
let service: Attacker;
let owner: Attacker;

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  await t.community(HERE);
  const accountant = await t.as('accountant.001');
  for (const [kind, standard] of [
    ['collective', 'rural-collective-2023'],
    ['company', 'small-enterprise-2011'],
    ['company', 'small-enterprise-2011'],
  ]) {
    await accountant
      .post(`/api/v1/communities/${HERE}/books`, {
        kind,
        standard,
        name: '账',
        openedOn: '2026-01-01',
      })
      .expect(201);
  }
  service = await attack(t.serviceUrl, HERE);
  owner = await attack(t.ownerUrl, HERE);
  for (const who of [service, owner]) {
    await who.rows(`SELECT set_config('gongzhang.now', '2026-02-10T01:00:00Z', false)`);
  }
});

afterAll(async () => {
  await service.end();
  await owner.end();
  await t.close();
});

const company = (fields: Readonly<Record<string, unknown>> = {}): Statement =>
  inserting('company', {
    community_code: HERE,
    credit_code: '91350100M000100Y43',
    name: '示范社区物业服务有限公司',
    capital: '500000.00',
    scope: '物业管理',
    founded_on: '2026-02-10',
    book_no: 2,
    ...fields,
  });
const another = { credit_code: '91511602MA620000XQ', book_no: 3 };

test.each<[string, string, Statement[]]>([
  ['two companies with a book each', 'accepted', [company(), company(another)]],
  ['a company twice', 'company_exists', [company(), company({ book_no: 3 })]],
  ['a book twice', 'company_book_taken', [company(), company({ ...another, book_no: 2 })]],
  ['the book of the collective', 'company-book-unfit', [company({ book_no: 1 })]],
  ['a book that is not there', 'company-book-unfit', [company({ book_no: 9 })]],
  [
    'a code with a wrong check character',
    'credit_code_invalid',
    [company({ credit_code: '91350100M000100Y44' })],
  ],
  ['a company of tomorrow', 'company-founded-in-future', [company({ founded_on: '2026-02-11' })]],
])('%s: %s', async (_, said, attempts) => {
  expect(await service.probes(...attempts)).toBe(said);
});

test('the foreign key stands behind company_keeps_a_company_book', async () => {
  const off = 'ALTER TABLE company DISABLE TRIGGER company_keeps_a_company_book';
  expect(await owner.probes(off, company({ book_no: 9 }))).toBe('book_unknown');
  expect(await owner.probes(off, company())).toBe('accepted');
});
