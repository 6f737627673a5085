import { describe, expect, test } from '@jest/globals';
import { type LeagueFigures, rankCommunities } from './league.js';

const community = (code: string, over: Partial<LeagueFigures>): LeagueFigures => ({
  code,
  name: code,
  streetName: '北辰街道',
  income: '0.00',
  expenditure: '0.00',
  closing: '0.00',
  properties: 0,
  inUse: 0,
  onTime: true,
  objections: 0,
  answered: 0,
  ...over,
});

describe('a league table', () => {
  test('puts the larger income first, by value and not by text', () => {
    const rows = rankCommunities(
      [community('1', { income: '9.00' }), community('2', { income: '10.00' })],
      'income',
    );
    expect(rows.map(({ rank, figures }) => [rank, figures.code])).toEqual([
      [1, '2'],
      [2, '1'],
    ]);
  });

  test('gives equals one rank and leaves the next one free', () => {
    const rows = rankCommunities(
      [
        community('3', { closing: '1.00' }),
        community('2', { closing: '5.00' }),
        community('1', { closing: '5.00' }),
      ],
      'closing',
    );
    expect(rows.map(({ rank, figures }) => [rank, figures.code])).toEqual([
      [1, '1'],
      [1, '2'],
      [3, '3'],
    ]);
  });

  test('measures use in per cent, and a community without properties stands last', () => {
    const rows = rankCommunities(
      [
        community('1', {}),
        community('2', { properties: 3, inUse: 1 }),
        community('3', { properties: 24, inUse: 22 }),
      ],
      'use-rate',
    );
    expect(rows.map(({ useRate, figures }) => [figures.code, useRate])).toEqual([
      ['3', '91.67'],
      ['2', '33.33'],
      ['1', null],
    ]);
  });
});
