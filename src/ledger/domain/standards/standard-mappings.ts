import { NON_PROFIT_2004_TO_2024 } from './non-profit-2004-to-2024.mapping.js';
import type { StandardMapping } from './standard-mapping.js';
import type { Standard } from './standard.js';

const MAPPINGS: readonly StandardMapping[] = [NON_PROFIT_2004_TO_2024];

/** Every way from a standard to the one that succeeds it. */
export function standardMappings(): readonly StandardMapping[] {
  return MAPPINGS;
}

/** The way from one standard to another, or undefined when there is none. */
export function standardMapping(from: Standard, to: Standard): StandardMapping | undefined {
  return MAPPINGS.find((mapping) => mapping.from === from && mapping.to === to);
}
