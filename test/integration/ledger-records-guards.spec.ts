import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.js';
import { acting, attack, inserting, type Attacker, type Statement } from '../support/attacker.js';

const HERE = '511602002001';
const BASE = `/api/v1/communities/${HERE}`;

let t: TestApp;
/** The service's own login, as the accountant. */
let service: Attacker;
/** The same login with the administrator's context, the whole country. */
let everywhere: Attacker;
/** The owner of the tables, whom guards stop too. */
let owner: Attacker;
const ids: Record<string, string> = {};
const posted = randomUUID();

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  await t.community(HERE);
  const admin = await t.as('admin');
  const both = { username: 'both.001', name: '兼任者', roles: ['accountant', 'reviewer'] };
  await admin.post(`${BASE}/users`, { ...both, password: 'Test-password-1' }).expect(201);
  for (const [name, client] of [
    ['admin', admin],
    ...(await Promise.all(
      ['accountant', 'reviewer', 'both'].map(
        async (each) => [each, await t.as(`${each}.001`)] as const,
      ),
    )),
  ] as const) {
    ids[name] = ((await client.get('/api/v1/me').expect(200)).body as { id: string }).id;
  }
  const accountant = await t.as('accountant.001');
  for (const kind of ['collective', 'collective', 'company']) {
    const standard = kind === 'company' ? 'small-enterprise-2011' : 'rural-collective-2023';
    const book = { kind, standard, name: '账', openedOn: '2026-01-01' };
    await accountant.post(`${BASE}/books`, book).expect(201);
  }
  service = await attack(t.serviceUrl, HERE, ids['accountant']);
  owner = await attack(t.ownerUrl, HERE, ids['accountant']);
  everywhere = await attack(t.serviceUrl, '%', ids['admin']);
  for (const who of [service, owner]) {
    await who.rows(`SELECT set_config('gongzhang.now', '2026-02-10T01:00:00Z', false)`);
  }
  await service.rows(...posting({ id: posted }));
});

afterAll(async () => {
  for (const who of [service, owner, everywhere]) await who.end();
  await t.close();
});

type Line = readonly [
  account: string,
  debit: string | null,
  credit: string | null,
  fund?: string | undefined,
];

const RENT: readonly Line[] = [
  ['102', '10.00', null],
  ['501', null, '10.00'],
];
const RED: readonly Line[] = [
  ['102', '-10.00', null],
  ['501', null, '-10.00'],
];

/** A voucher through the only function that posts. */
function posting(
  changes: Readonly<Record<string, unknown>> = {},
  lines = RENT,
  summary = '租金',
): [string, unknown[]] {
  const voucher = {
    id: randomUUID(),
    bookNo: 1,
    date: '2026-01-05',
    word: '记',
    attachmentCount: 1,
    sourceKind: 'manual',
    makerId: ids['accountant'],
    makerName: '会计甲',
    reviewerId: ids['reviewer'],
    reviewerName: '审核乙',
    lines: lines.map(([accountCode, debit, credit, fundCode]) => ({
      summary,
      accountCode,
      ...(debit === null ? { credit } : { debit }),
      fundCode,
    })),
    ...changes,
  };
  return ['SELECT * FROM post_vouchers($1, $2)', [HERE, JSON.stringify([voucher])]];
}

const reversing = (changes: Readonly<Record<string, unknown>> = {}): Statement =>
  posting(
    {
      sourceKind: 'reversal',
      reversesId: posted,
      reviewerId: null,
      reviewerName: null,
      ...changes,
    },
    RED,
    '注销1月5日记字第1号凭证',
  );

describe('communities and people', () => {
  const community = (code: string): Statement =>
    inserting('community', { code, name: '社区', street_name: '街道', district_name: '区' });
  const person = (username: string): Statement =>
    inserting('app_user', { id: randomUUID(), username, name: '某人', password_hash: 'x' });

  test.each([
    ['a code that is taken', community('511602002001'), 'community_exists'],
    ['the next code', community('511602002002'), 'accepted'],
    ['a code with a letter', community('51160200200X'), 'community_code_malformed'],
    ['a name that is taken', person('accountant.001'), 'username_taken'],
    ['the next name', person('accountant.002'), 'accepted'],
  ])('%s', async (_, attempt, said) => {
    expect(await everywhere.probes(attempt)).toBe(said);
  });
});

describe('books and their accounts', () => {
  const book = (kind: string, standard: string): Statement =>
    inserting('book', {
      community_code: HERE,
      book_no: 9,
      kind,
      name: '账',
      standard,
      opened_on: '2026-02-01',
    });
  /** A detail with the traits of an account that is there, under the parent that is named. */
  const detail = (code: string, parent: string, like = parent): Statement => [
    `INSERT INTO account (community_code, book_no, code, name, parent_code, category, normal_side, both_sides, money)
     SELECT community_code, book_no, $1, '明细', $2, category, normal_side, both_sides, money
     FROM account WHERE book_no = 1 AND code = $3`,
    [code, parent, like],
  ];
  const topLevel = (official: boolean): Statement =>
    inserting('account', {
      community_code: HERE,
      book_no: 2,
      code: '999',
      name: '自设一级科目',
      category: 'asset',
      normal_side: 'debit',
      official,
    });

  test.each([
    ['collective', 'rural-collective-2023', 'accepted'],
    ['company', 'rural-collective-2023', 'standard_must_fit_kind'],
    ['company', 'small-enterprise-2011', 'accepted'],
    ['collective', 'small-enterprise-2011', 'standard_must_fit_kind'],
    ['charity', 'rural-collective-2023', 'standard_must_fit_kind'],
    ['charity', 'non-profit-2004', 'accepted'],
  ])('a %s book by %s: %s', async (kind, standard, said) => {
    expect(await service.probes(book(kind, standard))).toBe(said);
  });

  test('a detail stands under its parent, whose figures are nobody’s but its details’', async () => {
    expect(await service.probes(detail('51301', '513'))).toBe('accepted');
    expect(await service.probes(detail('51301', '513'), detail('51301', '513'))).toBe(
      'account_exists',
    );
    expect(await service.probes(detail('51401', '513'))).toBe('account_code_not_under_parent');
    expect(await service.probes(detail('513', '513'))).toBe('account_code_not_under_parent');
    expect(await service.probes(detail('50101', '501'))).toBe('account-has-postings');
    expect(await service.probes(detail('50101', '501'), posting())).toBe('account-has-postings');
    expect(await service.probes(detail('99901', '999', '513'))).toBe('account-unlike-parent');
  });

  test('the foreign key stands behind account_is_of_its_parents_kind', async () => {
    const off = 'ALTER TABLE account DISABLE TRIGGER account_is_of_its_parents_kind';
    expect(await owner.probes(off, detail('99901', '999', '513'))).toBe('parent_account_unknown');
    expect(await owner.probes(off, detail('51301', '513'))).toBe('accepted');
  });

  test('top-level accounts are those of the standard', async () => {
    expect(await service.probes(topLevel(false))).toBe('official_accounts_are_top_level');
    expect(await service.probes(topLevel(true))).toBe('accepted');
  });

  test('a fund is set apart once', async () => {
    const fund = (code: string): Statement =>
      inserting('fund', {
        community_code: HERE,
        book_no: 1,
        code,
        name: '助学',
        purpose: '助学',
        restricted: true,
      });
    expect(await service.probes(fund('EDU'), fund('MED'))).toBe('accepted');
    expect(await service.probes(fund('EDU'), fund('EDU'))).toBe('fund_exists');
  });
});

describe('opening balances', () => {
  const opening = (bookNo: number, debit: string, credit: string): Statement => [
    'SELECT set_opening_balances($1, $2, $3)',
    [
      HERE,
      bookNo,
      JSON.stringify([
        { accountCode: '102', side: 'debit', amount: debit },
        { accountCode: '301', side: 'credit', amount: credit },
      ]),
    ],
  ];

  test.each([
    [2, '5.00', '5.00', 'accepted'],
    [2, '5.00', '4.99', 'opening-unbalanced'],
    [2, '0.00', '0.00', 'opening_has_one_side'],
    [1, '5.00', '5.00', 'opening-balances-closed'],
  ])('of book %s, %s against %s: %s', async (bookNo, debit, credit, said) => {
    expect(await service.probes(opening(bookNo, debit, credit))).toBe(said);
  });
});

describe('drafts', () => {
  const id = randomUUID();
  const draft = (): Statement =>
    inserting('voucher_draft', {
      community_code: HERE,
      book_no: 1,
      id,
      date: '2026-01-09',
      attachment_count: 1,
      lines: JSON.stringify([
        { summary: '租金', accountCode: '102', debit: '1.00' },
        { summary: '租金', accountCode: '501', credit: '1.00' },
      ]),
      maker_id: ids['accountant'],
      maker_name: '会计甲',
    });
  const review = (reviewer: string | undefined): Statement => [
    `UPDATE voucher_draft SET status = 'reviewed', reviewer_id = $2, reviewer_name = '某人' WHERE id = $1`,
    [id, reviewer],
  ];
  const back = `UPDATE voucher_draft SET status = 'drafted', reviewer_id = NULL, reviewer_name = NULL`;
  const relined = `UPDATE voucher_draft SET lines = '[]'`;
  const post = (draftId: string): Statement => [
    'SELECT * FROM post_drafts($1, 1, $2)',
    [HERE, [draftId]],
  ];

  test('are reviewed by another than their maker', async () => {
    const { accountant = '', reviewer = '' } = ids;
    expect(await service.probes(draft(), review(accountant))).toBe('maker_is_not_reviewer');
    expect(await service.probes(draft(), acting(reviewer), review(reviewer))).toBe('accepted');
  });

  test('bear a reviewer exactly when they are reviewed', async () => {
    const named: Statement = ['UPDATE voucher_draft SET reviewer_id = $1', [ids['reviewer']]];
    expect(await service.probes(draft(), named)).toBe('reviewed_has_reviewer');
    expect(await service.probes(draft(), relined)).toBe('accepted');
  });

  test('stand still once they are reviewed, and are posted only then', async () => {
    const { reviewer = '' } = ids;
    const reviewed = [draft(), acting(reviewer), review(reviewer)];
    expect(await service.probes(...reviewed, relined)).toBe('voucher-reviewed');
    expect(await service.probes(...reviewed, back, relined)).toBe('accepted');
    expect(await service.probes(...reviewed, post(id))).toBe('accepted');
    expect(await service.probes(draft(), post(id))).toBe('voucher-not-reviewed');
    expect(await service.probes(post(id))).toBe('voucher-not-draft');
  });
});

describe('posting', () => {
  test('is done by somebody', async () => {
    expect(await service.probes(acting(''), posting())).toBe('unauthenticated');
    expect(await service.probes(posting())).toBe('accepted');
  });

  test('is made by one and reviewed by another, even if one person holds both duties', async () => {
    const both = { makerId: ids['both'], makerName: '兼任者' };
    const alone = { ...both, reviewerId: ids['both'], reviewerName: '兼任者' };
    expect(await service.probes(posting(alone))).toBe('voucher_maker_is_not_reviewer');
    expect(await service.probes(posting(both))).toBe('accepted');
  });

  test('names funds of the book, and none on money', async () => {
    const fund = inserting('fund', {
      community_code: HERE,
      book_no: 1,
      code: 'EDU',
      name: '助学',
      purpose: '助学',
      restricted: true,
    });
    const gift = (code: string, onMoney?: string): Statement =>
      posting({}, [
        ['102', '10.00', null, onMoney],
        ['241', null, '10.00', code],
      ]);
    expect(await service.probes(fund, gift('EDU'))).toBe('accepted');
    expect(await service.probes(fund, gift('NONE'))).toBe('fund_unknown');
    expect(await service.probes(fund, gift('EDU', 'EDU'))).toBe('fund-on-money-line');
  });

  test('takes a voucher back once, by a red-letter voucher that names it', async () => {
    expect(await service.probes(reversing())).toBe('accepted');
    expect(await service.probes(reversing(), reversing())).toBe('voucher_reversed_already');
    expect(await service.probes(reversing({ reversesId: null }))).toBe(
      'reversal_names_its_voucher',
    );
    expect(await service.probes(posting({ reversesId: posted }))).toBe(
      'reversal_names_its_voucher',
    );
  });

  test.each<[string, Record<string, unknown>]>([
    ['voucher_number_taken', { seq: 9999 }],
    ['voucher_sequence_taken', { no: 9999 }],
    ['voucher_month_is_of_its_date', { seq: 9999, no: 9999, date: '2026-02-01' }],
    ['voucher-incomplete', { seq: 9999, no: 9999, date: '2026-01-31' }],
  ])('past its function, by the owner: %s', async (guard, changes) => {
    const forged: Statement = [
      'INSERT INTO voucher SELECT (jsonb_populate_record(x, $1)).* FROM voucher x WHERE id = $2',
      [{ id: randomUUID(), ...changes }, posted],
    ];
    expect(await owner.probes(forged)).toBe(guard);
    expect(await service.probes(forged)).toBe('42501');
  });
});
