import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { tamperer, type Tamperer } from '../support/tampering.js';
import { approvedDecember, december, threeBooks, writtenOff } from '../support/year-books.js';
import {
  beginStory,
  book,
  entered,
  posted,
  transferred,
  type YearStory,
} from '../support/year-story.js';

const CODE = '511602002001';
const ORDER = {
  resolutionNo: '〔2025〕9号',
  resolvedOn: '2025-12-31',
  attachmentCount: 1,
  reserveRate: '20.00',
  owners: '5000.00',
};
const HEADER = '凭证序号,日期,摘要,科目编码,科目名称,借方金额,贷方金额,附件张数,专项代码,往来单位';
const TABLE = [
  HEADER,
  '1,2026-01-06,办公费,513,,30.00,,1,,',
  '1,2026-01-06,办公费,211,,,30.00,1,,',
].join('\r\n');

let s: YearStory;
let owner: Tamperer;
let columns: ReadonlyMap<string, readonly { name: string; type: string }[]>;

beforeAll(async () => {
  s = await beginStory();
  await threeBooks(s);
  await december(s);
  await writtenOff(s);
  for (const bookNo of [1, 2, 3]) await transferred(s, bookNo);
  const { body } = await s.people.accountant
    .post(`${book(1)}/year-end/2025/distribution`, ORDER)
    .expect(200);
  const { vouchers } = body as { vouchers: { id: string }[] };
  await posted(
    s,
    1,
    vouchers.map(({ id }) => id),
  );
  await approvedDecember(s);
  await s.people.accountant
    .post(`${book(3)}/standard-change`, { standard: 'non-profit-2024', date: '2026-01-01' })
    .expect(200);
  await entered(s, 3, '2026-01-05', '寄快递', [
    ['5401', '50.00', ''],
    ['2202', '', '50.00'],
  ]);
  const director = await s.t.as('director.001');
  await director.put(`${book(1)}/settings`, { chiefAccountant: '主管甲' }).expect(200);
  await s.people.accountant
    .upload(`${book(1)}/imports`, Buffer.from(TABLE), 'text/csv')
    .expect(201);
  owner = await tamperer(s.t, CODE);
  columns = await columnsOf(s.t.ownerUrl);
}, 120_000);

afterAll(async () => {
  await owner.end();
  await s.t.close();
});

async function columnsOf(url: string): Promise<typeof columns> {
  const db = new pg.Client({ connectionString: url });
  await db.connect();
  const { rows } = await db.query<{ table: string; name: string; type: string }>(
    `SELECT table_name AS table, column_name AS name, coalesce(domain_name, data_type) AS type
     FROM information_schema.columns WHERE table_schema = 'public' ORDER BY table_name, ordinal_position`,
  );
  await db.end();
  const tables = new Map<string, { name: string; type: string }[]>();
  for (const { table, name, type } of rows) {
    tables.set(table, [...(tables.get(table) ?? []), { name, type }]);
  }
  return tables;
}

/** Something else of the same type. */
function otherwise(name: string, type: string): string {
  switch (type) {
    case 'text':
      return `coalesce(${name}, '') || '1'`;
    case 'character':
      return `'511602002099'`;
    case 'yuan':
    case 'integer':
    case 'bigint':
      return `coalesce(${name}, 0) + 1000`;
    case 'date':
      return `coalesce(${name}, '2026-01-01') + 1`;
    case 'timestamp with time zone':
      return `coalesce(${name}, '2026-01-01T00:00:00Z') + interval '1 hour'`;
    case 'uuid':
      return 'gen_random_uuid()';
    case 'boolean':
      return `NOT coalesce(${name}, false)`;
    case 'bytea':
      return `sha256(coalesce(${name}, ''))`;
    case 'jsonb':
      return `'{"x": 1}'`;
    case 'ARRAY':
      return `array_append(${name}, gen_random_uuid())`;
    default:
      throw new Error(`no other ${type}`);
  }
}

/** The constraints of a table are in nobody's way who owns it. */
const unbound = (table: string): string => `DO $$
DECLARE
  c record;
BEGIN
  FOR c IN SELECT conrelid::regclass AS on_table, conname FROM pg_constraint
    WHERE (conrelid = '${table}'::regclass OR confrelid = '${table}'::regclass) AND contype IN ('c', 'f', 'p', 'u')
      ORDER BY contype <> 'f' LOOP
    EXECUTE format('ALTER TABLE %s DROP CONSTRAINT IF EXISTS %I CASCADE', c.on_table, c.conname);
  END LOOP;
END
$$`;

/** Which row of each table is tampered with, which check must say so, and what it holds that no law asks about. */
const KEPT: readonly (readonly [
  table: string,
  row: string,
  check: string,
  free: readonly string[],
])[] = [
  ['year_distribution', 'book_no = 1', '年末收益分配与操作日志', []],
  ['standard_change', 'book_no = 3', '会计制度衔接与操作日志', []],
  ['former_account', `code = '5201'`, '会计制度衔接与操作日志', []],
  ['audit_event', 'seq = 3', '操作日志链', []],
  ['audit_chain', 'true', '操作日志链', []],
  ['book_chain', 'book_no = 1', '凭证哈希链', []],
  ['book', 'book_no = 1', '账套、明细科目、专项与操作日志', ['created_at']],
  ['account', `book_no = 3 AND code = '5101'`, '会计科目与会计制度', ['created_at']],
  ['account', `book_no = 1 AND code = '32202'`, '账套、明细科目、专项与操作日志', ['created_at']],
  ['account', `book_no = 3 AND code = '180101'`, '会计制度衔接与操作日志', []],
  ['fund', 'true', '账套、明细科目、专项与操作日志', ['created_at']],
  ['import_job', `state = 'imported'`, '凭证导入与操作日志', ['attempt']],
];

describe('the owner of the database', () => {
  test.each(KEPT)('cannot change anything in %s (%s) unseen', async (table, row, check, free) => {
    const facts = (columns.get(table) ?? []).filter(({ name }) => !free.includes(name));
    const noticed = await owner.eachNoticed(unbound(table), [
      ...facts.map(
        ({ name, type }) => `UPDATE ${table} SET ${name} = ${otherwise(name, type)} WHERE ${row}`,
      ),
      `DELETE FROM ${table} WHERE ${row}`,
    ]);
    const gone = noticed.pop();
    const unseen = facts.filter((_, place) => noticed[place]?.length === 0);
    expect(unseen).toEqual([]);
    expect(gone).toContain(check);
  });
});

describe('what was added or moved by the owner of the database is seen as well:', () => {
  test.each<[string, string, string]>([
    [
      'an account that nobody opened',
      '账套、明细科目、专项与操作日志',
      `INSERT INTO account (community_code, book_no, code, name, parent_code, category, normal_side, both_sides, money)
       SELECT community_code, book_no, '51301', '小金库', '513', category, normal_side, both_sides, money FROM account WHERE book_no = 1 AND code = '513'`,
    ],
    [
      'an account that passes for one of the standard',
      '会计科目与会计制度',
      `INSERT INTO account (community_code, book_no, code, name, parent_code, category, normal_side, both_sides, money, origin)
       SELECT community_code, book_no, '51301', '小金库', '513', category, normal_side, both_sides, money, 'standard' FROM account WHERE book_no = 1 AND code = '513'`,
    ],
    [
      'a detail that stands on the other side than its parent',
      '会计科目与会计制度',
      `UPDATE account SET normal_side = 'credit' WHERE book_no = 1 AND code = '32202' AND normal_side = 'debit' OR book_no = 3 AND code = '520101'`,
    ],
    [
      'a former name without a change',
      '制度衔接留下的标记',
      `INSERT INTO former_account SELECT community_code, 1, '513', '2025-12-31', '招待费' FROM former_account LIMIT 1`,
    ],
    [
      'an account closed without a change',
      '制度衔接留下的标记',
      `UPDATE account SET closed_on = '2026-02-01' WHERE book_no = 1 AND code = '513'`,
    ],
    [
      'a book that follows another standard than it changed to',
      '制度衔接留下的标记',
      `UPDATE book SET standard = 'non-profit-2004' WHERE book_no = 3`,
    ],
    [
      'another way for the codes of a standard',
      '制度资料与软件所载',
      `UPDATE standard_mapping SET to_code = '5501' WHERE from_code = '5201'`,
    ],
    [
      'an account that the year may be carried into',
      '制度资料与软件所载',
      `INSERT INTO year_end_account VALUES ('rural-collective-2023', 'result', '211')`,
    ],
    [
      'a distribution that its voucher does not carry',
      '分配凭证与决议',
      `UPDATE year_distribution SET owners = owners + 1`,
    ],
    [
      'an imported voucher that is gone',
      '凭证导入与操作日志',
      `DELETE FROM voucher_draft WHERE id IN (SELECT unnest(voucher_ids) FROM import_job)`,
    ],
    [
      'an error of an import that nobody was told',
      '凭证导入与操作日志',
      `INSERT INTO import_error SELECT community_code, book_no, id, 1, '/rows/1', '假' FROM import_job`,
    ],
    [
      'the log without its last rows',
      '操作日志链',
      `DELETE FROM audit_event WHERE seq > (SELECT max(seq) - 2 FROM audit_event)`,
    ],
    ['the log with all its rows gone', '操作日志链', 'DELETE FROM audit_event'],
  ])('%s', async (_, check, tampering) => {
    const [noticed] = await owner.eachNoticed(
      ['standard_mapping', 'year_distribution'].map(unbound).join(';'),
      [tampering],
    );
    expect(noticed).toContain(check);
  });

  test('nothing, where nothing was done', async () => {
    expect(await owner.noticed('SELECT 1')).toEqual([]);
    const { body } = await s.people.accountant
      .get(`/api/v1/communities/${CODE}/verification`)
      .expect(200);
    expect(body).toMatchObject({ clean: true });
  });
});
