import { describe, expect, test } from '@jest/globals';
import { parseLocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import type { VoucherDraft } from '../../ledger/domain/voucher.js';
import { rentDuePosting, rentReducedPosting } from './rent.postings.js';

const rent = {
  bookNo: 1,
  propertyName: '菜市场3号铺',
  tenant: '张记副食',
  from: parseLocalDate('2026-01-01'),
  through: parseLocalDate('2026-03-31'),
  incomeAccountCode: '50102',
  receivableAccountCode: '11201',
};
const voucher = {
  voucherId: 'v',
  sourceId: 's',
  date: parseLocalDate('2026-01-01'),
  amount: Money.of('9000.00'),
  maker: { id: 'a', name: '会计甲' },
};
const page = ({ lines }: VoucherDraft): string[] =>
  lines.map(
    ({ accountCode, debit, credit }) =>
      `${debit === undefined ? '贷' : '借'} ${accountCode} ${(debit ?? credit)?.toString()}`,
  );

describe('the vouchers of rent', () => {
  test('rent that falls due is receivable and income', () => {
    const draft = rentDuePosting(rent, voucher);
    expect(page(draft)).toEqual(['借 11201 9000.00', '贷 50102 9000.00']);
    expect(draft.lines[0]?.summary).toBe(
      '应收租金：菜市场3号铺 张记副食 2026年1月1日至2026年3月31日',
    );
    expect(draft).toMatchObject({ source: { kind: 'rent-due', id: 's' }, attachmentCount: 1 });
  });

  test('rent for days not let is taken off both', () => {
    const draft = rentReducedPosting(rent, voucher);
    expect(page(draft)).toEqual(['借 50102 9000.00', '贷 11201 9000.00']);
    expect(draft.source).toEqual({ kind: 'rent-reduced', id: 's' });
  });
});
