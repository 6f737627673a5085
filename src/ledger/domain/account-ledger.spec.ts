import { describe, expect, test } from '@jest/globals';
import { parseLocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import {
  ledgerRows,
  openingLabel,
  type LedgerEntry,
  type LedgerRow,
  type LedgerStart,
} from './account-ledger.js';

const start = (date: string, balance: string, turnover = ['0', '0', '0', '0']): LedgerStart => {
  const [monthDebit, monthCredit, yearDebit, yearCredit] = turnover.map((text) => Money.of(text));
  return {
    label: '期初余额',
    date: parseLocalDate(date),
    balance: Money.of(balance),
    monthDebit: monthDebit ?? Money.ZERO,
    monthCredit: monthCredit ?? Money.ZERO,
    yearDebit: yearDebit ?? Money.ZERO,
    yearCredit: yearCredit ?? Money.ZERO,
  };
};

const entry = (date: string, debit: string, credit: string): LedgerEntry => ({
  date: parseLocalDate(date),
  voucherId: 'v',
  voucher: '记-1',
  summary: '租金',
  accountCode: '102',
  accountName: '银行存款',
  contra: '501 经营收入',
  debit: Money.of(debit),
  credit: Money.of(credit),
});

/** One line a row, as on the page: date, summary, debit, credit, direction, balance. */
const page = (rows: readonly LedgerRow[]): string[] =>
  rows.map(({ date, summary, debit, credit, direction, balance }) =>
    [
      date,
      summary,
      debit?.toString() ?? '',
      credit?.toString() ?? '',
      direction,
      balance.toString(),
    ].join(' '),
  );

describe('a page of the sub-ledger', () => {
  test('runs from the opening through its entries, with 本月合计 and 本年累计 after each month', () => {
    const rows = ledgerRows(start('2026-02-01', '50', ['0', '0', '70', '20']), [
      entry('2026-02-03', '10', '0'),
      entry('2026-02-03', '0', '60'),
      entry('2026-03-01', '0', '-5.25'),
    ]);
    expect(page(rows)).toEqual([
      '2026-02-01 期初余额   借 50.00',
      '2026-02-03 租金 10.00  借 60.00',
      '2026-02-03 租金  60.00 平 0.00',
      '2026-02-03 本月合计 10.00 60.00 平 0.00',
      '2026-02-03 本年累计 80.00 80.00 平 0.00',
      '2026-03-01 租金  -5.25 借 5.25',
      '2026-03-01 本月合计 0.00 -5.25 借 5.25',
      '2026-03-01 本年累计 80.00 74.75 借 5.25',
    ]);
  });

  test('a page that begins inside a month totals the whole month', () => {
    const rows = ledgerRows(start('2026-02-10', '-50', ['5', '55', '5', '55']), [
      entry('2026-02-28', '1', '0'),
    ]);
    expect(page(rows).slice(2)).toEqual([
      '2026-02-28 本月合计 6.00 55.00 贷 49.00',
      '2026-02-28 本年累计 6.00 55.00 贷 49.00',
    ]);
  });

  test('at the turn of the year the balance is carried and the turnover begins anew', () => {
    const rows = ledgerRows(start('2025-12-01', '0', ['0', '0', '9', '9']), [
      entry('2025-12-31', '3', '0'),
      entry('2026-01-02', '4', '0'),
    ]);
    expect(page(rows).slice(2)).toEqual([
      '2025-12-31 本月合计 3.00 0.00 借 3.00',
      '2025-12-31 本年累计 12.00 9.00 借 3.00',
      '2025-12-31 结转下年   借 3.00',
      '2026-01-01 上年结转   借 3.00',
      '2026-01-02 租金 4.00  借 7.00',
      '2026-01-02 本月合计 4.00 0.00 借 7.00',
      '2026-01-02 本年累计 4.00 0.00 借 7.00',
    ]);
  });

  test('entries of a later month or year take nothing over from the month of the opening', () => {
    const later = ledgerRows(start('2025-11-10', '1', ['7', '6', '7', '6']), [
      entry('2025-12-31', '2', '0'),
    ]);
    expect(page(later).slice(2)).toEqual([
      '2025-12-31 本月合计 2.00 0.00 借 3.00',
      '2025-12-31 本年累计 9.00 6.00 借 3.00',
    ]);
    const nextYear = ledgerRows(start('2025-11-10', '1', ['7', '6', '7', '6']), [
      entry('2026-01-31', '2', '0'),
    ]);
    expect(page(nextYear)).toEqual([
      '2025-11-10 期初余额   借 1.00',
      '2025-12-31 结转下年   借 1.00',
      '2026-01-01 上年结转   借 1.00',
      '2026-01-31 租金 2.00  借 3.00',
      '2026-01-31 本月合计 2.00 0.00 借 3.00',
      '2026-01-31 本年累计 2.00 0.00 借 3.00',
    ]);
  });

  test('without entries only the opening stands there', () => {
    expect(page(ledgerRows(start('2026-02-01', '50'), []))).toEqual([
      '2026-02-01 期初余额   借 50.00',
    ]);
  });

  test('daily, each day is totalled and its balance struck', () => {
    const rows = ledgerRows(
      start('2026-02-01', '50'),
      [
        entry('2026-02-03', '10', '0'),
        entry('2026-02-03', '0', '60'),
        entry('2026-02-04', '1', '0'),
      ],
      true,
    );
    expect(page(rows).filter((line) => line.includes('本日'))).toEqual([
      '2026-02-03 本日合计 10.00 60.00 平 0.00',
      '2026-02-04 本日合计 1.00 0.00 借 1.00',
    ]);
  });

  test('a year begins with 上年结转, the book itself with 期初余额', () => {
    const label = (from: string, openedOn: string): string =>
      openingLabel(parseLocalDate(from), parseLocalDate(openedOn));
    expect(label('2026-01-01', '2025-12-31')).toBe('上年结转');
    expect(label('2026-01-01', '2026-01-01')).toBe('期初余额');
    expect(label('2026-02-01', '2025-12-31')).toBe('期初余额');
  });
});
