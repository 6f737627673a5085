import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import { acting, attack, inserting, type Attacker, type Statement } from '../support/attacker.js';
import { B, C, COMMUNITY, openCharityBook } from './charity.fixture.js';

let t: TestApp;
/** The service's own login, as the accountant, and the owner of the tables. */
let service: Attacker;
let owner: Attacker;
let accountant: Client;
let actor: { id: string; name: string };
let directorId: string;

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  await openCharityBook(t);
  accountant = await t.as('accountant.001');
  const collective = {
    kind: 'collective',
    name: '集体资产账',
    standard: 'rural-collective-2023',
    openedOn: '2026-01-01',
  };
  await accountant.post(`${C}/books`, collective).expect(201);
  for (const [fundCode, amount] of [
    ['JH01', '1000.00'],
    ['JH02', '300.00'],
  ]) {
    await accountant
      .post(`${B}/donations`, { date: '2026-01-09', amount, donor: '王先生', fundCode })
      .expect(201);
  }
  actor = (await accountant.get('/api/v1/me').expect(200)).body as typeof actor;
  const director = await (await t.as('director.001')).get('/api/v1/me').expect(200);
  directorId = (director.body as { id: string }).id;
  service = await attack(t.serviceUrl, COMMUNITY, actor.id);
  owner = await attack(t.ownerUrl, COMMUNITY, actor.id);
  for (const who of [service, owner]) {
    await who.rows(`SELECT set_config('gongzhang.now', '2026-02-10T01:00:00Z', false)`);
  }
});

afterAll(async () => {
  await service.end();
  await owner.end();
  await t.close();
});

type Fields = Readonly<Record<string, unknown>>;

interface Gift {
  readonly donor: string | null;
  readonly anonymous: boolean;
  readonly publish_name: boolean;
  readonly restricted: boolean;
  readonly fund_code: string | null;
  readonly income_account_code: string;
}

const GIFT: Gift = {
  donor: '李女士',
  anonymous: false,
  publish_name: true,
  restricted: true,
  fund_code: 'JH01',
  income_account_code: '410102',
};

/** A donation with its receipt and its voucher, all three of one mind, as treasury and charity would leave them. */
function given(changes: Partial<Gift> = {}, record: Partial<Gift> = {}): Statement[] {
  const gift = { ...GIFT, ...changes };
  const [id, receiptId, voucherId] = [1, 2, 3].map(() => randomUUID());
  const booked = { community_code: COMMUNITY, book_no: 1, date: '2026-02-05', amount: '10.00' };
  const summary = '捐赠';
  const voucher = {
    id: voucherId,
    bookNo: 1,
    date: '2026-02-05',
    word: '记',
    attachmentCount: 1,
    sourceKind: 'donation',
    sourceId: receiptId,
    makerId: actor.id,
    makerName: actor.name,
    lines: [
      { summary, accountCode: '100201', debit: '10.00', cashFlowItem: '1' },
      {
        summary,
        accountCode: gift.income_account_code,
        credit: '10.00',
        fundCode: gift.fund_code ?? undefined,
      },
    ],
  };
  return [
    inserting('receipt', {
      ...booked,
      id: receiptId,
      payer: gift.publish_name ? gift.donor : '爱心人士',
      item: '捐赠',
      fund_account_code: '100201',
      income_account_code: gift.income_account_code,
      fund_code: gift.fund_code,
      attachment_count: 1,
      source_kind: 'donation',
      source_id: id,
      voucher_id: voucherId,
      made_by: actor.id,
      made_by_name: actor.name,
    }),
    ['SELECT * FROM post_vouchers($1, $2)', [COMMUNITY, JSON.stringify([voucher])]],
    inserting('donation', {
      ...booked,
      ...gift,
      ...record,
      id,
      year: 2026,
      no: 1,
      receipt_id: receiptId,
      voucher_id: voucherId,
    }),
  ];
}

describe('a donation', () => {
  test.each<[string, string, Partial<Gift>]>([
    ['with its donor’s name', 'accepted', {}],
    ['whose donor is known and not shown', 'accepted', { publish_name: false }],
    ['of nobody who is named', 'donation_names_donor', { publish_name: false, donor: null }],
    ['of somebody unknown', 'accepted', { publish_name: false, donor: null, anonymous: true }],
    ['unknown and shown', 'anonymous_donor_is_not_published', { anonymous: true }],
    ['restricted to no fund', 'restricted-account-needs-fund', { fund_code: null }],
    [
      'free in a restricted fund',
      'donation_contradicts_fund',
      { restricted: false, income_account_code: '410101' },
    ],
    [
      'free in a free fund',
      'accepted',
      { restricted: false, income_account_code: '410101', fund_code: 'LY' },
    ],
    ['restricted to a free fund', 'donation_contradicts_fund', { fund_code: 'LY' }],
    ['restricted among free income', 'donation-account-unfit', { income_account_code: '410101' }],
  ])('%s: %s', async (_, said, changes) => {
    expect(await service.probes(...given(changes))).toBe(said);
  });

  test('restricted to no fund is none, even where no trigger asks', async () => {
    const untold = 'ALTER TABLE donation DISABLE TRIGGER USER';
    // Its number, which a trigger gives, is all that the other lacks.
    expect(await owner.probes(untold, ...given())).toBe('donation_number_taken');
    expect(await owner.probes(untold, ...given({}, { fund_code: null }))).toBe(
      'restricted_donation_needs_fund',
    );
  });

  test('has the next number, whatever was done to the counter', async () => {
    const back = 'UPDATE donation_counter SET last_no = 0';
    expect(await owner.probes(back, ...given())).toBe('donation_number_taken');
    expect(await owner.probes(...given())).toBe('accepted');
    expect(await service.probes(back)).toBe('42501');
  });

  test('stands in a charity’s book', async () => {
    const known = 'SELECT * FROM donation ORDER BY no LIMIT 1';
    const [row] = await service.rows<Fields>(known);
    expect(await service.probes(inserting('donation', { ...row, book_no: 2 }))).toBe(
      'donation-book-unfit',
    );
  });
});

describe('restricted money', () => {
  async function approving(amount: string, fundCode?: string): Promise<Statement[]> {
    const request = {
      date: '2026-02-02',
      purpose: '社区活动',
      payee: `供应商 ${randomUUID()}`,
      expenseAccountCode: '510101',
      handledBy: '社区经办员',
    };
    const { body } = await accountant
      .post(`${B}/payment-requests`, { ...request, amount, fundCode })
      .expect(201);
    const { id } = body as { id: string };
    await accountant.post(`${B}/payment-requests/${id}/submit`).expect(200);
    return [
      acting(directorId),
      inserting('request_approval', {
        community_code: COMMUNITY,
        book_no: 1,
        request_id: id,
        step_no: 1,
        role: 'director',
        approver_id: directorId,
        approver_name: '主任丁',
      }),
      [`UPDATE payment_request SET status = 'approved' WHERE id = $1`, [id]],
    ];
  }

  test('of a fund is promised up to what the fund holds (慈善法 第五十三条)', async () => {
    const all = await approving('300.00', 'JH02');
    expect(await service.probes(...(await approving('300.01', 'JH02')))).toBe('fund-reserved');
    expect(await service.probes(...all)).toBe('accepted');
    expect(await service.probes(...all, ...(await approving('0.01', 'JH02')))).toBe(
      'fund-reserved',
    );
  });

  test('is promised to nothing free', async () => {
    expect(await service.probes(...(await approving('0.01')))).toBe('restricted-money-protected');
    const free = given({ restricted: false, income_account_code: '410101', fund_code: null });
    expect(await service.probes(...free, ...(await approving('10.00')))).toBe('accepted');
    expect(await service.probes(...free, ...(await approving('10.01')))).toBe(
      'restricted-money-protected',
    );
  });
});
