import type { Month } from '../kernel/month.js';
import { toExplain } from './domain/reconciliation.js';
import { bankKey, bookKey, type BankItem, type BookItem } from './domain/reconciliation-items.js';
import type { ComparedAccount, ComparedMonth } from './reconciliation-tables.service.js';

/** A line of the statement as people see it. */
export interface BankLineView {
  readonly bankLineId: string;
  readonly date: string;
  /** Money in is positive, money out negative. */
  readonly amount: string;
  readonly description: string;
  readonly counterparty: string | null;
  readonly reference: string | null;
}

/** A line of the book as people see it. */
export interface BookLineView {
  readonly voucherId: string;
  readonly lineNo: number;
  readonly voucher: string;
  readonly date: string;
  readonly amount: string;
  readonly summary: string;
  readonly counterparty: string | null;
}

export interface MatchedView {
  readonly id: string;
  readonly automatic: boolean;
  readonly reason: string;
  readonly madeBy: string;
  readonly bankLines: readonly BankLineView[];
  readonly bookLines: readonly BookLineView[];
}

/** One bank account's month: what is matched, what is open, and the 银行存款余额调节表. */
export interface AccountView {
  readonly accountCode: string;
  readonly accountName: string;
  readonly statementId: string | null;
  readonly bookBalance: string;
  readonly statementBalance: string | null;
  readonly matched: readonly MatchedView[];
  readonly unmatchedBankLines: readonly (BankLineView & { readonly explanation: string | null })[];
  readonly unmatchedBookLines: readonly (BookLineView & { readonly explanation: string | null })[];
  readonly adjustment: AdjustmentView;
  readonly reconciled: boolean;
  readonly confirmed: {
    readonly version: number;
    readonly confirmedBy: string;
    readonly confirmedAt: Date;
  } | null;
}

/** 银行存款余额调节表: book + received − paid = statement + received − paid + opening difference. */
export interface AdjustmentView {
  readonly bookBalance: string;
  readonly bankReceivedNotBooked: string;
  readonly bankPaidNotBooked: string;
  readonly adjustedBook: string;
  readonly statementBalance: string | null;
  readonly bookReceivedNotInBank: string;
  readonly bookPaidNotInBank: string;
  readonly adjustedStatement: string | null;
  readonly openingDifference: string;
  readonly unexplained: string | null;
}

export interface ReconciliationView {
  readonly month: string;
  readonly reconciled: boolean;
  readonly accounts: readonly AccountView[];
}

/** Shapes a compared month for people. */
export function reconciliationView(month: Month, compared: ComparedMonth): ReconciliationView {
  return {
    month,
    reconciled: compared.accounts.every(({ holds }) => holds),
    accounts: compared.accounts.map((account) => accountView(account, compared)),
  };
}

function accountView(account: ComparedAccount, compared: ComparedMonth): AccountView {
  const { table, confirmed, holds, explanations } = account;
  const needed = new Set(toExplain(table));
  const saidOf = (key: string): string | null =>
    needed.has(key) ? (explanations[key] ?? null) : null;
  return {
    accountCode: table.accountCode,
    accountName: table.accountName,
    statementId: table.statementId,
    bookBalance: table.bookBalance.toString(),
    statementBalance: table.statementBalance?.toString() ?? null,
    matched: compared.matches
      .filter(({ accountCode }) => accountCode === table.accountCode)
      .map((match) => ({
        id: match.id,
        automatic: match.automatic,
        reason: match.reason,
        madeBy: match.madeBy,
        bankLines: match.bankLineIds.flatMap((bankLineId) => {
          const item = compared.bankItems.get(bankKey({ bankLineId }));
          return item === undefined ? [] : [bankLineView(item)];
        }),
        bookLines: match.bookLines.flatMap((line) => {
          const item = compared.bookItems.get(bookKey(line));
          return item === undefined ? [] : [bookLineView(item)];
        }),
      })),
    unmatchedBankLines: table.openBank.map((item) => ({
      ...bankLineView(item),
      explanation: saidOf(bankKey(item)),
    })),
    unmatchedBookLines: table.openBook.map((item) => ({
      ...bookLineView(item),
      explanation: saidOf(bookKey(item)),
    })),
    adjustment: adjustmentView(table),
    reconciled: holds,
    confirmed:
      confirmed === null
        ? null
        : {
            version: confirmed.version,
            confirmedBy: confirmed.confirmedBy,
            confirmedAt: confirmed.confirmedAt,
          },
  };
}

function adjustmentView(table: ComparedAccount['table']): AdjustmentView {
  return {
    bookBalance: table.bookBalance.toString(),
    bankReceivedNotBooked: table.bankReceivedNotBooked.toString(),
    bankPaidNotBooked: table.bankPaidNotBooked.toString(),
    adjustedBook: table.adjustedBook.toString(),
    statementBalance: table.statementBalance?.toString() ?? null,
    bookReceivedNotInBank: table.bookReceivedNotInBank.toString(),
    bookPaidNotInBank: table.bookPaidNotInBank.toString(),
    adjustedStatement: table.adjustedStatement?.toString() ?? null,
    openingDifference: table.openingDifference.toString(),
    unexplained: table.unexplained?.toString() ?? null,
  };
}

/** A line of the statement for people. */
export function bankLineView(item: BankItem): BankLineView {
  const { bankLineId, date, amount, description, counterparty, reference } = item;
  return { bankLineId, date, amount: amount.toString(), description, counterparty, reference };
}

/** A line of the book for people. */
export function bookLineView(item: BookItem): BookLineView {
  const { voucherId, lineNo, voucher, date, amount, summary, counterparty } = item;
  return { voucherId, lineNo, voucher, date, amount: amount.toString(), summary, counterparty };
}
