import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { utils, write } from '@e965/xlsx';
import type supertest from 'supertest';
import writeXlsx from 'write-excel-file/node';
import { startTestApp, type Client, type TestApp } from '../support/app.js';

const CODE = '511602002001';
const COMMUNITY = `/api/v1/communities/${CODE}`;
const MAPPINGS = `${COMMUNITY}/bank-statement-mappings`;
const BOOK = `${COMMUNITY}/books/1`;
const CSV = 'text/csv';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const XLS = 'application/vnd.ms-excel';

let t: TestApp;
let accountant: Client;

beforeAll(async () => {
  t = await startTestApp('2026-03-10T09:00:00+08:00');
  await t.community(CODE);
  accountant = await t.as('accountant.001');
  await accountant
    .post(`${COMMUNITY}/books`, {
      kind: 'collective',
      name: '集体资产账',
      standard: 'rural-collective-2023',
      openedOn: '2026-01-01',
    })
    .expect(201);
  for (const [code, name] of [
    ['10201', '收入户'],
    ['10202', '支出户'],
  ]) {
    const { body } = await accountant.get(`${BOOK}/accounts?limit=500`).expect(200);
    const known = (body as { items: { code: string }[] }).items.map((one) => one.code);
    if (!known.includes(code ?? ''))
      await accountant.post(`${BOOK}/accounts`, { code, name, parentCode: '102' }).expect(201);
  }
  await accountant
    .post(`${BOOK}/fund-accounts`, {
      accountCode: '10201',
      line: 'revenue',
      bankName: '广安农商银行',
      accountNumber: '8811 0000 1234 5678'.replaceAll(' ', ''),
    })
    .expect(201);
});

afterAll(async () => {
  await t.close();
});

const COLUMNS = {
  date: '交易日',
  days: 'day-month-year',
  amount: '发生额',
  direction: '借贷标志',
  balance: '账面余额',
  description: ['用途'],
  counterparty: '对方',
  reference: '流水',
};
const HEAD = '交易日,用途,借贷标志,发生额,账面余额,对方,流水';
const ROWS = [
  '05/01/2026,物业费,贷,100.00,1100.00,张三,A1',
  '06/01/2026,保洁,借,30.00,1070.00,保洁公司,A2',
];

const enter = (
  content: string | Buffer,
  query: string,
  type = CSV,
  account = '10201',
): supertest.Test =>
  accountant.upload(
    `${BOOK}/bank-statements?accountCode=${account}&${query}`,
    Buffer.from(content),
    type,
  );

describe('a saved mapping of columns', () => {
  test('is made once, changed, listed and removed by those who keep the money', async () => {
    await accountant
      .post(MAPPINGS, { code: 'nongshang', name: '农商', columns: COLUMNS })
      .expect(201);
    const again = await accountant.post(MAPPINGS, {
      code: 'nongshang',
      name: '农商',
      columns: COLUMNS,
    });
    expect(again.body).toMatchObject({ type: '/problems/mapping-exists', status: 409 });
    const changed = await accountant
      .put(`${MAPPINGS}/nongshang`, { name: '广安农商银行', columns: COLUMNS })
      .expect(200);
    expect(changed.body).toMatchObject({
      code: 'nongshang',
      name: '广安农商银行',
      columns: COLUMNS,
    });
    const nobody = await accountant.put(`${MAPPINGS}/nobody`, { name: '无', columns: COLUMNS });
    expect(nobody.body).toMatchObject({ type: '/problems/not-found' });
    await accountant.post(MAPPINGS, { code: 'gone', name: '将删', columns: COLUMNS }).expect(201);
    await accountant.delete(`${MAPPINGS}/gone`).expect(204);
    const { body } = await accountant.get(MAPPINGS).expect(200);
    expect((body as { items: { code: string }[] }).items.map(({ code }) => code)).toEqual([
      'nongshang',
    ]);
    const reviewer = await (
      await t.as('reviewer.001')
    ).post(MAPPINGS, { code: 'x', name: 'x', columns: COLUMNS });
    expect(reviewer.body).toMatchObject({ type: '/problems/forbidden' });
  });

  test.each([
    [{ ...COLUMNS, signed: '发生额二' }, '金额须且只能用一种写法'],
    [{ ...COLUMNS, direction: undefined }, '金额须且只能用一种写法'],
    [{ ...COLUMNS, balance: '发生额' }, '“发生额”一列不能有两种用途'],
  ])('that is ambiguous is refused', async (columns, said) => {
    const { body } = await accountant.post(MAPPINGS, { code: 'wrong', name: '错', columns });
    expect(body).toMatchObject({ type: '/problems/bank-mapping-wrong', status: 422 });
    expect((body as { errors: { detail: string }[] }).errors[0]?.detail).toContain(said);
  });

  test('reads a file that no known bank writes; it is tried first, and the same file enters once', async () => {
    const file = `本方账号：8811000012345678\n${[HEAD, ...ROWS].join('\n')}\n温馨提示：以柜台为准\n`;
    const unknown = await enter(file, 'month=2026-01');
    expect(unknown.body).toMatchObject({ type: '/problems/bank-file-unknown' });
    const preview = await enter(file, 'month=2026-01&mapping=nongshang&preview=true').expect(200);
    expect(preview.body).toMatchObject({
      format: 'nongshang',
      openingBalance: '1000.00',
      closingBalance: '1070.00',
      received: '100.00',
      paid: '30.00',
      lineCount: 2,
      lines: [
        {
          date: '2026-01-05',
          amount: '100.00',
          description: '物业费',
          counterparty: '张三',
          reference: 'A1',
        },
        { date: '2026-01-06', amount: '-30.00' },
      ],
    });
    const before = await accountant.get(`${BOOK}/bank-statements`).expect(200);
    expect((before.body as { items: unknown[] }).items).toEqual([]);
    await enter(file, 'month=2026-01&mapping=nongshang').expect(201);
    const again = await enter(file, 'month=2026-01&mapping=nongshang');
    expect(again.body).toMatchObject({ type: '/problems/bank-statement-exists', status: 409 });
    const other = await enter(
      file.replace('本方账号：8811000012345678\n', ''),
      'month=2026-01&mapping=nongshang',
      CSV,
      '10202',
    );
    expect(other.body).toMatchObject({ type: '/problems/bank-statement-repeated', status: 409 });
  });

  test('of another account is refused, in its head, in a column, or behind stars', async () => {
    const files = [
      `账号：8811000099999999\n${HEAD}\n${ROWS[0]!}`,
      `账号,8811****9999\n${HEAD}\n${ROWS[0]!}`,
      `${HEAD},本方账号\n${ROWS[0]!},8811000099999999`,
    ];
    for (const file of files) {
      const { body } = await enter(
        file.replaceAll('/01/2026', '/02/2026'),
        'month=2026-02&mapping=nongshang',
      );
      expect(body).toMatchObject({
        type: '/problems/bank-file-other-account',
        status: 422,
        found: '尾号9999',
        expected: '尾号5678',
      });
    }
  });

  test('a 13th month, a wrong direction and a wrong amount are told by row, and nothing enters', async () => {
    const file = `${HEAD}\n05/13/2026,甲,贷,1.00,,,\n05/02/2026,乙,进,1.00,,,\n05/02/2026,丙,贷,一元,,,\n`;
    const { body } = await enter(file, 'month=2026-02&mapping=nongshang');
    expect(body).toMatchObject({
      type: '/problems/bank-file-malformed',
      errors: [
        { pointer: '/rows/2/交易日', detail: '第 2 行：“05/13/2026”不是日期。' },
        { pointer: '/rows/3/借贷标志', detail: '第 3 行：“进”不是收付方向。' },
        { pointer: '/rows/4/发生额', detail: '第 4 行：“一元”不是金额。' },
      ],
    });
  });

  test('reads XLSX and XLS as it reads CSV', async () => {
    const table = [HEAD, '05/02/2026,物业费,贷,100.00,1170.00,李四,B1'].map((row) =>
      row.split(','),
    );
    const xlsx = await writeXlsx(table).toBuffer();
    const book = utils.book_new();
    utils.book_append_sheet(book, utils.aoa_to_sheet(table), '明细');
    const xls = write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer;
    for (const [file, type] of [
      [xlsx, XLSX],
      [xls, XLS],
    ] as const) {
      const query = 'month=2026-02&mapping=nongshang&preview=true';
      const { body } = await enter(file, query, type).expect(200);
      expect(body).toMatchObject({
        openingBalance: '1070.00',
        closingBalance: '1170.00',
        lineCount: 1,
      });
    }
    await enter(xls, 'month=2026-02&mapping=nongshang', XLS).expect(201);
  });
});

test('a total that disagrees with the lines above it is refused', async () => {
  const own = '日期,摘要,对方户名,流水号,收入,支出,余额\n2026-01-05,费,,,5.00,,5.00\n';
  const wrong = await enter(`${own}合计,,,,6.00,0.00,\n`, 'month=2026-01', CSV, '10202');
  expect(wrong.body).toMatchObject({
    type: '/problems/bank-file-malformed',
    errors: [{ pointer: '/rows/3/收入', detail: '第 3 行：合计 6.00 与以上各行之和 5.00 不符。' }],
  });
  await enter(`${own}合计,,,,5.00,0.00,\n`, 'month=2026-01', CSV, '10202').expect(201);
});
