import type { ProblemCatalogue } from './problem-catalogue.js';

export const auditProblems = {} as const satisfies ProblemCatalogue;
