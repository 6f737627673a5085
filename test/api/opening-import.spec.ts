import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type supertest from 'supertest';
import writeXlsx from 'write-excel-file/node';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import { bytesOf } from '../support/file-answer.js';

const CODE = '511602002001';
const OPENING = `/api/v1/communities/${CODE}/books/1/opening-balances`;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

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

const upload = (content: string | Buffer, query = '', type = 'text/csv'): supertest.Test =>
  accountant.upload(`${OPENING}/imports${query}`, Buffer.from(content), type);

async function balances(): Promise<string[]> {
  const { body } = await accountant.get(OPENING).expect(200);
  const { lines } = body as { lines: { accountCode: string; side: string; amount: string }[] };
  return lines.map(({ accountCode, side, amount }) => `${accountCode} ${side} ${amount}`).sort();
}

describe('opening balances by file', () => {
  test('in our own template are tried, then set, all of them', async () => {
    const template = await bytesOf(accountant.get(`${OPENING}/template?format=csv`));
    const text = template.bytes.toString('utf8');
    expect(text.split('\r\n')[0] ?? text.split('\n')[0]).toContain(
      '科目编码,科目名称,方向,金额,专项代码',
    );
    const filled = text
      .replace(/^(101,库存现金,借,)/m, '$150.00')
      .replace(/^(102,银行存款,借,)/m, '$1950.00')
      .replace(/^(301,资本,贷,)/m, '$11000.00');
    const preview = await upload(filled, '?preview=true').expect(200);
    expect(preview.body).toMatchObject({
      valid: true,
      recognised: { name: '公账期初余额模板', headerRow: 1 },
      debit: '1000.00',
      credit: '1000.00',
    });
    expect(await balances()).toEqual([]);
    await upload(filled).expect(201);
    expect(await balances()).toEqual(['101 debit 50.00', '102 debit 950.00', '301 credit 1000.00']);
  });

  test('that were left blank change nothing: the template is taken before there are any, and refused after', async () => {
    const template = await bytesOf(accountant.get(`${OPENING}/template?format=csv`));
    await accountant.put(OPENING, { lines: [] }).expect(200);
    expect((await upload(template.bytes).expect(201)).body).toEqual({ lines: [] });
    await upload('科目编码,方向,金额\n101,借,50.00\n301,贷,50.00\n').expect(201);
    const blank = await upload(template.bytes);
    expect([blank.status, blank.body]).toMatchObject([
      422,
      { type: '/problems/import-rejected', errors: [{ pointer: '/rows' }] },
    ]);
    expect((blank.body as { errors: { detail: string }[] }).errors[0]?.detail).toContain(
      '没有填写任何余额',
    );
    expect(await balances()).toEqual(['101 debit 50.00', '301 credit 50.00']);
  });

  test('of a 科目余额表 are its lowest accounts, found by code or name, its sum passed over but checked', async () => {
    const sheet = [
      ['示范社区科目余额表', null, null, null, null, null],
      ['科目编码', '科目名称', '期初余额借方', '期初余额贷方', '期末余额借方', '期末余额贷方'],
      ['1001', '库存现金', 50, null, 40, null],
      ['1002', '银行存款', 950, null, 960, null],
      ['3001', '资本', null, 1000, null, 1000],
      ['300101', '资本', null, 1000, null, 1000],
      ['合计', null, 1000, 1000, 1000, 1000],
    ];
    const file = await writeXlsx(sheet).toBuffer();
    const preview = await upload(file, '?preview=true', XLSX).expect(200);
    expect(preview.body).toMatchObject({
      valid: true,
      recognised: { name: '科目余额表', headerRow: 2, taken: 'opening' },
      mappings: [
        { fromCode: '1001', toCode: '101', by: 'name', row: 3 },
        { fromCode: '1002', toCode: '102', by: 'name', row: 4 },
        { fromCode: '300101', toCode: '301', by: 'name', row: 6 },
      ],
    });
    await upload(file, '', XLSX).expect(201);
    expect(await balances()).toEqual(['101 debit 50.00', '102 debit 950.00', '301 credit 1000.00']);
    await upload(file, '?balance=closing', XLSX).expect(201);
    expect(await balances()).toEqual(['101 debit 40.00', '102 debit 960.00', '301 credit 1000.00']);
  });

  test('with a head of two rows, as programs print it, are read', async () => {
    const text =
      '科目代码,科目名称,期初余额,,本期发生,\n,,借方,贷方,借方,贷方\n101,库存现金,7.00,,1.00,\n301,资本,,7.00,,1.00\n';
    await upload(text).expect(201);
    expect(await balances()).toEqual(['101 debit 7.00', '301 credit 7.00']);
  });

  test.each([
    ['101,库存现金,借,50.00\n301,资本,贷,49.00', '/rows', '相差 1.00'],
    ['101,库存现金,借,50.00\n999,没有,贷,50.00', '/rows/3/科目编码', '没有与“999 没有”'],
    ['101,库存现金,借,50.00\n301,资本,右,50.00', '/rows/3/方向', '应为“借”或“贷”'],
    ['101,库存现金,借,五十\n301,资本,贷,50.00', '/rows/2/金额', '应为半角数字'],
    ['101,库存现金,借,=1+1\n301,资本,贷,50.00', '/rows/2/金额', '不接受公式'],
    [
      '101,库存现金,借,5.00\n101,库存现金,借,5.00\n301,资本,贷,10.00',
      '/rows/3/科目编码',
      '合为一行',
    ],
  ])('%j is refused whole at %s', async (rows, pointer, said) => {
    const before = await balances();
    const answer = await upload(`科目编码,科目名称,方向,金额\n${rows}\n`);
    expect([answer.status, answer.body]).toMatchObject([
      422,
      { type: '/problems/import-rejected', errors: [{ pointer }] },
    ]);
    expect((answer.body as { errors: { detail: string }[] }).errors[0]?.detail).toContain(said);
    expect(await balances()).toEqual(before);
  });

  test('whose sum disagrees, or in no known columns, are refused', async () => {
    const head =
      '科目编码,科目名称,期初借方余额,期初贷方余额\n101,库存现金,7.00,\n301,资本,,7.00\n';
    const sum = await upload(`${head}合计,,8.00,7.00\n`);
    expect(sum.body).toMatchObject({
      type: '/problems/import-rejected',
      errors: [{ pointer: '/rows/4/期初借方余额' }],
    });
    const strange = await upload('姓名,年龄\n张三,3\n');
    expect(strange.body).toMatchObject({ type: '/problems/import-columns-wrong', status: 422 });
  });
});
