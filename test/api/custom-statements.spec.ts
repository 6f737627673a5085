import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client as PgClient } from 'pg';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import { bytesOf } from '../support/file-answer.js';
import { collectiveStory, COMMUNITY } from '../support/ledger-story.js';

const AT = `/api/v1/communities/${COMMUNITY}/books/1/custom-statements`;
const DESIGN = {
  title: '收支简表',
  columns: 'flow',
  lines: [
    { label: '一、收支' },
    { row: 1, label: '租金', side: 'credit', sources: [{ account: '501' }] },
    { row: 2, label: '办公费', side: 'debit', sources: [{ account: '513' }] },
    { row: 3, label: '结余', sum: [1, -2] },
  ],
  checks: [{ name: '收入不小于支出', left: [1], relation: '≥', right: [2] }],
};

let t: TestApp;
let accountant: Client;

beforeAll(async () => {
  t = await startTestApp('2026-02-20T09:00:00+08:00');
  await collectiveStory(t);
  accountant = await t.as('accountant.001');
});

afterAll(async () => {
  await t.close();
});

describe('a statement of the community’s own design', () => {
  test('shows the figures of a month and tries its relations', async () => {
    await accountant.put(`${AT}/jian-biao`, DESIGN).expect(200);
    const { body } = await (
      await t.as('supervisor-a.001')
    )
      .get(`${AT}/jian-biao/figures?month=2026-02`)
      .expect(200);
    // January: 500.00 rent, 30.25 paper; February: red letters −30.25 and 32.05, no rent.
    expect(body).toMatchObject({
      version: 1,
      rows: [
        { label: '一、收支' },
        { row: 1, month: '0.00', yearToDate: '500.00' },
        { row: 2, month: '1.80', yearToDate: '32.05' },
        { row: 3, month: '-1.80', yearToDate: '467.95' },
      ],
      checks: [
        { name: '收入不小于支出', column: 'month', holds: false },
        { column: 'yearToDate', holds: true },
      ],
    });
  });

  test('is changed by a new version; the old one can still be printed', async () => {
    const changed = { ...DESIGN, title: '收支表', lines: DESIGN.lines.slice(0, 3), checks: [] };
    await accountant.put(`${AT}/jian-biao`, changed).expect(200);
    const list = await accountant.get(AT).expect(200);
    expect(list.body.items).toMatchObject([{ code: 'jian-biao', version: 2, title: '收支表' }]);
    const old = await accountant.get(`${AT}/jian-biao/figures?month=2026-01&version=1`).expect(200);
    expect(old.body).toMatchObject({ version: 1, title: '收支简表' });
    const pdf = await bytesOf(accountant.get(`${AT}/jian-biao/figures?month=2026-01&format=pdf`));
    expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');
    const csv = await accountant.get(`${AT}/jian-biao/figures?month=2026-01&format=csv&version=1`);
    expect(csv.text).toContain('结余,3,469.75,469.75');
  });

  test('that cannot be evaluated is refused line by line, and nothing is stored', async () => {
    const lines = [
      { row: 1, label: '租金', side: 'credit', sources: [{ account: '599' }] },
      { row: 1, label: '合计', sum: [7] },
    ];
    const { body } = await accountant.put(`${AT}/wrong`, { ...DESIGN, lines });
    expect(body).toMatchObject({
      type: '/problems/custom-statement-wrong',
      status: 422,
      errors: [
        { pointer: '/lines/0/sources/0/account', detail: '本账套没有科目 599。' },
        { pointer: '/lines/1/row' },
        { pointer: '/lines/1/sum/0' },
        { pointer: '/checks/0' },
      ],
    });
    const name = await accountant.put(`${AT}/Wrong!`, DESIGN);
    expect(name.body).toMatchObject({ type: '/problems/validation-failed', status: 400 });
    const unknown = await accountant.put(`${AT}/wrong`, { ...DESIGN, formula: '1+1' });
    expect(unknown.body).toMatchObject({ type: '/problems/validation-failed', status: 400 });
    expect((await accountant.get(`${AT}/wrong`)).status).toBe(404);
    const cashier = await (await t.as('cashier.001')).put(`${AT}/wrong`, DESIGN);
    expect(cashier.body).toMatchObject({ type: '/problems/forbidden', status: 403 });
  });

  test('the database knows its accounts, numbers its versions and keeps them', async () => {
    const client = new PgClient({ connectionString: t.serviceUrl });
    await client.connect();
    const { body } = await accountant.get('/api/v1/me').expect(200);
    await client.query(
      `SELECT set_config('gongzhang.scope', $1, false), set_config('gongzhang.actor', $2, false)`,
      [COMMUNITY, (body as { id: string }).id],
    );
    const insert = (account: string, version: number) =>
      client.query(
        `INSERT INTO custom_statement (community_code, book_no, code, version, title, columns, lines, made_by, made_by_name)
         SELECT $1, 1, 'jian-biao', $2, '表', 'flow', $3, id, name FROM app_user WHERE username = 'accountant.001'`,
        [COMMUNITY, version, JSON.stringify([{ row: 1, label: '甲', sources: [{ account }] }])],
      );
    await expect(insert('599', 3)).rejects.toThrow(/^account-unknown$/);
    await expect(insert('501', 5)).rejects.toThrow(/^custom-statement-changed-meanwhile$/);
    await insert('501', 3);
    await expect(client.query(`UPDATE custom_statement SET title = '改'`)).rejects.toThrow(
      /permission denied/,
    );
    await expect(client.query('DELETE FROM custom_statement')).rejects.toThrow(/permission denied/);
    await client.end();
  });
});
