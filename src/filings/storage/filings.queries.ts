import type { ReadTx, Tx } from '../../platform/database/transaction.js';
import type { FilingSignature, FilingState, SigningRole } from '../domain/filing-state.js';

/** A filing with everything that happened to it, without its bytes. */
export interface FilingRow {
  readonly id: string;
  readonly communityCode: string;
  readonly communityName: string;
  readonly quarter: string;
  readonly version: number;
  readonly supersedesId: string | null;
  readonly state: FilingState;
  readonly documentNumber: string;
  readonly code: string;
  readonly dueOn: string;
  readonly compiledBy: string;
  readonly compiledAt: string;
  readonly dataSha256: string;
  readonly pdfSha256: string | null;
  readonly submittedBy: string | null;
  readonly submittedAt: string | null;
  /** When the first version of the quarter reached the street. */
  readonly firstSubmittedAt: string | null;
  /** Whether the first version of the quarter reached the street after the term. */
  readonly late: boolean | null;
  readonly number: string | null;
  readonly opinion: string | null;
  readonly acceptedBy: string | null;
  readonly acceptedAt: string | null;
  readonly reasons: string | null;
  readonly returnedBy: string | null;
  readonly returnedAt: string | null;
  readonly signatures: readonly FilingSignature[];
}

/** One query for one shape: every list of filings selects this. */
export const FILING_COLUMNS = `f.id, f.community_code AS "communityCode", c.name AS "communityName", f.quarter, f.version,
  f.supersedes_id AS "supersedesId", f.state, f.data::jsonb ->> 'documentNumber' AS "documentNumber", f.code,
  to_char(f.due_on, 'YYYY-MM-DD') AS "dueOn", f.compiled_by_name AS "compiledBy", instant_text(f.compiled_at) AS "compiledAt",
  encode(f.data_sha256, 'hex') AS "dataSha256", encode(s.pdf_sha256, 'hex') AS "pdfSha256",
  s.submitted_by_name AS "submittedBy", instant_text(s.submitted_at) AS "submittedAt",
  instant_text(first.at) AS "firstSubmittedAt", (first.at AT TIME ZONE 'Asia/Shanghai')::date > f.due_on AS late,
  a.number, a.opinion, a.accepted_by_name AS "acceptedBy", instant_text(a.accepted_at) AS "acceptedAt",
  r.reasons, r.returned_by_name AS "returnedBy", instant_text(r.returned_at) AS "returnedAt",
  coalesce((SELECT json_agg(json_build_object('role', g.role, 'signerId', g.signer_id, 'name', g.signer_name,
      'signedAt', instant_text(g.signed_at)) ORDER BY p.place)
    FROM filing_signature g JOIN filing_signing_role p ON p.role = g.role
    WHERE g.community_code = f.community_code AND g.filing_id = f.id), '[]') AS signatures`;

/** The tables behind FILING_COLUMNS. */
export const FILING_TABLES = `filing f
  JOIN community c ON c.code = f.community_code
  LEFT JOIN filing_submission s ON s.community_code = f.community_code AND s.filing_id = f.id
  LEFT JOIN filing_acceptance a ON a.community_code = f.community_code AND a.filing_id = f.id
  LEFT JOIN filing_return r ON r.community_code = f.community_code AND r.filing_id = f.id
  LEFT JOIN LATERAL (SELECT min(o.submitted_at) AS at FROM filing e
    JOIN filing_submission o ON o.community_code = e.community_code AND o.filing_id = e.id
    WHERE e.community_code = f.community_code AND e.quarter = f.quarter) first ON true`;

/** Which filing is this? */
export async function findFiling(
  tx: ReadTx,
  community: string,
  id: string,
): Promise<FilingRow | undefined> {
  const [row] = await tx.query<FilingRow>(
    `SELECT ${FILING_COLUMNS} FROM ${FILING_TABLES} WHERE f.community_code = $1 AND f.id = $2`,
    [community, id],
  );
  return row;
}

/** The community's filings, the latest quarter first, after (quarter, version). */
export async function listFilings(
  tx: ReadTx,
  community: string,
  after: readonly (string | number)[] | null,
  limit: number,
): Promise<FilingRow[]> {
  const [quarter = null, version = null] = after ?? [];
  return tx.query<FilingRow>(
    `SELECT ${FILING_COLUMNS} FROM ${FILING_TABLES} WHERE f.community_code = $1
       AND ($2::text IS NULL OR (f.quarter, f.version) < ($2::text, $3::int))
     ORDER BY f.quarter DESC, f.version DESC LIMIT $4`,
    [community, quarter, version, limit],
  );
}

/** What was frozen when the filing was compiled, byte for byte? */
export async function findFilingData(
  tx: ReadTx,
  community: string,
  id: string,
): Promise<string | undefined> {
  const [row] = await tx.query<{ data: string }>(
    'SELECT data FROM filing WHERE community_code = $1 AND id = $2',
    [community, id],
  );
  return row?.data;
}

/** The paper as it was submitted, byte for byte? */
export async function findFilingPdf(
  tx: ReadTx,
  community: string,
  id: string,
): Promise<Buffer | undefined> {
  const [row] = await tx.query<{ pdf: Buffer }>(
    'SELECT pdf FROM filing_submission WHERE community_code = $1 AND filing_id = $2',
    [community, id],
  );
  return row?.pdf;
}

/** What comes next in this quarter and year? Compilations of one community wait for each other here. */
export async function nextFiling(
  tx: Tx,
  community: string,
  quarter: string,
  year: number,
): Promise<{ last: Pick<FilingRow, 'id' | 'version' | 'state'> | undefined; documentNo: number }> {
  await tx.query('SELECT lock_filings($1)', [community]);
  const [last] = await tx.query<Pick<FilingRow, 'id' | 'version' | 'state'>>(
    `SELECT id, version, state FROM filing WHERE community_code = $1 AND quarter = $2 ORDER BY version DESC LIMIT 1`,
    [community, quarter],
  );
  const [next] = await tx.query<{ no: number }>(
    `SELECT coalesce(max(document_no), 0) + 1 AS no FROM filing WHERE community_code = $1 AND document_year = $2`,
    [community, year],
  );
  return { last, documentNo: next?.no ?? 1 };
}

/** What a filing is stored from; who and when the database takes from the context. */
export interface NewFiling {
  readonly id: string;
  readonly quarter: string;
  readonly version: number;
  readonly code: string;
  readonly documentYear: number;
  readonly documentNo: number;
  readonly data: string;
  readonly dueOn: string;
}

/** Stores a compiled filing. */
export async function insertFiling(tx: Tx, community: string, filing: NewFiling): Promise<void> {
  const { id, quarter, version, code, documentYear, documentNo, data, dueOn } = filing;
  await tx.query(
    `INSERT INTO filing (community_code, id, quarter, version, code, document_year, document_no, data, data_sha256, due_on,
       compiled_by, compiled_by_name)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8::text, sha256(convert_to($8::text, 'UTF8')), $9, context_actor(), context_actor_name())`,
    [community, id, quarter, version, code, documentYear, documentNo, data, dueOn],
  );
}

/** Takes a filing in hand until the transaction ends. */
export async function lockFiling(
  tx: Tx,
  community: string,
  id: string,
): Promise<{ state: FilingState } | undefined> {
  const [row] = await tx.query<{ state: FilingState }>(
    'SELECT state FROM filing WHERE community_code = $1 AND id = $2 FOR UPDATE',
    [community, id],
  );
  return row;
}

/** Moves a filing to a state; the database knows which steps exist and what each needs. */
export async function updateFiling(
  tx: Tx,
  community: string,
  id: string,
  state: FilingState,
): Promise<void> {
  await tx.query('UPDATE filing SET state = $3 WHERE community_code = $1 AND id = $2', [
    community,
    id,
    state,
  ]);
}

/** Stores the actor's signature. */
export async function insertSignature(
  tx: Tx,
  community: string,
  id: string,
  role: SigningRole,
): Promise<void> {
  await tx.query(
    `INSERT INTO filing_signature (community_code, filing_id, role, signer_id, signer_name, signed_at)
     VALUES ($1, $2, $3, context_actor(), context_actor_name(), context_now())`,
    [community, id, role],
  );
}

/** Stores the paper that is submitted. */
export async function insertSubmission(
  tx: Tx,
  community: string,
  id: string,
  pdf: Buffer,
): Promise<void> {
  await tx.query(
    `INSERT INTO filing_submission (community_code, filing_id, pdf, pdf_sha256, submitted_by, submitted_by_name, submitted_at)
     VALUES ($1, $2, $3::bytea, sha256($3::bytea), context_actor(), context_actor_name(), context_now())`,
    [community, id, pdf],
  );
}

/** Stores why a version ends here. */
export async function insertReturn(
  tx: Tx,
  community: string,
  id: string,
  ending: { readonly reasons: string; readonly byStreet: boolean },
): Promise<void> {
  await tx.query(
    `INSERT INTO filing_return (community_code, filing_id, reasons, by_street, returned_by, returned_by_name, returned_at)
     VALUES ($1, $2, $3, $4, context_actor(), context_actor_name(), context_now())`,
    [community, id, ending.reasons, ending.byStreet],
  );
}

/** Puts a filing on file under the street's next number. */
export async function acceptFiling(
  tx: Tx,
  community: string,
  id: string,
  opinion: string | null,
): Promise<string> {
  const [row] = await tx.query<{ number: string }>('SELECT accept_filing($1, $2, $3) AS number', [
    community,
    id,
    opinion,
  ]);
  return row?.number ?? '';
}
