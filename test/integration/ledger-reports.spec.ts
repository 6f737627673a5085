import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseMonth } from '../../src/kernel/month.js';
import { Money } from '../../src/kernel/money.js';
import { LedgerReportsService } from '../../src/ledger/ledger-reports.service.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { attack, type Attacker } from '../support/attacker.js';
import {
  collectiveStory,
  COMMUNITY,
  type Bookkeeper,
  type StoryLine,
} from '../support/ledger-story.js';

let t: TestApp;
let keeper: Bookkeeper;
let reports: LedgerReportsService;
let owner: Attacker;

beforeAll(async () => {
  t = await startTestApp('2026-03-31T09:00:00+08:00');
  keeper = await collectiveStory(t);
  reports = t.app.get(LedgerReportsService);
  owner = await attack(t.ownerUrl, COMMUNITY);
});

afterAll(async () => {
  await owner.end();
  await t.close();
});

const balanceOf = (bookNo: number, month: string) =>
  t.database.read(keeper.context, (tx) =>
    reports.trialBalance(tx, COMMUNITY, bookNo, parseMonth(month)),
  );

const statementOf = (kind: string, month: string) =>
  t.database.read(keeper.context, (tx) =>
    reports.statement(tx, COMMUNITY, 1, kind, parseMonth(month)),
  );

describe('the trial balance from the maintained balances', () => {
  test('shows a hand-worked February to the fen', async () => {
    const { rows, totals } = await balanceOf(1, '2026-02');
    const shown = rows.map((row) =>
      [
        row.accountCode,
        row.level,
        row.openingDebit,
        row.openingCredit,
        row.debit,
        row.credit,
        row.ytdDebit,
        row.ytdCredit,
        row.closingDebit,
        row.closingCredit,
      ].join(' '),
    );
    expect(shown).toEqual([
      '101 1 69.75 0.00 0.00 1.80 100.00 32.05 67.95 0.00',
      '10101 2 69.75 0.00 0.00 1.80 100.00 32.05 67.95 0.00',
      '102 1 1579.50 0.00 80.00 0.00 580.00 100.00 1659.50 0.00',
      '10201 2 1579.50 0.00 80.00 0.00 580.00 100.00 1659.50 0.00',
      '112 1 200.00 50.00 0.00 80.00 0.00 80.00 120.00 50.00',
      '11201 2 200.00 0.00 0.00 80.00 0.00 80.00 120.00 0.00',
      '11202 2 0.00 50.00 0.00 0.00 0.00 0.00 0.00 50.00',
      '301 1 0.00 1150.00 0.00 0.00 0.00 0.00 0.00 1150.00',
      '322 1 0.00 179.50 0.00 0.00 0.00 0.00 0.00 179.50',
      '32202 2 0.00 179.50 0.00 0.00 0.00 0.00 0.00 179.50',
      '501 1 0.00 500.00 0.00 0.00 0.00 500.00 0.00 500.00',
      '50101 2 0.00 500.00 0.00 0.00 0.00 500.00 0.00 500.00',
      '513 1 30.25 0.00 1.80 0.00 32.05 0.00 32.05 0.00',
      '51301 2 30.25 0.00 1.80 0.00 32.05 0.00 32.05 0.00',
    ]);
    expect(totals).toEqual({
      openingDebit: '1879.50',
      openingCredit: '1879.50',
      debit: '81.80',
      credit: '81.80',
      ytdDebit: '712.05',
      ytdCredit: '712.05',
      closingDebit: '1879.50',
      closingCredit: '1879.50',
    });
  });

  test('the opening of a month is the closing of the month before, over the year too', async () => {
    for (const [before, after] of [
      ['2025-12', '2026-01'],
      ['2026-01', '2026-02'],
      ['2026-02', '2026-03'],
    ] as const) {
      const closing = (await balanceOf(1, before)).rows.map((row) => [
        row.accountCode,
        row.closingDebit,
        row.closingCredit,
      ]);
      const opening = (await balanceOf(1, after)).rows.map((row) => [
        row.accountCode,
        row.openingDebit,
        row.openingCredit,
      ]);
      const standing = (rows: string[][]): string[][] =>
        rows.filter(([, debit, credit]) => debit !== '0.00' || credit !== '0.00');
      expect(standing(opening)).toEqual(standing(closing));
    }
  });

  test('the opening entry counts once, in the first month and after it, and never before it', async () => {
    const first = await balanceOf(1, '2025-12');
    expect(first.rows.find(({ accountCode }) => accountCode === '10201')).toMatchObject({
      openingDebit: '1000.00',
      debit: '300.00',
      credit: '120.50',
      closingDebit: '1179.50',
    });
    expect((await balanceOf(1, '2025-11')).rows).toEqual([]);
    expect((await balanceOf(1, '2025-11')).totals).toMatchObject({ openingDebit: '0.00' });
  });

  test('a book that is not there is not found', async () => {
    await expect(balanceOf(9, '2026-02')).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('the statutory statements', () => {
  test('a carry-forward made by hand does not empty the income of its month', async () => {
    const { rows, checks } = await statementOf('income', '2025-12');
    const row = (number: number) => rows.find((one) => one.row === number);
    expect(row(1)?.month?.toString()).toBe('300.00');
    expect(row(5)?.month?.toString()).toBe('120.50');
    expect(row(13)?.yearToDate?.toString()).toBe('179.50');
    expect(row(20)?.yearToDate?.toString()).toBe('179.50');
    expect(checks.filter(({ holds }) => !holds)).toEqual([]);
    expect(checks.map(({ name }) => name)).toContain('年末未分配收益＝资产负债表未分配收益');
  });

  test('the year so far begins anew in January and takes over what was not distributed', async () => {
    const { rows, checks } = await statementOf('income', '2026-02');
    const row = (number: number) => rows.find((one) => one.row === number);
    expect(row(1)?.month?.toString()).toBe('0.00');
    expect(row(1)?.yearToDate?.toString()).toBe('500.00');
    expect(row(5)?.month?.toString()).toBe('1.80');
    expect(row(13)?.yearToDate?.toString()).toBe('467.95');
    expect(row(14)?.yearToDate?.toString()).toBe('179.50');
    expect(row(20)?.yearToDate?.toString()).toBe('647.45');
    expect(checks.filter(({ holds }) => !holds)).toEqual([]);
  });

  test('the balance sheet balances in every month, before and after the carry-forward', async () => {
    for (const month of ['2025-12', '2026-01', '2026-02']) {
      const { checks } = await statementOf('balance-sheet', month);
      expect([month, checks.filter(({ holds }) => !holds)]).toEqual([month, []]);
      expect(checks.length).toBeGreaterThan(0);
    }
  });

  test('a statement that the standard does not have is refused by its name', async () => {
    for (const kind of ['activities', 'cash-flow', 'constructor', '']) {
      await expect(statementOf(kind, '2026-02')).rejects.toMatchObject({
        code: 'statement-unknown',
        facts: { standard: '农村集体经济组织会计制度' },
      });
    }
  });
});

describe('what other rooms ask', () => {
  test('the money lines of a month name their voucher, their other side and what they reverse', async () => {
    const lines = await t.database.read(keeper.context, (tx) =>
      reports.moneyLines(tx, COMMUNITY, 1, parseMonth('2026-02')),
    );
    expect(
      lines.map((line) => [
        line.date,
        `${line.word}-${line.no}`,
        line.accountCode,
        line.debit,
        line.credit,
        line.contra,
        line.sourceKind,
        line.reverses?.sourceKind ?? null,
      ]),
    ).toEqual([
      [
        '2026-02-03',
        '记-1',
        '10101',
        '0.00',
        '-30.25',
        [{ name: '办公费', accountCode: '51301' }],
        'reversal',
        'manual',
      ],
      [
        '2026-02-03',
        '记-2',
        '10101',
        '0.00',
        '32.05',
        [{ name: '办公费', accountCode: '51301' }],
        'manual',
        null,
      ],
      [
        '2026-02-10',
        '记-3',
        '10201',
        '80.00',
        '0.00',
        [{ name: '应收甲', accountCode: '11201' }],
        'manual',
        null,
      ],
    ]);
  });

  test('drafts of the month and of days before it are counted, by book; later ones are not', async () => {
    const accountant = await t.as('accountant.001');
    const draft = (date: string) => ({
      date,
      attachmentCount: 1,
      lines: [
        { summary: '租金', accountCode: '10201', debit: '1.00' },
        { summary: '租金', accountCode: '50101', credit: '1.00' },
      ],
    });
    const vouchers = `/api/v1/communities/${COMMUNITY}/books/1/vouchers`;
    await accountant
      .post(`${vouchers}/batch`, { vouchers: ['2026-02-01', '2026-02-28'].map(draft) })
      .expect(201);
    await accountant.post(vouchers, draft('2026-01-31')).expect(201);
    const unposted = (month: string) =>
      t.database.read(keeper.context, (tx) => reports.unposted(tx, COMMUNITY, parseMonth(month)));
    expect(await unposted('2026-02')).toEqual([{ bookNo: 1, count: 3 }]);
    expect(await unposted('2026-01')).toEqual([{ bookNo: 1, count: 1 }]);
    expect(await unposted('2025-12')).toEqual([]);
  });

  test('the chain ends at the last voucher posted', async () => {
    const posted = await keeper.post(1, '2026-03-01', '收租金', [
      ['10201', '1.00', ''],
      ['50101', '', '1.00'],
    ]);
    const head = await t.database.read(keeper.context, (tx) => reports.chainHead(tx, COMMUNITY, 1));
    expect(head).toEqual({ seq: posted.seq, head: posted.hash });
  });
});

describe('laws', () => {
  const LEAVES = ['10101', '10201', '11201', '11202', '301', '50101'] as const;

  /** Two accounts that may stand in one voucher, an amount in fen, a day of the first quarter. */
  const posting = fc.record({
    from: fc.constantFrom(...LEAVES),
    to: fc.constantFrom(...LEAVES),
    fen: fc.integer({ min: 1, max: 9_999_999 }),
    month: fc.integer({ min: 1, max: 3 }),
    day: fc.integer({ min: 1, max: 28 }),
    reversed: fc.boolean(),
  });

  test('after any postings both sides agree, and every balance is the sum of its lines', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(posting, { minLength: 1, maxLength: 4 }), async (postings) => {
        for (const { from, to, fen, month, day, reversed } of postings) {
          const amount = `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
          const lines: StoryLine[] = [
            [to, amount, ''],
            [from, '', amount],
          ];
          const date = `2026-0${month}-${String(day).padStart(2, '0')}`;
          const { id } = await keeper.post(1, date, '随机', lines);
          if (reversed) await keeper.reverse(1, id, '2026-03-28');
        }
        for (const month of ['2026-01', '2026-02', '2026-03']) {
          const { rows, totals } = await balanceOf(1, month);
          expect(totals.openingDebit).toBe(totals.openingCredit);
          expect(totals.debit).toBe(totals.credit);
          expect(totals.ytdDebit).toBe(totals.ytdCredit);
          expect(totals.closingDebit).toBe(totals.closingCredit);
          expect(await sumsOfLines(month)).toEqual(
            new Map(
              rows
                .filter(({ level, accountCode }) => level === 2 || accountCode === '301')
                .filter(({ closingDebit, closingCredit }) => closingDebit !== closingCredit)
                .map((row) => [
                  row.accountCode,
                  Money.of(row.closingDebit).minus(Money.of(row.closingCredit)).toString(),
                ]),
            ),
          );
        }
      }),
      { numRuns: 8 },
    );
  });

  /** Opening balances and lines added up by the database itself, line by line. */
  async function sumsOfLines(month: string): Promise<Map<string, string>> {
    const rows = await owner.rows<{ account_code: string; net: string }>(
      `SELECT account_code, sum(net)::text AS net FROM (
         SELECT account_code, debit - credit AS net FROM opening_balance
         UNION ALL SELECT account_code, debit - credit FROM voucher_line WHERE month <= $1) t
       GROUP BY 1 HAVING sum(net) <> 0 ORDER BY 1`,
      [month],
    );
    return new Map(rows.map(({ account_code, net }) => [account_code, net]));
  }
});
