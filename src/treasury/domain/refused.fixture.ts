import { DomainError } from '../../kernel/domain-error.js';

/** The refusal that an act ends in, with its pointers; null when nothing is refused. */
export function refusal(act: () => unknown): DomainError | null {
  try {
    act();
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}
