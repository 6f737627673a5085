import { DomainError } from '../../kernel/domain-error.js';
import { Money } from '../../kernel/money.js';
import { bankKey, bookKey, type BankItem, type BookItem } from './reconciliation-items.js';

/** A bank account of the book in one month, before it is compared. */
export interface AccountMonth {
  readonly accountCode: string;
  readonly accountName: string;
  readonly bookOpening: Money;
  readonly bookClosing: Money;
  /** Null when the bank's statement has not been entered. */
  readonly statement: {
    readonly id: string;
    readonly opening: Money;
    readonly closing: Money;
  } | null;
  /** This month's lines of the statement and of the book. */
  readonly bank: readonly BankItem[];
  readonly book: readonly BookItem[];
}

/** What the months before hand on: lines that were still open, and what the books did not know at the start. */
export interface CarriedOver {
  readonly bank: readonly BankItem[];
  readonly book: readonly BookItem[];
  /** Book less bank when the first statement was entered. */
  readonly openingDifference: Money;
}

/** 银行存款余额调节表 (会计基础工作规范 第六十二条(三)): both balances brought to the one that is true. */
export interface AdjustmentTable {
  readonly accountCode: string;
  readonly accountName: string;
  readonly bookBalance: Money;
  /** 银行已收、单位未收 */
  readonly bankReceivedNotBooked: Money;
  /** 银行已付、单位未付 */
  readonly bankPaidNotBooked: Money;
  readonly adjustedBook: Money;
  readonly statementId: string | null;
  readonly statementBalance: Money | null;
  /** 单位已收、银行未收 */
  readonly bookReceivedNotInBank: Money;
  /** 单位已付、银行未付 */
  readonly bookPaidNotInBank: Money;
  readonly adjustedStatement: Money | null;
  /** Book less bank before the first statement; explained once, carried on. */
  readonly openingDifference: Money;
  /** What is left when everything above is counted: anything but zero means that an earlier month has changed. */
  readonly unexplained: Money | null;
  readonly openBank: readonly BankItem[];
  readonly openBook: readonly BookItem[];
}

/** Nothing to hand on: the account begins. */
export const NOTHING_CARRIED: CarriedOver = { bank: [], book: [], openingDifference: Money.ZERO };

/** An account needs a statement when it moved in the month or stood at anything but zero. */
export function needsReconciling({
  bookOpening,
  bookClosing,
  book,
  statement,
}: AccountMonth): boolean {
  const idle = bookOpening.isZero() && bookClosing.isZero() && book.length === 0;
  return !idle || statement !== null;
}

/** Compares one account's month; `carried` is null until its first statement, `matched` holds the keys of settled lines. */
export function adjustmentTable(
  account: AccountMonth,
  carried: CarriedOver | null,
  matched: ReadonlySet<string>,
): AdjustmentTable {
  const before = carried ?? beginning(account);
  const openBank = [...before.bank, ...account.bank].filter((item) => !matched.has(bankKey(item)));
  const openBook = [...before.book, ...account.book].filter((item) => !matched.has(bookKey(item)));
  const bank = twoWays(openBank);
  const book = twoWays(openBook);
  const adjustedBook = account.bookClosing.plus(bank.received).minus(bank.paid);
  const adjustedStatement = account.statement?.closing.plus(book.received).minus(book.paid) ?? null;
  return {
    accountCode: account.accountCode,
    accountName: account.accountName,
    bookBalance: account.bookClosing,
    bankReceivedNotBooked: bank.received,
    bankPaidNotBooked: bank.paid,
    adjustedBook,
    statementId: account.statement?.id ?? null,
    statementBalance: account.statement?.closing ?? null,
    bookReceivedNotInBank: book.received,
    bookPaidNotInBank: book.paid,
    adjustedStatement,
    openingDifference: before.openingDifference,
    unexplained:
      adjustedStatement === null
        ? null
        : adjustedBook.minus(adjustedStatement).minus(before.openingDifference),
    openBank,
    openBook,
  };
}

function beginning({ bookOpening, statement }: AccountMonth): CarriedOver {
  if (statement === null) return NOTHING_CARRIED;
  return { ...NOTHING_CARRIED, openingDifference: bookOpening.minus(statement.opening) };
}

/** What this month hands on to the next; null while no statement was ever entered. */
export function handedOn(table: AdjustmentTable, carried: CarriedOver | null): CarriedOver | null {
  if (carried === null && table.statementId === null) return null;
  return {
    bank: table.openBank,
    book: table.openBook,
    openingDifference: table.openingDifference,
  };
}

function twoWays(items: readonly { readonly amount: Money }[]): { received: Money; paid: Money } {
  const amounts = items.map(({ amount }) => amount);
  return {
    received: Money.sum(amounts.filter((amount) => amount.isPositive())),
    paid: Money.sum(amounts.filter((amount) => amount.isNegative())).negated(),
  };
}

/** Names each thing that a person must explain before the table is confirmed. */
export function toExplain(table: AdjustmentTable): readonly string[] {
  return [
    ...table.openBank.map(bankKey),
    ...table.openBook.map(bookKey),
    ...(table.openingDifference.isZero() ? [] : [openingKey(table.accountCode)]),
  ];
}

/** The text by which an account's opening difference is named. */
export function openingKey(accountCode: string): string {
  return `opening:${accountCode}`;
}

/** A confirmed table still holds when neither balance nor what was open has changed since. */
export function stillHolds(now: AdjustmentTable, confirmed: AdjustmentTable): boolean {
  return (
    now.statementId === confirmed.statementId &&
    now.bookBalance.equals(confirmed.bookBalance) &&
    now.openingDifference.equals(confirmed.openingDifference) &&
    now.unexplained?.isZero() === true &&
    [...toExplain(now)].sort().join() === [...toExplain(confirmed)].sort().join()
  );
}

/**
 * Whether a table may be confirmed: a statement, nothing lost, everything open explained.
 * @throws DomainError bank-statement-missing, reconciliation-unbalanced, reconciliation-unexplained
 */
export function checkConfirmable(
  table: AdjustmentTable,
  explanations: ReadonlyMap<string, string>,
): void {
  const { accountCode: account, accountName: name, unexplained } = table;
  if (unexplained === null) throw new DomainError('bank-statement-missing', { account, name });
  if (!unexplained.isZero()) {
    throw new DomainError('reconciliation-unbalanced', {
      account,
      name,
      difference: unexplained.format(),
    });
  }
  const missing = toExplain(table).filter((key) => !explanations.has(key));
  if (missing.length > 0) {
    const details = new Map([
      ...table.openBank.map((item) => [bankKey(item), describeBank(item)] as const),
      ...table.openBook.map((item) => [bookKey(item), describeBook(item)] as const),
      [openingKey(account), `期初差额 ${table.openingDifference.format()} 元`] as const,
    ]);
    throw new DomainError(
      'reconciliation-unexplained',
      { account, name, count: missing.length },
      missing.map((key) => ({
        pointer: '/explanations',
        detail: `${details.get(key) ?? key}：请核销或说明。`,
      })),
    );
  }
}

function describeBank({ date, amount, description, bankLineId }: BankItem): string {
  return `银行 ${date} ${description} ${amount.format()} 元（bankLineId ${bankLineId}）`;
}

function describeBook({ date, amount, voucher, summary, voucherId, lineNo }: BookItem): string {
  return `账上 ${date} ${voucher} ${summary} ${amount.format()} 元（voucherId ${voucherId}，lineNo ${lineNo}）`;
}
