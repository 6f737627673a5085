import type { Money } from '../../kernel/money.js';
import { equalSums, type SearchBudget } from './equal-sums.js';
import { apart, matchScore, SUGGESTING_DAYS, type MatchScore } from './match-score.js';
import { nameLikeness } from './party-name.js';
import { bankKey, bookKey, type BankItem, type BookItem } from './reconciliation-items.js';

/** Open lines that may be the same movement: sums that agree to the fen, how sure that is, and why. */
export interface MatchSuggestion extends MatchScore {
  readonly accountCode: string;
  readonly bank: readonly BankItem[];
  readonly book: readonly BookItem[];
  readonly amount: Money;
  /** Suggestions that would use one of these lines too. */
  readonly alternatives: number;
}

/** Lines looked at for one combination: the nearest by name and day. */
const CANDIDATES = 24;
/** Lines whose names are looked at: the nearest by day. */
const NEAR = 100;
/** Pairs told of one line of the bank. */
const PAIRS_OF_A_LINE = 5;
/** Steps that all searches of one look may take together. */
const STEPS = 200_000;
/** Steps for one line, so that one with many ways leaves some to the others. */
const STEPS_OF_A_LINE = 5_000;

type Group = Pick<MatchSuggestion, 'bank' | 'book'> & { readonly rivals: number };

/**
 * Suggests what the open lines of one account may belong to, the surest first: pairs of equal amounts, one line of the
 * bank for several of the book (one credit for several receipts), several for one. Nothing is matched by it.
 */
export function matchSuggestions(
  bank: readonly BankItem[],
  book: readonly BookItem[],
): readonly MatchSuggestion[] {
  const budget = { steps: STEPS };
  const groups = [
    ...pairs(bank, book),
    ...combined(bank, book, budget).map(({ one, several, rivals }) => ({
      bank: [one],
      book: several,
      rivals,
    })),
    ...combined(book, bank, budget).map(({ one, several, rivals }) => ({
      bank: several,
      book: [one],
      rivals,
    })),
  ];
  const uses = usesOf(groups);
  return groups
    .map((group) => suggestion(group, uses))
    .sort(
      (a, b) =>
        b.confidence - a.confidence ||
        order(a, b, ({ bank: [first] }) => first?.date ?? '') ||
        order(a, b, keysOf),
    );
}

/** The names of a suggestion's lines, the same for the same lines. */
export function keysOf({ bank, book }: Pick<MatchSuggestion, 'bank' | 'book'>): string {
  return [...bank.map(bankKey), ...book.map(bookKey)].sort().join(' ');
}

function suggestion(group: Group, uses: ReadonlyMap<string, number>): MatchSuggestion {
  const { bank, book, rivals } = group;
  const amount = bank.length === 1 ? bank[0]?.amount : book[0]?.amount;
  const [first] = bank;
  if (amount === undefined || first === undefined) throw new Error('a suggestion has two sides');
  const shared = [...bank.map(bankKey), ...book.map(bookKey)].map(
    (key) => (uses.get(key) ?? 1) - 1,
  );
  return {
    ...matchScore(bank, book, Math.max(rivals, ...shared)),
    accountCode: first.accountCode,
    bank,
    book,
    amount,
    alternatives: Math.max(...shared),
  };
}

function pairs(bank: readonly BankItem[], book: readonly BookItem[]): Group[] {
  const byAmount = new Map<string, BookItem[]>();
  for (const item of book) {
    const group = byAmount.get(item.amount.toString());
    if (group === undefined) byAmount.set(item.amount.toString(), [item]);
    else group.push(item);
  }
  const near = bank.map((item) => ({
    item,
    fitting: (byAmount.get(item.amount.toString()) ?? []).filter(
      (other) => apart(item, other) <= SUGGESTING_DAYS,
    ),
  }));
  const wanted = new Map<BookItem, number>();
  for (const { fitting } of near) {
    for (const one of fitting) wanted.set(one, (wanted.get(one) ?? 0) + 1);
  }
  return near.flatMap(({ item, fitting }) =>
    nearest(item, fitting, PAIRS_OF_A_LINE).map((one) => ({
      bank: [item],
      book: [one],
      rivals: Math.max(fitting.length, wanted.get(one) ?? 1) - 1,
    })),
  );
}

/** For each line the combinations of the other side that make its amount. */
function combined<One extends BankItem | BookItem, Several extends BankItem | BookItem>(
  ones: readonly One[],
  others: readonly Several[],
  budget: SearchBudget,
): { one: One; several: readonly Several[]; rivals: number }[] {
  return ones.flatMap((one) => {
    const around = others.filter((other) => apart(one, other) <= SUGGESTING_DAYS);
    const own = { steps: Math.min(STEPS_OF_A_LINE, budget.steps) };
    const given = own.steps;
    const found = equalSums(
      one.amount,
      nearest(one, around, CANDIDATES),
      ({ amount }) => amount,
      own,
    );
    budget.steps -= given - own.steps;
    return found.map((several) => ({ one, several, rivals: found.length - 1 }));
  });
}

/** The lines that are likeliest to belong to one, by name and then by day. */
function nearest<T extends BankItem | BookItem>(
  one: BankItem | BookItem,
  others: readonly T[],
  most: number,
): readonly T[] {
  const rank = { same: 0, alike: 1, unknown: 2, different: 3 } as const;
  return others
    .map((other) => ({ other, days: apart(one, other) }))
    .sort((a, b) => a.days - b.days)
    .slice(0, NEAR)
    .map(({ other, days }) => ({
      other,
      days,
      likeness: rank[nameLikeness(one.counterparty, other.counterparty)],
    }))
    .sort((a, b) => a.likeness - b.likeness || a.days - b.days)
    .slice(0, most)
    .map(({ other }) => other);
}

function usesOf(groups: readonly Group[]): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  for (const { bank, book } of groups) {
    for (const key of [...bank.map(bankKey), ...book.map(bookKey)]) {
      uses.set(key, (uses.get(key) ?? 0) + 1);
    }
  }
  return uses;
}

function order<T>(a: T, b: T, keyOf: (item: T) => string): number {
  const [left, right] = [keyOf(a), keyOf(b)];
  return left === right ? 0 : left < right ? -1 : 1;
}
