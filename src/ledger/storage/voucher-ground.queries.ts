import type { ReadTx } from '../../platform/database/transaction.js';
import type { AccountFacts } from '../domain/account.js';
import type { DimensionItemFacts, RequiredDimension } from '../domain/line-dimensions.js';
import type { Standard } from '../domain/standards/standard.js';
import type { VoucherDraft, VoucherGround } from '../domain/voucher.js';
import type { VoucherForm } from '../domain/voucher-word.js';
import { ACCOUNT } from './chart.queries.js';

interface GroundRow {
  readonly bookNo: number;
  readonly standard: Standard;
  readonly voucherWords: VoucherForm;
  readonly accounts: readonly AccountFacts[];
  readonly required: readonly RequiredDimension[];
  readonly items: readonly DimensionItemFacts[];
  readonly stoppedRules: readonly { readonly kind: string; readonly name: string }[];
}

/** A book as the vouchers to be entered meet it. */
export interface FoundGround extends VoucherGround {
  /** The rules among the vouchers' kinds that may not post in this book: kind → name. */
  readonly stoppedRules: ReadonlyMap<string, string>;
}

/** What do the books say about these vouchers? One query, however many there are. */
export async function findVoucherGrounds(
  tx: ReadTx,
  community: string,
  drafts: readonly Pick<VoucherDraft, 'bookNo' | 'lines' | 'source'>[],
): Promise<Map<number, FoundGround>> {
  const lines = drafts.flatMap((draft) => draft.lines);
  const named = new Map(
    lines.flatMap(({ dimensions }) =>
      Object.entries(dimensions ?? {}).map((pair) => [JSON.stringify(pair), pair] as const),
    ),
  );
  const pairs = [...named.values()];
  const rows = await tx.query<GroundRow>(
    `SELECT k.book_no AS "bookNo", k.standard, k.voucher_words AS "voucherWords",
       (SELECT coalesce(jsonb_agg(to_jsonb(x)), '[]') FROM (SELECT ${ACCOUNT} FROM account a
         WHERE a.community_code = k.community_code AND a.book_no = k.book_no AND a.code = ANY ($3::text[])) x) AS accounts,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('accountCode', r.account_code, 'dimension', r.dimension_code, 'name', d.name)
           ORDER BY r.account_code, r.dimension_code), '[]')
         FROM account_dimension r
         JOIN dimension d ON d.community_code = r.community_code AND d.book_no = r.book_no AND d.code = r.dimension_code
         WHERE r.community_code = k.community_code AND r.book_no = k.book_no) AS required,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('dimension', i.dimension_code, 'code', i.code,
           'closed', i.closed_on IS NOT NULL)), '[]')
         FROM unnest($4::text[], $5::text[]) AS n (dimension, code)
         JOIN dimension_item i ON i.community_code = k.community_code AND i.book_no = k.book_no
           AND i.dimension_code = n.dimension AND i.code = n.code) AS items,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', r.kind, 'name', r.name)), '[]')
         FROM (SELECT DISTINCT ON (kind) kind, version, name FROM posting_rule
           WHERE kind = ANY ($6::text[]) ORDER BY kind, version DESC) r
         WHERE NOT coalesce((SELECT d.enabled AND d.version = r.version FROM posting_rule_decision d
           WHERE d.community_code = k.community_code AND d.book_no = k.book_no AND d.kind = r.kind
           ORDER BY d.seq DESC LIMIT 1), false)) AS "stoppedRules"
     FROM book k WHERE k.community_code = $1 AND k.book_no = ANY ($2::int[])`,
    [
      community,
      [...new Set(drafts.map(({ bookNo }) => bookNo))],
      [...new Set(lines.map(({ accountCode }) => accountCode))],
      pairs.map(([dimension]) => dimension),
      pairs.map(([, code]) => code),
      [...new Set(drafts.map(({ source }) => source.kind))],
    ],
  );
  return new Map(
    rows.map(({ bookNo, accounts, stoppedRules, ...row }) => [
      bookNo,
      {
        ...row,
        accounts: new Map(accounts.map((account) => [account.code, account])),
        stoppedRules: new Map(stoppedRules.map(({ kind, name }) => [kind, name])),
      },
    ]),
  );
}
