import type { LocalDate } from '../../../kernel/local-date.js';
import type { Money } from '../../../kernel/money.js';
import { lastDay } from '../../../kernel/month.js';
import type { Side } from '../account.js';
import type {
  ExportAccount,
  ExportBook,
  ExportEntry,
  ExportRenaming,
  ExportVoucher,
} from './export-book.js';

/** Vouchers by date, word and number, each month's balances after its last voucher, changes of names before the day's vouchers. */
export function entriesInOrder(
  book: ExportBook,
  renamings: readonly ExportRenaming[],
): readonly ExportEntry[] {
  const renamed = renamings.map((renaming): ExportEntry => ({
    kind: 'renaming',
    date: renaming.date,
    renaming,
  }));
  const vouchers = book.vouchers.map((voucher): ExportEntry => ({
    kind: 'voucher',
    date: voucher.date,
    voucher,
  }));
  const monthEnds = book.monthEnds.map((monthEnd): ExportEntry => ({
    kind: 'month-end',
    date: lastDay(monthEnd.month),
    monthEnd,
  }));
  return [...renamed, ...vouchers, ...monthEnds].sort(compareEntries);
}

/** The accounts from the official one down to each account, by its code. */
export function lineages(
  accounts: readonly ExportAccount[],
): ReadonlyMap<string, readonly ExportAccount[]> {
  const byCode = new Map(accounts.map((account) => [account.code, account]));
  const found = new Map<string, readonly ExportAccount[]>();
  const lineageOf = (account: ExportAccount): readonly ExportAccount[] => {
    if (account.parentCode === null) return [account];
    const parent = byCode.get(account.parentCode);
    if (parent === undefined || !account.code.startsWith(parent.code)) {
      throw new Error(`account ${account.code} does not stand under ${account.parentCode}`);
    }
    return [...lineageOf(parent), account];
  };
  for (const account of accounts) {
    const lineage = lineageOf(account);
    const named = lineage.map((one, level) => ({
      ...one,
      name: account.names?.[level] ?? one.name,
    }));
    found.set(account.code, named);
  }
  return found;
}

/** The earliest day that the book knows. */
export function firstDayOf(book: ExportBook): LocalDate {
  const days = [book.openedOn, ...book.vouchers.map((voucher) => voucher.date)];
  if (book.opening !== null) days.push(book.opening.date);
  return days.reduce((earliest, day) => (day < earliest ? day : earliest));
}

/** An amount with the sign of its side: debit positive, credit negative. */
export function signed(side: Side, amount: Money): Money {
  return side === 'debit' ? amount : amount.negated();
}

/** The printed number of a voucher, such as 记-12. */
export function voucherNumber(voucher: ExportVoucher): string {
  return `${voucher.word}-${voucher.no}`;
}

/** What comes first on a day. */
const ORDER: Readonly<Record<ExportEntry['kind'], number>> = {
  renaming: 0,
  voucher: 1,
  'month-end': 2,
};

function compareEntries(a: ExportEntry, b: ExportEntry): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1;
  if (a.kind === 'voucher' && b.kind === 'voucher') {
    if (a.voucher.word !== b.voucher.word) return a.voucher.word < b.voucher.word ? -1 : 1;
    return a.voucher.no - b.voucher.no;
  }
  if (a.kind === b.kind) return 0;
  return ORDER[a.kind] - ORDER[b.kind];
}
