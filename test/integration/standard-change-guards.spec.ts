import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { attack, inserting, type Attacker, type Statement } from '../support/attacker.js';
import { approvedDecember, december, threeBooks, writtenOff } from '../support/year-books.js';
import { beginStory, transferred, type YearStory } from '../support/year-story.js';

const CODE = '511602002001';
const CHANGE = randomUUID();

let s: YearStory;
/** The service's own login as the accountant, and the owner of the tables. */
let service: Attacker;
let owner: Attacker;
let accountant: string;
let reviewer: string;

beforeAll(async () => {
  s = await beginStory();
  await threeBooks(s);
  await december(s);
  await writtenOff(s);
  for (const bookNo of [1, 2, 3]) await transferred(s, bookNo);
  await approvedDecember(s);
  const idOf = async (person: 'accountant' | 'reviewer'): Promise<string> =>
    ((await s.people[person].get('/api/v1/me').expect(200)).body as { id: string }).id;
  [accountant, reviewer] = [await idOf('accountant'), await idOf('reviewer')];
  service = await attack(s.t.serviceUrl, CODE, accountant);
  owner = await attack(s.t.ownerUrl, CODE, accountant);
  for (const who of [service, owner]) {
    await who.rows(`SELECT set_config('gongzhang.now', '2026-01-10T01:00:00Z', false)`);
  }
}, 60_000);

afterAll(async () => {
  await service.end();
  await owner.end();
  await s.t.close();
});

/** The charity's change from the system of 2004 to that of 2024; these accounts take no more lines. */
const changing = (...closed: string[]): Statement => [
  `SELECT change_standard($1, 3, $2, 'non-profit-2024', '2026-01-01', '[]', $3)`,
  [CODE, CHANGE, closed],
];
const drafting = (accountCode: string, kind = 'manual'): Statement =>
  inserting('voucher_draft', {
    community_code: CODE,
    book_no: 3,
    id: randomUUID(),
    date: '2026-01-05',
    attachment_count: 1,
    kind,
    lines: JSON.stringify([
      { summary: '办公费', accountCode, debit: '1.00' },
      { summary: '办公费', accountCode: '2202', credit: '1.00' },
    ]),
    maker_id: accountant,
    maker_name: '会计甲',
  });
const voucher = (debit: string, credit: string, fields: object): string =>
  JSON.stringify([
    {
      id: randomUUID(),
      bookNo: 3,
      date: '2026-01-01',
      word: '记',
      makerId: accountant,
      makerName: '会计甲',
      lines: [
        { summary: '办公费', accountCode: debit, debit: '1.00' },
        { summary: '办公费', accountCode: credit, credit: '1.00' },
      ],
      ...fields,
    },
  ]);
const converting = (): Statement => [
  'SELECT * FROM post_vouchers($1, $2)',
  [
    CODE,
    voucher('2202', '2209', { sourceKind: 'conversion', sourceId: CHANGE, attachmentCount: 0 }),
  ],
];
/** Past the drafts, as the owner alone can. */
const entering = (date: string): Statement => [
  'SELECT * FROM enter_vouchers($1, $2)',
  [
    CODE,
    voucher('520101', '2202', {
      date,
      sourceKind: 'manual',
      attachmentCount: 1,
      reviewerId: reviewer,
      reviewerName: '审核乙',
    }),
  ],
];

test('a standard changes before its old accounts are used in the new year', async () => {
  expect(await service.probes(changing())).toBe('accepted');
  expect(await service.probes(drafting('1122'), changing())).toBe('accepted');
  expect(await service.probes(drafting('520101'), changing())).toBe('standard-change-late');
});

test('an account that ended takes no more lines', async () => {
  expect(await owner.probes(changing('520101'), entering('2026-01-05'))).toBe('account-closed');
  expect(await owner.probes(changing('2401'), entering('2026-01-05'))).toBe('accepted');
});

test('balances are carried over once', async () => {
  expect(await service.probes(changing(), converting())).toBe('accepted');
  expect(await service.probes(changing(), converting(), converting())).toBe(
    'voucher_converts_once',
  );
});

test('a book changes once on a day, on the first of a year; the keys stand behind change_standard', async () => {
  const changed = (effective_on: string): Statement =>
    inserting('standard_change', {
      community_code: CODE,
      book_no: 3,
      id: randomUUID(),
      from_standard: 'non-profit-2004',
      to_standard: 'non-profit-2024',
      effective_on,
      made_by: accountant,
      made_by_name: '会计甲',
      made_at: '2026-01-10T01:00:00Z',
    });
  expect(await owner.probes(changed('2026-01-01'))).toBe('accepted');
  expect(await owner.probes(changed('2026-01-01'), changed('2026-01-01'))).toBe(
    'standard_changed_already',
  );
  expect(await owner.probes(changed('2026-01-02'))).toBe('standard_changes_with_the_year');
  expect(await service.probes(changed('2026-01-01'))).toBe('42501');
});

test('a draft is of a kind that people write', async () => {
  expect(await service.probes(drafting('520101'))).toBe('accepted');
  expect(await service.probes(drafting('520101', 'conversion'))).toBe('voucher_draft_kind_check');
});
