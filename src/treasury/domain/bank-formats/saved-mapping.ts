import { DomainError, type FieldError } from '../../../kernel/domain-error.js';
import { plainTitle } from '../../../kernel/table-cell.js';
import type { AmountColumns, BankFormat, DayOrder } from './bank-format.js';

/** How a community says which columns a bank's file has; titles as the bank writes them. */
export interface MappingColumns {
  readonly date: string;
  readonly days?: DayOrder;
  readonly signed?: string;
  readonly in?: string;
  readonly out?: string;
  readonly amount?: string;
  readonly direction?: string;
  readonly inWords?: readonly string[];
  readonly outWords?: readonly string[];
  readonly balance?: string;
  readonly description: readonly string[];
  readonly counterparty?: string;
  readonly reference?: string;
  readonly ownAccount?: string;
}

const DIRECTIONS = { in: ['收', '收入', '贷', '贷方'], out: ['付', '支', '支出', '借', '借方'] };

/**
 * The format that a mapping describes: amounts in exactly one of the three ways, no title for two things. Where nothing
 * is said of directions, 贷 is money in and 借 money out, as banks see it.
 * @throws DomainError bank-mapping-wrong
 */
export function formatOfMapping(code: string, name: string, columns: MappingColumns): BankFormat {
  const errors = [...amountErrors(columns), ...repeatedErrors(columns)];
  const amount = amountOf(columns);
  if (errors.length > 0 || amount === null) throw new DomainError('bank-mapping-wrong', {}, errors);
  const title = (text: string | undefined): string | null =>
    text === undefined ? null : plainTitle(text);
  return {
    code,
    name,
    columns: {
      date: plainTitle(columns.date),
      amount,
      balance: title(columns.balance),
      description: columns.description.map(plainTitle),
      counterparty: title(columns.counterparty),
      reference: title(columns.reference),
      ownAccount: title(columns.ownAccount),
    },
    days: columns.days ?? 'year-month-day',
  };
}

function amountOf(columns: MappingColumns): AmountColumns | null {
  const { signed, in: received, out, amount, direction } = columns;
  if (signed !== undefined) return { signed: plainTitle(signed) };
  if (received !== undefined && out !== undefined) {
    return { in: plainTitle(received), out: plainTitle(out) };
  }
  if (amount === undefined || direction === undefined) return null;
  return {
    amount: plainTitle(amount),
    direction: plainTitle(direction),
    inWords: columns.inWords ?? DIRECTIONS.in,
    outWords: columns.outWords ?? DIRECTIONS.out,
  };
}

function amountErrors({
  signed,
  in: received,
  out,
  amount,
  direction,
}: MappingColumns): FieldError[] {
  const ways = [[signed], [received, out], [amount, direction]];
  const begun = ways.filter((way) => way.some((title) => title !== undefined));
  const [only] = begun;
  if (begun.length === 1 && only?.every((title) => title !== undefined) === true) return [];
  const detail = '金额须且只能用一种写法：signed；in 和 out；amount 和 direction。';
  return [{ pointer: '/columns', detail }];
}

function repeatedErrors(columns: MappingColumns): FieldError[] {
  const { date, signed, in: received, out, amount, direction, balance } = columns;
  const titles = [date, signed, received, out, amount, direction, balance]
    .filter((title) => title !== undefined)
    .map(plainTitle);
  return titles
    .filter((title, place) => titles.indexOf(title) !== place)
    .map((title) => ({ pointer: '/columns', detail: `“${title}”一列不能有两种用途。` }));
}
