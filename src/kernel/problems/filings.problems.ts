import type { ProblemCatalogue } from './problem-catalogue.js';

export const filingsProblems = {} as const satisfies ProblemCatalogue;
