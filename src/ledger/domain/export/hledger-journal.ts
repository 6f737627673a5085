import type { LocalDate } from '../../../kernel/local-date.js';
import { chineseMonth } from '../../../kernel/month.js';
import type { AccountCategory } from '../account.js';
import { CATEGORY_LABELS } from '../standards/official-account.js';
import { standardName } from '../standards/standard.js';
import { nameDay } from '../dated-chart.js';
import { AccountPaths } from './account-paths.js';
import { entriesInOrder, signed, voucherNumber } from './book-order.js';
import {
  COMMODITY,
  type ExportAccount,
  type ExportBook,
  type ExportMonthEnd,
  type ExportRenaming,
  type ExportVoucher,
} from './export-book.js';

const INDENT = '    ';

/** hledger account types; 成本 holds inventories and so counts among the assets. */
const TYPES: Readonly<Record<AccountCategory, string>> = {
  asset: 'A',
  liability: 'L',
  equity: 'E',
  'net-asset': 'E',
  cost: 'A',
  income: 'R',
  expense: 'X',
};

/** The roots in the order of the official charts. */
const CATEGORIES = [
  'asset',
  'liability',
  'equity',
  'net-asset',
  'cost',
  'income',
  'expense',
] as const;

/** Writes a book as a journal that hledger checks in strict mode and ledger reads too. */
export function hledgerJournal(book: ExportBook): string {
  const paths = new AccountPaths(book, pathText);
  const entries = entriesInOrder(book, paths.renamings()).map((entry) => {
    if (entry.kind === 'voucher') return voucherEntry(entry.voucher, paths);
    if (entry.kind === 'renaming') return renamingEntry(entry.renaming);
    return monthEndEntry(entry.date, entry.monthEnd, paths);
  });
  const blocks = [
    headerBlock(book),
    `commodity ${COMMODITY}\n${INDENT}format 1000.00 ${COMMODITY}`,
    accountBlock(book, paths),
    ...openingEntry(book, paths),
    ...entries,
  ];
  return blocks.join('\n\n') + '\n';
}

function headerBlock(book: ExportBook): string {
  return [
    `; 账套 ${book.bookNo} ${commentText(book.name)}`,
    `; ${standardName(book.standard)}`,
  ].join('\n');
}

function pathText(lineage: readonly ExportAccount[]): string {
  const steps = lineage.map(({ code, name }) => `${code} ${accountText(name)}`.trim());
  return [rootOf(lineage[0]), ...steps].join(':');
}

function rootOf(official: ExportAccount | undefined): string {
  if (official === undefined) throw new Error('an account stands under no official account');
  return CATEGORY_LABELS[official.category];
}

function accountBlock(book: ExportBook, paths: AccountPaths): string {
  const used = new Set(book.accounts.map((account) => account.category));
  const roots = CATEGORIES.filter((category) => used.has(category)).map(
    (category) => `account ${CATEGORY_LABELS[category]}\n${INDENT}; type: ${TYPES[category]}`,
  );
  const accounts = paths.all().map(({ account, path, through }) => {
    const tags = [`code: ${account.code}`];
    if (account.money !== null) tags.push('type: C');
    if (through !== null) tags.push(`through: ${through}`);
    if (accountText(account.name) !== account.name) tags.push(`name: ${exactText(account.name)}`);
    return `account ${path}\n${INDENT}; ${tags.join(', ')}`;
  });
  return [...roots, ...accounts].join('\n');
}

/** No voucher: the same account under its former and its present name. */
function renamingEntry({ date, moves }: ExportRenaming): string {
  const postings = moves.flatMap(({ from, to, balance }) => [
    `${INDENT}${to}  ${balance.toString()} ${COMMODITY}`,
    `${INDENT}${from}  ${balance.negated().toString()} ${COMMODITY}`,
  ]);
  return [`${date} * 科目改名（非凭证）`, ...postings].join('\n');
}

function openingEntry({ opening }: ExportBook, paths: AccountPaths): readonly string[] {
  if (opening === null || opening.lines.length === 0) return [];
  const { date } = opening;
  const postings = opening.lines.map(
    ({ accountCode, side, amount }) =>
      `${INDENT}${paths.of(accountCode, date)}  ${signed(side, amount).toString()} ${COMMODITY}`,
  );
  return [[`${date} * 期初余额`, ...postings].join('\n')];
}

function voucherEntry(voucher: ExportVoucher, paths: AccountPaths): string {
  const day = nameDay(voucher);
  const summary = descriptionText(voucher.lines[0]?.summary ?? '');
  const number = voucherNumber(voucher).replace(/[()]/g, '');
  const tags = [
    `id: ${commentText(voucher.id)}`,
    `word: ${commentText(voucher.word)}`,
    `no: ${voucher.no}`,
    `attachments: ${voucher.attachmentCount}`,
    `source: ${commentText(voucher.source)}`,
  ];
  if (voucher.reversesId !== null) tags.push(`reverses: ${commentText(voucher.reversesId)}`);
  const postings = voucher.lines.map((line) => {
    const notes = [`side: ${line.side}`];
    if (line.amount.isNegative()) notes.push('red: yes');
    if (line.fundCode !== null) notes.push(`fund: ${commentText(line.fundCode)}`);
    if (line.counterparty !== null) {
      notes.push(`counterparty: ${commentText(line.counterparty)}`);
    }
    notes.push(`summary: ${commentText(line.summary)}`);
    if (commentText(line.summary) !== line.summary) notes.push(`exact: ${exactText(line.summary)}`);
    const amount = `${signed(line.side, line.amount).toString()} ${COMMODITY}`;
    return `${INDENT}${paths.of(line.accountCode, day)}  ${amount}  ; ${notes.join(', ')}`;
  });
  return [
    `${voucher.date} * (${descriptionText(number)}) ${summary}`.trimEnd(),
    `${INDENT}; ${tags.join(', ')}`,
    ...postings,
  ].join('\n');
}

function monthEndEntry(
  date: LocalDate,
  { month, balances }: ExportMonthEnd,
  paths: AccountPaths,
): string {
  const assertions = balances.map(
    ({ accountCode, balance }) =>
      `${INDENT}${paths.of(accountCode, date)}  0.00 ${COMMODITY} = ${balance.toString()} ${COMMODITY}`,
  );
  const title = `${date} * 月末余额核对 ${chineseMonth(month)}`;
  return assertions.length === 0 ? `; ${title}` : [title, ...assertions].join('\n');
}

/** One line without controls; two blanks would end an account name, so runs of blanks become one. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\s]+/gu, ' ').trim();
}

/** ':' parts the levels of an account and ';' starts a comment. */
function accountText(name: string): string {
  return oneLine(name).replaceAll(':', '：').replaceAll(';', '；');
}

/** ';' starts a comment. */
function descriptionText(text: string): string {
  return oneLine(text).replaceAll(';', '；');
}

/** In a comment 'name:' makes a tag, ',' ends it and '[…]' is a posting date. */
function commentText(text: string): string {
  return oneLine(text)
    .replaceAll(':', '：')
    .replaceAll(';', '；')
    .replaceAll(',', '，')
    .replaceAll('[', '［')
    .replaceAll(']', '］');
}

/** The exact text as a JSON string that holds none of the characters above. */
function exactText(text: string): string {
  return JSON.stringify(text).replace(
    /[\u003a\u003b\u002c\u005b\u005d\p{Cc}\p{Cf}\p{Cs}\p{Z}]/gu,
    (sign) =>
      sign === ' '
        ? '\\u0020'
        : [...Array(sign.length).keys()]
            .map((place) => `\\u${sign.charCodeAt(place).toString(16).padStart(4, '0')}`)
            .join(''),
  );
}
