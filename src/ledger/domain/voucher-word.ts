import { DomainError } from '../../kernel/domain-error.js';
import type { AccountFacts } from './account.js';
import type { LineDraft } from './voucher-line.js';

/** Voucher words; 记 for the common form, 收付转 for the three-part form (会计基础工作规范 第五十条). */
export const VOUCHER_WORDS = ['记', '收', '付', '转'] as const;
export type VoucherWord = (typeof VOUCHER_WORDS)[number];

/** Which words a book keeps. */
export const VOUCHER_FORMS = ['记', '收付转'] as const;
export type VoucherForm = (typeof VOUCHER_FORMS)[number];

/** The word that follows from the money that a voucher moves; money that goes from one account to another is paid. */
export function voucherWordOf(
  form: VoucherForm,
  lines: readonly LineDraft[],
  accounts: ReadonlyMap<string, AccountFacts>,
): VoucherWord {
  if (form === '记') return '记';
  const money = lines.filter(
    ({ accountCode }) => (accounts.get(accountCode)?.money ?? null) !== null,
  );
  if (money.some(({ credit }) => credit !== undefined)) return '付';
  return money.length > 0 ? '收' : '转';
}

/** A word that was asked for is the one that follows from the lines. @throws DomainError voucher-word-wrong */
export function checkVoucherWord(
  asked: VoucherWord | undefined,
  due: VoucherWord,
  pointer: string,
): void {
  if (asked === undefined || asked === due) return;
  throw new DomainError('voucher-word-wrong', { word: asked, due }, [
    { pointer: `${pointer}/word`, detail: `应为“${due}”字，或不填写，由系统按分录确定。` },
  ]);
}
