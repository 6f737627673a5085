import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type Client, type TestApp } from '../support/app.js';

const CODE = '511602002001';
const BOOKS = `/api/v1/communities/${CODE}/books`;

let t: TestApp;
let accountant: Client;
let reviewer: Client;

beforeAll(async () => {
  t = await startTestApp('2026-12-31T09:00:00+08:00');
  await t.community(CODE);
  accountant = await t.as('accountant.001');
  reviewer = await t.as('reviewer.001');
});

afterAll(async () => {
  await t.close();
});

interface Story {
  readonly book: object;
  readonly details: readonly (readonly [string, string])[];
  /** Debit and credit of the opening balances and of the year's profit of 1000 yuan. */
  readonly opening: readonly (readonly [string, 'debit' | 'credit', string])[];
  readonly income: readonly [string, string];
}

const COMPANY = {
  book: { kind: 'company', name: '社区公司账', standard: 'small-enterprise-2011' },
  opening: [
    ['1002', 'debit', '10200.00'],
    ['3001', 'credit', '10000.00'],
  ],
  income: ['1002', '5001'],
} as const;
const COLLECTIVE = {
  book: { kind: 'collective', name: '集体资产账', standard: 'rural-collective-2023' },
  opening: [
    ['102', 'debit', '10200.00'],
    ['301', 'credit', '10000.00'],
  ],
  income: ['102', '501'],
} as const;

/** Opens a book with 200 undistributed, earns 1000 in December and transfers the year. */
async function transferred({ book, details, opening, income }: Story): Promise<string> {
  const { body } = await accountant.post(BOOKS, { ...book, openedOn: '2026-12-01' }).expect(201);
  const path = `${BOOKS}/${(body as { bookNo: number }).bookNo}`;
  for (const [code, name] of details) {
    await accountant
      .post(`${path}/accounts`, { code, name, parentCode: code.slice(0, -2) })
      .expect(201);
  }
  const lines = opening.map(([accountCode, side, amount]) => ({ accountCode, side, amount }));
  await accountant.put(`${path}/opening-balances`, { lines }).expect(200);
  const [debit, credit] = income;
  const earned = await accountant
    .post(`${path}/vouchers`, {
      date: '2026-12-05',
      attachmentCount: 1,
      lines: [
        { summary: '收入', accountCode: debit, debit: '1000.00' },
        { summary: '收入', accountCode: credit, credit: '1000.00' },
      ],
    })
    .expect(201);
  await posted(path, [(earned.body as { id: string }).id]);
  await act(`${path}/year-end/2026/transfer`, path);
  return path;
}

async function posted(path: string, ids: readonly string[]): Promise<void> {
  await reviewer.post(`${path}/vouchers/review`, { ids }).expect(200);
  await accountant.post(`${path}/vouchers/post`, { ids }).expect(200);
}

async function act(address: string, path: string, wish?: object): Promise<string[]> {
  const { body } = await accountant.post(address, wish).expect(200);
  const ids = (body as { vouchers: { id: string }[] }).vouchers.map(({ id }) => id);
  await posted(path, ids);
  return ids;
}

const WISH = { resolutionNo: '决〔2026〕1号', resolvedOn: '2026-12-30', reserveRate: '15' };

/** Rows of the statement of distribution that are not nothing, and the relations that do not hold. */
async function shown(path: string, kind: string, from: number): Promise<object> {
  const { body } = await accountant.get(`${path}/statements/${kind}?month=2026-12`).expect(200);
  const { rows, checks } = body as {
    rows: { row: number | null; yearToDate?: string }[];
    checks: { name: string; holds: boolean }[];
  };
  expect(checks.filter(({ holds }) => !holds)).toEqual([]);
  return Object.fromEntries(
    rows.flatMap(({ row, yearToDate = '0.00' }) =>
      row === null || row < from || yearToDate === '0.00' ? [] : [[row, yearToDate]],
    ),
  );
}

describe('a year distributed in a book whose distribution account has no details', () => {
  test('利润分配 kept as one account: each part stands in its row of 利润分配表', async () => {
    const path = await transferred({
      ...COMPANY,
      details: [],
      opening: [...COMPANY.opening, ['3104', 'credit', '200.00']],
    });
    await act(`${path}/year-end/2026/distribution`, path, { ...WISH, owners: '300.00' });
    expect(await shown(path, 'distribution', 1)).toEqual({
      ...{ 1: '1000.00', 2: '200.00', 4: '1200.00' },
      // 10% of 1000 by law, 5% beyond it
      ...{ 5: '100.00', 6: '50.00', 11: '1050.00', 12: '300.00', 13: '750.00' },
    });
  });

  test('收益分配 kept as one account: nothing of it is 其他 but what is', async () => {
    const path = await transferred({
      ...COLLECTIVE,
      details: [],
      opening: [...COLLECTIVE.opening, ['322', 'credit', '200.00']],
    });
    const [first = ''] = await act(`${path}/year-end/2026/distribution`, path, {
      ...WISH,
      owners: '300.00',
      others: [{ name: '福利', accountCode: '211', amount: '40.00' }],
    });
    const divided = {
      ...{ 13: '1000.00', 14: '200.00', 16: '1200.00' },
      ...{ 17: '150.00', 18: '300.00', 19: '40.00', 20: '710.00' },
    };
    expect(await shown(path, 'income', 13)).toEqual(divided);
    await accountant
      .post(`${path}/vouchers/${first}/reverse`, { date: '2026-12-31', reason: '决议撤销' })
      .expect(201);
    expect(await shown(path, 'income', 13)).toEqual({
      ...{ 13: '1000.00', 14: '200.00', 16: '1200.00', 20: '1200.00' },
    });
  });

  test('with 各项分配 and 未分配收益 alone, as the standard names them, every part goes through 各项分配', async () => {
    const path = await transferred({
      ...COLLECTIVE,
      details: [
        ['32201', '各项分配'],
        ['32202', '未分配收益'],
      ],
      opening: [...COLLECTIVE.opening, ['32202', 'credit', '200.00']],
    });
    await act(`${path}/year-end/2026/distribution`, path, { ...WISH, owners: '300.00' });
    expect(await shown(path, 'income', 13)).toEqual({
      ...{ 13: '1000.00', 14: '200.00', 16: '1200.00' },
      ...{ 17: '150.00', 18: '300.00', 20: '750.00' },
    });
    const { body } = await accountant.get(`${path}/trial-balance?month=2026-12`).expect(200);
    const { rows } = body as { rows: { accountCode: string; closingCredit: string }[] };
    expect(
      rows
        .filter(({ accountCode }) => accountCode.startsWith('322'))
        .map(({ accountCode, closingCredit }) => `${accountCode} ${closingCredit}`),
    ).toEqual(['322 750.00', '32201 0.00', '32202 750.00']);
  });

  test('with details, each part keeps its own, and what has none asks for it', async () => {
    const path = await transferred({
      ...COMPANY,
      details: [
        ['310401', '提取法定盈余公积'],
        ['310402', '应付利润'],
        ['310403', '未分配利润'],
      ],
      opening: [...COMPANY.opening, ['310403', 'credit', '200.00']],
    });
    const beyond = await accountant.post(`${path}/year-end/2026/distribution`, {
      ...WISH,
      owners: '300.00',
    });
    expect([beyond.status, beyond.body]).toMatchObject([
      422,
      { type: '/problems/year-end-account-missing', subAccount: '提取任意盈余公积' },
    ]);
    await act(`${path}/year-end/2026/distribution`, path, {
      ...WISH,
      reserveRate: '10',
      owners: '300.00',
    });
    expect(await shown(path, 'distribution', 5)).toEqual({
      ...{ 5: '100.00', 11: '1100.00', 12: '300.00', 13: '800.00' },
    });
  });
});
