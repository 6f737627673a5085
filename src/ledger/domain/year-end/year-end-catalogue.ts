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
