import type { ReadTx, Tx } from '../../platform/database/transaction.js';

/** A template as it is kept; amounts are text. */
export interface TemplateRow {
  readonly id: string;
  readonly name: string;
  readonly lines: readonly KeptTemplateLine[];
  readonly dueDay: number | null;
  readonly dueFrom: string | null;
  readonly dueThrough: string | null;
}

export interface KeptTemplateLine {
  readonly summary: string;
  readonly accountCode: string;
  readonly side: 'debit' | 'credit';
  readonly amount?: string;
  readonly fundCode?: string;
  readonly counterparty?: string;
  readonly cashFlowItem?: string;
  readonly dimensions?: Readonly<Record<string, string>>;
}

const TEMPLATE = `id, name, lines, due_day AS "dueDay", due_from AS "dueFrom", due_through AS "dueThrough"`;

/** Which templates does the book have? */
export async function listTemplates(
  tx: ReadTx,
  community: string,
  bookNo: number,
): Promise<TemplateRow[]> {
  return tx.query<TemplateRow>(
    `SELECT ${TEMPLATE} FROM voucher_template WHERE community_code = $1 AND book_no = $2 ORDER BY name, id`,
    [community, bookNo],
  );
}

/** Stores a template, anew or in place of what it was; false when it should have been there. */
export async function saveTemplate(
  tx: Tx,
  community: string,
  bookNo: number,
  template: TemplateRow,
  anew: boolean,
): Promise<boolean> {
  const values = [
    community,
    bookNo,
    template.id,
    template.name,
    JSON.stringify(template.lines),
    template.dueDay,
    template.dueFrom,
    template.dueThrough,
  ];
  const rows = await tx.query(
    anew
      ? `INSERT INTO voucher_template (community_code, book_no, id, name, lines, due_day, due_from, due_through)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`
      : `UPDATE voucher_template SET name = $4, lines = $5, due_day = $6, due_from = $7, due_through = $8
         WHERE community_code = $1 AND book_no = $2 AND id = $3 RETURNING id`,
    values,
  );
  return rows.length > 0;
}

/** Removes a template; false when there is none. */
export async function deleteTemplate(
  tx: Tx,
  community: string,
  bookNo: number,
  id: string,
): Promise<boolean> {
  const rows = await tx.query(
    'DELETE FROM voucher_template WHERE community_code = $1 AND book_no = $2 AND id = $3 RETURNING id',
    [community, bookNo, id],
  );
  return rows.length > 0;
}

/** Which templates have made their vouchers of a month? */
export async function madeInMonth(
  tx: ReadTx,
  community: string,
  bookNo: number,
  month: string,
): Promise<{ templateId: string; voucherId: string }[]> {
  return tx.query(
    `SELECT template_id AS "templateId", voucher_id AS "voucherId" FROM recurring_voucher
     WHERE community_code = $1 AND book_no = $2 AND month = $3`,
    [community, bookNo, month],
  );
}

/** Keeps which template made which voucher of the month. */
export async function insertRecurring(
  tx: Tx,
  community: string,
  bookNo: number,
  month: string,
  made: readonly { readonly templateId: string; readonly voucherId: string }[],
): Promise<void> {
  await tx.query(
    `INSERT INTO recurring_voucher (community_code, book_no, template_id, month, voucher_id)
     SELECT $1, $2, x."templateId", $3, x."voucherId" FROM jsonb_to_recordset($4) AS x ("templateId" uuid, "voucherId" uuid)`,
    [community, bookNo, month, JSON.stringify(made)],
  );
}
