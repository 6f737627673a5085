import { only } from '../../platform/database/only.js';
import type { ReadTx, Tx } from '../../platform/database/transaction.js';
import type { SignatureState } from '../domain/authenticity.js';
import type { DocumentFields, DocumentForm, DocumentKind, MediaType } from '../domain/document.js';

/** A document in a list. */
export interface DocumentRow {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly form: DocumentForm;
  readonly title: string | null;
  readonly invoiceCode: string | null;
  readonly invoiceNo: string | null;
  readonly issuedOn: string | null;
  /** The day it was issued, or uploaded when it bears none. */
  readonly date: string;
  readonly amount: string | null;
  readonly payer: string | null;
  readonly payee: string | null;
  readonly paperLocation: string | null;
  readonly originalId: string | null;
  readonly mediaType: MediaType;
  readonly size: number;
  readonly sha256: string;
  readonly uploadedBy: string;
  readonly uploadedAt: Date;
  /** How many vouchers rest on it. */
  readonly voucherCount: number;
}

/** A document looked at, its bytes hashed anew. */
export interface CheckedRow extends DocumentRow {
  readonly intact: boolean;
  readonly signatureState: SignatureState['state'];
  /** Prints of this electronic original. */
  readonly printIds: readonly string[];
}

const DOCUMENT = `d.id, d.kind, d.form, d.title, d.invoice_code AS "invoiceCode", d.invoice_no AS "invoiceNo",
  to_char(d.issued_on, 'YYYY-MM-DD') AS "issuedOn", to_char(d.dated, 'YYYY-MM-DD') AS date, d.amount::text AS amount,
  d.payer, d.payee, d.paper_location AS "paperLocation", d.original_id AS "originalId", d.media_type AS "mediaType",
  d.size, encode(d.hash, 'hex') AS sha256, d.uploaded_by_name AS "uploadedBy", d.uploaded_at AS "uploadedAt",
  d.voucher_count AS "voucherCount"`;

const CHECKED = `${DOCUMENT}, document_is_intact(d.community_code, d.id) AS intact, d.signature_state AS "signatureState",
  ARRAY(SELECT p.id FROM document p WHERE p.community_code = d.community_code AND p.original_id = d.id ORDER BY p.id) AS "printIds"`;

/** Uploads of a community wait for each other, so that each sees whether the same paper is there already. */
export async function lockUploads(tx: Tx, community: string): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('documents:' || $1, 0))`, [
    community,
  ]);
}

/** Which document has this very file? */
export async function findByHash(
  tx: ReadTx,
  community: string,
  hash: Buffer,
): Promise<DocumentRow | undefined> {
  const [row] = await tx.query<DocumentRow>(
    `SELECT ${DOCUMENT} FROM document d WHERE d.community_code = $1 AND d.hash = $2`,
    [community, hash],
  );
  return row;
}

/** Which document is this invoice, or this numbered receipt? */
export async function findByNumber(
  tx: ReadTx,
  community: string,
  invoiceCode: string | undefined,
  invoiceNo: string,
): Promise<DocumentRow | undefined> {
  const [row] = await tx.query<DocumentRow>(
    `SELECT ${DOCUMENT} FROM document d
     WHERE d.community_code = $1 AND coalesce(d.invoice_code, '') = $2 AND d.invoice_no = $3
       AND (d.kind = 'invoice' OR (d.kind = 'receipt' AND d.invoice_code IS NOT NULL))`,
    [community, invoiceCode ?? '', invoiceNo],
  );
  return row;
}

/** Keeps a document and its bytes; what the log says of it comes back beside it. */
export async function insertDocument(
  tx: Tx,
  community: string,
  document: {
    readonly id: string;
    readonly fields: DocumentFields;
    readonly mediaType: MediaType;
    readonly hash: Buffer;
    readonly content: Buffer;
  },
): Promise<{ row: DocumentRow; facts: object }> {
  const { id, fields, mediaType, hash, content } = document;
  await tx.query(
    `INSERT INTO document_content (community_code, hash, content) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
    [community, hash, content],
  );
  const rows = await tx.query<DocumentRow & { facts: object }>(
    `INSERT INTO document AS d (community_code, id, kind, form, title, invoice_code, invoice_no, issued_on, amount, payer, payee,
       paper_location, original_id, hash, media_type, size, uploaded_by_id, uploaded_by_name)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
     RETURNING ${DOCUMENT}, document_facts(d) AS facts`,
    [
      community,
      id,
      ...valuesOf(fields),
      hash,
      mediaType,
      content.length,
      tx.actor.id,
      tx.actor.name,
    ],
  );
  const { facts, ...row } = only(rows);
  return { row, facts };
}

/** Says something else of a document. */
export async function updateDocument(
  tx: Tx,
  community: string,
  id: string,
  fields: DocumentFields,
): Promise<{ row: DocumentRow; facts: object }> {
  const rows = await tx.query<DocumentRow & { facts: object }>(
    `UPDATE document d SET kind = $3, form = $4, title = $5, invoice_code = $6, invoice_no = $7, issued_on = $8, amount = $9,
       payer = $10, payee = $11, paper_location = $12, original_id = $13
     WHERE d.community_code = $1 AND d.id = $2 RETURNING ${DOCUMENT}, document_facts(d) AS facts`,
    [community, id, ...valuesOf(fields)],
  );
  const { facts, ...row } = only(rows);
  return { row, facts };
}

function valuesOf(fields: DocumentFields): (string | null)[] {
  return [
    fields.kind,
    fields.form,
    fields.title ?? null,
    fields.invoiceCode ?? null,
    fields.invoiceNo ?? null,
    fields.issuedOn ?? null,
    fields.amount?.toString() ?? null,
    fields.payer ?? null,
    fields.payee ?? null,
    fields.paperLocation ?? null,
    fields.originalId ?? null,
  ];
}

/** Does a reviewed or posted voucher rest on it? Such a document is not corrected any more. */
export async function isFixed(tx: Tx, community: string, id: string): Promise<boolean> {
  const rows = await tx.query<{ fixed: boolean }>(`SELECT document_is_fixed($1, $2) AS fixed`, [
    community,
    id,
  ]);
  return only(rows).fixed;
}

/** These documents in the given order, each looked at byte by byte. */
export async function checkedDocuments(
  tx: ReadTx,
  community: string,
  ids: readonly string[],
): Promise<CheckedRow[]> {
  return tx.query<CheckedRow>(
    `SELECT ${CHECKED} FROM document d WHERE d.community_code = $1 AND d.id = ANY ($2::uuid[]) ORDER BY array_position($2::uuid[], d.id)`,
    [community, ids],
  );
}

/** The bytes of a document as they are now. */
export async function contentOf(
  tx: ReadTx,
  community: string,
  id: string,
): Promise<Buffer | undefined> {
  const [row] = await tx.query<{ content: Buffer }>(
    `SELECT c.content FROM document d JOIN document_content c ON c.community_code = d.community_code AND c.hash = d.hash
     WHERE d.community_code = $1 AND d.id = $2`,
    [community, id],
  );
  return row?.content;
}

/** What a list of documents is narrowed to. */
export interface DocumentFilter {
  readonly kind?: string;
  readonly form?: string;
  readonly from?: string;
  readonly through?: string;
  readonly text?: string;
  readonly linked?: boolean;
}

/** Which documents match, newest first, after the given place? */
export async function listDocuments(
  tx: ReadTx,
  community: string,
  filter: DocumentFilter,
  after: readonly (string | number)[] | null,
  limit: number,
): Promise<DocumentRow[]> {
  return tx.query<DocumentRow>(
    `SELECT ${DOCUMENT} FROM document d
     WHERE d.community_code = $1 AND ($2::text IS NULL OR d.kind = $2) AND ($3::text IS NULL OR d.form = $3)
       AND ($4::date IS NULL OR d.dated >= $4) AND ($5::date IS NULL OR d.dated <= $5)
       AND ($6::text IS NULL OR position($6 IN concat_ws(' ', d.title, d.invoice_code, d.invoice_no, d.payer, d.payee, d.paper_location)) > 0)
       AND ($7::boolean IS NULL OR (d.voucher_count > 0) = $7)
       AND ($8::date IS NULL OR (d.dated, d.id) < ($8, $9::uuid))
     ORDER BY d.dated DESC, d.id DESC LIMIT $10`,
    [
      community,
      filter.kind ?? null,
      filter.form ?? null,
      filter.from ?? null,
      filter.through ?? null,
      filter.text ?? null,
      filter.linked ?? null,
      after?.[0] ?? null,
      after?.[1] ?? null,
      limit,
    ],
  );
}
