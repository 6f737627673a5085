import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { neighbourhood, type Neighbourhood } from '../api/oversight.fixture.js';
import { allocated, approved, treasuryPeople } from '../support/treasury-books.js';
import { ATTACKERS, attempt, type Attempt } from './oversight.fixture.js';

const CODE = '511602002001';
let n: Neighbourhood;
let db: Attempt;

/** January is reported with 100.00 in the box since the ninth, within the limit, and goes back. */
beforeAll(async () => {
  n = await neighbourhood();
  const people = await treasuryPeople(n.t, CODE);
  const book = `${n.base}/books/1`;
  await allocated(people, book, '100.00');
  const requestId = await approved(people, book, {
    date: '2026-01-06',
    purpose: '备用金',
    payee: '备用金',
    amount: '100.00',
    expenseAccountCode: '10101',
  });
  await people.cashier.post(`${book}/payments`, { requestId, date: '2026-01-09' }).expect(201);
  const moved = (way: 'in' | 'out', day: string, amount: string) => ({
    date: `2026-01-${day}`,
    description: '转账',
    [way]: amount,
  });
  const ofRevenue = [
    moved('in', '05', '8000.00'),
    moved('out', '06', '2100.00'),
    moved('out', '06', '100.00'),
  ];
  const ofExpenditure = [
    moved('in', '06', '2100.00'),
    moved('in', '06', '100.00'),
    moved('out', '08', '600.00'),
    moved('out', '08', '1500.00'),
    moved('out', '09', '100.00'),
  ];
  for (const [accountCode, closingBalance, lines] of [
    ['10201', '5800.00', ofRevenue],
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
  const count = { month: '2026-01', accountCode: '10101', counted: '100.00' };
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
const explain = (amount = '100.00'): string =>
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

  test('is within the limit or explained before the month is reported, to the fen', async () => {
    expect(await db.refusal(limit('100.00'), again)).toBe('accepted');
    expect(await db.refusal(limit('99.99'), again)).toBe('cash-unexplained');
    expect(await db.refusal(limit('99.99'), explain(), again)).toBe('accepted');
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
