import { describe, expect, test } from '@jest/globals';
import { parseLocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { refusal } from './refused.fixture.js';
import type { BankItem, BookItem } from './reconciliation-items.js';
import { automaticMatches, checkMatch } from './reconciliation-matching.js';

function bank(bankLineId: string, date: string, amount: string, counterparty = ''): BankItem {
  return {
    bankLineId,
    accountCode: '102',
    date: parseLocalDate(date),
    amount: Money.of(amount),
    description: '转账',
    counterparty: counterparty || null,
    reference: null,
  };
}

function book(
  voucherId: string,
  date: string,
  amount: string,
  counterparty = '',
  reversesId: string | null = null,
): BookItem {
  return {
    voucherId,
    lineNo: 1,
    accountCode: '102',
    date: parseLocalDate(date),
    amount: Money.of(amount),
    voucher: `记-${voucherId}`,
    summary: '收款',
    counterparty: counterparty || null,
    reversesId,
  };
}

/** Pairs as bank ids = voucher ids. */
function pairs(bankItems: BankItem[], bookItems: BookItem[]): string[] {
  return automaticMatches(bankItems, bookItems).map(
    ({ bankLineIds, bookLines }) =>
      `${bankLineIds.join('+')}=${bookLines.map(({ voucherId }) => voucherId).join('+')}`,
  );
}

describe('automatic matching', () => {
  test('pairs equal amounts seven days apart, not eight, and not a fen apart', () => {
    expect(pairs([bank('a', '2026-01-10', '5.00')], [book('1', '2026-01-17', '5.00')])).toEqual([
      'a=1',
    ]);
    expect(pairs([bank('a', '2026-01-10', '5.00')], [book('1', '2026-01-03', '5.00')])).toEqual([
      'a=1',
    ]);
    expect(pairs([bank('a', '2026-01-10', '5.00')], [book('1', '2026-01-18', '5.00')])).toEqual([]);
    expect(pairs([bank('a', '2026-01-10', '5.00')], [book('1', '2026-01-10', '5.01')])).toEqual([]);
  });

  test('never pairs money in with money out', () => {
    expect(pairs([bank('a', '2026-01-10', '5.00')], [book('1', '2026-01-10', '-5.00')])).toEqual(
      [],
    );
  });

  test('leaves two candidates to a person, from either side', () => {
    const two = [book('1', '2026-01-09', '5.00'), book('2', '2026-01-11', '5.00')];
    expect(pairs([bank('a', '2026-01-10', '5.00')], two)).toEqual([]);
    const rivals = [bank('a', '2026-01-09', '5.00'), bank('b', '2026-01-11', '5.00')];
    expect(pairs(rivals, [book('1', '2026-01-10', '5.00')])).toEqual([]);
  });

  test('lets the counterparty decide between equal amounts, however its brackets are written', () => {
    expect(
      pairs(
        [bank('a', '2026-01-10', '5.00', '甲公司（北京）'), bank('b', '2026-01-10', '5.00', '乙')],
        [book('1', '2026-01-11', '5.00', '乙'), book('2', '2026-01-11', '5.00', '甲公司(北京)')],
      ),
    ).toEqual(['a=2', 'b=1']);
  });

  test('pairs equals in their order when bank and book have as many of them, else none', () => {
    const same = (id: string): BankItem => bank(id, '2026-01-10', '5.00', '甲');
    const booked = (id: string): BookItem => book(id, '2026-01-10', '5.00', '甲');
    expect(pairs([same('a'), same('b')], [booked('1'), booked('2')])).toEqual(['a=1', 'b=2']);
    expect(pairs([same('a')], [booked('1'), booked('2')])).toEqual([]);
  });

  test('says when the amounts agree and the names do not', () => {
    const [match] = automaticMatches(
      [bank('a', '2026-01-10', '5.00', '甲')],
      [book('1', '2026-01-12', '5.00', '乙')],
    );
    expect(match?.reason).toBe('前后 7 日内金额相同的仅此一笔，日期相差 2 天，户名不同，请核对');
  });

  test('a red-letter voucher cancels its original, and the bank line goes to the corrected one', () => {
    expect(
      pairs(
        [bank('a', '2026-01-10', '5.00')],
        [
          book('1', '2026-01-10', '5.00'),
          book('2', '2026-01-12', '-5.00', '', '1'),
          book('3', '2026-01-12', '5.00'),
        ],
      ),
    ).toEqual(['=1+2', 'a=3']);
  });

  test('a red-letter voucher whose original is settled stays open', () => {
    expect(pairs([], [book('2', '2026-01-12', '-5.00', '', '1')])).toEqual([]);
  });
});

describe('matching by hand', () => {
  const open = {
    bank: [
      bank('a', '2026-01-10', '8.00'),
      { ...bank('x', '2026-01-10', '8.00'), accountCode: '9' },
    ],
    book: [book('1', '2026-01-01', '5.00'), book('2', '2026-01-20', '3.00')],
  };
  const line = (voucherId: string): { voucherId: string; lineNo: number } => ({
    voucherId,
    lineNo: 1,
  });

  test('takes several lines whose sums are equal', () => {
    const match = { bankLineIds: ['a'], bookLines: [line('1'), line('2')], reason: '人工' };
    expect(checkMatch(match, open)).toEqual({ match, accountCode: '102' });
  });

  test.each([
    ['match-sums-differ', ['a'], ['1']],
    ['match-needs-two-lines', ['a'], []],
    ['match-needs-two-lines', ['a', 'a'], []],
    ['match-line-not-open', ['b'], ['1']],
    ['match-line-not-open', ['a'], ['9']],
    ['match-accounts-differ', ['x'], ['1', '2']],
  ] as const)('%s', (code, bankLineIds, vouchers) => {
    const match = { bankLineIds, bookLines: vouchers.map(line), reason: '人工' };
    expect(refusal(() => checkMatch(match, open))).toMatchObject({ code });
  });
});
