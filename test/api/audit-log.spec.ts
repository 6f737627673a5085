import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import { bytesOf } from '../support/file-answer.js';

const COMMUNITY = '511602002001';
const BASE = `/api/v1/communities/${COMMUNITY}`;
const FUND = '第1账套设立专项 ROAD 修路专款，用途：修路';
const ACCOUNT = '第1账套新增明细科目 10203 定期存款';

let t: TestApp;
let auditor: Client;

/** The sentences that a question finds, newest first. */
async function found(query: Record<string, string>): Promise<string[]> {
  const path = `${BASE}/audit-events?${new URLSearchParams(query).toString()}`;
  const { body } = await auditor.get(path).expect(200);
  return (body as { items: { sentence: string }[] }).items.map(({ sentence }) => sentence);
}

// Half past midnight in China is still the day before in UTC.
beforeAll(async () => {
  t = await startTestApp('2026-02-10T00:30:00+08:00');
  await t.community(COMMUNITY);
  auditor = await t.as('auditor.001');
  const accountant = await t.as('accountant.001');
  await accountant
    .post(`${BASE}/books`, {
      kind: 'collective',
      standard: 'rural-collective-2023',
      name: '集体资产账',
      openedOn: '2026-01-01',
    })
    .expect(201);
  await accountant
    .post(`${BASE}/books/1/accounts`, { parentCode: '102', code: '10203', name: '定期存款' })
    .expect(201);
  await accountant
    .post(`${BASE}/books/1/funds`, {
      code: 'ROAD',
      name: '修路专款',
      purpose: '修路',
      restricted: true,
    })
    .expect(201);
});

afterAll(() => t.close());

describe('the operation log (财会〔2024〕12号 第三十二条)', () => {
  test('is found by operator, by name, by days and by words, and by all of them at once', async () => {
    const mine = await found({ actor: 'accountant.001' });
    expect(mine.slice(0, 2)).toEqual([FUND, ACCOUNT]);
    expect(await found({ actor: '会计甲' })).toEqual(mine);
    expect(await found({ actor: 'director.001' })).toEqual([]);

    const all = await found({});
    expect(all.length).toBeGreaterThan(mine.length);
    expect(await found({ from: '2026-02-10', through: '2026-02-10' })).toEqual(all);
    expect(await found({ through: '2026-02-09' })).toEqual([]);
    expect(await found({ from: '2026-02-11' })).toEqual([]);

    expect(await found({ text: '定期存款' })).toEqual([ACCOUNT]);
    const one = { actor: '会计甲', from: '2026-02-10', text: '修路专款' };
    expect(await found(one)).toEqual([FUND]);
    expect(await found({ ...one, actor: '主任丁' })).toEqual([]);
  });

  test('is taken away whole, as it was asked for', async () => {
    const query = new URLSearchParams({ actor: '会计甲', text: '第1账套', limit: '1' });
    const { bytes } = await bytesOf(
      auditor.get(`${BASE}/audit-events?${query.toString()}&format=csv`),
    );
    const [head, ...rows] = bytes.toString('utf8').trimEnd().split('\n');
    expect(head).toMatch(/^\uFEFF序号,时间,操作人,内容,哈希/);
    expect(rows.map((row) => row.split(',').slice(2, 4))).toEqual([
      ['会计甲', FUND],
      ['会计甲', ACCOUNT],
      ['会计甲', expect.stringContaining('启用第1账套')],
    ]);
  });
});
