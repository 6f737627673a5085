import { DomainError } from '../../../kernel/domain-error.js';
import { plainTitle, type TableRow } from '../../../kernel/table-cell.js';

/** Titles under which banks write the account that the statement is of. */
const OWN_TITLES: readonly string[] = [
  '本方账号',
  '本方账户',
  '查询账号',
  '账号',
  '卡号',
  '借记卡号',
  '账户号',
];
const LABEL = /(?:本方)?(?:查询)?(?:账|帐|卡)(?:号|户号)[:：]\s*([0-9*][0-9* -]{3,40})/;
const ONLY_LABEL = /^(?:本方|查询)?(?:账|帐|卡)号[:：]?$/;

/**
 * The numbers of accounts that a statement says it is of: above its titles, or in a column of its own. Banks hide their
 * middle behind stars.
 */
export function ownAccountNumbers(
  rows: readonly TableRow[],
  at: number,
  column: string | null | undefined,
): string[] {
  const above = rows.slice(0, at).flatMap(({ cells }) =>
    cells.flatMap((cell, place) => {
      const labelled = LABEL.exec(cell)?.[1] ?? '';
      return ONLY_LABEL.test(cell.trim()) ? [labelled, cells[place + 1] ?? ''] : [labelled];
    }),
  );
  const titles = (rows[at]?.cells ?? []).map(plainTitle);
  const places = (column === undefined || column === null ? OWN_TITLES : [column])
    .map((title) => titles.indexOf(title))
    .filter((place) => place >= 0);
  const within = rows
    .slice(at + 1)
    .flatMap(({ cells }) => places.map((place) => cells[place] ?? ''));
  const numbers = [...above, ...within]
    .map(digits)
    .filter((number) => /^[0-9*]{4,40}$/.test(number));
  return [...new Set(numbers)];
}

/**
 * A statement is of the account that it is entered for, as far as both numbers are known; four last digits are enough.
 * @throws DomainError bank-file-other-account
 */
export function checkOwnAccount(found: readonly string[], accountNumber: string | null): void {
  if (accountNumber === null) return;
  const expected = digits(accountNumber);
  const other = found.find((number) => !matches(number, expected));
  if (other !== undefined) {
    throw new DomainError('bank-file-other-account', {
      found: `尾号${other.slice(-4)}`,
      expected: `尾号${expected.slice(-4)}`,
    });
  }
}

function matches(found: string, expected: string): boolean {
  if (!found.includes('*'))
    return found.length < 10 ? expected.endsWith(found) : found === expected;
  const [head = '', ...rest] = found.split(/\*+/);
  const tail = rest.at(-1) ?? '';
  return expected.startsWith(head) && expected.endsWith(tail);
}

function digits(text: string): string {
  return text.replace(/[\s-]/g, '');
}
