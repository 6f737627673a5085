import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { canonicalJson, type MonthReport } from '../../src/oversight/domain/month-report.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { acting, attack, inserting, type Attacker, type Statement } from '../support/attacker.js';
import { bookWithVouchers, filingOf, personId, publishQuarter } from './filings.fixture.js';

const CODE = '511602002001';
const NEIGHBOUR = '511602002002';
const [FIRST, SECOND] = [randomUUID(), randomUUID()];
/** Codes as they are printed on the paper. */
const SEAL = '0000000000000001';
const OTHER_SEAL = '0000000000000002';

let t: TestApp;
/** The service's own login, as the accountant, and the owner of the tables. */
let service: Attacker;
let owner: Attacker;
let reports: MonthReport[];
let accountantId: string;
let bothId: string;

beforeAll(async () => {
  t = await startTestApp('2026-04-08T10:00:00+08:00');
  for (const code of [CODE, NEIGHBOUR]) {
    await t.community(code);
    await bookWithVouchers(t, code);
  }
  reports = await publishQuarter(t, CODE);
  await publishQuarter(t, NEIGHBOUR, 'approved');
  const both = { username: 'both.001', name: '兼任者', roles: ['director', 'party-secretary'] };
  await (
    await t.as('admin')
  )
    .post(`/api/v1/communities/${CODE}/users`, { ...both, password: 'Test-password-1' })
    .expect(201);
  accountantId = await personId(t, 'accountant.001');
  bothId = await personId(t, 'both.001');
  service = await attack(t.serviceUrl, CODE, accountantId);
  owner = await attack(t.ownerUrl, '%', accountantId);
  for (const who of [service, owner]) {
    await who.rows(`SELECT set_config('gongzhang.now', '2026-04-08T02:00:00Z', false)`);
  }
}, 60_000);

afterAll(async () => {
  await service.end();
  await owner.end();
  await t.close();
});

type Fields = Readonly<Record<string, unknown>>;

function filing(version: number, fields: Fields = {}, code = SEAL): Statement {
  const data = canonicalJson(filingOf(reports, version, code));
  return inserting('filing', {
    community_code: CODE,
    id: version === 1 ? FIRST : SECOND,
    quarter: '2026-Q1',
    version,
    supersedes_id: version === 1 ? null : FIRST,
    code,
    document_year: 2026,
    document_no: version,
    data,
    data_sha256: createHash('sha256').update(data).digest(),
    due_on: '2026-04-15',
    compiled_by: accountantId,
    compiled_by_name: '会计甲',
    ...fields,
  });
}

const withdrawn = (): Statement[] => [
  inserting('filing_return', {
    community_code: CODE,
    filing_id: FIRST,
    reasons: '重编',
    by_street: false,
    returned_by: accountantId,
    returned_by_name: '会计甲',
    returned_at: '2026-04-08',
  }),
  [`UPDATE filing SET state = 'withdrawn' WHERE id = $1`, [FIRST]],
];

describe('the versions of a filing', () => {
  test('each bear a code and a document number of their own', async () => {
    const first = [filing(1), ...withdrawn()];
    expect(await service.probes(...first, filing(2, {}, OTHER_SEAL))).toBe('accepted');
    expect(await service.probes(...first, filing(2))).toBe('filing_code_taken');
    expect(await service.probes(...first, filing(2, { document_no: 1 }, OTHER_SEAL))).toBe(
      'filing_document_number_taken',
    );
  });

  test('bear the digest of what they freeze', async () => {
    expect(await service.probes(filing(1))).toBe('accepted');
    expect(await service.probes(filing(1, { data_sha256: Buffer.alloc(32) }))).toBe(
      'filing_bears_its_digest',
    );
  });

  test.each<[string, string, () => Statement[]]>([
    [
      'filing_version_taken',
      'a second version 1',
      () => [
        filing(1, { state: 'withdrawn' }),
        filing(1, { id: SECOND, document_no: 2, code: OTHER_SEAL }),
      ],
    ],
    [
      'later_versions_supersede',
      'a version 2 of nothing',
      () => [filing(2, { supersedes_id: null })],
    ],
    [
      'filing_already_live',
      'a version 2 beside version 1',
      () => [filing(1), filing(2, {}, OTHER_SEAL)],
    ],
    [
      'accepted',
      'a version 2 after version 1',
      () => [filing(1, { state: 'withdrawn' }), filing(2, {}, OTHER_SEAL)],
    ],
  ])('keep %s behind filing_is_of_published_months: %s', async (guard, _, attempts) => {
    const off = 'ALTER TABLE filing DISABLE TRIGGER filing_is_of_published_months';
    expect(await owner.probes(off, ...attempts())).toBe(guard);
  });
});

describe('hands and numbers on a filing', () => {
  test('one person signs once, whatever duties he holds', async () => {
    const sign = (role: string): Statement =>
      inserting('filing_signature', {
        community_code: CODE,
        filing_id: FIRST,
        role,
        signer_id: bothId,
        signer_name: '兼任者',
        signed_at: '2026-04-08',
      });
    const begun = [filing(1), acting(bothId)];
    expect(await service.probes(...begun, sign('director'))).toBe('accepted');
    expect(await service.probes(...begun, sign('party-secretary'))).toBe('accepted');
    expect(await service.probes(...begun, sign('director'), sign('party-secretary'))).toBe(
      'filing_signer_signed_already',
    );
  });

  test('one number of the street is given once', async () => {
    const accepted = (id: string, no: number): Statement =>
      inserting('filing_acceptance', {
        community_code: CODE,
        filing_id: id,
        street_code: '511602002',
        year: 2026,
        no,
        number: '备〔2026〕',
        accepted_by: accountantId,
        accepted_by_name: '街道经办壬',
        accepted_at: '2026-04-08',
      });
    const both = [
      'ALTER TABLE filing DISABLE TRIGGER filing_is_of_published_months',
      filing(1, { state: 'withdrawn' }),
      filing(2, {}, OTHER_SEAL),
    ];
    expect(await owner.probes(...both, accepted(FIRST, 1), accepted(SECOND, 2))).toBe('accepted');
    expect(await owner.probes(...both, accepted(FIRST, 1), accepted(SECOND, 1))).toBe(
      'filing_number_taken',
    );
  });
});

test('a notice is found by its id in the whole country: no other community hangs one under it', async () => {
  const off = 'ALTER TABLE notice DISABLE TRIGGER USER';
  const copied = (id: string): Statement => [
    `INSERT INTO notice SELECT (jsonb_populate_record(x, jsonb_build_object('id', ${id}, 'community_code', $1::text))).*
     FROM notice x WHERE month = '2026-03'`,
    [NEIGHBOUR],
  ];
  expect(await owner.probes(off, copied('gen_random_uuid()'))).toBe('accepted');
  expect(await owner.probes(off, copied('x.id'))).toBe('notice_id');
});
