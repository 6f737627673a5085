import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApp, type Client, type TestApp } from '../support/app.js';

const CODE = '511602002001';
const BOOK = `/api/v1/communities/${CODE}/books/1`;
const HEADER = '凭证序号,日期,摘要,科目编码,科目名称,借方金额,贷方金额,附件张数,专项代码,往来单位';

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

test('a table of vouchers is listed in the order of its rows, so that numbers follow the file', async () => {
  const days = ['2026-01-07', '2026-01-06'];
  const rows = days.flatMap((day) =>
    Array.from({ length: 30 }, (_, place) => {
      const key = `${day}-${place}`;
      return [`${key},${day},${key},102,,1,,1,,`, `${key},${day},${key},501,,,1,1,,`];
    }).flat(),
  );
  await accountant
    .upload(`${BOOK}/imports`, Buffer.from([HEADER, ...rows].join('\n')), 'text/csv')
    .expect(201);
  const listed: string[] = [];
  let next: string | null = '';
  do {
    const page = await accountant
      .get(`${BOOK}/vouchers?limit=25${next === '' ? '' : `&cursor=${encodeURIComponent(next)}`}`)
      .expect(200);
    const { items, nextCursor } = page.body as {
      items: { lines: { summary: string }[] }[];
      nextCursor: string | null;
    };
    listed.push(...items.map(({ lines }) => lines[0]?.summary ?? ''));
    next = nextCursor;
  } while (next !== null);
  expect(listed).toEqual(
    ['2026-01-06', '2026-01-07'].flatMap((day) =>
      Array.from({ length: 30 }, (_, place) => `${day}-${place}`),
    ),
  );
});
