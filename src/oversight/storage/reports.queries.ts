import type { ReadTx, Tx } from '../../platform/database/transaction.js';

/** A frozen report; the figures are the very text that was hashed. */
export interface ReportRow {
  readonly month: string;
  readonly version: number;
  readonly figures: string;
  readonly sha256: string;
}

/** A return of a report, with its reason. */
export interface ReturnRow {
  readonly version: number;
  readonly reason: string;
  readonly returnedBy: string;
  readonly returnedAt: Date;
  readonly meetingId: string | null;
}

/** The last report of a month. */
export interface LatestReport extends ReportRow {
  readonly reportedAt: Date;
  readonly returned: boolean;
}

/** What was reported last for the month, and was it returned? */
export async function latestReport(
  tx: ReadTx,
  community: string,
  month: string,
): Promise<LatestReport | undefined> {
  const [row] = await tx.query<LatestReport>(
    `SELECT r.month, r.version, r.figures, encode(r.sha256, 'hex') AS sha256, r.reported_at AS "reportedAt",
       b.version IS NOT NULL AS returned
     FROM month_report r
     LEFT JOIN month_return b ON b.community_code = r.community_code AND b.month = r.month AND b.version = r.version
     WHERE r.community_code = $1 AND r.month = $2 ORDER BY r.version DESC LIMIT 1`,
    [community, month],
  );
  return row;
}

/** What did this version report? */
export async function reportVersion(
  tx: ReadTx,
  community: string,
  month: string,
  version: number,
): Promise<ReportRow | undefined> {
  const [row] = await tx.query<ReportRow>(
    `SELECT month, version, figures, encode(sha256, 'hex') AS sha256 FROM month_report
     WHERE community_code = $1 AND month = $2 AND version = $3`,
    [community, month, version],
  );
  return row;
}

/** Freezes the figures of a month. */
export async function insertReport(tx: Tx, community: string, report: ReportRow): Promise<void> {
  await tx.query(
    `INSERT INTO month_report (community_code, month, version, figures, sha256, reported_by, reported_by_name)
     VALUES ($1, $2, $3, $4, decode($5, 'hex'), $6, $7)`,
    [
      community,
      report.month,
      report.version,
      report.figures,
      report.sha256,
      tx.actor.id,
      tx.actor.name,
    ],
  );
}

/** Why and when did the month go back, version by version? */
export async function returnsOf(
  tx: ReadTx,
  community: string,
  month: string,
): Promise<ReturnRow[]> {
  return tx.query<ReturnRow>(
    `SELECT version, reason, returned_by_name AS "returnedBy", returned_at AS "returnedAt", meeting_id AS "meetingId"
     FROM month_return WHERE community_code = $1 AND month = $2 ORDER BY version`,
    [community, month],
  );
}

/** Keeps the reason for which a report goes back. */
export async function insertReturn(
  tx: Tx,
  community: string,
  { month, version, reason, meetingId }: ReturnOf,
): Promise<void> {
  await tx.query(
    `INSERT INTO month_return (community_code, month, version, reason, meeting_id, returned_by, returned_by_name)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [community, month, version, reason, meetingId, tx.actor.id, tx.actor.name],
  );
}

interface ReturnOf {
  readonly month: string;
  readonly version: number;
  readonly reason: string;
  readonly meetingId: string | null;
}
