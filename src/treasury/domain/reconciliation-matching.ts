import { DomainError } from '../../kernel/domain-error.js';
import { daysBetween } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import {
  bankKey,
  bookKey,
  type BankItem,
  type BookItem,
  type Match,
} from './reconciliation-items.js';

/** Days that may lie between the bank's date and the voucher's for a match without a person. */
export const MATCHING_DAYS = 7;

/**
 * Pairs open lines of one account that can only belong together: equal amounts within seven days, where the
 * counterparty decides between several. What is ambiguous is left to a person.
 */
export function automaticMatches(
  bank: readonly BankItem[],
  book: readonly BookItem[],
): readonly Match[] {
  const cancelled = cancellations(book);
  const taken = new Set(cancelled.flatMap((match) => match.bookLines.map(bookKey)));
  const matches = [...cancelled];
  for (const pass of [identical, sameText, sameCounterparty, sameAmount]) {
    const found = pass(
      bank.filter((item) => !taken.has(bankKey(item))),
      book.filter((item) => !taken.has(bookKey(item))),
    );
    for (const { bankItem, bookItem, reason } of found) {
      taken.add(bankKey(bankItem)).add(bookKey(bookItem));
      matches.push({ bankLineIds: [bankItem.bankLineId], bookLines: [bookItem], reason });
    }
  }
  return matches.map((match) => ({
    ...match,
    bookLines: match.bookLines.map(({ voucherId, lineNo }) => ({ voucherId, lineNo })),
  }));
}

interface Pair {
  readonly bankItem: BankItem;
  readonly bookItem: BookItem;
  readonly reason: string;
}

/** A red-letter line and the line that it cancels, while the bank has seen neither. */
function cancellations(book: readonly BookItem[]): Match[] {
  const taken = new Set<BookItem>();
  return book.flatMap((red) => {
    if (red.reversesId === null) return [];
    const original = book.find(
      (item) =>
        item.voucherId === red.reversesId &&
        !taken.has(item) &&
        item.amount.negated().equals(red.amount),
    );
    if (original === undefined) return [];
    taken.add(original);
    const reason = `${red.voucher}红字冲销${original.voucher}，两笔相抵，银行未发生`;
    return [{ bankLineIds: [], bookLines: [original, red], reason }];
  });
}

/** Same amount, day and counterparty, as often in the bank as in the book: which is which makes no difference. */
function identical(bank: readonly BankItem[], book: readonly BookItem[]): Pair[] {
  const inBook = grouped(book, identity);
  return [...grouped(bank, identity)].flatMap(([key, bankItems]) => {
    const bookItems = inBook.get(key) ?? [];
    if (key === '' || bookItems.length !== bankItems.length) return [];
    const reason =
      bankItems.length === 1
        ? '金额、日期、户名相同'
        : `金额、日期、户名相同，银行与账上各 ${bankItems.length} 笔`;
    return bankItems.flatMap((bankItem, index) => {
      const bookItem = bookItems[index];
      return bookItem === undefined ? [] : [{ bankItem, bookItem, reason }];
    });
  });
}

function identity(item: BankItem | BookItem): string {
  const name = plainName(item.counterparty);
  return name === '' ? '' : `${item.amount.toString()} ${item.date} ${name}`;
}

/** Same amount, day and text: lines that nobody can tell apart pair in their order. */
function sameText(bank: readonly BankItem[], book: readonly BookItem[]): Pair[] {
  const inBook = grouped(book, (item) => textOf(item, item.summary));
  return [...grouped(bank, (item) => textOf(item, item.description))].flatMap(
    ([key, bankItems]) => {
      const bookItems = inBook.get(key) ?? [];
      if (bookItems.length !== bankItems.length) return [];
      const reason = `金额、日期、摘要相同，银行与账上各 ${bankItems.length} 笔`;
      return bankItems.flatMap((bankItem, index) => {
        const bookItem = bookItems[index];
        return bookItem === undefined ? [] : [{ bankItem, bookItem, reason }];
      });
    },
  );
}

function textOf(item: BankItem | BookItem, text: string): string {
  return `${item.amount.toString()} ${item.date} ${plainName(text)}`;
}

function sameCounterparty(bank: readonly BankItem[], book: readonly BookItem[]): Pair[] {
  return mutual(bank, book, (bankItem, bookItem) => {
    const name = plainName(bankItem.counterparty);
    return name !== '' && name === plainName(bookItem.counterparty);
  }).map((pair) => ({ ...pair, reason: `金额、户名相同，${apart(pair)}` }));
}

function sameAmount(bank: readonly BankItem[], book: readonly BookItem[]): Pair[] {
  return mutual(bank, book, () => true).map((pair) => {
    const [a, b] = [plainName(pair.bankItem.counterparty), plainName(pair.bookItem.counterparty)];
    const differ = a !== '' && b !== '' && a !== b ? '，户名不同，请核对' : '';
    return {
      ...pair,
      reason: `前后 ${MATCHING_DAYS} 日内金额相同的仅此一笔，${apart(pair)}${differ}`,
    };
  });
}

/** Pairs of which each is the other's only candidate within the window. */
function mutual(
  bank: readonly BankItem[],
  book: readonly BookItem[],
  fits: (bankItem: BankItem, bookItem: BookItem) => boolean,
): Omit<Pair, 'reason'>[] {
  const bankByAmount = grouped(bank, ({ amount }) => amount.toString());
  const bookByAmount = grouped(book, ({ amount }) => amount.toString());
  const near = (a: BankItem, b: BookItem): boolean =>
    Math.abs(daysBetween(a.date, b.date)) <= MATCHING_DAYS && fits(a, b);
  return bank.flatMap((bankItem) => {
    const amount = bankItem.amount.toString();
    const candidates = (bookByAmount.get(amount) ?? []).filter((item) => near(bankItem, item));
    const [bookItem] = candidates;
    if (candidates.length !== 1 || bookItem === undefined) return [];
    const rivals = (bankByAmount.get(amount) ?? []).filter((item) => near(item, bookItem));
    return rivals.length === 1 ? [{ bankItem, bookItem }] : [];
  });
}

function apart({ bankItem, bookItem }: Omit<Pair, 'reason'>): string {
  const days = Math.abs(daysBetween(bankItem.date, bookItem.date));
  return days === 0 ? '日期相同' : `日期相差 ${days} 天`;
}

function plainName(name: string | null): string {
  return (name ?? '').normalize('NFKC').replace(/[\s()]/g, '');
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

/**
 * Checks what a person says belongs together: open lines of one account whose sums agree to the fen.
 * @throws DomainError match-needs-two-lines, match-line-not-open, match-accounts-differ, match-sums-differ
 */
export function checkMatch(
  match: Match,
  open: { readonly bank: readonly BankItem[]; readonly book: readonly BookItem[] },
): { readonly match: Match; readonly accountCode: string } {
  const bank = match.bankLineIds.map((id) => open.bank.find((item) => item.bankLineId === id));
  const book = match.bookLines.map((key) =>
    open.book.find((item) => bookKey(item) === bookKey(key)),
  );
  const items = [...bank, ...book];
  const names = [
    ...match.bankLineIds.map((bankLineId) => bankKey({ bankLineId })),
    ...match.bookLines.map(bookKey),
  ];
  if (new Set(names).size < 2 || new Set(names).size !== names.length) {
    throw new DomainError('match-needs-two-lines');
  }
  const missing = items.findIndex((item) => item === undefined);
  if (missing >= 0) throw new DomainError('match-line-not-open', { line: names[missing] ?? '' });
  const [accountCode, ...others] = new Set(items.map((item) => item?.accountCode ?? ''));
  if (accountCode === undefined || others.length > 0) {
    throw new DomainError('match-accounts-differ', {
      accounts: [accountCode ?? '', ...others].join('、'),
    });
  }
  const inBank = Money.sum(bank.flatMap((item) => item?.amount ?? []));
  const inBook = Money.sum(book.flatMap((item) => item?.amount ?? []));
  if (!inBank.equals(inBook)) {
    throw new DomainError('match-sums-differ', {
      bank: inBank.format(),
      book: inBook.format(),
      difference: inBank.minus(inBook).format(),
    });
  }
  return { match, accountCode };
}
