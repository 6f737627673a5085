import { describe, expect, test } from '@jest/globals';
import { DomainError } from './domain-error.js';
import { PROBLEMS, renderProblem, type ProblemCatalogue, type ProblemCode } from './problems.js';
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
import { reconciliationProblems } from './problems/reconciliation.problems.js';
import { treasuryProblems } from './problems/treasury.problems.js';
import { ROLES } from './role.js';
import { voucherProblems } from './problems/vouchers.problems.js';
import { yearEndProblems } from './problems/year-end.problems.js';

const CATALOGUES: readonly ProblemCatalogue[] = [
  kernelProblems,
  platformProblems,
  identityProblems,
  auditProblems,
  documentsProblems,
  ledgerProblems,
  voucherProblems,
  yearEndProblems,
  treasuryProblems,
  reconciliationProblems,
  assetsProblems,
  companiesProblems,
  charityProblems,
  oversightProblems,
  noticesProblems,
  filingsProblems,
];
const ALL: ProblemCatalogue = PROBLEMS;

const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '');

describe('the catalogue of refusals', () => {
  test('no code occurs twice, and none is left out', () => {
    const codes = CATALOGUES.flatMap((catalogue) => Object.keys(catalogue));
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
    expect(Object.keys(PROBLEMS).sort()).toEqual([...codes].sort());
  });

  test.each(Object.keys(ALL))('%s is kebab-case and says in both languages what to do', (code) => {
    const problem = ALL[code];
    expect(code).toMatch(/^[a-z]+(-[a-z0-9]+)*$/);
    for (const text of [problem?.title.zh, problem?.detail.zh])
      expect(text).toMatch(/\p{Script=Han}/u);
    for (const text of [problem?.title.en, problem?.detail.en]) {
      expect(text).toMatch(/[a-z]/);
      expect(text).not.toMatch(/\p{Script=Han}/u);
    }
  });

  test.each(Object.entries(ALL))(
    '%s names its facts by letters, and titles have none',
    (_, problem) => {
      for (const detail of [problem.detail.zh, problem.detail.en]) {
        for (const name of placeholders(detail)) expect(name).toMatch(/^[a-zA-Z]+$/);
        expect(detail.replace(/\{[^{}]*\}/g, '')).not.toMatch(/[{}]/);
      }
      expect(problem.title.zh + problem.title.en).not.toMatch(/[{}]/);
    },
  );

  test.each([
    ['malformed-request', 400],
    ['validation-failed', 400],
    ['unknown-query-parameter', 400],
    ['idempotency-key-malformed', 400],
    ['unauthenticated', 401],
    ['forbidden', 403],
    ['not-found', 404],
    ['method-not-allowed', 405],
    ['conflict', 409],
    ['state-forbids', 409],
    ['payload-too-large', 413],
    ['unsupported-media-type', 415],
    ['idempotency-key-reused', 422],
    ['amount-out-of-range', 422],
    ['credit-code-invalid', 422],
    ['too-many-requests', 429],
    ['internal-error', 500],
    ['busy-try-again', 503],
    ['outcome-unknown', 503],
    ['amount-malformed', 400],
    ['month-malformed', 400],
  ] as const)('%s answers %i', (code, status) => {
    expect(PROBLEMS[code].status).toBe(status);
  });
});

/** Identifiers and terms that a Chinese sentence may bear. */
const ALLOWED = new Set(
  (
    'URL PDF CSV XLSX XLS ms excel JSON UTF SHA UUID ASCII Type Content Idempotency Key cursor nextCursor errors template imports text ' +
    'application vnd openxmlformats officedocument spreadsheetml sheet csv json true month all out role voucherId ' +
    'resolutionNo requestId pairs groups explanations explanation openingDifferenceOf openingBalance closingBalance ' +
    'depositReason lineNo fundAccountCode bankLineId automatic cash bank XML cite correct prior year outcome returned'
  ).split(' '),
);

/** Every code that the service or the database puts into a sentence. */
const CODES: Readonly<Record<string, readonly string[]>> = {
  role: ROLES,
  other: ROLES,
  line: ['revenue', 'expenditure', 'petty-cash'],
  kind: [
    ...['profit', 'donation', 'loan', 'repayment'],
    ...['manual', 'import', 'correction', 'difference', 'prior-year', 'closing'],
  ],
  document: ['receipt', 'receipt_refund', 'allocation', 'payment', 'transfer'],
  source: ['receipt', 'refund', 'rent', 'donation', 'allocation', 'payment', 'transfer', 'release'],
};
const MONTHS = ['open', 'reported', 'approved', 'published', 'sealed'];
const STATES: Readonly<Record<string, readonly string[]>> = {
  filing: ['', 'drafted', 'signed', 'submitted', 'accepted', 'returned', 'withdrawn', ...MONTHS],
  request: ['', 'drafted', 'submitted', 'approved', 'paid', 'rejected', 'withdrawn', 'reversed'],
  meeting: ['', 'called', 'in-session', 'approved', 'returned'],
  month: MONTHS,
  transfer: ['collective', 'company', 'charity', 'operating-fund'],
};

function samples(code: string, name: string): readonly string[] {
  const states = STATES[code.split('-')[0] ?? ''];
  if (['state', 'status', 'from', 'to'].includes(name) && states !== undefined) return states;
  return CODES[name] ?? ['1'];
}

describe('a Chinese sentence is Chinese, an English one English', () => {
  test.each(Object.keys(ALL))('%s, whatever code fills it', (code) => {
    for (const name of new Set(placeholders(ALL[code]?.detail.zh ?? ''))) {
      for (const value of samples(code, name)) {
        const zh = renderProblem(code as ProblemCode, { [name]: value }, 'zh').detail;
        const words = zh.match(/[A-Za-z]{3,}/g) ?? [];
        expect([zh, words.filter((word) => !ALLOWED.has(word))]).toEqual([zh, []]);
        const en = renderProblem(code as ProblemCode, { [name]: value }, 'en').detail;
        expect(en).not.toMatch(/\p{Script=Han}/u);
      }
    }
  });

  test('a state keeps its code in the facts and its name in the text', () => {
    const sealed = { month: '2026-01', state: 'sealed' };
    expect(renderProblem('month-not-open', sealed, 'zh').detail).toMatch(
      /^2026-01 已是“已封账”状态/,
    );
    expect(renderProblem('month-not-open', sealed, 'en').detail).toMatch(/2026-01 is sealed/);
    const named = { month: '2026-01', state: '已封账' };
    expect(renderProblem('month-not-open', named, 'en').detail).toMatch(/2026-01 is sealed/);
  });

  test('the same code is called after the thing it is a state of', () => {
    const approved = { from: 'approved', to: 'submitted' };
    expect(renderProblem('request-step-unknown', approved, 'zh').detail).toBe(
      '付款申请不能从“已批准”变为“审批中”。',
    );
    expect(
      renderProblem('approval-out-of-turn', { role: 'party-secretary' }, 'zh').detail,
    ).toContain('社区党委书记');
  });
});

describe('a refusal is rendered', () => {
  const facts = { subject: '2026年3月', state: '已封账', action: '入账' };

  test('in Chinese, with its facts', () => {
    expect(renderProblem('state-forbids', facts, 'zh')).toEqual({
      type: '/problems/state-forbids',
      title: '当前状态不允许',
      status: 409,
      detail: '2026年3月现为“已封账”，不能入账。',
    });
  });

  test('in English, and a fact that is missing leaves a dash', () => {
    const { detail } = renderProblem('state-forbids', { subject: 'March', state: null }, 'en');
    expect(detail).toBe('March is —: it cannot —.');
  });

  test('a fact is inserted as it stands, even when it looks like a pattern', () => {
    const { detail } = renderProblem('amount-malformed', { amount: '$& {code} $1' }, 'zh');
    expect(detail).toContain('“$& {code} $1”');
  });

  test('an error carries its code, facts and fields', () => {
    const errors = [{ pointer: '/amount', detail: '应为金额。' }];
    const error = new DomainError('amount-malformed', { amount: '１' }, errors);
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: 'DomainError',
      code: 'amount-malformed',
      facts: { amount: '１' },
      errors,
    });
    expect(error.message).toMatch(/^amount-malformed: 金额“１”/);
    expect(new DomainError('not-found')).toMatchObject({ facts: {}, errors: [] });
  });
});
