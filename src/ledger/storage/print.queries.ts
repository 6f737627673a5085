import { parseLocalDate, type LocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import type { Month } from '../../kernel/month.js';
import { only } from '../../platform/database/only.js';
import type { ReadTx } from '../../platform/database/transaction.js';
import type { LedgerEntry } from '../domain/account-ledger.js';

/** A book and the days asked for, both counted. */
export interface BookDays {
  readonly community: string;
  readonly bookNo: number;
  readonly from: LocalDate;
  readonly through: LocalDate;
}

/** How many lines were posted to the book in these days? */
export async function countEntries(tx: ReadTx, days: BookDays): Promise<number> {
  const rows = await tx.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM voucher_line
     WHERE community_code = $1 AND book_no = $2 AND date BETWEEN $3 AND $4`,
    [days.community, days.bookNo, days.from, days.through],
  );
  return only(rows).count;
}

/** Which lines were posted to the book in these days, account by account, in order of posting? Without the other sides. */
export async function bookEntries(tx: ReadTx, days: BookDays): Promise<LedgerEntry[]> {
  const rows = await tx.query<Text>(
    `SELECT to_char(l.date, 'YYYY-MM-DD') AS date, l.voucher_id AS "voucherId",
       (SELECT v.word || '-' || v.no FROM voucher v WHERE v.community_code = l.community_code
         AND v.book_no = l.book_no AND v.id = l.voucher_id) AS voucher,
       l.summary, l.account_code AS "accountCode", account_name(a, l.date) AS "accountName", '' AS contra,
       l.debit::text AS debit, l.credit::text AS credit
     FROM voucher_line l
     JOIN account a ON a.community_code = l.community_code AND a.book_no = l.book_no AND a.code = l.account_code
     WHERE l.community_code = $1 AND l.book_no = $2 AND l.date BETWEEN $3 AND $4
     ORDER BY l.account_code COLLATE "C", l.date, l.seq, l.line_no`,
    [days.community, days.bookNo, days.from, days.through],
  );
  return rows.map(entryOf);
}

/** Lines that are read at a time. */
const STRETCH = 2000;

/** Every line of the book, account by account in order of posting, each account at once. Without the other sides. */
export async function* entriesByAccount(
  tx: ReadTx,
  { community, bookNo }: { community: string; bookNo: number },
): AsyncGenerator<readonly [accountCode: string, entries: readonly LedgerEntry[]]> {
  type Row = Text & { readonly seq: string; readonly lineNo: number };
  let after: Pick<Row, 'accountCode' | 'date' | 'seq' | 'lineNo'> | null = null;
  let own: LedgerEntry[] = [];
  for (;;) {
    const rows: Row[] = await tx.query<Row>(
      `SELECT to_char(l.date, 'YYYY-MM-DD') AS date, l.voucher_id AS "voucherId", l.seq::text AS seq, l.line_no AS "lineNo",
         (SELECT v.word || '-' || v.no FROM voucher v WHERE v.community_code = l.community_code
           AND v.book_no = l.book_no AND v.id = l.voucher_id) AS voucher,
         l.summary, l.account_code AS "accountCode", '' AS "accountName", '' AS contra, l.debit::text AS debit, l.credit::text AS credit
       FROM voucher_line l
       WHERE l.community_code = $1 AND l.book_no = $2
         AND (l.account_code, l.date, l.seq, l.line_no) > ($3::text, $4::date, $5::bigint, $6::int)
       ORDER BY l.account_code, l.date, l.seq, l.line_no LIMIT $7`,
      [
        community,
        bookNo,
        after?.accountCode ?? '',
        after?.date ?? '0001-01-01',
        after?.seq ?? '0',
        after?.lineNo ?? 0,
        STRETCH,
      ],
    );
    for (const { seq: _, lineNo: __, ...row } of rows) {
      if (own[0] !== undefined && own[0].accountCode !== row.accountCode) {
        yield [own[0].accountCode, own];
        own = [];
      }
      own.push(entryOf(row));
    }
    after = rows.at(-1) ?? null;
    if (rows.length < STRETCH) break;
  }
  if (own[0] !== undefined) yield [own[0].accountCode, own];
}

type Text = Omit<LedgerEntry, 'debit' | 'credit'> & {
  readonly debit: string;
  readonly credit: string;
};

function entryOf(row: Text): LedgerEntry {
  return {
    ...row,
    date: parseLocalDate(row.date),
    debit: Money.of(row.debit),
    credit: Money.of(row.credit),
  };
}

/** What one account turned over in one month. */
export interface MonthTurnover {
  readonly accountCode: string;
  readonly month: Month;
  readonly debit: Money;
  readonly credit: Money;
}

/** What did each account turn over month by month? From the maintained balances. */
export async function monthTurnovers(
  tx: ReadTx,
  { community, bookNo }: { community: string; bookNo: number },
  from: Month,
  through: Month,
): Promise<MonthTurnover[]> {
  type Text = Omit<MonthTurnover, 'debit' | 'credit'> & { debit: string; credit: string };
  const rows = await tx.query<Text>(
    `SELECT account_code AS "accountCode", month, sum(debit)::numeric(18, 2)::text AS debit,
       sum(credit)::numeric(18, 2)::text AS credit
     FROM balance WHERE community_code = $1 AND book_no = $2 AND month BETWEEN $3 AND $4
     GROUP BY 1, 2 ORDER BY 1, 2`,
    [community, bookNo, from, through],
  );
  return rows.map((row) => ({
    ...row,
    debit: Money.of(row.debit),
    credit: Money.of(row.credit),
  }));
}
