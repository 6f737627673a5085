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
