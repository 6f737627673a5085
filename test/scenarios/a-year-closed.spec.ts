import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { approvedDecember, december, threeBooks, writtenOff } from '../support/year-books.js';
import {
  balances,
  BASE,
  beginStory,
  book,
  entered,
  posted,
  preview,
  statement,
  transferred,
  written,
  type Voucher,
  type YearStory,
} from '../support/year-story.js';

let s: YearStory;

beforeAll(async () => {
  s = await beginStory();
  await threeBooks(s);
  await december(s);
}, 60_000);

afterAll(async () => {
  await s.t.close();
});

/** What keeps December from being reported, check by check. */
async function obstacles(s: YearStory): Promise<string[]> {
  const response = await s.people.accountant.post(`${BASE}/months/2025-12/report`);
  const { errors = [] } = response.body as { errors?: { pointer: string; detail: string }[] };
  return errors.map(({ pointer, detail }) => `${pointer} ${detail}`);
}

describe('December before the transfer', () => {
  test('is not reported, and each check says what to do', async () => {
    expect(await obstacles(s)).toEqual([
      '/checks/suspense-settled 待处理财产损溢年末无余额：第1账套“集体资产账”：181 待处理财产损溢尚有余额 500.00 元，请查明原因并处理完毕。',
      '/checks/year-transferred 年末结转：第1账套“集体资产账”：还有 5 个科目未结转（501 经营收入等），请办理年末结转，审核并记账。 第2账套“社区公司账”：还有 3 个科目未结转（5001 主营业务收入等），请办理年末结转，审核并记账。 第3账套“慈善基金账”：还有 4 个科目未结转（410101 非限定性收入等），请办理年末结转，审核并记账。',
    ]);
  });

  test('is not distributed, and a standard does not change', async () => {
    const order = { resolutionNo: '社居决〔2025〕12号', resolvedOn: '2025-12-30' };
    const early = await s.people.accountant.post(`${book(1)}/year-end/2025/distribution`, {
      ...order,
      reserveRate: '10',
    });
    expect(early.body).toMatchObject({
      type: '/problems/year-end-not-transferred',
      detail:
        '第 1 账套科目 501 在2025年末还有余额，请先办理年末结转（待处理财产损溢须先处理），审核并记账。',
    });
    const change = { standard: 'non-profit-2024', date: '2026-01-01' };
    const open = await s.people.accountant.post(`${book(3)}/standard-change?preview=true`, change);
    expect(open.body).toMatchObject({
      type: '/problems/standard-change-before-approval',
      detail: '2025-12 的状态是“记账中”，须审议通过后才能办理新旧制度衔接。',
    });
  });
});

describe('the transfer of the year', () => {
  test('shows its vouchers, step by step as each standard says', async () => {
    await writtenOff(s);
    expect(await preview(s, 1)).toEqual([
      '结转本年收入：借501 30000.00 借504 2000.00 贷321 32000.00',
      '结转本年支出：贷511 6000.00 贷513 4000.00 贷514 2000.00 贷515 500.00 借321 12500.00',
      '结转本年收益：借321 19500.00 贷32202 19500.00',
    ]);
    expect(await preview(s, 2)).toEqual([
      '结转本年收入：借5001 12000.00 贷3103 12000.00',
      '结转本年成本费用：贷5401 3000.00 贷5602 1000.00 借3103 4000.00',
      '结转本年利润：借3103 8000.00 贷310402 8000.00',
    ]);
    expect(await preview(s, 3)).toEqual([
      '结转限定性收入：借410102 2000.00 贷3102 2000.00',
      '结转非限定性收入：借410101 800.00 贷3101 800.00',
      '结转费用：贷5101 1200.00 贷520101 300.00 借3101 1200.00 借3101 300.00',
    ]);
  });

  test('waits for its drafts, takes only what came late, and is refused when nothing is left', async () => {
    const path = `${book(1)}/year-end/2025/transfer`;
    const { body } = await s.people.accountant.post(path).expect(200);
    const again = await s.people.accountant.post(path);
    expect(again.body).toMatchObject({ type: '/problems/year-end-drafts-waiting', count: 3 });
    const { vouchers } = body as { vouchers: Voucher[] };
    const edit = await s.people.accountant.put(`${book(1)}/vouchers/${vouchers[0]?.id}`, {
      date: '2025-12-31',
      attachmentCount: 0,
      lines: [
        { summary: '改', accountCode: '501', debit: '1.00' },
        { summary: '改', accountCode: '321', credit: '1.00' },
      ],
    });
    expect(edit.body).toMatchObject({ type: '/problems/year-end-voucher-not-editable' });
    await posted(
      s,
      1,
      vouchers.map(({ id }) => id),
    );
    await entered(s, 1, '2025-12-31', '补记快递费', [
      ['513', '100.00', ''],
      ['211', '', '100.00'],
    ]);
    expect(await preview(s, 1)).toEqual([
      '结转本年支出：贷513 100.00 借321 100.00',
      '结转本年收益：贷321 100.00 借32202 100.00',
    ]);
    await transferred(s, 1);
    await transferred(s, 2);
    await transferred(s, 3);
    const nothing = await s.people.accountant.post(path);
    expect(nothing.body).toMatchObject({ type: '/problems/year-end-nothing-left', year: 2025 });
  });

  test('leaves nothing on income and expenses, and the statements of the year stand', async () => {
    for (const bookNo of [1, 2, 3]) {
      const rows = await balances(s, bookNo, '2025-12');
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
    expect(await statement(s, 1, 'income')).toEqual([
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
    expect(await statement(s, 3, 'activities')).toEqual([
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
    const tooMuch = await s.people.accountant.post(path, { ...order, owners: '5500.01' });
    expect(tooMuch.body).toMatchObject({
      type: '/problems/distribution-exceeds-profit',
      distributable: '6000.00',
      excess: '0.01',
      errors: [{ pointer: '/owners', detail: '超出可分配数 0.01 元，请减少分配。' }],
    });
    const tooLow = await s.people.accountant.post(path, { ...order, reserveRate: '8.33' });
    expect(tooLow.body).toMatchObject({ type: '/problems/reserve-rate-too-low', due: '500.00' });
    const { body } = await s.people.accountant
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
    const { body } = await s.people.accountant.post(`${book(3)}/year-end/2025/distribution`, order);
    expect(body).toMatchObject({ type: '/problems/distribution-not-for-standard', status: 422 });
  });

  test('the charter decides for the collective, and the statements show what was resolved', async () => {
    const path = `${book(1)}/year-end/2025/distribution`;
    const missing = await s.people.accountant.post(path, order);
    expect(missing.body).toMatchObject({ type: '/problems/reserve-rate-missing' });
    const wish = { ...order, reserveRate: '10.00', owners: '5000.00' };
    const collective = await s.people.accountant.post(path, wish).expect(200);
    const company = await s.people.accountant
      .post(`${book(2)}/year-end/2025/distribution`, { ...order, owners: '3000.00' })
      .expect(200);
    for (const [bookNo, { body }] of [
      [1, collective],
      [2, company],
    ] as const) {
      const { vouchers } = body as { vouchers: Voucher[] };
      await posted(
        s,
        bookNo,
        vouchers.map(({ id }) => id),
      );
    }
    expect((await statement(s, 1, 'income')).slice(-5)).toEqual([
      '加：年初未分配收益 25000.00',
      '五、可分配收益 44400.00',
      '减：提取公积公益金 1940.00',
      '向成员分配 5000.00',
      '六、年末未分配收益 37460.00',
    ]);
    expect(await statement(s, 1, 'balance-sheet')).toEqual([
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
    expect(await statement(s, 2, 'distribution')).toEqual([
      '一、净利润 8000.00',
      '加：年初未分配利润 -2000.00',
      '二、可供分配的利润 6000.00',
      '减：提取法定盈余公积 500.00',
      '三、可供投资者分配的利润 5500.00',
      '减：应付利润 3000.00',
      '四、未分配利润 2500.00',
    ]);
    const { body } = await s.people.accountant.get(`${book(1)}/year-end/2025`).expect(200);
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
    const text = await approvedDecember(s);
    expect(text).toContain('"recognised":{"income":"32000.00","expense":"12600.00"}');
    expect(text).toContain('"recognised":{"income":"12000.00","expense":"4000.00"}');
    expect(text).toContain('"recognised":{"income":"2800.00","expense":"1500.00"}');
    const late = await s.people.accountant.post(`${book(1)}/year-end/2025/transfer`);
    expect(late.body).toMatchObject({ type: '/problems/month-not-open', month: '2025-12' });
  });

  test('January opens with what December closed, account by account', async () => {
    for (const bookNo of [1, 2, 3]) {
      const closed = (await balances(s, bookNo, '2025-12')).map(
        ({ accountCode, closingDebit, closingCredit }) =>
          [accountCode, closingDebit, closingCredit].join(' '),
      );
      const opening = (await balances(s, bookNo, '2026-01')).map(
        ({ accountCode, openingDebit, openingCredit }) =>
          [accountCode, openingDebit, openingCredit].join(' '),
      );
      expect(opening).toEqual(closed.filter((row) => !row.endsWith(' 0.00 0.00')));
    }
  });

  test('ledgers carry out 结转下年 and take over 上年结转', async () => {
    const { body } = await s.people.accountant
      .get(`${book(1)}/account-ledgers/32202?from=2025-12&through=2025-12`)
      .expect(200);
    const rows = (body as { rows: { summary: string; direction: string; balance: string }[] }).rows;
    expect(rows.at(-1)).toMatchObject({
      summary: '结转下年',
      direction: '贷',
      balance: '37460.00',
    });
    const next = await s.people.accountant
      .get(`${book(1)}/account-ledgers/32202?from=2026-01&through=2026-01`)
      .expect(200);
    expect((next.body as { rows: unknown[] }).rows).toMatchObject([
      { summary: '上年结转', direction: '贷', balance: '37460.00' },
    ]);
  });
});

test('everything recomputes', async () => {
  const { body } = await s.people.accountant.get(`${BASE}/verification`).expect(200);
  const { findings } = body as { findings: { differences: string[] }[] };
  expect(findings.flatMap(({ differences }) => differences)).toEqual([]);
});
