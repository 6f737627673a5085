import { Money } from '../../kernel/money.js';
import type { AccountFigures } from './statements/account-figures.js';
import type { StandardMapping } from './standards/standard-mapping.js';
import type { AccountTotals } from './trial-balance.js';

/** What the conversion voucher of the year moved on an account, and whether in the month itself. */
export interface Converted {
  readonly debit: Money;
  readonly credit: Money;
  readonly inMonth: boolean;
}

/**
 * Totals of a year in which the standard changed, as if the balances had stood under their new codes before: 年初数 of the
 * statements are restated, and the conversion is no turnover (财会〔2025〕6号 新旧衔接).
 */
export function restatedTotals(
  totals: readonly AccountTotals[],
  converted: ReadonlyMap<string, Converted>,
): AccountTotals[] {
  return totals.map((row) => {
    const moved = converted.get(row.accountCode);
    if (moved === undefined) return row;
    const { debit, credit, inMonth } = moved;
    const net = debit.minus(credit);
    return {
      ...row,
      yearOpening: row.yearOpening.plus(net),
      ytdDebit: row.ytdDebit.minus(debit),
      ytdCredit: row.ytdCredit.minus(credit),
      opening: inMonth ? row.opening.plus(net) : row.opening,
      debit: inMonth ? row.debit.minus(debit) : row.debit,
      credit: inMonth ? row.credit.minus(credit) : row.credit,
    };
  });
}

/**
 * Figures of a year before the change under the codes of the new standard, to be compared with (比较数据). Accounts that
 * the change opened, or the year since, have nothing to say of it and would stand in the way of those that do.
 */
export function renumbered(
  figures: readonly AccountFigures[],
  mapping: StandardMapping | undefined,
): readonly AccountFigures[] {
  if (mapping === undefined) return figures;
  return figures.filter(isFigured).map((row) => {
    const found = mapping.codes.find(({ from }) => row.accountCode.startsWith(from));
    if (found === undefined) return row;
    return { ...row, accountCode: found.to + row.accountCode.slice(found.from.length) };
  });
}

function isFigured(figures: AccountFigures): boolean {
  return Object.values(figures).some((figure) => figure instanceof Money && !figure.isZero());
}
