import type { ProblemCatalogue } from './problem-catalogue.js';

export const oversightProblems = {} as const satisfies ProblemCatalogue;
