import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.js';
import {
  allocated,
  approved,
  openTreasuryBooks,
  received,
  treasuryPeople,
  type TreasuryPeople,
} from '../support/treasury-books.js';

const CODE = '511602002001';

let t: TestApp;
let people: TreasuryPeople;
let base: string;

type Entry = readonly [accountCode: string, debit: string, credit: string];

/** A voucher by hand, from draft to the books. */
async function entered(bookNo: number, date: string, summary: string, lines: readonly Entry[]) {
  const path = `${base}/books/${bookNo}/vouchers`;
  const { body } = await people.accountant
    .post(path, {
      date,
      attachmentCount: 1,
      lines: lines.map(([accountCode, debit, credit]) => ({
        summary,
        accountCode,
        ...(debit === '' ? { credit } : { debit }),
      })),
    })
    .expect(201);
  const { id } = body as { id: string };
  await people.reviewer.post(`${path}/${id}/review`).expect(200);
  await people.accountant.post(`${path}/${id}/post`).expect(200);
  return id;
}

async function opened(bookNo: number, balances: readonly Entry[]): Promise<void> {
  await people.accountant
    .put(`${base}/books/${bookNo}/opening-balances`, {
      lines: balances.map(([accountCode, debit, credit]) => ({
        accountCode,
        side: debit === '' ? 'credit' : 'debit',
        amount: debit === '' ? credit : debit,
      })),
    })
    .expect(200);
}

async function paid(bookNo: number, date: string, request: object): Promise<void> {
  const path = `${base}/books/${bookNo}`;
  const requestId = await approved(people, path, { date, ...request });
  await people.cashier.post(`${path}/payments`, { requestId, date }).expect(201);
}

/** The collective: rent, a grant, a deposit; repair, welfare, petty cash; depreciation, tax, one slip misread. */
async function collective(): Promise<void> {
  const book = `${base}/books/1`;
  await opened(1, [
    ['10201', '200000.00', ''],
    ['10202', '5000.00', ''],
    ['10101', '500.00', ''],
    ['151', '300000.00', ''],
    ['152', '', '60000.00'],
    ['211', '', '8000.00'],
    ['301', '', '400000.00'],
    ['322', '', '37500.00'],
  ]);
  await received(people, book, { date: '2026-01-05', amount: '12000.00' });
  const grant = { payer: '北辰街道办事处', item: '财政补助', incomeAccountCode: '503' };
  await received(people, book, { date: '2026-01-08', amount: '20000.00', ...grant });
  const deposit = { payer: '商户乙', item: '租赁押金', incomeAccountCode: '211' };
  await received(people, book, { date: '2026-01-10', amount: '3000.00', ...deposit });
  await allocated(people, book, '15000.00');
  await paid(1, '2026-01-15', { amount: '600.00', expenseAccountCode: '511' });
  const welfare = { purpose: '慰问困难老人', payee: '社区食堂', expenseAccountCode: '514' };
  await paid(1, '2026-01-18', { amount: '2500.00', ...welfare });
  const pettyCash = { purpose: '拨付备用金', payee: '备用金保管人', expenseAccountCode: '10101' };
  await paid(1, '2026-01-20', { amount: '1000.00', ...pettyCash });
  await entered(1, '2026-01-22', '买办公用品', [
    ['513', '320.50', ''],
    ['10101', '', '320.50'],
  ]);
  const misread = await entered(1, '2026-01-25', '付快递费', [
    ['513', '88.00', ''],
    ['10101', '', '88.00'],
  ]);
  await people.accountant
    .post(`${book}/vouchers/${misread}/reverse`, { date: '2026-01-26', reason: '金额看错' })
    .expect(201);
  await entered(1, '2026-01-26', '订正1月25日付快递费', [
    ['513', '80.00', ''],
    ['10101', '', '80.00'],
  ]);
  await entered(1, '2026-01-31', '计提出租房屋折旧', [
    ['511', '1250.00', ''],
    ['152', '', '1250.00'],
  ]);
  await entered(1, '2026-01-31', '计提房产税', [
    ['512', '640.00', ''],
    ['214', '', '640.00'],
  ]);
}

/** The company: services sold, their cost, wages accrued and paid, profit paid up to the collective. */
async function company(): Promise<void> {
  const book = `${base}/books/2`;
  await opened(2, [
    ['100201', '50000.00', ''],
    ['3001', '', '50000.00'],
  ]);
  const service = { payer: '业主委员会', item: '物业服务', incomeAccountCode: '5001' };
  await received(people, book, { date: '2026-01-06', amount: '10600.00', ...service });
  await allocated(people, book, '6000.00');
  const cost = { purpose: '物业外包', payee: '保洁公司', expenseAccountCode: '5401' };
  await paid(2, '2026-01-12', { amount: '2000.00', ...cost });
  await entered(2, '2026-01-25', '计提1月工资', [
    ['5602', '3000.00', ''],
    ['2211', '', '3000.00'],
  ]);
  const wages = { purpose: '发放1月工资', payee: '员工二人', expenseAccountCode: '2211' };
  await paid(2, '2026-01-28', { amount: '3000.00', ...wages });
  await entered(2, '2026-01-29', '向股东分配利润', [
    ['3104', '1000.00', ''],
    ['2232', '', '1000.00'],
  ]);
  const profit = { purpose: '上缴利润', payee: '集体资产账', expenseAccountCode: '2232' };
  await approved(people, book, { date: '2026-01-29', amount: '1000.00', ...profit });
  const move = { fromBookNo: 2, toBookNo: 1, date: '2026-01-30', kind: 'profit' };
  await people.cashier.post(`${base}/transfers`, { amount: '1000.00', ...move }).expect(201);
}

/** The charity: a gift for old people, a gift for anything, a visit paid from the first. */
async function charity(): Promise<void> {
  const book = `${base}/books/3`;
  const fund = { code: 'ZL', name: '助老', purpose: '慰问老人', restricted: true };
  await people.accountant.post(`${book}/funds`, fund).expect(201);
  const gift = { donor: '王先生', date: '2026-01-07' };
  for (const fields of [{ amount: '5000.00', fundCode: 'ZL' }, { amount: '2000.00' }]) {
    await people.cashier.post(`${book}/donations`, { ...gift, ...fields }).expect(201);
  }
  await allocated(people, book, '1200.00');
  const visit = { purpose: '慰问老人', payee: '社区食堂', expenseAccountCode: '5101' };
  await paid(3, '2026-01-20', { amount: '1200.00', fundCode: 'ZL', ...visit });
  const release = { date: '2026-01-31', amount: '1200.00', reason: '一月慰问已用' };
  await people.accountant.post(`${book}/funds/ZL/release`, release).expect(201);
}

beforeAll(async () => {
  t = await startTestApp('2026-02-02T09:00:00+08:00');
  ({ base } = await openTreasuryBooks(t, CODE));
  people = await treasuryPeople(t, CODE);
  await collective();
  await company();
  await charity();
}, 60_000);

afterAll(async () => {
  await t.close();
});

interface Row {
  readonly label: string;
  readonly closing?: string;
  readonly opening?: string;
  readonly month?: string;
  readonly split?: { readonly month: { unrestricted: string; restricted: string } };
}

/** The rows of a statement that show a figure other than zero, as `label figure…`; every printed relation must hold. */
async function statement(bookNo: number, kind: string): Promise<string[]> {
  const { body } = await people.accountant
    .get(`${base}/books/${bookNo}/statements/${kind}?month=2026-01`)
    .expect(200);
  const { rows, checks } = body as { rows: Row[]; checks: { name: string; holds: boolean }[] };
  expect(checks.length).toBeGreaterThan(0);
  expect(checks.filter(({ holds }) => !holds)).toEqual([]);
  return rows.flatMap(({ label, closing, opening, month, split }) => {
    const figures =
      split === undefined
        ? [closing ?? month, opening]
        : [split.month.unrestricted, split.month.restricted, month];
    const shown = figures.filter((figure) => figure !== undefined);
    return shown.some((figure) => figure !== '0.00') ? [[label, ...shown].join(' ')] : [];
  });
}

describe('January of three books', () => {
  test('the collective’s balance sheet is the one worked out by hand', async () => {
    expect(await statement(1, 'balance-sheet')).toEqual([
      '货币资金 237999.50 205500.00',
      '流动资产合计 237999.50 205500.00',
      '固定资产原值 300000.00 300000.00',
      '减：累计折旧 61250.00 60000.00',
      '固定资产净值 238750.00 240000.00',
      '固定资产小计 238750.00 240000.00',
      '非流动资产合计 238750.00 240000.00',
      '资产总计 476749.50 445500.00',
      '应付款项 11000.00 8000.00',
      '应交税费 640.00 0.00',
      '流动负债合计 11640.00 8000.00',
      '负债合计 11640.00 8000.00',
      '资本 400000.00 400000.00',
      '未分配收益 65109.50 37500.00',
      '所有者权益合计 465109.50 437500.00',
      '负债和所有者权益总计 476749.50 445500.00',
    ]);
  });

  test('the collective’s income statement is the one worked out by hand', async () => {
    expect(await statement(1, 'income')).toEqual([
      '一、经营收入 12000.00',
      '加：投资收益 1000.00',
      '减：经营支出 1850.00',
      '税金及附加 640.00',
      '管理费用 400.50',
      '二、经营收益 10109.50',
      '加：补助收入 20000.00',
      '减：公益支出 2500.00',
      '三、收益总额 27609.50',
      '四、净收益 27609.50',
    ]);
  });

  test('the company’s statements are the ones worked out by hand', async () => {
    expect(await statement(2, 'income')).toEqual([
      '一、营业收入 10600.00',
      '减：营业成本 2000.00',
      '管理费用 3000.00',
      '二、营业利润（亏损以“－”号填列） 5600.00',
      '三、利润总额（亏损总额以“－”号填列） 5600.00',
      '四、净利润（净亏损以“－”号填列） 5600.00',
    ]);
    expect(await statement(2, 'balance-sheet')).toEqual([
      '货币资金 54600.00 50000.00',
      '流动资产合计 54600.00 50000.00',
      '资产总计 54600.00 50000.00',
      '实收资本（或股本） 50000.00 50000.00',
      '未分配利润 4600.00 0.00',
      '所有者权益（或股东权益）合计 54600.00 50000.00',
      '负债和所有者权益（或股东权益）总计 54600.00 50000.00',
    ]);
  });

  test('the charity’s activities keep what is restricted apart, and what was used is released', async () => {
    expect(await statement(3, 'activities')).toEqual([
      '捐赠收入 2000.00 5000.00 7000.00',
      '收入合计 2000.00 5000.00 7000.00',
      '（一）业务活动成本 1200.00 0.00 1200.00',
      '费用合计 1200.00 0.00 1200.00',
      '三、限定性净资产转为非限定性净资产 1200.00 -1200.00 0.00',
      '六、净资产变动额（若为净资产减少额，以“－”号填列） 2000.00 3800.00 5800.00',
    ]);
    expect(await statement(3, 'balance-sheet')).toEqual([
      '货币资金 5800.00 0.00',
      '流动资产合计 5800.00 0.00',
      '资产总计 5800.00 0.00',
      '非限定性净资产 2000.00 0.00',
      '限定性净资产 3800.00 0.00',
      '净资产合计 5800.00 0.00',
      '负债和净资产总计 5800.00 0.00',
    ]);
  });

  test('the cash flows of company and charity end in what their books hold', async () => {
    expect(await statement(2, 'cash-flow')).toEqual([
      '销售产成品、商品、提供劳务收到的现金 10600.00',
      '购买原材料、商品、接受劳务支付的现金 2000.00',
      '支付的职工薪酬 3000.00',
      '经营活动产生的现金流量净额 5600.00',
      '分配利润支付的现金 1000.00',
      '筹资活动产生的现金流量净额 -1000.00',
      '四、现金净增加额 4600.00',
      '加：期初现金余额 50000.00',
      '五、期末现金余额 54600.00',
    ]);
    expect(await statement(3, 'cash-flow')).toEqual([
      '接受捐赠收到的现金 7000.00',
      '现金流入小计 7000.00',
      '提供捐赠或者资助支付的现金 1200.00',
      '现金流出小计 1200.00',
      '业务活动产生的现金流量净额 5800.00',
      '五、现金及现金等价物净增加额 5800.00',
    ]);
  });

  test('what the bank accounts hold, account by account', async () => {
    const { body } = await people.accountant
      .get(`${base}/books/1/trial-balance?month=2026-01`)
      .expect(200);
    const { rows } = body as {
      rows: { accountCode: string; debit: string; credit: string; closingDebit: string }[];
    };
    const money = rows.filter(({ accountCode }) => /^10[12]\d\d$/.test(accountCode));
    expect(
      money.map(({ accountCode, debit, credit, closingDebit }) =>
        [accountCode, debit, credit, closingDebit].join(' '),
      ),
    ).toEqual([
      // 88.00 and its red letters stay on the credit side: 320.50 + 88.00 − 88.00 + 80.00
      '10101 1000.00 400.50 1099.50',
      '10201 36000.00 15000.00 221000.00',
      '10202 15000.00 4100.00 15900.00',
    ]);
  });

  test('everything recomputes', async () => {
    const { body } = await people.accountant.get(`${base}/verification`).expect(200);
    expect(body).toMatchObject({ clean: true });
  });
});
