import { describe, expect, test } from '@jest/globals';
import { DomainError } from '../../kernel/domain-error.js';
import type { AccountFacts, Side } from './account.js';
import { checkOpening, type OpeningDraft } from './opening.js';

const account = (code: string, fields: Partial<AccountFacts> = {}): [string, AccountFacts] => [
  code,
  {
    code,
    name: '科目',
    parentCode: null,
    category: 'asset',
    normalSide: 'debit',
    bothSides: false,
    money: null,
    official: true,
    leaf: true,
    ...fields,
  },
];
const BOOK = {
  accounts: new Map([
    account('101', { money: 'cash' }),
    account('112', { leaf: false }),
    account('241'),
    account('301'),
  ]),
  funds: new Set(['EDU', 'MED']),
};
const line = (
  accountCode: string,
  side: Side,
  amount: string,
  fundCode?: string,
): OpeningDraft => ({ accountCode, side, amount, ...(fundCode === undefined ? {} : { fundCode }) });
const CASH = line('101', 'debit', '5.00');

/** The refusal and where it points; null when the balances stand. */
function said(...lines: OpeningDraft[]): unknown {
  try {
    checkOpening(lines, BOOK);
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return [error.code, error.errors[0]?.pointer];
  }
}

describe('opening balances', () => {
  test.each<[string, OpeningDraft[], unknown]>([
    ['balance', [CASH, line('301', 'credit', '5.00')], null],
    ['balance to the fen', [CASH, line('301', 'credit', '4.99')], ['opening-unbalanced', '/lines']],
    ['are none', [], null],
    [
      'stand in accounts of the book',
      [CASH, line('999', 'credit', '5.00')],
      ['account-unknown', '/lines/1/accountCode'],
    ],
    [
      'stand in the lowest accounts',
      [CASH, line('112', 'credit', '5.00')],
      ['account-not-leaf', '/lines/1/accountCode'],
    ],
    ['stand in funds of the book', [CASH, line('241', 'credit', '5.00', 'EDU')], null],
    [
      'stand in no other fund',
      [CASH, line('241', 'credit', '5.00', 'NONE')],
      ['fund-unknown', '/lines/1/fundCode'],
    ],
    [
      'put no fund on money',
      [line('101', 'debit', '5.00', 'EDU'), line('241', 'credit', '5.00', 'EDU')],
      ['fund-on-money-line', '/lines/0/fundCode'],
    ],
    [
      'stand once for a fund',
      [CASH, line('241', 'credit', '2.00', 'EDU'), line('241', 'credit', '3.00', 'MED')],
      null,
    ],
    [
      'do not stand twice for it',
      [CASH, line('241', 'credit', '2.00', 'EDU'), line('241', 'credit', '3.00', 'EDU')],
      ['opening-repeated', '/lines/2'],
    ],
  ])('%s', (_, lines, refusal) => {
    expect(said(...lines)).toEqual(refusal);
  });
});
