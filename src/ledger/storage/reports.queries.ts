import type { Month } from '../../kernel/month.js';
import { Money } from '../../kernel/money.js';
import { only } from '../../platform/database/only.js';
import type { ReadTx } from '../../platform/database/transaction.js';
import type { CarryForwardRule } from '../domain/carry-forward.js';
import type { MoneyLeaves } from '../domain/statements/agency-money.js';
import type { ItemTurnover } from '../domain/statements/cash-flow-figures.js';
import type { CarriedForward } from '../domain/statements/account-figures.js';
import type { AccountTotals } from '../domain/trial-balance.js';

/** An amount as text of two decimals, zero where there is none. */
const amount = (sql: string): string => `coalesce(${sql}, 0)::numeric(18, 2)::text`;

type Texts<T> = { readonly [K in keyof T]: T[K] extends Money ? string : T[K] };

/** What do the maintained balances say of every account of the book in a month? Before the book's opening, nothing. */
export async function accountTotals(
  tx: ReadTx,
  community: string,
  bookNo: number,
  month: Month,
): Promise<AccountTotals[]> {
  const rows = await tx.query<Texts<AccountTotals>>(
    `SELECT a.code AS "accountCode", account_name(a, ($3 || '-01')::date) AS name, a.parent_code AS "parentCode",
       ${amount('coalesce(o.net, 0) + coalesce(b.before_year, 0)')} AS "yearOpening",
       ${amount('coalesce(o.net, 0) + coalesce(b.before_month, 0)')} AS opening,
       ${amount('b.debit')} AS debit, ${amount('b.credit')} AS credit,
       ${amount('b.ytd_debit')} AS "ytdDebit", ${amount('b.ytd_credit')} AS "ytdCredit"
     FROM account a
     JOIN book k ON k.community_code = a.community_code AND k.book_no = a.book_no
     LEFT JOIN (SELECT account_code, sum(debit - credit) AS net FROM opening_balance
       WHERE community_code = $1 AND book_no = $2 GROUP BY 1) o
       ON o.account_code = a.code AND to_char(k.opened_on, 'YYYY-MM') <= $3
     LEFT JOIN (SELECT account_code,
         sum(debit - credit) FILTER (WHERE month < $4) AS before_year,
         sum(debit - credit) FILTER (WHERE month < $3) AS before_month,
         sum(debit) FILTER (WHERE month = $3) AS debit, sum(credit) FILTER (WHERE month = $3) AS credit,
         sum(debit) FILTER (WHERE month >= $4) AS ytd_debit, sum(credit) FILTER (WHERE month >= $4) AS ytd_credit
       FROM balance WHERE community_code = $1 AND book_no = $2 AND month <= $3 GROUP BY 1) b
       ON b.account_code = a.code
     WHERE a.community_code = $1 AND a.book_no = $2 ORDER BY a.code COLLATE "C"`,
    [community, bookNo, month, yearStart(month)],
  );
  return rows.map((row) => ({
    ...row,
    yearOpening: Money.of(row.yearOpening),
    opening: Money.of(row.opening),
    debit: Money.of(row.debit),
    credit: Money.of(row.credit),
    ytdDebit: Money.of(row.ytdDebit),
    ytdCredit: Money.of(row.ytdCredit),
  }));
}

/** Which turnover of the month and of the year so far did carry-forward vouchers make, account by account? */
export async function carriedForward(
  tx: ReadTx,
  community: string,
  bookNo: number,
  month: Month,
  rule: CarryForwardRule,
): Promise<Map<string, CarriedForward>> {
  const rows = await tx.query<Texts<CarriedForward> & { accountCode: string }>(
    `WITH result AS (
       SELECT a.code FROM account a WHERE a.community_code = $1 AND a.book_no = $2
         AND EXISTS (SELECT FROM unnest($5::text[]) AS top WHERE starts_with(a.code, top))
     ), touched AS MATERIALIZED (
       SELECT DISTINCT l.voucher_id FROM voucher_line l
       WHERE l.community_code = $1 AND l.book_no = $2 AND l.account_code IN (SELECT code FROM result)
         AND l.date >= ($4 || '-01')::date AND l.month <= $3
     ), closing AS MATERIALIZED (
       SELECT v.id, v.month FROM voucher v
       WHERE v.community_code = $1 AND v.book_no = $2 AND v.source_kind = 'closing' AND v.month <= $3
     ), carrying AS MATERIALIZED (
       SELECT id AS voucher_id FROM closing WHERE month >= $4
       UNION
       SELECT r.id FROM closing c
       JOIN voucher r ON r.community_code = $1 AND r.book_no = $2 AND r.reverses_id = c.id AND r.month BETWEEN $4 AND $3
       UNION
       SELECT l.voucher_id FROM touched t
       CROSS JOIN LATERAL (SELECT x.* FROM voucher_line x
         WHERE x.community_code = $1 AND x.book_no = $2 AND x.voucher_id = t.voucher_id OFFSET 0) l
       JOIN account a ON a.community_code = l.community_code AND a.book_no = l.book_no AND a.code = l.account_code
       GROUP BY l.voucher_id
       HAVING bool_and(a.category IN ('income', 'expense') OR a.code IN (SELECT code FROM result))
         AND ($6 OR bool_or(a.category IN ('income', 'expense')))
     )
     SELECT l.account_code AS "accountCode",
       ${amount('sum(l.debit) FILTER (WHERE l.month = $3)')} AS debit,
       ${amount('sum(l.credit) FILTER (WHERE l.month = $3)')} AS credit,
       ${amount('sum(l.debit)')} AS "ytdDebit", ${amount('sum(l.credit)')} AS "ytdCredit"
     FROM voucher_line l WHERE l.community_code = $1 AND l.book_no = $2
       AND l.voucher_id IN (SELECT voucher_id FROM carrying) GROUP BY l.account_code`,
    [community, bookNo, month, yearStart(month), rule.accounts, rule.amongThemselves],
  );
  return new Map(
    rows.map(({ accountCode, ...sides }) => [
      accountCode,
      {
        debit: Money.of(sides.debit),
        credit: Money.of(sides.credit),
        ytdDebit: Money.of(sides.ytdDebit),
        ytdCredit: Money.of(sides.ytdCredit),
      },
    ]),
  );
}

/**
 * What moved under each item of the cash flow statement, in the month and in the year so far? Only own money counts; what
 * passes between it and agency money, in vouchers that move nothing else, comes in or goes out as 其他.
 */
export async function cashFlowTurnovers(
  tx: ReadTx,
  { community, bookNo }: { community: string; bookNo: number },
  month: Month,
  { own, agency }: MoneyLeaves,
  other: { in: string; out: string },
): Promise<ItemTurnover[]> {
  const rows = await tx.query<Texts<ItemTurnover>>(
    `SELECT coalesce(l.cash_flow_item, CASE WHEN l.debit <> 0 THEN $6 ELSE $7 END) AS item,
       ${amount('sum(l.debit) FILTER (WHERE l.month = $3)')} AS debit,
       ${amount('sum(l.credit) FILTER (WHERE l.month = $3)')} AS credit,
       ${amount('sum(l.debit)')} AS "ytdDebit", ${amount('sum(l.credit)')} AS "ytdCredit"
     FROM account a
     JOIN voucher_line l ON l.community_code = a.community_code AND l.book_no = a.book_no AND l.account_code = a.code
     WHERE a.community_code = $1 AND a.book_no = $2 AND a.code = ANY($5::text[])
       AND l.date >= ($4 || '-01')::date AND l.month <= $3
       AND (l.cash_flow_item IS NOT NULL OR EXISTS (SELECT FROM voucher_line x WHERE x.community_code = l.community_code
         AND x.book_no = l.book_no AND x.voucher_id = l.voucher_id AND x.account_code = ANY($8::text[])))
     GROUP BY 1`,
    [community, bookNo, month, yearStart(month), own, other.in, other.out, agency],
  );
  return rows.map(({ item, ...sides }) => ({
    item,
    debit: Money.of(sides.debit),
    credit: Money.of(sides.credit),
    ytdDebit: Money.of(sides.ytdDebit),
    ytdCredit: Money.of(sides.ytdCredit),
  }));
}

/** Where does the book's chain end? */
export async function chainHead(
  tx: ReadTx,
  community: string,
  bookNo: number,
): Promise<{ seq: number; head: string }> {
  const rows = await tx.query<{ seq: number; head: string }>(
    `SELECT seq::float8 AS seq, encode(head, 'hex') AS head FROM book_chain
     WHERE community_code = $1 AND book_no = $2`,
    [community, bookNo],
  );
  return only(rows);
}

/** In which books do drafts of the month or of earlier days wait, and how many? */
export async function unpostedDrafts(
  tx: ReadTx,
  community: string,
  month: Month,
): Promise<{ bookNo: number; count: number }[]> {
  return tx.query(
    `SELECT book_no AS "bookNo", count(*)::int AS count FROM voucher_draft
     WHERE community_code = $1 AND date < ($2 || '-01')::date + interval '1 month' GROUP BY 1 ORDER BY 1`,
    [community, month],
  );
}

/** A line of a money account, as the two lines of revenue and expenditure and the cash journals need it. */
export interface MoneyLine {
  readonly voucherId: string;
  readonly date: string;
  readonly word: string;
  readonly no: number;
  readonly seq: number;
  readonly lineNo: number;
  readonly summary: string;
  /** Of the line itself, or else of the lines against it. */
  readonly counterparty: string | null;
  readonly sourceKind: string;
  readonly sourceId: string | null;
  /** The voucher that a red-letter voucher cancels. */
  readonly reverses: {
    readonly voucherId: string;
    readonly sourceKind: string;
    readonly sourceId: string | null;
  } | null;
  readonly accountCode: string;
  readonly accountName: string;
  readonly money: 'cash' | 'bank' | 'other';
  /** Text of two decimals; the other side is "0.00"; red-letter amounts are negative. */
  readonly debit: string;
  readonly credit: string;
  /** The accounts on the other side of the voucher (对方科目). */
  readonly contra: readonly { readonly accountCode: string; readonly name: string }[];
  readonly maker: string;
  readonly reviewer: string | null;
}

/** Which lines moved money in the month, in posting order of each day? */
export async function moneyLines(
  tx: ReadTx,
  community: string,
  bookNo: number,
  month: Month,
): Promise<MoneyLine[]> {
  return tx.query<MoneyLine>(
    `SELECT l.voucher_id AS "voucherId", to_char(l.date, 'YYYY-MM-DD') AS date, v.word, v.no, v.seq::float8 AS seq,
       l.line_no AS "lineNo", l.summary, coalesce(l.counterparty, c.counterparty) AS counterparty,
       v.source_kind AS "sourceKind", v.source_id AS "sourceId",
       CASE WHEN r.id IS NOT NULL THEN jsonb_build_object('voucherId', r.id, 'sourceKind', r.source_kind,
         'sourceId', r.source_id) END AS reverses,
       l.account_code AS "accountCode", account_name(a, l.date) AS "accountName", a.money, l.debit::text AS debit, l.credit::text AS credit,
       coalesce(c.contra, '[]') AS contra, v.maker_name AS maker, v.reviewer_name AS reviewer
     FROM voucher_line l
     JOIN account a ON a.community_code = l.community_code AND a.book_no = l.book_no AND a.code = l.account_code
     JOIN voucher v ON v.community_code = l.community_code AND v.book_no = l.book_no AND v.id = l.voucher_id
     LEFT JOIN voucher r ON r.community_code = v.community_code AND r.book_no = v.book_no AND r.id = v.reverses_id
     LEFT JOIN LATERAL (
       SELECT max(x.counterparty) AS counterparty,
         jsonb_agg(DISTINCT jsonb_build_object('accountCode', x.account_code, 'name', account_name(xa, l.date))) AS contra
       FROM voucher_line x
       JOIN account xa ON xa.community_code = x.community_code AND xa.book_no = x.book_no AND xa.code = x.account_code
       WHERE x.community_code = l.community_code AND x.book_no = l.book_no AND x.voucher_id = l.voucher_id
         AND (x.debit <> 0) <> (l.debit <> 0)) c ON true
     WHERE l.community_code = $1 AND l.book_no = $2 AND a.money IS NOT NULL
       AND l.date >= ($3 || '-01')::date AND l.date < ($3 || '-01')::date + interval '1 month'
     ORDER BY l.date, l.seq, l.line_no`,
    [community, bookNo, month],
  );
}

function yearStart(month: Month): string {
  return `${month.slice(0, 4)}-01`;
}
