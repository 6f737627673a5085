import type { ReadTx } from './transaction.js';

/** Sentences about what does not agree, and how many things were looked at. */
export interface Comparison {
  readonly count: number;
  readonly differences: string[];
}

/** Runs a query that answers one row: how many things it looked at, and a sentence for each that differs. $1 is the community. */
export async function compare(
  tx: ReadTx,
  community: string,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<Comparison> {
  const rows = await tx.query<{ count: number | null; differences: string[] | null }>(sql, [
    community,
    ...parameters,
  ]);
  return { count: rows[0]?.count ?? 0, differences: rows[0]?.differences ?? [] };
}

/** Several comparisons as one. */
export function together(comparisons: readonly Comparison[]): Comparison {
  return {
    count: comparisons.reduce((sum, { count }) => sum + count, 0),
    differences: comparisons.flatMap(({ differences }) => differences),
  };
}

/** A column of instants as the operation log notes it: UTC, to the millisecond. */
export function notedInstant(column: string): string {
  return `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/** What rows say must be what the operation log noted when they were written. */
export interface LoggedRows {
  /** The actions whose events are looked at. */
  readonly actions: readonly string[];
  /**
   * A query of (action, subject_id, label, content): content is the event's `after` built anew from the row as jsonb,
   * label names the row in Chinese. $1 is the community.
   */
  readonly rows: string;
  /** The action after whose event a subject's row is rightly gone. */
  readonly removal?: string;
}

/**
 * Compares rows with the digests in the chained operation log, both ways: a row that no event noted, an event whose row is
 * gone or says something else. Digests beside the rows are not asked: who changes a row can change them too.
 */
export async function compareWithLog(
  tx: ReadTx,
  community: string,
  { actions, rows, removal }: LoggedRows,
): Promise<Comparison> {
  return compare(
    tx,
    community,
    `WITH stored AS (
       SELECT s.action, s.subject_id, sha256(convert_to(s.content::text, 'UTF8')) AS digest, count(*) AS n, min(s.label) AS label
       FROM (${rows}) s GROUP BY 1, 2, 3
     ), noted AS (
       SELECT action, subject_id, after_digest AS digest, count(*) AS n, min(seq) AS seq, min(sentence) AS sentence
       FROM audit_event WHERE community_code = $1 AND action = ANY ($2::text[]) AND after_digest IS NOT NULL
         AND subject_id NOT IN (SELECT subject_id FROM audit_event WHERE community_code = $1 AND action = $3) GROUP BY 1, 2, 3
     )
     SELECT coalesce(sum(stored.n), 0)::int AS count,
       array_agg(CASE WHEN stored.n IS NULL THEN format('操作日志第 %s 条所记的内容已不存在或被改动：%s', noted.seq, noted.sentence)
         ELSE format('%s：与操作日志所记不符', stored.label) END ORDER BY noted.seq, stored.label)
         FILTER (WHERE stored.n IS DISTINCT FROM noted.n) AS differences
     FROM stored FULL JOIN noted USING (action, subject_id, digest)`,
    [actions, removal ?? null],
  );
}
