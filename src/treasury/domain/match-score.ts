import { daysBetween } from '../../kernel/local-date.js';
import type { BankItem, BookItem } from './reconciliation-items.js';
import { nameLikeness, plainName, type NameLikeness } from './party-name.js';

/** What speaks for two sides being the same movement of money: a confidence of 1 to 99 and each reason in words. */
export interface MatchScore {
  readonly confidence: number;
  readonly reasons: readonly string[];
}

/** Days that may lie between bank and book for a suggestion; a person decides. */
export const SUGGESTING_DAYS = 31;

/** Part of a reference that is not there by chance. */
const TELLING = /[0-9A-Z]{5,}/g;

/** How sure the two sides are of each other; `rivals` are other ways that would fit as well, null when nobody looked. */
export function matchScore(
  bank: readonly BankItem[],
  book: readonly BookItem[],
  rivals: number | null,
): MatchScore {
  const many = bank.length + book.length > 2;
  const parts = [
    amounts(bank.length, book.length),
    dates(bank, book),
    names(bank, book),
    references(bank, book),
    summaries(bank, book),
    uniqueness(rivals, many),
  ];
  const points = parts.reduce((sum, [weight]) => sum + weight, 0);
  return {
    confidence: Math.max(1, Math.min(99, points)),
    reasons: parts.flatMap(([, reason]) => (reason === '' ? [] : [reason])),
  };
}

/** The word for a confidence: what a clerk may take as it is, what to look at, what to doubt. */
export function confidenceWord(confidence: number): '高' | '中' | '低' {
  if (confidence >= 80) return '高';
  return confidence >= 55 ? '中' : '低';
}

type Part = readonly [points: number, reason: string];

function amounts(bank: number, book: number): Part {
  if (bank === 1 && book === 1) return [35, '金额相同'];
  const more = Math.max(bank, book);
  return [32 - 2 * more, `银行 ${bank} 笔与账上 ${book} 笔合计相等`];
}

/** The farthest two days decide. */
function dates(bank: readonly BankItem[], book: readonly BookItem[]): Part {
  const days = Math.max(...bank.flatMap((a) => book.map((b) => apart(a, b))));
  if (days === 0) return [20, '日期相同'];
  const points = days <= 3 ? 15 : days <= 7 ? 10 : days <= 15 ? 4 : 0;
  return [points, `日期相差 ${days} 天`];
}

const NAMES: Readonly<Record<NameLikeness, Part>> = {
  same: [25, '户名相同'],
  alike: [18, '户名相近'],
  different: [-15, '户名不同，请核对'],
  unknown: [0, ''],
};

/** The least alike two names decide; lines without a name say nothing. */
function names(bank: readonly BankItem[], book: readonly BookItem[]): Part {
  const likeness = bank.flatMap((a) =>
    book.map((b) => nameLikeness(a.counterparty, b.counterparty)),
  );
  for (const least of ['different', 'unknown', 'alike', 'same'] as const) {
    if (likeness.includes(least)) return NAMES[least];
  }
  return NAMES.unknown;
}

/** A reference of the bank that the book wrote down, or the number of the voucher that the payer wrote. */
function references(bank: readonly BankItem[], book: readonly BookItem[]): Part {
  const written = plainName(book.map(({ summary }) => summary).join(' '));
  const said = bank.flatMap(({ reference, description }) =>
    [...`${plainName(reference)} ${plainName(description)}`.matchAll(TELLING)].map(
      ([text]) => text,
    ),
  );
  const shared = said.find((text) => written.includes(text));
  return shared === undefined ? [0, ''] : [15, `摘要中有相同的编号 ${shared}`];
}

/** Summaries that share half of their pairs of letters. */
function summaries(bank: readonly BankItem[], book: readonly BookItem[]): Part {
  const alike = bank.some(({ description }) =>
    book.some(({ summary }) => likenessOf(plainName(description), plainName(summary)) >= 0.5),
  );
  return alike ? [10, '摘要相近'] : [0, ''];
}

function uniqueness(rivals: number | null, many: boolean): Part {
  if (rivals === null) return [0, ''];
  if (rivals === 0) return [10, many ? '只有这一种组合' : '没有其他相同金额的未达账项'];
  return [-5 * Math.min(rivals, 4), `另有 ${rivals} 种可能`];
}

/** Dice's measure over pairs of letters: 1 for the same text, 0 for nothing in common. */
function likenessOf(a: string, b: string): number {
  const [left, right] = [pairsOf(a), pairsOf(b)];
  if (left.length === 0 || right.length === 0) return 0;
  const rest = [...right];
  const shared = left.filter((pair) => {
    const place = rest.indexOf(pair);
    if (place >= 0) rest.splice(place, 1);
    return place >= 0;
  });
  return (2 * shared.length) / (left.length + right.length);
}

function pairsOf(text: string): string[] {
  const letters = Array.from(text).slice(0, 60);
  return letters.slice(1).map((letter, place) => `${letters[place] ?? ''}${letter}`);
}

/** Days between two lines, of whichever side. */
export function apart(a: BankItem | BookItem, b: BankItem | BookItem): number {
  return Math.abs(daysBetween(a.date, b.date));
}
