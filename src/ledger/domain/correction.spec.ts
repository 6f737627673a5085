import { describe, expect, test } from '@jest/globals';
import { DomainError } from '../../kernel/domain-error.js';
import { parseLocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import {
  checkPriorYear,
  checkReentry,
  correctionWording,
  differenceLines,
  worded,
  type WrongVoucher,
} from './correction.js';
import { line } from './voucher.fixture.js';

const wrong: WrongVoucher = {
  date: parseLocalDate('2026-01-05'),
  word: '付',
  no: 3,
  sourceKind: 'manual',
  reversed: false,
  lines: [line('5602', '100.00', ''), line('5601', '20.00', ''), line('1002', '', '120.00')],
};
const later = parseLocalDate('2026-02-03');

function code(act: () => unknown): string {
  try {
    act();
    return 'accepted';
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.code;
  }
}

const reenter = (
  voucher: WrongVoucher,
  ...done: [string, 'draft' | 'posted' | 'reversed'][]
): string =>
  code(() => {
    checkReentry(
      voucher,
      later,
      'small-enterprise-2011',
      done.map(([kind, status]) => ({ kind, status, lines: [] })),
    );
  });
const adjust = (amounts: readonly [number, string][], ...before: Parameters<typeof line>[]) =>
  differenceLines(
    wrong,
    later,
    'small-enterprise-2011',
    before.length === 0
      ? []
      : [{ kind: 'difference', status: 'posted', lines: before.map((args) => line(...args)) }],
    amounts.map(([lineNo, amount]) => ({ lineNo, amount: Money.of(amount) })),
  ).map(({ accountCode, debit, credit }) => [accountCode, debit?.toString(), credit?.toString()]);

describe('the wording of a correction (会计基础工作规范 第五十一条(五))', () => {
  test('names day, word and number, of an earlier year the year too, once before each summary', () => {
    expect(correctionWording('注销', wrong)).toBe('注销1月5日付字第3号凭证');
    expect(correctionWording('订正', wrong, true)).toBe('订正2026年1月5日付字第3号凭证');
    const once = worded([line('1', '1.00', '', { summary: '买纸' })], '订正1月5日付字第3号凭证');
    expect(once[0]?.summary).toBe('订正1月5日付字第3号凭证：买纸');
    expect(worded(once, '订正1月5日付字第3号凭证')).toEqual(once);
  });
});

describe('a re-entry', () => {
  test('is for a voucher of this year that a person wrote, once', () => {
    expect(reenter(wrong)).toBe('accepted');
    expect(reenter({ ...wrong, reversed: true })).toBe('accepted');
    expect(reenter(wrong, ['correction', 'draft'])).toBe('correction-pending');
    expect(reenter(wrong, ['correction', 'posted'])).toBe('voucher-corrected-already');
    expect(reenter({ ...wrong, sourceKind: 'receipt' })).toBe('correction-by-document');
    expect(reenter({ ...wrong, sourceKind: 'reversal' })).toBe('correction-not-allowed');
    expect(reenter({ ...wrong, date: parseLocalDate('2025-12-31') })).toBe(
      'correction-of-earlier-year',
    );
  });

  test('of an earlier year is blue, and in a fund under the 2024 system goes through 3201', () => {
    const old = { ...wrong, date: parseLocalDate('2025-12-31') };
    expect(
      code(() => {
        checkPriorYear(old, later);
      }),
    ).toBe('accepted');
    expect(
      code(() => {
        checkPriorYear(wrong, later);
      }),
    ).toBe('correction-of-this-year');
    expect(() => {
      checkReentry(old, later, 'non-profit-2024', []);
    }).toThrow('3201 以前年度净资产调整');
  });
});

describe('a difference', () => {
  test('is blue for what lacks, red for what is too much, and nothing for what is right', () => {
    expect(
      adjust([
        [1, '90.00'],
        [2, '20.00'],
        [3, '110.00'],
      ]),
    ).toEqual([
      ['5602', '-10.00', undefined],
      ['1002', undefined, '-10.00'],
    ]);
  });

  test('counts from what stands after the differences before it', () => {
    expect(adjust([[1, '95.50']], ['5602', '-10.00', ''])).toEqual([['5602', '5.50', undefined]]);
  });

  test('names a line that is there, once', () => {
    expect(code(() => adjust([[4, '1.00']]))).toBe('difference-not-exact');
    expect(
      code(() =>
        adjust([
          [1, '1.00'],
          [1, '2.00'],
        ]),
      ),
    ).toBe('difference-not-exact');
  });
});
