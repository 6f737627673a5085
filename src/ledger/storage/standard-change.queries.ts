import type { Month } from '../../kernel/month.js';
import type { LocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import type { LoggedRows } from '../../platform/database/comparison.js';
import type { ReadTx, Tx } from '../../platform/database/transaction.js';
import type { Converted } from '../domain/restated-totals.js';
import type { StandardChangePlan } from '../domain/standard-change.js';
import type { Standard } from '../domain/standards/standard.js';

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
        'renamed', (SELECT coalesce(jsonb_object_agg(f.code, f.name), '{}') FROM former_account f WHERE f.community_code = s.community_code
          AND f.book_no = s.book_no AND f.through = s.effective_on - 1)) AS content
    FROM standard_change s WHERE s.community_code = $1`,
};
