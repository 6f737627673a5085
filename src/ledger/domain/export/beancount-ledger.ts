import { addDays, type LocalDate } from '../../../kernel/local-date.js';
import type { AccountCategory } from '../account.js';
import { chartOf, standardName } from '../standards/standard.js';
import { nameDay } from '../dated-chart.js';
import { AccountPaths } from './account-paths.js';
import { entriesInOrder, firstDayOf, signed, voucherNumber } from './book-order.js';
import {
  COMMODITY,
  type ExportAccount,
  type ExportBook,
  type ExportMonthEnd,
  type ExportRenaming,
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
  const paths = new AccountPaths(book, pathText);
  const entries = entriesInOrder(book, paths.renamings()).map((entry) => {
    if (entry.kind === 'voucher') return voucherEntry(entry.voucher, paths);
    if (entry.kind === 'renaming') return renamingEntry(entry.renaming);
    return balanceBlock(entry.date, entry.monthEnd, paths);
  });
  const blocks = [
    optionBlock(book),
    `${firstDayOf(book)} commodity ${COMMODITY}`,
    openBlock(book, paths),
    ...openingEntry(book, paths),
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

function pathText(lineage: readonly ExportAccount[]): string {
  const official = lineage[0];
  if (official === undefined) throw new Error('an account stands under no official account');
  return [ROOTS[official.category], ...lineage.map(component)].join(':');
}

/** An account component takes letters, digits and '-' only; the exact name goes to its metadata. */
function component({ code, name }: ExportAccount): string {
  return `${code}-${name}`.replace(/[^\p{L}\p{Nd}]+/gu, '-').replace(/-+$/, '');
}

function openBlock(book: ExportBook, paths: AccountPaths): string {
  const day = firstDayOf(book);
  return paths
    .all()
    .map(({ path, account: { code, name }, through }) =>
      [
        `${day} open ${path} ${COMMODITY}`,
        `  code: "${code}"`,
        `  name: ${quoted(name)}`,
        ...(through === null ? [] : [`  through: ${through}`]),
      ].join('\n'),
    )
    .join('\n');
}

/** No voucher: the same account under its former and its present name. */
function renamingEntry({ date, moves }: ExportRenaming): string {
  const postings = moves.flatMap(({ from, to, balance }) => [
    `  ${to}  ${balance.toString()} ${COMMODITY}`,
    `  ${from}  ${balance.negated().toString()} ${COMMODITY}`,
  ]);
  return [`${date} * "科目改名（非凭证）"`, ...postings].join('\n');
}

function openingEntry({ opening }: ExportBook, paths: AccountPaths): readonly string[] {
  if (opening === null || opening.lines.length === 0) return [];
  const { date } = opening;
  const postings = opening.lines.map(
    ({ accountCode, side, amount }) =>
      `  ${paths.of(accountCode, date)}  ${signed(side, amount).toString()} ${COMMODITY}`,
  );
  return [[`${date} * "期初余额"`, ...postings].join('\n')];
}

function voucherEntry(voucher: ExportVoucher, paths: AccountPaths): string {
  const day = nameDay(voucher);
  const postings = voucher.lines.flatMap((line) => [
    `  ${paths.of(line.accountCode, day)}  ${signed(line.side, line.amount).toString()} ${COMMODITY}`,
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
  paths: AccountPaths,
): string {
  const morning = addDays(lastDay, 1);
  return balances
    .map(
      ({ accountCode, balance }) =>
        `${morning} balance ${paths.of(accountCode, lastDay)}  ${balance.toString()} ~ 0.00 ${COMMODITY}`,
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
