import type { Month } from '../../kernel/month.js';
import { parseLocalDate, type LocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { notedInstant, type LoggedRows } from '../../platform/database/comparison.js';
import type { ReadTx, Tx } from '../../platform/database/transaction.js';
import { DatedChart, type ChartSpan, type NamedAccount } from '../domain/dated-chart.js';
import type { Converted } from '../domain/restated-totals.js';
import type { StandardChangePlan } from '../domain/standard-change.js';
import type { Standard } from '../domain/standards/standard.js';
import { ACCOUNT } from './chart.queries.js';

interface BookKey {
  readonly community: string;
  readonly bookNo: number;
}

/** Which standard did the book follow in a month? Undefined when there is no such book. */
export async function standardIn(
  tx: ReadTx,
  { community, bookNo }: BookKey,
  month: Month,
): Promise<Standard | undefined> {
  const [row] = await tx.query<{ standard: Standard }>(
    `SELECT standard_in(k, $3) AS standard FROM book k WHERE k.community_code = $1 AND k.book_no = $2`,
    [community, bookNo, month],
  );
  return row?.standard;
}

/** The chart of a book by date: one span for each standard that it followed. */
export async function datedChart(tx: ReadTx, { community, bookNo }: BookKey): Promise<DatedChart> {
  const changes = await tx.query<{ through: string }>(
    `SELECT to_char(effective_on - 1, 'YYYY-MM-DD') AS through FROM standard_change
     WHERE community_code = $1 AND book_no = $2 ORDER BY effective_on`,
    [community, bookNo],
  );
  const spans: ChartSpan[] = [];
  for (const { through } of changes) {
    const day = parseLocalDate(through);
    spans.push({ through: day, accounts: await namedAccounts(tx, { community, bookNo }, day) });
  }
  const now = await namedAccounts(tx, { community, bookNo }, null);
  return new DatedChart([...spans, { through: null, accounts: now }]);
}

/** Accounts with the names above them on a day, or today's; a code stands under another when it begins with it. */
async function namedAccounts(
  tx: ReadTx,
  { community, bookNo }: BookKey,
  day: LocalDate | null,
): Promise<NamedAccount[]> {
  const accounts = await tx.query<NamedAccount>(
    `SELECT ${ACCOUNT}, (SELECT array_agg(account_name(p, least(coalesce($3::date, 'infinity'), a.closed_on - 1)) ORDER BY length(p.code))
       FROM account p WHERE p.community_code = a.community_code AND p.book_no = a.book_no AND starts_with(a.code, p.code)) AS names
     FROM account a WHERE a.community_code = $1 AND a.book_no = $2 ORDER BY a.code`,
    [community, bookNo, day],
  );
  return accounts.map((account) => ({ ...account, name: account.names.at(-1) ?? account.name }));
}

/** What did the conversion voucher of the year move, account by account? */
export async function convertedIn(
  tx: ReadTx,
  { community, bookNo }: BookKey,
  month: Month,
): Promise<Map<string, Converted>> {
  const rows = await tx.query<{
    accountCode: string;
    debit: string;
    credit: string;
    inMonth: boolean;
  }>(
    `SELECT l.account_code AS "accountCode", sum(l.debit)::numeric(18, 2)::text AS debit, sum(l.credit)::numeric(18, 2)::text AS credit,
       bool_and(l.month = $3) AS "inMonth"
     FROM standard_change s
     JOIN voucher v ON v.community_code = s.community_code AND v.book_no = s.book_no AND v.source_kind = 'conversion' AND v.source_id = s.id
     JOIN voucher_line l ON l.community_code = v.community_code AND l.book_no = v.book_no AND l.voucher_id = v.id
     WHERE s.community_code = $1 AND s.book_no = $2 AND to_char(s.effective_on, 'YYYY') = left($3, 4) GROUP BY 1`,
    [community, bookNo, month],
  );
  return new Map(
    rows.map(({ accountCode, debit, credit, inMonth }) => [
      accountCode,
      { debit: Money.of(debit), credit: Money.of(credit), inMonth },
    ]),
  );
}

/** Which accounts ever had figures of their own? */
export async function figuredAccounts(
  tx: ReadTx,
  { community, bookNo }: BookKey,
): Promise<Set<string>> {
  const rows = await tx.query<{ code: string }>(
    `SELECT account_code AS code FROM balance WHERE community_code = $1 AND book_no = $2
     UNION SELECT account_code FROM opening_balance WHERE community_code = $1 AND book_no = $2`,
    [community, bookNo],
  );
  return new Set(rows.map(({ code }) => code));
}

/** Changes the standard; the database knows when it may. */
export async function changeStandard(
  tx: Tx,
  { community, bookNo }: BookKey,
  change: { readonly id: string; readonly to: Standard; readonly on: LocalDate },
  { accounts, closed }: Pick<StandardChangePlan, 'accounts' | 'closed'>,
): Promise<void> {
  await tx.query('SELECT change_standard($1, $2, $3, $4, $5, $6, $7)', [
    community,
    bookNo,
    change.id,
    change.to,
    change.on,
    JSON.stringify(accounts),
    closed,
  ]);
}

/** The changes as the operation log noted them. */
export const STANDARD_CHANGES_LOGGED: LoggedRows = {
  actions: ['standard-changed'],
  rows: `SELECT 'standard-changed' AS action, s.id::text AS subject_id, format('第%s账套改用会计制度', s.book_no) AS label,
      jsonb_build_object('bookNo', s.book_no, 'from', s.from_standard, 'to', s.to_standard, 'on', to_char(s.effective_on, 'YYYY-MM-DD'),
        'madeById', s.made_by, 'madeBy', s.made_by_name, 'madeAt', ${notedInstant('s.made_at')},
        'renamed', (SELECT coalesce(jsonb_object_agg(f.code, jsonb_build_array(f.name, account_name(a, s.effective_on))), '{}')
          FROM former_account f JOIN account a ON a.community_code = f.community_code AND a.book_no = f.book_no AND a.code = f.code
          WHERE f.community_code = s.community_code AND f.book_no = s.book_no AND f.through = s.effective_on - 1),
        'opened', (SELECT coalesce(jsonb_object_agg(a.code, jsonb_build_object('code', a.code, 'name', account_name(a, s.effective_on),
            'parentCode', a.parent_code, 'category', a.category, 'normalSide', a.normal_side, 'bothSides', a.both_sides, 'money', a.money,
            'official', a.official)), '{}')
          FROM account a WHERE a.community_code = s.community_code AND a.book_no = s.book_no AND a.origin = 'change' AND a.created_at = s.made_at),
        'closed', (SELECT coalesce(jsonb_agg(a.code ORDER BY a.code COLLATE "C"), '[]') FROM account a WHERE a.community_code = s.community_code
          AND a.book_no = s.book_no AND a.closed_on = s.effective_on)) AS content
    FROM standard_change s WHERE s.community_code = $1`,
};
