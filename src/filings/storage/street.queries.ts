import type { ReadTx } from '../../platform/database/transaction.js';
import type { FilingState } from '../domain/filing-state.js';
import { FILING_COLUMNS, FILING_TABLES, type FilingRow } from './filings.queries.js';

/** A filing in a street's inbox. */
export type InboxRow = Omit<FilingRow, 'code' | 'signatures'>;

/** A community of the street that has nothing with the street for the quarter. */
export interface MissingRow {
  readonly code: string;
  readonly name: string;
  /** How far the community itself has come; null when nothing was compiled. */
  readonly state: FilingState | null;
}

/** What reached the street: late ones first, then the oldest; after (late, firstSubmittedAt, id). */
export async function listInbox(
  tx: ReadTx,
  street: string,
  filter: { readonly quarter: string | null; readonly state: string | null },
  after: readonly (string | number)[] | null,
  limit: number,
): Promise<InboxRow[]> {
  const [late = null, at = null, id = null] = after ?? [];
  return tx.query<InboxRow>(
    `SELECT * FROM (SELECT ${FILING_COLUMNS} FROM ${FILING_TABLES}
       WHERE f.community_code LIKE $1 || '%' AND s.filing_id IS NOT NULL
         AND ($2::text IS NULL OR f.quarter = $2) AND ($3::text IS NULL OR f.state = $3)) t
     WHERE $4::int IS NULL OR (1 - late::int, "submittedAt", id) > ($4::int, $5::text, $6::uuid)
     ORDER BY late DESC, "submittedAt", id LIMIT $7`,
    [street, filter.quarter, filter.state, late, at, id, limit],
  );
}

/** Which communities of the place have nothing with the street for this quarter? */
export async function listMissing(
  tx: ReadTx,
  place: string,
  quarter: string,
): Promise<MissingRow[]> {
  return tx.query<MissingRow>(
    `SELECT c.code, c.name, (SELECT f.state FROM filing f WHERE f.community_code = c.code AND f.quarter = $2
       ORDER BY f.version DESC LIMIT 1) AS state
     FROM community c
     WHERE c.code LIKE $1 || '%' AND NOT EXISTS (SELECT FROM filing f WHERE f.community_code = c.code AND f.quarter = $2
       AND f.state IN ('submitted', 'accepted'))
     ORDER BY c.code`,
    [place, quarter],
  );
}

/** What stands in the filed figures of each community of a district? */
export interface FiledFigures {
  readonly code: string;
  readonly name: string;
  readonly streetName: string;
  readonly state: FilingState;
  readonly income: string;
  readonly expenditure: string;
  readonly closing: string;
  readonly properties: number;
  readonly inUse: number;
  readonly onTime: boolean;
  readonly firstSubmittedAt: string;
  readonly objections: number;
  readonly answered: number;
}

/** The filed figures of a quarter in a district, of what is with the street or on file. */
export async function listFiledFigures(
  tx: ReadTx,
  district: string,
  quarter: string,
): Promise<FiledFigures[]> {
  return tx.query<FiledFigures>(
    `SELECT f.community_code AS code, c.name, c.street_name AS "streetName", f.state,
       d.data -> 'totals' ->> 'income' AS income, d.data -> 'totals' ->> 'expenditure' AS expenditure,
       d.data -> 'totals' ->> 'closing' AS closing, (d.data -> 'assets' ->> 'total')::int AS properties,
       (d.data -> 'assets' ->> 'leased')::int + (d.data -> 'assets' ->> 'ownUse')::int AS "inUse",
       (first.at AT TIME ZONE 'Asia/Shanghai')::date <= f.due_on AS "onTime", instant_text(first.at) AS "firstSubmittedAt",
       n.objections, n.answered
     FROM filing f
     JOIN community c ON c.code = f.community_code
     CROSS JOIN LATERAL (SELECT f.data::jsonb AS data OFFSET 0) d
     CROSS JOIN LATERAL (SELECT min(o.submitted_at) AS at FROM filing e
       JOIN filing_submission o ON o.community_code = e.community_code AND o.filing_id = e.id
       WHERE e.community_code = f.community_code AND e.quarter = f.quarter) first
     CROSS JOIN LATERAL (SELECT sum((m -> 'notice' ->> 'objections')::int)::int AS objections,
       sum((m -> 'notice' ->> 'answered')::int)::int AS answered FROM jsonb_array_elements(d.data -> 'months') m) n
     WHERE f.community_code LIKE $1 || '%' AND f.quarter = $2 AND f.state IN ('submitted', 'accepted')`,
    [district, quarter],
  );
}
