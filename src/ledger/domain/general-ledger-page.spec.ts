import { describe, expect, test } from '@jest/globals';
import { parseLocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { parseMonth } from '../../kernel/month.js';
import { generalLedgerFrom, generalLedgerPage } from './general-ledger-page.js';

const turnover = (month: string, debit: string, credit: string) => ({
  month: parseMonth(month),
  debit: Money.of(debit),
  credit: Money.of(credit),
});

describe('the page of the general ledger', () => {
  test('shows the opening, then the month and the year to date of each month that moved', () => {
    const opening = {
      label: '上年结转' as const,
      date: parseLocalDate('2026-01-01'),
      balance: Money.of('-100.00'),
    };
    const rows = generalLedgerPage(opening, [
      turnover('2026-01', '30.00', '0.00'),
      turnover('2026-03', '90.00', '20.00'),
    ]);
    expect(
      rows.map(({ date, summary, debit, credit, direction, balance }) =>
        [date, summary, debit ?? '', credit ?? '', direction, balance].join(' '),
      ),
    ).toEqual([
      '2026-01-01 上年结转   贷 100.00',
      '2026-01-31 本月合计 30.00 0.00 贷 70.00',
      '2026-01-31 本年累计 30.00 0.00 贷 70.00',
      '2026-03-31 本月合计 90.00 20.00 平 0.00',
      '2026-03-31 本年累计 120.00 20.00 平 0.00',
    ]);
  });

  test('begins with the year, or with the book that opens amid it', () => {
    const month = parseMonth('2026-05');
    expect(generalLedgerFrom(month, parseLocalDate('2024-07-01'))).toBe('2026-01-01');
    expect(generalLedgerFrom(month, parseLocalDate('2026-03-01'))).toBe('2026-03-01');
  });
});
