/** The quarter as others kept it: samples/, read as it stands there. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import readSheet from 'read-excel-file/node';

/** @typedef {Record<string, string>} Row */
/**
 * @typedef {object} SampleBook
 * @property {string} folder
 * @property {string} kind
 * @property {string} standard
 * @property {string} name
 * @property {string} openedOn
 * @property {Row[]} accounts
 * @property {Row[]} fundAccounts
 * @property {Row[]} opening
 * @property {Row[]} funds
 * @property {Row[]} receipts
 * @property {Row[]} donations
 * @property {Row[]} requests
 * @property {Row[]} allocations
 * @property {Row[]} vouchers
 * @property {Row[]} pettyCash
 * @property {Row[]} releases
 * @property {Row[]} leases
 * @property {Row[]} licences
 */

/**
 * Reads the whole sample quarter.
 * @param {string} root the checkout
 * @returns {Promise<{ books: SampleBook[], properties: Row[], expected: Row[] }>}
 */
export async function readSamples(root) {
  const home = path.join(root, 'samples');
  const books = [];
  for (const row of csv(path.join(home, 'books.csv'))) {
    books.push(await readBook(path.join(home, row['目录'] ?? ''), row));
  }
  return {
    books,
    properties: csv(path.join(home, 'properties.csv')),
    expected: csv(path.join(home, 'expected.csv')),
  };
}

/** @param {string} home @param {Row} row @returns {Promise<SampleBook>} */
async function readBook(home, row) {
  const table = (/** @type {string} */ name) => csv(path.join(home, `${name}.csv`));
  return {
    folder: row['目录'] ?? '',
    kind: row['账套类型'] ?? '',
    standard: row['会计制度'] ?? '',
    name: row['账套名称'] ?? '',
    openedOn: row['启用日期'] ?? '',
    accounts: table('accounts'),
    fundAccounts: table('fund-accounts'),
    opening: table('opening'),
    funds: table('funds'),
    receipts: table('receipts'),
    donations: await donations(path.join(home, 'donations.xlsx')),
    // The charity's file of the same columns bears its own name.
    requests: [...table('requests'), ...table('spendings')],
    allocations: table('allocations'),
    vouchers: table('vouchers'),
    pettyCash: table('petty-cash'),
    releases: table('releases'),
    leases: table('leases'),
    licences: table('licence'),
  };
}

/** The rows of a CSV file; none when the book has no such file. @param {string} file @returns {Row[]} */
function csv(file) {
  const content = contentOf(file);
  return content === null ? [] : parse(content, { bom: true, columns: true, trim: true });
}

/** @param {string} file @returns {Promise<Row[]>} */
async function donations(file) {
  const content = contentOf(file);
  if (content === null) return [];
  const [sheet] = await readSheet(content);
  const [head = [], ...rows] = sheet?.data ?? [];
  return rows.map((row) =>
    Object.fromEntries(head.map((title, column) => [String(title), cell(row[column], title)])),
  );
}

/** Amounts are the only numbers that need their two decimals. */
function cell(/** @type {unknown} */ value, /** @type {unknown} */ title) {
  if (value === null || value === undefined) return '';
  return title === '金额' ? Number(value).toFixed(2) : String(value);
}

/** @param {string} file */
function contentOf(file) {
  try {
    return readFileSync(file);
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') return null;
    throw error;
  }
}

/** Money in whole fen, exactly. @param {string} text */
export function fen(text) {
  const [, sign = '', yuan = '0', cents = ''] = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(text) ?? [];
  const whole = BigInt(yuan) * 100n + BigInt(cents.padEnd(2, '0'));
  return sign === '-' ? -whole : whole;
}

/** Fen as the text that the API takes. @param {bigint} amount */
export function yuan(amount) {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(3, '0');
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
