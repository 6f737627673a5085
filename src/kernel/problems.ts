import { assetsProblems } from './problems/assets.problems.js';
import { auditProblems } from './problems/audit.problems.js';
import { charityProblems } from './problems/charity.problems.js';
import { companiesProblems } from './problems/companies.problems.js';
import { documentsProblems } from './problems/documents.problems.js';
import { filingsProblems } from './problems/filings.problems.js';
import { identityProblems } from './problems/identity.problems.js';
import { kernelProblems } from './problems/kernel.problems.js';
import { ledgerProblems } from './problems/ledger.problems.js';
import { noticesProblems } from './problems/notices.problems.js';
import { oversightProblems } from './problems/oversight.problems.js';
import { platformProblems } from './problems/platform.problems.js';
import type { ProblemStatus } from './problems/problem-catalogue.js';
import { reconciliationProblems } from './problems/reconciliation.problems.js';
import { treasuryProblems } from './problems/treasury.problems.js';
import { inWords } from './problems/words.js';
import { voucherProblems } from './problems/vouchers.problems.js';
import { yearEndProblems } from './problems/year-end.problems.js';

export type { ProblemCatalogue, ProblemStatus } from './problems/problem-catalogue.js';

/** Every refusal of the product by its name: one status, one text in each language. */
export const PROBLEMS = {
  ...kernelProblems,
  ...platformProblems,
  ...identityProblems,
  ...auditProblems,
  ...documentsProblems,
  ...ledgerProblems,
  ...voucherProblems,
  ...yearEndProblems,
  ...treasuryProblems,
  ...reconciliationProblems,
  ...assetsProblems,
  ...companiesProblems,
  ...charityProblems,
  ...oversightProblems,
  ...noticesProblems,
  ...filingsProblems,
};

/** The name of a refusal. */
export type ProblemCode = keyof typeof PROBLEMS;

/** Text of a problem document in one language. */
export interface RenderedProblem {
  readonly type: string;
  readonly title: string;
  readonly status: ProblemStatus;
  readonly detail: string;
}

/** Fills a problem's text with its facts. */
export function renderProblem(
  code: ProblemCode,
  facts: Readonly<Record<string, string | number | null>>,
  language: 'zh' | 'en',
): RenderedProblem {
  const { status, title, detail } = PROBLEMS[code];
  return {
    type: `/problems/${code}`,
    title: title[language],
    status,
    detail: detail[language].replace(/\{([a-zA-Z]+)\}/g, (_, name: string) =>
      inWords(code, name, String(facts[name] ?? '—'), language),
    ),
  };
}
