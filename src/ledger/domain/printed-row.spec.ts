import { describe, expect, test } from '@jest/globals';
import { parseLocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { ledgerRows, type LedgerEntry } from './account-ledger.js';
import { printedRows, type PrintedRow } from './printed-row.js';

const day = parseLocalDate;

function entry(date: string, debit: string, credit: string, accountCode = '10101'): LedgerEntry {
  return {
    date: day(date),
    voucherId: 'v',
    voucher: '记-1',
    summary: '收付',
    accountCode,
    accountName: '备用金',
    contra: '',
    debit: Money.of(debit),
    credit: Money.of(credit),
  };
}

const start = (date: string, balance: string) => ({
  label: '上年结转' as const,
  date: day(date),
  balance: Money.of(balance),
  monthDebit: Money.ZERO,
  monthCredit: Money.ZERO,
  yearDebit: Money.ZERO,
  yearCredit: Money.ZERO,
});

const read = (rows: readonly PrintedRow[]): string[] =>
  rows.map(({ date, summary, redLines }) => `${date} ${summary} ${redLines}`);

describe('the rows of a bound ledger', () => {
  test('totals stand on the closing day between red lines, a whole year ends in double ones and 结转下年', () => {
    const rows = ledgerRows(start('2026-01-01', '5.00'), [
      entry('2026-02-03', '1.00', '0'),
      entry('2026-12-30', '2.00', '0'),
    ]);
    expect(read(printedRows(rows, day('2026-12-31')))).toEqual([
      '2026-01-01 上年结转 none',
      '2026-02-03 收付 none',
      '2026-02-28 本月合计 around',
      '2026-02-28 本年累计 below',
      '2026-12-30 收付 none',
      '2026-12-31 本月合计 around',
      '2026-12-31 本年累计 double',
      '2026-12-31 结转下年 none',
    ]);
  });

  test('a year that is not over has no double line and carries nothing out', () => {
    const rows = ledgerRows(start('2026-01-01', '5.00'), [entry('2026-12-03', '1.00', '0')]);
    expect(read(printedRows(rows, day('2026-12-30')))).toEqual([
      '2026-01-01 上年结转 none',
      '2026-12-03 收付 none',
      '2026-12-30 本月合计 around',
      '2026-12-30 本年累计 below',
    ]);
  });

  test('the last total of a year that ended quietly is the year’s', () => {
    const rows = ledgerRows(start('2026-01-01', '5.00'), [entry('2026-03-03', '1.00', '0')]);
    expect(read(printedRows(rows, day('2026-12-31'))).slice(-2)).toEqual([
      '2026-03-31 本年累计 double',
      '2026-12-31 结转下年 none',
    ]);
  });

  test('an account without a balance carries nothing into the next year', () => {
    const rows = ledgerRows(start('2026-01-01', '5.00'), [entry('2026-03-03', '0', '5.00')]);
    expect(read(printedRows(rows, day('2026-12-31'))).at(-1)).toBe('2026-03-31 本年累计 double');
  });

  test('本日合计 stands only under a day of several entries', () => {
    const rows = ledgerRows(
      start('2026-01-01', '0.00'),
      [
        entry('2026-01-02', '1.00', '0'),
        entry('2026-01-03', '2.00', '0'),
        entry('2026-01-03', '0', '1.50'),
      ],
      true,
    );
    const days = printedRows(rows, day('2026-01-31')).filter(({ kind }) => kind === 'day-total');
    expect(days.map(({ date, debit, credit, balance }) => [date, debit, credit, balance])).toEqual([
      ['2026-01-03', Money.of('2.00'), Money.of('1.50'), Money.of('1.50')],
    ]);
  });

  test('the page of a parent account names the sub-account beside the summary, its own page does not', () => {
    const rows = ledgerRows(start('2026-01-01', '0.00'), [entry('2026-01-02', '1.00', '0')]);
    expect(printedRows(rows, day('2026-01-31'), '101')[1]?.summary).toBe('收付〔备用金〕');
    expect(printedRows(rows, day('2026-01-31'), '10101')[1]?.summary).toBe('收付');
  });
});
