import type { Money } from '../../kernel/money.js';

/** How far a search may go, shared by the searches of one look: steps left, made smaller as they are taken. */
export interface SearchBudget {
  steps: number;
}

/** Lines in one combination at most: more is found by chance rather than by truth. */
export const MOST_LINES = 8;
/** Combinations that are told of one line; a third says only that there are more than two. */
const MOST_FOUND = 3;

interface Weighed<T> {
  readonly item: T;
  readonly fen: bigint;
}

/**
 * The combinations of two to eight items that sum to the target to the fen, at most three; items point the target's way.
 * The search is bounded: where there are too many ways it stops and tells what it has.
 */
export function equalSums<T>(
  target: Money,
  candidates: readonly T[],
  amountOf: (item: T) => Money,
  budget: SearchBudget,
): readonly (readonly T[])[] {
  const goal = fenOf(target.abs());
  const weighed = candidates
    .filter((item) => amountOf(item).isNegative() === target.isNegative())
    .map((item): Weighed<T> => ({ item, fen: fenOf(amountOf(item).abs()) }))
    .filter(({ fen }) => fen < goal)
    .sort((a, b) => (a.fen === b.fen ? 0 : a.fen > b.fen ? -1 : 1));
  // What is left from each place on, so that a branch that cannot reach the goal is not entered.
  const rest = [0n];
  for (const { fen } of [...weighed].reverse()) rest.unshift((rest[0] ?? 0n) + fen);
  const found: (readonly T[])[] = [];
  const search = (from: number, missing: bigint, chosen: readonly T[]): void => {
    if (missing === 0n) {
      if (chosen.length >= 2) found.push(chosen);
      return;
    }
    if (chosen.length === MOST_LINES) return;
    for (let place = from; place < weighed.length; place += 1) {
      if (found.length >= MOST_FOUND || budget.steps <= 0 || (rest[place] ?? 0n) < missing) return;
      const next = weighed[place];
      if (next === undefined || next.fen > missing) continue;
      budget.steps -= 1;
      search(place + 1, missing - next.fen, [...chosen, next.item]);
    }
  };
  search(0, goal, []);
  return found;
}

function fenOf(amount: Money): bigint {
  return BigInt(amount.toString().replace('.', ''));
}
