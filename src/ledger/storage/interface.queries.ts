import { parseLocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { parseMonth } from '../../kernel/month.js';
import { only } from '../../platform/database/only.js';
import type { ReadTx } from '../../platform/database/transaction.js';
import type { InterfaceDimension, InterfaceVoucher } from '../domain/interface/interface-book.js';
import type { Side } from '../domain/account.js';

interface BookKey {
  readonly community: string;
  readonly bookNo: number;
}

interface LineText {
  readonly lineNo: number;
  readonly summary: string;
  readonly accountCode: string;
  readonly side: Side;
  readonly amount: string;
  readonly items: Readonly<Record<string, string>>;
  readonly cashFlowItem: string | null;
}

type VoucherText = Omit<InterfaceVoucher, 'date' | 'month' | 'lines'> & {
  readonly date: string;
  readonly month: string;
  readonly lines: readonly LineText[];
};

const STRETCH = 500;

/** The last month in which the book moved; its first month when it never did. */
export async function lastMonth(tx: ReadTx, { community, bookNo }: BookKey): Promise<string> {
  const rows = await tx.query<{ month: string }>(
    `SELECT coalesce((SELECT max(month) FROM balance WHERE community_code = $1 AND book_no = $2),
       to_char(opened_on, 'YYYY-MM')) AS month FROM book WHERE community_code = $1 AND book_no = $2`,
    [community, bookNo],
  );
  return only(rows).month;
}

/** Which vouchers were posted in the months, in order of month, word and number? A stretch at a time. */
export async function* interfaceVouchers(
  tx: ReadTx,
  { community, bookNo }: BookKey,
  from: string,
  through: string,
): AsyncGenerator<readonly InterfaceVoucher[]> {
  let after: readonly [string, string, number] = [from, '', 0];
  for (;;) {
    const rows = await tx.query<VoucherText>(
      `SELECT to_char(v.date, 'YYYY-MM-DD') AS date, v.month, v.word, v.no, v.attachment_count AS "attachmentCount",
         v.maker_name AS maker, v.reviewer_name AS reviewer, v.poster_name AS poster,
         (SELECT coalesce(jsonb_agg(jsonb_build_object('lineNo', l.line_no, 'summary', l.summary, 'accountCode', l.account_code,
             'side', CASE WHEN l.debit <> 0 THEN 'debit' ELSE 'credit' END, 'amount', (l.debit + l.credit)::text,
             'items', jsonb_strip_nulls(l.dimensions || jsonb_build_object('counterparty', l.counterparty, 'fund', l.fund_code)),
             'cashFlowItem', l.cash_flow_item) ORDER BY l.line_no), '[]')
           FROM voucher_line l WHERE l.community_code = v.community_code AND l.book_no = v.book_no AND l.voucher_id = v.id) AS lines
       FROM voucher v
       WHERE v.community_code = $1 AND v.book_no = $2 AND v.month BETWEEN $3 AND $4
         AND (v.month, v.word COLLATE "C", v.no) > ($3, $5 COLLATE "C", $6)
       ORDER BY v.month, v.word COLLATE "C", v.no LIMIT ${STRETCH}`,
      [community, bookNo, after[0], through, after[1], after[2]],
    );
    if (rows.length > 0) yield rows.map(voucherOf);
    const last = rows.at(-1);
    if (last === undefined || rows.length < STRETCH) return;
    after = [last.month, last.word, last.no];
  }
}

/** By which dimensions does the book account, with every item, those that its lines merely name too? */
export async function interfaceDimensions(
  tx: ReadTx,
  { community, bookNo }: BookKey,
): Promise<InterfaceDimension[]> {
  return tx.query<InterfaceDimension>(
    `SELECT d.code, d.name, CASE d.code
         WHEN 'counterparty' THEN (SELECT coalesce(jsonb_agg(jsonb_build_object('code', n.name, 'name', n.name) ORDER BY n.name COLLATE "C"), '[]')
           FROM (SELECT DISTINCT counterparty AS name FROM voucher_line WHERE community_code = $1 AND book_no = $2
             AND counterparty IS NOT NULL) n)
         WHEN 'fund' THEN (SELECT coalesce(jsonb_agg(jsonb_build_object('code', f.code, 'name', f.name) ORDER BY f.code COLLATE "C"), '[]')
           FROM fund f WHERE f.community_code = $1 AND f.book_no = $2)
         ELSE (SELECT coalesce(jsonb_agg(jsonb_build_object('code', i.code, 'name', i.name) ORDER BY i.code COLLATE "C"), '[]')
           FROM dimension_item i WHERE i.community_code = $1 AND i.book_no = $2 AND i.dimension_code = d.code)
       END AS items
     FROM dimension d WHERE d.community_code = $1 AND d.book_no = $2 ORDER BY d.built_in DESC, d.code COLLATE "C"`,
    [community, bookNo],
  );
}

/** Which accounts name items of which dimensions, or have to? */
export async function interfaceAccountDimensions(
  tx: ReadTx,
  { community, bookNo }: BookKey,
): Promise<{ accountCode: string; dimension: string }[]> {
  return tx.query(
    `SELECT account_code AS "accountCode", dimension FROM (
       SELECT account_code, dimension_code AS dimension FROM account_dimension WHERE community_code = $1 AND book_no = $2
       UNION
       SELECT l.account_code, k.dimension FROM voucher_line l
       CROSS JOIN LATERAL (SELECT jsonb_object_keys(l.dimensions) AS dimension
         UNION ALL SELECT 'counterparty' WHERE l.counterparty IS NOT NULL
         UNION ALL SELECT 'fund' WHERE l.fund_code IS NOT NULL) k
       WHERE l.community_code = $1 AND l.book_no = $2) x
     ORDER BY account_code COLLATE "C", dimension COLLATE "C"`,
    [community, bookNo],
  );
}

function voucherOf(row: VoucherText): InterfaceVoucher {
  return {
    ...row,
    date: parseLocalDate(row.date),
    month: parseMonth(row.month),
    lines: row.lines.map((line) => ({ ...line, amount: Money.of(line.amount) })),
  };
}
