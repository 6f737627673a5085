import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.js';
import { attack, inserting, type Attacker, type Statement } from '../support/attacker.js';
import { C, COMMUNITY, LEASE, openCollectiveBook, SHOP } from './assets.fixture.js';

let t: TestApp;
/** The service's own login, as the accountant, and the owner of the tables. */
let service: Attacker;
let owner: Attacker;
/** A lease of 2026 whose rents of January and February are posted, and its rents. */
let leaseId: string;
let rents: { id: string; voucherId: string | null }[];
let actor: { id: string; name: string };

beforeAll(async () => {
  t = await startTestApp('2026-03-10T09:00:00+08:00');
  const accountant = await openCollectiveBook(t);
  await accountant.post(`${C}/properties`, SHOP).expect(201);
  await accountant.post(`${C}/properties`, { ...SHOP, code: 'ZC-002' }).expect(201);
  const { body } = await accountant.post(`${C}/leases`, LEASE).expect(201);
  leaseId = (body as { id: string }).id;
  await accountant.post(`${C}/rents/due`, { through: '2026-02-28' }).expect(200);
  actor = (await accountant.get('/api/v1/me').expect(200)).body as typeof actor;
  service = await attack(t.serviceUrl, COMMUNITY, actor.id);
  owner = await attack(t.ownerUrl, COMMUNITY, actor.id);
  for (const who of [service, owner]) {
    await who.rows(`SELECT set_config('gongzhang.now', '2026-03-10T01:00:00Z', false)`);
  }
  rents = await service.rows('SELECT id, voucher_id AS "voucherId" FROM rent ORDER BY no');
});

afterAll(async () => {
  await service.end();
  await owner.end();
  await t.close();
});

type Fields = Readonly<Record<string, unknown>>;

describe('the register of properties', () => {
  const property = (fields: Fields = {}): Statement =>
    inserting('property', {
      community_code: COMMUNITY,
      code: 'ZC-003',
      kind: '商铺',
      name: '4号铺',
      place: '人民路',
      area: '0.0001',
      unit: '㎡',
      holding: 'owned',
      ...fields,
    });
  const declared = (fields: Fields = {}): Statement =>
    inserting('property_state', {
      community_code: COMMUNITY,
      property_code: 'ZC-002',
      no: 9,
      since: '2026-03-10',
      state: 'own-use',
      ...fields,
    });

  test.each<[string, string, Statement[]]>([
    ['a property of the smallest area', 'accepted', [property()]],
    ['a property of no area', 'property_area_malformed', [property({ area: '0' })]],
    ['a code that is taken', 'property_exists', [property({ code: 'ZC-001' })]],
    ['a change today', 'accepted', [declared()]],
    ['a change tomorrow', 'property-change-in-future', [declared({ since: '2026-03-11' })]],
    [
      'two changes of one day',
      'accepted',
      [declared({ since: '2026-02-01' }), declared({ since: '2026-02-01', state: 'idle' })],
    ],
    [
      'a change before the last one',
      'property-change-out-of-order',
      [declared({ since: '2026-02-01' }), declared({ since: '2026-01-31' })],
    ],
    ['a change under a lease', 'property-is-leased', [declared({ property_code: 'ZC-001' })]],
    ['a change of no property', 'property_unknown', [declared({ property_code: 'ZC-009' })]],
  ])('%s: %s', async (_, said, attempts) => {
    expect(await service.probes(...attempts)).toBe(said);
  });
});

describe('leases', () => {
  const lease = (fields: Fields = {}): Statement[] => {
    const id = randomUUID();
    const term = { from_date: '2026-03-01', through_date: '2026-03-31' };
    return [
      inserting('lease', {
        community_code: COMMUNITY,
        id,
        property_code: 'ZC-002',
        book_no: 1,
        tenant: '李记',
        ...term,
        period: 'month',
        total: '500.00',
        income_account_code: '50102',
        receivable_account_code: '11201',
        ...fields,
      }),
      inserting('rent', {
        community_code: COMMUNITY,
        id: randomUUID(),
        lease_id: id,
        book_no: 1,
        no: 1,
        ...term,
        due_on: '2026-03-01',
        amount: '500.00',
      }),
    ];
  };
  const ended = (on: string | null, reason: string | null): Statement => [
    'UPDATE lease SET terminated_on = $2, termination_reason = $3 WHERE id = $1',
    [leaseId, on, reason],
  ];

  test('are of a property and of accounts that are there', async () => {
    expect(await service.probes(...lease())).toBe('accepted');
    expect(await service.probes(...lease({ property_code: 'ZC-009' }))).toBe('property_unknown');
    const nowhere = { receivable_account_code: '11299' };
    expect(await service.probes(...lease(nowhere))).toBe('lease-receivable-account-unfit');
  });

  test('the foreign key stands behind leases_keep_their_terms', async () => {
    const off = 'ALTER TABLE lease DISABLE TRIGGER leases_keep_their_terms';
    const nowhere = { receivable_account_code: '11299' };
    expect(await owner.probes(off, ...lease(nowhere))).toBe('receivable_account_unknown');
    expect(await owner.probes(off, ...lease())).toBe('accepted');
  });

  test.each([
    ['2025-12-31', '未起租即解约', 'accepted'],
    ['2025-12-30', '未起租即解约', 'lease_ends_outside_term'],
    ['2026-12-31', '到期', 'accepted'],
    ['2027-01-01', '到期', 'lease_ends_outside_term'],
    ['2026-06-30', null, 'lease_termination_has_reason'],
    [null, '无', 'lease_termination_has_reason'],
  ])('end on %s because of %s: %s', async (on, reason, said) => {
    expect(await service.probes(ended(on, reason))).toBe(said);
  });

  test('end once', async () => {
    const end = ended('2026-06-30', '退租');
    expect(await service.probes(end, ended('2026-07-31', '退租'))).toBe('lease-terminated-already');
  });
});

describe('rents', () => {
  const entered = (no: number, voucherId: string | null | undefined): Statement => [
    `UPDATE rent SET voucher_id = $2, posted_on = '2026-03-01' WHERE id = $1`,
    [rents[no - 1]?.id, voucherId],
  ];
  const reduction = (no: number, amount: string, fields: Fields = {}): Statement =>
    inserting('rent_reduction', {
      community_code: COMMUNITY,
      book_no: 1,
      id: randomUUID(),
      rent_id: rents[no - 1]?.id,
      date: '2026-03-02',
      amount,
      ...fields,
    });
  const posting = (amount: string, changes: Fields, summary = '退租冲减'): Statement => {
    const voucher = {
      bookNo: 1,
      date: '2026-03-02',
      word: '记',
      attachmentCount: 1,
      makerId: actor.id,
      makerName: actor.name,
      lines: [
        { summary, accountCode: '50102', debit: amount },
        { summary, accountCode: '11201', credit: amount },
      ],
      ...changes,
    };
    return ['SELECT * FROM post_vouchers($1, $2)', [COMMUNITY, JSON.stringify([voucher])]];
  };

  test('share no voucher', async () => {
    expect(await service.probes(entered(3, rents[0]?.voucherId))).toBe('rent_posted_already');
  });

  test('are reduced to nothing and not below', async () => {
    expect(await service.probes(reduction(3, '1000.00'))).toBe('accepted');
    expect(await service.probes(reduction(3, '1000.01'))).toBe('rent_reduced_beyond_amount');
    expect(await service.probes(reduction(3, '1000.00'), reduction(3, '0.01'))).toBe(
      'rent_reduced_beyond_amount',
    );
  });

  test('a posted rent is reduced for good', async () => {
    const [id, voucherId] = [randomUUID(), randomUUID()];
    const reduced = [
      reduction(1, '300.00', { id, voucher_id: voucherId }),
      posting('300.00', { id: voucherId, sourceKind: 'rent-reduced', sourceId: id }),
    ];
    expect(await service.probes(...reduced)).toBe('accepted');
    const undone = posting(
      '-300.00',
      { id: randomUUID(), sourceKind: 'reversal', reversesId: voucherId },
      '注销3月2日记字第1号凭证',
    );
    expect(await service.probes(...reduced, undone)).toBe('rent-reduction-final');
  });
});
