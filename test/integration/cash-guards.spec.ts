import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { inSession, neighbourhood, type Neighbourhood } from '../api/oversight.fixture.js';
import { allocated, approved, treasuryPeople } from '../support/treasury-books.js';
import { ATTACKERS, attempt, type Attempt } from './oversight.fixture.js';

const CODE = '511602002001';
let n: Neighbourhood;
let db: Attempt;

/** January is reported with 5,500.00 in the box on the ninth and 1,500.00 paid out of it, which is explained, and goes back. */
beforeAll(async () => {
  n = await neighbourhood();
  const people = await treasuryPeople(n.t, CODE);
  const book = `${n.base}/books/1`;
  await allocated(people, book, '5500.00');
  const requestId = await approved(people, book, {
    date: '2026-01-06',
    purpose: '备用金',
    payee: '备用金',
    amount: '5500.00',
    expenseAccountCode: '10101',
  });
  await people.cashier.post(`${book}/payments`, { requestId, date: '2026-01-09' }).expect(201);
  const { body } = await people.accountant
    .post(`${book}/vouchers`, {
      date: '2026-01-10',
      attachmentCount: 1,
      lines: [
        { summary: '差旅', accountCode: '513', debit: '1500.00' },
        { summary: '差旅', accountCode: '10101', credit: '1500.00' },
      ],
    })
    .expect(201);
  const { id: voucherId } = body as { id: string };
  await people.reviewer.post(`${book}/vouchers/${voucherId}/review`).expect(200);
  await people.accountant.post(`${book}/vouchers/${voucherId}/post`).expect(200);
  await people.cashier
    .post(`${book}/cash-explanations`, {
      month: '2026-01',
      rule: 'over-threshold',
      accountCode: '10101',
      amount: '1500.00',
      voucherId,
      purpose: 'travel',
      reason: '赴省城培训',
    })
    .expect(201);
  const moved = (way: 'in' | 'out', day: string, amount: string) => ({
    date: `2026-01-${day}`,
    description: '转账',
    [way]: amount,
  });
  const ofRevenue = [
    moved('in', '05', '8000.00'),
    moved('out', '06', '2100.00'),
    moved('out', '06', '5500.00'),
  ];
  const ofExpenditure = [
    moved('in', '06', '2100.00'),
    moved('in', '06', '5500.00'),
    moved('out', '08', '600.00'),
    moved('out', '08', '1500.00'),
    moved('out', '09', '5500.00'),
  ];
  for (const [accountCode, closingBalance, lines] of [
    ['10201', '400.00', ofRevenue],
    ['10202', '0.00', ofExpenditure],
  ] as const) {
    const month = { month: '2026-01', openingBalance: '0.00', closingBalance };
    await people.cashier
      .post(`${book}/bank-statements`, { ...month, accountCode, lines })
      .expect(201);
  }
  await people.accountant
    .post(`${book}/reconciliations/2026-01/match`, { automatic: true })
    .expect(200);
  await people.accountant.post(`${book}/reconciliations/2026-01/confirm`, {}).expect(200);
  const count = { month: '2026-01', accountCode: '10101', counted: '4000.00' };
  await people.cashier
    .post(`${book}/cash-counts`, { ...count, witness: 'reviewer.001' })
    .expect(201);
  await people.accountant.post(`${n.base}/months/2026-01/report`).expect(200);
  await people.director
    .post(`${n.base}/months/2026-01/return`, { reason: '重新核对库存现金' })
    .expect(200);
}, 60_000);

afterAll(async () => {
  await n.close();
});

const person = (name: string): string => `(SELECT id FROM app_user WHERE username = '${name}.001')`;
/** The same report again: nothing in the books has changed. */
const again = `INSERT INTO month_report (community_code, month, version, figures, sha256, reported_by, reported_by_name)
  SELECT community_code, month, 2, figures, sha256, reported_by, '' FROM month_report`;
const limit = (amount: string): string =>
  `INSERT INTO cash_limit (community_code, book_no, version, amount, basis, adopted_on, set_by, set_by_name)
   VALUES ('${CODE}', 1, 1, ${amount}, '农行北辰支行核定', '2026-01-01', ${person('director')}, '')`;
const explain = (amount = '5500.00'): string =>
  `INSERT INTO cash_explanation (community_code, book_no, id, month, rule, account_code, date, amount, reason, explained_by,
     explained_by_name)
   VALUES ('${CODE}', 1, gen_random_uuid(), '2026-01', 'over-limit', '10101', '2026-01-09', ${amount}, '补足备用金',
     ${person('cashier')}, '')`;

describe.each(ATTACKERS)('the cash of a month, attacked as the %s', (who) => {
  beforeEach(async () => {
    db = await attempt(n, who, 'director');
    // What is set on the last day of January holds for January.
    await db.at('2026-01-31T02:00:00Z');
  });

  afterEach(async () => {
    await db.end();
  });

  test('is explained where it was paid above the threshold before the month is reported', async () => {
    expect(await db.refusal(again)).toBe('accepted');
    if (who === 'service') return;
    await db.given('ALTER TABLE cash_explanation DISABLE TRIGGER USER');
    await db.given('DELETE FROM cash_explanation');
    expect(await db.refusal(again)).toBe('cash-unexplained');
  });

  test('above the limit is told and stops no report, to the fen', async () => {
    expect(await db.refusal(limit('5500.00'), explain())).toBe('cash-finding-unknown');
    expect(await db.refusal(limit('5499.99'), explain())).toBe('accepted');
    expect(await db.refusal(limit('5499.99'), again)).toBe('accepted');
  });

  test('is explained once', async () => {
    await db.given(limit('99.99'));
    expect(await db.refusal(explain())).toBe('accepted');
    expect(await db.refusal(explain(), explain())).toBe('cash_explained_already');
  });

  test('has its limits one after the other, whatever number is written', async () => {
    expect(await db.refusal(limit('100.00'), limit('200.00'))).toBe('accepted');
    if (who === 'service') return;
    // The key stands behind cash_limit_holds_from_today, for two who set a limit at the same moment.
    await db.given('ALTER TABLE cash_limit DISABLE TRIGGER cash_limit_holds_from_today');
    expect(await db.refusal(limit('100.00'))).toBe('accepted');
    expect(await db.refusal(limit('100.00'), limit('200.00'))).toBe('cash_limit_set_already');
  });
});

test('what lay in the box above the limit stands in the report, the minutes and the notice', async () => {
  const accountant = await n.as('accountant');
  const alert = '2026-01-09 日末现金 5,500.00 元，超过库存限额 5,000.00 元（未说明原因）';
  const { body: reported } = await accountant.post(`${n.base}/months/2026-01/report`).expect(200);
  const { books } = (reported as { report: { books: { cashAlerts?: string[] }[] } }).report;
  expect(books.map(({ cashAlerts }) => cashAlerts)).toEqual([[alert], undefined, undefined]);
  const { id } = await inSession(n);
  for (const name of ['supervisor-a', 'supervisor-b', 'supervisor-c']) {
    await (
      await n.as(name)
    )
      .put(`/api/v1/meetings/${id}/votes`, { votes: [{ item: 'all', choice: 'approve' }] })
      .expect(200);
  }
  const chair = await n.as('supervisor-a');
  const { body: concluded } = await chair
    .post(`/api/v1/meetings/${id}/conclude`, { opinion: '请把多余现金存入银行' })
    .expect(200);
  expect(concluded).toMatchObject({ state: 'approved', cashAlerts: [`集体资产账：${alert}`] });
  const { body: notice } = await (
    await n.as('director')
  )
    .post(`${n.base}/months/2026-01/notice`)
    .expect(201);
  const page = await accountant.get(`/notices/${(notice as { id: string }).id}`).expect(200);
  expect(page.text).toContain(`超库存限额提示：${alert}。`);
  const { body: verified } = await accountant.get(`${n.base}/verification`).expect(200);
  expect(verified).toMatchObject({ clean: true });
});
