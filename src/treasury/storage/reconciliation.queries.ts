import { randomUUID } from 'node:crypto';
import type { LocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import type { ReadTx, Tx } from '../../platform/database/transaction.js';
import type { AdjustmentTable } from '../domain/reconciliation.js';
import type { BankItem, BookItem, Match } from '../domain/reconciliation-items.js';

export interface MatchRow {
  readonly id: string;
  readonly accountCode: string;
  readonly month: string;
  readonly automatic: boolean;
  readonly reason: string;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly bankLineIds: readonly string[];
  readonly bookLines: readonly { readonly voucherId: string; readonly lineNo: number }[];
}

/** A confirmed 余额调节表 as it was frozen. */
export interface ConfirmedRow {
  readonly accountCode: string;
  readonly month: string;
  readonly version: number;
  readonly confirmedBy: string;
  readonly confirmedAt: Date;
  readonly explanations: Readonly<Record<string, string>>;
  readonly table: AdjustmentTable;
}

/** From which month on does the book have statements? */
export async function firstStatementMonth(
  tx: ReadTx,
  community: string,
  bookNo: number,
): Promise<string | null> {
  const [row] = await tx.query<{ month: string | null }>(
    'SELECT min(month) AS month FROM bank_statement WHERE community_code = $1 AND book_no = $2',
    [community, bookNo],
  );
  return row?.month ?? null;
}

/** What do the banks' statements of these months say, line by line? */
export async function bankItemsBetween(
  tx: ReadTx,
  community: string,
  bookNo: number,
  from: string,
  through: string,
): Promise<(BankItem & { readonly month: string })[]> {
  const rows = await tx.query<Omit<BankItem, 'amount'> & { amount: string; month: string }>(
    `SELECT l.id AS "bankLineId", s.account_code AS "accountCode", s.month, to_char(l.date, 'YYYY-MM-DD') AS date,
       l.amount::text AS amount, l.description, l.counterparty, l.reference
     FROM bank_statement s
     JOIN bank_line l ON l.community_code = s.community_code AND l.book_no = s.book_no AND l.statement_id = s.id
     WHERE s.community_code = $1 AND s.book_no = $2 AND s.month BETWEEN $3 AND $4
     ORDER BY s.account_code, s.month, l.line_no`,
    [community, bookNo, from, through],
  );
  return rows.map((row) => ({ ...row, amount: Money.of(row.amount) }));
}

/** Which lines were found to be the same movement in these months? */
export async function matchesBetween(
  tx: ReadTx,
  community: string,
  bookNo: number,
  from: string,
  through: string,
): Promise<MatchRow[]> {
  return tx.query<MatchRow>(
    `SELECT m.id, m.account_code AS "accountCode", m.month, m.automatic, m.reason, m.made_by_name AS "madeBy",
       m.made_at AS "madeAt",
       (SELECT coalesce(jsonb_agg(x.bank_line_id), '[]') FROM bank_match_bank_line x
         WHERE x.community_code = m.community_code AND x.book_no = m.book_no AND x.match_id = m.id) AS "bankLineIds",
       (SELECT coalesce(jsonb_agg(jsonb_build_object('voucherId', x.voucher_id, 'lineNo', x.line_no)), '[]')
         FROM bank_match_book_line x
         WHERE x.community_code = m.community_code AND x.book_no = m.book_no AND x.match_id = m.id) AS "bookLines"
     FROM bank_match m WHERE m.community_code = $1 AND m.book_no = $2 AND m.month BETWEEN $3 AND $4
     ORDER BY m.made_at, m.id`,
    [community, bookNo, from, through],
  );
}

/** Stores matches of a month, all or none. */
export async function insertMatches(
  tx: Tx,
  place: { readonly community: string; readonly bookNo: number; readonly month: string },
  automatic: boolean,
  matches: readonly { readonly match: Match; readonly accountCode: string }[],
): Promise<void> {
  const rows = matches.map(({ match, accountCode }) => ({
    id: randomUUID(),
    accountCode,
    ...match,
  }));
  const { community, bookNo, month } = place;
  const json = JSON.stringify(rows);
  await tx.query(
    `INSERT INTO bank_match (community_code, book_no, id, account_code, month, automatic, reason, made_by_id, made_by_name)
     SELECT $1, $2, x.id, x."accountCode", $3, $4, x.reason, $5, $6
     FROM jsonb_to_recordset($7) AS x (id uuid, "accountCode" text, reason text)`,
    [community, bookNo, month, automatic, tx.actor.id, tx.actor.name, json],
  );
  await tx.query(
    `INSERT INTO bank_match_bank_line (community_code, book_no, bank_line_id, match_id)
     SELECT $1, $2, b.id::uuid, x.id FROM jsonb_to_recordset($3) AS x (id uuid, "bankLineIds" jsonb)
     CROSS JOIN jsonb_array_elements_text(x."bankLineIds") AS b (id) ORDER BY 3`,
    [community, bookNo, json],
  );
  await tx.query(
    `INSERT INTO bank_match_book_line (community_code, book_no, voucher_id, line_no, match_id)
     SELECT $1, $2, k."voucherId", k."lineNo", x.id FROM jsonb_to_recordset($3) AS x (id uuid, "bookLines" jsonb)
     CROSS JOIN jsonb_to_recordset(x."bookLines") AS k ("voucherId" uuid, "lineNo" int) ORDER BY 3, 4`,
    [community, bookNo, json],
  );
}

/** Takes a match of the month apart; false when there is none. */
export async function deleteMatch(
  tx: Tx,
  place: { readonly community: string; readonly bookNo: number; readonly month: string },
  id: string,
): Promise<boolean> {
  const rows = await tx.query(
    'DELETE FROM bank_match WHERE community_code = $1 AND book_no = $2 AND month = $3 AND id = $4 RETURNING id',
    [place.community, place.bookNo, place.month, id],
  );
  return rows.length > 0;
}

/** Stores a confirmed table under the next version of its account and month. */
export async function insertReconciliation(
  tx: Tx,
  place: { readonly community: string; readonly bookNo: number; readonly month: string },
  table: AdjustmentTable,
  explanations: Readonly<Record<string, string>>,
): Promise<void> {
  await tx.query(
    `INSERT INTO reconciliation (community_code, book_no, account_code, month, version, statement_id, book_balance,
       bank_received_not_booked, bank_paid_not_booked, statement_balance, book_received_not_in_bank, book_paid_not_in_bank,
       opening_difference, open_items, confirmed_by_id, confirmed_by_name)
     SELECT $1, $2, $3, $4, coalesce(max(version), 0) + 1, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15
     FROM reconciliation WHERE community_code = $1 AND book_no = $2 AND account_code = $3 AND month = $4`,
    [
      place.community,
      place.bookNo,
      table.accountCode,
      place.month,
      table.statementId,
      table.bookBalance.toString(),
      table.bankReceivedNotBooked.toString(),
      table.bankPaidNotBooked.toString(),
      table.statementBalance?.toString(),
      table.bookReceivedNotInBank.toString(),
      table.bookPaidNotInBank.toString(),
      table.openingDifference.toString(),
      JSON.stringify({ bank: table.openBank, book: table.openBook, explanations }),
      tx.actor.id,
      tx.actor.name,
    ],
  );
}

/** What the operation log notes of a confirmed table; its digest is rebuilt from the row by verification. */
export function confirmedContent(
  month: string,
  table: AdjustmentTable,
  explanations: Readonly<Record<string, string>>,
): object {
  return {
    accountCode: table.accountCode,
    month,
    statementId: table.statementId,
    bookBalance: table.bookBalance,
    bankReceivedNotBooked: table.bankReceivedNotBooked,
    bankPaidNotBooked: table.bankPaidNotBooked,
    statementBalance: table.statementBalance,
    bookReceivedNotInBank: table.bookReceivedNotInBank,
    bookPaidNotInBank: table.bookPaidNotInBank,
    openingDifference: table.openingDifference,
    openItems: { bank: table.openBank, book: table.openBook, explanations },
  };
}

interface FrozenRow {
  readonly accountCode: string;
  readonly accountName: string;
  readonly month: string;
  readonly version: number;
  readonly confirmedBy: string;
  readonly confirmedAt: Date;
  readonly statementId: string;
  readonly amounts: Readonly<Record<keyof FrozenAmounts, string>>;
  readonly openItems: {
    readonly bank: readonly Frozen<BankItem>[];
    readonly book: readonly Frozen<BookItem>[];
    readonly explanations: Readonly<Record<string, string>>;
  };
}
type Frozen<Item extends BankItem | BookItem> = Omit<Item, 'amount' | 'date'> & {
  readonly amount: string;
  readonly date: LocalDate;
};
interface FrozenAmounts {
  readonly book: string;
  readonly bankIn: string;
  readonly bankOut: string;
  readonly statement: string;
  readonly bookIn: string;
  readonly bookOut: string;
  readonly opening: string;
}

const FROZEN = `r.account_code AS "accountCode", a.name AS "accountName", r.month, r.version,
  r.confirmed_by_name AS "confirmedBy", r.confirmed_at AS "confirmedAt", r.statement_id AS "statementId",
  r.open_items AS "openItems", jsonb_build_object('book', r.book_balance::text, 'bankIn', r.bank_received_not_booked::text,
    'bankOut', r.bank_paid_not_booked::text, 'statement', r.statement_balance::text,
    'bookIn', r.book_received_not_in_bank::text, 'bookOut', r.book_paid_not_in_bank::text,
    'opening', r.opening_difference::text) AS amounts
  FROM reconciliation r
  JOIN account a ON a.community_code = r.community_code AND a.book_no = r.book_no AND a.code = r.account_code`;

/** The last confirmed table of each account and each of these months. */
export async function confirmedBetween(
  tx: ReadTx,
  community: string,
  bookNo: number,
  from: string,
  through: string,
): Promise<ConfirmedRow[]> {
  const rows = await tx.query<FrozenRow>(
    `SELECT DISTINCT ON (r.account_code, r.month) ${FROZEN}
     WHERE r.community_code = $1 AND r.book_no = $2 AND r.month BETWEEN $3 AND $4
     ORDER BY r.account_code, r.month, r.version DESC`,
    [community, bookNo, from, through],
  );
  return rows.map(confirmedOf);
}

/** The last confirmed table of each account before a month. */
export async function lastConfirmedBefore(
  tx: ReadTx,
  community: string,
  bookNo: number,
  month: string,
): Promise<ConfirmedRow[]> {
  const rows = await tx.query<FrozenRow>(
    `SELECT DISTINCT ON (r.account_code) ${FROZEN}
     WHERE r.community_code = $1 AND r.book_no = $2 AND r.month < $3
     ORDER BY r.account_code, r.month DESC, r.version DESC`,
    [community, bookNo, month],
  );
  return rows.map(confirmedOf);
}

function confirmedOf(row: FrozenRow): ConfirmedRow {
  const { amounts: a, openItems } = row;
  const [book, statement] = [Money.of(a.book), Money.of(a.statement)];
  const [bankIn, bankOut] = [Money.of(a.bankIn), Money.of(a.bankOut)];
  const [bookIn, bookOut] = [Money.of(a.bookIn), Money.of(a.bookOut)];
  return {
    accountCode: row.accountCode,
    month: row.month,
    version: row.version,
    confirmedBy: row.confirmedBy,
    confirmedAt: row.confirmedAt,
    explanations: openItems.explanations,
    table: {
      accountCode: row.accountCode,
      accountName: row.accountName,
      bookBalance: book,
      bankReceivedNotBooked: bankIn,
      bankPaidNotBooked: bankOut,
      adjustedBook: book.plus(bankIn).minus(bankOut),
      statementId: row.statementId,
      statementBalance: statement,
      bookReceivedNotInBank: bookIn,
      bookPaidNotInBank: bookOut,
      adjustedStatement: statement.plus(bookIn).minus(bookOut),
      openingDifference: Money.of(a.opening),
      unexplained: Money.ZERO,
      openBank: openItems.bank.map((item) => ({ ...item, amount: Money.of(item.amount) })),
      openBook: openItems.book.map((item) => ({ ...item, amount: Money.of(item.amount) })),
    },
  };
}
