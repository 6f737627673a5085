import type { Column } from '../../platform/http/table-file.js';
import type { AccountView, BankLineView, BookLineView } from '../reconciliation.view.js';

/** One row of a 银行存款余额调节表: a balance, a sum that leads to the other side, or one item of that sum. */
export interface AdjustmentRow {
  readonly kind: 'subtotal' | 'data';
  readonly account: string;
  readonly label: string;
  readonly date: string | null;
  readonly amount: string | null;
  readonly explanation: string | null;
}

/** The table of one bank account, row by row as it is printed. */
export function adjustmentRows(account: AccountView): AdjustmentRow[] {
  const { adjustment } = account;
  const bank = account.unmatchedBankLines.map((line) => itemRow(account, line, line.description));
  const book = account.unmatchedBookLines.map((line) =>
    itemRow(account, line, `${line.voucher} ${line.summary}`),
  );
  const balance = (label: string, amount: string | null): AdjustmentRow => ({
    kind: 'subtotal',
    account: accountOf(account),
    label,
    date: null,
    amount,
    explanation: null,
  });
  const part = (
    label: string,
    amount: string,
    items: readonly AdjustmentRow[],
  ): AdjustmentRow[] => [{ ...balance(label, amount), kind: 'data' }, ...items];
  return [
    balance('账面余额', adjustment.bookBalance),
    ...part('加：银行已收、账面未收', adjustment.bankReceivedNotBooked, bank.filter(isReceived)),
    ...part('减：银行已付、账面未付', adjustment.bankPaidNotBooked, bank.filter(isPaid).map(taken)),
    balance('调节后账面余额', adjustment.adjustedBook),
    balance('银行对账单余额', adjustment.statementBalance),
    ...part('加：账面已收、银行未收', adjustment.bookReceivedNotInBank, book.filter(isReceived)),
    ...part('减：账面已付、银行未付', adjustment.bookPaidNotInBank, book.filter(isPaid).map(taken)),
    ...part('期初差额', adjustment.openingDifference, []),
    balance('调节后对账单余额', adjustment.adjustedStatement),
    balance('尚未说明的差额', adjustment.unexplained),
  ];
}

/** The tables of all bank accounts as a list to take away. */
export const ADJUSTMENT_COLUMNS: readonly Column<AdjustmentRow>[] = [
  { title: '银行账户', value: ({ account }) => account, width: 24 },
  { title: '项目', value: ({ label }) => label, width: 40 },
  { title: '日期', value: ({ date }) => date, width: 12 },
  { title: '金额', value: ({ amount }) => amount, figure: true },
  { title: '说明', value: ({ explanation }) => explanation, width: 40 },
];

/** The account by its code and name. */
export function accountOf({ accountCode, accountName }: AccountView): string {
  return `${accountCode} ${accountName}`;
}

function itemRow(
  account: AccountView,
  line: (BankLineView | BookLineView) & { readonly explanation: string | null },
  text: string,
): AdjustmentRow {
  return {
    kind: 'data',
    account: accountOf(account),
    label: `\u3000${text}`,
    date: line.date,
    amount: line.amount,
    explanation: line.explanation,
  };
}

function isPaid({ amount }: AdjustmentRow): boolean {
  return amount?.startsWith('-') === true;
}

/** Under 减 an item stands as what is taken off, so that the items add up to their sum. */
function taken(row: AdjustmentRow): AdjustmentRow {
  return { ...row, amount: row.amount?.slice(1) ?? null };
}

function isReceived(row: AdjustmentRow): boolean {
  return !isPaid(row);
}
