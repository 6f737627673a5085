import type { ReadTx } from '../../platform/database/transaction.js';
import type { ReportedFund } from '../domain/month-report.js';

/** What does each (fund, purpose) of the book hold at the month's end? */
export async function fundsAtMonthEnd(
  tx: ReadTx,
  community: string,
  bookNo: number,
  month: string,
): Promise<ReportedFund[]> {
  return tx.query<ReportedFund>(
    `SELECT f.code, f.name, f.purpose, f.restricted,
       (coalesce(o.opening, 0) + coalesce(l.change, 0))::numeric(18, 2)::text AS balance
     FROM fund f
     LEFT JOIN (SELECT fund_code, sum(credit - debit) AS opening FROM opening_balance
       WHERE community_code = $1 AND book_no = $2 AND fund_code <> '' GROUP BY 1) o ON o.fund_code = f.code
     LEFT JOIN (SELECT fund_code, sum(credit - debit) AS change FROM voucher_line
       WHERE community_code = $1 AND book_no = $2 AND fund_code IS NOT NULL AND month <= $3 GROUP BY 1) l ON l.fund_code = f.code
     WHERE f.community_code = $1 AND f.book_no = $2 ORDER BY f.code`,
    [community, bookNo, month],
  );
}
