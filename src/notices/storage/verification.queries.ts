import { compare, type Comparison, type LoggedRows } from '../../platform/database/comparison.js';
import type { ReadTx } from '../../platform/database/transaction.js';

/** A stored notice without its bytes. */
export interface StoredNotice {
  readonly id: string;
  readonly month: string;
  readonly reportVersion: number;
  readonly supersedesId: string | null;
  readonly reason: string | null;
  readonly postedOn: string;
  readonly from: string;
  readonly through: string;
  readonly content: string;
}

/** The stored notices of a community, some at a time, after a month and id. */
export async function storedNotices(
  tx: ReadTx,
  community: string,
  after: readonly [month: string, id: string],
): Promise<StoredNotice[]> {
  return tx.query<StoredNotice>(
    `SELECT id, month, report_version AS "reportVersion", supersedes_id AS "supersedesId", reason,
       to_char(posted_on, 'YYYY-MM-DD') AS "postedOn", to_char(period_from, 'YYYY-MM-DD') AS "from",
       to_char(period_through, 'YYYY-MM-DD') AS through, content
     FROM notice WHERE community_code = $1 AND (month, id) > ($2, $3::uuid) ORDER BY month, id LIMIT 12`,
    [community, ...after],
  );
}

/** Are content, page and sheet of every notice, byte for byte, those of its digests? */
export async function byteDifferences(tx: ReadTx, community: string): Promise<Comparison> {
  return compare(
    tx,
    community,
    `SELECT count(*)::int AS count, array_agg(format('%s 公示（%s）：%s与摘要不符', month, posted_on, concat_ws('、',
         CASE WHEN content_sha256 <> sha256(convert_to(content, 'UTF8')) THEN '内容' END,
         CASE WHEN html_sha256 <> sha256(html) THEN '网页' END, CASE WHEN pdf_sha256 <> sha256(pdf) THEN 'PDF' END)))
       FILTER (WHERE content_sha256 <> sha256(convert_to(content, 'UTF8')) OR html_sha256 <> sha256(html)
         OR pdf_sha256 <> sha256(pdf)) AS differences
     FROM notice WHERE community_code = $1`,
  );
}

/** Has every published month its notice of the standing report, and was every sealed one sealed after its period, all answered? */
export async function unfoundedPublications(tx: ReadTx, community: string): Promise<Comparison> {
  return compare(
    tx,
    community,
    `WITH month AS (
       SELECT m.month, m.state, (m.sealed_at AT TIME ZONE 'Asia/Shanghai')::date AS sealed_on,
         (SELECT count(*) FROM notice n WHERE n.community_code = $1 AND n.month = m.month) AS notices,
         c.period_through, c.report_version, c.current,
         (SELECT max(r.version) FROM month_report r WHERE r.community_code = $1 AND r.month = m.month) AS version,
         EXISTS (SELECT FROM audit_event e WHERE e.community_code = $1 AND e.action = 'month-sealed' AND e.subject_id = m.month) AS noted,
         (SELECT count(*) FROM objection o JOIN notice n ON n.community_code = o.community_code AND n.id = o.notice_id
           WHERE o.community_code = $1 AND n.month = m.month AND NOT EXISTS (SELECT FROM objection_reply r
             WHERE r.community_code = o.community_code AND r.objection_id = o.id AND r.replied_at <= m.sealed_at)) AS unanswered
       FROM accounting_month m
       LEFT JOIN LATERAL (SELECT max(n.period_through) AS period_through, max(n.report_version) AS report_version, count(*) AS current
         FROM notice n WHERE n.community_code = $1 AND n.month = m.month
           AND NOT EXISTS (SELECT FROM notice x WHERE x.community_code = $1 AND x.supersedes_id = n.id)) c ON true
       WHERE m.community_code = $1
     )
     SELECT count(*)::int AS count, array_agg(format('%s 状态为 %s：%s', month, state, reason)) FILTER (WHERE reason IS NOT NULL) AS differences
     FROM (SELECT month, state, CASE
         WHEN state IN ('published', 'sealed') AND notices = 0 THEN '没有公示'
         WHEN state IN ('published', 'sealed') AND (current <> 1 OR report_version <> version) THEN '公示不是取自有效的报告'
         WHEN state NOT IN ('published', 'sealed') AND notices > 0 THEN '已经公示'
         WHEN (state = 'sealed') <> noted THEN '封账与操作日志不符'
         WHEN state = 'sealed' AND (sealed_on IS NULL OR sealed_on <= period_through) THEN '公示期未满即封账'
         WHEN state = 'sealed' AND unanswered > 0 THEN format('有 %s 条异议在封账时没有答复', unanswered) END AS reason
       FROM month) t`,
  );
}

/** Notices by the digests of their bytes, objections, answers and seals, as the operation log noted them. */
export const LOGGED_NOTICES: LoggedRows = {
  actions: ['notice-published', 'objection-received', 'objection-answered', 'month-sealed'],
  rows: `
    SELECT 'notice-published' AS action, id::text AS subject_id, format('%s 公示（%s）', month, posted_on) AS label,
      jsonb_build_object('html', encode(sha256(html), 'hex'), 'pdf', encode(sha256(pdf), 'hex'),
        'content', encode(sha256(convert_to(content, 'UTF8')), 'hex')) AS content
    FROM notice WHERE community_code = $1
    UNION ALL
    SELECT 'objection-received', o.id::text, format('%s 公示的异议', n.month),
      jsonb_build_object('noticeId', o.notice_id, 'text', o.text, 'line', o.line, 'name', o.name)
    FROM objection o LEFT JOIN notice n ON n.community_code = o.community_code AND n.id = o.notice_id WHERE o.community_code = $1
    UNION ALL
    SELECT 'objection-answered', objection_id::text, format('%s 对异议的答复', replied_by_name), jsonb_build_object('text', text)
    FROM objection_reply WHERE community_code = $1
    UNION ALL
    SELECT 'month-sealed', m.month, format('%s 的封账', m.month), jsonb_build_object('noticeId', (SELECT n.id FROM notice n
      WHERE n.community_code = $1 AND n.month = m.month
        AND NOT EXISTS (SELECT FROM notice x WHERE x.community_code = $1 AND x.supersedes_id = n.id) LIMIT 1))
    FROM accounting_month m WHERE m.community_code = $1 AND m.state = 'sealed'`,
};
