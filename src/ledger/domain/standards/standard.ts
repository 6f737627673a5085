import { DomainError } from '../../../kernel/domain-error.js';
import { type Month, parseMonth } from '../../../kernel/month.js';
import { NON_PROFIT_2004 } from './non-profit-2004.chart.js';
import { NON_PROFIT_2024 } from './non-profit-2024.chart.js';
import type { OfficialAccount } from './official-account.js';
import { RURAL_COLLECTIVE_2023 } from './rural-collective-2023.chart.js';
import { SMALL_ENTERPRISE_2011 } from './small-enterprise-2011.chart.js';

/** The accounting standards that a book can follow. */
export const STANDARDS = [
  'rural-collective-2023',
  'small-enterprise-2011',
  'non-profit-2024',
  'non-profit-2004',
] as const;

/** The accounting standard that a book follows. */
export type Standard = (typeof STANDARDS)[number];

/** The kinds of books that a community keeps apart. */
export const BOOK_KINDS = ['collective', 'company', 'charity', 'operating-fund'] as const;

/** Whose money a book records. */
export type BookKind = (typeof BOOK_KINDS)[number];

/** A sub-account that comes with the book. */
export interface StandardSubAccount {
  readonly code: string;
  readonly name: string;
  readonly parentCode: string;
}

interface StandardFacts {
  readonly name: string;
  readonly chart: readonly OfficialAccount[];
  readonly kinds: readonly BookKind[];
  readonly from: Month;
  readonly through: Month | null;
}

const FACTS: Readonly<Record<Standard, StandardFacts>> = {
  // 财会〔2023〕14号：自2024年1月1日起施行
  'rural-collective-2023': {
    name: '农村集体经济组织会计制度',
    chart: RURAL_COLLECTIVE_2023,
    kinds: ['collective'],
    from: parseMonth('2024-01'),
    through: null,
  },
  // 财会〔2011〕17号：自2013年1月1日起施行
  'small-enterprise-2011': {
    name: '小企业会计准则',
    chart: SMALL_ENTERPRISE_2011,
    kinds: ['company'],
    from: parseMonth('2013-01'),
    through: null,
  },
  // 财会〔2024〕25号：自2026年1月1日起施行
  'non-profit-2024': {
    name: '民间非营利组织会计制度（2024年修订）',
    chart: NON_PROFIT_2024,
    kinds: ['charity', 'operating-fund'],
    from: parseMonth('2026-01'),
    through: null,
  },
  // 财会〔2004〕7号：自2005年1月1日起执行；2026年1月1日起由财会〔2024〕25号取代
  'non-profit-2004': {
    name: '民间非营利组织会计制度（2004年）',
    chart: NON_PROFIT_2004,
    kinds: ['charity', 'operating-fund'],
    from: parseMonth('2005-01'),
    through: parseMonth('2025-12'),
  },
};

const RESTRICTABLE_INCOME = ['4101', '4201', '4301', '4401', '4501', '4601'] as const;

/** The official chart of accounts of a standard, in its printed order. */
export function chartOf(standard: Standard): readonly OfficialAccount[] {
  return FACTS[standard].chart;
}

/** The Chinese name of a standard as it is printed on statements. */
export function standardName(standard: Standard): string {
  return FACTS[standard].name;
}

/** The standards that a book of this kind may follow, the current one first. */
export function standardsFor(kind: BookKind): readonly Standard[] {
  return STANDARDS.filter((standard) => FACTS[standard].kinds.includes(kind));
}

/**
 * A book follows a standard made for its kind and in force in the month (财会〔2024〕25号 for non-profits).
 * @throws DomainError standard-not-for-kind, standard-not-in-force
 */
export function checkStandardForMonth(kind: BookKind, standard: Standard, month: Month): void {
  const { kinds, from, through, name } = FACTS[standard];
  if (!kinds.includes(kind)) {
    const allowed = standardsFor(kind).map(standardName).join('、');
    throw new DomainError('standard-not-for-kind', { standard, name, kind, allowed });
  }
  if (!isInForce(standard, month)) {
    throw new DomainError('standard-not-in-force', { standard, name, month, from, through });
  }
}

/** Whether a standard is in force in a month. */
export function isInForce(standard: Standard, month: Month): boolean {
  const { from, through } = FACTS[standard];
  return month >= from && (through === null || month <= through);
}

/** The sub-accounts created with a book: 限定性 and 非限定性 details of the non-profit income accounts. */
export function standardSubAccounts(standard: Standard): readonly StandardSubAccount[] {
  if (standard !== 'non-profit-2024' && standard !== 'non-profit-2004') return [];
  return RESTRICTABLE_INCOME.flatMap((parentCode) => [
    { code: `${parentCode}01`, name: '非限定性收入', parentCode },
    { code: `${parentCode}02`, name: '限定性收入', parentCode },
  ]);
}
