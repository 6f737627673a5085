import type { FieldError } from '../../kernel/domain-error.js';
import type { ReadTx, Tx } from '../../platform/database/transaction.js';

export type ImportState = 'waiting' | 'running' | 'imported' | 'checked' | 'rejected' | 'failed';

/** An import as it is kept; amounts are text. */
export interface ImportRow {
  readonly id: string;
  readonly preview: boolean;
  readonly format: 'csv' | 'xlsx' | 'xls';
  readonly state: ImportState;
  readonly rowsRead: number;
  readonly rowsChecked: number;
  readonly voucherCount: number;
  readonly lineCount: number;
  readonly errorCount: number;
  readonly debit: string;
  readonly credit: string;
  readonly recognised: unknown;
  readonly mappings: unknown;
  readonly problem: ImportProblem | null;
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly endedAt: Date | null;
}

/** Why an import failed, by the catalogue of refusals. */
export interface ImportProblem {
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number | null>>;
  readonly errors: readonly FieldError[];
}

/** How far an import has come. */
export interface ImportProgress {
  readonly rowsRead: number;
  readonly rowsChecked: number;
  readonly voucherCount: number;
  readonly lineCount: number;
  readonly errorCount: number;
  readonly debit: string;
  readonly credit: string;
  readonly recognised: unknown;
  readonly mappings: unknown;
}

/** Where an import lies, who made it, and which try this is. */
export interface ImportPlace {
  readonly community: string;
  readonly bookNo: number;
  readonly id: string;
  readonly attempt: number;
  readonly makerId: string;
  readonly makerName: string;
}

const IMPORT = `id, preview, format, state, rows_read AS "rowsRead", rows_checked AS "rowsChecked",
  voucher_count AS "voucherCount", line_count AS "lineCount", error_count AS "errorCount", debit::text, credit::text,
  recognised, mappings, problem, made_by_name AS "madeBy", made_at AS "madeAt", ended_at AS "endedAt"`;

/** Stores an import that waits to be read, with its file. */
export async function insertWaiting(
  tx: Tx,
  community: string,
  bookNo: number,
  taken: { id: string; preview: boolean; format: string; digest: Buffer; content: Uint8Array },
): Promise<void> {
  await tx.query(
    `INSERT INTO import_job (community_code, book_no, id, preview, format, digest, state, made_by_id, made_by_name)
     VALUES ($1, $2, $3, $4, $5, $6, 'waiting', $7, $8)`,
    [
      community,
      bookNo,
      taken.id,
      taken.preview,
      taken.format,
      taken.digest,
      tx.actor.id,
      tx.actor.name,
    ],
  );
  await tx.query(
    'INSERT INTO import_content (community_code, book_no, import_id, content) VALUES ($1, $2, $3, $4)',
    [community, bookNo, taken.id, taken.content],
  );
}

/** Notes an import that was done at once. */
export async function insertImported(
  tx: Tx,
  community: string,
  bookNo: number,
  done: { id: string; format: string; digest: Buffer; voucherIds: readonly string[] },
  progress: ImportProgress,
): Promise<void> {
  await tx.query(
    `INSERT INTO import_job (community_code, book_no, id, preview, format, digest, state, made_by_id, made_by_name,
       voucher_ids, rows_read, rows_checked, voucher_count, line_count, debit, credit, recognised, mappings, ended_at)
     VALUES ($1, $2, $3, false, $4, $5, 'imported', $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, context_now())`,
    [
      community,
      bookNo,
      done.id,
      done.format,
      done.digest,
      tx.actor.id,
      tx.actor.name,
      done.voucherIds,
      progress.rowsRead,
      progress.rowsChecked,
      progress.voucherCount,
      progress.lineCount,
      progress.debit,
      progress.credit,
      JSON.stringify(progress.recognised),
      JSON.stringify(progress.mappings),
    ],
  );
}

/** One import, if it is there. */
export async function findImport(
  tx: ReadTx,
  community: string,
  bookNo: number,
  id: string,
): Promise<ImportRow | undefined> {
  const [row] = await tx.query<ImportRow>(
    `SELECT ${IMPORT} FROM import_job WHERE community_code = $1 AND book_no = $2 AND id = $3`,
    [community, bookNo, id],
  );
  return row;
}

/** Which imports were there, the newest first, after a place in the list? */
export async function listImports(
  tx: ReadTx,
  community: string,
  bookNo: number,
  limit: number,
  after: readonly [string, string] | null,
): Promise<ImportRow[]> {
  return tx.query<ImportRow>(
    `SELECT ${IMPORT} FROM import_job WHERE community_code = $1 AND book_no = $2
       AND ($3::timestamptz IS NULL OR (date_trunc('milliseconds', made_at), id) < ($3, $4::uuid))
     ORDER BY date_trunc('milliseconds', made_at) DESC, id DESC LIMIT $5`,
    [community, bookNo, after?.[0] ?? null, after?.[1] ?? null, limit],
  );
}

export interface ImportErrorRow extends FieldError {
  readonly no: number;
}

/** What is wrong with an import's table, by row, after a place in the list? */
export async function listImportErrors(
  tx: ReadTx,
  community: string,
  bookNo: number,
  id: string,
  { limit, after }: { limit: number; after: number },
): Promise<ImportErrorRow[]> {
  return tx.query<ImportErrorRow>(
    `SELECT no, pointer, detail FROM import_error
     WHERE community_code = $1 AND book_no = $2 AND import_id = $3 AND no > $4 ORDER BY no LIMIT $5`,
    [community, bookNo, id, after, limit],
  );
}

/** Which imports of any community wait, or were left by a service that ended? The eldest first. */
export async function openImports(tx: ReadTx): Promise<ImportPlace[]> {
  return tx.query<ImportPlace>(
    `SELECT community_code AS community, book_no AS "bookNo", id, attempt, made_by_id AS "makerId", made_by_name AS "makerName"
     FROM import_job WHERE state IN ('waiting', 'running') ORDER BY made_at, id LIMIT 20`,
  );
}

/** Begins a try: what an earlier one left is thrown away. The number of the try, or undefined when it has ended. */
export async function beginAttempt(
  tx: Tx,
  { community, bookNo, id }: ImportPlace,
): Promise<{ attempt: number; format: 'csv' | 'xlsx' | 'xls'; preview: boolean } | undefined> {
  const key = [community, bookNo, id];
  const [begun] = await tx.query<{
    attempt: number;
    format: 'csv' | 'xlsx' | 'xls';
    preview: boolean;
  }>(
    `UPDATE import_job SET state = 'running', attempt = attempt + 1, rows_read = 0, rows_checked = 0, voucher_count = 0,
       line_count = 0, error_count = 0, debit = 0, credit = 0
     WHERE community_code = $1 AND book_no = $2 AND id = $3 AND state IN ('waiting', 'running')
     RETURNING attempt, format, preview`,
    key,
  );
  if (begun !== undefined) {
    await tx.query(
      'DELETE FROM import_set WHERE community_code = $1 AND book_no = $2 AND import_id = $3',
      key,
    );
    await tx.query(
      'DELETE FROM import_error WHERE community_code = $1 AND book_no = $2 AND import_id = $3',
      key,
    );
  }
  return begun;
}

/** The file of an import. */
export async function importContent(
  tx: ReadTx,
  { community, bookNo, id }: ImportPlace,
): Promise<Buffer | undefined> {
  const [row] = await tx.query<{ content: Buffer }>(
    'SELECT content FROM import_content WHERE community_code = $1 AND book_no = $2 AND import_id = $3',
    [community, bookNo, id],
  );
  return row?.content;
}

/** Keeps a set of drafts and of errors, and how far the try has come; false when another try has begun. */
export async function keepSet(
  tx: Tx,
  place: ImportPlace,
  { no, drafts, errors }: { no: number; drafts: string; errors: readonly ImportErrorRow[] },
  progress: ImportProgress,
): Promise<boolean> {
  const key = [place.community, place.bookNo, place.id];
  const rows = await tx.query(
    `UPDATE import_job SET rows_read = $5, rows_checked = $6, voucher_count = $7, line_count = $8, error_count = $9,
       debit = $10, credit = $11, recognised = $12, mappings = $13
     WHERE community_code = $1 AND book_no = $2 AND id = $3 AND attempt = $4 AND state = 'running' RETURNING id`,
    [
      ...key,
      place.attempt,
      progress.rowsRead,
      progress.rowsChecked,
      progress.voucherCount,
      progress.lineCount,
      progress.errorCount,
      progress.debit,
      progress.credit,
      JSON.stringify(progress.recognised),
      JSON.stringify(progress.mappings),
    ],
  );
  if (rows.length === 0) return false;
  await tx.query(
    'INSERT INTO import_set (community_code, book_no, import_id, no, vouchers) VALUES ($1, $2, $3, $4, $5)',
    [...key, no, drafts],
  );
  await tx.query(
    `INSERT INTO import_error (community_code, book_no, import_id, no, pointer, detail)
     SELECT $1, $2, $3, x.no, x.pointer, x.detail FROM jsonb_to_recordset($4) AS x (no int, pointer text, detail text)`,
    [...key, JSON.stringify(errors)],
  );
  return true;
}

/** Makes drafts of all sets of an import, in the order of its table; gives their ids. */
export async function draftsOfSets(
  tx: Tx,
  { community, bookNo, id, makerId, makerName }: ImportPlace,
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `INSERT INTO voucher_draft (community_code, book_no, id, date, word, attachment_count, lines, kind, maker_id, maker_name)
     SELECT s.community_code, s.book_no, x.id, x.date, x.word, x."attachmentCount", x.lines, 'manual', $4, $5
     FROM import_set s CROSS JOIN LATERAL ROWS FROM (jsonb_to_recordset(s.vouchers)
       AS (id uuid, date date, word text, "attachmentCount" int, lines jsonb)) WITH ORDINALITY
       AS x (id, date, word, "attachmentCount", lines, place)
     WHERE s.community_code = $1 AND s.book_no = $2 AND s.import_id = $3 ORDER BY s.no, x.place RETURNING id`,
    [community, bookNo, id, makerId, makerName],
  );
  return rows.map((row) => row.id);
}

/** Ends a try; its file and its sets are thrown away. False when another try has begun. */
export async function endImport(
  tx: Tx,
  place: ImportPlace,
  end: { state: ImportState; voucherIds: readonly string[]; problem: ImportProblem | null },
): Promise<boolean> {
  const key = [place.community, place.bookNo, place.id];
  const rows = await tx.query(
    `UPDATE import_job SET state = $5, voucher_ids = $6, problem = $7, ended_at = context_now()
     WHERE community_code = $1 AND book_no = $2 AND id = $3 AND attempt = $4 AND state = 'running' RETURNING id`,
    [
      ...key,
      place.attempt,
      end.state,
      end.voucherIds,
      end.problem === null ? null : JSON.stringify(end.problem),
    ],
  );
  if (rows.length === 0) return false;
  for (const table of ['import_set', 'import_content']) {
    await tx.query(
      `DELETE FROM ${table} WHERE community_code = $1 AND book_no = $2 AND import_id = $3`,
      key,
    );
  }
  return true;
}
