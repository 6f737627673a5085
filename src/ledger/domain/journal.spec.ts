import { expect, test } from '@jest/globals';
import { parseLocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { parseMonth } from '../../kernel/month.js';
import { journalsOf } from './journal.js';
import type { LedgerEntry } from './account-ledger.js';
import type { AccountTotals } from './trial-balance.js';

const account = (accountCode: string, opening: string, turned = '0'): AccountTotals => ({
  accountCode,
  name: `户${accountCode}`,
  parentCode: '102',
  yearOpening: Money.ZERO,
  opening: Money.of(opening),
  debit: Money.of(turned),
  credit: Money.ZERO,
  ytdDebit: Money.of('100').plus(Money.of(turned)),
  ytdCredit: Money.ZERO,
});

const entry = (accountCode: string, debit: string): LedgerEntry => ({
  date: parseLocalDate('2026-02-03'),
  voucherId: 'v',
  voucher: '记-1',
  summary: '租金',
  accountCode,
  accountName: `户${accountCode}`,
  contra: '501 经营收入',
  debit: Money.of(debit),
  credit: Money.ZERO,
});

test('each bank account has its own journal, and one without figures none', () => {
  const journals = journalsOf(
    parseMonth('2026-02'),
    parseLocalDate('2026-01-01'),
    [account('10201', '100', '30'), account('10202', '0'), account('10203', '7')],
    [entry('10201', '30')],
  );
  expect(journals.map(({ accountCode }) => accountCode)).toEqual(['10201', '10203']);
  expect(
    journals[0]?.rows.map(({ summary, debit, balance }) => [
      summary,
      debit?.toString() ?? null,
      balance.toString(),
    ]),
  ).toEqual([
    ['期初余额', null, '100.00'],
    ['租金', '30.00', '130.00'],
    ['本日合计', '30.00', '130.00'],
    ['本月合计', '30.00', '130.00'],
    ['本年累计', '130.00', '130.00'],
  ]);
  expect(
    journals[1]?.rows.map(({ summary, debit, balance }) => [
      summary,
      debit?.toString() ?? null,
      balance.toString(),
    ]),
  ).toEqual([
    ['期初余额', null, '7.00'],
    ['本月合计', '0.00', '7.00'],
    ['本年累计', '100.00', '7.00'],
  ]);
});
