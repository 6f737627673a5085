import { describe, expect, test } from '@jest/globals';
import { parseLocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { equalSums } from './equal-sums.js';
import { confidenceWord, matchScore } from './match-score.js';
import { matchSuggestions } from './match-suggestions.js';
import { nameLikeness } from './party-name.js';
import type { BankItem, BookItem } from './reconciliation-items.js';

const bank = (
  bankLineId: string,
  date: string,
  amount: string,
  more: Partial<BankItem> = {},
): BankItem => ({
  bankLineId,
  accountCode: '102',
  date: parseLocalDate(date),
  amount: Money.of(amount),
  description: '转账',
  counterparty: null,
  reference: null,
  ...more,
});

const book = (
  voucherId: string,
  date: string,
  amount: string,
  more: Partial<BookItem> = {},
): BookItem => ({
  voucherId,
  lineNo: 1,
  accountCode: '102',
  date: parseLocalDate(date),
  amount: Money.of(amount),
  voucher: `记-${voucherId}`,
  summary: '收款',
  counterparty: null,
  reversesId: null,
  ...more,
});

/** Suggestions as bank ids = voucher ids, the surest first. */
const told = (bankItems: readonly BankItem[], bookItems: readonly BookItem[]): string[] =>
  matchSuggestions(bankItems, bookItems).map(
    ({ bank: left, book: right }) =>
      `${left.map((item) => item.bankLineId).join('+')}=${right.map((item) => item.voucherId).join('+')}`,
  );

describe('names of payers', () => {
  test.each([
    ['甲公司（北京）', '甲公司(北京)', 'same'],
    ['张*三', '张小三', 'alike'],
    ['*三', '张三', 'alike'],
    ['*三', '三', 'different'],
    ['广安市清洁服务有限责任公司', '广安市清洁服务', 'alike'],
    ['广安市清洁服务有限公司', '清洁服务', 'alike'],
    ['李四', '王五', 'different'],
    ['**', '王五', 'different'],
    [null, '王五', 'unknown'],
  ] as const)('%s and %s are %s', (a, b, likeness) => {
    expect(nameLikeness(a, b)).toBe(likeness);
    expect(nameLikeness(b, a)).toBe(likeness);
  });
});

describe('a suggestion', () => {
  test('of equal amounts says what speaks for it and how much', () => {
    const [one] = matchSuggestions(
      [bank('a', '2026-01-10', '5.00', { counterparty: '甲' })],
      [book('1', '2026-01-13', '5.00', { counterparty: '甲' })],
    );
    expect(one).toMatchObject({
      accountCode: '102',
      confidence: 85,
      reasons: ['金额相同', '日期相差 3 天', '户名相同', '没有其他相同金额的未达账项'],
      alternatives: 0,
    });
    expect(confidenceWord(one?.confidence ?? 0)).toBe('高');
  });

  test('is made within thirty-one days and not a fen apart, never of money in with money out', () => {
    expect(told([bank('a', '2026-01-01', '5.00')], [book('1', '2026-02-01', '5.00')])).toEqual([
      'a=1',
    ]);
    expect(told([bank('a', '2026-01-01', '5.00')], [book('1', '2026-02-02', '5.00')])).toEqual([]);
    expect(told([bank('a', '2026-01-01', '5.00')], [book('1', '2026-01-01', '5.01')])).toEqual([]);
    expect(told([bank('a', '2026-01-01', '5.00')], [book('1', '2026-01-01', '-5.00')])).toEqual([]);
  });

  test('is surer of the same name than of another, and says so of the other', () => {
    const suggestions = matchSuggestions(
      [bank('a', '2026-01-10', '5.00', { counterparty: '甲商店' })],
      [
        book('1', '2026-01-10', '5.00', { counterparty: '乙商店' }),
        book('2', '2026-01-12', '5.00', { counterparty: '甲商店' }),
      ],
    );
    expect(
      suggestions.map(({ book: [line], confidence }) => [line?.voucherId, confidence]),
    ).toEqual([
      ['2', 70],
      ['1', 35],
    ]);
    expect(suggestions[1]?.reasons).toEqual([
      '金额相同',
      '日期相同',
      '户名不同，请核对',
      '另有 1 种可能',
    ]);
    expect(suggestions.map(({ alternatives }) => alternatives)).toEqual([1, 1]);
  });

  test('takes a reference that the book wrote down, and a summary that is alike', () => {
    const { reasons } = matchScore(
      [bank('a', '2026-01-10', '5.00', { reference: 'HT2026001', description: '一月门面租金' })],
      [book('1', '2026-01-10', '5.00', { summary: '一月门面租金 HT2026001' })],
      0,
    );
    expect(reasons).toContain('摘要中有相同的编号 HT2026001');
    expect(reasons).toContain('摘要相近');
    const far = matchScore(
      [bank('a', '2026-01-10', '5.00', { reference: '1234' })],
      [book('1', '2026-01-10', '5.00', { summary: '水费 1234' })],
      0,
    );
    expect(far.reasons).toEqual(['金额相同', '日期相同', '没有其他相同金额的未达账项']);
  });

  test('one credit of the bank is several receipts of the book, to the fen', () => {
    const receipts = [
      book('1', '2026-01-10', '100.01', { counterparty: '甲' }),
      book('2', '2026-01-10', '200.02', { counterparty: '甲' }),
      book('3', '2026-01-11', '300.03', { counterparty: '甲' }),
      book('4', '2026-01-11', '0.99', { counterparty: '乙' }),
    ];
    expect(told([bank('a', '2026-01-11', '600.06', { counterparty: '甲' })], receipts)).toEqual([
      'a=3+2+1',
    ]);
    expect(told([bank('a', '2026-01-11', '600.07', { counterparty: '甲' })], receipts)).toEqual([]);
  });

  test('several lines of the bank are one line of the book', () => {
    const [one] = matchSuggestions(
      [bank('a', '2026-01-10', '-60.00'), bank('b', '2026-01-10', '-40.00')],
      [book('1', '2026-01-10', '-100.00')],
    );
    expect(one?.bank.map(({ bankLineId }) => bankLineId)).toEqual(['a', 'b']);
    expect(one?.amount.toString()).toBe('-100.00');
    expect(one?.reasons).toEqual(['银行 2 笔与账上 1 笔合计相等', '日期相同', '只有这一种组合']);
    expect(one?.confidence).toBe(58);
  });

  test('of which there are two says so in both, and is less sure', () => {
    const suggestions = matchSuggestions(
      [bank('a', '2026-01-10', '10.00')],
      [
        book('1', '2026-01-10', '7.00'),
        book('2', '2026-01-10', '3.00'),
        book('3', '2026-01-10', '3.00'),
      ],
    );
    expect(suggestions.map(({ book: lines }) => lines.map((l) => l.voucherId).join('+'))).toEqual([
      '1+2',
      '1+3',
    ]);
    expect(suggestions.map(({ confidence }) => confidence)).toEqual([43, 43]);
    expect(suggestions[0]?.reasons).toContain('另有 1 种可能');
  });
});

describe('the search for equal sums', () => {
  const amounts = (...texts: string[]): Money[] => texts.map((text) => Money.of(text));
  const sums = (target: string, texts: readonly string[], steps = 1000): string[] =>
    equalSums(Money.of(target), amounts(...texts), (amount) => amount, { steps }).map((found) =>
      found.map((amount) => amount.toString()).join('+'),
    );

  test('takes eight lines and not nine', () => {
    expect(
      sums(
        '8.00',
        Array.from({ length: 8 }, () => '1.00'),
      ),
    ).toHaveLength(1);
    expect(
      sums(
        '9.00',
        Array.from({ length: 9 }, () => '1.00'),
      ),
    ).toEqual([]);
  });

  test('keeps to amounts beyond what a floating number holds', () => {
    expect(sums('9007199254740.93', ['9007199254740.92', '0.01'])).toEqual([
      '9007199254740.92+0.01',
    ]);
    expect(sums('9007199254740.93', ['9007199254740.91', '0.01'])).toEqual([]);
  });

  test('ends when its steps are used up, whatever the lines', () => {
    const budget = { steps: 500 };
    const many = Array.from({ length: 24 }, (_, place) => Money.of(`${1000 + 2 * place}.00`));
    expect(equalSums(Money.of('5001.00'), many, (amount) => amount, budget)).toEqual([]);
    expect(budget.steps).toBe(0);
  });
});
