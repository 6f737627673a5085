import { describe, expect, test } from '@jest/globals';
import { DomainError } from '../../kernel/domain-error.js';
import { cashFlowItemsOf } from './cash-flow-item.js';
import type { Standard } from './standards/standard.js';
import {
  checkPostsByItself,
  checkVoucher,
  type VoucherDraft,
  type VoucherGround,
} from './voucher.js';
import { draftOf, groundOf, line } from './voucher.fixture.js';
import type { LineDraft } from './voucher-line.js';

const company = groundOf('small-enterprise-2011');

function refused(draft: VoucherDraft, ground: VoucherGround): [string, string | undefined] {
  try {
    checkVoucher(draft, ground);
    return ['accepted', undefined];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return [error.code, error.errors[0]?.pointer];
  }
}

const itemsOf = (lines: readonly LineDraft[], standard: Standard): (string | undefined)[] =>
  checkVoucher(draftOf(lines), groundOf(standard)).lines.map(({ cashFlowItem }) => cashFlowItem);

describe('the word of a voucher (会计基础工作规范 第五十条)', () => {
  const three = groundOf('small-enterprise-2011', { voucherWords: '收付转' });
  test.each([
    ['收', 'money comes in', [line('1002', '100.00', ''), line('5001', '', '100.00')]],
    ['付', 'money goes out', [line('5602', '100.00', ''), line('1001', '', '100.00')]],
    [
      '付',
      'money goes from one account to another',
      [line('1001', '9.00', ''), line('1002', '', '9.00')],
    ],
    ['转', 'no money moves', [line('1122', '100.00', ''), line('5001', '', '100.00')]],
  ])('is %s when %s', (word, _, lines) => {
    expect(checkVoucher(draftOf(lines), three).word).toBe(word);
    expect(checkVoucher(draftOf(lines), company).word).toBe('记');
    expect(refused(draftOf(lines, { word: '记' }), three)).toEqual(['voucher-word-wrong', '/word']);
  });

  test('stays that of the original in red letters', () => {
    const red = [line('1002', '-100.00', ''), line('5001', '', '-100.00')];
    const reversal = draftOf(red, { source: { kind: 'reversal', reversesId: 'x' } });
    expect(checkVoucher(reversal, three).word).toBe('收');
  });
});

describe('the cash flow item of a line of money', () => {
  test.each<[string, string, string, string]>([
    ['sales', '1002', '5001', '1'],
    ['a debt of a customer', '1002', '1122', '1'],
    ['a deposit taken', '1002', '2241', '2'],
    ['a loan', '1002', '2001', '14'],
    ['capital', '1002', '3001', '15'],
    ['wages', '2211', '1002', '4'],
    ['tax', '2221', '1002', '5'],
    ['office costs', '5602', '1001', '6'],
    ['a machine', '1601', '1002', '12'],
    ['profit paid up', '2232', '1002', '18'],
    ['money paid back to a customer', '5001', '1002', '1'],
  ])('of a company is, for %s, proposed by the counter-account', (_, debit, credit, item) => {
    const lines = [line(debit, '100.00', ''), line(credit, '', '100.00')];
    expect(itemsOf(lines, 'small-enterprise-2011').filter((one) => one !== undefined)).toEqual([
      item,
    ]);
  });

  test.each<[Standard, string, string, string]>([
    ['non-profit-2004', '1002', '4101', '1'],
    ['non-profit-2004', '5301', '1002', '55'],
    ['non-profit-2024', '5301', '1002', '19'],
    ['non-profit-2024', '5101', '1002', '14'],
    ['non-profit-2024', '1002', '4401', '5'],
  ])('of a fund under %s goes by the codes of that system', (standard, debit, credit, item) => {
    const lines = [line(debit, '100.00', ''), line(credit, '', '100.00')];
    expect(itemsOf(lines, standard).filter((one) => one !== undefined)).toEqual([item]);
  });

  test('is decided by the largest counter-account, and is not written over', () => {
    const lines = [
      line('1002', '', '150.00'),
      line('5602', '50.00', ''),
      line('2211', '100.00', ''),
    ];
    expect(itemsOf(lines, 'small-enterprise-2011')).toEqual(['4', undefined, undefined]);
    const written = [line('1002', '', '150.00', { cashFlowItem: '6' }), ...lines.slice(1)];
    expect(itemsOf(written, 'small-enterprise-2011')[0]).toBe('6');
  });

  test('is not for a transfer; where a fee goes with it, the lines net to the fee', () => {
    const moved = [line('1001', '100.00', ''), line('1002', '', '100.00')];
    expect(itemsOf(moved, 'small-enterprise-2011')).toEqual([undefined, undefined]);
    const withFee = [
      line('1012', '100.00', ''),
      line('5603', '1.00', ''),
      line('1002', '', '101.00'),
    ];
    expect(itemsOf(withFee, 'small-enterprise-2011')).toEqual(['6', undefined, '6']);
  });

  test('does not exist in a rural collective book', () => {
    expect(cashFlowItemsOf('rural-collective-2023')).toEqual([]);
    const lines = [line('102', '1.00', ''), line('501', '', '1.00')];
    expect(itemsOf(lines, 'rural-collective-2023')).toEqual([undefined, undefined]);
  });

  test.each([
    [
      'cash-flow-item-unknown',
      [line('1002', '1.00', '', { cashFlowItem: '7' }), line('5001', '', '1.00')],
    ],
    [
      'cash-flow-item-unknown',
      [line('5001', '', '1.00', { cashFlowItem: '1' }), line('1002', '1.00', '')],
    ],
    [
      'cash-flow-item-wrong-way',
      [line('1002', '1.00', '', { cashFlowItem: '6' }), line('5001', '', '1.00')],
    ],
    [
      'cash-flow-item-on-transfer',
      [line('1002', '1.00', '', { cashFlowItem: '2' }), line('1001', '', '1.00')],
    ],
  ])('is refused as %s when it is wrong', (code, lines) => {
    expect(refused(draftOf(lines), company)).toEqual([code, '/lines/0/cashFlowItem']);
  });
});

describe('auxiliary dimensions (财会〔2024〕12号 第二十条(三))', () => {
  const ground = groundOf('small-enterprise-2011', {
    required: [
      { accountCode: '5602', dimension: 'project', name: '项目' },
      { accountCode: '1122', dimension: 'counterparty', name: '往来单位' },
    ],
    items: [
      { dimension: 'project', code: 'P1', closed: false },
      { dimension: 'project', code: 'P0', closed: true },
    ],
  });
  const cost = (more: Partial<LineDraft>): LineDraft[] => [
    line('5602', '1.00', '', more),
    line('1002', '', '1.00'),
  ];

  test('a line names what its account requires, each dimension in its own field', () => {
    expect(refused(draftOf(cost({})), ground)).toEqual([
      'dimension-missing',
      '/lines/0/dimensions/project',
    ]);
    expect(refused(draftOf(cost({ dimensions: { project: 'P1' } })), ground)[0]).toBe('accepted');
    const debt = (more: Partial<LineDraft>): LineDraft[] => [
      line('1122', '1.00', '', more),
      line('5001', '', '1.00'),
    ];
    expect(refused(draftOf(debt({})), ground)).toEqual([
      'dimension-missing',
      '/lines/0/counterparty',
    ]);
    expect(refused(draftOf(debt({ counterparty: '商户甲' })), ground)[0]).toBe('accepted');
  });

  test('an unknown or closed item is refused; a red letter may take back a closed one', () => {
    const at = '/lines/0/dimensions/project';
    expect(refused(draftOf(cost({ dimensions: { project: 'P9' } })), ground)).toEqual([
      'dimension-item-unknown',
      at,
    ]);
    expect(refused(draftOf(cost({ dimensions: { project: 'P0' } })), ground)).toEqual([
      'dimension-item-closed',
      at,
    ]);
    const red = [
      line('5602', '-1.00', '', { dimensions: { project: 'P0' } }),
      line('1002', '', '-1.00'),
    ];
    expect(refused(draftOf(red, { source: { kind: 'reversal' } }), ground)[0]).toBe('accepted');
  });

  test('a voucher that a document makes is not asked for them', () => {
    expect(refused(draftOf(cost({}), { source: { kind: 'payment', id: 'x' } }), ground)[0]).toBe(
      'accepted',
    );
  });
});

describe('a voucher that a person writes', () => {
  test.each(['manual', 'import', 'correction', 'difference', 'prior-year', 'closing'])(
    'of the kind %s does not post by itself',
    (kind) => {
      expect(() => {
        checkPostsByItself({ kind });
      }).toThrow(expect.objectContaining({ code: 'voucher-needs-draft', facts: { kind } }));
    },
  );

  test.each(['receipt', 'payment', 'rent-due', 'reversal'])('is not one of the kind %s', (kind) => {
    expect(() => {
      checkPostsByItself({ kind });
    }).not.toThrow();
  });
});
