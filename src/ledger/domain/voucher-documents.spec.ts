import { describe, expect, test } from '@jest/globals';
import { Money } from '../../kernel/money.js';
import { refusalOf } from '../../kernel/refusal.fixture.js';
import {
  checkLikeness,
  checkSheets,
  documentCheck,
  voucherName,
  type SupportingDocument,
} from './voucher-documents.js';

const paper = (
  kind: string,
  amount: string | null,
  payee: string | null = null,
  shared = false,
): SupportingDocument => ({ kind, amount, payee, shared });

describe('figures of documents beside those of a voucher', () => {
  test.each([
    ['equal', [paper('invoice', '100.00'), paper('receipt', '20.00')], '120.00', '120.00', true],
    ['one fen apart', [paper('invoice', '119.99')], '120.00', '119.99', false],
    [
      'a red-letter invoice among them',
      [paper('invoice', '130.00'), paper('invoice', '-10.00')],
      '120.00',
      '120.00',
      true,
    ],
    [
      'a slip and a contract do not count',
      [paper('invoice', '120.00'), paper('bank-slip', '120.00'), paper('contract', '9.00')],
      '120.00',
      '120.00',
      true,
    ],
    ['a part of a shared one', [paper('invoice', '200.00', null, true)], '120.00', '200.00', true],
    ['more than a shared one', [paper('invoice', '119.99', null, true)], '120.00', '119.99', false],
  ] as const)('%s', (_, documents, total, sum, agrees) => {
    expect(documentCheck(documents, Money.of(total))).toEqual({
      documents: sum,
      voucher: total,
      agrees,
    });
  });

  test('without an amount there is nothing to compare', () => {
    expect(documentCheck([], Money.of('1.00'))).toBeNull();
    expect(documentCheck([paper('invoice', null)], Money.of('1.00'))).toBeNull();
    expect(documentCheck([paper('bank-slip', '5.00')], Money.of('1.00'))).toBeNull();
  });
});

describe('会计基础工作规范 第五十一条(三)', () => {
  const shops = [paper('invoice', '1.00', '甲店'), paper('receipt', '2.00', '乙店')];
  const expense = (code: string) => ({ code, category: 'expense' as const });
  const bank = { code: '102', category: 'asset' as const };
  const tax = { code: '2221', category: 'liability' as const };

  test('several payees stand under one account, beside money and tax', () => {
    expect(() => {
      checkLikeness(shops, [expense('513'), bank, tax]);
    }).not.toThrow();
  });

  test('one payee stands under several accounts', () => {
    expect(() => {
      const one = [shops[0]!, paper('invoice', '3.00', '甲店'), paper('bank-slip', '4.00', '银行')];
      checkLikeness(one, [expense('511'), expense('513'), bank]);
    }).not.toThrow();
  });

  test('several payees under several accounts are unlike', () => {
    expect(
      refusalOf(() => {
        checkLikeness(shops, [expense('511'), expense('513'), bank]);
      }),
    ).toEqual({ code: 'unlike-documents', facts: { payees: '甲店、乙店', accounts: '511、513' } });
  });
});

test('sheets cover documents, to the last one', () => {
  expect(() => {
    checkSheets(2, 2);
  }).not.toThrow();
  expect(
    refusalOf(() => {
      checkSheets(2, 3);
    }),
  ).toEqual({ code: 'documents-exceed-attachments', facts: { attachments: 2, documents: 3 } });
});

test('a voucher is named by its book, month and number, a draft by none', () => {
  const place = { bookNo: 2, month: '2026-01', word: '记' };
  expect(voucherName({ ...place, no: 7 })).toBe('第2账套2026-01 记字第7号凭证');
  expect(voucherName({ ...place, no: null })).toBe('第2账套2026-01 未记账凭证');
});
