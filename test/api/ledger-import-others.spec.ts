import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type supertest from 'supertest';
import { startTestApp, type Client, type TestApp } from '../support/app.js';

const CODE = '511602002001';
const BOOK = `/api/v1/communities/${CODE}/books/1`;

let t: TestApp;
let accountant: Client;

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  await t.community(CODE);
  accountant = await t.as('accountant.001');
  await accountant
    .post(`/api/v1/communities/${CODE}/books`, {
      kind: 'collective',
      name: '集体资产账',
      standard: 'rural-collective-2023',
      openedOn: '2026-01-01',
    })
    .expect(201);
});

afterAll(async () => {
  await t.close();
});

const upload = (text: string, query = ''): supertest.Test =>
  accountant.upload(`${BOOK}/imports${query}`, Buffer.from(text), 'text/csv');

async function drafts(): Promise<{ lines: unknown[] }[]> {
  const { body } = await accountant.get(`${BOOK}/vouchers?status=drafted`).expect(200);
  return (body as { items: { lines: unknown[] }[] }).items;
}

describe('tables of other programs', () => {
  test('金蝶’s table is recognised by its titles, and its accounts are found and told', async () => {
    const text = [
      '日期,凭证字,凭证号,附件数,摘要,科目代码,科目名称,借方金额,贷方金额,往来单位',
      '2026-02-03,记,7,1,收租金,1002.01,银行存款,88.00,,',
      ',,,,收租金,5001,经营收入,,88.00,张三',
      ',,,,合计,,,88.00,88.00,',
    ].join('\n');
    const preview = await upload(text, '?preview=true').expect(200);
    expect(preview.body).toMatchObject({
      valid: true,
      recognised: { layout: 'kingdee', name: '金蝶', headerRow: 1, ignoredColumns: [] },
      mappings: [
        { fromCode: '1002.01', fromName: '银行存款', toCode: '102', by: 'name', row: 2, rows: 1 },
        { fromCode: '5001', fromName: '经营收入', toCode: '501', by: 'name', row: 3, rows: 1 },
      ],
      vouchers: [{ key: '2026-02 记-7', rows: [2, 3], attachmentCount: 1 }],
    });
    await upload(text).expect(201);
    expect((await drafts())[0]?.lines).toMatchObject([
      { accountCode: '102' },
      { accountCode: '501', counterparty: '张三' },
    ]);
  });

  test('用友’s table with an account that the book lacks is refused at its row, and says what to do', async () => {
    const text = [
      '制单日期,凭证类别字,凭证号,附单据数,摘要,科目编码,科目名称,借方金额,贷方金额',
      '2026-02-03,记,7,1,收租金,1002,银行存款,88.00,0',
      '2026-02-03,记,7,1,收租金,6051,其他业务收入,0,88.00',
    ].join('\n');
    const { body } = await upload(text);
    expect(body).toMatchObject({
      type: '/problems/import-rejected',
      errors: [
        {
          pointer: '/rows/3/科目编码',
          detail:
            '本账套没有与“6051 其他业务收入”编码或名称相符的科目，请先增设科目，或在表中改用本账套的科目编码。',
        },
      ],
    });
    expect(await drafts()).toHaveLength(1);
  });
});
