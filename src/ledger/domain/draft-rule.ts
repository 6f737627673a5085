import type { AccountFacts } from './account.js';
import type { LineDraft } from './voucher-line.js';

/** What a room to the right asks of a voucher that a person writes; pointers start with `pointer`. @throws DomainError */
export type DraftRule = (
  draft: { readonly kind: string; readonly lines: readonly LineDraft[] },
  accounts: ReadonlyMap<string, AccountFacts>,
  pointer: string,
) => void;
