import { describe, expect, test } from '@jest/globals';
import { parseLocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { refusalOf } from '../../kernel/refusal.fixture.js';
import {
  checkDocument,
  documentName,
  fileName,
  isNumbered,
  type DocumentFields,
} from './document.js';

const TODAY = parseLocalDate('2026-02-10');
const INVOICE: DocumentFields = {
  kind: 'invoice',
  form: 'electronic',
  invoiceNo: '26512000000012345678',
  issuedOn: parseLocalDate('2026-02-10'),
  amount: Money.of('120.00'),
};
const ORIGINAL = { form: 'electronic' } as const;

const checked = (
  fields: DocumentFields,
  original: { form: 'electronic' | 'image' } | null = null,
) =>
  refusalOf(() => {
    checkDocument(fields, 'application/pdf', original, TODAY);
  });

describe('an invoice', () => {
  test.each([
    ['a digital one of today', {}, undefined],
    ['a red-letter one', { amount: Money.of('-120.00') }, undefined],
    [
      'one of 8 digits with a code of 10',
      { invoiceCode: '5100260010', invoiceNo: '00000001' },
      undefined,
    ],
    [
      'one of 8 digits with a code of 12',
      { invoiceCode: '051002600104', invoiceNo: '00000001' },
      undefined,
    ],
    ['one of 8 digits without a code', { invoiceNo: '00000001' }, 'invoice-number-malformed'],
    [
      'one of 8 digits with a code of 11',
      { invoiceCode: '05100260010', invoiceNo: '00000001' },
      'invoice-number-malformed',
    ],
    ['a digital one with a code', { invoiceCode: '051002600104' }, 'invoice-number-malformed'],
    [
      'one of full-width digits',
      { invoiceNo: '２６５１２０００００００１２３４５６７８' },
      'invoice-number-malformed',
    ],
    ['one of zero', { amount: Money.ZERO }, 'document-amount-zero'],
    ['one of tomorrow', { issuedOn: parseLocalDate('2026-02-11') }, 'document-dated-in-future'],
  ] as const)('%s', (_, changes, code) => {
    const fields = { ...INVOICE, ...changes };
    if (code === undefined) {
      expect(() => {
        checkDocument(fields, 'application/pdf', null, TODAY);
      }).not.toThrow();
    } else {
      expect(checked(fields)).toMatchObject({ code });
    }
  });

  test('without number, date and amount it is incomplete; a slip needs none of them', () => {
    expect(checked({ kind: 'invoice', form: 'electronic' })).toMatchObject({
      code: 'invoice-incomplete',
    });
    expect(() => {
      checkDocument({ kind: 'bank-slip', form: 'electronic' }, 'application/pdf', null, TODAY);
    }).not.toThrow();
  });
});

describe('prints and images', () => {
  test('a print stands on an electronic original, not on a scan and not on nothing', () => {
    const print = { kind: 'invoice', form: 'print', originalId: 'an id' } as const;
    expect(() => {
      checkDocument(print, 'image/png', ORIGINAL, TODAY);
    }).not.toThrow();
    expect(checked(print, { form: 'image' })).toMatchObject({ code: 'print-needs-original' });
    expect(checked(print)).toMatchObject({ code: 'print-needs-original' });
    expect(checked({ ...print, payee: '甲店' }, ORIGINAL)).toMatchObject({
      code: 'print-repeats-original',
    });
  });

  test('an image says where its paper lies', () => {
    expect(checked({ kind: 'contract', form: 'image' })).toMatchObject({
      code: 'image-needs-paper',
    });
    expect(() => {
      const image = { kind: 'contract', form: 'image', paperLocation: '柜1' } as const;
      checkDocument(image, 'image/jpeg', null, TODAY);
    }).not.toThrow();
  });
});

test('an invoice is one of a kind, a receipt only with a code, a print never', () => {
  expect(isNumbered(INVOICE)).toBe(true);
  expect(isNumbered({ ...INVOICE, form: 'print' })).toBe(false);
  expect(isNumbered({ ...INVOICE, kind: 'receipt' })).toBe(false);
  expect(isNumbered({ ...INVOICE, kind: 'receipt', invoiceCode: '51060126' })).toBe(true);
  expect(isNumbered({ ...INVOICE, kind: 'contract', invoiceCode: '51060126' })).toBe(false);
});

test('a document is named by kind, title and number', () => {
  expect(documentName({ kind: 'invoice', invoiceNo: '123' })).toBe('发票 123');
  expect(documentName({ kind: 'receipt', title: '水费', invoiceNo: null })).toBe('收据《水费》');
});

test.each([
  ['水费', false, '收据《水费》-0a1b2c3d.pdf'],
  ['水费', true, '已被篡改-收据《水费》-0a1b2c3d.pdf'],
  ['../..\\a:b*?"<>|.exe', false, '收据《______a_b_______exe》-0a1b2c3d.pdf'],
  ['a\u202Egpj.exe\u2028', false, '收据《a_gpj_exe_》-0a1b2c3d.pdf'],
  ['字'.repeat(200), false, `收据《${'字'.repeat(77)}-0a1b2c3d.pdf`],
])('the file of %j has a name that is nothing but a name', (title, tampered, name) => {
  const document = { id: '0a1b2c3d-0000-4000-8000-000000000000', kind: 'receipt', title } as const;
  expect(fileName(document, 'application/pdf', tampered)).toBe(name);
});
