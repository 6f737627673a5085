import { expect, test } from '@jest/globals';
import { districtOf, parseCommunityCode, streetOf } from './community-code.js';
import { refusalOf } from './refusal.fixture.js';

test('a code leads with its district and its street', () => {
  const code = parseCommunityCode('511602001003');
  expect(code).toBe('511602001003');
  expect(streetOf(code)).toBe('511602001');
  expect(districtOf(code)).toBe('511602');
});

test.each([
  ['eleven digits', '51160200100'],
  ['thirteen digits', '5116020010031'],
  ['a province that starts with zero', '011602001003'],
  ['full-width digits', '５１１６０２００１００３'],
  ['a letter', '51160200100X'],
  ['a line break', '511602001003\n'],
  ['a wildcard', '511602%00103'],
  ['nothing', ''],
])('%s is refused', (_, code) => {
  expect(refusalOf(() => parseCommunityCode(code))).toEqual({
    code: 'community-code-malformed',
    facts: { code },
  });
});
