import { Money } from '../../../kernel/money.js';
import type { AccountFigures } from './account-figures.js';

/** Names under which the statement of cash flows finds its figures among those of accounts. */
export const CASH_AT_START = 'CASH-START';
export const CASH_AT_END = 'CASH-END';
export const CASH_GROWTH = 'CASH-GROWTH';

/** Under which name the money of an item stands: all of one length, so that none begins another. */
export function itemSource(code: string): string {
  return `ITEM-${code.padStart(2, '0')}`;
}

/** What moved under one item: money debited and credited in the month and in the year through it. */
export interface ItemTurnover {
  readonly item: string;
  readonly debit: Money;
  readonly credit: Money;
  readonly ytdDebit: Money;
  readonly ytdCredit: Money;
}

/** Turns the turnover of items and the balances of the money accounts into figures that a statement's lines can name. */
export function cashFlowFigures(
  turnovers: readonly ItemTurnover[],
  money: readonly AccountFigures[],
): AccountFigures[] {
  const net = (of: (row: AccountFigures) => Money): Money => Money.sum(money.map(of));
  const opening = net((row) => row.openingDebit.minus(row.openingCredit));
  const yearOpening = net((row) => row.yearOpeningDebit.minus(row.yearOpeningCredit));
  const closing = net((row) => row.closingDebit.minus(row.closingCredit));
  const cash = (name: string, month: Money, year: Money): AccountFigures =>
    figures(name, { debit: month, credit: Money.ZERO, ytdDebit: year, ytdCredit: Money.ZERO });
  return [
    ...turnovers.map(({ item, ...sides }) => figures(itemSource(item), sides)),
    cash(CASH_AT_START, opening, yearOpening),
    cash(CASH_AT_END, closing, closing),
    cash(CASH_GROWTH, closing.minus(opening), closing.minus(yearOpening)),
  ];
}

function figures(accountCode: string, sides: Omit<ItemTurnover, 'item'>): AccountFigures {
  const none = Money.ZERO;
  return {
    accountCode,
    name: accountCode,
    yearOpeningDebit: none,
    yearOpeningCredit: none,
    openingDebit: none,
    openingCredit: none,
    closingDebit: none,
    closingCredit: none,
    ...sides,
  };
}
