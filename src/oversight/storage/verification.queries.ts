import { compare, type Comparison, type LoggedRows } from '../../platform/database/comparison.js';
import type { ReadTx } from '../../platform/database/transaction.js';
import type { PartInItem } from '../domain/recusal.js';

/** A stored report with its digest computed anew. */
export interface StoredReport {
  readonly month: string;
  readonly version: number;
  readonly figures: string;
  readonly sha256: string;
  readonly recomputedSha256: string;
  readonly items: readonly string[];
  /** The month was reported with this version and has not gone back since. */
  readonly stands: boolean;
}

/** The stored reports of a community, some at a time, after a month and version. */
export async function storedReports(
  tx: ReadTx,
  community: string,
  after: readonly [month: string, version: number],
): Promise<StoredReport[]> {
  return tx.query<StoredReport>(
    `SELECT r.month, r.version, r.figures, encode(r.sha256, 'hex') AS sha256, r.items,
       encode(sha256(convert_to(r.figures, 'UTF8')), 'hex') AS "recomputedSha256",
       NOT EXISTS (SELECT FROM month_return b WHERE b.community_code = r.community_code AND b.month = r.month AND b.version = r.version)
         AND NOT EXISTS (SELECT FROM month_report x WHERE x.community_code = r.community_code AND x.month = r.month
           AND x.version > r.version) AS stands
     FROM month_report r WHERE r.community_code = $1 AND (r.month, r.version) > ($2, $3) ORDER BY r.month, r.version LIMIT 12`,
    [community, ...after],
  );
}

/** Which months were put to a meeting or returned? */
export async function overseenMonths(tx: ReadTx, community: string): Promise<string[]> {
  const rows = await tx.query<{ month: string }>(
    `SELECT month FROM meeting WHERE community_code = $1 UNION SELECT month FROM month_return WHERE community_code = $1 ORDER BY 1`,
    [community],
  );
  return rows.map(({ month }) => month);
}

/** Has every month the report, the return and the approving meeting that its state stands on, and do months go in order? */
export async function unfoundedStates(tx: ReadTx, community: string): Promise<Comparison> {
  return compare(
    tx,
    community,
    `WITH report AS (
       SELECT r.month, max(r.version) AS version, count(*) AS versions, count(b.version) AS returns,
         bool_or(b.version IS NOT NULL AND NOT EXISTS (SELECT FROM month_report x WHERE x.community_code = r.community_code
           AND x.month = r.month AND x.version > r.version)) AS returned
       FROM month_report r
       LEFT JOIN month_return b ON b.community_code = r.community_code AND b.month = r.month AND b.version = r.version
       WHERE r.community_code = $1 GROUP BY r.community_code, r.month
     ), month AS (
       SELECT m.month, m.state, r.version, r.versions, r.returns, r.version IS NOT NULL AND NOT r.returned AS stands,
         EXISTS (SELECT FROM meeting g WHERE g.community_code = $1 AND g.month = m.month AND g.report_version = r.version
           AND g.state = 'approved') AS approved,
         (SELECT min(e.month) FROM accounting_month e WHERE e.community_code = $1 AND e.month < m.month
           AND e.state IN ('open', 'reported')) AS earlier
       FROM accounting_month m LEFT JOIN report r ON r.month = m.month WHERE m.community_code = $1
     )
     SELECT count(*)::int AS count, array_agg(format('%s 状态为 %s：%s', month, state, reason)) FILTER (WHERE reason IS NOT NULL) AS differences
     FROM (SELECT month, state, CASE
         WHEN state = 'open' AND stands THEN '报告没有退回记录'
         WHEN state <> 'open' AND NOT stands THEN '没有有效的月度报告'
         WHEN state = 'reported' AND approved THEN '会议已经审议通过'
         WHEN state IN ('approved', 'published', 'sealed') AND NOT approved THEN '没有审议通过的会议'
         WHEN state <> 'open' AND earlier IS NOT NULL THEN format('更早的月份 %s 尚未审议通过', earlier)
         WHEN versions <> version OR returns < versions - 1 THEN '报告版次不连续，或前一版没有退回记录' END AS reason
       FROM month) t`,
  );
}

/** Is who was there what was noted last, and nobody where nothing was noted? */
export async function attendanceDifferences(tx: ReadTx, community: string): Promise<Comparison> {
  return compare(
    tx,
    community,
    `WITH noted AS (
       SELECT DISTINCT ON (subject_id) subject_id, after_digest FROM audit_event
       WHERE community_code = $1 AND action = 'meeting-attendance' ORDER BY subject_id, seq DESC
     )
     SELECT count(*)::int AS count, array_agg(format('%s 的会议（%s）：到会登记与操作日志不符', m.month, m.date))
         FILTER (WHERE CASE WHEN n.subject_id IS NULL THEN a.present > 0 ELSE a.digest IS DISTINCT FROM n.after_digest END) AS differences
     FROM meeting m
     LEFT JOIN noted n ON n.subject_id = m.id::text
     CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE present) AS present,
         sha256(convert_to(jsonb_agg(jsonb_build_object('id', member_id, 'username', username, 'name', name, 'present', present)
           ORDER BY username COLLATE "C")::text, 'UTF8')) AS digest
       FROM meeting_member a WHERE a.community_code = m.community_code AND a.meeting_id = m.id) a
     WHERE m.community_code = $1`,
  );
}

/** Who had which part in the items of a report, by what stands in the books today. */
export async function partsInItems(
  tx: ReadTx,
  community: string,
  month: string,
  version: number,
): Promise<PartInItem[]> {
  return tx.query<PartInItem>('SELECT item, part, person, name FROM item_parts($1, $2, $3)', [
    community,
    month,
    version,
  ]);
}

/** Reports and returns as the operation log noted them; a return by a meeting is that meeting's conclusion. */
export const LOGGED_REPORTS: LoggedRows = {
  actions: ['month-reported', 'month-returned'],
  rows: `
    SELECT 'month-reported' AS action, month::text AS subject_id, format('%s 月度报告第%s版', month, version) AS label,
      jsonb_build_object('version', version, 'sha256', encode(sha256(convert_to(figures, 'UTF8')), 'hex')) AS content
    FROM month_report WHERE community_code = $1
    UNION ALL
    SELECT 'month-returned', month, format('%s 月度报告第%s版的退回', month, version),
      jsonb_build_object('version', version, 'reason', reason)
    FROM month_return WHERE community_code = $1 AND meeting_id IS NULL`,
};

/** Meetings with their rules and members, each vote, and each conclusion, as the operation log noted them. */
export const LOGGED_MEETINGS: LoggedRows = {
  actions: ['meeting-called', 'meeting-voted', 'meeting-approved', 'meeting-returned'],
  rows: `
    SELECT 'meeting-called' AS action, m.id::text AS subject_id, format('%s 的会议（%s）', m.month, m.date) AS label,
      jsonb_build_object('id', m.id, 'month', m.month, 'reportVersion', m.report_version, 'date', to_char(m.date, 'YYYY-MM-DD'),
        'place', m.place, 'chairId', m.chair_id, 'quorum', m.quorum_numerator || '/' || m.quorum_denominator,
        'majority', m.majority_numerator || '/' || m.majority_denominator,
        'members', (SELECT jsonb_agg(a.username ORDER BY a.username COLLATE "C") FROM meeting_member a
          WHERE a.community_code = m.community_code AND a.meeting_id = m.id),
        'recusals', coalesce((SELECT jsonb_agg(jsonb_build_object('memberId', r.member_id, 'item', r.item, 'parts', to_jsonb(r.parts))
            ORDER BY r.item COLLATE "C", r.member_id)
          FROM meeting_recusal r WHERE r.community_code = m.community_code AND r.meeting_id = m.id), '[]')) AS content
    FROM meeting m WHERE m.community_code = $1
    UNION ALL
    SELECT 'meeting-voted', v.meeting_id::text, format('对 %s 的表决', v.item),
      jsonb_build_object('memberId', v.member_id, 'item', v.item, 'choice', v.choice, 'comment', v.comment)
    FROM meeting_vote v WHERE v.community_code = $1
    UNION ALL
    SELECT 'meeting-' || m.state, m.id::text, format('%s 的会议（%s）的结论', m.month, m.date),
      jsonb_build_object('month', m.month, 'reportVersion', m.report_version, 'opinion', m.opinion,
        'resolutions', coalesce((SELECT jsonb_agg(jsonb_build_object('item', s.item, 'resolutionNo', s.resolution_no,
            'decidedOn', to_char(s.decided_on, 'YYYY-MM-DD')) ORDER BY s.item COLLATE "C")
          FROM meeting_resolution s WHERE s.community_code = m.community_code AND s.meeting_id = m.id), '[]'))
    FROM meeting m WHERE m.community_code = $1 AND m.state IN ('approved', 'returned')`,
};
