import { expect, test } from '@jest/globals';
import { isCreditCode } from './credit-code.js';

const VALID = [
  '91350100M000100Y43',
  '91511602MA620000XQ',
  '54511602MEC000003B',
  'N2511602MF0000005X',
  '53510000MJD000003L',
  '91511602MA62000504', // weighted sum of the inner code 220: its check digit is 0
  '91511602MA62001810', // weighted sum of the whole 1457 = 47 × 31: its check character is 0
];
const ALPHABET = Array.from('0123456789ABCDEFGHJKLMNPQRTUWXY');

test.each(VALID)('%s is a credit code', (code) => {
  expect(isCreditCode(code)).toBe(true);
});

test.each(VALID)('%s with any one character changed is none', (code) => {
  const changed = Array.from(code).flatMap((original, index) =>
    ALPHABET.filter((character) => character !== original).map(
      (character) => code.slice(0, index) + character + code.slice(index + 1),
    ),
  );
  expect(changed).toHaveLength(18 * 30);
  expect(changed.filter(isCreditCode)).toEqual([]);
});

test.each([
  ['an inner code MA620000 with 0 where X belongs', '91511602MA6200000Y'],
  ['seventeen characters', '91350100M000100Y4'],
  ['nineteen characters', '91350100M000100Y430'],
  ['small letters', '91350100m000100y43'],
  ['a letter that the standard leaves out', '91350100M0OO100Y43'],
  ['a letter in the district', '9135A100M000100Y43'],
  ['full-width characters', '９1350100M000100Y43'],
  ['a line break', '91350100M000100Y43\n'],
  ['nothing', ''],
])('%s is no credit code', (_, text) => {
  expect(isCreditCode(text)).toBe(false);
});
