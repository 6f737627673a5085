import { parseLocalDate, type LocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import type { ReadTx, Tx } from '../../platform/database/transaction.js';
import {
  compare,
  notedInstant,
  type Comparison,
  type LoggedRows,
} from '../../platform/database/comparison.js';
import type { DetailBalance } from '../domain/year-end/transfer.js';

interface BookKey {
  readonly community: string;
  readonly bookNo: number;
}

/** What do these accounts and all under them hold on a day, per fund, counterparty and set of dimensions? */
export async function detailBalances(
  tx: ReadTx,
  { community, bookNo }: BookKey,
  accounts: readonly string[],
  through: LocalDate,
): Promise<DetailBalance[]> {
  const rows = await tx.query<Omit<DetailBalance, 'balance'> & { balance: string }>(
    `WITH wanted AS (
       SELECT a.code FROM account a WHERE a.community_code = $1 AND a.book_no = $2
         AND EXISTS (SELECT FROM unnest($3::text[]) AS top WHERE starts_with(a.code, top))
     )
     SELECT x.account_code AS "accountCode", x.fund_code AS "fundCode", x.counterparty, x.dimensions,
       sum(x.net)::numeric(18, 2)::text AS balance
     FROM (
       SELECT l.account_code, l.fund_code, l.counterparty, l.dimensions, l.debit - l.credit AS net FROM voucher_line l
       WHERE l.community_code = $1 AND l.book_no = $2 AND l.account_code IN (SELECT code FROM wanted) AND l.date <= $4
       UNION ALL
       SELECT o.account_code, nullif(o.fund_code, ''), NULL, '{}', o.debit - o.credit FROM opening_balance o
       WHERE o.community_code = $1 AND o.book_no = $2 AND o.account_code IN (SELECT code FROM wanted)) x
     GROUP BY 1, 2, 3, 4 HAVING sum(x.net) <> 0
     ORDER BY x.account_code COLLATE "C", x.fund_code COLLATE "C" NULLS FIRST, x.counterparty COLLATE "C" NULLS FIRST, x.dimensions`,
    [community, bookNo, accounts, through],
  );
  return rows.map((row) => ({ ...row, balance: Money.of(row.balance) }));
}

/** One at a time ends the year of a book: who comes second waits, and then sees the drafts of the first. */
export async function holdYearEnd(tx: Tx, { community, bookNo }: BookKey): Promise<void> {
  await tx.query('SELECT FROM book WHERE community_code = $1 AND book_no = $2 FOR NO KEY UPDATE', [
    community,
    bookNo,
  ]);
}

/** How many drafts of these kinds wait in the year? */
export async function waitingDrafts(
  tx: ReadTx,
  { community, bookNo }: BookKey,
  kinds: readonly string[],
  year: number,
): Promise<number> {
  const rows = await tx.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM voucher_draft WHERE community_code = $1 AND book_no = $2 AND kind = ANY ($3)
       AND date BETWEEN make_date($4, 1, 1) AND make_date($4, 12, 31)`,
    [community, bookNo, kinds, year],
  );
  return rows[0]?.count ?? 0;
}

export interface DistributionRow {
  readonly id: string;
  readonly year: number;
  readonly resolutionNo: string;
  readonly resolvedOn: string;
  readonly net: string;
  readonly lossesMadeUp: string;
  readonly base: string;
  readonly distributable: string;
  readonly reserveDue: string;
  readonly reserve: string;
  readonly reserveBeyond: string;
  readonly owners: string;
  readonly other: string;
  readonly remaining: string;
}

/** A distribution and what became of its voucher. */
export interface DistributionState extends DistributionRow {
  readonly madeBy: string;
  readonly status: 'drafted' | 'reviewed' | 'posted' | 'reversed' | 'discarded';
}

const DISTRIBUTION = `d.id, d.year, d.resolution_no AS "resolutionNo", to_char(d.resolved_on, 'YYYY-MM-DD') AS "resolvedOn",
  d.net::text AS net, d.losses_made_up::text AS "lossesMadeUp", d.base::text AS base, d.distributable::text AS distributable,
  d.reserve_due::text AS "reserveDue", d.reserve::text AS reserve, d.reserve_beyond::text AS "reserveBeyond",
  d.owners::text AS owners, d.other::text AS other, d.remaining::text AS remaining`;

/** Keeps what was resolved and reckoned. */
export async function insertDistribution(
  tx: Tx,
  { community, bookNo }: BookKey,
  row: DistributionRow,
): Promise<void> {
  await tx.query(
    `INSERT INTO year_distribution (community_code, book_no, id, year, resolution_no, resolved_on, net, losses_made_up, base,
       distributable, reserve_due, reserve, reserve_beyond, owners, other, remaining, made_by, made_by_name)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
    [
      community,
      bookNo,
      row.id,
      row.year,
      row.resolutionNo,
      parseLocalDate(row.resolvedOn),
      row.net,
      row.lossesMadeUp,
      row.base,
      row.distributable,
      row.reserveDue,
      row.reserve,
      row.reserveBeyond,
      row.owners,
      row.other,
      row.remaining,
      tx.actor.id,
      tx.actor.name,
    ],
  );
}

/** How was the profit of the year distributed, first to last? */
export async function listDistributions(
  tx: ReadTx,
  { community, bookNo }: BookKey,
  year: number,
): Promise<DistributionState[]> {
  return tx.query<DistributionState>(
    `SELECT ${DISTRIBUTION}, d.made_by_name AS "madeBy",
       coalesce(CASE WHEN r.id IS NOT NULL THEN 'reversed' WHEN v.id IS NOT NULL THEN 'posted' END, w.status, 'discarded') AS status
     FROM year_distribution d
     LEFT JOIN voucher v ON v.community_code = d.community_code AND v.book_no = d.book_no AND v.id = d.id
     LEFT JOIN voucher r ON r.community_code = d.community_code AND r.book_no = d.book_no AND r.reverses_id = d.id
     LEFT JOIN voucher_draft w ON w.community_code = d.community_code AND w.book_no = d.book_no AND w.id = d.id
     WHERE d.community_code = $1 AND d.book_no = $2 AND d.year = $3 ORDER BY d.created_at, d.id`,
    [community, bookNo, year],
  );
}

/** The distributions as the operation log noted them. */
export const DISTRIBUTIONS_LOGGED: LoggedRows = {
  actions: ['profit-distributed'],
  rows: `SELECT 'profit-distributed' AS action, x.id::text AS subject_id,
      format('第%s账套 %s 年收益分配', x.book_no, x.year) AS label, to_jsonb(x) - 'book_no' AS content
    FROM (SELECT d.book_no, d.book_no AS "bookNo", ${DISTRIBUTION}, d.made_by AS "madeById", d.made_by_name AS "madeBy",
        ${notedInstant('d.created_at')} AS "madeAt" FROM year_distribution d WHERE d.community_code = $1) x`,
};

/** Has a line's account a part in the year's end, by the standard of its book k? */
const ROLE = (role: string): string =>
  `EXISTS (SELECT FROM year_end_account y WHERE y.standard = k.standard AND y.role = '${role}' AND starts_with(l.account_code, y.code))`;

/** Does each distribution voucher carry what was resolved, and each resolution with a voucher its own? */
export async function distributionDifferences(tx: ReadTx, community: string): Promise<Comparison> {
  return compare(
    tx,
    community,
    `SELECT count(*)::int AS count, array_agg(format('第%s账套 %s字第%s号分配凭证转出 %s 元，决议所记 %s 元', book_no, word, no, taken, resolved))
       FILTER (WHERE taken IS DISTINCT FROM resolved OR reserved < reserve OR date IS DISTINCT FROM make_date(year, 12, 31)) AS differences
     FROM (SELECT v.book_no, v.word, v.no, v.date, d.year, d.reserve + d.reserve_beyond AS reserve,
         d.reserve + d.reserve_beyond + d.owners + d.other AS resolved,
         coalesce(sum(l.debit) FILTER (WHERE ${ROLE('distribution')}), 0) AS taken,
         coalesce(sum(l.credit) FILTER (WHERE ${ROLE('reserve')}), 0) AS reserved
       FROM voucher v
       JOIN book k ON k.community_code = v.community_code AND k.book_no = v.book_no
       JOIN voucher_line l ON l.community_code = v.community_code AND l.book_no = v.book_no AND l.voucher_id = v.id
       LEFT JOIN year_distribution d ON d.community_code = v.community_code AND d.book_no = v.book_no AND d.id = v.id
       WHERE v.community_code = $1 AND v.source_kind = 'distribution' AND v.reverses_id IS NULL
       GROUP BY v.community_code, v.book_no, v.id, d.year, d.reserve, d.reserve_beyond, d.owners, d.other) t`,
  );
}
