import { describe, expect, test } from '@jest/globals';
import { parseLocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { refusal } from './refused.fixture.js';
import {
  adjustmentTable,
  checkConfirmable,
  handedOn,
  needsReconciling,
  stillHolds,
  toExplain,
  type AccountMonth,
} from './reconciliation.js';
import type { BankItem, BookItem } from './reconciliation-items.js';

const common = { accountCode: '102', date: parseLocalDate('2026-01-30'), counterparty: null };
const bank = (bankLineId: string, amount: string): BankItem => ({
  ...common,
  bankLineId,
  amount: Money.of(amount),
  description: '结息',
  reference: null,
});
const book = (voucherId: string, amount: string): BookItem => ({
  ...common,
  voucherId,
  lineNo: 1,
  amount: Money.of(amount),
  voucher: '记-1',
  summary: '付款',
  reversesId: null,
});

/** Book 1000 + 500 − 200 = 1300; bank 1000 + 500 + 3 − 1 = 1502: the cheque of 200 is not presented. */
const january: AccountMonth = {
  accountCode: '102',
  accountName: '银行存款',
  bookOpening: Money.of('1000.00'),
  bookClosing: Money.of('1300.00'),
  statement: { id: 's1', opening: Money.of('1000.00'), closing: Money.of('1502.00') },
  bank: [bank('in', '500.00'), bank('interest', '3.00'), bank('fee', '-1.00')],
  book: [book('receipt', '500.00'), book('cheque', '-200.00')],
};
const matched = new Set(['bank:in', 'book:receipt/1']);

describe('银行存款余额调节表', () => {
  test('brings both balances to the same figure', () => {
    const table = adjustmentTable(january, null, matched);
    expect(JSON.parse(JSON.stringify(table))).toMatchObject({
      bookBalance: '1300.00',
      bankReceivedNotBooked: '3.00',
      bankPaidNotBooked: '1.00',
      adjustedBook: '1302.00',
      statementBalance: '1502.00',
      bookReceivedNotInBank: '0.00',
      bookPaidNotInBank: '200.00',
      adjustedStatement: '1302.00',
      openingDifference: '0.00',
      unexplained: '0.00',
    });
    expect(toExplain(table)).toEqual(['bank:interest', 'bank:fee', 'book:cheque/1']);
  });

  test('an opening difference is shown once, must be explained, and is carried on', () => {
    const account = {
      ...january,
      bookOpening: Money.of('1100.00'),
      bookClosing: Money.of('1400.00'),
    };
    const table = adjustmentTable(account, null, matched);
    expect(table.openingDifference.toString()).toBe('100.00');
    expect(table.unexplained?.toString()).toBe('0.00');
    expect(toExplain(table)).toContain('opening:102');
    expect(handedOn(table, null)?.openingDifference.toString()).toBe('100.00');
  });

  test('what was open in January is settled in February', () => {
    const carried = handedOn(adjustmentTable(january, null, matched), null);
    const february: AccountMonth = {
      ...january,
      bookOpening: Money.of('1300.00'),
      bookClosing: Money.of('1302.00'),
      statement: { id: 's2', opening: Money.of('1502.00'), closing: Money.of('1302.00') },
      bank: [bank('presented', '-200.00')],
      book: [book('interest', '3.00'), book('fee', '-1.00')],
    };
    const settled = new Set([
      ...['bank:presented', 'book:cheque/1', 'bank:interest', 'book:interest/1'],
      ...['bank:fee', 'book:fee/1'],
    ]);
    const table = adjustmentTable(february, carried, settled);
    expect(table.adjustedBook.toString()).toBe('1302.00');
    expect(table.adjustedStatement?.toString()).toBe('1302.00');
    expect(toExplain(table)).toEqual([]);
    expect(adjustmentTable(february, carried, new Set()).unexplained?.toString()).toBe('0.00');
  });

  test('a voucher that slipped into an earlier month leaves an unexplained rest', () => {
    const carried = handedOn(adjustmentTable(january, null, matched), null);
    const february: AccountMonth = {
      ...january,
      bookOpening: Money.of('1310.00'),
      bookClosing: Money.of('1310.00'),
      statement: { id: 's2', opening: Money.of('1502.00'), closing: Money.of('1502.00') },
      bank: [],
      book: [],
    };
    const table = adjustmentTable(february, carried, new Set());
    expect(table.unexplained?.toString()).toBe('10.00');
    expect(
      refusal(() => {
        checkConfirmable(table, new Map());
      }),
    ).toMatchObject({ code: 'reconciliation-unbalanced', facts: { difference: '10.00' } });
  });

  test('is confirmed when each open item is explained, and not one sooner', () => {
    const table = adjustmentTable(january, null, matched);
    const all = new Map(toExplain(table).map((key) => [key, '下月入账']));
    expect(() => {
      checkConfirmable(table, all);
    }).not.toThrow();
    all.delete('book:cheque/1');
    expect(
      refusal(() => {
        checkConfirmable(table, all);
      }),
    ).toMatchObject({
      code: 'reconciliation-unexplained',
      facts: { count: 1 },
      errors: [{ pointer: '/explanations' }],
    });
  });

  test('without a statement nothing is confirmed', () => {
    const table = adjustmentTable({ ...january, statement: null, bank: [] }, null, new Set());
    expect(table.adjustedStatement).toBeNull();
    expect(
      refusal(() => {
        checkConfirmable(table, new Map());
      }),
    ).toMatchObject({ code: 'bank-statement-missing', facts: { account: '102' } });
    expect(handedOn(table, null)).toBeNull();
  });

  test('holds until a balance, the statement or an open item changes', () => {
    const confirmed = adjustmentTable(january, null, matched);
    expect(stillHolds(adjustmentTable(january, null, matched), confirmed)).toBe(true);
    const moved = { ...january, bookClosing: Money.of('1300.01') };
    expect(stillHolds(adjustmentTable(moved, null, matched), confirmed)).toBe(false);
    const cancelled = {
      ...january,
      book: [...january.book, book('wrong', '7.00'), book('red', '-7.00')],
    };
    expect(stillHolds(adjustmentTable(cancelled, null, matched), confirmed)).toBe(false);
    expect(stillHolds(adjustmentTable(january, null, new Set()), confirmed)).toBe(false);
  });

  test('an idle empty account needs nothing, a balance or a movement does', () => {
    const idle: AccountMonth = {
      ...january,
      bookOpening: Money.ZERO,
      bookClosing: Money.ZERO,
      statement: null,
      bank: [],
      book: [],
    };
    expect(needsReconciling(idle)).toBe(false);
    expect(needsReconciling({ ...idle, bookClosing: Money.of('0.01') })).toBe(true);
    expect(needsReconciling({ ...idle, book: [book('a', '1.00'), book('b', '-1.00')] })).toBe(true);
  });
});
