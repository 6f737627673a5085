import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { inserting, type Statement } from '../support/attacker.js';
import { attackedLedger, HERE, type AttackedLedger } from './ledger-guards.fixture.js';

let l: AttackedLedger;

beforeAll(async () => {
  l = await attackedLedger();
});

afterAll(async () => {
  await l.close();
});

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
    expect(await l.everywhere.probes(attempt)).toBe(said);
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
    expect(await l.service.probes(book(kind, standard))).toBe(said);
  });

  test('a detail stands under its parent, whose figures are nobody’s but its details’', async () => {
    expect(await l.service.probes(detail('51301', '513'))).toBe('accepted');
    expect(await l.service.probes(detail('51301', '513'), detail('51301', '513'))).toBe(
      'account_exists',
    );
    expect(await l.service.probes(detail('51401', '513'))).toBe('account_code_not_under_parent');
    expect(await l.service.probes(detail('513', '513'))).toBe('account_code_not_under_parent');
    expect(await l.service.probes(detail('50101', '501'))).toBe('account-has-postings');
    expect(await l.owner.probes(detail('50101', '501'), l.posting())).toBe('account-has-postings');
    expect(await l.service.probes(detail('99901', '999', '513'))).toBe('account-unlike-parent');
  });

  test('the foreign key stands behind account_is_of_its_parents_kind', async () => {
    const off = 'ALTER TABLE account DISABLE TRIGGER account_is_of_its_parents_kind';
    expect(await l.owner.probes(off, detail('99901', '999', '513'))).toBe('parent_account_unknown');
    expect(await l.owner.probes(off, detail('51301', '513'))).toBe('accepted');
  });

  test('top-level accounts are those of the standard', async () => {
    expect(await l.service.probes(topLevel(false))).toBe('official_accounts_are_top_level');
    expect(await l.service.probes(topLevel(true))).toBe('accepted');
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
    expect(await l.service.probes(fund('EDU'), fund('MED'))).toBe('accepted');
    expect(await l.service.probes(fund('EDU'), fund('EDU'))).toBe('fund_exists');
  });
});

describe('opening balances', () => {
  type Opening = readonly [
    account: string,
    side: 'debit' | 'credit',
    amount: string,
    fund?: string,
  ];
  const opening = (bookNo: number, lines: readonly Opening[]): Statement => [
    'SELECT set_opening_balances($1, $2, $3)',
    [
      HERE,
      bookNo,
      JSON.stringify(
        lines.map(([accountCode, side, amount, fundCode]) => ({
          accountCode,
          side,
          amount,
          fundCode,
        })),
      ),
    ],
  ];
  const fund = inserting('fund', {
    community_code: HERE,
    book_no: 2,
    code: 'EDU',
    name: '助学',
    purpose: '助学',
    restricted: true,
  });
  const FIVE: Opening = ['102', 'debit', '5.00'];

  test.each<[string, number, Opening[]]>([
    ['accepted', 2, [FIVE, ['301', 'credit', '5.00']]],
    ['opening-unbalanced', 2, [FIVE, ['301', 'credit', '4.99']]],
    ['opening_has_one_side', 2, [FIVE, ['301', 'credit', '5.00'], ['112', 'debit', '0.00']]],
    ['opening-balances-closed', 1, [FIVE, ['301', 'credit', '5.00']]],
    ['account_unknown', 2, [FIVE, ['999', 'credit', '5.00']]],
    ['opening_repeated', 2, [FIVE, ['301', 'credit', '2.00'], ['301', 'credit', '3.00']]],
    ['accepted', 2, [FIVE, ['241', 'credit', '5.00', 'EDU']]],
    ['fund-unknown', 2, [FIVE, ['241', 'credit', '5.00', 'NONE']]],
    [
      'fund-on-money-line',
      2,
      [
        ['102', 'debit', '5.00', 'EDU'],
        ['241', 'credit', '5.00', 'EDU'],
      ],
    ],
  ])('%s: of book %s, %j', async (said, bookNo, lines) => {
    expect(await l.service.probes(fund, opening(bookNo, lines))).toBe(said);
  });
});
