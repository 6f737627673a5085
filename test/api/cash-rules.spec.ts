import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { attempt, ATTACKERS } from '../integration/oversight.fixture.js';
import { tamperer } from '../support/tampering.js';
import {
  allocated,
  approved,
  received,
  treasuryPeople,
  type TreasuryPeople,
} from '../support/treasury-books.js';
import { neighbourhood, type Neighbourhood } from './oversight.fixture.js';

let n: Neighbourhood;
let people: TreasuryPeople;
let book: string;
let voucherId: string;

/** January: the box is filled with 6,000.00, 1,200.00 are paid out of it in one voucher and 1,000.00 in another. */
beforeAll(async () => {
  n = await neighbourhood();
  book = `${n.base}/books/1`;
  people = await treasuryPeople(n.t, n.code);
  await received(people, book, { amount: '6000.00', payer: '商户乙' });
  await allocated(people, book, '6000.00');
  const topUp = {
    purpose: '备用金',
    payee: '备用金',
    amount: '6000.00',
    expenseAccountCode: '10101',
  };
  const requestId = await approved(people, book, { date: '2026-01-06', ...topUp });
  await people.cashier.post(`${book}/payments`, { requestId, date: '2026-01-09' }).expect(201);
  await spent('1000.00', '2026-01-12');
  voucherId = await spent('1200.00', '2026-01-13');
}, 60_000);

afterAll(async () => {
  await n.close();
});

async function spent(amount: string, date: string): Promise<string> {
  const lines = [
    { summary: '差旅', accountCode: '513', debit: amount },
    { summary: '差旅', accountCode: '10101', credit: amount },
  ];
  const { body } = await people.accountant
    .post(`${book}/vouchers`, { date, attachmentCount: 1, lines })
    .expect(201);
  const { id } = body as { id: string };
  await people.reviewer.post(`${book}/vouchers/${id}/review`).expect(200);
  await people.accountant.post(`${book}/vouchers/${id}/post`).expect(200);
  return id;
}

const explained = (fields: object = {}) => ({
  month: '2026-01',
  rule: 'over-threshold',
  accountCode: '10101',
  amount: '1200.00',
  voucherId,
  purpose: 'travel',
  reason: '赴省城培训',
  ...fields,
});

describe('what cash is held to', () => {
  test('the month tells what is above the threshold, which stops its report, and above the limit, which does not', async () => {
    const { body } = await people.supervisor.get(`${book}/cash-findings?month=2026-01`).expect(200);
    expect(body).toMatchObject({
      items: [
        {
          rule: 'over-limit',
          date: '2026-01-09',
          amount: '6000.00',
          limit: '5000.00',
          voucher: null,
        },
        {
          rule: 'over-threshold',
          date: '2026-01-13',
          amount: '1200.00',
          voucherId,
          explanation: null,
        },
      ],
    });
    const refused = await people.accountant.post(`${n.base}/months/2026-01/report`);
    const errors = (refused.body as { errors: { pointer: string; detail: string }[] }).errors;
    expect(errors.find(({ pointer }) => pointer === '/checks/cash-explained')?.detail).toMatch(
      /：第1账套“集体资产账”：2026-01-13 记-\d+ 现金付款 1,200\.00 元，超过结算起点。/,
    );
  });

  test('an explanation names a purpose that cash may serve and the amount that was found', async () => {
    const say = (fields: object) =>
      people.cashier.post(`${book}/cash-explanations`, explained(fields));
    expect((await say({ purpose: undefined })).body).toMatchObject({
      type: '/problems/cash-purpose-missing',
      status: 422,
    });
    expect((await say({ purpose: 'wages' })).body).toMatchObject({
      type: '/problems/validation-failed',
      errors: [{ pointer: '/purpose' }],
    });
    expect((await say({ amount: '1000.00' })).body).toMatchObject({
      type: '/problems/cash-finding-unknown',
    });
    const reviewer = await people.reviewer.post(`${book}/cash-explanations`, explained());
    expect(reviewer.body).toMatchObject({ type: '/problems/forbidden' });
    const kept = await say({}).then(({ body }) => body as object);
    expect(kept).toMatchObject({ purpose: 'travel', explainedBy: '出纳丙', date: '2026-01-13' });
    expect((await say({})).body).toMatchObject({ type: '/problems/cash-explained-already' });
  });

  test('what lay above the limit is told by the month, its report, its minutes and its notice', async () => {
    const over = '2026-01-09 日末现金 6,000.00 元，超过库存限额 5,000.00 元';
    const checkOf = async (): Promise<{ passes: boolean; detail: string }> => {
      const { body } = await people.accountant.get(`${n.base}/months/2026-01`).expect(200);
      const { checks } = body as { checks: { code: string; passes: boolean; detail: string }[] };
      return checks.find(({ code }) => code === 'cash-explained')!;
    };
    const told = await checkOf();
    expect([told.passes, told.detail]).toEqual([
      true,
      expect.stringContaining(`${over}（未说明原因）。超过限额的应送存银行`),
    ]);
    const said = { rule: 'over-limit', amount: '6000.00', reason: '次日发放慰问金' };
    await people.cashier
      .post(
        `${book}/cash-explanations`,
        explained({ ...said, voucherId: undefined, purpose: undefined }),
      )
      .expect(201);
    expect((await checkOf()).detail).toContain(`${over}（说明：次日发放慰问金）`);
  });

  test('the limit is fixed by those who lead, with its basis, from the day on', async () => {
    const limit = { amount: '6000.00', basis: '农行北辰支行核定' };
    const cashier = await people.cashier.put(`${book}/cash-limit`, limit);
    expect(cashier.body).toMatchObject({ type: '/problems/forbidden' });
    const before = await people.cashier.get(`${book}/cash-limit`).expect(200);
    expect(before.body).toEqual({ amount: '5000.00', byDefault: true, versions: [] });
    const { body } = await people.director.put(`${book}/cash-limit`, limit).expect(200);
    expect(body).toMatchObject({
      amount: '6000.00',
      byDefault: false,
      versions: [{ version: 1, adoptedOn: '2026-02-02', setBy: '主任丁' }],
    });
    const january = await people.cashier.get(`${book}/cash-findings?month=2026-01`).expect(200);
    expect(january.body).toMatchObject({ items: [{ limit: '5000.00' }, { limit: '5000.00' }] });
    const february = await people.cashier.get(`${book}/cash-findings?month=2026-02`).expect(200);
    expect(february.body).toMatchObject({ items: [] });
  });

  test.each(ATTACKERS)(
    'the %s explains nothing that was not found, and reports nothing unexplained',
    async (who) => {
      const db = await attempt(n, who, 'cashier');
      const say = (rule: string, amount: string, purpose: string): string =>
        `INSERT INTO cash_explanation (community_code, book_no, id, month, rule, account_code, date, amount, voucher_id, purpose, reason,
         explained_by, explained_by_name) SELECT '${n.code}', 1, gen_random_uuid(), '2026-01', '${rule}', '10101', '2026-01-09',
         ${amount}, NULL, ${purpose}, '补足', id, '' FROM app_user WHERE username = 'cashier.001'`;
      expect(await db.refusal(say('over-limit', '6000', 'NULL'))).toBe('cash_explained_already');
      expect(await db.refusal(say('over-limit', '5999', 'NULL'))).toBe('cash-finding-unknown');
      expect(await db.refusal(say('over-limit', '6000', `'travel'`))).toBe('cash_purpose_missing');
      expect(await db.refusal(say('over-threshold', '6000', `'travel'`))).toBe(
        'cash-finding-unknown',
      );
      const limit = `INSERT INTO cash_limit (community_code, book_no, version, amount, basis, adopted_on, set_by, set_by_name)
      SELECT '${n.code}', 1, 9, -0.01, '无', '2026-01-01', id, '' FROM app_user WHERE username = 'cashier.001'`;
      expect(await db.refusal(limit)).toBe('cash_limit_negative');
      expect(await db.refusal(limit.replace('-0.01', '0'))).toBe('accepted');
      await db.end();
    },
  );
});

describe('cash that came in', () => {
  const receipt = (fields: object) => ({
    date: '2026-02-02',
    amount: '50.00',
    payer: '李明华',
    item: '停车费',
    incomeAccountCode: '501',
    ...fields,
  });

  test('is banked on its day or the next; later it is said why', async () => {
    const bank = (fields: object) => people.cashier.post(`${book}/receipts`, receipt(fields));
    expect((await bank({ cashReceivedOn: '2026-02-01' })).body).toMatchObject({
      cashReceivedOn: '2026-02-01',
      depositReason: null,
    });
    expect((await bank({ cashReceivedOn: '2026-01-31' })).body).toMatchObject({
      type: '/problems/cash-banked-late',
      errors: [{ pointer: '/depositReason' }],
    });
    expect((await bank({ cashReceivedOn: '2026-02-03' })).body).toMatchObject({
      type: '/problems/cash-banked-before-it-came',
    });
    const late = { cashReceivedOn: '2026-01-31', depositReason: '周末银行停业' };
    expect((await bank(late)).body).toMatchObject(late);
    const february = await people.cashier.get(`${book}/receipts?month=2026-02`).expect(200);
    expect((february.body as { items: unknown[] }).items).toHaveLength(2);
  });

  test.each(ATTACKERS)('the database holds the %s to it', async (who) => {
    const db = await attempt(n, who, 'cashier');
    const copy = (came: string, why: string): string =>
      `INSERT INTO receipt (community_code, book_no, id, date, amount, payer, item, fund_account_code, income_account_code,
         attachment_count, source_kind, voucher_id, made_by, made_by_name, cash_received_on, deposit_reason)
       SELECT community_code, book_no, gen_random_uuid(), '2026-02-02', amount, payer, item, fund_account_code, income_account_code,
         attachment_count, source_kind, gen_random_uuid(), made_by, made_by_name, ${came}, ${why} FROM receipt LIMIT 1`;
    expect(await db.refusal(copy(`'2026-01-31'`, 'NULL'))).toBe('cash_banked_late');
    expect(await db.refusal(copy(`'2026-02-03'`, `'x'`))).toBe('cash_banked_before_it_came');
    expect(await db.refusal(copy(`'2026-02-01'`, 'NULL'))).toBe('document-without-voucher');
    await db.end();
  });

  test('verification recomputes what was said of cash', async () => {
    const owner = await tamperer(n.t, n.code);
    for (const tampering of [
      `UPDATE cash_explanation SET reason = '别的'`,
      'UPDATE cash_limit SET amount = 60000',
    ]) {
      expect(await owner.noticed(tampering)).toEqual(['对账、盘点与操作日志']);
    }
    expect(
      await owner.noticed(
        `UPDATE receipt SET deposit_reason = '别的' WHERE deposit_reason IS NOT NULL`,
      ),
    ).toEqual(['收付单据与操作日志']);
    await owner.end();
    const { body } = await people.supervisor.get(`${n.base}/verification`).expect(200);
    expect(body).toMatchObject({ clean: true });
  });
});
