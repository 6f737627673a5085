import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import { treasuryPeople, type TreasuryPeople } from '../support/treasury-books.js';

const CODE = '511602002001';
const BASE = `/api/v1/communities/${CODE}`;

type Entry = readonly [accountCode: string, debit: string, credit: string, fundCode?: string];

let t: TestApp;
let people: TreasuryPeople;
let supervisors: readonly Client[];

interface Voucher {
  readonly id: string;
  readonly summary: string;
  readonly lines: readonly { accountCode: string; debit?: string; credit?: string }[];
}

const book = (bookNo: number): string => `${BASE}/books/${bookNo}`;

async function opened(
  bookNo: number,
  fields: object,
  details: readonly (readonly [string, string, string])[],
  balances: readonly Entry[],
): Promise<void> {
  await people.accountant.post(`${BASE}/books`, { ...fields, openedOn: '2025-12-01' }).expect(201);
  for (const [code, name, parentCode] of details) {
    await people.accountant
      .post(`${book(bookNo)}/accounts`, { code, name, parentCode })
      .expect(201);
  }
  if (bookNo === 3) {
    const fund = { code: 'ZL', name: '助老', purpose: '慰问老人', restricted: true };
    await people.accountant.post(`${book(3)}/funds`, fund).expect(201);
  }
  await people.accountant
    .put(`${book(bookNo)}/opening-balances`, {
      lines: balances.map(([accountCode, debit, credit, fundCode]) => ({
        accountCode,
        side: debit === '' ? 'credit' : 'debit',
        amount: debit === '' ? credit : debit,
        ...(fundCode === undefined ? {} : { fundCode }),
      })),
    })
    .expect(200);
}

async function posted(bookNo: number, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await people.reviewer.post(`${book(bookNo)}/vouchers/${id}/review`).expect(200);
    await people.accountant.post(`${book(bookNo)}/vouchers/${id}/post`).expect(200);
  }
}

async function entered(
  bookNo: number,
  date: string,
  summary: string,
  lines: readonly Entry[],
): Promise<string> {
  const { body } = await people.accountant
    .post(`${book(bookNo)}/vouchers`, {
      date,
      attachmentCount: 1,
      lines: lines.map(([accountCode, debit, credit, fundCode]) => ({
        summary,
        accountCode,
        ...(debit === '' ? { credit } : { debit }),
        ...(fundCode === undefined ? {} : { fundCode }),
      })),
    })
    .expect(201);
  const { id } = body as { id: string };
  await posted(bookNo, [id]);
  return id;
}

/** A voucher as a line of text: summary: Dr account amount, Cr account amount. */
function written({ summary, lines }: Voucher): string {
  const sides = lines.map(({ accountCode, debit, credit }) =>
    debit === undefined ? `贷${accountCode} ${credit}` : `借${accountCode} ${debit}`,
  );
  return `${summary}：${sides.join(' ')}`;
}

async function preview(bookNo: number): Promise<string[]> {
  const { body } = await people.accountant
    .post(`${book(bookNo)}/year-end/2025/transfer?preview=true`)
    .expect(200);
  return (body as { vouchers: Voucher[] }).vouchers.map(written);
}

async function transferred(bookNo: number): Promise<void> {
  const { body } = await people.accountant
    .post(`${book(bookNo)}/year-end/2025/transfer`)
    .expect(200);
  await posted(
    bookNo,
    (body as { vouchers: Voucher[] }).vouchers.map(({ id }) => id),
  );
}

interface Row {
  readonly label: string;
  readonly opening?: string;
  readonly closing?: string;
  readonly month?: string;
  readonly yearToDate?: string;
  readonly split?: { readonly yearToDate: { unrestricted: string; restricted: string } };
}

/** Rows with a figure, as `label figures…` (closing and opening, or the year so far); every printed relation must hold. */
async function statement(bookNo: number, kind: string, month = '2025-12'): Promise<string[]> {
  const { body } = await people.accountant
    .get(`${book(bookNo)}/statements/${kind}?month=${month}`)
    .expect(200);
  const { rows, checks } = body as { rows: Row[]; checks: { name: string; holds: boolean }[] };
  expect(checks.filter(({ holds }) => !holds)).toEqual([]);
  return rows.flatMap(({ label, closing, opening, yearToDate, split }) => {
    const figures =
      split === undefined
        ? [closing ?? yearToDate, opening]
        : [split.yearToDate.unrestricted, split.yearToDate.restricted, yearToDate];
    const shown = figures.filter((figure) => figure !== undefined);
    return shown.some((figure) => figure !== '0.00') ? [[label, ...shown].join(' ')] : [];
  });
}

interface Balance {
  readonly accountCode: string;
  readonly level: number;
  readonly openingDebit: string;
  readonly openingCredit: string;
  readonly closingDebit: string;
  readonly closingCredit: string;
}

async function balances(bookNo: number, month: string): Promise<Balance[]> {
  const { body } = await people.accountant
    .get(`${book(bookNo)}/trial-balance?month=${month}`)
    .expect(200);
  return (body as { rows: Balance[] }).rows;
}

const COLLECTIVE_DETAILS = [
  ['32201', '提取公积公益金', '322'],
  ['32202', '未分配收益', '322'],
  ['32203', '向成员分配', '322'],
] as const;
const COMPANY_DETAILS = [
  ['310401', '提取法定盈余公积', '3104'],
  ['310402', '未分配利润', '3104'],
  ['310403', '应付利润', '3104'],
] as const;
const CHARITY_DETAILS = [
  ['170101', '代管物资', '1701'],
  ['520101', '办公费', '5201'],
] as const;

async function threeBooks(): Promise<void> {
  await opened(
    1,
    { kind: 'collective', name: '集体资产账', standard: 'rural-collective-2023' },
    COLLECTIVE_DETAILS,
    [
      ['102', '100000.00', ''],
      ['112', '5000.00', ''],
      ['121', '500.00', ''],
      ['301', '', '80500.00'],
      ['32202', '', '25000.00'],
    ],
  );
  await opened(
    2,
    { kind: 'company', name: '社区公司账', standard: 'small-enterprise-2011' },
    COMPANY_DETAILS,
    [
      ['1002', '50000.00', ''],
      ['310402', '2000.00', ''],
      ['2241', '', '22500.00'],
      ['3001', '', '20000.00'],
      ['3101', '', '9500.00'],
    ],
  );
  await opened(
    3,
    { kind: 'charity', name: '慈善基金账', standard: 'non-profit-2004' },
    CHARITY_DETAILS,
    [
      ['1002', '9000.00', ''],
      ['170101', '1500.00', ''],
      ['2601', '', '1500.00'],
      ['2401', '', '400.00'],
      ['3101', '', '3600.00'],
      ['3102', '', '5000.00', 'ZL'],
    ],
  );
}

async function december(): Promise<void> {
  await entered(1, '2025-12-05', '应收租金', [
    ['112', '30000.00', ''],
    ['501', '', '30000.00'],
  ]);
  await entered(1, '2025-12-06', '应收违约金', [
    ['112', '2000.00', ''],
    ['504', '', '2000.00'],
  ]);
  await entered(1, '2025-12-20', '计提人员补贴', [
    ['513', '4000.00', ''],
    ['212', '', '4000.00'],
  ]);
  await entered(1, '2025-12-21', '维修门面', [
    ['511', '6000.00', ''],
    ['211', '', '6000.00'],
  ]);
  await entered(1, '2025-12-22', '慰问老人', [
    ['514', '2000.00', ''],
    ['211', '', '2000.00'],
  ]);
  await entered(1, '2025-12-30', '物资盘亏', [
    ['181', '500.00', ''],
    ['121', '', '500.00'],
  ]);
  await entered(2, '2025-12-08', '物业服务', [
    ['1122', '12000.00', ''],
    ['5001', '', '12000.00'],
  ]);
  await entered(2, '2025-12-18', '保洁外包', [
    ['5401', '3000.00', ''],
    ['2202', '', '3000.00'],
  ]);
  await entered(2, '2025-12-25', '计提工资', [
    ['5602', '1000.00', ''],
    ['2211', '', '1000.00'],
  ]);
  await entered(3, '2025-12-07', '助老捐赠', [
    ['1122', '2000.00', ''],
    ['410102', '', '2000.00', 'ZL'],
  ]);
  await entered(3, '2025-12-07', '一般捐赠', [
    ['1122', '800.00', ''],
    ['410101', '', '800.00'],
  ]);
  await entered(3, '2025-12-15', '慰问老人', [
    ['5101', '1200.00', '', 'ZL'],
    ['2202', '', '1200.00'],
  ]);
  await entered(3, '2025-12-16', '办公费', [
    ['520101', '300.00', ''],
    ['2202', '', '300.00'],
  ]);
  const release = { date: '2025-12-31', amount: '1200.00', reason: '十二月慰问已用' };
  await people.accountant.post(`${book(3)}/funds/ZL/release`, release).expect(201);
}

beforeAll(async () => {
  t = await startTestApp('2026-01-10T09:00:00+08:00');
  await t.community(CODE);
  people = await treasuryPeople(t, CODE);
  supervisors = await Promise.all(['a', 'b', 'c'].map((one) => t.as(`supervisor-${one}.001`)));
  await threeBooks();
  await december();
}, 60_000);

afterAll(async () => {
  await t.close();
});

/** What keeps December from being reported, check by check. */
async function obstacles(): Promise<string[]> {
  const response = await people.accountant.post(`${BASE}/months/2025-12/report`);
  const { errors = [] } = response.body as { errors?: { pointer: string; detail: string }[] };
  return errors.map(({ pointer, detail }) => `${pointer} ${detail}`);
}

describe('December before the transfer', () => {
  test('is not reported, and each check says what to do', async () => {
    expect(await obstacles()).toEqual([
      '/checks/suspense-settled 待处理财产损溢年末无余额：第1账套“集体资产账”：181 待处理财产损溢尚有余额 500.00 元，请查明原因并处理完毕。',
      '/checks/year-transferred 年末结转：第1账套“集体资产账”：还有 5 个科目未结转（501 经营收入等），请办理年末结转，审核并记账。 第2账套“社区公司账”：还有 3 个科目未结转（5001 主营业务收入等），请办理年末结转，审核并记账。 第3账套“慈善基金账”：还有 4 个科目未结转（410101 非限定性收入等），请办理年末结转，审核并记账。',
    ]);
  });

  test('is not distributed, and a standard does not change', async () => {
    const order = { resolutionNo: '社居决〔2025〕12号', resolvedOn: '2025-12-30' };
    const early = await people.accountant.post(`${book(1)}/year-end/2025/distribution`, {
      ...order,
      reserveRate: '10',
    });
    expect(early.body).toMatchObject({
      type: '/problems/year-end-not-transferred',
      detail:
        '第 1 账套科目 501 在2025年末还有余额，请先办理年末结转（待处理财产损溢须先处理），审核并记账。',
    });
    const change = { standard: 'non-profit-2024', date: '2026-01-01' };
    const open = await people.accountant.post(`${book(3)}/standard-change?preview=true`, change);
    expect(open.body).toMatchObject({
      type: '/problems/standard-change-before-approval',
      detail: '2025-12 的状态是“记账中”，须审议通过后才能办理新旧制度衔接。',
    });
  });
});

describe('the transfer of the year', () => {
  test('shows its vouchers, step by step as each standard says', async () => {
    await entered(1, '2025-12-31', '盘亏转支出', [
      ['515', '500.00', ''],
      ['181', '', '500.00'],
    ]);
    expect(await preview(1)).toEqual([
      '结转本年收入：借501 30000.00 借504 2000.00 贷321 32000.00',
      '结转本年支出：贷511 6000.00 贷513 4000.00 贷514 2000.00 贷515 500.00 借321 12500.00',
      '结转本年收益：借321 19500.00 贷32202 19500.00',
    ]);
    expect(await preview(2)).toEqual([
      '结转本年收入：借5001 12000.00 贷3103 12000.00',
      '结转本年成本费用：贷5401 3000.00 贷5602 1000.00 借3103 4000.00',
      '结转本年利润：借3103 8000.00 贷310402 8000.00',
    ]);
    expect(await preview(3)).toEqual([
      '结转限定性收入：借410102 2000.00 贷3102 2000.00',
      '结转非限定性收入：借410101 800.00 贷3101 800.00',
      '结转费用：贷5101 1200.00 贷520101 300.00 借3101 1200.00 借3101 300.00',
    ]);
  });

  test('waits for its drafts, takes only what came late, and is refused when nothing is left', async () => {
    const path = `${book(1)}/year-end/2025/transfer`;
    const { body } = await people.accountant.post(path).expect(200);
    const again = await people.accountant.post(path);
    expect(again.body).toMatchObject({ type: '/problems/year-end-drafts-waiting', count: 3 });
    const { vouchers } = body as { vouchers: Voucher[] };
    const edit = await people.accountant.put(`${book(1)}/vouchers/${vouchers[0]?.id}`, {
      date: '2025-12-31',
      attachmentCount: 0,
      lines: [
        { summary: '改', accountCode: '501', debit: '1.00' },
        { summary: '改', accountCode: '321', credit: '1.00' },
      ],
    });
    expect(edit.body).toMatchObject({ type: '/problems/year-end-voucher-not-editable' });
    await posted(
      1,
      vouchers.map(({ id }) => id),
    );
    await entered(1, '2025-12-31', '补记快递费', [
      ['513', '100.00', ''],
      ['211', '', '100.00'],
    ]);
    expect(await preview(1)).toEqual([
      '结转本年支出：贷513 100.00 借321 100.00',
      '结转本年收益：贷321 100.00 借32202 100.00',
    ]);
    await transferred(1);
    await transferred(2);
    await transferred(3);
    const nothing = await people.accountant.post(path);
    expect(nothing.body).toMatchObject({ type: '/problems/year-end-nothing-left', year: 2025 });
  });

  test('leaves nothing on income and expenses, and the statements of the year stand', async () => {
    for (const bookNo of [1, 2, 3]) {
      const rows = await balances(bookNo, '2025-12');
      const result = rows.filter(({ accountCode }) =>
        (bookNo === 1 ? /^5|^321/ : bookNo === 2 ? /^5|^3103/ : /^[45]/).test(accountCode),
      );
      expect(result.length).toBeGreaterThan(2);
      expect(
        result.filter(
          ({ closingDebit, closingCredit }) => closingDebit !== '0.00' || closingCredit !== '0.00',
        ),
      ).toEqual([]);
    }
    expect(await statement(1, 'income')).toEqual([
      '一、经营收入 30000.00',
      '减：经营支出 6000.00',
      '管理费用 4100.00',
      '二、经营收益 19900.00',
      '其他收入 2000.00',
      '减：公益支出 2000.00',
      '其他支出 500.00',
      '三、收益总额 19400.00',
      '四、净收益 19400.00',
      '加：年初未分配收益 25000.00',
      '五、可分配收益 44400.00',
      '六、年末未分配收益 44400.00',
    ]);
    expect(await statement(3, 'activities')).toEqual([
      '其中：捐赠收入 800.00 2000.00 2800.00',
      '收入合计 800.00 2000.00 2800.00',
      '（一）业务活动成本 1200.00 0.00 1200.00',
      '（二）管理费用 300.00 0.00 300.00',
      '费用合计 1500.00 0.00 1500.00',
      '三、限定性净资产转为非限定性净资产 1200.00 -1200.00 0.00',
      '四、净资产变动额（若为净资产减少额，以“－”号填列） 500.00 800.00 1300.00',
    ]);
  });
});

describe('the distribution of the year', () => {
  const order = { resolutionNo: '社居决〔2025〕12号', resolvedOn: '2025-12-30' };

  test('follows its order: losses, reserve, owners; and never more than there is', async () => {
    const path = `${book(2)}/year-end/2025/distribution`;
    const tooMuch = await people.accountant.post(path, { ...order, owners: '5500.01' });
    expect(tooMuch.body).toMatchObject({
      type: '/problems/distribution-exceeds-profit',
      distributable: '6000.00',
      excess: '0.01',
      errors: [{ pointer: '/owners', detail: '超出可分配数 0.01 元，请减少分配。' }],
    });
    const tooLow = await people.accountant.post(path, { ...order, reserveRate: '8.33' });
    expect(tooLow.body).toMatchObject({ type: '/problems/reserve-rate-too-low', due: '500.00' });
    const { body } = await people.accountant
      .post(`${path}?preview=true`, { ...order, owners: '3000.00' })
      .expect(200);
    // 8000 less the loss of 2000; a tenth is 600, but 500 fill the reserve to half of 20000.
    expect((body as { plan: object }).plan).toEqual({
      net: '8000.00',
      lossesMadeUp: '2000.00',
      base: '6000.00',
      distributable: '6000.00',
      reserveDue: '500.00',
      reserve: '500.00',
      reserveBeyond: '0.00',
      owners: '3000.00',
      other: '0.00',
      remaining: '2500.00',
    });
    expect((body as { vouchers: Voucher[] }).vouchers.map(written)).toEqual([
      '收益分配：借310401 500.00 贷3101 500.00 借310403 3000.00 贷2232 3000.00',
      '结转利润分配各明细：贷310401 500.00 贷310403 3000.00 借310402 3500.00',
    ]);
  });

  test('a charity distributes nothing', async () => {
    const { body } = await people.accountant.post(`${book(3)}/year-end/2025/distribution`, order);
    expect(body).toMatchObject({ type: '/problems/distribution-not-for-standard', status: 422 });
  });

  test('the charter decides for the collective, and the statements show what was resolved', async () => {
    const path = `${book(1)}/year-end/2025/distribution`;
    const missing = await people.accountant.post(path, order);
    expect(missing.body).toMatchObject({ type: '/problems/reserve-rate-missing' });
    const wish = { ...order, reserveRate: '10.00', owners: '5000.00' };
    const collective = await people.accountant.post(path, wish).expect(200);
    const company = await people.accountant
      .post(`${book(2)}/year-end/2025/distribution`, { ...order, owners: '3000.00' })
      .expect(200);
    for (const [bookNo, { body }] of [
      [1, collective],
      [2, company],
    ] as const) {
      const { vouchers } = body as { vouchers: Voucher[] };
      await posted(
        bookNo,
        vouchers.map(({ id }) => id),
      );
    }
    expect((await statement(1, 'income')).slice(-5)).toEqual([
      '加：年初未分配收益 25000.00',
      '五、可分配收益 44400.00',
      '减：提取公积公益金 1940.00',
      '向成员分配 5000.00',
      '六、年末未分配收益 37460.00',
    ]);
    expect(await statement(1, 'balance-sheet')).toEqual([
      '货币资金 100000.00 100000.00',
      '应收款项 37000.00 5000.00',
      '存货 0.00 500.00',
      '流动资产合计 137000.00 105500.00',
      '资产总计 137000.00 105500.00',
      '应付款项 13100.00 0.00',
      '应付工资 4000.00 0.00',
      '流动负债合计 17100.00 0.00',
      '负债合计 17100.00 0.00',
      '资本 80500.00 80500.00',
      '公积公益金 1940.00 0.00',
      '未分配收益 37460.00 25000.00',
      '所有者权益合计 119900.00 105500.00',
      '负债和所有者权益总计 137000.00 105500.00',
    ]);
    expect(await statement(2, 'distribution')).toEqual([
      '一、净利润 8000.00',
      '加：年初未分配利润 -2000.00',
      '二、可供分配的利润 6000.00',
      '减：提取法定盈余公积 500.00',
      '三、可供投资者分配的利润 5500.00',
      '减：应付利润 3000.00',
      '四、未分配利润 2500.00',
    ]);
    const { body } = await people.accountant.get(`${book(1)}/year-end/2025`).expect(200);
    expect(body).toMatchObject({
      year: 2025,
      left: [],
      details: [],
      suspense: [],
      waitingDrafts: 0,
      distributions: [
        {
          resolutionNo: '社居决〔2025〕12号',
          reserve: '1940.00',
          status: 'posted',
          madeBy: '会计甲',
        },
      ],
    });
  });
});

describe('the year is approved, and the next one begins where it ended', () => {
  test('December is reported and approved; its figures are not those of closing', async () => {
    const { body } = await people.accountant.post(`${BASE}/months/2025-12/report`).expect(200);
    const text = JSON.stringify(body);
    expect(text).toContain('"recognised":{"income":"32000.00","expense":"12600.00"}');
    expect(text).toContain('"recognised":{"income":"12000.00","expense":"4000.00"}');
    expect(text).toContain('"recognised":{"income":"2800.00","expense":"1500.00"}');
    const [chair] = supervisors;
    const { body: meeting } = await chair!
      .post(`${BASE}/months/2025-12/meetings`, { date: '2026-01-10', place: '社区会议室' })
      .expect(201);
    const at = `/api/v1/meetings/${(meeting as { id: string }).id}`;
    const present = ['supervisor-a.001', 'supervisor-b.001', 'supervisor-c.001'];
    await chair!.put(`${at}/attendance`, { present }).expect(200);
    for (const one of supervisors.slice(0, 2)) {
      await one.put(`${at}/votes`, { votes: [{ item: 'all', choice: 'approve' }] }).expect(200);
    }
    await chair!.post(`${at}/conclude`, { opinion: '账目清楚' }).expect(200);
    const late = await people.accountant.post(`${book(1)}/year-end/2025/transfer`);
    expect(late.body).toMatchObject({ type: '/problems/month-not-open', month: '2025-12' });
  });

  test('January opens with what December closed, account by account', async () => {
    for (const bookNo of [1, 2, 3]) {
      const closed = (await balances(bookNo, '2025-12')).map(
        ({ accountCode, closingDebit, closingCredit }) =>
          [accountCode, closingDebit, closingCredit].join(' '),
      );
      const opening = (await balances(bookNo, '2026-01')).map(
        ({ accountCode, openingDebit, openingCredit }) =>
          [accountCode, openingDebit, openingCredit].join(' '),
      );
      expect(opening).toEqual(closed.filter((row) => !row.endsWith(' 0.00 0.00')));
    }
  });

  test('ledgers carry out 结转下年 and take over 上年结转', async () => {
    const { body } = await people.accountant
      .get(`${book(1)}/account-ledgers/32202?from=2025-12&through=2025-12`)
      .expect(200);
    const rows = (body as { rows: { summary: string; direction: string; balance: string }[] }).rows;
    expect(rows.at(-1)).toMatchObject({
      summary: '结转下年',
      direction: '贷',
      balance: '37460.00',
    });
    const next = await people.accountant
      .get(`${book(1)}/account-ledgers/32202?from=2026-01&through=2026-01`)
      .expect(200);
    expect((next.body as { rows: unknown[] }).rows).toMatchObject([
      { summary: '上年结转', direction: '贷', balance: '37460.00' },
    ]);
  });
});

describe('the charity changes from the system of 2004 to that of 2024', () => {
  const change = { standard: 'non-profit-2024', date: '2026-01-01' };

  test('the preview shows each balance under its new account', async () => {
    const { body } = await people.accountant
      .post(`${book(3)}/standard-change?preview=true`, change)
      .expect(200);
    const {
      balances: mapped,
      mapping,
      closed,
    } = body as {
      balances: { from: string; to: string; toName: string; balance: string }[];
      mapping: { verified: boolean };
      closed: string[];
    };
    expect(mapped.map(({ from, to, toName, balance }) => [from, to, toName, balance])).toEqual([
      ['1002', '1002', '银行存款', '9000.00'],
      ['1122', '1122', '其他应收款', '2800.00'],
      ['170101', '180101', '代管物资', '1500.00'],
      ['2202', '2202', '应付账款', '-1500.00'],
      ['2401', '2503', '预计负债', '-400.00'],
      ['2601', '2601', '受托代理负债', '-1500.00'],
      ['3101', '3101', '非限定性净资产', '-4100.00'],
      ['3102', '3102', '限定性净资产', '-5800.00'],
    ]);
    expect(mapping.verified).toBe(false);
    expect(closed).toEqual(['170101', '2401', '520101']);
  });

  test('the same book goes on: balances, funds and statements of both years stand', async () => {
    const before = await statement(3, 'balance-sheet');
    const { body } = await people.accountant.post(`${book(3)}/standard-change`, change).expect(200);
    const { voucher } = body as { voucher: { id: string; month: string; no: number } };
    expect(voucher).toMatchObject({ month: '2026-01', no: 1 });
    const shown = await people.accountant.get(`${book(3)}/vouchers/${voucher.id}`).expect(200);
    expect(
      (shown.body as Voucher).lines.map(({ accountCode, debit, credit }) =>
        [accountCode, debit ?? '', credit ?? ''].join(' '),
      ),
    ).toEqual(['180101 1500.00 ', '2503  400.00', '170101  1500.00', '2401 400.00 ']);
    expect(await statement(3, 'balance-sheet')).toEqual(before);
    const opened2026 = await statement(3, 'balance-sheet', '2026-01');
    expect(opened2026).toContain('受托代理资产 1500.00 1500.00');
    expect(opened2026).toContain('预计负债 400.00 400.00');
    expect(opened2026).toContain('限定性净资产 5800.00 5800.00');
    const funds = await people.accountant.get(`${book(3)}/funds`).expect(200);
    expect((funds.body as { items: object[] }).items).toMatchObject([
      { code: 'ZL', balance: '5800.00' },
    ]);
    const again = await people.accountant.post(`${book(3)}/standard-change`, change);
    expect(again.body).toMatchObject({ type: '/problems/standard-change-unknown' });
    const undo = await people.accountant.post(`${book(3)}/vouchers/${voucher.id}/reverse`, {
      date: '2026-01-02',
      reason: '不想改了',
    });
    expect(undo.body).toMatchObject({ type: '/problems/reversal-not-allowed' });
  });

  test('5201 is 管理费用 in the old year and 税金及附加 in the new one', async () => {
    const details = [
      ['520102', '附加税费', '5201'],
      ['530102', '邮寄费', '5301'],
    ] as const;
    for (const [code, name, parentCode] of details) {
      await people.accountant.post(`${book(3)}/accounts`, { code, name, parentCode }).expect(201);
    }
    await entered(3, '2026-01-05', '寄快递', [
      ['530102', '50.00', ''],
      ['2202', '', '50.00'],
    ]);
    await entered(3, '2026-01-06', '附加税费', [
      ['520102', '10.00', ''],
      ['2206', '', '10.00'],
    ]);
    const old = await people.accountant.post(`${book(3)}/vouchers`, {
      date: '2026-01-06',
      attachmentCount: 1,
      lines: [
        { summary: '办公费', accountCode: '520101', debit: '1.00' },
        { summary: '办公费', accountCode: '2202', credit: '1.00' },
      ],
    });
    expect(old.body).toMatchObject({ type: '/problems/account-closed', closedOn: '2026-01-01' });
    const name = async (month: string): Promise<string | undefined> => {
      const { body } = await people.accountant
        .get(`${book(3)}/trial-balance?month=${month}`)
        .expect(200);
      return (body as { rows: { accountCode: string; name: string }[] }).rows.find(
        ({ accountCode }) => accountCode === '5201',
      )?.name;
    };
    expect([await name('2025-12'), await name('2026-01')]).toEqual(['管理费用', '税金及附加']);
    expect(await statement(3, 'activities', '2026-01')).toEqual([
      '（二）税金及附加 10.00 0.00 10.00',
      '（三）管理费用 50.00 0.00 50.00',
      '费用合计 60.00 0.00 60.00',
      '六、净资产变动额（若为净资产减少额，以“－”号填列） -60.00 0.00 -60.00',
    ]);
  });

  test('an error of the closed year is put right in blue through 以前年度净资产调整', async () => {
    const { body } = await people.accountant
      .get(`${book(3)}/vouchers?month=2025-12&text=办公费`)
      .expect(200);
    const [wrong] = (body as { items: { id: string; no: number }[] }).items;
    const path = `${book(3)}/vouchers/${wrong?.id}`;
    const red = await people.accountant.post(`${path}/reverse`, {
      date: '2026-01-08',
      reason: '多记',
    });
    expect(red.body).toMatchObject({ type: '/problems/reversal-not-allowed' });
    const blue = await people.accountant
      .post(`${path}/correct-prior-year`, {
        date: '2026-01-08',
        reason: '多记办公费 50 元',
        lines: [
          { summary: '冲减多记的办公费', accountCode: '2202', debit: '50.00' },
          { summary: '冲减多记的办公费', accountCode: '3201', credit: '50.00' },
        ],
      })
      .expect(201);
    const { id } = blue.body as { id: string };
    await posted(3, [id]);
    const shown = await people.accountant.get(`${book(3)}/vouchers/${id}`).expect(200);
    expect((shown.body as { lines: { summary: string }[] }).lines[0]?.summary).toBe(
      `订正2025年12月16日记字第${wrong?.no}号凭证：冲减多记的办公费`,
    );
    expect(await statement(3, 'activities', '2026-01')).toContain(
      '五、以前年度净资产调整 50.00 0.00 50.00',
    );
  });

  test('everything recomputes', async () => {
    const { body } = await people.accountant.get(`${BASE}/verification`).expect(200);
    expect(
      (body as { findings: { differences: string[] }[] }).findings.flatMap(
        ({ differences }) => differences,
      ),
    ).toEqual([]);
    expect(body).toMatchObject({ clean: true });
  });
});
