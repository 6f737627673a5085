/** The HTTP statuses a refusal may have. */
export type ProblemStatus = 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 429 | 500 | 503;

/** A text in Chinese and in English. */
export interface InBothLanguages {
  readonly zh: string;
  readonly en: string;
}

/** A room's refusals; the detail says how to put it right, {placeholders} are filled from the facts. */
export type ProblemCatalogue = Readonly<
  Record<string, { status: ProblemStatus; title: InBothLanguages; detail: InBothLanguages }>
>;
