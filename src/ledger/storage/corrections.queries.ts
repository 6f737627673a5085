import type { ReadTx } from '../../platform/database/transaction.js';
import type { LineRow } from './vouchers.queries.js';

export interface CorrectionRow {
  readonly kind: string;
  readonly status: 'draft' | 'posted' | 'reversed';
  readonly lines: readonly (Pick<LineRow, 'summary' | 'accountCode'> & Partial<LineRow>)[];
}

/** Which vouchers put this one right, posted or drafted? */
export async function correctionsOf(
  tx: ReadTx,
  community: string,
  bookNo: number,
  id: string,
): Promise<CorrectionRow[]> {
  return tx.query<CorrectionRow>(
    `SELECT v.source_kind AS kind, CASE WHEN r.id IS NULL THEN 'posted' ELSE 'reversed' END AS status,
       (SELECT jsonb_agg(jsonb_build_object('summary', l.summary, 'accountCode', l.account_code,
           'debit', CASE WHEN l.debit <> 0 THEN l.debit::text END, 'credit', CASE WHEN l.credit <> 0 THEN l.credit::text END,
           'fundCode', l.fund_code, 'counterparty', l.counterparty, 'cashFlowItem', l.cash_flow_item,
           'dimensions', l.dimensions) ORDER BY l.line_no)
         FROM voucher_line l WHERE l.community_code = v.community_code AND l.book_no = v.book_no AND l.voucher_id = v.id) AS lines
     FROM voucher v
     LEFT JOIN voucher r ON r.community_code = v.community_code AND r.book_no = v.book_no AND r.reverses_id = v.id
     WHERE v.community_code = $1 AND v.book_no = $2 AND v.corrects_id = $3
     UNION ALL
     SELECT d.kind, 'draft', d.lines FROM voucher_draft d
     WHERE d.community_code = $1 AND d.book_no = $2 AND d.corrects_id = $3`,
    [community, bookNo, id],
  );
}
