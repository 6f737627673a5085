import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.js';
import { attack } from '../support/attacker.js';
import {
  openTreasuryBooks,
  treasuryPeople,
  type TreasuryPeople,
} from '../support/treasury-books.js';

let t: TestApp;
let people: TreasuryPeople;
let book: string;

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  const { base, code } = await openTreasuryBooks(t, '511602002001');
  people = await treasuryPeople(t, code);
  book = `${base}/books/1`;
  const owner = await attack(t.ownerUrl);
  await owner.rows(
    `ALTER TABLE receipt ADD CONSTRAINT receipt_payer_wang CHECK (payer <> '王五');
     CREATE UNIQUE INDEX receipt_item_once ON receipt (item)`,
  );
  await owner.end();
}, 60_000);

afterAll(async () => {
  await t.close();
});

afterEach(() => {
  jest.restoreAllMocks();
});

const receive = (payer: string, item: string, language = 'zh') =>
  people.cashier
    .post(`${book}/receipts`, {
      date: '2026-02-05',
      amount: '13.00',
      payer,
      item,
      incomeAccountCode: '501',
    })
    .set('Accept-Language', language);

const receipts = async (): Promise<number> => {
  const { body } = await people.cashier.get(`${book}/receipts?month=2026-02`).expect(200);
  return (body as { items: unknown[] }).items.length;
};

describe('a constraint that no rule stands before', () => {
  test('refuses by a problem document and not by a fault; its name and the row are for the log alone', async () => {
    const heard: string[] = [];
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
      heard.push(String(text));
      return true;
    });
    const { body, text } = await receive('王五', '停车费');
    expect(body).toMatchObject({ type: '/problems/data-refused', status: 409 });
    const { id, detail } = body as { id: string; detail: string };
    expect(detail).toMatch(/没有改动任何数据。请重新查看有关记录，更正后再办理/);
    expect(detail).toContain(id);
    expect(text).not.toMatch(/receipt_payer_wang|王五|23514/);
    expect(heard.join('')).toMatch(/data-refused: receipt, receipt_payer_wang \(23514\)/);
    expect(heard.join('')).not.toContain('王五');
    expect(await receipts()).toBe(0);
  });

  test('lets its neighbour pass', async () => {
    expect((await receive('王六', '停车费')).body).toMatchObject({ payer: '王六' });
    expect((await receive('王六', '停车费', 'en')).body).toMatchObject({
      type: '/problems/data-refused',
      status: 409,
      title: 'Data refused',
    });
    expect((await receive('王六', '停车费二')).body).toMatchObject({ payer: '王六' });
    expect(await receipts()).toBe(2);
  });
});
