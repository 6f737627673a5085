import type { Month } from '../../kernel/month.js';
import type { ReadTx, Tx } from '../../platform/database/transaction.js';
import type { RequiredDimension } from '../domain/line-dimensions.js';

export interface DimensionRow {
  readonly code: string;
  readonly name: string;
  /** counterparty and fund: the line names them itself. */
  readonly builtIn: boolean;
}

export interface DimensionItemRow {
  readonly code: string;
  readonly name: string;
  readonly closedOn: string | null;
}

const ITEM = `code, name, to_char(closed_on, 'YYYY-MM-DD') AS "closedOn"`;

/** By which dimensions does the book account beside its chart? */
export async function listDimensions(
  tx: ReadTx,
  community: string,
  bookNo: number,
): Promise<DimensionRow[]> {
  return tx.query<DimensionRow>(
    `SELECT code, name, built_in AS "builtIn" FROM dimension WHERE community_code = $1 AND book_no = $2
     ORDER BY built_in DESC, code`,
    [community, bookNo],
  );
}

/** Stores a dimension. */
export async function insertDimension(
  tx: Tx,
  community: string,
  bookNo: number,
  dimension: { readonly code: string; readonly name: string },
): Promise<void> {
  await tx.query(
    'INSERT INTO dimension (community_code, book_no, code, name) VALUES ($1, $2, $3, $4)',
    [community, bookNo, dimension.code, dimension.name],
  );
}

/** Which items does a dimension have, closed ones too? */
export async function listItems(
  tx: ReadTx,
  community: string,
  bookNo: number,
  dimension: string,
): Promise<DimensionItemRow[]> {
  return tx.query<DimensionItemRow>(
    `SELECT ${ITEM} FROM dimension_item WHERE community_code = $1 AND book_no = $2 AND dimension_code = $3 ORDER BY code`,
    [community, bookNo, dimension],
  );
}

/** Stores an item. */
export async function insertItem(
  tx: Tx,
  community: string,
  bookNo: number,
  dimension: string,
  item: { readonly code: string; readonly name: string },
): Promise<void> {
  await tx.query(
    'INSERT INTO dimension_item (community_code, book_no, dimension_code, code, name) VALUES ($1, $2, $3, $4, $5)',
    [community, bookNo, dimension, item.code, item.name],
  );
}

/** Closes an item on the day; nothing when there is no such item. */
export async function closeItem(
  tx: Tx,
  community: string,
  bookNo: number,
  dimension: string,
  code: string,
): Promise<DimensionItemRow | undefined> {
  const [row] = await tx.query<DimensionItemRow>(
    `UPDATE dimension_item SET closed_on = $5
     WHERE community_code = $1 AND book_no = $2 AND dimension_code = $3 AND code = $4 RETURNING ${ITEM}`,
    [community, bookNo, dimension, code, tx.today],
  );
  return row;
}

/** What do the book's accounts ask of their lines? */
export async function listRequired(
  tx: ReadTx,
  community: string,
  bookNo: number,
): Promise<RequiredDimension[]> {
  return tx.query<RequiredDimension>(
    `SELECT r.account_code AS "accountCode", r.dimension_code AS dimension, d.name FROM account_dimension r
     JOIN dimension d ON d.community_code = r.community_code AND d.book_no = r.book_no AND d.code = r.dimension_code
     WHERE r.community_code = $1 AND r.book_no = $2 ORDER BY r.account_code, r.dimension_code`,
    [community, bookNo],
  );
}

/** Replaces what an account asks for. */
export async function replaceRequired(
  tx: Tx,
  community: string,
  bookNo: number,
  accountCode: string,
  dimensions: readonly string[],
): Promise<void> {
  await tx.query(
    'DELETE FROM account_dimension WHERE community_code = $1 AND book_no = $2 AND account_code = $3',
    [community, bookNo, accountCode],
  );
  await tx.query(
    `INSERT INTO account_dimension (community_code, book_no, account_code, dimension_code)
     SELECT $1, $2, $3, d FROM unnest($4::text[]) AS d`,
    [community, bookNo, accountCode, dimensions],
  );
}

export interface DimensionFigures {
  readonly accountCode: string;
  readonly accountName: string;
  /** null for what no item was named for, so that the rows of an account are its balance. */
  readonly itemCode: string | null;
  readonly itemName: string | null;
  /** Debit less credit, as text. */
  readonly opening: string;
  readonly debit: string;
  readonly credit: string;
}

/** Where a line names its item; of the dimensions with items it is the code. */
const NAMED: Readonly<Record<string, string>> = {
  counterparty: 'l.counterparty',
  fund: 'l.fund_code',
};

/**
 * What moved on each account for each item of a dimension, before a month and in it? Of an account that names items or
 * has to, the rest follows as a row without one. Funds have opening balances, other items begin with the book's vouchers.
 */
export async function dimensionFigures(
  tx: ReadTx,
  { community, bookNo }: { community: string; bookNo: number },
  dimension: string,
  month: Month,
  accountCode: string,
): Promise<DimensionFigures[]> {
  const named = NAMED[dimension];
  const item = named ?? 'l.dimensions ->> $4';
  // The first condition is that of the index voucher_line_dimensions.
  const names =
    named === undefined ? `l.dimensions <> '{}' AND l.dimensions ? $4` : `${named} IS NOT NULL`;
  return tx.query<DimensionFigures>(
    `WITH moved AS (
       SELECT l.account_code, ${item} AS item, coalesce(sum(l.debit - l.credit) FILTER (WHERE l.month < $3), 0) AS opening,
         coalesce(sum(l.debit) FILTER (WHERE l.month = $3), 0) AS debit, coalesce(sum(l.credit) FILTER (WHERE l.month = $3), 0) AS credit
       FROM voucher_line l WHERE l.community_code = $1 AND l.book_no = $2 AND l.month <= $3 AND ${names}
         AND starts_with(l.account_code, $5) GROUP BY 1, 2
       UNION ALL
       SELECT o.account_code, o.fund_code, o.debit - o.credit, 0, 0 FROM opening_balance o
       WHERE $4 = 'fund' AND o.community_code = $1 AND o.book_no = $2 AND o.fund_code <> '' AND starts_with(o.account_code, $5)
     ), by_item AS (
       SELECT account_code, item, sum(opening) AS opening, sum(debit) AS debit, sum(credit) AS credit FROM moved GROUP BY 1, 2
     ), whole AS (
       SELECT a.code AS account_code, coalesce(o.net, 0) + coalesce(b.opening, 0) AS opening, coalesce(b.debit, 0) AS debit,
         coalesce(b.credit, 0) AS credit
       FROM account a
       LEFT JOIN (SELECT account_code, sum(debit - credit) AS net FROM opening_balance
         WHERE community_code = $1 AND book_no = $2 GROUP BY 1) o ON o.account_code = a.code
       LEFT JOIN (SELECT account_code, sum(debit - credit) FILTER (WHERE month < $3) AS opening,
           sum(debit) FILTER (WHERE month = $3) AS debit, sum(credit) FILTER (WHERE month = $3) AS credit
         FROM balance WHERE community_code = $1 AND book_no = $2 AND month <= $3 GROUP BY 1) b ON b.account_code = a.code
       WHERE a.community_code = $1 AND a.book_no = $2 AND starts_with(a.code, $5)
         AND (a.code IN (SELECT account_code FROM by_item) OR EXISTS (SELECT FROM account_dimension r
           WHERE r.community_code = $1 AND r.book_no = $2 AND r.dimension_code = $4 AND starts_with(a.code, r.account_code)))
     ), rest AS (
       SELECT w.account_code, NULL AS item, w.opening - coalesce(sum(i.opening), 0) AS opening,
         w.debit - coalesce(sum(i.debit), 0) AS debit, w.credit - coalesce(sum(i.credit), 0) AS credit
       FROM whole w LEFT JOIN by_item i ON i.account_code = w.account_code GROUP BY w.account_code, w.opening, w.debit, w.credit
     )
     SELECT f.account_code AS "accountCode", a.name AS "accountName", f.item AS "itemCode",
       CASE $4 WHEN 'counterparty' THEN f.item WHEN 'fund' THEN u.name ELSE n.name END AS "itemName",
       f.opening::numeric(18, 2)::text AS opening, f.debit::numeric(18, 2)::text AS debit, f.credit::numeric(18, 2)::text AS credit
     FROM (SELECT * FROM by_item UNION ALL SELECT * FROM rest WHERE (opening, debit, credit) <> (0, 0, 0)) f
     JOIN account a ON a.community_code = $1 AND a.book_no = $2 AND a.code = f.account_code
     LEFT JOIN dimension_item n ON n.community_code = $1 AND n.book_no = $2 AND n.dimension_code = $4 AND n.code = f.item
     LEFT JOIN fund u ON u.community_code = $1 AND u.book_no = $2 AND u.code = f.item
     ORDER BY f.account_code COLLATE "C", f.item COLLATE "C" NULLS LAST`,
    [community, bookNo, month, dimension, accountCode],
  );
}
