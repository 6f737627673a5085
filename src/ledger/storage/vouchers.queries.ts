import type { ReadTx, Tx } from '../../platform/database/transaction.js';
import type { CheckedVoucher } from '../domain/voucher.js';

/** A posted voucher's place in the books. */
export interface PostedRef {
  readonly id: string;
  readonly bookNo: number;
  readonly month: string;
  readonly word: string;
  readonly no: number;
  readonly seq: number;
  /** Head of the book's chain after it, in hex. */
  readonly hash: string;
}

const POSTED = `id, book_no AS "bookNo", month, word, no, seq::float8 AS seq, encode(hash, 'hex') AS hash`;

/** Posts vouchers that no person reviews, one or thousands, in one call of the database: all or none. */
export async function postVouchers(
  tx: Tx,
  community: string,
  vouchers: readonly CheckedVoucher[],
): Promise<PostedRef[]> {
  return tx.query<PostedRef>(`SELECT ${POSTED} FROM post_vouchers($1, $2)`, [
    community,
    JSON.stringify(vouchers.map(voucherJson)),
  ]);
}

/** Posts reviewed drafts as they stand. */
export async function postDrafts(
  tx: Tx,
  community: string,
  bookNo: number,
  ids: readonly string[],
): Promise<PostedRef[]> {
  return tx.query<PostedRef>(`SELECT ${POSTED} FROM post_drafts($1, $2, $3)`, [
    community,
    bookNo,
    ids,
  ]);
}

function voucherJson(voucher: CheckedVoucher): object {
  return {
    id: voucher.id,
    bookNo: voucher.bookNo,
    date: voucher.date,
    word: voucher.word,
    attachmentCount: voucher.attachmentCount,
    sourceKind: voucher.source.kind,
    sourceId: voucher.source.id,
    reversesId: voucher.source.reversesId,
    correctsId: voucher.source.correctsId,
    makerId: voucher.maker.id,
    makerName: voucher.maker.name,
    reviewerId: voucher.reviewer?.id,
    reviewerName: voucher.reviewer?.name,
    lines: voucher.lines,
  };
}

export interface LineRow {
  readonly lineNo: number;
  readonly summary: string;
  readonly accountCode: string;
  readonly accountName: string;
  readonly debit: string | null;
  readonly credit: string | null;
  readonly fundCode: string | null;
  readonly counterparty: string | null;
  readonly cashFlowItem: string | null;
  readonly dimensions: Readonly<Record<string, string>>;
}

export interface VoucherRow {
  readonly id: string;
  readonly status: 'drafted' | 'reviewed' | 'posted' | 'reversed';
  readonly date: string;
  readonly month: string;
  readonly word: string;
  readonly no: number | null;
  /** Place in the book's chain; a draft has none yet. */
  readonly seq: number | null;
  /** In which order drafts were made; a posted voucher has it no more. */
  readonly draftNo: number | null;
  readonly attachmentCount: number;
  readonly total: string;
  readonly sourceKind: string;
  readonly maker: string;
  readonly reviewer: string | null;
  readonly poster: string | null;
  readonly postedAt: Date | null;
  readonly reversesId: string | null;
  readonly reversedById: string | null;
  readonly correctsId: string | null;
  readonly correctedByIds: readonly string[];
  readonly ruleVersion: number | null;
  readonly hash: string | null;
  readonly lines: readonly LineRow[];
}

/** After which sort keys a page begins, and how many rows it takes. */
export interface PlaceInList {
  readonly after: readonly (string | number)[] | null;
  readonly limit: number;
}

export interface VoucherFilter {
  readonly month?: string;
  readonly status?: string;
  readonly accountCode?: string;
  readonly from?: string;
  readonly through?: string;
  readonly text?: string;
  readonly min?: string;
  readonly max?: string;
}

/** Drafts come after the posted vouchers of their day, in the order in which they were made. */
const DRAFTS_FROM = 2 ** 52;

/** The key of a voucher in a list, beside its day and its id. */
export function placeInDay({ seq, draftNo }: Pick<VoucherRow, 'seq' | 'draftNo'>): number {
  return seq ?? DRAFTS_FROM + (draftNo ?? 0);
}

const POSTED_ROWS = `
  SELECT v.id, CASE WHEN r.id IS NULL THEN 'posted' ELSE 'reversed' END AS status, v.date, v.word, v.no, v.seq,
    v.attachment_count, v.source_kind, v.maker_name, v.reviewer_name, v.poster_name, v.posted_at, v.reverses_id,
    r.id AS reversed_by_id, v.corrects_id, v.rule_version, v.hash,
    ARRAY(SELECT c.id FROM voucher c WHERE c.community_code = v.community_code AND c.book_no = v.book_no
      AND c.corrects_id = v.id ORDER BY c.seq) AS corrected_by_ids,
    (SELECT jsonb_agg(jsonb_build_object('lineNo', l.line_no, 'summary', l.summary, 'accountCode', l.account_code,
        'accountName', account_name(a, l.date), 'debit', CASE WHEN l.debit <> 0 THEN l.debit::text END,
        'credit', CASE WHEN l.credit <> 0 THEN l.credit::text END, 'fundCode', l.fund_code,
        'counterparty', l.counterparty, 'cashFlowItem', l.cash_flow_item, 'dimensions', l.dimensions) ORDER BY l.line_no)
      FROM voucher_line l JOIN account a ON a.community_code = l.community_code AND a.book_no = l.book_no AND a.code = l.account_code
      WHERE l.community_code = v.community_code AND l.book_no = v.book_no AND l.voucher_id = v.id) AS lines
  FROM voucher v
  LEFT JOIN voucher r ON r.community_code = v.community_code AND r.book_no = v.book_no AND r.reverses_id = v.id
  WHERE v.community_code = $1 AND v.book_no = $2`;

const DRAFT_ROWS = `
  SELECT d.id, d.status, d.date, d.word, NULL::int AS no, ${DRAFTS_FROM}::bigint + d.draft_no AS seq, d.attachment_count,
    d.kind AS source_kind, d.maker_name, d.reviewer_name, NULL AS poster_name, NULL::timestamptz AS posted_at,
    NULL::uuid AS reverses_id, NULL::uuid AS reversed_by_id, d.corrects_id, NULL::int AS rule_version, NULL::bytea AS hash,
    ARRAY[]::uuid[] AS corrected_by_ids,
    (SELECT jsonb_agg('{"cashFlowItem": null, "dimensions": {}}' || l.value || jsonb_build_object('lineNo', l.ordinality, 'accountName', a.name) ORDER BY l.ordinality)
      FROM jsonb_array_elements(d.lines) WITH ORDINALITY AS l
      LEFT JOIN account a ON a.community_code = d.community_code AND a.book_no = d.book_no AND a.code = l.value ->> 'accountCode') AS lines
  FROM voucher_draft d
  WHERE d.community_code = $1 AND d.book_no = $2`;

const COLUMNS = `u.id, u.status, to_char(u.date, 'YYYY-MM-DD') AS date, to_char(u.date, 'YYYY-MM') AS month, u.word, u.no,
  CASE WHEN u.seq < ${DRAFTS_FROM} THEN u.seq::float8 END AS seq,
  CASE WHEN u.seq >= ${DRAFTS_FROM} THEN (u.seq - ${DRAFTS_FROM})::float8 END AS "draftNo", u.attachment_count AS "attachmentCount", u.source_kind AS "sourceKind", u.maker_name AS maker,
  u.reviewer_name AS reviewer, u.poster_name AS poster, u.posted_at AS "postedAt", u.reverses_id AS "reversesId",
  u.reversed_by_id AS "reversedById", u.corrects_id AS "correctsId", u.corrected_by_ids AS "correctedByIds",
  u.rule_version AS "ruleVersion", encode(u.hash, 'hex') AS hash, u.lines,
  (SELECT sum((l ->> 'debit')::numeric(18, 2))::text FROM jsonb_array_elements(u.lines) AS l) AS total`;

/** One voucher, draft or posted. */
export async function findVoucher(
  tx: ReadTx,
  community: string,
  bookNo: number,
  id: string,
): Promise<VoucherRow | undefined> {
  const [row] = await tx.query<VoucherRow>(
    `SELECT ${COLUMNS} FROM (${POSTED_ROWS} AND v.id = $3 UNION ALL ${DRAFT_ROWS} AND d.id = $3) u`,
    [community, bookNo, id],
  );
  return row;
}

/** Which vouchers match, by date and number, after the given place? */
export async function listVouchers(
  tx: ReadTx,
  { community, bookNo }: { community: string; bookNo: number },
  filter: VoucherFilter,
  { after, limit }: PlaceInList,
): Promise<VoucherRow[]> {
  const from = filter.month === undefined ? filter.from : `${filter.month}-01`;
  const [afterDate, afterSeq, afterId] = after ?? [
    '0001-01-01',
    0,
    '00000000-0000-0000-0000-000000000000',
  ];
  const [posted, drafts] = partsOf(filter.status);
  const window = (alias: string): string => `
    AND ($3::date IS NULL OR ${alias}.date >= $3) AND ($4::date IS NULL OR ${alias}.date <= $4)
    AND ($5::char(7) IS NULL OR ${alias}.date < ($5 || '-01')::date + interval '1 month')`;
  // Without a look into the lines each part can stop by its own index as soon as the page is full.
  const plain = [filter.status, filter.accountCode, filter.text, filter.min, filter.max].every(
    (wanted) => wanted === undefined,
  );
  const page = (order: string): string => (plain ? `ORDER BY ${order} LIMIT $14` : '');
  const parts = [
    ...(posted
      ? [
          `(${POSTED_ROWS} ${window('v')} AND (v.date, v.seq, v.id) > ($11::date, $12::bigint, $13::uuid)
            ${page('v.date, v.seq, v.id')})`,
        ]
      : []),
    ...(drafts
      ? [
          `(${DRAFT_ROWS} ${window('d')} AND d.date >= $11::date
            AND (d.date, ${DRAFTS_FROM}::bigint + d.draft_no, d.id) > ($11::date, $12::bigint, $13::uuid)
            ${page('d.date, d.draft_no')})`,
        ]
      : []),
  ];
  return tx.query<VoucherRow>(
    `SELECT * FROM (SELECT ${COLUMNS} FROM (${parts.join(' UNION ALL ')}) u) t
     WHERE ($6::text IS NULL OR t.status = $6)
       AND ($7::text IS NULL OR EXISTS (SELECT FROM jsonb_array_elements(t.lines) l WHERE starts_with(l ->> 'accountCode', $7)))
       AND ($8::text IS NULL OR EXISTS (SELECT FROM jsonb_array_elements(t.lines) l WHERE position($8 IN l ->> 'summary') > 0))
       AND ($9::numeric IS NULL OR t.total::numeric >= $9) AND ($10::numeric IS NULL OR t.total::numeric <= $10)
     ORDER BY t.date, t.seq NULLS LAST, t."draftNo", t.id LIMIT $14`,
    [
      community,
      bookNo,
      from ?? null,
      filter.through ?? null,
      filter.month ?? null,
      filter.status ?? null,
      filter.accountCode ?? null,
      filter.text ?? null,
      filter.min ?? null,
      filter.max ?? null,
      afterDate,
      afterSeq,
      afterId,
      limit,
    ],
  );
}

/** Whether vouchers of a status are found among what is posted, and among drafts. */
function partsOf(status: string | undefined): [posted: boolean, drafts: boolean] {
  return [
    status !== 'drafted' && status !== 'reviewed',
    status !== 'posted' && status !== 'reversed',
  ];
}
