import { compare, type Comparison, type LoggedRows } from '../../platform/database/comparison.js';
import type { ReadTx } from '../../platform/database/transaction.js';

/** Where a printed code leads to; nothing that has not reached the street. */
export async function findByCode(
  tx: ReadTx,
  code: string,
): Promise<{ id: string; communityCode: string } | undefined> {
  const [row] = await tx.query<{ id: string; communityCode: string }>(
    `SELECT f.id, f.community_code AS "communityCode" FROM filing f
     JOIN filing_submission s ON s.community_code = f.community_code AND s.filing_id = f.id WHERE f.code = $1`,
    [code],
  );
  return row;
}

/** Which other versions of the quarter reached the street? */
export async function otherVersions(
  tx: ReadTx,
  community: string,
  id: string,
): Promise<{ version: number; state: string; code: string }[]> {
  return tx.query(
    `SELECT o.version, o.state, o.code FROM filing f
     JOIN filing o ON o.community_code = f.community_code AND o.quarter = f.quarter AND o.id <> f.id
     JOIN filing_submission s ON s.community_code = o.community_code AND s.filing_id = o.id
     WHERE f.community_code = $1 AND f.id = $2 ORDER BY o.version`,
    [community, id],
  );
}

/** A filing's stored bytes and the digests kept beside them. */
export interface StoredFiling {
  readonly id: string;
  readonly quarter: string;
  readonly version: number;
  readonly data: string;
  readonly dataSha256: string;
  readonly pdf: Buffer | null;
  readonly pdfSha256: string | null;
}

/** The stored filings of a community, one after another. */
export async function storedFilings(
  tx: ReadTx,
  community: string,
  after: readonly [quarter: string, version: number],
): Promise<StoredFiling[]> {
  return tx.query<StoredFiling>(
    `SELECT f.id, f.quarter, f.version, f.data, encode(f.data_sha256, 'hex') AS "dataSha256", s.pdf,
       encode(s.pdf_sha256, 'hex') AS "pdfSha256"
     FROM filing f LEFT JOIN filing_submission s ON s.community_code = f.community_code AND s.filing_id = f.id
     WHERE f.community_code = $1 AND (f.quarter, f.version) > ($2, $3) ORDER BY f.quarter, f.version LIMIT 20`,
    [community, ...after],
  );
}

/** Which numbers of the community's street are missing between the first and the last, or stand on nothing? */
export async function strayDecisions(tx: ReadTx, community: string): Promise<string[]> {
  const rows = await tx.query<{ text: string }>(
    `SELECT format('%s 第%s版为“%s”，而办理记录不符', f.quarter, f.version, f.state) AS text FROM filing f
     WHERE f.community_code = $1
       AND ((f.state = 'accepted') <> EXISTS (SELECT FROM filing_acceptance a WHERE a.community_code = f.community_code AND a.filing_id = f.id)
         OR (f.state IN ('returned', 'withdrawn')) <> EXISTS (SELECT FROM filing_return r WHERE r.community_code = f.community_code AND r.filing_id = f.id))`,
    [community],
  );
  return rows.map(({ text }) => text);
}

/**
 * Is every month of a filing a report that stands in the records with that digest, its notice a notice of that month, each
 * book's figures of the month those of its report, and each printed chain head that of the last month's report?
 */
export async function monthDifferences(tx: ReadTx, community: string): Promise<Comparison> {
  return compare(
    tx,
    community,
    `WITH month AS (
       SELECT f.quarter, f.version, f.data::jsonb AS data, m.value AS month, r.figures::jsonb AS figures,
         encode(sha256(convert_to(r.figures, 'UTF8')), 'hex') IS NOT DISTINCT FROM m.value ->> 'reportSha256' AS reported,
         EXISTS (SELECT FROM notice n WHERE n.community_code = $1 AND n.id::text = m.value -> 'notice' ->> 'id'
           AND n.month = m.value ->> 'month' AND n.report_version = (m.value ->> 'reportVersion')::int) AS published,
         m.ordinality = 3 AS last
       FROM filing f
       CROSS JOIN LATERAL jsonb_array_elements(f.data::jsonb -> 'months') WITH ORDINALITY AS m
       LEFT JOIN month_report r ON r.community_code = $1 AND r.month = m.value ->> 'month'
         AND r.version = (m.value ->> 'reportVersion')::int
       WHERE f.community_code = $1
     ), judged AS (
       SELECT *, EXISTS (
           SELECT b -> 'bookNo', b #> '{movements,opening}', b #> '{movements,incomeTotal}', b #> '{movements,expenditureTotal}',
             b #> '{movements,closing}', b #> '{movements,pettyCash}' FROM jsonb_array_elements(figures -> 'books') b
           EXCEPT SELECT b -> 'bookNo', x -> 'opening', x -> 'income', x -> 'expenditure', x -> 'closing', x -> 'pettyCash'
           FROM jsonb_array_elements(data -> 'books') b, jsonb_array_elements(b -> 'months') x WHERE x -> 'month' = month -> 'month'
         ) OR (last AND EXISTS (SELECT b -> 'bookNo', b -> 'chain' FROM jsonb_array_elements(figures -> 'books') b
           EXCEPT SELECT b -> 'bookNo', b -> 'chain' FROM jsonb_array_elements(data -> 'books') b)) AS disagrees
       FROM month
     )
     SELECT count(*)::int AS count, array_agg(format('%s 报告第%s版 %s：%s', quarter, version, month ->> 'month', concat_ws('、',
         CASE WHEN NOT reported THEN '月度报告' END, CASE WHEN NOT published THEN '公示' END,
         CASE WHEN disagrees THEN '各账套数字或链首' END) || '不符')) FILTER (WHERE NOT reported OR NOT published OR disagrees) AS differences
     FROM judged`,
  );
}

/** Filings by their digests, signatures, submissions and decisions, as the operation log noted them. */
export const LOGGED_FILINGS: LoggedRows = {
  actions: [
    'filing-compiled',
    'filing-signed',
    'filing-submitted',
    'filing-accepted',
    'filing-returned',
    'filing-withdrawn',
  ],
  rows: `
    SELECT 'filing-compiled' AS action, id::text AS subject_id, format('%s 报告第%s版', quarter, version) AS label,
      jsonb_build_object('dataSha256', encode(sha256(convert_to(data, 'UTF8')), 'hex')) AS content
    FROM filing WHERE community_code = $1
    UNION ALL
    SELECT 'filing-signed', filing_id::text, format('%s 的签字', signer_name), jsonb_build_object('role', role, 'signerId', signer_id)
    FROM filing_signature WHERE community_code = $1
    UNION ALL
    SELECT 'filing-submitted', f.id::text, format('%s 报告第%s版的报送', f.quarter, f.version), jsonb_build_object(
      'dataSha256', encode(sha256(convert_to(f.data, 'UTF8')), 'hex'), 'pdfSha256', encode(sha256(s.pdf), 'hex'))
    FROM filing_submission s JOIN filing f ON f.community_code = s.community_code AND f.id = s.filing_id WHERE s.community_code = $1
    UNION ALL
    SELECT 'filing-accepted', a.filing_id::text, format('备案 %s', a.number), jsonb_build_object('number', a.number,
      'opinion', a.opinion, 'pdfSha256', encode(sha256(s.pdf), 'hex'))
    FROM filing_acceptance a LEFT JOIN filing_submission s ON s.community_code = a.community_code AND s.filing_id = a.filing_id
    WHERE a.community_code = $1
    UNION ALL
    SELECT CASE WHEN by_street THEN 'filing-returned' ELSE 'filing-withdrawn' END, filing_id::text,
      format('%s 的退回或撤回', returned_by_name), jsonb_build_object('reasons', reasons)
    FROM filing_return WHERE community_code = $1`,
};

/** Who compiled, signed, submitted and decided, and when: the person and the instant that the operation log noted. */
export async function handDifferences(tx: ReadTx, community: string): Promise<Comparison> {
  return compare(
    tx,
    community,
    `WITH act AS (
       SELECT 'filing-compiled' AS action, id AS filing_id, compiled_by AS actor_id, compiled_by_name AS actor_name, compiled_at AS at
       FROM filing WHERE community_code = $1
       UNION ALL
       SELECT 'filing-signed', filing_id, signer_id, signer_name, signed_at FROM filing_signature WHERE community_code = $1
       UNION ALL
       SELECT 'filing-submitted', filing_id, submitted_by, submitted_by_name, submitted_at FROM filing_submission WHERE community_code = $1
       UNION ALL
       SELECT 'filing-accepted', filing_id, accepted_by, accepted_by_name, accepted_at FROM filing_acceptance WHERE community_code = $1
       UNION ALL
       SELECT CASE WHEN by_street THEN 'filing-returned' ELSE 'filing-withdrawn' END, filing_id, returned_by, returned_by_name, returned_at
       FROM filing_return WHERE community_code = $1
     ), judged AS (
       SELECT act.*, EXISTS (SELECT FROM audit_event e WHERE e.community_code = $1 AND e.action = act.action
         AND e.subject_id = act.filing_id::text AND e.actor_id = act.actor_id AND e.actor_name = act.actor_name
         AND e.at = act.at) AS noted
       FROM act
     )
     SELECT count(*)::int AS count, array_agg(format('%s 报告第%s版：经手人%s或时间 %s 与操作日志不符', f.quarter, f.version,
         j.actor_name, instant_text(j.at)) ORDER BY j.at, j.action) FILTER (WHERE NOT j.noted) AS differences
     FROM judged j JOIN filing f ON f.community_code = $1 AND f.id = j.filing_id`,
  );
}
