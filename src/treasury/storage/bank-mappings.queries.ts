import type { ReadTx, Tx } from '../../platform/database/transaction.js';
import type { MappingColumns } from '../domain/bank-formats/saved-mapping.js';

/** How a community reads the files of one bank. */
export interface MappingRow {
  readonly code: string;
  readonly name: string;
  readonly columns: MappingColumns;
  readonly madeBy: string;
  readonly madeAt: Date;
}

const MAPPING = `code, name, columns, made_by_name AS "madeBy", made_at AS "madeAt"`;

/** Which mappings does the community have? */
export async function listMappings(tx: ReadTx, community: string): Promise<MappingRow[]> {
  return tx.query<MappingRow>(
    `SELECT ${MAPPING} FROM bank_statement_mapping WHERE community_code = $1 ORDER BY code`,
    [community],
  );
}

/** Stores a mapping, anew or in place of what it was; undefined when it should have been there. */
export async function saveMapping(
  tx: Tx,
  community: string,
  { code, name, columns }: Pick<MappingRow, 'code' | 'name' | 'columns'>,
  anew: boolean,
): Promise<MappingRow | undefined> {
  const [row] = await tx.query<MappingRow>(
    anew
      ? `INSERT INTO bank_statement_mapping (community_code, code, name, columns, made_by_id, made_by_name)
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING ${MAPPING}`
      : `UPDATE bank_statement_mapping SET name = $3, columns = $4, made_by_id = $5, made_by_name = $6, made_at = context_now()
         WHERE community_code = $1 AND code = $2 RETURNING ${MAPPING}`,
    [community, code, name, JSON.stringify(columns), tx.actor.id, tx.actor.name],
  );
  return row;
}

/** Removes a mapping; false when there is none. */
export async function deleteMapping(tx: Tx, community: string, code: string): Promise<boolean> {
  const rows = await tx.query(
    'DELETE FROM bank_statement_mapping WHERE community_code = $1 AND code = $2 RETURNING code',
    [community, code],
  );
  return rows.length > 0;
}
