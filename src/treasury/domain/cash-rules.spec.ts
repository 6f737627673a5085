import { describe, expect, test } from '@jest/globals';
import { parseLocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import {
  cashFindings,
  checkDeposit,
  checkExplanation,
  type CashBox,
  type CashFinding,
  type CashLine,
} from './cash-rules.js';
import { refusal } from './refused.fixture.js';

const LIMIT = Money.of('5000.00');
const line = (day: number, debit: string, credit: string, fields: Partial<CashLine> = {}) => ({
  voucherId: `v${day}`,
  date: parseLocalDate(`2026-01-${String(day).padStart(2, '0')}`),
  debit: Money.of(debit),
  credit: Money.of(credit),
  spends: credit !== '0.00',
  ...fields,
});
const box = (opening: string, lines: readonly CashLine[] = []): CashBox => ({
  accountCode: '10101',
  firstDay: parseLocalDate('2026-01-01'),
  opening: Money.of(opening),
  lines,
});
const told = (found: readonly CashFinding[]): string[] =>
  found.map(({ rule, date, amount }) => `${rule} ${date} ${amount.toString()}`);

describe('cash lies in the box up to the limit of the book', () => {
  test('in the evening, not during the day; the limit itself may lie there', () => {
    const passes = [line(3, '6000.00', '0.00'), line(3, '0.00', '1000.00')];
    expect(told(cashFindings(box('0.00', passes), LIMIT))).toEqual([]);
    const stays = [line(3, '6000.00', '0.00'), line(3, '0.00', '999.99')];
    expect(told(cashFindings(box('0.00', stays), LIMIT))).toEqual([
      'over-limit 2026-01-03 5000.01',
    ]);
  });

  test('what was brought forward counts from the first evening on, and the fullest evening is named', () => {
    expect(told(cashFindings(box('5000.01'), LIMIT))).toEqual(['over-limit 2026-01-01 5000.01']);
    const gone = [line(1, '0.00', '0.01', { spends: false })];
    expect(told(cashFindings(box('5000.01', gone), LIMIT))).toEqual([]);
    const fuller = [line(9, '10.00', '0.00'), line(12, '0.00', '20.00')];
    expect(told(cashFindings(box('5000.01', fuller), LIMIT))).toEqual([
      'over-limit 2026-01-09 5010.01',
    ]);
  });
});

describe('cash is paid up to the threshold', () => {
  test('by the voucher: 1,000.00 yes, a fen more must be explained; banked cash and cancelled vouchers are no payments', () => {
    const paid = [
      line(5, '0.00', '1000.00'),
      line(6, '0.00', '1000.01'),
      line(7, '0.00', '600.00'),
      line(7, '0.00', '500.00'),
      line(8, '0.00', '3000.00', { spends: false }),
    ];
    expect(told(cashFindings(box('0.00', paid), LIMIT))).toEqual([
      'over-threshold 2026-01-06 1000.01',
      'over-threshold 2026-01-07 1100.00',
    ]);
  });

  test('an explanation is of what was found, with a purpose where cash was paid', () => {
    const found = cashFindings(box('5000.01', [line(6, '0.00', '1000.01')]), LIMIT);
    const paid = {
      rule: 'over-threshold',
      accountCode: '10101',
      amount: Money.of('1000.01'),
      voucherId: 'v6',
      purpose: 'travel',
    } as const;
    expect(checkExplanation(paid, found)).toBe(found[1]);
    const wrong = (change: object) =>
      refusal(() => checkExplanation({ ...paid, ...change }, found));
    expect(wrong({ purpose: null })?.code).toBe('cash-purpose-missing');
    expect(wrong({ amount: Money.of('1000.02') })?.code).toBe('cash-finding-unknown');
    expect(wrong({ voucherId: 'v7' })?.code).toBe('cash-finding-unknown');
    const kept = {
      ...paid,
      rule: 'over-limit',
      amount: Money.of('5000.01'),
      voucherId: null,
    } as const;
    expect(refusal(() => checkExplanation(kept, found))?.code).toBe('cash-purpose-missing');
    expect(checkExplanation({ ...kept, purpose: null }, found)).toBe(found[0]);
  });
});

test('cash that came in is banked on its day or the next, later only with a reason', () => {
  const banked = (on: string, reason: string | null = null) =>
    refusal(() => {
      checkDeposit(parseLocalDate('2026-01-05'), parseLocalDate(on), reason);
    });
  expect(banked('2026-01-05')).toBeNull();
  expect(banked('2026-01-06')).toBeNull();
  expect(banked('2026-01-07')?.code).toBe('cash-banked-late');
  expect(banked('2026-01-07', '银行两日停业')).toBeNull();
  expect(banked('2026-01-04', '写错')?.code).toBe('cash-banked-before-it-came');
});
