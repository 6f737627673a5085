import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readSheet } from 'read-excel-file/node';
import { bytesOf } from '../support/file-answer.js';
import { fileOf, unzipped } from '../support/zip-files.js';
import { run, testWith } from '../support/outside-programs.js';
import { approvedDecember, december, threeBooks, writtenOff } from '../support/year-books.js';
import {
  BASE,
  beginStory,
  book,
  entered,
  posted,
  statement,
  transferred,
  type Voucher,
  type YearStory,
} from '../support/year-story.js';

let s: YearStory;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'change-of-system-'));
  s = await beginStory();
  await threeBooks(s);
  await december(s);
  await writtenOff(s);
  for (const bookNo of [1, 2, 3]) await transferred(s, bookNo);
  await approvedDecember(s);
}, 60_000);

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await s.t.close();
});

describe('the charity changes from the system of 2004 to that of 2024', () => {
  const change = { standard: 'non-profit-2024', date: '2026-01-01' };

  test('the preview shows each balance under its new account', async () => {
    const { body } = await s.people.accountant
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
    const before = await statement(s, 3, 'balance-sheet');
    const { body } = await s.people.accountant
      .post(`${book(3)}/standard-change`, change)
      .expect(200);
    const { voucher } = body as { voucher: { id: string; month: string; no: number } };
    expect(voucher).toMatchObject({ month: '2026-01', no: 1 });
    const shown = await s.people.accountant.get(`${book(3)}/vouchers/${voucher.id}`).expect(200);
    expect(
      (shown.body as Voucher).lines.map(({ accountCode, debit, credit }) =>
        [accountCode, debit ?? '', credit ?? ''].join(' '),
      ),
    ).toEqual(['180101 1500.00 ', '2503  400.00', '170101  1500.00', '2401 400.00 ']);
    expect(await statement(s, 3, 'balance-sheet')).toEqual(before);
    const opened2026 = await statement(s, 3, 'balance-sheet', '2026-01');
    expect(opened2026).toContain('受托代理资产 1500.00 1500.00');
    expect(opened2026).toContain('预计负债 400.00 400.00');
    expect(opened2026).toContain('限定性净资产 5800.00 5800.00');
    const funds = await s.people.accountant.get(`${book(3)}/funds`).expect(200);
    expect((funds.body as { items: object[] }).items).toMatchObject([
      { code: 'ZL', balance: '5800.00' },
    ]);
    const again = await s.people.accountant.post(`${book(3)}/standard-change`, change);
    expect(again.body).toMatchObject({ type: '/problems/standard-change-unknown' });
    const undo = await s.people.accountant.post(`${book(3)}/vouchers/${voucher.id}/reverse`, {
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
      await s.people.accountant.post(`${book(3)}/accounts`, { code, name, parentCode }).expect(201);
    }
    await entered(s, 3, '2026-01-05', '寄快递', [
      ['530102', '50.00', ''],
      ['2202', '', '50.00'],
    ]);
    await entered(s, 3, '2026-01-06', '附加税费', [
      ['520102', '10.00', ''],
      ['2206', '', '10.00'],
    ]);
    const old = await s.people.accountant.post(`${book(3)}/vouchers`, {
      date: '2026-01-06',
      attachmentCount: 1,
      lines: [
        { summary: '办公费', accountCode: '520101', debit: '1.00' },
        { summary: '办公费', accountCode: '2202', credit: '1.00' },
      ],
    });
    expect(old.body).toMatchObject({ type: '/problems/account-closed', closedOn: '2026-01-01' });
    const name = async (month: string): Promise<string | undefined> => {
      const { body } = await s.people.accountant
        .get(`${book(3)}/trial-balance?month=${month}`)
        .expect(200);
      return (body as { rows: { accountCode: string; name: string }[] }).rows.find(
        ({ accountCode }) => accountCode === '5201',
      )?.name;
    };
    expect([await name('2025-12'), await name('2026-01')]).toEqual(['管理费用', '税金及附加']);
    expect(await statement(s, 3, 'activities', '2026-01')).toEqual([
      '（二）税金及附加 10.00 0.00 10.00',
      '（三）管理费用 50.00 0.00 50.00',
      '费用合计 60.00 0.00 60.00',
      '六、净资产变动额（若为净资产减少额，以“－”号填列） -60.00 0.00 -60.00',
    ]);
  });

  test('an error of the closed year is put right in blue through 以前年度净资产调整', async () => {
    const { body } = await s.people.accountant
      .get(`${book(3)}/vouchers?month=2025-12&text=办公费`)
      .expect(200);
    const [wrong] = (body as { items: { id: string; no: number }[] }).items;
    const path = `${book(3)}/vouchers/${wrong?.id}`;
    const red = await s.people.accountant.post(`${path}/reverse`, {
      date: '2026-01-08',
      reason: '多记',
    });
    expect(red.body).toMatchObject({ type: '/problems/reversal-not-allowed' });
    const blue = await s.people.accountant
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
    await posted(s, 3, [id]);
    const shown = await s.people.accountant.get(`${book(3)}/vouchers/${id}`).expect(200);
    expect((shown.body as { lines: { summary: string }[] }).lines[0]?.summary).toBe(
      `订正2025年12月16日记字第${wrong?.no}号凭证：冲减多记的办公费`,
    );
    expect(await statement(s, 3, 'activities', '2026-01')).toContain(
      '五、以前年度净资产调整 50.00 0.00 50.00',
    );
  });
});

/** The whole book as another program reads it. */
async function exported(format: 'hledger' | 'beancount'): Promise<{ path: string; text: string }> {
  const { bytes } = await bytesOf(s.people.accountant.get(`${book(3)}/export?format=${format}`));
  const path = join(folder, `book.${format}`);
  writeFileSync(path, bytes);
  return { path, text: bytes.toString('utf8') };
}

/** What the accounts of the charity hold at the end of this January, worked out by hand; credit is negative. */
const JANUARY = [
  ['1002', '9000.00'],
  ['1122', '2800.00'],
  ['180101', '1500.00'],
  ['2202', '-1500.00'], // 1200 + 300 + 50 − 50
  ['2206', '-10.00'],
  ['2503', '-400.00'],
  ['2601', '-1500.00'],
  ['3101', '-4100.00'], // 3600 + 800 + 1200 − 1500
  ['3102', '-5800.00'], // 5000 + 2000 − 1200
  ['3201', '-50.00'],
  ['520102', '10.00'],
  ['530102', '50.00'],
];

describe('the book that bears both systems, in the hands of other programs', () => {
  testWith(
    'hledger',
    'is accepted by hledger, which ends in the balances of the pencil',
    async () => {
      const { path } = await exported('hledger');
      expect(await run('hledger', '-f', path, 'check', '-s')).toEqual({ status: 0, output: '' });
      const { output } = await run(
        'hledger',
        ...['-f', path, 'balance', '--flat', '--no-total', '-O', 'csv'],
      );
      const theirs = [...output.matchAll(/^"[^"]*:(\d+) (?:[^"]|"")*","(-?[\d.]+) CNY"$/gm)];
      expect(theirs.map(([, code, amount]) => [code, amount]).sort()).toEqual(JANUARY);
    },
  );

  testWith('bean-query', 'is accepted by beancount, which ends there too', async () => {
    const { path } = await exported('beancount');
    expect(await run('bean-check', path)).toEqual({ status: 0, output: '' });
    const { output } = await run(
      'bean-query',
      ...['-f', 'csv', path, 'SELECT account, sum(number) AS balance GROUP BY account'],
    );
    const theirs = [...output.matchAll(/:(\d+)-?[^,:]*,\s*(-?[\d.]+)\s*$/gm)]
      .map(([, code, amount]) => [code, Number(amount).toFixed(2)])
      .filter(([, amount]) => amount !== '0.00');
    expect(theirs.sort()).toEqual(JANUARY);
  });
});

describe('the papers of 2025, printed after the change', () => {
  let files: ReadonlyMap<string, Buffer>;
  const textOf = async (title: string): Promise<string> => {
    const [, bytes] = [...files].find(([path]) => path.includes(title)) ?? [];
    const path = join(folder, 'paper.pdf');
    writeFileSync(path, bytes ?? '');
    return (await run('pdftotext', '-layout', path, '-')).output;
  };

  beforeAll(async () => {
    const { bytes } = await bytesOf(s.people.accountant.get(`${book(3)}/export?format=archive`));
    files = unzipped(bytes);
  }, 60_000);

  test('name both standards in the manifest', () => {
    const { standard } = JSON.parse(fileOf(files, '清单.json').toString('utf8')) as {
      standard: string;
    };
    expect(standard).toBe('民间非营利组织会计制度（2004年）、民间非营利组织会计制度（2024年修订）');
  });

  testWith('pdftotext', 'bear the names of 2025', async () => {
    const vouchers = await textOf('记账凭证 2025-12');
    expect(vouchers).toContain('管理费用');
    expect(vouchers).not.toContain('税金及附加');
    const general = await textOf('总账 2025年度');
    expect(general).toMatch(/科目：5201 +管理费用/);
    expect(general).toMatch(/科目：1701 +受托代理资产/);
    expect(await textOf('明细账 2025年度')).toMatch(/科目：520101 +管理费用／办公费/);
    expect(await textOf('业务活动表 2025-12')).toContain(
      '编制依据：民间非营利组织会计制度（2004年）',
    );
  });

  testWith(
    'pdftotext',
    'of 2026 bear the names of 2026, the account that was left its own',
    async () => {
      const vouchers = await textOf('记账凭证 2026-01');
      expect(vouchers).toContain('税金及附加');
      expect(vouchers).toMatch(/受托代理资产 +代管物资/);
      expect(vouchers).not.toContain('长期待摊费用');
      const accounts = await textOf('明细账 2026年度');
      expect(accounts).toMatch(/科目：170101 +受托代理资产／代管物资/);
      expect(accounts).toMatch(/科目：520102 +税金及附加／附加税费/);
    },
  );

  test('are told apart by the national data interface and by the workbook too', async () => {
    const { bytes } = await bytesOf(
      s.people.accountant.get(`${book(3)}/export?format=gbt24589&encoding=utf-8`),
    );
    const interfaces = unzipped(bytes);
    const nameIn = (year: number): string | undefined =>
      /<科目编号>5201<\/科目编号>\s*<科目名称>([^<]*)</.exec(
        fileOf(interfaces, `${year}/总账.xml`).toString('utf8'),
      )?.[1];
    expect([nameIn(2025), nameIn(2026)]).toEqual(['管理费用', '税金及附加']);
    const workbook = await bytesOf(s.people.accountant.get(`${book(3)}/export?format=xlsx`));
    const rows = (await readSheet(workbook.bytes, '科目')) as (string | null)[][];
    expect(rows.find(([code]) => code === '5201')).toEqual([
      '5201',
      '税金及附加',
      null,
      '管理费用（至 2025-12-31）',
    ]);
    const vouchers = (await readSheet(workbook.bytes, '凭证')) as (string | null)[][];
    expect(
      vouchers.filter(([, , , code]) => code === '170101').map(([, , , , name]) => name),
    ).toEqual(['代管物资']);
  });
});

test('everything recomputes', async () => {
  const { body } = await s.people.accountant.get(`${BASE}/verification`).expect(200);
  const { findings } = body as { findings: { differences: string[] }[] };
  expect(findings.flatMap(({ differences }) => differences)).toEqual([]);
});
