import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { zipSync } from 'fflate';
import { verifyArchiveCommand } from '../../src/cli/verify-archive.command.js';
import type { ArchiveManifest } from '../../src/ledger/domain/archive/archive-manifest.js';
import { readConfig } from '../../src/platform/config/config.js';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import { attack } from '../support/attacker.js';
import { pdf, sentDocument } from '../support/document-files.js';
import { bytesOf } from '../support/file-answer.js';
import { collectiveStory, COMMUNITY } from '../support/ledger-story.js';
import { recordsOf } from '../support/xml-records.js';
import { fileOf, unzipped } from '../support/zip-files.js';

const BOOK = `/api/v1/communities/${COMMUNITY}/books/1`;
const SCAN = pdf();

let t: TestApp;
let auditor: Client;
let folder: string;
let whole: Buffer;

beforeAll(async () => {
  t = await startTestApp('2026-03-20T09:00:00+08:00');
  await collectiveStory(t);
  const accountant = await t.as('accountant.001');
  const base = `/api/v1/communities/${COMMUNITY}`;
  const fields = { kind: 'other', form: 'electronic', amount: '500.00' };
  const id = await sentDocument(accountant, base, fields, SCAN);
  const list = await accountant.get(`${BOOK}/vouchers?month=2026-01`).expect(200);
  const rent = (list.body as { items: { id: string; no: number }[] }).items.find((v) => v.no === 1);
  await accountant
    .put(`${BOOK}/vouchers/${rent?.id ?? ''}/documents`, { documentIds: [id] })
    .expect(200);
  auditor = await t.as('auditor.001');
  folder = mkdtempSync(join(tmpdir(), 'archive-'));
  whole = await packed(auditor);
}, 120_000);

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await t.close();
});

async function packed(who: Client, options = ''): Promise<Buffer> {
  return (await bytesOf(who.get(`${BOOK}/export?format=archive${options}`))).bytes;
}

function manifestOf(bytes: Buffer): ArchiveManifest {
  return JSON.parse(fileOf(unzipped(bytes), '清单.json').toString('utf8')) as ArchiveManifest;
}

/** What the operator's command says of a package, and how it ends. */
async function verified(bytes: Buffer, sha256?: string): Promise<{ code: number; said: string }> {
  const path = join(folder, 'package.zip');
  writeFileSync(path, bytes);
  let said = '';
  const spy = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
  try {
    const given = { file: path, ...(sha256 === undefined ? {} : { sha256 }) };
    const config = readConfig({ JWT_SECRET: 'a-secret-that-no-archive-needs-0123456789' });
    return { code: await verifyArchiveCommand.run(config, given), said };
  } finally {
    spy.mockRestore();
  }
}

/** The package with some of its files changed, added or (null) taken out. */
function changed(files: Readonly<Record<string, Buffer | null>>): Buffer {
  const all = new Map<string, Buffer | null>(unzipped(whole));
  for (const [path, content] of Object.entries(files)) all.set(path, content);
  const kept = [...all].filter((entry): entry is [string, Buffer] => entry[1] !== null);
  return Buffer.from(zipSync(Object.fromEntries(kept)));
}

describe('the archive package of a book', () => {
  test('holds vouchers, ledgers, statements and source documents with their terms', () => {
    const { items, problems, unit, years } = manifestOf(whole);
    expect([unit, years]).toEqual([expect.any(String), [2025, 2026]]);
    expect(problems).toEqual(
      ['2025-12', '2026-01', '2026-02'].map((month) => `银行存款余额调节表 ${month}：尚未确认对账`),
    );
    const terms = new Map(
      items.map((item) => [item.title.replace(/(附件|附件入账信息) .*/, '$1'), item]),
    );
    expect(terms.get('记账凭证 2026-01')).toMatchObject({
      category: '会计凭证',
      retention: '30年',
      keptUntil: '2057-01-01',
      date: '2026-01-31',
    });
    expect(terms.get('资产负债表 2025-12')).toMatchObject({ retention: '永久', keptUntil: null });
    expect(terms.get('资产负债表 2026-02')).toMatchObject({
      retention: '10年',
      keptUntil: '2037-01-01',
    });
    expect(terms.get('2026-01记字第1号附件')).toMatchObject({ category: '原始凭证' });
    expect(terms.get('2026-01记字第1号附件入账信息')).toMatchObject({ category: '入账信息' });
    for (const title of ['总账 2026年度', '明细账 2026年度', '银行存款日记账 2026-01']) {
      expect(terms.get(title)).toMatchObject({ category: '会计账簿', retention: '30年' });
    }
    expect(items.map(({ no }) => no)).toEqual(
      items.map((_, place) => String(place + 1).padStart(5, '0')),
    );
  });

  test('keeps a source document byte for byte, and prints PDF', () => {
    const { items } = manifestOf(whole);
    const files = unzipped(whole);
    const scan = items.find(({ category }) => category === '原始凭证');
    expect(fileOf(files, scan?.file ?? '').equals(SCAN)).toBe(true);
    const vouchers = items.find(({ title }) => title === '记账凭证 2026-01');
    expect(
      fileOf(files, vouchers?.file ?? '')
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });

  test('says of each paper in XML what its archive asks', () => {
    const { items, files } = manifestOf(whole);
    const [first] = items;
    const text = fileOf(unzipped(whole), first?.metadata ?? '').toString('utf8');
    const [record] = recordsOf(text).records;
    expect(record?.fields).toMatchObject({
      件号: '00001',
      题名: '会计凭证封面 2025-12',
      责任者: '集体资产账',
      日期: '2025-12-31',
      保管期限: '30年',
      保管至: '2056-01-01',
      摘要值: files.find(({ path }) => path === first?.file)?.sha256 ?? '',
    });
  });

  test('of an unchanged book is the same byte for byte, at a later time and for another reader', async () => {
    const again = await packed(await t.as('accountant.001'));
    expect(manifestOf(again).contentSha256).toBe(manifestOf(whole).contentSha256);
    expect(again.equals(whole)).toBe(true);
  });

  test('of one year holds that year alone', async () => {
    const { items, years } = manifestOf(await packed(auditor, '&year=2025'));
    expect(years).toEqual([2025]);
    expect(items.every(({ file }) => file.startsWith('2025/'))).toBe(true);
  });

  test('leaves out source documents for those who may not see them, and says so', async () => {
    const { items, problems } = manifestOf(await packed(await t.as('street.001'), '&year=2026'));
    expect(items.filter(({ category }) => category === '原始凭证')).toEqual([]);
    expect(problems).toContain('原始凭证中有个人信息，导出者无权查看，未装入');
  });
});

describe('verify-archive', () => {
  test('passes what was exported, without a database, and tells the hash of the whole', async () => {
    const { contentSha256 } = manifestOf(whole);
    const { code, said } = await verified(whole, contentSha256);
    expect([code, said]).toEqual([0, expect.stringContaining('核验通过')]);
    expect(said).toContain(`整包 SHA-256 ${contentSha256}`);
    expect((await verified(whole, '0'.repeat(64))).code).toBe(1);
  });

  test('names a changed byte, a missing file, an extra file, a changed manifest', async () => {
    const manifest = manifestOf(whole);
    const [first] = manifest.items;
    if (first === undefined) throw new Error('an item');
    const bytes = Buffer.from(fileOf(unzipped(whole), first.file));
    bytes.writeUInt8(bytes.readUInt8(100) ^ 1, 100);
    const longer = {
      ...manifest,
      items: manifest.items.map((item) => ({ ...item, retention: '10年' })),
    };
    for (const [files, difference] of [
      [{ [first.file]: bytes }, `文件已被改动：${first.file}`],
      [{ [first.file]: null }, `缺少文件：${first.file}`],
      [{ '2026/夹带.pdf': bytes }, '多出文件：2026/夹带.pdf'],
      [{ '清单.json': Buffer.from(JSON.stringify(longer)) }, '整包 SHA-256 不符'],
      [{ '清单.txt': Buffer.from('没有') }, '清单.txt 与 清单.json 不一致'],
      [{ '清单.json': null }, '没有可读的 清单.json'],
    ] as const) {
      const { code, said } = await verified(changed(files));
      expect([code, said]).toEqual([1, expect.stringContaining(difference)]);
    }
  });

  test('says of a file that is no zip, or a broken one, that it cannot be read', async () => {
    for (const bytes of [Buffer.from('PK'), whole.subarray(0, whole.length - 1000)]) {
      const { code, said } = await verified(bytes);
      expect([code, said]).toEqual([1, expect.stringContaining('无法读取或已损坏')]);
    }
  });
});

test('a book in which somebody changed a balance is given all the same, and the manifest says what is wrong', async () => {
  const owner = await attack(t.ownerUrl, COMMUNITY);
  await owner.rows(
    `UPDATE balance SET debit = debit + 0.01 WHERE account_code = '10201' AND month = '2026-01'`,
  );
  await owner.end();
  const { problems, items } = manifestOf(await packed(auditor, '&year=2026'));
  expect(items.length).toBeGreaterThan(10);
  expect(problems.join('\n')).toContain(
    '各科目各期发生额等于凭证合计：2026年1月科目 10201：发生额借 500.01',
  );
});
