import { compare, type Comparison, type LoggedRows } from '../../platform/database/comparison.js';
import type { ReadTx } from '../../platform/database/transaction.js';
import { openingChart } from '../domain/standards/opening-chart.js';
import { STANDARDS } from '../domain/standards/standard.js';
import { yearEndAccounts } from '../domain/year-end/year-end-catalogue.js';
import { standardMappings } from '../domain/standards/standard-mappings.js';

/** Books, accounts and funds as they were opened, by the operation log; an account under the name that it had then. */
export const CHART_LOGGED: LoggedRows = {
  actions: ['book-opened', 'account-opened', 'fund-created'],
  rows: `SELECT 'book-opened' AS action, k.book_no::text AS subject_id, format('第%s账套', k.book_no) AS label,
      jsonb_build_object('kind', k.kind, 'name', k.name, 'standard', standard_in(k, to_char(k.opened_on, 'YYYY-MM')),
        'openedOn', to_char(k.opened_on, 'YYYY-MM-DD'), 'voucherWords', k.voucher_words) AS content
    FROM book k WHERE k.community_code = $1
    UNION ALL
    SELECT 'account-opened', a.code, format('第%s账套明细科目 %s %s', a.book_no, a.code, a.name),
      jsonb_build_object('bookNo', a.book_no, 'code', a.code, 'name', account_name(a, k.opened_on), 'parentCode', a.parent_code)
    FROM account a JOIN book k ON k.community_code = a.community_code AND k.book_no = a.book_no
    WHERE a.community_code = $1 AND a.origin = 'keeper'
    UNION ALL
    SELECT 'fund-created', f.code, format('第%s账套专项 %s', f.book_no, f.code),
      jsonb_build_object('bookNo', f.book_no, 'code', f.code, 'name', f.name, 'purpose', f.purpose, 'restricted', f.restricted)
    FROM fund f WHERE f.community_code = $1`,
};

/** Is the chief accountant of each book the one who was named last? */
export async function chiefDifferences(tx: ReadTx, community: string): Promise<Comparison> {
  return compare(
    tx,
    community,
    `WITH noted AS (
       SELECT DISTINCT ON (subject_id) subject_id, after_digest FROM audit_event
       WHERE community_code = $1 AND action = 'chief-accountant-named' ORDER BY subject_id, seq DESC
     )
     SELECT count(k.*)::int AS count, array_agg(format('第%s账套的会计主管与操作日志最后一次所记不符', k.book_no)) FILTER (
         WHERE (k.chief_accountant IS NOT NULL OR n.after_digest IS NOT NULL) AND n.after_digest IS DISTINCT FROM
           sha256(convert_to(jsonb_build_object('chiefAccountant', k.chief_accountant)::text, 'UTF8'))) AS differences
     FROM book k LEFT JOIN noted n ON n.subject_id = k.book_no::text WHERE k.community_code = $1`,
  );
}

/** Is the chart of each book that of its standard as the law lists it, and has each detail the traits of its parent? */
export async function chartDifferences(tx: ReadTx, community: string): Promise<Comparison> {
  return compare(
    tx,
    community,
    `WITH lawful AS (
       SELECT k.book_no, x.value ->> 'code' AS code, x.value - 'standard' AS facts
       FROM book k JOIN jsonb_array_elements($2::jsonb) AS x ON x.value ->> 'standard' = standard_in(k, to_char(k.opened_on, 'YYYY-MM'))
       WHERE k.community_code = $1
     ), stored AS (
       SELECT a.book_no, a.code, jsonb_build_object('code', a.code, 'name', account_name(a, k.opened_on), 'parentCode', a.parent_code,
         'category', a.category, 'normalSide', a.normal_side, 'bothSides', a.both_sides, 'money', a.money, 'official', a.official) AS facts
       FROM account a JOIN book k ON k.community_code = a.community_code AND k.book_no = a.book_no
       WHERE a.community_code = $1 AND a.origin = 'standard'
     ), told AS (
       SELECT CASE WHEN l.facts IS DISTINCT FROM s.facts THEN format('第%s账套科目 %s 与会计制度所列不符', book_no, code) END AS said
       FROM lawful l FULL JOIN stored s USING (book_no, code)
       UNION ALL
       SELECT CASE WHEN p.code IS NULL OR a.official OR (p.category, p.normal_side, p.both_sides, p.money)
           IS DISTINCT FROM (a.category, a.normal_side, a.both_sides, a.money)
         THEN format('第%s账套明细科目 %s 与其上级科目的类别、余额方向不一', a.book_no, a.code) END
       FROM account a LEFT JOIN account p ON p.community_code = a.community_code AND p.book_no = a.book_no AND p.code = a.parent_code
       WHERE a.community_code = $1 AND a.origin = 'keeper'
     )
     SELECT count(*)::int AS count, array_agg(said ORDER BY said) FILTER (WHERE said IS NOT NULL) AS differences FROM told`,
    [JSON.stringify(LAWFUL)],
  );
}

/** The accounts that a book is opened with, by standard. */
const LAWFUL = STANDARDS.flatMap((standard) =>
  openingChart(standard).map((account) => ({ standard, ...account })),
);

/** Do marks that only a change of standard makes go back to one: former names, accounts closed or opened by it, the book's standard? */
export async function changeMarkDifferences(tx: ReadTx, community: string): Promise<Comparison> {
  return compare(
    tx,
    community,
    `WITH change AS (SELECT * FROM standard_change WHERE community_code = $1),
     told AS (
       SELECT CASE WHEN NOT EXISTS (SELECT FROM change s WHERE s.book_no = f.book_no AND s.effective_on - 1 = f.through)
         THEN format('第%s账套科目 %s 的旧名称没有制度衔接作依据', f.book_no, f.code) END AS said
       FROM former_account f WHERE f.community_code = $1
       UNION ALL
       SELECT CASE WHEN a.closed_on IS NOT NULL AND NOT EXISTS (SELECT FROM change s WHERE s.book_no = a.book_no AND s.effective_on = a.closed_on)
         THEN format('第%s账套科目 %s 的停用没有制度衔接作依据', a.book_no, a.code)
         WHEN a.origin = 'change' AND NOT EXISTS (SELECT FROM change s WHERE s.book_no = a.book_no AND s.made_at = a.created_at)
         THEN format('第%s账套科目 %s 的开设没有制度衔接作依据', a.book_no, a.code) END
       FROM account a WHERE a.community_code = $1 AND (a.closed_on IS NOT NULL OR a.origin = 'change')
       UNION ALL
       SELECT CASE WHEN k.standard IS DISTINCT FROM s.to_standard
         THEN format('第%s账套现用的会计制度与最后一次制度衔接不符', k.book_no) END
       FROM (SELECT DISTINCT ON (book_no) * FROM change ORDER BY book_no, effective_on DESC) s
       JOIN book k ON k.community_code = s.community_code AND k.book_no = s.book_no
       UNION ALL
       SELECT CASE WHEN v.source_kind = 'conversion' AND NOT EXISTS (SELECT FROM change s WHERE s.book_no = v.book_no
           AND s.id = v.source_id AND s.effective_on = v.date)
         THEN format('第%s账套 %s %s字第%s号制度衔接凭证没有制度衔接作依据', v.book_no, v.month, v.word, v.no) END
       FROM voucher v WHERE v.community_code = $1 AND v.source_kind = 'conversion'
     )
     SELECT count(*)::int AS count, array_agg(said ORDER BY said) FILTER (WHERE said IS NOT NULL) AS differences FROM told`,
  );
}

/** Are the rules that the database goes by at a year's end, and the mapping between standards, those of the law's tables? */
export async function ruleDifferences(tx: ReadTx, community: string): Promise<Comparison> {
  return compare(
    tx,
    community,
    `WITH lawful AS (
       SELECT concat_ws(' ', x.value ->> 0, x.value ->> 1, x.value ->> 2, x.value ->> 3) AS rule FROM jsonb_array_elements($2::jsonb) AS x
     ), stored AS (
       SELECT concat_ws(' ', from_standard, to_standard, from_code, to_code) AS rule FROM standard_mapping WHERE $1::text IS NOT NULL
       UNION ALL SELECT concat_ws(' ', standard, role, code) FROM year_end_account
     )
     SELECT count(*)::int AS count, array_agg(format('数据库中的制度资料与软件所载不符：%s', rule) ORDER BY rule)
       FILTER (WHERE l.rule IS NULL OR s.rule IS NULL) AS differences
     FROM lawful l FULL JOIN stored s USING (rule)`,
    [JSON.stringify([...MAPPED, ...yearEndAccounts()])],
  );
}

const MAPPED = standardMappings().flatMap(({ from, to, codes }) =>
  codes.map((code) => [from, to, code.from, code.to]),
);
