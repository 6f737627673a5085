import type { ProblemCatalogue } from './problem-catalogue.js';

export const companiesProblems = {} as const satisfies ProblemCatalogue;
