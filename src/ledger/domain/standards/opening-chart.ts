import type { AccountFacts } from '../account.js';
import { chartOf, standardSubAccounts, type Standard } from './standard.js';

/** The accounts that a book is opened with: the official ones of its standard, and the details that the standard asks for. */
export function openingChart(standard: Standard): readonly Omit<AccountFacts, 'leaf'>[] {
  const official = chartOf(standard).map(({ contraOf: _, ...account }) => ({
    ...account,
    parentCode: null,
    official: true,
  }));
  const details = standardSubAccounts(standard).flatMap(({ code, name, parentCode }) =>
    official
      .filter((account) => account.code === parentCode)
      .map((account) => ({ ...account, code, name, parentCode })),
  );
  return [...official, ...details];
}
