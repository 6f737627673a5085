import { describe, expect, test } from '@jest/globals';
import type { DomainError } from '../../kernel/domain-error.js';
import type { AccountFacts } from '../../ledger/domain/account.js';
import { donationAccount, restrictionOf, shownName, type DonorsWish } from './donation.js';

const funds = [
  { code: 'JH01', restricted: true },
  { code: 'LY', restricted: false },
];
const wish = (changes: Partial<DonorsWish>): DonorsWish => ({
  donor: '王先生',
  anonymous: false,
  publishName: false,
  ...changes,
});
const refusal = (work: () => unknown): string | null => {
  try {
    work();
    return null;
  } catch (error) {
    return (error as DomainError).code;
  }
};

describe('a donation is restricted as its fund is', () => {
  test('and unrestricted without a fund', () => {
    expect(restrictionOf(wish({}), funds)).toBe(false);
    expect(restrictionOf(wish({ fundCode: 'JH01' }), funds)).toBe(true);
    expect(restrictionOf(wish({ fundCode: 'LY', restricted: false }), funds)).toBe(false);
  });

  test.each<[string, Partial<DonorsWish>]>([
    ['restricted-donation-needs-fund', { restricted: true }],
    ['donation-contradicts-fund', { restricted: true, fundCode: 'LY' }],
    ['donation-contradicts-fund', { restricted: false, fundCode: 'JH01' }],
    ['fund-unknown', { fundCode: 'JH99' }],
    ['anonymous-donor-is-not-published', { anonymous: true, publishName: true }],
  ])('%s', (code, changes) => {
    expect(refusal(() => restrictionOf(wish(changes), funds))).toBe(code);
  });

  test('and has a donor, unless he wishes to stay unknown', () => {
    const nameless = { anonymous: false, publishName: false };
    expect(refusal(() => restrictionOf(nameless, funds))).toBe('donation-names-donor');
    expect(restrictionOf({ ...nameless, anonymous: true }, funds)).toBe(false);
  });
});

describe('a donor is named only with consent (慈善法 第八十二条)', () => {
  test.each<[string, Partial<DonorsWish>]>([
    ['王先生', { publishName: true }],
    ['爱心人士', { publishName: false }],
    ['爱心人士', { anonymous: true }],
  ])('as %s', (name, changes) => {
    expect(shownName(wish(changes))).toBe(name);
  });
});

describe('the income account of a donation', () => {
  const account = (code: string, changes: Partial<AccountFacts> = {}): AccountFacts => ({
    code,
    name: code,
    parentCode: null,
    category: 'income',
    normalSide: 'credit',
    bothSides: false,
    money: null,
    official: false,
    leaf: true,
    ...changes,
  });
  const chart = [
    account('4101', { leaf: false }),
    account('410101'),
    account('410102'),
    account('490101'),
    account('5101', { category: 'expense' }),
  ];

  test('is 410102 for restricted and 410101 for unrestricted money', () => {
    expect(donationAccount(chart, true)).toBe('410102');
    expect(donationAccount(chart, false)).toBe('410101');
    expect(donationAccount([account('4101')], true)).toBe('4101');
  });

  test.each([
    [true, '410101'],
    [false, '410102'],
    [false, '4101'],
    [false, '5101'],
  ])('restricted %s is not booked to %s', (restricted, code) => {
    expect(refusal(() => donationAccount(chart, restricted, code))).toBe('donation-account-unfit');
  });

  test('may be another leaf of income, and must exist', () => {
    expect(donationAccount(chart, true, '490101')).toBe('490101');
    expect(refusal(() => donationAccount(chart, true, '410199'))).toBe('account-unknown');
  });
});
