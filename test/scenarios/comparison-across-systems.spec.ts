import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bytesOf } from '../support/file-answer.js';
import { asOwner } from '../integration/filings.fixture.js';
import {
  BASE,
  beginStory,
  book,
  entered,
  transferred,
  type YearStory,
} from '../support/year-story.js';

let s: YearStory;

/** The charity keeps its first year under the system of 2004, as the accounts of that system. */
const LAST_YEAR = [
  ['2025-01-10', '一般捐赠', '1122', '410101', '500.00'],
  ['2025-01-15', '办公费', '520101', '2202', '100.00'],
  ['2025-01-20', '义卖宣传', '5301', '2202', '7.00'],
  ['2025-02-10', '滞纳金', '5401', '2202', '3.00'],
  ['2025-03-10', '办公费', '520101', '2202', '40.00'],
] as const;

/** 2026: the same codes mean something else. */
const THIS_YEAR = [
  ['2026-01-05', '一般捐赠', '1122', '410101', '200.00'],
  ['2026-01-06', '办公费', '5301', '2202', '60.00'],
  ['2026-01-07', '附加税费', '520102', '2206', '5.00'],
] as const;

beforeAll(async () => {
  s = await beginStory();
  await s.people.accountant
    .post(`${BASE}/books`, {
      kind: 'charity',
      name: '慈善基金账',
      standard: 'non-profit-2004',
      openedOn: '2025-01-01',
    })
    .expect(201);
  const entries = async (rows: typeof LAST_YEAR | typeof THIS_YEAR): Promise<void> => {
    for (const [date, summary, debit, credit, amount] of rows) {
      await entered(s, 1, date, summary, [
        [debit, amount, ''],
        [credit, '', amount],
      ]);
    }
  };
  const detail = { code: '520101', name: '办公费', parentCode: '5201' };
  await s.people.accountant.post(`${book(1)}/accounts`, detail).expect(201);
  await entries(LAST_YEAR);
  await transferred(s, 1);
  // Twelve meetings are no part of this story: the owner writes what they left.
  await asOwner(s.t, async (owner) => {
    await owner.query('ALTER TABLE accounting_month DISABLE TRIGGER USER');
    await owner.query(
      `INSERT INTO accounting_month (community_code, month, state)
       SELECT $1, to_char(m, 'YYYY-MM'), 'approved' FROM generate_series('2025-01-01'::date, '2025-12-01', '1 month') AS m
       ON CONFLICT (community_code, month) DO UPDATE SET state = excluded.state`,
      [BASE.slice(-12)],
    );
    await owner.query('ALTER TABLE accounting_month ENABLE TRIGGER USER');
  });
  await s.people.accountant
    .post(`${book(1)}/standard-change`, { standard: 'non-profit-2024', date: '2026-01-01' })
    .expect(200);
  const taxes = { code: '520102', name: '附加税费', parentCode: '5201' };
  await s.people.accountant.post(`${book(1)}/accounts`, taxes).expect(201);
  await entries(THIS_YEAR);
}, 120_000);

afterAll(() => s.t.close());

interface Compared {
  readonly comparedWith: string | null;
  readonly rows: readonly { label: string; yearToDate?: string; priorYear?: string }[];
}

/** Rows with a figure in this year or the last: label, this year so far, the same months of the last. */
async function compared(month: string): Promise<{ with: string | null; rows: string[] }> {
  const { body } = await s.people.accountant
    .get(`${book(1)}/statements/activities?month=${month}&comparative=true`)
    .expect(200);
  const { comparedWith, rows } = body as Compared;
  return {
    with: comparedWith,
    rows: rows
      .filter(({ yearToDate, priorYear }) =>
        [yearToDate, priorYear].some((figure) => figure !== undefined && figure !== '0.00'),
      )
      .map(({ label, yearToDate, priorYear }) => [label, yearToDate, priorYear].join(' ')),
  };
}

describe('the first months under a new system stand beside the same months under the old one', () => {
  test.each([
    [
      '2026-01',
      '2025-01',
      [
        '捐赠收入 200.00 500.00',
        '收入合计 200.00 500.00',
        '（二）税金及附加 5.00 0.00',
        '（三）管理费用 60.00 100.00',
        '（四）筹资费用 0.00 7.00',
        '费用合计 65.00 107.00',
        '六、净资产变动额（若为净资产减少额，以“－”号填列） 135.00 393.00',
      ],
    ],
    [
      '2026-02',
      '2025-02',
      [
        '捐赠收入 200.00 500.00',
        '收入合计 200.00 500.00',
        '（二）税金及附加 5.00 0.00',
        '（三）管理费用 60.00 100.00',
        '（四）筹资费用 0.00 7.00',
        '（七）其他费用 0.00 3.00',
        '费用合计 65.00 110.00',
        '六、净资产变动额（若为净资产减少额，以“－”号填列） 135.00 390.00',
      ],
    ],
    [
      '2026-03',
      '2025-03',
      [
        '捐赠收入 200.00 500.00',
        '收入合计 200.00 500.00',
        '（二）税金及附加 5.00 0.00',
        '（三）管理费用 60.00 140.00',
        '（四）筹资费用 0.00 7.00',
        '（七）其他费用 0.00 3.00',
        '费用合计 65.00 150.00',
        '六、净资产变动额（若为净资产减少额，以“－”号填列） 135.00 350.00',
      ],
    ],
  ])('%s beside %s, each expense under what it is called now', async (month, before, rows) => {
    expect(await compared(month)).toEqual({ with: before, rows });
  });

  test('on paper with both columns', async () => {
    const { bytes } = await bytesOf(
      s.people.accountant.get(
        `${book(1)}/statements/activities?month=2026-03&comparative=true&format=csv`,
      ),
    );
    const lines = bytes.toString('utf8').split('\n');
    const expenses = lines.find((line) => line.includes('（三）管理费用'));
    expect(expenses).toContain('60.00');
    expect(expenses).toContain('140.00');
  });

  test('and the last months of the old system stand as they were', async () => {
    const { body } = await s.people.accountant
      .get(`${book(1)}/statements/activities?month=2025-03`)
      .expect(200);
    const { rows } = body as Compared;
    const expenses = rows.find(({ label }) => label === '（二）管理费用');
    expect(expenses?.yearToDate).toBe('140.00');
    expect(rows.some(({ label }) => label.includes('税金及附加'))).toBe(false);
  });
});
