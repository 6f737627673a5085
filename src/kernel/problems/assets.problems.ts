import type { ProblemCatalogue } from './problem-catalogue.js';

export const assetsProblems = {} as const satisfies ProblemCatalogue;
