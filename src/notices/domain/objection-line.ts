import { DomainError } from '../../kernel/domain-error.js';
import type { NoticeBook, NoticeMovement } from './notice-content.js';

type Lines = Pick<NoticeBook, 'bookNo' | 'name' | 'income' | 'expenditure' | 'pettyCashSpent'>;

/** A voucher of a book as the notice shows it, with the first of its lines. */
interface Shown {
  readonly bookNo: number;
  readonly book: string;
  readonly voucher: string;
  readonly ids: readonly string[];
}

/** 记字第12号, 记-12 and 12号, with or without the number of the book before it. */
const TYPED = /^(?:(\d{1,4}):)?([记收付转]?)(?:账?凭证)?字?第?-?0*(\d{1,9})号?(?:凭证)?$/u;

/**
 * The line of the notice that a resident means, exactly as the notice knows it: by its id, by its voucher as printed, or as
 * people write a voucher: full-width, with spaces, 记字第12号 or 12号, with the name or number of the book before it.
 * @throws DomainError objection-line-unknown; objection-line-ambiguous with the vouchers that it may mean
 */
export function namedLine(typed: string, books: readonly Lines[]): string {
  const shown = books.flatMap(vouchersOf);
  if (shown.some(({ ids }) => ids.includes(typed))) return typed;
  const meant = meantBy(typed, shown);
  const [one, ...others] = meant;
  if (one === undefined) {
    throw new DomainError('objection-line-unknown', { line: typed }, [
      { pointer: '/line', detail: '请照公示“凭证”一栏填写，或不填。' },
    ]);
  }
  if (others.length > 0) {
    const candidates = meant.map(({ book, voucher }) => `${book} ${voucher}`).join('、');
    throw new DomainError('objection-line-ambiguous', { line: typed, candidates }, [
      { pointer: '/line', detail: `请写明是哪一笔：${candidates}。` },
    ]);
  }
  // As printed, unless another book prints the same.
  const printed = shown.filter(({ voucher }) => voucher === one.voucher);
  return printed.length === 1 ? one.voucher : (one.ids[0] ?? one.voucher);
}

function meantBy(typed: string, shown: readonly Shown[]): readonly Shown[] {
  const plain = plainOf(typed);
  const named = shown.filter(({ book }) => plain.startsWith(plainOf(book)));
  const [{ book } = { book: '' }] = named;
  const rest = plain.slice(plainOf(book).length).replace(/^:/, '');
  const [, bookNo, word, no] = TYPED.exec(rest) ?? [];
  if (no === undefined) return [];
  return (named.length > 0 ? named : shown).filter(
    (one) =>
      (bookNo === undefined || one.bookNo === Number(bookNo)) &&
      (word === '' || one.voucher.startsWith(`${word}-`)) &&
      one.voucher.endsWith(`-${no}`),
  );
}

/** Without spaces, and with the digits and hyphens of a keyboard. */
function plainOf(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/\s/gu, '')
    .replaceAll(/[‐‑‒–—―−]/gu, '-');
}

function vouchersOf({ bookNo, name, ...lines }: Lines): readonly Shown[] {
  const ids = new Map<string, string[]>();
  const all: readonly NoticeMovement[] = [
    ...lines.income,
    ...lines.expenditure,
    ...lines.pettyCashSpent,
  ];
  for (const { id, voucher } of all) ids.set(voucher, [...(ids.get(voucher) ?? []), id]);
  return [...ids].map(([voucher, own]) => ({ bookNo, book: name, voucher, ids: own }));
}
