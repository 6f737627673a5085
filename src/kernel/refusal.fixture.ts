import { DomainError, type Facts, type ProblemCode } from './domain-error.js';

/** The name and the facts of the refusal that an act ends in; null when nothing is refused. */
export function refusalOf(act: () => unknown): { code: ProblemCode; facts: Facts } | null {
  try {
    act();
    return null;
  } catch (error) {
    if (error instanceof DomainError) return { code: error.code, facts: error.facts };
    throw error;
  }
}
