import { only } from '../../platform/database/only.js';
import type { ReadTx, Tx } from '../../platform/database/transaction.js';

/** open takes vouchers; the others stand still. */
export type MonthState = 'open' | 'reported' | 'approved' | 'published' | 'sealed';

export interface MonthRow {
  readonly month: string;
  readonly state: MonthState;
  readonly reportedAt: Date | null;
  readonly sealedAt: Date | null;
}

const MONTH = `month, state, reported_at AS "reportedAt", sealed_at AS "sealedAt"`;

/** Which months take no more vouchers, and in which state are they? */
export async function closedMonths(
  tx: ReadTx,
  community: string,
): Promise<Map<string, MonthState>> {
  const rows = await tx.query<MonthRow>(
    `SELECT ${MONTH} FROM accounting_month WHERE community_code = $1 AND state <> 'open'`,
    [community],
  );
  return new Map(rows.map(({ month, state }) => [month, state]));
}

/** The months of the community, first to last. */
export async function listMonths(tx: ReadTx, community: string): Promise<MonthRow[]> {
  return tx.query<MonthRow>(
    `SELECT ${MONTH} FROM accounting_month WHERE community_code = $1 ORDER BY month`,
    [community],
  );
}

/** Takes a month in hand, alone: no voucher enters it until the transaction ends. Makes its row when there is none. */
export async function lockMonth(tx: Tx, community: string, month: string): Promise<MonthRow> {
  await tx.query(
    'INSERT INTO accounting_month (community_code, month) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    [community, month],
  );
  const rows = await tx.query<MonthRow>(
    `SELECT ${MONTH} FROM accounting_month WHERE community_code = $1 AND month = $2 FOR UPDATE`,
    [community, month],
  );
  return only(rows);
}

/** Moves a month to a state; the database knows which steps exist. */
export async function updateMonth(
  tx: Tx,
  community: string,
  month: string,
  state: MonthState,
): Promise<void> {
  await tx.query(
    'UPDATE accounting_month SET state = $3 WHERE community_code = $1 AND month = $2',
    [community, month, state],
  );
}
