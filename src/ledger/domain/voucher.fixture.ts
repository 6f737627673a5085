import { parseLocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import type { AccountFacts } from './account.js';
import { chartOf, type Standard } from './standards/standard.js';
import type { LineDraft } from './voucher-line.js';
import type { VoucherDraft, VoucherGround } from './voucher.js';

/** A book of a standard whose official accounts are all leaves. */
export function groundOf(standard: Standard, more: Partial<VoucherGround> = {}): VoucherGround {
  const accounts = chartOf(standard).map(
    (account) =>
      [account.code, { ...account, parentCode: null, official: true, leaf: true }] as const,
  );
  return {
    standard,
    voucherWords: '记',
    accounts: new Map<string, AccountFacts>(accounts),
    required: [],
    items: [],
    ...more,
  };
}

/** A line as an accountant writes it: account, debit or '', credit or ''. */
export function line(
  accountCode: string,
  debit: string,
  credit: string,
  more: Partial<LineDraft> = {},
): LineDraft {
  return {
    summary: '试',
    accountCode,
    ...(debit === '' ? {} : { debit: Money.of(debit) }),
    ...(credit === '' ? {} : { credit: Money.of(credit) }),
    ...more,
  };
}

/** A hand-made voucher of these lines. */
export function draftOf(
  lines: readonly LineDraft[],
  more: Partial<VoucherDraft> = {},
): VoucherDraft {
  return {
    id: '',
    bookNo: 1,
    date: parseLocalDate('2026-01-05'),
    attachmentCount: 1,
    lines,
    source: { kind: 'manual' },
    maker: { id: '', name: '会计甲' },
    reviewer: null,
    ...more,
  };
}
