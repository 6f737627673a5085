import { DomainError } from '../../kernel/domain-error.js';
import { Money } from '../../kernel/money.js';
import type { AccountCategory } from './account.js';

/** What a rule asks of a document that a voucher rests on. */
export interface SupportingDocument {
  readonly kind: string;
  readonly amount: string | null;
  readonly payee: string | null;
  /** Other vouchers rest on it as well. */
  readonly shared: boolean;
}

/** The figures of a voucher's invoices and receipts beside its own; a difference is shown, not refused. */
export interface DocumentCheck {
  readonly documents: string;
  readonly voucher: string;
  readonly agrees: boolean;
}

/** Invoices and receipts say what was earned or spent; slips, contracts and resolutions go with them. */
function proves({ kind }: SupportingDocument): boolean {
  return kind === 'invoice' || kind === 'receipt';
}

/** Compares the typed amounts with the voucher's total; of a shared document each voucher takes a part. Null when there is nothing to compare. */
export function documentCheck(
  documents: readonly SupportingDocument[],
  total: Money,
): DocumentCheck | null {
  const priced = documents.filter((document) => proves(document) && document.amount !== null);
  if (priced.length === 0) return null;
  const sum = Money.sum(priced.map(({ amount }) => Money.of(amount ?? '0.00')));
  const shared = priced.some((document) => document.shared);
  return {
    documents: sum.toString(),
    voucher: total.toString(),
    agrees: shared ? !total.greaterThan(sum) : total.equals(sum),
  };
}

const OF_CONTENT: readonly AccountCategory[] = ['income', 'expense', 'cost'];

/**
 * 会计基础工作规范 第五十一条(三): documents of unlike content and class are not put together in one voucher. Invoices and
 * receipts of one payee are alike; those of several payees only as a summary, when the income, expense and cost lines
 * name one account.
 * @throws DomainError unlike-documents
 */
export function checkLikeness(
  documents: readonly SupportingDocument[],
  accounts: readonly { readonly code: string; readonly category: AccountCategory }[],
): void {
  const payees = distinct(documents.filter(proves).flatMap(({ payee }) => payee ?? []));
  const touched = distinct(
    accounts.filter(({ category }) => OF_CONTENT.includes(category)).map(({ code }) => code),
  );
  if (payees.length > 1 && touched.length > 1) {
    throw new DomainError('unlike-documents', {
      payees: payees.join('、'),
      accounts: touched.join('、'),
    });
  }
}

/** A voucher's sheets cover the documents attached to it. @throws DomainError documents-exceed-attachments */
export function checkSheets(attachmentCount: number, attached: number): void {
  if (attached > attachmentCount) {
    throw new DomainError('documents-exceed-attachments', {
      attachments: attachmentCount,
      documents: attached,
    });
  }
}

/** Where a document is attached, in words: 第1账套2026-01 记字第3号凭证. */
export function voucherName(voucher: {
  readonly bookNo: number;
  readonly month: string;
  readonly word: string;
  readonly no: number | null;
}): string {
  const { bookNo, month, word, no } = voucher;
  return `第${bookNo}账套${month} ${no === null ? '未记账凭证' : `${word}字第${no}号凭证`}`;
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
