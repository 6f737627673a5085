import { Money } from '../../kernel/money.js';

/** What a community is compared by, from its filed figures. */
export interface LeagueFigures {
  readonly code: string;
  readonly name: string;
  readonly streetName: string;
  readonly income: string;
  readonly expenditure: string;
  readonly closing: string;
  readonly properties: number;
  readonly inUse: number;
  readonly onTime: boolean;
  readonly objections: number;
  readonly answered: number;
}

/** One place of the league table; rates in per cent with two decimals, null without anything to measure. */
export interface LeagueRow<T extends LeagueFigures = LeagueFigures> {
  readonly rank: number;
  readonly useRate: string | null;
  readonly answerRate: string | null;
  readonly figures: T;
}

/** What a league table can be ordered by. */
export const LEAGUE_ORDERS = ['income', 'closing', 'use-rate', 'answer-rate'] as const;

/** What a league table is ordered by. */
export type LeagueOrder = (typeof LEAGUE_ORDERS)[number];

/** Ranks communities, the best first; equals share a rank and the next rank is as many places down. */
export function rankCommunities<T extends LeagueFigures>(
  communities: readonly T[],
  order: LeagueOrder,
): LeagueRow<T>[] {
  const compare = COMPARE[order];
  const sorted = [...communities].sort((a, b) => compare(b, a) || (a.code < b.code ? -1 : 1));
  return sorted.map((figures) => ({
    rank: 1 + sorted.findIndex((other) => compare(other, figures) === 0),
    useRate: percent(figures.inUse, figures.properties),
    answerRate: percent(figures.answered, figures.objections),
    figures,
  }));
}

const byMoney =
  (key: 'income' | 'closing') =>
  (a: LeagueFigures, b: LeagueFigures): number =>
    Money.of(a[key]).compare(Money.of(b[key]));

const COMPARE: Readonly<Record<LeagueOrder, (a: LeagueFigures, b: LeagueFigures) => number>> = {
  income: byMoney('income'),
  closing: byMoney('closing'),
  'use-rate': (a, b) => compareShares([a.inUse, a.properties], [b.inUse, b.properties]),
  'answer-rate': (a, b) => compareShares([a.answered, a.objections], [b.answered, b.objections]),
};

type Share = readonly [part: number, whole: number];

/** Fractions are compared without rounding; nothing to measure stands last. */
function compareShares([a, ofA]: Share, [b, ofB]: Share): number {
  if (ofA === 0 || ofB === 0) return Math.sign(ofA) - Math.sign(ofB);
  return Math.sign(a * ofB - b * ofA);
}

function percent(part: number, whole: number): string | null {
  return whole === 0 ? null : ((part * 100) / whole).toFixed(2);
}
