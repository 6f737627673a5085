import { createHash, randomUUID } from 'node:crypto';
import type { ReadTx, Tx } from '../../platform/database/transaction.js';
import type { CheckedStatement } from '../domain/bank-statement.js';

export interface StatementRow {
  readonly id: string;
  readonly accountCode: string;
  readonly month: string;
  readonly openingBalance: string;
  readonly closingBalance: string;
  readonly lineCount: number;
  readonly format: string;
  readonly importedBy: string;
  readonly importedAt: Date;
}

const STATEMENT = `id, account_code AS "accountCode", month, opening_balance::text AS "openingBalance",
  closing_balance::text AS "closingBalance", line_count AS "lineCount", format, imported_by_name AS "importedBy",
  imported_at AS "importedAt"`;

/** Stores a statement with its lines. */
export async function insertStatement(
  tx: Tx,
  community: string,
  bookNo: number,
  statement: CheckedStatement,
  format: string,
): Promise<string> {
  const id = randomUUID();
  const lines = statement.lines.map((line, index) => ({
    id: randomUUID(),
    lineNo: index + 1,
    ...line,
  }));
  await tx.query(
    `INSERT INTO bank_statement (community_code, book_no, id, account_code, month, opening_balance, closing_balance,
       line_count, digest, format, imported_by_id, imported_by_name) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      community,
      bookNo,
      id,
      statement.accountCode,
      statement.month,
      statement.openingBalance.toString(),
      statement.closingBalance.toString(),
      lines.length,
      lines.length === 0 ? null : digestOf(statement),
      format,
      tx.actor.id,
      tx.actor.name,
    ],
  );
  await tx.query(
    `INSERT INTO bank_line (community_code, book_no, id, statement_id, line_no, date, amount, description, counterparty,
       reference, balance)
     SELECT $1, $2, x.id, $3, x."lineNo", x.date, x.amount, x.description, x.counterparty, x.reference, x.balance
     FROM jsonb_to_recordset($4) AS x (id uuid, "lineNo" int, date date, amount numeric, description text,
       counterparty text, reference text, balance numeric)`,
    [community, bookNo, id, JSON.stringify(lines)],
  );
  return id;
}

/** The same balances and lines give the same digest, whatever file they came in. */
function digestOf({ openingBalance, closingBalance, lines }: CheckedStatement): Buffer {
  const said = lines.map((line) => [
    line.date,
    line.amount,
    line.description,
    line.counterparty,
    line.reference,
  ]);
  return createHash('sha256')
    .update(JSON.stringify([openingBalance, closingBalance, said]))
    .digest();
}

/** What the operation log notes of a statement; its digest is rebuilt from the rows by verification. */
export function statementContent(statement: CheckedStatement): object {
  return {
    accountCode: statement.accountCode,
    month: statement.month,
    openingBalance: statement.openingBalance,
    closingBalance: statement.closingBalance,
    lines: statement.lines.map(({ date, amount, description, counterparty, reference }) => ({
      date,
      amount,
      description,
      counterparty,
      reference,
    })),
  };
}

/** Which statements were entered, in these months or ever? */
export async function listStatements(
  tx: ReadTx,
  community: string,
  bookNo: number,
  months: { readonly from: string; readonly through: string } | null,
): Promise<StatementRow[]> {
  return tx.query<StatementRow>(
    `SELECT ${STATEMENT} FROM bank_statement
     WHERE community_code = $1 AND book_no = $2 AND ($3::text IS NULL OR month BETWEEN $3 AND $4)
     ORDER BY month, account_code`,
    [community, bookNo, months?.from ?? null, months?.through ?? null],
  );
}

/** Removes a statement with its lines and the matches that rest on them. */
export async function deleteStatement(
  tx: Tx,
  community: string,
  bookNo: number,
  id: string,
): Promise<StatementRow | undefined> {
  const [row] = await tx.query<StatementRow>(
    `DELETE FROM bank_statement WHERE community_code = $1 AND book_no = $2 AND id = $3 RETURNING ${STATEMENT}`,
    [community, bookNo, id],
  );
  return row;
}
