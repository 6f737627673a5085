import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readSheet } from 'read-excel-file/node';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import { bytesOf } from '../support/file-answer.js';
import { collectiveStory, COMMUNITY } from '../support/ledger-story.js';

const BOOK = `/api/v1/communities/${COMMUNITY}/books/1`;

let t: TestApp;
let supervisor: Client;

beforeAll(async () => {
  t = await startTestApp('2026-03-20T09:00:00+08:00');
  await collectiveStory(t);
  supervisor = await t.as('supervisor-a.001');
});

afterAll(async () => {
  await t.close();
});

interface Row {
  readonly [column: string]: string | null;
}

/** A file as bytes, with its headers. */
async function file(path: string): Promise<{ type: string; name: string; bytes: Buffer }> {
  const { bytes, type, disposition } = await bytesOf(supervisor.get(path));
  const name = decodeURIComponent(disposition.replace(/^.*filename\*=UTF-8''/, ''));
  return { bytes, type, name };
}

/** One line a row: date, summary, debit, credit, direction, balance. */
const page = (rows: readonly Row[]): string[] =>
  rows.map((row) =>
    [row.date, row.summary, row.debit ?? '', row.credit ?? '', row.direction, row.balance].join(
      ' ',
    ),
  );

describe('the trial balance', () => {
  test('is text of two decimals, with totals that agree', async () => {
    const { body } = await supervisor.get(`${BOOK}/trial-balance?month=2026-02`).expect(200);
    const { rows, totals } = body as { rows: Row[]; totals: Row };
    expect(rows.find(({ accountCode }) => accountCode === '10201')).toEqual({
      accountCode: '10201',
      name: '收入户',
      level: 2,
      openingDebit: '1579.50',
      openingCredit: '0.00',
      debit: '80.00',
      credit: '0.00',
      ytdDebit: '580.00',
      ytdCredit: '100.00',
      closingDebit: '1659.50',
      closingCredit: '0.00',
    });
    expect(totals).toMatchObject({ closingDebit: '1879.50', closingCredit: '1879.50' });
  });

  test('goes away as CSV and as XLSX with numbers, the totals last', async () => {
    const csv = await file(`${BOOK}/trial-balance?month=2026-02&format=csv`);
    expect(csv.type).toBe('text/csv; charset=utf-8');
    expect(csv.name).toBe('科目余额表-集体资产账-2026-02.csv');
    const lines = csv.bytes.toString('utf8').trimEnd().split('\n');
    expect(lines[0]).toBe(
      '\uFEFF科目编码,科目名称,期初余额借方,期初余额贷方,本期发生额借方,本期发生额贷方,本年累计借方,本年累计贷方,期末余额借方,期末余额贷方',
    );
    expect(lines.at(-1)).toBe(',合计,1879.50,1879.50,81.80,81.80,712.05,712.05,1879.50,1879.50');
    const xlsx = await file(`${BOOK}/trial-balance?month=2026-02&format=xlsx`);
    const sheet = await readSheet(xlsx.bytes);
    expect(sheet).toHaveLength(lines.length);
    expect(sheet.at(-1)).toEqual([
      null,
      '合计',
      1879.5,
      1879.5,
      81.8,
      81.8,
      712.05,
      712.05,
      1879.5,
      1879.5,
    ]);
  });

  test('is printed as PDF', async () => {
    const pdf = await file(`${BOOK}/trial-balance?month=2026-02&format=pdf`);
    expect(pdf.type).toBe('application/pdf');
    expect(pdf.name).toBe('科目余额表-集体资产账-2026-02.pdf');
    expect(pdf.bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
    expect(pdf.bytes.length).toBeGreaterThan(5_000);
  });

  test('asks for its month, and knows no other filter', async () => {
    for (const [query, code, pointer] of [
      ['', 'validation-failed', '/month'],
      ['month=2026-13', 'validation-failed', '/month'],
      ['month=2026-02&format=docx', 'validation-failed', '/format'],
      ['month=2026-02&colour=red', 'unknown-query-parameter', '/colour'],
    ] as const) {
      const { body, status } = await supervisor.get(`${BOOK}/trial-balance?${query}`);
      expect([status, body]).toMatchObject([
        400,
        { type: `/problems/${code}`, errors: [{ pointer }] },
      ]);
    }
  });
});

describe('the general ledger', () => {
  test('nets each level-1 account and says 借 or 贷', async () => {
    const { body } = await supervisor.get(`${BOOK}/general-ledger?month=2026-02`).expect(200);
    const { rows } = body as { rows: Row[] };
    expect(
      rows.map((row) => [
        row.accountCode,
        row.openingDirection,
        row.opening,
        row.closingDirection,
        row.closing,
      ]),
    ).toEqual([
      ['101', '借', '69.75', '借', '67.95'],
      ['102', '借', '1579.50', '借', '1659.50'],
      ['112', '借', '150.00', '借', '70.00'],
      ['301', '贷', '1150.00', '贷', '1150.00'],
      ['322', '贷', '179.50', '贷', '179.50'],
      ['501', '贷', '500.00', '贷', '500.00'],
      ['513', '借', '30.25', '借', '32.05'],
    ]);
  });
});

describe('the sub-ledger', () => {
  const ledger = async (path: string): Promise<string[]> => {
    const { body } = await supervisor.get(`${BOOK}/account-ledgers/${path}`).expect(200);
    return page((body as { rows: Row[] }).rows);
  };

  test('shows the lines of an account and its sub-accounts with a running balance', async () => {
    expect(await ledger('101?from=2026-01-01&through=2026-02-28')).toEqual([
      '2026-01-01 上年结转   平 0.00',
      '2026-01-05 提备用金 100.00  借 100.00',
      '2026-01-20 买纸  30.25 借 69.75',
      '2026-01-20 本月合计 100.00 30.25 借 69.75',
      '2026-01-20 本年累计 100.00 30.25 借 69.75',
      '2026-02-03 注销1月20日记字第3号凭证  -30.25 借 100.00',
      '2026-02-03 买纸  32.05 借 67.95',
      '2026-02-03 本月合计 0.00 1.80 借 67.95',
      '2026-02-03 本年累计 100.00 32.05 借 67.95',
    ]);
  });

  test('begins anywhere with the balance of that day and the whole turnover of its month', async () => {
    expect(await ledger('10201?from=2025-12-15&through=2025-12')).toEqual([
      '2025-12-15 期初余额   借 1300.00',
      '2025-12-31 付办公费  120.50 借 1179.50',
      '2025-12-31 本月合计 300.00 120.50 借 1179.50',
      '2025-12-31 本年累计 300.00 120.50 借 1179.50',
      '2025-12-31 结转下年   借 1179.50',
    ]);
  });

  test('begins with the book when asked for days before it, and counts the opening once', async () => {
    const [first] = await ledger('10201?from=2020-01&through=2025-12');
    expect(first).toBe('2025-12-01 期初余额   借 1000.00');
    expect(await ledger('10201?from=2020-01&through=2020-12')).toEqual([]);
  });

  test('by default shows the year so far', async () => {
    const rows = await ledger('50101');
    expect(rows).toEqual([
      '2026-01-01 上年结转   平 0.00',
      '2026-01-05 收1月租金  500.00 贷 500.00',
      '2026-01-05 本月合计 0.00 500.00 贷 500.00',
      '2026-01-05 本年累计 0.00 500.00 贷 500.00',
    ]);
  });

  test('an unknown account, and days the wrong way round, are refused', async () => {
    const unknown = await supervisor.get(`${BOOK}/account-ledgers/999`);
    expect(unknown.body).toMatchObject({ type: '/problems/not-found', status: 404 });
    const backwards = await supervisor.get(
      `${BOOK}/account-ledgers/102?from=2026-02-02&through=2026-02-01`,
    );
    expect(backwards.body).toMatchObject({
      type: '/problems/validation-failed',
      errors: [{ pointer: '/through', detail: '不能早于 2026-02-02。' }],
    });
    for (const wrong of ['from=2026-02-30', 'through=2026-13', 'from=2026']) {
      const { status, body } = await supervisor.get(`${BOOK}/account-ledgers/102?${wrong}`);
      expect([wrong, status, (body as { title: string }).title]).toEqual([
        wrong,
        400,
        expect.stringMatching(/[\u4e00-\u9fff]/),
      ]);
    }
  });

  test('goes away as a table and as a sheet to print', async () => {
    const csv = await file(`${BOOK}/account-ledgers/101?from=2026-01&through=2026-02&format=csv`);
    expect(csv.bytes.toString('utf8').split('\n')[2]).toBe(
      '2026-01-05,记-2,提备用金,10101 备用金,10201 收入户,100.00,,借,100.00',
    );
    const pdf = await file(`${BOOK}/account-ledgers/101?format=pdf`);
    expect(pdf.bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  });
});

describe('the journals', () => {
  test('strike the balance of each bank account day by day', async () => {
    const { body } = await supervisor.get(`${BOOK}/journals/bank?month=2026-01`).expect(200);
    const { accounts } = body as { accounts: { accountCode: string; rows: Row[] }[] };
    expect(accounts.map(({ accountCode }) => accountCode)).toEqual(['10201']);
    expect(page(accounts[0]?.rows ?? [])).toEqual([
      '2026-01-01 上年结转   借 1179.50',
      '2026-01-05 收1月租金 500.00  借 1679.50',
      '2026-01-05 提备用金  100.00 借 1579.50',
      '2026-01-05 本日合计 500.00 100.00 借 1579.50',
      '2026-01-05 本月合计 500.00 100.00 借 1579.50',
      '2026-01-05 本年累计 500.00 100.00 借 1579.50',
    ]);
  });

  test('of cash and of the bank are kept apart, and there is no third', async () => {
    const { body } = await supervisor.get(`${BOOK}/journals/cash?month=2026-02`).expect(200);
    const { accounts } = body as { accounts: { accountCode: string; rows: Row[] }[] };
    expect(accounts.map(({ accountCode }) => accountCode)).toEqual(['10101']);
    expect(page(accounts[0]?.rows ?? []).at(-1)).toBe('2026-02-03 本年累计 100.00 32.05 借 67.95');
    const third = await supervisor.get(`${BOOK}/journals/gold?month=2026-02`);
    expect(third.body).toMatchObject({
      type: '/problems/journal-unknown',
      status: 404,
      detail: '日记账只有两种：cash（库存现金）、bank（银行存款）。',
    });
    const pdf = await file(`${BOOK}/journals/bank?month=2026-01&format=pdf`);
    expect(pdf.name).toBe('银行存款日记账-集体资产账-2026-01.pdf');
  });
});

describe('the statements', () => {
  test('carry the rows of the standard with figures and the relations tried', async () => {
    const { body } = await supervisor.get(`${BOOK}/statements/income?month=2025-12`).expect(200);
    expect(body).toMatchObject({
      kind: 'income',
      title: '收益及收益分配表',
      standard: 'rural-collective-2023',
      columns: 'flow',
    });
    const { rows, checks } = body as { rows: Row[]; checks: { holds: boolean }[] };
    expect(rows[0]).toMatchObject({
      row: 1,
      label: '一、经营收入',
      month: '300.00',
      yearToDate: '300.00',
    });
    expect(checks.length).toBeGreaterThan(0);
    expect(checks.every(({ holds }) => holds)).toBe(true);
  });

  test('the balance sheet adds up a hand-worked February', async () => {
    const { body } = await supervisor
      .get(`${BOOK}/statements/balance-sheet?month=2026-02`)
      .expect(200);
    const { rows, checks } = body as { rows: Row[]; checks: { holds: boolean }[] };
    const closing = (label: string) => rows.find((row) => row.label === label)?.closing;
    expect([closing('货币资金'), closing('应收款项'), closing('资产总计')]).toEqual([
      '1727.45',
      '70.00',
      '1797.45',
    ]);
    expect([closing('未分配收益'), closing('负债和所有者权益总计')]).toEqual(['647.45', '1797.45']);
    expect(checks.every(({ holds }) => holds)).toBe(true);
  });

  test('that the standard lacks are not found, by the name of the standard', async () => {
    const { body } = await supervisor.get(`${BOOK}/statements/activities?month=2026-02`);
    expect(body).toMatchObject({
      type: '/problems/statement-unknown',
      status: 404,
      detail: expect.stringMatching(
        /^农村集体经济组织会计制度没有这种报表，可取：balance-sheet（资产负债表）、income（.+）、distribution（.+）、income-detail（收支明细表）。$/,
      ),
    });
  });

  test('go away as CSV, XLSX and PDF', async () => {
    const csv = await file(`${BOOK}/statements/balance-sheet?month=2026-02&format=csv`);
    expect(csv.bytes.toString('utf8').split('\n')[0]).toBe('\uFEFF项目,行次,期末余额,年初余额');
    const xlsx = await readSheet(
      (await file(`${BOOK}/statements/income?month=2026-02&format=xlsx`)).bytes,
    );
    expect(xlsx[1]).toEqual(['一、经营收入', '1', 0, 500]);
    const pdf = await file(`${BOOK}/statements/income?month=2026-02&format=pdf`);
    expect(pdf.type).toBe('application/pdf');
  });
});

describe('who may read', () => {
  test('everybody with a duty there, and nobody else', async () => {
    await t.community('511602002002');
    const stranger = await t.as('accountant.002');
    for (const path of [
      'trial-balance?month=2026-02',
      'general-ledger?month=2026-02',
      'account-ledgers/102',
      'journals/cash?month=2026-02',
      'statements/income?month=2026-02',
    ]) {
      for (const reader of ['street.001', 'auditor.001', 'cashier.001']) {
        await (await t.as(reader)).get(`${BOOK}/${path}`).expect(200);
      }
      const refused = await stranger.get(`${BOOK}/${path}`);
      expect(refused.body).toMatchObject({ type: '/problems/forbidden', status: 403 });
      const anyone = await t.anyone().get(`${BOOK}/${path}`);
      expect(anyone.body).toMatchObject({ type: '/problems/unauthenticated', status: 401 });
      const elsewhere = await supervisor.get(`${BOOK.replace('/books/1', '/books/7')}/${path}`);
      expect(elsewhere.body).toMatchObject({ type: '/problems/not-found', status: 404 });
    }
  });
});
