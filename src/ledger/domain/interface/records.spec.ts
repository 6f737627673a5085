import { describe, expect, test } from '@jest/globals';
import { Money } from '../../../kernel/money.js';
import { ledgerRecords } from './ledger-records.js';
import { monthBalances } from './month-balances.js';
import { publicRecords } from './public-records.js';
import { cashFlowRecords, voucherRecords } from './voucher-records.js';
import { VOUCHERS, YEAR } from './interface.fixture.js';
import { xmlText } from './xml-text.js';

/** A record without its indents, as one line. */
const flat = (records: Iterable<string>): string[] =>
  [...records].map((text) => text.replace(/\n\s*/g, ''));

describe('the records of GB/T 24589.1-2010', () => {
  test('name the book, its months and its own archives in 公共档案', () => {
    const texts = flat(publicRecords(YEAR, 'gb18030'));
    expect(texts[0]).toBe('<?xml version="1.0" encoding="GB18030"?><公共档案>');
    expect(texts[1]).toContain('<电子账簿编号>511602002001-2</电子账簿编号>');
    expect(texts).toContain(
      '  <会计期间><会计年度>2026</会计年度><会计期间号>2</会计期间号>' +
        '<会计期间起始日期>20260201</会计期间起始日期><会计期间结束日期>20260228</会计期间结束日期></会计期间>',
    );
    expect(texts.join('')).toContain('<档案值编码>甲店</档案值编码>');
  });

  test('give balances as positive amounts with their side', () => {
    const february = flat(ledgerRecords(YEAR)).filter((text) => text.includes('<会计期间号>2<'));
    expect(february[2]).toContain('<期初余额方向>贷</期初余额方向><期末余额方向>贷</期末余额方向>');
    expect(february[2]).toContain('<期初本币余额>100.00</期初本币余额>');
    expect(february[2]).toContain('<借方本币金额>30.00</借方本币金额>');
    expect(february[2]).toContain('<期末本币余额>70.00</期末本币余额>');
    expect(flat(ledgerRecords(YEAR))[0]).toContain('<会计科目编号规则>4-2</会计科目编号规则>');
  });

  test('give each line of a voucher with its items by the place of their dimension', () => {
    const [voucher] = VOUCHERS;
    if (voucher === undefined) throw new Error('a voucher');
    const [, line] = flat(voucherRecords(YEAR, voucher));
    expect(line).toContain('<记账凭证行号>2</记账凭证行号>');
    expect(line).toContain('<辅助项1编号>甲店</辅助项1编号><辅助项2编号/>');
    expect(line).toContain('<贷方本币金额>100.00</贷方本币金额>');
  });

  test('give what is paid back of an inflow as a negative inflow', () => {
    const [, refund] = VOUCHERS;
    if (refund === undefined) throw new Error('a voucher');
    const [only, ...none] = flat(cashFlowRecords(YEAR, refund));
    expect(none).toEqual([]);
    expect(only).toContain('<现金流量行号>1</现金流量行号>');
    expect(only).toContain('<现金流量项目属性>流入</现金流量项目属性>');
    expect(only).toContain('<现金流量本币金额>-30.00</现金流量本币金额>');
  });

  test('hold any text: markup is escaped, what no XML may contain becomes a mark', () => {
    expect(xmlText('<a&b>\u0000\ud800é👪')).toBe('&lt;a&amp;b&gt;\ufffd\ufffdé👪');
  });
});

test('an account with sub-accounts does what they do together, and still accounts are left out', () => {
  const totals = (
    accountCode: string,
    parentCode: string | null,
    amounts: readonly [string, string, string],
  ) => {
    const [opening, debit, credit] = amounts.map((amount) => Money.of(amount));
    const zero = Money.ZERO;
    return {
      accountCode,
      name: accountCode,
      parentCode,
      yearOpening: zero,
      ytdDebit: zero,
      ytdCredit: zero,
      opening: opening ?? zero,
      debit: debit ?? zero,
      credit: credit ?? zero,
    };
  };
  const rows = monthBalances([
    totals('112', null, ['0.00', '0.00', '0.00']),
    totals('11201', '112', ['200.00', '0.00', '80.00']),
    totals('11202', '112', ['-50.00', '10.00', '0.00']),
    totals('301', null, ['0.00', '0.00', '0.00']),
  ]);
  expect(rows.map((row) => [row.accountCode, row.closing.toString()])).toEqual([
    ['112', '80.00'],
    ['11201', '120.00'],
    ['11202', '-40.00'],
  ]);
});
