import type { ProblemCatalogue } from './problem-catalogue.js';

export const noticesProblems = {} as const satisfies ProblemCatalogue;
