import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readSheet } from 'read-excel-file/node';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import { bytesOf } from '../support/file-answer.js';
import { run, testWith } from '../support/outside-programs.js';
import { collectiveStory, COMMUNITY } from '../support/ledger-story.js';

const BOOK = `/api/v1/communities/${COMMUNITY}/books/1`;

let t: TestApp;
let auditor: Client;
let folder: string;

beforeAll(async () => {
  t = await startTestApp('2026-03-20T09:00:00+08:00');
  const keeper = await collectiveStory(t);
  const accountant = await t.as('accountant.001');
  await accountant
    .post(`${BOOK}/accounts`, { code: '50102', name: '租金: 铺面;“东街”  二号', parentCode: '501' })
    .expect(201);
  await keeper.post(1, '2026-03-01', '收租金; date:2026-13-01 [x] | *', [
    ['10201', '0.01', ''],
    ['50102', '', '0.01'],
  ]);
  auditor = await t.as('auditor.001');
  folder = mkdtempSync(join(tmpdir(), 'export-'));
});

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await t.close();
});

async function exported(format: string): Promise<{ path: string; text: string }> {
  const answer = await bytesOf(auditor.get(`${BOOK}/export?format=${format}`));
  const path = join(folder, `book.${format}`);
  writeFileSync(path, answer.bytes);
  return { path, text: answer.bytes.toString('utf8') };
}

/** Closing balances of the leaves, positive in debit, as our own trial balance shows them. */
async function closings(month: string): Promise<Map<string, string>> {
  const { body } = await auditor.get(`${BOOK}/trial-balance?month=${month}`).expect(200);
  const { rows } = body as { rows: Record<string, string>[] };
  const leaves = rows.filter(
    ({ accountCode }) =>
      !rows.some(
        (other) =>
          other.accountCode !== accountCode && other.accountCode?.startsWith(accountCode ?? ''),
      ),
  );
  return new Map(
    leaves
      .map((row): [string, string] => [
        row.accountCode ?? '',
        row.closingCredit === '0.00' ? (row.closingDebit ?? '') : `-${row.closingCredit ?? ''}`,
      ])
      .filter(([, balance]) => balance !== '0.00'),
  );
}

describe('the book as an hledger journal', () => {
  test('asserts the balance of every account at the end of every month', async () => {
    const { text } = await exported('hledger');
    for (const line of [
      '2025-12-01 * 期初余额',
      '2025-12-31 * 月末余额核对 2025年12月',
      '    资产:102 银行存款:10201 收入户  0.00 CNY = 1179.50 CNY',
      '2026-01-31 * 月末余额核对 2026年1月',
      '    资产:102 银行存款:10201 收入户  0.00 CNY = 1579.50 CNY',
      '2026-03-31 * 月末余额核对 2026年3月',
      '    资产:102 银行存款:10201 收入户  0.00 CNY = 1659.51 CNY',
      '    收入:501 经营收入:50101 门面租金  0.00 CNY = -500.00 CNY',
    ]) {
      expect(text.split('\n')).toContain(line);
    }
  });

  testWith('hledger', 'is accepted in strict mode, and every closing balance is ours', async () => {
    const { path } = await exported('hledger');
    expect(await run('hledger', '-f', path, 'check', '-s')).toEqual({ status: 0, output: '' });
    for (const [month, after] of [
      ['2025-12', '2026-01-01'],
      ['2026-01', '2026-02-01'],
      ['2026-02', '2026-03-01'],
      ['2026-03', '2026-04-01'],
    ] as const) {
      const { output } = await run(
        'hledger',
        ...['-f', path, 'balance', '--flat', '--no-total', '-e', after, '-O', 'csv'],
      );
      const theirs = new Map(
        [...output.matchAll(/^"[^"]*:(\d+) (?:[^"]|"")*","(-?[\d.]+) CNY"$/gm)].map(
          ([, code = '', amount = '']) => [code, amount],
        ),
      );
      expect([month, theirs]).toEqual([month, await closings(month)]);
    }
  });

  testWith('hledger', 'a fen astray is noticed by hledger', async () => {
    const { text } = await exported('hledger');
    const path = join(folder, 'astray.journal');
    writeFileSync(path, text.replace('= 1579.50 CNY', '= 1579.51 CNY'));
    expect((await run('hledger', '-f', path, 'check')).status).not.toBe(0);
  });
});

describe('the book as a beancount ledger', () => {
  testWith(
    'bean-check',
    'is accepted without a word, and asserts every closing balance',
    async () => {
      const { path, text } = await exported('beancount');
      expect(await run('bean-check', path)).toEqual({ status: 0, output: '' });
      const asserted = new Map(
        [...text.matchAll(/^2026-04-01 balance \S+:(\d+)-?\S*\s+(-?[\d.]+) ~ 0\.00 CNY$/gm)]
          .map(([, code = '', amount = '']): [string, string] => [code, amount])
          .filter(([, amount]) => amount !== '0.00'),
      );
      expect(asserted).toEqual(await closings('2026-03'));
      writeFileSync(path, text.replace('1659.51 ~', '1659.52 ~'));
      expect((await run('bean-check', path)).status).not.toBe(0);
    },
  );
});

describe('the book as a workbook', () => {
  test('holds the vouchers in the columns of the import template, with numbers', async () => {
    const { bytes, type, disposition } = await bytesOf(auditor.get(`${BOOK}/export?format=xlsx`));
    expect(type).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    expect(disposition).toBe('attachment; filename="book-1.xlsx"');
    const vouchers = await readSheet(bytes, '凭证');
    expect(vouchers[1]).toEqual([
      ...['1', '2025-12-10', '收12月租金', '10201', '收入户', 300, null, '1', null, null],
      ...['记-1', 'manual'],
    ]);
    expect(vouchers).toHaveLength(1 + 24);
    const ends = await readSheet(bytes, '月末余额');
    expect(ends).toContainEqual(['2026-01', '10201', '收入户', 1579.5, null]);
    expect(ends).toContainEqual(['2026-01', '50101', '门面租金', null, 500]);
    expect(await readSheet(bytes, '期初余额')).toContainEqual(['11202', '应收乙', null, 50]);
    expect(await readSheet(bytes, '科目')).toContainEqual(['10201', '收入户', '102', null]);
  });

  test('holds the general ledger and the sub-ledgers with openings, 本月合计 and 本年累计', async () => {
    const { bytes } = await bytesOf(auditor.get(`${BOOK}/export?format=xlsx`));
    const rowsOf = async (sheet: string, code: string): Promise<(string | null)[]> =>
      (await readSheet(bytes, sheet))
        .filter(([first]) => first === code)
        .map((row) =>
          row
            .slice(2)
            .map((cell) => cell ?? '')
            .join(' '),
        );
    // 1000 + 300 − 120.50 = 1179.50 in December; 500 − 100 in January, 80 net in February, 0.01 in March.
    expect(await rowsOf('明细账', '10201')).toEqual([
      '2025-12-01  期初余额   借 1000',
      '2025-12-10 记-1 收12月租金 300  借 1300',
      '2025-12-31 记-2 付办公费  120.5 借 1179.5',
      '2025-12-31  本月合计 300 120.5 借 1179.5',
      '2025-12-31  本年累计 300 120.5 借 1179.5',
      '2025-12-31  结转下年   借 1179.5',
      '2026-01-01  上年结转   借 1179.5',
      '2026-01-05 记-1 收1月租金 500  借 1679.5',
      '2026-01-05 记-2 提备用金  100 借 1579.5',
      '2026-01-05  本月合计 500 100 借 1579.5',
      '2026-01-05  本年累计 500 100 借 1579.5',
      '2026-02-10 记-3 收回甲欠款 80  借 1659.5',
      '2026-02-10  本月合计 80 0 借 1659.5',
      '2026-02-10  本年累计 580 100 借 1659.5',
      '2026-03-01 记-1 收租金; date:2026-13-01 [x] | * 0.01  借 1659.51',
      '2026-03-01  本月合计 0.01 0 借 1659.51',
      '2026-03-01  本年累计 580.01 100 借 1659.51',
    ]);
    expect(await rowsOf('总账', '501')).toEqual([
      '2025-12-01 期初余额   平 0',
      '2025-12-31 本月合计 300 300 平 0',
      '2025-12-31 本年累计 300 300 平 0',
      '2026-01-01 上年结转   平 0',
      '2026-01-31 本月合计 0 500 贷 500',
      '2026-01-31 本年累计 0 500 贷 500',
      '2026-03-31 本月合计 0 0.01 贷 500.01',
      '2026-03-31 本年累计 0 500.01 贷 500.01',
    ]);
  });
});

describe('who may take the book away', () => {
  test('everybody with a duty there, in a format that is known', async () => {
    for (const reader of ['supervisor-b.001', 'street.001', 'cashier.001']) {
      const answer = await bytesOf((await t.as(reader)).get(`${BOOK}/export?format=hledger`));
      expect(answer.bytes.toString('utf8')).toContain('; 账套 1 集体资产账');
    }
    const unknown = await auditor.get(`${BOOK}/export?format=ofx`);
    expect([unknown.status, unknown.body]).toMatchObject([
      400,
      {
        type: '/problems/validation-failed',
        errors: [
          {
            pointer: '/format',
            detail: '应为下列之一：hledger, beancount, xlsx, gbt24589, archive。',
          },
        ],
      },
    ]);
    await t.community('511602002002');
    const stranger = await (await t.as('accountant.002')).get(`${BOOK}/export?format=hledger`);
    expect(stranger.body).toMatchObject({ type: '/problems/forbidden', status: 403 });
  });

  test('a book without a voucher is a file too', async () => {
    const accountant = await t.as('accountant.001');
    await accountant
      .post(`/api/v1/communities/${COMMUNITY}/books`, {
        kind: 'charity',
        name: '慈善基金账',
        standard: 'non-profit-2024',
        openedOn: '2026-01-01',
      })
      .expect(201);
    for (const format of ['hledger', 'beancount', 'xlsx']) {
      const { bytes } = await bytesOf(
        auditor.get(`${BOOK.replace('/books/1', '/books/2')}/export?format=${format}`),
      );
      expect(bytes.length).toBeGreaterThan(1000);
    }
  });
});
