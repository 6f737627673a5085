import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type supertest from 'supertest';
import writeXlsx, { type SheetData } from 'write-excel-file/node';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import { bytesOf } from '../support/file-answer.js';

const CODE = '511602002001';
const BOOK = `/api/v1/communities/${CODE}/books/1`;
const CSV = 'text/csv';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const HEADER = '凭证序号,日期,摘要,科目编码,科目名称,借方金额,贷方金额,附件张数,专项代码,往来单位';
const RENT = [
  '1,2026-01-05,收租金,102,银行存款,1234.50,,2,,',
  '1,2026-01-05,收租金,501,经营收入,,1234.50,2,,张三',
];
const PAPER = ['2,2026/2/3,买纸,513,管理费用,20,,1,,', '2,2026/2/3,买纸,102,银行存款,,20.00,1,,'];

let t: TestApp;
let accountant: Client;

beforeAll(async () => {
  t = await startTestApp('2026-02-10T09:00:00+08:00');
  await t.community(CODE);
  accountant = await t.as('accountant.001');
  for (const name of ['集体资产账', '样本账']) {
    await accountant
      .post(`/api/v1/communities/${CODE}/books`, {
        kind: 'collective',
        name,
        standard: 'rural-collective-2023',
        openedOn: '2026-01-01',
      })
      .expect(201);
  }
});

beforeEach(async () => {
  for (const { id } of await drafts())
    await accountant.delete(`${BOOK}/vouchers/${id}`).expect(204);
});

afterAll(async () => {
  await t.close();
});

interface Draft {
  readonly id: string;
  readonly date: string;
  readonly total: string;
  readonly attachmentCount: number;
  readonly status: string;
  readonly lines: readonly { accountCode: string; counterparty?: string }[];
}

async function drafts(book = BOOK): Promise<Draft[]> {
  const { body } = await accountant.get(`${book}/vouchers?status=drafted&limit=500`).expect(200);
  return (body as { items: Draft[] }).items;
}

/** Sends a file as the accountant; with a key when one is given. */
function upload(
  content: string | Buffer,
  type = CSV,
  { preview = false, key = randomUUID(), to = `${BOOK}/imports` } = {},
): supertest.Test {
  const path = preview ? `${to}?preview=true` : to;
  return accountant.upload(path, Buffer.from(content), type, { 'Idempotency-Key': key });
}

const csv = (...rows: string[]): string => `${[HEADER, ...rows].join('\r\n')}\r\n`;

/** A file as 记事本 or 表格 saves it in GB18030; the characters that these tests need. */
function gb18030(text: string): Buffer {
  const decoder = new TextDecoder('gb18030');
  const codes = new Map<string, number[]>();
  for (let high = 0x81; high <= 0xfe; high += 1) {
    for (let low = 0x40; low <= 0xfe; low += 1) {
      if (low === 0x7f) continue;
      const sign = decoder.decode(Uint8Array.of(high, low));
      if (sign.length === 1 && sign !== '\ufffd') codes.set(sign, [high, low]);
    }
  }
  return Buffer.from(
    Array.from(text).flatMap((sign) => (sign < '\u0080' ? [sign.charCodeAt(0)] : codes.get(sign)!)),
  );
}

const xlsx = (...rows: SheetData): Promise<Buffer> =>
  writeXlsx([HEADER.split(','), ...rows]).toBuffer();

describe('a table of vouchers', () => {
  test('is tried first: nothing enters, and everything that would is shown', async () => {
    const { body } = await upload(csv(...RENT, ...PAPER), CSV, { preview: true }).expect(200);
    expect(body).toMatchObject({
      valid: true,
      voucherCount: 2,
      lineCount: 4,
      debit: '1254.50',
      credit: '1254.50',
      errors: [],
      vouchers: [
        { key: '1', rows: [2, 3], date: '2026-01-05', attachmentCount: 2 },
        { key: '2', rows: [4, 5], date: '2026-02-03', attachmentCount: 1 },
      ],
    });
    expect(await drafts()).toEqual([]);
  });

  test('becomes drafts, which somebody else reviews', async () => {
    const { body } = await upload(csv(...RENT, ...PAPER)).expect(201);
    const { ids } = body as { ids: string[] };
    const made = await drafts();
    expect(made.map(({ id }) => id).sort()).toEqual([...ids].sort());
    expect(made.map(({ date, total, attachmentCount }) => [date, total, attachmentCount])).toEqual([
      ['2026-01-05', '1234.50', 2],
      ['2026-02-03', '20.00', 1],
    ]);
    expect(made[0]?.lines).toMatchObject([
      { accountCode: '102' },
      { accountCode: '501', counterparty: '张三' },
    ]);
  });

  test('enters whole or not at all, and every wrong row is named', async () => {
    const rows = [
      ...RENT,
      ...PAPER.map((row) => row.replace('513', '599').replace('20.00', '２０')),
      '3,2026-02-04,少一行,102,银行存款,5.00,,1,,',
    ];
    const preview = await upload(csv(...rows), CSV, { preview: true }).expect(200);
    const refused = await upload(csv(...rows));
    expect([refused.status, refused.body]).toMatchObject([
      422,
      { type: '/problems/import-rejected', count: 3 },
    ]);
    const { errors } = refused.body as { errors: { pointer: string; detail: string }[] };
    expect(errors.map(({ pointer }) => pointer)).toEqual([
      '/rows/4/科目编码',
      '/rows/5/贷方金额',
      '/rows/6',
    ]);
    expect(preview.body).toMatchObject({ valid: false, errorCount: 3, errors });
    expect(await drafts()).toEqual([]);
  });

  test('enters once under one key, and a different file under it is refused', async () => {
    const key = randomUUID();
    const first = await upload(csv(...RENT), CSV, { key }).expect(201);
    const again = await upload(csv(...RENT), CSV, { key }).expect(201);
    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotency-hit']).toBe('true');
    const other = await upload(csv(...PAPER), CSV, { key });
    expect(other.body).toMatchObject({ type: '/problems/idempotency-key-reused', status: 422 });
    expect(await drafts()).toHaveLength(1);
  });

  test('two files at once both enter', async () => {
    const answers = await Promise.all([upload(csv(...RENT)), upload(csv(...PAPER))]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect((await drafts()).map(({ total }) => total)).toEqual(['1234.50', '20.00']);
  });
});

describe('encodings and spreadsheets', () => {
  test('UTF-8 with its mark, without it, and GB18030 read alike', async () => {
    const text = csv(...PAPER);
    for (const content of [
      Buffer.from(text),
      Buffer.from(`\uFEFF${text}`),
      gb18030(text),
      Buffer.from(text.replaceAll(',', '\t')),
    ]) {
      const { body } = await upload(content, `${CSV}; charset=utf-8`, { preview: true }).expect(
        200,
      );
      expect(body).toMatchObject({
        valid: true,
        vouchers: [{ lines: [{ summary: '买纸', debit: '20.00' }, { credit: '20.00' }] }],
      });
    }
  });

  test('XLSX with numbers, dates, serials and leftovers of arithmetic reads as it shows', async () => {
    const date = { value: new Date('2026-02-03T00:00:00Z'), format: 'yyyy/m/d' };
    const file = await xlsx(
      [1, date, '买纸', 513, '管理费用', 0.1 + 0.2, null, 1],
      [1, 46056, '买纸', '102', null, null, '0.30', 1],
      [null, null, '合计', null, null, 0.3, 0.3],
    );
    const { body } = await upload(file, XLSX, { preview: true }).expect(200);
    expect(body).toMatchObject({
      valid: true,
      voucherCount: 1,
      vouchers: [{ date: '2026-02-03', lines: [{ debit: '0.30' }, { credit: '0.30' }] }],
    });
    await upload(file, XLSX).expect(201);
    expect(await drafts()).toHaveLength(1);
  });

  test('a formula without its value is refused at its cell', async () => {
    const file = await xlsx(
      ['1', '2026-02-03', '买纸', '513', '管理费用', { type: 'Formula', value: '=1+1' }, null, '1'],
      ['1', '2026-02-03', '买纸', '102', '银行存款', null, '2.00', '1'],
    );
    const refused = await upload(file, XLSX);
    expect(refused.body).toMatchObject({
      type: '/problems/import-rejected',
      errors: [{ pointer: '/rows/2/借方金额', detail: '不接受公式，请粘贴为数值或文字。' }],
    });
    const text = await upload(csv(...PAPER).replace(',20,', ',=10+10,'));
    expect(text.body).toMatchObject({
      errors: [{ pointer: '/rows/2/借方金额', detail: '不接受公式，请粘贴为数值或文字。' }],
    });
  });

  test('the template imports back as it was offered, as no voucher', async () => {
    for (const [format, type] of [
      ['csv', CSV],
      ['xlsx', XLSX],
    ] as const) {
      const template = await bytesOf(accountant.get(`${BOOK}/imports/template?format=${format}`));
      expect(template.type).toContain(type);
      const preview = await upload(template.bytes, type, { preview: true }).expect(200);
      expect(preview.body).toMatchObject({ valid: true, voucherCount: 0, exampleCount: 2 });
      const { body } = await upload(template.bytes, type).expect(201);
      expect(body).toEqual({ ids: [] });
    }
    expect(await drafts()).toEqual([]);
  });

  test('the workbook of an exported book imports back', async () => {
    const { body } = await upload(csv(...RENT)).expect(201);
    const { ids } = body as { ids: string[] };
    await (await t.as('reviewer.001')).post(`${BOOK}/vouchers/review`, { ids }).expect(200);
    await accountant.post(`${BOOK}/vouchers/post`, { ids }).expect(200);
    const { bytes } = await bytesOf(accountant.get(`${BOOK}/export?format=xlsx`));
    const preview = await upload(bytes, XLSX, { preview: true }).expect(200);
    expect(preview.body).toMatchObject({ valid: true, voucherCount: 1, debit: '1234.50' });
  });

  test('of the sample books imports as it is', async () => {
    const book = BOOK.replace('/books/1', '/books/2');
    for (const [code, name, parentCode] of [
      ['50104', '服务收入-物业管理费', '501'],
      ['21105', '溢收待退款', '211'],
    ] as const) {
      await accountant.post(`${book}/accounts`, { code, name, parentCode }).expect(201);
    }
    const sample = readFileSync('samples/collective/vouchers.csv', 'utf8');
    const moved = sample.replaceAll('2026-03-28', '2026-02-08');
    await upload(moved, CSV, { to: `${book}/imports` }).expect(201);
    expect((await drafts(book)).map(({ date, total }) => [date, total])).toEqual([
      ['2026-02-08', '5288.00'],
    ]);
  });
});

describe('what cannot be read is a problem in Chinese', () => {
  test.each([
    ['a quote that never ends', csv('1,2026-01-05,"租金,102,,1.00,,1,,'), 'import-file-unreadable'],
    ['a NUL byte', csv(...RENT).replace('租', '\u0000'), 'import-file-unreadable'],
    ['neither UTF-8 nor GB18030', Buffer.from([0xff, 0xff, 0x80, 0xff]), 'import-file-unreadable'],
    ['another table', '姓名,年龄\r\n张三,3\r\n', 'import-columns-wrong'],
    ['a missing column', csv(...RENT).replace('借方金额', '借方'), 'import-columns-wrong'],
    ['a ragged row', csv(RENT[0]!, `${RENT[1]!},多`), 'import-rejected'],
    ['totals that disagree', csv(...RENT, '合计,,,,,1.00,1.00,,,'), 'import-rejected'],
  ])('%s', async (_, content, code) => {
    const answer = await upload(content);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body).toMatchObject({
      type: `/problems/${code}`,
      title: expect.stringMatching(/[\u4e00-\u9fff]/) as unknown as string,
      detail: expect.not.stringContaining('{') as unknown as string,
    });
    expect(await drafts()).toEqual([]);
  });

  test.each([
    ['a text that says it is XLSX', Buffer.from(csv(...RENT))],
    ['an old .xls', Buffer.from('d0cf11e0a1b11ae1'.repeat(8), 'hex')],
    ['a zip of nothing', Buffer.from('504b0506000000000000000000000000000000000000', 'hex')],
    ['two bytes', Buffer.from('PK')],
  ])('%s', async (_, content) => {
    const answer = await upload(content, XLSX);
    expect([answer.status, answer.body]).toMatchObject([
      400,
      { type: '/problems/import-file-unreadable' },
    ]);
    expect((answer.body as { detail: string }).detail).toMatch(/XLSX|xls/);
  });

  test('a truncated XLSX, and one that would unpack beyond measure', async () => {
    const file = await xlsx(['1', '2026-02-03', '买纸', '513', '', '1.00', '', '1']);
    const half = await upload(file.subarray(0, file.length / 2), XLSX);
    expect(half.body).toMatchObject({ type: '/problems/import-file-unreadable', status: 400 });
    const entry = file.lastIndexOf(Buffer.from('PK\u0001\u0002', 'latin1'));
    const bomb = Buffer.from(file);
    bomb.writeUInt32LE(0x7fffffff, entry + 24);
    const large = await upload(bomb, XLSX);
    expect(large.body).toMatchObject({ type: '/problems/import-too-large', status: 413 });
  });

  test('25 MB, JSON and nothing at all', async () => {
    const large = await upload(csv(RENT[0]!.repeat(500_000)));
    expect(large.body).toMatchObject({ type: '/problems/payload-too-large', status: 413 });
    const json = await accountant.post(`${BOOK}/imports`, { rows: [] });
    expect(json.body).toMatchObject({ type: '/problems/file-expected', status: 415 });
    const nothing = await upload('');
    expect(nothing.body).toMatchObject({ type: '/problems/file-expected', status: 415 });
    const elsewhere = await upload(csv(...RENT), CSV, { to: `${BOOK}/vouchers` });
    expect(elsewhere.body).toMatchObject({ type: '/problems/unsupported-media-type', status: 415 });
  });

  test('an unknown filter, a book that is not there, and somebody who keeps no books', async () => {
    const filter = await upload(csv(...RENT), CSV, { to: `${BOOK}/imports?dryRun=true` });
    expect(filter.body).toMatchObject({ type: '/problems/unknown-query-parameter', status: 400 });
    const half = await upload(csv(...RENT), CSV, { to: `${BOOK}/imports?preview=maybe` });
    expect(half.body).toMatchObject({ type: '/problems/validation-failed', status: 400 });
    const nowhere = `${BOOK.replace('/books/1', '/books/9')}/imports`;
    const book = await upload(csv(...RENT), CSV, { to: nowhere });
    expect(book.body).toMatchObject({ type: '/problems/not-found', status: 404 });
    const cashier = await (await t.as('cashier.001')).post(`${BOOK}/imports`);
    expect(cashier.body).toMatchObject({ type: '/problems/forbidden', status: 403 });
  });
});
