import type { Standard } from '../standards/standard.js';
import { NON_PROFIT_2004_YEAR_END } from './non-profit-2004.year-end.js';
import { NON_PROFIT_2024_YEAR_END } from './non-profit-2024.year-end.js';
import { RURAL_COLLECTIVE_2023_YEAR_END } from './rural-collective-2023.year-end.js';
import { SMALL_ENTERPRISE_2011_YEAR_END } from './small-enterprise-2011.year-end.js';
import type { YearEndRule } from './year-end-rule.js';

const RULES: Readonly<Record<Standard, YearEndRule>> = {
  'rural-collective-2023': RURAL_COLLECTIVE_2023_YEAR_END,
  'small-enterprise-2011': SMALL_ENTERPRISE_2011_YEAR_END,
  'non-profit-2004': NON_PROFIT_2004_YEAR_END,
  'non-profit-2024': NON_PROFIT_2024_YEAR_END,
};

/** How a standard ends the year. */
export function yearEndRuleOf(standard: Standard): YearEndRule {
  return RULES[standard];
}

/** What the database holds of these rules, as [standard, role, code]. */
export function yearEndAccounts(): readonly (readonly [Standard, string, string])[] {
  return Object.values(RULES).flatMap(({ standard, steps, emptied, suspense, distribution }) => {
    const excepted = steps.flatMap(({ except }) => except ?? []);
    const restricted = steps.filter(({ from }) => from.some((code) => excepted.includes(code)));
    const codes: Readonly<Record<string, readonly string[]>> = {
      result: [...new Set([...steps.map(({ into }) => into.account), ...emptied])],
      emptied,
      suspense: suspense === null ? [] : [suspense],
      'restricted-income': restricted.flatMap(({ from }) => from),
      restricted: restricted.map(({ into }) => into.account),
      distribution: distribution === null ? [] : [distribution.account],
      reserve: distribution === null ? [] : [distribution.reserve.into],
    };
    return Object.entries(codes).flatMap(([role, of]) =>
      of.map((code) => [standard, role, code] as const),
    );
  });
}
