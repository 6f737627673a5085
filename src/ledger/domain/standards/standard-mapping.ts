import { NON_PROFIT_2004_TO_2024 } from './non-profit-2004-to-2024.mapping.js';
import type { Standard } from './standard.js';

/** How the accounts of a standard go on under the one that succeeds it. */
export interface StandardMapping {
  readonly from: Standard;
  readonly to: Standard;
  /** The first day of the new standard. */
  readonly effectiveOn: string;
  /** Whether the codes were compared with the official text. */
  readonly verified: boolean;
  readonly codes: readonly {
    readonly from: string;
    readonly to: string;
    readonly reason: string;
  }[];
}

const MAPPINGS: readonly StandardMapping[] = [NON_PROFIT_2004_TO_2024];

/** The way from one standard to another, or undefined when there is none. */
export function standardMapping(from: Standard, to: Standard): StandardMapping | undefined {
  return MAPPINGS.find((mapping) => mapping.from === from && mapping.to === to);
}
