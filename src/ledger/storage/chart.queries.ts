import type { LocalDate } from '../../kernel/local-date.js';
import type { Month } from '../../kernel/month.js';
import { only } from '../../platform/database/only.js';
import type { ReadTx, Tx } from '../../platform/database/transaction.js';
import type { AccountFacts } from '../domain/account.js';
import type { BookKind, Standard } from '../domain/standards/standard.js';
import type { VoucherForm } from '../domain/voucher-word.js';

export interface BookRow {
  readonly bookNo: number;
  readonly kind: BookKind;
  readonly name: string;
  readonly standard: Standard;
  readonly openedOn: string;
  /** 记 for all vouchers, or 收/付/转. */
  readonly voucherWords: VoucherForm;
  /** 会计主管, the fourth signature on a printed voucher. */
  readonly chiefAccountant: string | null;
}

const BOOK = `book_no AS "bookNo", kind, name, standard, to_char(opened_on, 'YYYY-MM-DD') AS "openedOn",
  voucher_words AS "voucherWords", chief_accountant AS "chiefAccountant"`;
/** The columns of an account, from a table named a. */
export const ACCOUNT = `a.code, a.name, a.parent_code AS "parentCode", a.category, a.normal_side AS "normalSide",
  a.both_sides AS "bothSides", a.money, a.official, to_char(a.closed_on, 'YYYY-MM-DD') AS "closedOn",
  NOT EXISTS (SELECT FROM account c WHERE c.community_code = a.community_code AND c.book_no = a.book_no
    AND c.parent_code = a.code) AS leaf`;

/** Which books does the community keep? With a month, under the standard that they followed in it. */
export async function listBooks(
  tx: ReadTx,
  community: string,
  month: Month | null = null,
): Promise<BookRow[]> {
  return tx.query<BookRow>(
    `SELECT ${BOOK.replace('standard', 'CASE WHEN $2::text IS NULL THEN standard ELSE standard_in(book, $2) END AS standard')}
     FROM book WHERE community_code = $1 ORDER BY book_no`,
    [community, month],
  );
}

/** What kind of book is this? */
export async function findBook(
  tx: ReadTx,
  community: string,
  bookNo: number,
): Promise<BookRow | undefined> {
  const [row] = await tx.query<BookRow>(
    `SELECT ${BOOK} FROM book WHERE community_code = $1 AND book_no = $2`,
    [community, bookNo],
  );
  return row;
}

/** Stores a book under the next number of its community. */
export async function insertBook(
  tx: Tx,
  community: string,
  book: Omit<BookRow, 'bookNo' | 'chiefAccountant'>,
): Promise<number> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1))', [community]);
  const rows = await tx.query<{ book_no: number }>(
    `INSERT INTO book (community_code, book_no, kind, name, standard, opened_on, voucher_words)
     SELECT $1, coalesce(max(book_no), 0) + 1, $2, $3, $4, $5, $6 FROM book WHERE community_code = $1
     RETURNING book_no`,
    [community, book.kind, book.name, book.standard, book.openedOn, book.voucherWords],
  );
  return only(rows).book_no;
}

/** Which accounts does the book have? With a day, as they were called on it. */
export async function listAccounts(
  tx: ReadTx,
  community: string,
  bookNo: number,
  day: LocalDate | null = null,
): Promise<AccountFacts[]> {
  return tx.query<AccountFacts>(
    `SELECT ${ACCOUNT.replace('a.name', "account_name(a, coalesce($3::date, 'infinity')) AS name")}
     FROM account a WHERE a.community_code = $1 AND a.book_no = $2 ORDER BY a.code`,
    [community, bookNo, day],
  );
}

/** Stores accounts, parents before children, with how they came. */
export async function insertAccounts(
  tx: Tx,
  community: string,
  bookNo: number,
  origin: 'standard' | 'keeper',
  accounts: readonly Omit<AccountFacts, 'leaf'>[],
): Promise<void> {
  await tx.query(
    `INSERT INTO account (community_code, book_no, code, name, parent_code, category, normal_side, both_sides, money, official, origin)
     SELECT $1, $2, x.code, x.name, x."parentCode", x.category, x."normalSide", x."bothSides", x.money, x.official, $4
     FROM jsonb_to_recordset($3) AS x (code text, name text, "parentCode" text, category text, "normalSide" text,
       "bothSides" boolean, money text, official boolean) ORDER BY length(x.code), x.code`,
    [community, bookNo, JSON.stringify(accounts), origin],
  );
}

export interface FundRow {
  readonly code: string;
  readonly name: string;
  readonly purpose: string;
  readonly restricted: boolean;
  readonly balance: string;
}

/** Which funds does the book keep apart, and what is in each? */
export async function listFunds(tx: ReadTx, community: string, bookNo: number): Promise<FundRow[]> {
  return tx.query<FundRow>(
    `SELECT f.code, f.name, f.purpose, f.restricted, b.balance FROM fund f
     JOIN fund_balance b ON b.community_code = f.community_code AND b.book_no = f.book_no AND b.fund_code = f.code
     WHERE f.community_code = $1 AND f.book_no = $2 ORDER BY f.code`,
    [community, bookNo],
  );
}

/** Stores a fund. */
export async function insertFund(
  tx: Tx,
  community: string,
  bookNo: number,
  fund: Omit<FundRow, 'balance'>,
): Promise<void> {
  await tx.query(
    `INSERT INTO fund (community_code, book_no, code, name, purpose, restricted) VALUES ($1, $2, $3, $4, $5, $6)`,
    [community, bookNo, fund.code, fund.name, fund.purpose, fund.restricted],
  );
}

export interface OpeningLine {
  readonly accountCode: string;
  readonly side: 'debit' | 'credit';
  readonly amount: string;
  readonly fundCode?: string;
}

/** Replaces the opening balances. */
export async function replaceOpening(
  tx: Tx,
  community: string,
  bookNo: number,
  lines: readonly OpeningLine[],
): Promise<void> {
  await tx.query('SELECT set_opening_balances($1, $2, $3)', [
    community,
    bookNo,
    JSON.stringify(lines),
  ]);
}

/** Which opening balances were entered? */
export async function listOpening(
  tx: ReadTx,
  community: string,
  bookNo: number,
): Promise<OpeningLine[]> {
  return tx.query<OpeningLine>(
    `SELECT account_code AS "accountCode", CASE WHEN debit <> 0 THEN 'debit' ELSE 'credit' END AS side,
       (debit + credit)::text AS amount, nullif(fund_code, '') AS "fundCode"
     FROM opening_balance WHERE community_code = $1 AND book_no = $2
     ORDER BY account_code COLLATE "C", fund_code COLLATE "C"`,
    [community, bookNo],
  );
}
