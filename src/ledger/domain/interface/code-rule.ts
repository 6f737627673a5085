import type { AccountFacts } from '../account.js';

/** The level of each account, 1 for an account of the standard. */
export function levelsOf(accounts: readonly AccountFacts[]): ReadonlyMap<string, number> {
  const parents = new Map(accounts.map(({ code, parentCode }) => [code, parentCode]));
  const levelOf = (code: string): number => {
    const parent = parents.get(code);
    return typeof parent === 'string' && parents.has(parent) ? levelOf(parent) + 1 : 1;
  };
  return new Map(accounts.map(({ code }) => [code, levelOf(code)]));
}

/** 会计科目编号规则, such as 4-2-2: how many digits each level adds; the most where accounts of a level differ. */
export function codeRule(accounts: readonly AccountFacts[]): readonly number[] {
  const levels = levelsOf(accounts);
  const digits: number[] = [];
  for (const account of accounts) {
    const place = (levels.get(account.code) ?? 1) - 1;
    digits[place] = Math.max(digits[place] ?? 0, digitsOf(account));
  }
  return digits;
}

/** The accounts whose codes add another number of digits than the rule says. */
export function unruly(accounts: readonly AccountFacts[]): readonly AccountFacts[] {
  const rule = codeRule(accounts);
  const levels = levelsOf(accounts);
  return accounts.filter(
    (account) => digitsOf(account) !== rule[(levels.get(account.code) ?? 1) - 1],
  );
}

function digitsOf({ code, parentCode }: AccountFacts): number {
  return code.length - (parentCode?.length ?? 0);
}
