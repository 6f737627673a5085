import { parseLocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { parseMonth } from '../../kernel/month.js';
import type { ReadTx } from '../../platform/database/transaction.js';
import type { ExportMonthEnd, ExportVoucher } from '../domain/export/export-book.js';
import type { Side } from '../domain/account.js';

interface LineText {
  readonly summary: string;
  readonly accountCode: string;
  readonly side: Side;
  readonly amount: string;
  readonly fundCode: string | null;
  readonly counterparty: string | null;
}

type VoucherText = Omit<ExportVoucher, 'date' | 'lines'> & {
  readonly date: string;
  readonly lines: readonly LineText[];
};

/** Vouchers that are read at a time. */
const STRETCH = 1000;

/** Every posted voucher of the book with its lines, in order of posting, stretch by stretch; lines are looked up by key. */
export async function* exportVouchers(
  tx: ReadTx,
  community: string,
  bookNo: number,
): AsyncGenerator<ExportVoucher> {
  let after = '0';
  for (;;) {
    const rows = await tx.query<VoucherText & { seq: string }>(
      `SELECT v.seq::text AS seq, v.id, to_char(v.date, 'YYYY-MM-DD') AS date, v.word, v.no, v.attachment_count AS "attachmentCount",
         v.source_kind AS source, v.reverses_id AS "reversesId",
         (SELECT jsonb_agg(jsonb_build_object('summary', l.summary, 'accountCode', l.account_code,
           'side', CASE WHEN l.debit <> 0 THEN 'debit' ELSE 'credit' END, 'amount', (l.debit + l.credit)::text,
           'fundCode', l.fund_code, 'counterparty', l.counterparty) ORDER BY l.line_no)
         FROM voucher_line l WHERE l.community_code = v.community_code AND l.book_no = v.book_no AND l.voucher_id = v.id) AS lines
       FROM voucher v WHERE v.community_code = $1 AND v.book_no = $2 AND v.seq > $3::bigint ORDER BY v.seq LIMIT $4`,
      [community, bookNo, after, STRETCH],
    );
    for (const { seq, ...row } of rows) {
      yield {
        ...row,
        date: parseLocalDate(row.date),
        lines: row.lines.map((line) => ({ ...line, amount: Money.of(line.amount) })),
      };
      after = seq;
    }
    if (rows.length < STRETCH) return;
  }
}

/** What do the maintained balances say of each leaf account at the end of each month with vouchers? */
export async function monthEndBalances(
  tx: ReadTx,
  community: string,
  bookNo: number,
): Promise<ExportMonthEnd[]> {
  const rows = await tx.query<{ month: string; balances: { code: string; net: string }[] }>(
    `WITH movement AS (
       SELECT '' AS month, account_code, debit - credit AS net FROM opening_balance
       WHERE community_code = $1 AND book_no = $2
       UNION ALL
       SELECT month, account_code, debit - credit FROM balance WHERE community_code = $1 AND book_no = $2
     ), standing AS (
       SELECT m.month, v.account_code, sum(v.net)::numeric(18, 2)::text AS net
       FROM (SELECT DISTINCT month FROM movement WHERE month <> '') m
       JOIN movement v ON v.month <= m.month GROUP BY 1, 2
     )
     SELECT month, jsonb_agg(jsonb_build_object('code', account_code, 'net', net) ORDER BY account_code) AS balances
     FROM standing GROUP BY month ORDER BY month`,
    [community, bookNo],
  );
  return rows.map(({ month, balances }) => ({
    month: parseMonth(month),
    balances: balances.map(({ code, net }) => ({ accountCode: code, balance: Money.of(net) })),
  }));
}
