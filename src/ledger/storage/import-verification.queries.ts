import {
  compare,
  notedInstant,
  type Comparison,
  type LoggedRows,
} from '../../platform/database/comparison.js';
import type { ReadTx } from '../../platform/database/transaction.js';

/** An import that has ended as the operation log notes it, from a table named j. */
const ENDED = `jsonb_build_object('bookNo', j.book_no, 'preview', j.preview, 'format', j.format, 'digest', encode(j.digest, 'hex'),
  'state', j.state, 'rowsRead', j.rows_read, 'rowsChecked', j.rows_checked, 'voucherCount', j.voucher_count, 'lineCount', j.line_count,
  'errorCount', j.error_count, 'debit', j.debit::text, 'credit', j.credit::text, 'recognised', j.recognised, 'mappings', j.mappings,
  'problem', j.problem, 'vouchers', to_jsonb(j.voucher_ids), 'madeById', j.made_by_id, 'madeBy', j.made_by_name,
  'madeAt', ${notedInstant('j.made_at')}, 'endedAt', ${notedInstant('j.ended_at')})`;

/** What an import came to, to be noted in the operation log. */
export async function endedImport(
  tx: ReadTx,
  community: string,
  bookNo: number,
  id: string,
): Promise<unknown> {
  const [row] = await tx.query<{ content: unknown }>(
    `SELECT ${ENDED} AS content FROM import_job j WHERE j.community_code = $1 AND j.book_no = $2 AND j.id = $3`,
    [community, bookNo, id],
  );
  return row?.content;
}

/** Imports as the operation log noted them: each file when it was taken, by its digest, and what came of it. */
export const IMPORTS_LOGGED: LoggedRows = {
  actions: ['import-taken', 'import-ended'],
  rows: `SELECT 'import-taken' AS action, j.id::text AS subject_id, format('第%s账套的凭证导入', j.book_no) AS label,
      jsonb_build_object('preview', j.preview, 'format', j.format, 'digest', encode(j.digest, 'hex')) AS content
    FROM import_job j WHERE j.community_code = $1
    UNION ALL
    SELECT 'import-ended', j.id::text, format('第%s账套的凭证导入', j.book_no), ${ENDED}
    FROM import_job j WHERE j.community_code = $1 AND j.ended_at IS NOT NULL`,
};

/** Is every voucher of an import a draft, in the books or discarded, is every error told, and is a file that waits what was taken? */
export async function importDifferences(tx: ReadTx, community: string): Promise<Comparison> {
  return compare(
    tx,
    community,
    `WITH told AS (
       SELECT CASE WHEN j.state = 'imported' AND cardinality(j.voucher_ids) <> j.voucher_count
           THEN format('第%s账套的凭证导入记 %s 张凭证，实为 %s 张', j.book_no, j.voucher_count, cardinality(j.voucher_ids))
         WHEN j.ended_at IS NOT NULL AND j.error_count <> (SELECT count(*) FROM import_error e WHERE e.community_code = j.community_code
             AND e.book_no = j.book_no AND e.import_id = j.id)
           THEN format('第%s账套的凭证导入记 %s 处错误，与所存错误不符', j.book_no, j.error_count)
         WHEN EXISTS (SELECT FROM import_content c WHERE c.community_code = j.community_code AND c.book_no = j.book_no
             AND c.import_id = j.id AND sha256(c.content) <> j.digest)
           THEN format('第%s账套待导入的表格与收到时不同', j.book_no) END AS said
       FROM import_job j WHERE j.community_code = $1
       UNION ALL
       SELECT CASE WHEN d.id IS NULL AND v.id IS NULL AND e.subject_id IS NULL
         THEN format('第%s账套导入的凭证 %s 既不在草稿和账簿中，也没有作废记录', j.book_no, x.id) END
       FROM import_job j CROSS JOIN LATERAL unnest(j.voucher_ids) AS x (id)
       LEFT JOIN voucher_draft d ON d.community_code = j.community_code AND d.book_no = j.book_no AND d.id = x.id
       LEFT JOIN voucher v ON v.community_code = j.community_code AND v.book_no = j.book_no AND v.id = x.id
       LEFT JOIN (SELECT DISTINCT subject_id FROM audit_event WHERE community_code = $1 AND action = 'voucher-discarded') e
         ON e.subject_id = x.id::text
       WHERE j.community_code = $1
     )
     SELECT count(*)::int AS count, array_agg(said ORDER BY said) FILTER (WHERE said IS NOT NULL) AS differences FROM told`,
  );
}
