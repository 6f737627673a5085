import type { ReadTx } from '../../platform/database/transaction.js';

interface Comparison {
  readonly count: number;
  readonly differences: string[];
}

/** Hashes every document anew, compares what is said of it with the log, and looks for those that the log knows and nobody finds. */
export async function documentDifferences(tx: ReadTx, community: string): Promise<Comparison> {
  const rows = await tx.query<{ id: string; kept: boolean; whole: boolean; told: boolean }>(
    `SELECT coalesce(d.id::text, a.subject_id) AS id, d.id IS NOT NULL AS kept,
       coalesce(sha256(c.content) = d.hash, false) AS whole,
       coalesce(sha256(convert_to(document_facts(d)::text, 'UTF8')) = a.after_digest, false) AS told
     FROM (SELECT DISTINCT ON (subject_id) subject_id, after_digest FROM audit_event
       WHERE community_code = $1 AND action IN ('document-uploaded', 'document-corrected') ORDER BY subject_id, seq DESC) a
     FULL JOIN (SELECT * FROM document WHERE community_code = $1) d ON d.id::text = a.subject_id
     LEFT JOIN document_content c ON c.community_code = d.community_code AND c.hash = d.hash
     ORDER BY 1`,
    [community],
  );
  const differences = rows.flatMap(({ id, kept, whole, told }) => {
    if (!kept) return [`操作日志记载的原始凭证 ${id} 不见了`];
    return [
      ...(whole ? [] : [`原始凭证 ${id} 的内容与其哈希不符，已被篡改`]),
      ...(told ? [] : [`原始凭证 ${id} 的登记内容与操作日志不符，已被篡改`]),
    ];
  });
  return { count: rows.length, differences };
}
