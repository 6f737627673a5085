import { parseLocalDate, type LocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { only } from '../../platform/database/only.js';
import type { ReadTx } from '../../platform/database/transaction.js';
import type { LedgerEntry, LedgerStart } from '../domain/account-ledger.js';

/** Which lines of a book are asked for: an account with its sub-accounts, or a kind of money; days inclusive. */
export interface EntryRange {
  readonly community: string;
  readonly bookNo: number;
  readonly accountCode?: string;
  readonly money?: 'cash' | 'bank';
  readonly from: LocalDate;
  readonly through: LocalDate;
}

/**
 * Which lines were posted to these accounts in these days, in order of posting? Vouchers and the other sides are looked
 * up by their keys, not joined: that stays quick in a new database, which has no statistics.
 */
export async function ledgerEntries(tx: ReadTx, range: EntryRange): Promise<LedgerEntry[]> {
  const rows = await tx.query<Omit<LedgerEntry, 'debit' | 'credit'> & Record<Sides, string>>(
    `SELECT to_char(l.date, 'YYYY-MM-DD') AS date, l.voucher_id AS "voucherId",
       (SELECT v.word || '-' || v.no FROM voucher v WHERE v.community_code = l.community_code
         AND v.book_no = l.book_no AND v.id = l.voucher_id) AS voucher,
       l.summary, l.account_code AS "accountCode", account_name(a, l.date) AS "accountName", coalesce(c.names, '') AS contra,
       l.debit::text AS debit, l.credit::text AS credit
     FROM voucher_line l
     JOIN account a ON a.community_code = l.community_code AND a.book_no = l.book_no AND a.code = l.account_code
     LEFT JOIN LATERAL (
       SELECT string_agg(DISTINCT x.account_code || ' ' || (SELECT account_name(xa, l.date) FROM account xa
         WHERE xa.community_code = x.community_code AND xa.book_no = x.book_no AND xa.code = x.account_code), '、') AS names
       FROM voucher_line x
       WHERE x.community_code = l.community_code AND x.book_no = l.book_no AND x.voucher_id = l.voucher_id
         AND (x.debit <> 0) <> (l.debit <> 0)) c ON true
     WHERE l.community_code = $1 AND l.book_no = $2 AND l.date BETWEEN $3 AND $4
       AND ($5::text IS NULL OR starts_with(l.account_code, $5)) AND ($6::text IS NULL OR a.money = $6)
     ORDER BY l.date, l.seq, l.line_no`,
    [
      range.community,
      range.bookNo,
      range.from,
      range.through,
      range.accountCode ?? null,
      range.money ?? null,
    ],
  );
  return rows.map((row) => ({
    ...row,
    date: parseLocalDate(row.date),
    debit: Money.of(row.debit),
    credit: Money.of(row.credit),
  }));
}

type Sides = 'debit' | 'credit';
type StartFigures = Omit<LedgerStart, 'label' | 'date'>;

/**
 * Where does the page of an account and its sub-accounts begin on a day? Whole months come from the maintained
 * balances, only the days of a month begun from the lines.
 */
export async function ledgerStart(
  tx: ReadTx,
  community: string,
  bookNo: number,
  accountCode: string,
  from: LocalDate,
): Promise<StartFigures> {
  const rows = await tx.query<Record<keyof StartFigures, string>>(
    `SELECT (o.net + b.net + l.debit - l.credit)::numeric(18, 2)::text AS balance,
       l.debit::numeric(18, 2)::text AS "monthDebit", l.credit::numeric(18, 2)::text AS "monthCredit",
       (b.debit + l.debit)::numeric(18, 2)::text AS "yearDebit", (b.credit + l.credit)::numeric(18, 2)::text AS "yearCredit"
     FROM (SELECT coalesce(sum(debit - credit), 0) AS net FROM opening_balance
         WHERE community_code = $1 AND book_no = $2 AND starts_with(account_code, $3)) o,
       (SELECT coalesce(sum(debit - credit), 0) AS net,
           coalesce(sum(debit) FILTER (WHERE month >= $5), 0) AS debit,
           coalesce(sum(credit) FILTER (WHERE month >= $5), 0) AS credit
         FROM balance WHERE community_code = $1 AND book_no = $2 AND starts_with(account_code, $3) AND month < $6) b,
       (SELECT coalesce(sum(debit), 0) AS debit, coalesce(sum(credit), 0) AS credit FROM voucher_line
         WHERE community_code = $1 AND book_no = $2 AND starts_with(account_code, $3)
           AND date >= ($6 || '-01')::date AND date < $4::date) l`,
    [community, bookNo, accountCode, from, `${from.slice(0, 4)}-01`, from.slice(0, 7)],
  );
  const { balance, monthDebit, monthCredit, yearDebit, yearCredit } = only(rows);
  return {
    balance: Money.of(balance),
    monthDebit: Money.of(monthDebit),
    monthCredit: Money.of(monthCredit),
    yearDebit: Money.of(yearDebit),
    yearCredit: Money.of(yearCredit),
  };
}
