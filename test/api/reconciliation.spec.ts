import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import { openBankedBook, type BankedBook } from '../support/banked-book.js';

let t: TestApp;
let kept: BankedBook;
let book: string;
let accountant: Client;
let cashier: Client;

interface Account {
  accountCode: string;
  statementId: string | null;
  unmatchedBankLines: { bankLineId: string; amount: string; description: string }[];
  unmatchedBookLines: { voucherId: string; lineNo: number; amount: string; summary: string }[];
  matched: { id: string; reason: string; bankLines: unknown[]; bookLines: unknown[] }[];
}

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  kept = await openBankedBook(t, { bank: '1000.00', cash: '50.00', equity: '1050.00' });
  ({ path: book, accountant, cashier } = kept);
  await posted('2026-01-05', '物业费', ['102', '501'], '300.00', '张三');
  await posted('2026-01-30', '支票付保洁费', ['513', '102'], '200.00', '保洁公司');
});

afterAll(async () => {
  await t.close();
});

async function posted(
  date: string,
  summary: string,
  [debit, credit]: [string, string],
  amount: string,
  counterparty?: string,
): Promise<string> {
  const line = counterparty === undefined ? { summary } : { summary, counterparty };
  return kept.post({ date, debit, credit, amount, ...line });
}

const january = {
  accountCode: '102',
  month: '2026-01',
  openingBalance: '1000.00',
  closingBalance: '1303.00',
  lines: [
    {
      date: '2026-01-06',
      description: '转账',
      counterparty: '张三',
      in: '300.00',
      balance: '1300.00',
    },
    { date: '2026-01-21', description: '结息', in: '3.00', balance: '1303.00' },
  ],
};

async function account(month: string): Promise<Account> {
  const { body } = await accountant.get(`${book}/reconciliations/${month}`).expect(200);
  return (body as { accounts: [Account] }).accounts[0];
}

describe('a bank statement', () => {
  test('is missing at first, and without it nothing is confirmed', async () => {
    expect(await account('2026-01')).toMatchObject({
      accountCode: '102',
      bookBalance: '1100.00',
      statementBalance: null,
      reconciled: false,
    });
    const early = await accountant.post(`${book}/reconciliations/2026-01/confirm`);
    expect(early.body).toMatchObject({
      type: '/problems/bank-statement-missing',
      account: '102',
    });
  });

  test.each([
    ['bank-statement-unbalanced', { closingBalance: '1303.01' }],
    ['bank-line-outside-month', { month: '2026-02' }],
    ['not-a-bank-account', { accountCode: '101' }],
    ['not-a-bank-account', { accountCode: '999' }],
    ['bank-statement-before-book', { month: '2025-12' }],
    ['bank-statement-in-future', { month: '2026-03', lines: [] }],
    ['validation-failed', { openingBalance: '1e3' }],
    ['bank-line-two-amounts', { lines: [{ date: '2026-01-06', description: '转账' }] }],
  ])('that breaks a rule is refused: %s', async (problem, change) => {
    const { body } = await cashier.post(`${book}/bank-statements`, { ...january, ...change });
    expect(body).toMatchObject({ type: `/problems/${problem}` });
  });

  test('is entered once, by the cashier or the accountant and nobody else', async () => {
    const supervisor = await t.as('supervisor-a.001');
    expect((await supervisor.post(`${book}/bank-statements`, january)).body).toMatchObject({
      type: '/problems/forbidden',
    });
    const entered = await cashier.post(`${book}/bank-statements`, january).expect(201);
    expect(entered.body).toMatchObject({
      accountCode: '102',
      closingBalance: '1303.00',
      lineCount: 2,
      format: 'json',
      importedBy: '出纳丙',
    });
    const again = await accountant.post(`${book}/bank-statements`, january);
    expect(again.body).toMatchObject({ type: '/problems/bank-statement-exists', status: 409 });
    const list = await accountant.get(`${book}/bank-statements?month=2026-01`).expect(200);
    expect((list.body as { items: unknown[] }).items).toHaveLength(1);
  });
});

describe('reconciliation', () => {
  test('matches by itself what is unambiguous, and asks a reason for the rest', async () => {
    const matched = await accountant
      .post(`${book}/reconciliations/2026-01/match`, { automatic: true })
      .expect(200);
    expect(matched.body).toMatchObject({
      month: '2026-01',
      reconciled: false,
      accounts: [
        {
          matched: [
            {
              reason: '金额、户名相同，日期相差 1 天',
              automatic: true,
              bankLines: [{ amount: '300.00' }],
              bookLines: [{ voucher: '记-1', summary: '物业费' }],
            },
          ],
          unmatchedBankLines: [{ amount: '3.00', description: '结息', explanation: null }],
          unmatchedBookLines: [{ amount: '-200.00', summary: '支票付保洁费', explanation: null }],
          adjustment: {
            bookBalance: '1100.00',
            bankReceivedNotBooked: '3.00',
            adjustedBook: '1103.00',
            statementBalance: '1303.00',
            bookPaidNotInBank: '200.00',
            adjustedStatement: '1103.00',
            openingDifference: '0.00',
            unexplained: '0.00',
          },
        },
      ],
    });
    const refused = await accountant.post(`${book}/reconciliations/2026-01/confirm`);
    expect(refused.body).toMatchObject({
      type: '/problems/reconciliation-unexplained',
      count: 2,
      errors: [{ pointer: '/explanations' }, { pointer: '/explanations' }],
    });
  });

  test('is confirmed by the accountant with its explanations, never by the cashier', async () => {
    const { unmatchedBankLines, unmatchedBookLines } = await account('2026-01');
    const explanations = [
      { bankLineId: unmatchedBankLines[0]!.bankLineId, text: '利息，二月入账' },
      {
        voucherId: unmatchedBookLines[0]!.voucherId,
        lineNo: unmatchedBookLines[0]!.lineNo,
        text: '支票未兑付',
      },
    ];
    const own = await cashier.post(`${book}/reconciliations/2026-01/confirm`, { explanations });
    expect(own.body).toMatchObject({ type: '/problems/forbidden' });
    const unclear = await accountant.post(`${book}/reconciliations/2026-01/confirm`, {
      explanations: [{ text: '不知道' }],
    });
    expect(unclear.body).toMatchObject({ type: '/problems/explanation-target-unclear' });
    const nothing = await accountant.post(`${book}/reconciliations/2026-01/confirm`, {
      explanations: [...explanations, { openingDifferenceOf: '102', text: '没有差额' }],
    });
    expect(nothing.body).toMatchObject({
      type: '/problems/explanation-names-nothing',
      item: 'opening:102',
    });
    const { body } = await accountant
      .post(`${book}/reconciliations/2026-01/confirm`, { explanations })
      .expect(200);
    expect(body).toMatchObject({
      reconciled: true,
      accounts: [
        {
          confirmed: { version: 1, confirmedBy: '会计甲' },
          unmatchedBankLines: [{ explanation: '利息，二月入账' }],
          unmatchedBookLines: [{ explanation: '支票未兑付' }],
        },
      ],
    });
  });

  test('no longer holds after a voucher has moved the account, until its red letter is matched with it', async () => {
    const id = await posted('2026-01-25', '误记收入', ['102', '501'], '5.00');
    expect(await account('2026-01')).toMatchObject({ reconciled: false, bookBalance: '1105.00' });
    await accountant
      .post(`${book}/vouchers/${id}/reverse`, { date: '2026-01-31', reason: '误记' })
      .expect(201);
    expect(await account('2026-01')).toMatchObject({ reconciled: false, bookBalance: '1100.00' });
    const matched = await accountant.post(`${book}/reconciliations/2026-01/match`);
    expect(matched.body).toMatchObject({
      reconciled: true,
      accounts: [{ matched: [{}, { bankLines: [], bookLines: [{}, {}] }] }],
    });
  });

  test('a match by hand takes lines whose sums agree, and can be undone', async () => {
    const before = await account('2026-01');
    const id = before.matched.find(({ bankLines }) => bankLines.length === 1)!.id;
    const undone = await accountant.delete(`${book}/reconciliations/2026-01/matches/${id}`);
    expect(undone.body).toMatchObject({ reconciled: false });
    const { unmatchedBankLines, unmatchedBookLines } = await account('2026-01');
    const fee = unmatchedBankLines.find(({ amount }) => amount === '300.00')!;
    const interest = unmatchedBankLines.find(({ amount }) => amount === '3.00')!;
    const income = unmatchedBookLines.find(({ amount }) => amount === '300.00')!;
    const key = { voucherId: income.voucherId, lineNo: income.lineNo };
    const match = (body: object): Promise<{ body: unknown }> =>
      accountant.post(`${book}/reconciliations/2026-01/match`, body);
    expect(
      (await match({ pairs: [{ bankLineId: interest.bankLineId, ...key }] })).body,
    ).toMatchObject({
      type: '/problems/match-sums-differ',
      difference: '-297.00',
    });
    const pair = { pairs: [{ bankLineId: fee.bankLineId, ...key }] };
    const unclear = (await match({ automatic: true, ...pair })).body;
    expect(unclear).toMatchObject({ type: '/problems/match-request-unclear' });
    expect((await match(pair)).body).toMatchObject({ reconciled: true });
    expect((await match(pair)).body).toMatchObject({ type: '/problems/match-line-not-open' });
  });
});

describe('the month after', () => {
  const csv = [
    '日期,摘要,对方户名,流水号,收入,支出,余额',
    ',期初余额,,,,,"1,303.00"',
    '2026-02-03,支票兑付,保洁公司,C1,,200.00,"1,103.00"',
    ',期末余额,,,,,"1,103.00"',
  ].join('\r\n');

  const send = (text: string | Buffer, query: string): Promise<{ body: unknown; status: number }> =>
    accountant
      .post(`${book}/bank-statements?${query}`, text as unknown as object)
      .set('Content-Type', 'text/csv');

  test('goes on from the month before: a CSV file that does not is refused', async () => {
    const wrong = await send(
      csv.replaceAll('1,303.00', '1,300.00').replaceAll('1,103.00', '1,100.00'),
      'accountCode=102&month=2026-02',
    );
    expect(wrong.body).toMatchObject({
      type: '/problems/bank-statement-not-continuous',
      neighbour: '2026-01',
      expected: '1303.00',
      given: '1300.00',
    });
    expect((await send(csv, 'month=2026-02')).body).toMatchObject({
      type: '/problems/validation-failed',
      errors: [{ pointer: '/accountCode' }],
    });
    expect(
      (await send(Buffer.from([0x50, 0x4b, 0, 0xff]), 'accountCode=102&month=2026-02')).body,
    ).toMatchObject({
      type: '/problems/import-file-unreadable',
    });
    const entered = await send(csv, 'accountCode=102&month=2026-02');
    expect(entered.body).toMatchObject({
      format: 'gongzhang',
      openingBalance: '1303.00',
      closingBalance: '1103.00',
      lineCount: 1,
    });
  });

  test('settles what was open, keeps what is not, and waits for January', async () => {
    await posted('2026-02-01', '利息', ['102', '501'], '3.00');
    const { body } = await accountant
      .post(`${book}/reconciliations/2026-02/match`, { automatic: true })
      .expect(200);
    expect(body).toMatchObject({
      accounts: [
        {
          matched: [{ bankLines: [{ date: '2026-02-03' }], bookLines: [{ date: '2026-01-30' }] }],
          unmatchedBankLines: [{ amount: '3.00', explanation: '利息，二月入账' }],
          unmatchedBookLines: [{ amount: '3.00' }],
        },
      ],
    });
    const { unmatchedBankLines, unmatchedBookLines } = await account('2026-02');
    const byHand = await accountant.post(`${book}/reconciliations/2026-02/match`, {
      groups: [
        {
          bankLineIds: [unmatchedBankLines[0]!.bankLineId],
          bookLines: unmatchedBookLines.map(({ voucherId, lineNo }) => ({ voucherId, lineNo })),
        },
      ],
    });
    expect(byHand.body).toMatchObject({
      accounts: [{ unmatchedBankLines: [], unmatchedBookLines: [] }],
    });
    await posted('2026-01-28', '补记', ['102', '501'], '1.00');
    const early = await accountant.post(`${book}/reconciliations/2026-02/confirm`);
    expect(early.body).toMatchObject({
      type: '/problems/reconciliation-out-of-order',
      month: '2026-01',
      account: '102',
    });
  });

  test('a statement that is continued does not go; the last one goes with its matches', async () => {
    const [jan, feb] = [await account('2026-01'), await account('2026-02')];
    const held = await accountant.delete(`${book}/bank-statements/${jan.statementId}`);
    expect(held.body).toMatchObject({ type: '/problems/bank-statement-continued' });
    await accountant.delete(`${book}/bank-statements/${feb.statementId}`).expect(204);
    const { statementId, matched } = await account('2026-02');
    expect(statementId).toBeNull();
    expect(matched).toMatchObject([{ bankLines: [{ date: '2026-01-21' }] }]);
  });
});
