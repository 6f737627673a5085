import type { ProblemCatalogue } from './problem-catalogue.js';

export const charityProblems = {} as const satisfies ProblemCatalogue;
