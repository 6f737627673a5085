import type { Money } from '../../kernel/money.js';

/** One line of a voucher: exactly one side carries an amount; red-letter amounts are negative on the same side. */
export interface LineDraft {
  readonly summary: string;
  readonly accountCode: string;
  readonly debit?: Money;
  readonly credit?: Money;
  /** The (fund, purpose) that this line adds to (credit) or draws on (debit); never on a money account's line. */
  readonly fundCode?: string;
  readonly counterparty?: string;
  /** Row of the cash flow statement, on a line of money; absent: as the counter-account proposes. */
  readonly cashFlowItem?: string;
  /** Code of each auxiliary dimension → code of its item. */
  readonly dimensions?: Readonly<Record<string, string>>;
}
