import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CharityService } from '../../src/charity/charity.service.js';
import { parseMonth } from '../../src/kernel/month.js';
import {
  approveSpending,
  B,
  C,
  COMMUNITY,
  openCharityBook,
  paySpending,
} from '../integration/charity.fixture.js';
import { startTestApp, type Client, type TestApp } from '../support/app.js';

let t: TestApp;
let accountant: Client;
let cashier: Client;

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  await openCharityBook(t);
  accountant = await t.as('accountant.001');
  cashier = await t.as('cashier.001');
});

afterAll(() => t.close());

const donate = (body: object) =>
  cashier.post(`${B}/donations`, {
    date: '2026-01-09',
    amount: '500.00',
    donor: '王先生',
    ...body,
  });
const fundBalance = async (code: string): Promise<string> => {
  const { body } = await accountant.get(`${B}/funds`).expect(200);
  return body.items.find((fund: { code: string }) => fund.code === code).balance;
};

describe('a donation', () => {
  test('with a purpose enters its fund as restricted income, with the next number of the year', async () => {
    const { body } = await donate({ fundCode: 'JH01', amount: '2430.00', kind: '组织' }).expect(
      201,
    );
    expect(body).toMatchObject({
      receiptNo: '2026-0001',
      donor: '王先生',
      shownName: '爱心人士',
      mode: 'restricted',
      fundCode: 'JH01',
      incomeAccountCode: '410102',
    });
    const voucher = await accountant.get(`${B}/vouchers/${body.voucher.id}`).expect(200);
    expect(
      voucher.body.lines.map((line: Record<string, string | null>) => [
        line['accountCode'],
        line['debit'] ?? line['credit'],
        line['fundCode'],
        line['counterparty'],
      ]),
    ).toEqual([
      ['100201', '2430.00', null, '爱心人士'],
      ['410102', '2430.00', 'JH01', '爱心人士'],
    ]);
    expect(await fundBalance('JH01')).toBe('2430.00');
  });

  test('without a purpose is unrestricted, and a refused one leaves no gap in the numbers', async () => {
    const { body: refused } = await donate({ mode: 'restricted' }).expect(422);
    expect(refused.type).toBe('/problems/restricted-donation-needs-fund');
    const { body } = await donate({ publishName: true }).expect(201);
    expect(body).toMatchObject({
      receiptNo: '2026-0002',
      shownName: '王先生',
      mode: 'unrestricted',
      fundCode: null,
      incomeAccountCode: '410101',
    });
    const { body: third } = await donate({ fundCode: 'JH02', amount: '1000.00' }).expect(201);
    expect(third.receiptNo).toBe('2026-0003');
  });

  test.each([
    ['donation-contradicts-fund', 422, { fundCode: 'LY', mode: 'restricted' }],
    ['donation-account-unfit', 422, { fundCode: 'JH01', incomeAccountCode: '410101' }],
    ['donation-account-unfit', 422, { incomeAccountCode: '410102' }],
    ['fund-unknown', 422, { fundCode: 'JH99' }],
    ['donation-names-donor', 422, { donor: undefined }],
    ['anonymous-donor-is-not-published', 422, { anonymous: true, publishName: true }],
    ['validation-failed', 400, { amount: '0.001' }],
  ])('%s', async (code, status, changes) => {
    const { body } = await donate(changes).expect(status);
    expect(body.type).toBe(`/problems/${code}`);
    const list = await accountant.get(`${B}/donations`).expect(200);
    expect(list.body.items).toHaveLength(3);
  });

  test('does not enter a book that is no charity’s', async () => {
    await accountant
      .post(`${C}/books`, {
        kind: 'collective',
        name: '集体资产账',
        standard: 'rural-collective-2023',
        openedOn: '2026-01-01',
      })
      .expect(201);
    const { body } = await cashier
      .post(`${C}/books/2/donations`, { date: '2026-01-09', amount: '5.00', donor: '甲' })
      .expect(422);
    expect(body.type).toBe('/problems/donation-book-unfit');
  });

  test('twice the same without a key is two donations', async () => {
    const same = { date: '2026-01-20', amount: '8.00', anonymous: true, fundCode: 'JH02' };
    const [one, two] = [
      await cashier.post(`${B}/donations`, same, {}).expect(201),
      await cashier.post(`${B}/donations`, same, {}).expect(201),
    ];
    expect([one.body.receiptNo, two.body.receiptNo]).toEqual(['2026-0004', '2026-0005']);
    expect(await fundBalance('JH02')).toBe('1016.00');
  });

  test('shows its donor to those who keep and check the books, not to the street', async () => {
    const supervisor = await t.as('supervisor-a.001');
    const list = await supervisor.get(`${B}/donations?month=2026-01&fundCode=JH01`).expect(200);
    expect(list.body.items.map(({ donor }: { donor: string }) => donor)).toEqual(['王先生']);
    const street = await t.as('street.001');
    const { body } = await street.get(`${B}/donations`).expect(403);
    expect(body.type).toBe('/problems/forbidden');
  });
});

describe('a fund', () => {
  test('pays for its purpose, and never for another’s', async () => {
    // JH01 holds 2,430.00, JH02 1,016.00.
    const over = await approveSpending(t, { amount: '1016.01', fundCode: 'JH02' });
    expect(over).toMatchObject({
      status: 422,
      body: { type: '/problems/fund-reserved', fund: 'JH02', balance: '1016.00' },
    });
    const request = await approveSpending(t, { amount: '997.50', fundCode: 'JH01' });
    await paySpending(t, request.id, '997.50', '2026-02-03');
    expect(await fundBalance('JH01')).toBe('1432.50');
    expect(await fundBalance('JH02')).toBe('1016.00');
  });

  test('does not lend restricted money to what has no purpose', async () => {
    // 3,946.00 came in, 997.50 went out; 500.00 of the rest is unrestricted.
    const over = await approveSpending(t, { amount: '500.01' });
    expect(over).toMatchObject({
      status: 422,
      body: { type: '/problems/restricted-money-protected', restricted: '2448.50' },
    });
    const request = await approveSpending(t, { amount: '100.00' });
    await paySpending(t, request.id, '100.00', '2026-02-04');
    expect(await fundBalance('JH01')).toBe('1432.50');
  });

  test('is released from its restriction as far as it was used, not a fen more', async () => {
    const release = (amount: string, date = '2026-02-05') =>
      accountant.post(`${B}/funds/JH01/release`, { date, amount, reason: '一月活动已用' });
    const before = await release('1.00', '2026-02-02').expect(422);
    expect(before.body).toMatchObject({
      type: '/problems/release-exceeds-spending',
      spent: '0.00',
    });
    await release('600.00').expect(201);
    const over = await release('397.51').expect(422);
    expect(over.body).toMatchObject({ spent: '997.50', released: '997.51' });
    const answers = await Promise.all([release('397.50'), release('397.50')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
    expect(await fundBalance('JH01')).toBe('1432.50');
    const { body } = await accountant.get(`${B}/trial-balance?month=2026-02`).expect(200);
    const row = (code: string) =>
      body.rows.find((r: { accountCode: string }) => r.accountCode === code);
    expect(row('3102')).toMatchObject({ debit: '997.50', credit: '0.00' });
    expect(row('3101')).toMatchObject({ debit: '0.00', credit: '997.50' });
  });

  test('without a restriction has nothing to release', async () => {
    const { body } = await accountant
      .post(`${B}/funds/LY/release`, { date: '2026-02-05', amount: '1.00', reason: '试' })
      .expect(422);
    expect(body.type).toBe('/problems/fund-not-restricted');
    await accountant
      .post(`${B}/funds/JH99/release`, { date: '2026-02-05', amount: '1.00', reason: '试' })
      .expect(404);
  });

  test('shows its donors what came in and where it went, and no name without consent', async () => {
    const street = await t.as('street.001');
    const { body } = await street.get(`${B}/funds/JH01/statement`).expect(200);
    expect(body).toMatchObject({
      code: 'JH01',
      through: '2026-02-10',
      received: '2430.00',
      used: '997.50',
      balance: '1432.50',
      released: '997.50',
      donations: [
        { date: '2026-01-09', receiptNo: '2026-0001', donor: '爱心人士', amount: '2430.00' },
      ],
      spendings: [{ date: '2026-02-03', accountCode: '510101', amount: '997.50' }],
    });
    expect(JSON.stringify(body)).not.toContain('王先生');
    const earlier = await street.get(`${B}/funds/JH01/statement?through=2026-01-31`).expect(200);
    expect(earlier.body).toMatchObject({ used: '0.00', balance: '2430.00', spendings: [] });
  });

  test('refunded money is no longer received', async () => {
    const { body } = await donate({ date: '2026-02-06', amount: '50.00', fundCode: 'JH01' }).expect(
      201,
    );
    await cashier
      .post(`${B}/receipts/${body.receiptId}/refund`, {
        date: '2026-02-07',
        amount: '20.00',
        reason: '捐赠人转错',
      })
      .expect(201);
    const statement = await accountant.get(`${B}/funds/JH01/statement`).expect(200);
    expect(statement.body).toMatchObject({ received: '2460.00', balance: '1462.50' });
    expect(statement.body.donations[1]).toMatchObject({ amount: '50.00', refunded: '20.00' });
  });

  test('opening and received less used is the closing, month by month', async () => {
    const summary = (month: string) =>
      t.database.read(
        { scope: COMMUNITY, communityCode: COMMUNITY, actor: null, idempotency: null },
        (tx) => t.app.get(CharityService).summary(tx, COMMUNITY, parseMonth(month)),
      );
    const january = JSON.parse(JSON.stringify(await summary('2026-01')));
    expect(january).toMatchObject({ donations: 5, received: '3946.00', spent: '0.00' });
    const february = JSON.parse(JSON.stringify(await summary('2026-02')));
    expect(february).toMatchObject({ donations: 1, received: '30.00', spent: '1097.50' });
    expect(february.funds).toEqual([
      {
        code: 'JH01',
        name: '讲师与社区活动',
        purpose: '讲师与社区活动的开展',
        restricted: true,
        opening: '2430.00',
        received: '30.00',
        used: '997.50',
        closing: '1462.50',
      },
      expect.objectContaining({
        code: 'JH02',
        opening: '1016.00',
        used: '0.00',
        closing: '1016.00',
      }),
      expect.objectContaining({ code: 'LY', opening: '0.00', received: '0.00', closing: '0.00' }),
    ]);
  });
});

test('everything recomputes', async () => {
  const { body } = await accountant.get(`${C}/verification`).expect(200);
  const { findings } = body as { findings: { check: string; differences: string[] }[] };
  expect(findings.filter(({ differences }) => differences.length > 0)).toEqual([]);
});
