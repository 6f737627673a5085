import { Money } from '../../kernel/money.js';
import { directionOf, type Direction } from './trial-balance.js';

/** What an account holds for one item of a dimension; the item is null for what none was named for. */
export interface DimensionBalance {
  readonly accountCode: string;
  readonly accountName: string;
  readonly itemCode: string | null;
  readonly itemName: string | null;
  readonly openingDirection: Direction;
  /** Without its sign: the direction says on which side it stands. */
  readonly opening: string;
  readonly debit: string;
  readonly credit: string;
  readonly closingDirection: Direction;
  readonly closing: string;
}

type Figures = Pick<
  DimensionBalance,
  'accountCode' | 'accountName' | 'itemCode' | 'itemName' | 'debit' | 'credit'
> & {
  /** Debit less credit. */
  readonly opening: string;
};

/** The balance of an item at the end of a month: what it began with and what moved. */
export function dimensionBalanceOf({ opening, debit, credit, ...row }: Figures): DimensionBalance {
  const begun = Money.of(opening);
  const closing = begun.plus(Money.of(debit)).minus(Money.of(credit));
  return {
    ...row,
    openingDirection: directionOf(begun),
    opening: begun.abs().toString(),
    debit,
    credit,
    closingDirection: directionOf(closing),
    closing: closing.abs().toString(),
  };
}
