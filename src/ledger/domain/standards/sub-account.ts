import { DomainError } from '../../../kernel/domain-error.js';
import type { OfficialAccount } from './official-account.js';

/** The longest account code that a book takes. */
export const LONGEST_ACCOUNT_CODE = 12;

/** What a sub-account takes over from its parent. */
export type InheritedTraits = Omit<OfficialAccount, 'code' | 'name'>;

/** The account under which a sub-account is opened. */
export type ParentAccount = Omit<OfficialAccount, 'name'>;

/**
 * A sub-account (明细科目) is its parent's code and two to four digits, and inherits class and side.
 * `existing` are the other codes of the book: a code never hides between an account and its sub-account.
 * @throws DomainError sub-account-code-malformed, sub-account-code-ambiguous
 */
export function checkSubAccount(
  parent: ParentAccount,
  code: string,
  existing: Iterable<string> = [],
): InheritedTraits {
  const facts = { parentCode: parent.code, code, longest: String(LONGEST_ACCOUNT_CODE) };
  const suffix = code.slice(parent.code.length);
  const wellFormed = code.startsWith(parent.code) && /^\d{2,4}$/.test(suffix);
  if (!wellFormed || code.length > LONGEST_ACCOUNT_CODE) {
    throw new DomainError('sub-account-code-malformed', facts);
  }
  for (const other of existing) {
    const between = other.length > parent.code.length && other !== code && code.startsWith(other);
    if (between || (other !== code && other.startsWith(code))) {
      throw new DomainError('sub-account-code-ambiguous', { ...facts, other });
    }
  }
  const { category, normalSide, bothSides, contraOf, money } = parent;
  const traits = { category, normalSide, bothSides, money };
  return contraOf === undefined ? traits : { ...traits, contraOf };
}
