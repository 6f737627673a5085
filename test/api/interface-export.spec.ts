import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import { bytesOf } from '../support/file-answer.js';
import { collectiveStory, COMMUNITY } from '../support/ledger-story.js';
import { recordsOf, type XmlRecord } from '../support/xml-records.js';
import { fileOf, unzipped } from '../support/zip-files.js';

const BOOK = `/api/v1/communities/${COMMUNITY}/books/1`;

let t: TestApp;
let auditor: Client;
let story: Awaited<ReturnType<typeof collectiveStory>>;

beforeAll(async () => {
  t = await startTestApp('2026-03-20T09:00:00+08:00');
  story = await collectiveStory(t);
  auditor = await t.as('auditor.001');
});

afterAll(() => t.close());

async function exported(options: string): Promise<ReadonlyMap<string, Buffer>> {
  const { bytes } = await bytesOf(auditor.get(`${BOOK}/export?format=gbt24589${options}`));
  return unzipped(bytes);
}

/** The records of a file that was written in GB 18030. */
function records(files: ReadonlyMap<string, Buffer>, path: string): XmlRecord[] {
  return recordsOf(new TextDecoder('gb18030', { fatal: true }).decode(fileOf(files, path))).records;
}

/** Fen, so that sums of a test are exact. */
const fen = (text = ''): number => Math.round(Number(text) * 100);
const yuan = (amount: number): string => (amount / 100).toFixed(2);

/** The closing balance of each leaf from the vouchers and the openings of the files alone, positive in debit. */
function closings(ledgers: readonly XmlRecord[][]): Map<string, string> {
  const net = new Map<string, number>();
  const add = (code: string, amount: number): void => {
    net.set(code, (net.get(code) ?? 0) + amount);
  };
  const accounts = ledgers[0]?.filter(({ name }) => name === '会计科目') ?? [];
  const codes = accounts.map(({ fields }) => fields['科目编号'] ?? '');
  const leaf = (code: string): boolean =>
    !codes.some((other) => other !== code && other.startsWith(code));
  const first = ledgers[0]?.find(({ name }) => name === '科目余额及发生额')?.fields['会计期间号'];
  for (const { name, fields } of ledgers[0] ?? []) {
    const code = fields['科目编号'] ?? '';
    if (name !== '科目余额及发生额' || fields['会计期间号'] !== first || !leaf(code)) continue;
    const sign = fields['期初余额方向'] === '借' ? 1 : -1;
    add(code, sign * fen(fields['期初本币余额']));
  }
  for (const { name, fields } of ledgers.flat()) {
    if (name !== '记账凭证') continue;
    add(fields['科目编号'] ?? '', fen(fields['借方本币金额']) - fen(fields['贷方本币金额']));
  }
  return new Map([...net].filter(([, amount]) => amount !== 0).map(([c, a]) => [c, yuan(a)]));
}

describe('the book by GB/T 24589.1-2010', () => {
  test('is a zip of 公共档案 and 总账 for each year, its tests of consistency and a note', async () => {
    const answer = await bytesOf(auditor.get(`${BOOK}/export?format=gbt24589`));
    expect([answer.type, answer.disposition]).toEqual([
      'application/zip',
      'attachment; filename="book-1-gbt24589.zip"',
    ]);
    expect([...unzipped(answer.bytes).keys()]).toEqual([
      '2025/公共档案.xml',
      '2025/总账.xml',
      '2025/一致性检验.txt',
      '2026/公共档案.xml',
      '2026/总账.xml',
      '2026/一致性检验.txt',
      '说明.txt',
    ]);
  });

  test('an independent reader finds our trial balance in its vouchers, to the fen', async () => {
    const files = await exported('');
    const ledgers = [records(files, '2025/总账.xml'), records(files, '2026/总账.xml')];
    expect(closings(ledgers)).toEqual(
      new Map([
        ['10101', '67.95'],
        ['10201', '1659.50'],
        ['11201', '120.00'],
        ['11202', '-50.00'],
        ['301', '-1150.00'],
        ['32202', '-179.50'],
        ['50101', '-500.00'],
        ['51301', '32.05'],
      ]),
    );
    const last = ledgers[1]?.find(
      ({ name, fields }) =>
        name === '科目余额及发生额' && fields['科目编号'] === '112' && fields['会计期间号'] === '2',
    );
    expect(last?.fields).toMatchObject({ 期初本币余额: '150.00', 贷方本币金额: '80.00' });
    expect(last?.fields).toMatchObject({ 期末余额方向: '借', 期末本币余额: '70.00' });
  });

  test('red letters stay negative on their side', async () => {
    const [red] = records(await exported('&year=2026'), '2026/总账.xml').filter(
      ({ name, fields }) => name === '记账凭证' && fields['借方本币金额'] === '-30.25',
    );
    expect(red?.fields).toMatchObject({
      记账凭证日期: '20260203',
      会计期间号: '2',
      记账凭证类型编号: '记',
      记账凭证编号: '1',
      科目编号: '51301',
      贷方本币金额: '0.00',
    });
  });

  test('one year alone has the openings of its January', async () => {
    const files = await exported('&year=2026');
    expect([...files.keys()].filter((path) => path.startsWith('2025'))).toEqual([]);
    const rows = records(files, '2026/总账.xml');
    const january = rows.find(
      ({ name, fields }) => name === '科目余额及发生额' && fields['科目编号'] === '10201',
    );
    expect(january?.fields).toMatchObject({
      会计期间号: '1',
      期初余额方向: '借',
      期初本币余额: '1179.50',
    });
    const names = rows.filter(({ name }) => name === '报表集').map(({ fields }) => fields);
    expect(names.map((fields) => fields['报表名称'])).toEqual(['资产负债表', '收益及收益分配表']);
  });

  test('says that every test of consistency holds', async () => {
    const text = fileOf(await exported(''), '2026/一致性检验.txt').toString('utf8');
    expect(text).toContain('结论：全部通过');
    expect(text).toContain('通过　每张凭证借贷相等（6）');
    expect(text).toContain('编号规则 3-2');
  });

  test('in UTF-8 it says the same in other bytes', async () => {
    const [theirs, ours] = [await exported('&encoding=utf-8'), await exported('')];
    const text = fileOf(theirs, '2026/总账.xml').toString('utf8');
    expect(text.startsWith('<?xml version="1.0" encoding="UTF-8"?>')).toBe(true);
    expect(recordsOf(text).records).toEqual(records(ours, '2026/总账.xml'));
  });

  test('text that no code page of old holds comes through: rare characters, marks of XML', async () => {
    await story.post(1, '2026-03-02', '收𠮷记<租>&“㐀”', [
      ['10201', '1.00', ''],
      ['50101', '', '1.00'],
    ]);
    const summaries = records(await exported('&year=2026'), '2026/总账.xml').map(
      ({ fields }) => fields['记账凭证摘要'],
    );
    expect(summaries).toContain('收𠮷记<租>&“㐀”');
  });

  test('the same book makes the same bytes', async () => {
    const take = async (): Promise<Buffer> =>
      (await bytesOf(auditor.get(`${BOOK}/export?format=gbt24589`))).bytes;
    expect((await take()).equals(await take())).toBe(true);
  });

  test('a company tells its cash flow items, a book without vouchers is a file too', async () => {
    const accountant = await t.as('accountant.001');
    await accountant
      .post(`/api/v1/communities/${COMMUNITY}/books`, {
        kind: 'company',
        name: '便民公司账',
        standard: 'small-enterprise-2011',
        openedOn: '2026-01-01',
      })
      .expect(201);
    const { bytes } = await bytesOf(
      auditor.get(`${BOOK.replace('/books/1', '/books/2')}/export?format=gbt24589`),
    );
    const rows = records(unzipped(bytes), '2026/总账.xml');
    expect(rows.filter(({ name }) => name === '现金流量项目')).toHaveLength(16);
    expect(rows.filter(({ name }) => name === '记账凭证')).toEqual([]);
  });
});

describe('what is refused', () => {
  test('a year in which the book was not kept', async () => {
    const answer = await auditor.get(`${BOOK}/export?format=gbt24589&year=2024`);
    expect([answer.status, answer.body]).toMatchObject([
      422,
      {
        type: '/problems/export-year-outside-book',
        errors: [{ pointer: '/year', detail: '应在 2025 与 2026 之间。' }],
      },
    ]);
  });

  test.each([
    ['format=hledger&year=2026', '/problems/export-option-unfit', '/year'],
    ['format=xlsx&encoding=utf-8', '/problems/export-option-unfit', '/encoding'],
    ['format=gbt24589&year=20a6', '/problems/validation-failed', '/year'],
    ['format=gbt24589&encoding=big5', '/problems/validation-failed', '/encoding'],
  ])('%s', async (query, type, pointer) => {
    const answer = await auditor.get(`${BOOK}/export?${query}`);
    expect([answer.status, answer.body]).toMatchObject([400, { type, errors: [{ pointer }] }]);
  });
});
