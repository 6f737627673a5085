import { Injectable } from '@nestjs/common';
import type { Month } from '../kernel/month.js';
import type { ReadTx, Tx } from '../platform/database/transaction.js';
import {
  closedMonths,
  listMonths,
  lockMonth,
  updateMonth,
  type MonthRow,
  type MonthState,
} from './storage/months.queries.js';

export type { MonthRow, MonthState } from './storage/months.queries.js';

/** The accounting months of a community: one row for all its books. */
@Injectable()
export class MonthsService {
  /** A month without a row is open: nothing has entered it yet. */
  async state(tx: ReadTx, community: string, month: Month): Promise<MonthState> {
    return (await closedMonths(tx, community)).get(month) ?? 'open';
  }

  async months(tx: ReadTx, community: string): Promise<MonthRow[]> {
    return listMonths(tx, community);
  }

  /** Takes a month in hand, alone: no voucher enters it until the transaction ends. */
  async lock(tx: Tx, community: string, month: Month): Promise<MonthRow> {
    return lockMonth(tx, community, month);
  }

  /**
   * Moves a month to a state.
   * @throws DomainError month-step-unknown, month-out-of-order, and what oversight's guards refuse
   */
  async move(tx: Tx, community: string, month: Month, to: MonthState): Promise<void> {
    await updateMonth(tx, community, month, to);
  }
}
