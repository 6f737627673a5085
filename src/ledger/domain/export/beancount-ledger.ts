import { addDays, type LocalDate } from '../../../kernel/local-date.js';
import type { AccountCategory } from '../account.js';
import { chartOf, standardName } from '../standards/standard.js';
import {
  accountsInOrder,
  entriesInOrder,
  firstDayOf,
  lineages,
  signed,
  voucherNumber,
} from './book-order.js';
import {
  COMMODITY,
  type ExportAccount,
  type ExportBook,
  type ExportMonthEnd,
  type ExportVoucher,
} from './export-book.js';

/** The five roots that beancount knows; 净资产 is its equity and 成本 counts among the assets. */
const ROOTS: Readonly<Record<AccountCategory, string>> = {
  asset: '资产',
  cost: '资产',
  liability: '负债',
  equity: '所有者权益',
  'net-asset': '净资产',
  income: '收入',
  expense: '费用',
};

/** Writes a book as a ledger that bean-check accepts without a word. */
export function beancountLedger(book: ExportBook): string {
  const paths = pathsOf(book);
  const pathOf = (code: string): string => {
    const path = paths.get(code);
    if (path === undefined) throw new Error(`account ${code} is not in book ${book.bookNo}`);
    return path;
  };
  const entries = entriesInOrder(book).map((entry) =>
    entry.kind === 'voucher'
      ? voucherEntry(entry.voucher, pathOf)
      : balanceBlock(entry.date, entry.monthEnd, pathOf),
  );
  const blocks = [
    optionBlock(book),
    `${firstDayOf(book)} commodity ${COMMODITY}`,
    openBlock(book, pathOf),
    ...openingEntry(book, pathOf),
    ...entries.filter((entry) => entry !== ''),
  ];
  return blocks.join('\n\n') + '\n';
}

function optionBlock(book: ExportBook): string {
  const netAssets = chartOf(book.standard).some(({ category }) => category === 'net-asset');
  return [
    `option "title" ${quoted(book.name)}`,
    `option "name_assets" "${ROOTS.asset}"`,
    `option "name_liabilities" "${ROOTS.liability}"`,
    `option "name_equity" "${netAssets ? ROOTS['net-asset'] : ROOTS.equity}"`,
    `option "name_income" "${ROOTS.income}"`,
    `option "name_expenses" "${ROOTS.expense}"`,
    `option "operating_currency" "${COMMODITY}"`,
    `; ${standardName(book.standard)}`,
  ].join('\n');
}

function pathsOf(book: ExportBook): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  for (const [code, lineage] of lineages(book.accounts)) {
    const official = lineage[0];
    if (official === undefined) continue;
    paths.set(code, [ROOTS[official.category], ...lineage.map(component)].join(':'));
  }
  return paths;
}

/** An account component takes letters, digits and '-' only; the exact name goes to its metadata. */
function component({ code, name }: ExportAccount): string {
  return `${code}-${name}`.replace(/[^\p{L}\p{Nd}]+/gu, '-').replace(/-+$/, '');
}

function openBlock(book: ExportBook, pathOf: (code: string) => string): string {
  const day = firstDayOf(book);
  return accountsInOrder(book)
    .map(({ code, name }) =>
      [
        `${day} open ${pathOf(code)} ${COMMODITY}`,
        `  code: "${code}"`,
        `  name: ${quoted(name)}`,
      ].join('\n'),
    )
    .join('\n');
}

function openingEntry(book: ExportBook, pathOf: (code: string) => string): readonly string[] {
  if (book.opening === null || book.opening.lines.length === 0) return [];
  const postings = book.opening.lines.map(
    ({ accountCode, side, amount }) =>
      `  ${pathOf(accountCode)}  ${signed(side, amount).toString()} ${COMMODITY}`,
  );
  return [[`${book.opening.date} * "期初余额"`, ...postings].join('\n')];
}

function voucherEntry(voucher: ExportVoucher, pathOf: (code: string) => string): string {
  const postings = voucher.lines.flatMap((line) => [
    `  ${pathOf(line.accountCode)}  ${signed(line.side, line.amount).toString()} ${COMMODITY}`,
    `    side: "${line.side}"`,
    ...(line.amount.isNegative() ? ['    red: TRUE'] : []),
    ...(line.fundCode === null ? [] : [`    fund: ${quoted(line.fundCode)}`]),
    ...(line.counterparty === null ? [] : [`    counterparty: ${quoted(line.counterparty)}`]),
    `    summary: ${quoted(line.summary)}`,
  ]);
  return [
    `${voucher.date} * ${quoted(voucherNumber(voucher))} ${quoted(voucher.lines[0]?.summary ?? '')}`,
    `  id: ${quoted(voucher.id)}`,
    `  word: ${quoted(voucher.word)}`,
    `  no: ${voucher.no}`,
    `  attachments: ${voucher.attachmentCount}`,
    `  source: ${quoted(voucher.source)}`,
    ...(voucher.reversesId === null ? [] : [`  reverses: ${quoted(voucher.reversesId)}`]),
    ...postings,
  ].join('\n');
}

/** A balance directive speaks of the morning of its day; the tolerance of zero leaves no fen. */
function balanceBlock(
  lastDay: LocalDate,
  { balances }: ExportMonthEnd,
  pathOf: (code: string) => string,
): string {
  const morning = addDays(lastDay, 1);
  return balances
    .map(
      ({ accountCode, balance }) =>
        `${morning} balance ${pathOf(accountCode)}  ${balance.toString()} ~ 0.00 ${COMMODITY}`,
    )
    .join('\n');
}

/** A string literal of one line. */
function quoted(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replace(/[\p{Cc}\p{Cs}]/gu, '\ufffd');
  return `"${escaped}"`;
}
