import { addDays, type LocalDate } from '../../../kernel/local-date.js';
import { Money } from '../../../kernel/money.js';
import { nameDay } from '../dated-chart.js';
import { lineages, signed } from './book-order.js';
import type { ExportAccount, ExportBook, ExportRenaming, ExportSpan } from './export-book.js';

/** How a program writes an account from the standard's one down to itself. */
export type WritePath = (lineage: readonly ExportAccount[]) => string;

/** An account of the plain text: a code that bore two names over time is two of them. */
export interface PathedAccount {
  readonly path: string;
  readonly account: ExportAccount;
  /** The last day of its name; null for the name that it has. */
  readonly through: LocalDate | null;
}

/** The accounts of a book as a program names them, each by the day. */
export class AccountPaths {
  private readonly spans: readonly (ExportSpan & { readonly paths: ReadonlyMap<string, string> })[];

  constructor(
    private readonly book: ExportBook,
    write: WritePath,
  ) {
    this.spans = spansOf(book).map((span) => ({
      ...span,
      paths: new Map([...lineages(span.accounts)].map(([code, lineage]) => [code, write(lineage)])),
    }));
  }

  /** The path of an account on a day. @throws Error when the book has no such account */
  of(code: string, day: LocalDate): string {
    const span = this.spans.find(({ through }) => through === null || day <= through);
    const path = span?.paths.get(code);
    if (path === undefined) throw new Error(`account ${code} is not in book ${this.book.bookNo}`);
    return path;
  }

  /** Every account under every name, by code, former names first; each parent before its details. */
  all(): readonly PathedAccount[] {
    const found = new Map<string, PathedAccount>();
    for (const { accounts, paths, through } of this.spans) {
      for (const account of accounts) {
        const path = paths.get(account.code) ?? '';
        // An account that keeps its name has no last day.
        found.set(path, { path, account, through });
      }
    }
    return [...found.values()].sort((a, b) => {
      if (a.account.code !== b.account.code) return a.account.code < b.account.code ? -1 : 1;
      return (a.through ?? '9999') < (b.through ?? '9999') ? -1 : 1;
    });
  }

  /**
   * What each change of standard leaves on accounts that go on under another name: it passes from the one name to the
   * other on the first day, after the conversion voucher has carried what went to another code.
   */
  renamings(): readonly ExportRenaming[] {
    return this.spans.flatMap(({ through, paths }, place) => {
      const next = this.spans[place + 1];
      if (through === null || next === undefined) return [];
      const date = addDays(through, 1);
      const moves = [...balancesOn(this.book, through)].flatMap(([accountCode, balance]) => {
        const [from, to] = [paths.get(accountCode), next.paths.get(accountCode)];
        const moved = from !== to && !balance.isZero();
        return moved && from !== undefined && to !== undefined
          ? [{ accountCode, from, to, balance }]
          : [];
      });
      return moves.length === 0 ? [] : [{ date, moves }];
    });
  }
}

function spansOf({ accounts, formerly = [] }: ExportBook): readonly ExportSpan[] {
  return [...formerly, { through: null, accounts }];
}

/** What the accounts hold at the end of a standard's last day, the conversion voucher of the next included. */
function balancesOn(book: ExportBook, through: LocalDate): ReadonlyMap<string, Money> {
  const balances = new Map<string, Money>();
  const last = book.monthEnds
    .filter(({ month }) => month <= through.slice(0, 7))
    .sort((a, b) => (a.month < b.month ? 1 : -1))[0];
  for (const { accountCode, balance } of last?.balances ?? openingOf(book)) {
    balances.set(accountCode, balance);
  }
  const carried = book.vouchers.filter(
    (voucher) => voucher.source === 'conversion' && nameDay(voucher) === through,
  );
  for (const { accountCode, side, amount } of carried.flatMap(({ lines }) => lines)) {
    const known = balances.get(accountCode) ?? Money.ZERO;
    balances.set(accountCode, known.plus(signed(side, amount)));
  }
  return balances;
}

function openingOf({ opening }: ExportBook): { accountCode: string; balance: Money }[] {
  const sums = new Map<string, Money>();
  for (const { accountCode, side, amount } of opening?.lines ?? []) {
    sums.set(accountCode, (sums.get(accountCode) ?? Money.ZERO).plus(signed(side, amount)));
  }
  return [...sums].map(([accountCode, balance]) => ({ accountCode, balance }));
}
