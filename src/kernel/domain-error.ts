import { renderProblem, type ProblemCode } from './problems.js';

export type { ProblemCode } from './problems.js';

/** What fills the placeholders of a problem's text, and is shown beside it. */
export type Facts = Readonly<Record<string, string | number | null>>;

/** A field that is wrong, by JSON pointer, and how to put it right. */
export interface FieldError {
  readonly pointer: string;
  readonly detail: string;
}

/** A refusal with a name of the problem catalogue. */
export class DomainError extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly facts: Facts = {},
    readonly errors: readonly FieldError[] = [],
  ) {
    super(`${code}: ${renderProblem(code, facts, 'zh').detail}`);
    this.name = 'DomainError';
  }
}
