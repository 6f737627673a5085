import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { acting, inserting, type Statement } from '../support/attacker.js';
import { attackedLedger, HERE, type AttackedLedger, type Line } from './ledger-guards.fixture.js';

let l: AttackedLedger;

beforeAll(async () => {
  l = await attackedLedger();
});

afterAll(async () => {
  await l.close();
});

const RED: readonly Line[] = [
  ['102', '-10.00', null],
  ['501', null, '-10.00'],
];

const reversing = (changes: Readonly<Record<string, unknown>> = {}): Statement =>
  l.posting(
    {
      sourceKind: 'reversal',
      reversesId: l.posted,
      reviewerId: null,
      reviewerName: null,
      ...changes,
    },
    RED,
    '注销1月5日记字第1号凭证',
  );

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
      maker_id: l.ids['accountant'],
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
    const { accountant = '', reviewer = '' } = l.ids;
    expect(await l.service.probes(draft(), review(accountant))).toBe('maker_is_not_reviewer');
    expect(await l.service.probes(draft(), acting(reviewer), review(reviewer))).toBe('accepted');
  });

  test('bear a reviewer exactly when they are reviewed', async () => {
    const named: Statement = ['UPDATE voucher_draft SET reviewer_id = $1', [l.ids['reviewer']]];
    expect(await l.service.probes(draft(), named)).toBe('reviewed_has_reviewer');
    expect(await l.service.probes(draft(), relined)).toBe('accepted');
  });

  test('stand still once they are reviewed, and are posted only then', async () => {
    const { reviewer = '' } = l.ids;
    const reviewed = [draft(), acting(reviewer), review(reviewer)];
    expect(await l.service.probes(...reviewed, relined)).toBe('voucher-reviewed');
    expect(await l.service.probes(...reviewed, back, relined)).toBe('accepted');
    expect(await l.service.probes(...reviewed, post(id))).toBe('accepted');
    expect(await l.service.probes(draft(), post(id))).toBe('voucher-not-reviewed');
    expect(await l.service.probes(post(id))).toBe('voucher-not-draft');
  });
});

describe('posting', () => {
  test('is done by somebody', async () => {
    expect(await l.owner.probes(acting(''), l.posting())).toBe('unauthenticated');
    expect(await l.owner.probes(l.posting())).toBe('accepted');
  });

  test('is made by one and reviewed by another, even if one person holds both duties', async () => {
    const both = { makerId: l.ids['both'], makerName: '兼任者' };
    const alone = { ...both, reviewerId: l.ids['both'], reviewerName: '兼任者' };
    expect(await l.owner.probes(l.posting(alone))).toBe('voucher_maker_is_not_reviewer');
    expect(await l.owner.probes(l.posting(both))).toBe('accepted');
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
      l.posting({}, [
        ['102', '10.00', null, onMoney],
        ['241', null, '10.00', code],
      ]);
    expect(await l.owner.probes(fund, gift('EDU'))).toBe('accepted');
    expect(await l.owner.probes(fund, gift('NONE'))).toBe('fund_unknown');
    expect(await l.owner.probes(fund, gift('EDU', 'EDU'))).toBe('fund-on-money-line');
  });

  test('takes a voucher back once, by a red-letter voucher that names it', async () => {
    expect(await l.owner.probes(reversing())).toBe('accepted');
    expect(await l.owner.probes(reversing(), reversing())).toBe('voucher_reversed_already');
    expect(await l.owner.probes(reversing({ reversesId: null }))).toBe(
      'reversal_names_its_voucher',
    );
    expect(await l.owner.probes(l.posting({ reversesId: l.posted }))).toBe(
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
      [{ id: randomUUID(), ...changes }, l.posted],
    ];
    expect(await l.owner.probes(forged)).toBe(guard);
    expect(await l.service.probes(forged)).toBe('42501');
  });
});
