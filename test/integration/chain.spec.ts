import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { VerificationService } from '../../src/audit/verification.service.js';
import type { ReadTx } from '../../src/platform/database/transaction.js';
import { startTestApp, type TestApp } from '../support/app.js';

const CODE = '511602002001';
const BOOK = `/api/v1/communities/${CODE}/books/1`;

let t: TestApp;
let owner: pg.Client;

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  await t.community();
  const accountant = await t.as('accountant.001');
  await accountant.post(BOOK.slice(0, -2), {
    kind: 'collective',
    name: '集体资产账',
    standard: 'rural-collective-2023',
    openedOn: '2026-01-01',
  });
  await accountant.post(`${BOOK}/dimensions`, { code: 'project', name: '项目' }).expect(201);
  await accountant
    .post(`${BOOK}/dimensions/project/items`, { code: 'P1', name: '门面改造' })
    .expect(201);
  const vouchers = ['10.00', '20.00', '30.00'].map((amount) => ({
    date: '2026-01-05',
    attachmentCount: 1,
    lines: [
      { summary: '收租金', accountCode: '102', debit: amount },
      { summary: '收租金', accountCode: '501', credit: amount, dimensions: { project: 'P1' } },
    ],
  }));
  const { body } = await accountant.post(`${BOOK}/vouchers/batch`, { vouchers }).expect(201);
  await (await t.as('reviewer.001')).post(`${BOOK}/vouchers/review`, body as object).expect(200);
  await accountant.post(`${BOOK}/vouchers/post`, body as object).expect(200);
  owner = new pg.Client({ connectionString: t.ownerUrl });
  await owner.connect();
});

afterAll(async () => {
  await owner.end();
  await t.close();
});

/** Which checks notice what somebody did with every guard switched off; it is undone afterwards. */
async function noticed(...tampering: string[]): Promise<string[]> {
  await owner.query(`BEGIN; SELECT set_config('gongzhang.scope', '%', true);
    ALTER TABLE voucher DISABLE TRIGGER USER; ALTER TABLE voucher_line DISABLE TRIGGER USER;
    ALTER TABLE audit_event DISABLE TRIGGER USER;`);
  try {
    for (const sql of tampering) await owner.query(sql);
    const tx = {
      query: async (sql: string, parameters: unknown[]) =>
        (await owner.query(sql, parameters)).rows as unknown[],
    } as unknown as ReadTx;
    const { findings } = await t.app.get(VerificationService).verify(tx, CODE);
    return findings.filter(({ differences }) => differences.length > 0).map(({ check }) => check);
  } finally {
    await owner.query('ROLLBACK');
  }
}

const LAST = `(SELECT id FROM voucher WHERE seq = 3)`;

describe('peer bug 18: the chain notices', () => {
  test('nothing when nothing was done', async () => {
    expect(await noticed('SELECT 1')).toEqual([]);
  });

  test.each([
    ['a date', `UPDATE voucher SET date = '2026-01-06' WHERE seq = 2`],
    ['an attachment count', `UPDATE voucher SET attachment_count = 7 WHERE seq = 2`],
    [
      'a reviewer',
      `UPDATE voucher SET reviewer_id = (SELECT id FROM app_user WHERE username = 'director.001') WHERE seq = 2`,
    ],
    ["a poster's name", `UPDATE voucher SET poster_name = '别人' WHERE seq = 2`],
    ['a number', `UPDATE voucher SET no = 9 WHERE seq = 2`],
    [
      'an instant of posting',
      `UPDATE voucher SET posted_at = posted_at + interval '1 microsecond' WHERE seq = 2`,
    ],
    ['a summary', `UPDATE voucher_line SET summary = '收租 金' WHERE seq = 2`],
    ['an account', `UPDATE voucher_line SET account_code = '504' WHERE seq = 2 AND credit > 0`],
    ['an amount', `UPDATE voucher_line SET debit = debit * 2, credit = credit * 2 WHERE seq = 2`],
    ['a rule version', 'UPDATE voucher SET rule_version = 1 WHERE seq = 2'],
    [
      'the voucher that it corrects',
      `ALTER TABLE voucher DROP CONSTRAINT correction_names_its_voucher;
       UPDATE voucher SET corrects_id = ${LAST} WHERE seq = 2`,
    ],
    [
      'a cash flow item',
      `UPDATE voucher_line SET cash_flow_item = '1' WHERE seq = 2 AND debit > 0`,
    ],
    ['a dimension', `UPDATE voucher_line SET dimensions = '{"project": "P2"}' WHERE seq = 2`],
    [
      'a dimension that was taken away',
      `UPDATE voucher_line SET dimensions = '{}' WHERE seq = 2 AND line_no = 2`,
    ],
    ['a counterparty', `UPDATE voucher_line SET counterparty = '某' WHERE seq = 2 AND line_no = 1`],
    ['the order of lines', `UPDATE voucher_line SET line_no = 3 - line_no + 10 WHERE seq = 2`],
  ])('a change of %s', async (_, sql) => {
    expect(await noticed(sql)).toContain('凭证哈希链');
  });

  test('the deletion of the last voucher', async () => {
    expect(
      await noticed(
        `DELETE FROM voucher_line WHERE voucher_id = ${LAST}`,
        'DELETE FROM voucher WHERE seq = 3',
      ),
    ).toContain('凭证哈希链');
  });

  test('vouchers that changed places', async () => {
    expect(
      await noticed(
        `UPDATE voucher SET seq = 99 WHERE seq = 2`,
        `UPDATE voucher SET seq = 2 WHERE seq = 3`,
        `UPDATE voucher SET seq = 3 WHERE seq = 99`,
      ),
    ).toContain('凭证哈希链');
  });

  test('a log whose sentence, actor or last row was changed', async () => {
    for (const sql of [
      `UPDATE audit_event SET sentence = sentence || '。' WHERE seq = 2`,
      `UPDATE audit_event SET actor_name = '别人' WHERE seq = 2`,
      `DELETE FROM audit_event WHERE seq = (SELECT max(seq) FROM audit_event WHERE community_code = '${CODE}')`,
    ]) {
      expect([sql, await noticed(sql)]).toEqual([sql, ['操作日志链']]);
    }
  });

  test('a stored balance, a number counter or a fund that differs from its lines', async () => {
    expect(
      await noticed(`UPDATE balance SET debit = debit + 0.01 WHERE account_code = '102'`),
    ).toEqual(['余额等于分录合计']);
    expect(await noticed('UPDATE voucher_counter SET last_no = 4')).toEqual(['凭证连续编号']);
  });
});
