import type { ProblemCatalogue } from './problem-catalogue.js';

export const treasuryProblems = {} as const satisfies ProblemCatalogue;
