import type { ReadTx, Tx } from '../../platform/database/transaction.js';
import type { CustomStatement } from '../domain/statements/custom-statement.js';

/** A designed statement as it stands. */
export interface CustomStatementRow extends CustomStatement {
  readonly code: string;
  readonly version: number;
  readonly madeBy: string;
  readonly madeAt: Date;
}

const ROW = `code, version, title, columns, lines, checks, made_by_name AS "madeBy", made_at AS "madeAt"`;

/** Which statements did the book's community design, in their last versions? */
export async function listCustomStatements(
  tx: ReadTx,
  community: string,
  bookNo: number,
): Promise<CustomStatementRow[]> {
  return tx.query<CustomStatementRow>(
    `SELECT DISTINCT ON (code) ${ROW} FROM custom_statement
     WHERE community_code = $1 AND book_no = $2 ORDER BY code, version DESC`,
    [community, bookNo],
  );
}

/** One designed statement, in its last version or a named one. */
export async function findCustomStatement(
  tx: ReadTx,
  community: string,
  bookNo: number,
  code: string,
  version: number | null,
): Promise<CustomStatementRow | undefined> {
  const [row] = await tx.query<CustomStatementRow>(
    `SELECT ${ROW} FROM custom_statement
     WHERE community_code = $1 AND book_no = $2 AND code = $3 AND ($4::int IS NULL OR version = $4)
     ORDER BY version DESC LIMIT 1`,
    [community, bookNo, code, version],
  );
  return row;
}

/** Stores the next version of a designed statement. */
export async function insertCustomStatement(
  tx: Tx,
  community: string,
  bookNo: number,
  statement: CustomStatement & { readonly code: string; readonly version: number },
): Promise<void> {
  const { code, version, title, columns, lines, checks } = statement;
  await tx.query(
    `INSERT INTO custom_statement (community_code, book_no, code, version, title, columns, lines, checks, made_by, made_by_name)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      community,
      bookNo,
      code,
      version,
      title,
      columns,
      JSON.stringify(lines),
      JSON.stringify(checks),
      tx.actor.id,
      tx.actor.name,
    ],
  );
}
