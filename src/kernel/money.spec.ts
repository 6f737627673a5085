import { describe, expect, test } from '@jest/globals';
import { Money } from './money.js';
import { refusalOf } from './refusal.fixture.js';

const LARGEST = '9999999999999999.99';
const yuan = (text: string): Money => Money.of(text);
const texts = (parts: readonly Money[]): string[] => parts.map(String);

describe('an amount is read from text', () => {
  test.each([
    ['0', '0.00'],
    ['-0.00', '0.00'],
    ['0.05', '0.05'],
    ['1234.5', '1234.50'],
    ['-3200', '-3200.00'],
    [LARGEST, LARGEST],
    [`-${LARGEST}`, `-${LARGEST}`],
  ])('%s is written %s', (text, written) => {
    expect(yuan(text).toString()).toBe(written);
  });

  test.each([
    ['full-width digits', '１２３.00'],
    ['a full-width point', '1．50'],
    ['Chinese numerals', '壹佰'],
    ['Arabic-Indic digits', '١٢'],
    ['1e400', '1e400'],
    ['an exponent', '1E2'],
    ['NaN', 'NaN'],
    ['Infinity', '-Infinity'],
    ['a hexadecimal', '0x10'],
    ['three decimals', '0.005'],
    ['a plus sign', '+1.00'],
    ['two minus signs', '--1'],
    ['a leading zero', '01.00'],
    ['thousands separators', '1,234.50'],
    ['a bare point', '.50'],
    ['no decimals after the point', '1.'],
    ['a blank', ' 1.00'],
    ['a line break', '1.00\n'],
    ['a currency sign', '¥1.00'],
    ['nothing', ''],
    ['seventeen digits', '10000000000000000'],
  ])('%s is refused', (_, text) => {
    expect(refusalOf(() => yuan(text))).toEqual({
      code: 'amount-malformed',
      facts: { amount: text },
    });
  });

  test('a refusal repeats no more than forty characters', () => {
    expect(refusalOf(() => yuan('9'.repeat(100)))?.facts).toEqual({ amount: '9'.repeat(40) });
  });
});

describe('arithmetic is exact', () => {
  test('a dime and two dimes are three', () => {
    expect(yuan('0.10').plus(yuan('0.20')).toString()).toBe('0.30');
  });

  test('one fen counts beside the largest amount', () => {
    expect(yuan(LARGEST).minus(yuan('0.01')).toString()).toBe('9999999999999999.98');
  });

  test('a sum is zero for an empty list', () => {
    expect(Money.sum([]).toString()).toBe('0.00');
    expect(Money.sum([yuan('1.10'), yuan('-0.20'), yuan('33.33')]).toString()).toBe('34.23');
  });

  test('a sum may pass over the limit on its way but not end there', () => {
    expect(Money.sum([yuan(LARGEST), yuan('0.01'), yuan('-0.01')]).toString()).toBe(LARGEST);
    expect(refusalOf(() => Money.sum([yuan(LARGEST), yuan('0.01')]))?.code).toBe(
      'amount-out-of-range',
    );
  });

  test('no result reaches ten to the sixteenth, on either side of zero', () => {
    const fen = yuan('0.01');
    expect(yuan('9999999999999999.98').plus(fen).toString()).toBe(LARGEST);
    expect(refusalOf(() => yuan(LARGEST).plus(fen))?.code).toBe('amount-out-of-range');
    expect(refusalOf(() => yuan(`-${LARGEST}`).minus(fen))?.code).toBe('amount-out-of-range');
  });

  test('an amount never changes', () => {
    const amount = yuan('5.00');
    amount.plus(yuan('1.00'));
    amount.negated();
    amount.allocate([1, 2]);
    expect(amount.toString()).toBe('5.00');
    expect(() => Object.assign(amount, { value: null })).toThrow(TypeError);
  });

  test('zero has no sign', () => {
    for (const zero of [yuan('-0'), Money.ZERO.negated(), yuan('-1').plus(yuan('1'))]) {
      expect(zero.toString()).toBe('0.00');
      expect([zero.isZero(), zero.isNegative(), zero.isPositive()]).toEqual([true, false, false]);
      expect(zero.equals(Money.ZERO)).toBe(true);
    }
  });

  test('a red-letter amount is negative and its opposite is not', () => {
    const red = yuan('-3200.00');
    expect([red.isZero(), red.isNegative(), red.isPositive()]).toEqual([false, true, false]);
    expect(red.negated().toString()).toBe('3200.00');
    expect(red.abs().toString()).toBe('3200.00');
    expect(yuan('3200').abs().toString()).toBe('3200.00');
    expect(yuan('3200').negated().toString()).toBe('-3200.00');
  });

  test('amounts are ordered by value, not by text', () => {
    expect(yuan('9').compare(yuan('10'))).toBe(-1);
    expect(yuan('10').compare(yuan('10.00'))).toBe(0);
    expect(yuan('-9').compare(yuan('-10'))).toBe(1);
    expect(yuan('9.99').lessThan(yuan('10'))).toBe(true);
    expect(yuan('10').lessThan(yuan('10'))).toBe(false);
    expect(yuan('10.01').greaterThan(yuan('10'))).toBe(true);
    expect(yuan('10').greaterThan(yuan('10'))).toBe(false);
    expect(yuan('10').equals(yuan('10.01'))).toBe(false);
  });
});

describe('a split loses no fen', () => {
  test.each([
    ['100.00', [1, 1, 1], ['33.34', '33.33', '33.33']],
    ['-100.00', [1, 1, 1], ['-33.34', '-33.33', '-33.33']],
    ['1.00', [1, 1, 1, 1, 1, 1, 1], ['0.15', '0.15', '0.14', '0.14', '0.14', '0.14', '0.14']],
    ['0.01', [1, 1], ['0.01', '0.00']],
    ['0.02', [1, 1, 1], ['0.01', '0.01', '0.00']],
    ['10.00', [1, 2], ['3.33', '6.67']],
    ['0.05', [3, 0, 7], ['0.02', '0.00', '0.03']],
    ['0.30', [0.1, 0.2], ['0.10', '0.20']],
    ['100.00', [1 / 3, 1 / 7, 11 / 21], ['33.33', '14.29', '52.38']],
    [LARGEST, [1], [LARGEST]],
    [LARGEST, [0.1, 0.2], ['3333333333333333.33', '6666666666666666.66']],
    [LARGEST, [1, 1], ['5000000000000000.00', '4999999999999999.99']],
    ['0.00', [1, 2], ['0.00', '0.00']],
  ])('%s by %j is %j', (whole, weights, parts) => {
    const split = yuan(whole).allocate(weights);
    expect(texts(split)).toEqual(parts);
    expect(Money.sum(split).toString()).toBe(whole);
  });

  test('the largest remainder takes the odd fen, not the first', () => {
    expect(texts(yuan('0.10').allocate([1, 1, 4]))).toEqual(['0.02', '0.02', '0.06']);
    expect(texts(yuan('0.10').allocate([5, 5, 3]))).toEqual(['0.04', '0.04', '0.02']);
  });

  test.each([
    ['no weights', []],
    ['only zeros', [0, 0]],
    ['a negative weight', [2, -1]],
    ['NaN', [1, Number.NaN]],
    ['Infinity', [1, Number.POSITIVE_INFINITY]],
  ])('%s cannot split', (_, weights) => {
    expect(refusalOf(() => yuan('1.00').allocate(weights))?.code).toBe('weights-malformed');
  });
});

describe('an amount is shown', () => {
  test.each([
    ['0', '0.00'],
    ['999.5', '999.50'],
    ['1000', '1,000.00'],
    ['-1234567.89', '-1,234,567.89'],
    [LARGEST, '9,999,999,999,999,999.99'],
  ])('%s reads %s', (text, shown) => {
    expect(yuan(text).format()).toBe(shown);
  });

  test('JSON carries text', () => {
    expect(JSON.stringify({ amount: yuan('1234.5') })).toBe('{"amount":"1234.50"}');
  });
});
