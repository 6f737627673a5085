/** What the bank and the cash box say: statements made from the sample's own movements, never from the books. */
import { fen, yuan } from './samples.mjs';

/** @typedef {{ date: string, description: string, counterparty: string, in?: string, out?: string }} BankLine */

/** @param {string} date */
const monthOf = (date) => date.slice(0, 7);

/**
 * The statement that the bank sends for one account and month.
 * @param {import('./samples.mjs').SampleBook} book
 * @param {string} accountCode
 * @param {string} month
 */
export function bankStatement(book, accountCode, month) {
  const before = movementsOf(book, accountCode).filter(({ date }) => monthOf(date) < month);
  const lines = movementsOf(book, accountCode).filter(({ date }) => monthOf(date) === month);
  const opening = openingOf(book, accountCode) + total(before);
  return {
    accountCode,
    month,
    openingBalance: yuan(opening),
    closingBalance: yuan(opening + total(lines)),
    lines,
  };
}

/**
 * What lies in the cash box at the month's end.
 * @param {import('./samples.mjs').SampleBook} book
 * @param {string} month
 */
export function cashInBox(book, month) {
  const topUps = book.requests
    .filter(
      (row) => isPettyCash(book, row['借方科目'] ?? '') && monthOf(row['付款日期'] ?? '') <= month,
    )
    .reduce((sum, row) => sum + fen(row['金额'] ?? ''), 0n);
  const spent = book.pettyCash
    .filter((row) => monthOf(row['日期'] ?? '') <= month)
    .reduce((sum, row) => sum + fen(row['金额'] ?? ''), 0n);
  return yuan(topUps - spent);
}

/** The account of a line: revenue, expenditure or petty-cash. */
export function accountOf(
  /** @type {import('./samples.mjs').SampleBook} */ book,
  /** @type {string} */ line,
) {
  return book.fundAccounts.find((row) => row['资金线'] === line)?.['科目编码'];
}

/** @param {import('./samples.mjs').SampleBook} book @param {string} accountCode */
function isPettyCash(book, accountCode) {
  return accountOf(book, 'petty-cash') === accountCode;
}

/** @param {import('./samples.mjs').SampleBook} book @param {string} accountCode */
function openingOf(book, accountCode) {
  const row = book.opening.find((line) => line['科目编码'] === accountCode);
  return fen(row?.['借方余额'] ?? '0');
}

/** @param {readonly BankLine[]} lines */
function total(lines) {
  return lines.reduce((sum, line) => sum + fen(line.in ?? '0') - fen(line.out ?? '0'), 0n);
}

/** @param {import('./samples.mjs').SampleBook} book @param {string} accountCode @returns {BankLine[]} */
function movementsOf(book, accountCode) {
  const revenue = accountOf(book, 'revenue') === accountCode;
  const allocated = book.allocations.map((row) => ({
    date: row['日期'] ?? '',
    description: row['说明'] ?? '',
    counterparty: book.name,
    ...(revenue ? { out: row['金额'] ?? '' } : { in: row['金额'] ?? '' }),
  }));
  return [...(revenue ? received(book) : []), ...allocated, ...(revenue ? [] : paid(book))].sort(
    (a, b) => (a.date < b.date ? -1 : Number(a.date > b.date)),
  );
}

/** @param {import('./samples.mjs').SampleBook} book @returns {BankLine[]} */
function received(book) {
  return [
    ...book.receipts.map((row) => ({
      date: row['日期'] ?? '',
      description: row['收款事由'] ?? '',
      counterparty: row['付款人'] ?? '',
      in: row['金额'] ?? '',
    })),
    ...book.donations.map((row) => ({
      date: row['捐赠日期'] ?? '',
      description: row['捐赠类别'] ?? '',
      counterparty: row['捐赠人'] ?? '',
      in: row['金额'] ?? '',
    })),
  ];
}

/** @param {import('./samples.mjs').SampleBook} book @returns {BankLine[]} */
function paid(book) {
  return book.requests.map((row) => ({
    date: row['付款日期'] ?? '',
    description: row['用途'] ?? '',
    counterparty: row['收款人'] ?? '',
    out: row['金额'] ?? '',
  }));
}
