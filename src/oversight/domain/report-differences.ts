import type { MonthReport, ReportedCharity, ReportedFund } from './month-report.js';

/** The fields in which two values differ, each with its path and both texts; `expected` is what the books say. */
export function fieldDifferences(reported: unknown, expected: unknown, path = ''): string[] {
  if (Array.isArray(reported) && Array.isArray(expected)) {
    const length = Math.max(reported.length, expected.length);
    return Array.from({ length }, (_, index) => index).flatMap((index) =>
      fieldDifferences(reported[index], expected[index], `${path}/${index}`),
    );
  }
  if (isRecord(reported) && isRecord(expected)) {
    const keys = new Set([...Object.keys(reported), ...Object.keys(expected)]);
    return [...keys].flatMap((key) =>
      fieldDifferences(reported[key], expected[key], `${path}/${key}`),
    );
  }
  return reported === expected ? [] : [`${path} 为 ${said(reported)}，应为 ${said(expected)}`];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function said(value: unknown): string {
  return value === undefined ? '（无）' : JSON.stringify(value);
}

/** Leaves out what was set apart only after the report: funds that it does not name and in which nothing lay. */
export function fundsOfReport(
  reported: readonly ReportedFund[],
  expected: readonly ReportedFund[],
): ReportedFund[] {
  const named = new Set(reported.map(({ code }) => code));
  return expected.filter(({ code, balance }) => named.has(code) || balance !== '0.00');
}

/** The same for the charity's month: funds that the report does not name and that moved nothing in it. */
export function charityOfReport(
  reported: ReportedCharity,
  expected: ReportedCharity,
): MonthReport['charity'] {
  const named = new Set(reported.funds.map(({ code, purpose }) => `${code} ${purpose}`));
  const funds = expected.funds.filter(
    ({ code, purpose, received, used }) =>
      named.has(`${code} ${purpose}`) || received !== '0.00' || used !== '0.00',
  );
  return { ...expected, funds };
}
