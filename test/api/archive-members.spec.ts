import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { zipSync, type Zippable } from 'fflate';
import { verifyArchiveCommand } from '../../src/cli/verify-archive.command.js';
import { ARCHIVE_CATEGORIES } from '../../src/ledger/domain/archive/archive-category.js';
import type {
  ArchivedItem,
  ArchiveManifest,
} from '../../src/ledger/domain/archive/archive-manifest.js';
import { readConfig } from '../../src/platform/config/config.js';
import { ask, testWith } from '../integration/pdf-tools.js';
import { playedMonth } from '../integration/verification.fixture.js';
import type { Client } from '../support/app.js';
import { invoice, pdf, png, sentDocument } from '../support/document-files.js';
import { bytesOf } from '../support/file-answer.js';
import { fileOf, unzipped } from '../support/zip-files.js';
import { CODE, startFilers } from './filings.fixture.js';
import type { Neighbourhood } from './oversight.fixture.js';

const INVOICE = pdf('an invoice');
const SCAN = png('a scan');

interface Package {
  readonly bytes: Buffer;
  readonly files: ReadonlyMap<string, Buffer>;
  readonly manifest: ArchiveManifest;
}

let folder: string;
let n: Neighbourhood;
/** January played to its seal, with source documents in February. */
let month: Package;
/** A quarter submitted to the street. */
let quarter: Package;
let submitted: { pdf: Buffer; number: string };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'archive-members-'));
  n = await playedMonth();
  await documented(n);
  month = await packed(await n.as('accountant'), n.base);
  const filers = await startFilers([CODE]);
  const id = await filers.submitted(CODE);
  const { body } = await filers.get('accountant.001', `filings/${id}`);
  submitted = {
    pdf: await filers.file('accountant.001', `filings/${id}/pdf`),
    number: (body as { documentNumber: string }).documentNumber,
  };
  quarter = await packed(await filers.t.as('accountant.001'), `/api/v1/communities/${CODE}`);
  await filers.t.close();
}, 180_000);

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await n.close();
});

/** A voucher of February with an electronic invoice and the scan of a contract. */
async function documented({ base, as }: Neighbourhood): Promise<void> {
  const accountant = await as('accountant');
  const documentIds = [
    await sentDocument(accountant, base, invoice('66.00'), INVOICE),
    await sentDocument(
      accountant,
      base,
      { kind: 'other', form: 'image', paperLocation: '一号柜' },
      SCAN,
      'image/png',
    ),
  ];
  const { body } = await accountant
    .post(`${base}/books/1/vouchers`, {
      date: '2026-02-20',
      attachmentCount: 2,
      lines: [
        { summary: '应付办公用品', accountCode: '513', debit: '66.00' },
        { summary: '应付办公用品', accountCode: '211', credit: '66.00' },
      ],
    })
    .expect(201);
  const path = `${base}/books/1/vouchers/${(body as { id: string }).id}`;
  await accountant.put(`${path}/documents`, { documentIds }).expect(200);
  await (await as('reviewer')).post(`${path}/review`).expect(200);
  await accountant.post(`${path}/post`).expect(200);
}

async function packed(who: Pick<Client, 'get'>, base: string): Promise<Package> {
  const { bytes } = await bytesOf(who.get(`${base}/books/1/export?format=archive`));
  const files = unzipped(bytes);
  const text = fileOf(files, '清单.json').toString('utf8');
  return { bytes, files, manifest: JSON.parse(text) as ArchiveManifest };
}

function itemsOf({ manifest }: Package, category: string): readonly ArchivedItem[] {
  return manifest.items.filter((item) => item.category === category);
}

/** What the operator's command says of a package, and how it ends. */
async function verified(bytes: Buffer): Promise<{ code: number; said: string }> {
  const file = join(folder, 'package.zip');
  writeFileSync(file, bytes);
  let said = '';
  const spy = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
  try {
    const config = readConfig({ JWT_SECRET: 'a-secret-that-no-archive-needs-0123456789' });
    return { code: await verifyArchiveCommand.run(config, { file }), said };
  } finally {
    spy.mockRestore();
  }
}

/** A package with other files, of which null is left out. */
function changed(
  of: Package,
  files: Readonly<Record<string, Buffer | null>>,
  level: 0 | 1 = 0,
): Buffer {
  const all = new Map<string, Buffer | null>(of.files);
  for (const [path, content] of Object.entries(files)) all.set(path, content);
  const kept = [...all].filter((entry): entry is [string, Buffer] => entry[1] !== null);
  return Buffer.from(zipSync(Object.fromEntries(kept) as Zippable, { level }));
}

/** The same zip with a name written over by another of the same length, wherever it stands. */
function renamed(bytes: Buffer, from: string, to: string): Buffer {
  const [was, is] = [Buffer.from(from), Buffer.from(to)];
  if (was.length !== is.length) throw new Error(`${from} is not as long as ${to}`);
  const copy = Buffer.from(bytes);
  for (let at = copy.indexOf(was); at >= 0; at = copy.indexOf(was, at + 1)) is.copy(copy, at);
  return copy;
}

describe('the archive package holds', () => {
  test('every kind of paper there is', () => {
    const kinds = new Set(
      [month, quarter].flatMap(({ manifest }) => manifest.items.map(({ category }) => category)),
    );
    // The year of these stories has not ended; test/api/archive-export.spec.ts has an annual statement.
    expect(kinds).toEqual(
      new Set(
        Object.values(ARCHIVE_CATEGORIES)
          .map(({ name }) => name)
          .filter((name) => name !== '年度财务会计报告'),
      ),
    );
  });

  test('the notice as it was published, byte for byte', async () => {
    const [notice, ...more] = itemsOf(month, '财务公示');
    expect(more).toEqual([]);
    expect(notice).toMatchObject({ title: '财务公示 2026-01', retention: '30年' });
    const resident = n.t.anyone();
    const board = await resident.get('/api/v1/public/notices').expect(200);
    const { items } = board.body as { items: { id: string }[] };
    const { bytes } = await bytesOf(
      resident.get(`/api/v1/public/notices/${items[0]?.id}?format=pdf`),
    );
    expect(fileOf(month.files, notice?.file ?? '').equals(bytes)).toBe(true);
  });

  testWith('pdftotext', 'the minutes of the meeting with its vote', () => {
    const [minutes, ...more] = itemsOf(month, '监督会议纪要');
    expect(more).toEqual([]);
    expect(minutes).toMatchObject({ responsible: '居务监督委员会', retention: '30年' });
    const text = ask('pdftotext', ['-layout'], fileOf(month.files, minutes?.file ?? ''));
    expect(text).toContain('居务监督委员会会议记录');
    expect(text).toMatch(/维修门面屋顶（广安修缮队） +600\.00 +2 +0 +0 +0 +通过/);
    expect(text).toContain('会议意见：账目清楚');
  });

  testWith('pdftotext', 'the table of each month that was reconciled', () => {
    const tables = itemsOf(month, '银行存款余额调节表');
    expect(tables.map(({ title, retention }) => [title, retention])).toEqual([
      ['银行存款余额调节表 2026-01', '10年'],
      ['银行存款余额调节表 2026-02', '10年'],
    ]);
    const text = ask('pdftotext', ['-layout'], fileOf(month.files, tables[0]?.file ?? ''));
    expect(text).toContain('银行存款余额调节表');
    expect(month.manifest.problems).toEqual(['银行存款余额调节表 2026-02：尚未确认对账']);
  });

  test('source documents byte for byte, electronic ones with their booking data', () => {
    const documents = itemsOf(month, '原始凭证');
    const bytes = documents.map(({ file }) => fileOf(month.files, file));
    expect(
      bytes.map((one) => [INVOICE, SCAN].findIndex((sent) => one.equals(sent))).sort(),
    ).toEqual([0, 1]);
    const [booking, ...more] = itemsOf(month, '入账信息');
    expect(more).toEqual([]);
    const xml = fileOf(month.files, booking?.file ?? '').toString('utf8');
    expect(xml).toContain('<bookingEntry format="gongzhang-booking/1">');
    expect(xml).toContain('<amount>66.00</amount>');
    expect(xml).toContain('<accountCode>513</accountCode>');
    expect(xml).toContain('<date>2026-02-20</date>');
    const electronic = documents[bytes.findIndex((one) => one.equals(INVOICE))];
    expect(Number(booking?.no)).toBe(Number(electronic?.no) + 1);
  });

  test('the filing as it was submitted, under its number and its day', () => {
    const [filing, ...more] = itemsOf(quarter, '季度备案');
    expect(more).toEqual([]);
    expect(filing).toMatchObject({
      title: `季度备案 2026-Q1 第1版 ${submitted.number}`,
      date: '2026-04-08',
      retention: '30年',
    });
    expect(fileOf(quarter.files, filing?.file ?? '').equals(submitted.pdf)).toBe(true);
  });
});

describe('verify-archive notices of each kind', () => {
  test.each(
    Object.values(ARCHIVE_CATEGORIES)
      .map(({ name }) => name)
      .filter((name) => name !== '年度财务会计报告'),
  )('%s that it was changed, taken out, doubled or put in the place of another', async (kind) => {
    const of = kind === '季度备案' ? quarter : month;
    const [item] = itemsOf(of, kind);
    const other = of.manifest.items.find(({ category }) => category !== kind);
    if (item === undefined || other === undefined) throw new Error(`no ${kind}`);
    const bytes = fileOf(of.files, item.file);
    const touched = Buffer.from(bytes);
    touched.writeUInt8(touched.readUInt8(touched.length - 1) ^ 1, touched.length - 1);
    const cases: readonly (readonly [Buffer, readonly string[]])[] = [
      [changed(of, { [item.file]: touched }), [`文件已被改动：${item.file}`]],
      [changed(of, { [item.file]: null }), [`缺少文件：${item.file}`]],
      [changed(of, { [item.metadata]: null }), [`缺少文件：${item.metadata}`]],
      [changed(of, { [`${item.file}.pdf`]: bytes }), [`多出文件：${item.file}.pdf`]],
      [
        changed(of, { [item.file]: fileOf(of.files, other.file), [other.file]: bytes }),
        [`文件已被改动：${item.file}`, `文件已被改动：${other.file}`],
      ],
      [
        changed(of, {
          [item.metadata]: fileOf(of.files, other.metadata),
          [other.metadata]: fileOf(of.files, item.metadata),
        }),
        [`文件已被改动：${item.metadata}`, `文件已被改动：${other.metadata}`],
      ],
      [
        changed(of, {
          '清单.json': Buffer.from(
            JSON.stringify({
              ...of.manifest,
              items: of.manifest.items.filter(({ no }) => no !== item.no),
            }),
          ),
        }),
        ['整包 SHA-256 不符', '清单.txt 与 清单.json 不一致'],
      ],
    ];
    for (const [tampered, differences] of cases) {
      const { code, said } = await verified(tampered);
      expect(code).toBe(1);
      for (const difference of differences) expect(said).toContain(difference);
    }
  });
});

describe('verify-archive takes no harm from', () => {
  const first = (): string => month.manifest.items[0]?.metadata ?? '';

  test('a path that leaves the package', async () => {
    const escaping = renamed(month.bytes, first(), first().replace(/^..../, '../.'));
    const { code, said } = await verified(escaping);
    expect([code, said]).toEqual([1, expect.stringContaining('无法读取或已损坏')]);
    expect(said).toContain('../');
  });

  test('two files of one name', async () => {
    const second = month.manifest.items[1]?.metadata ?? '';
    const { code, said } = await verified(renamed(month.bytes, second, first()));
    expect([code, said]).toEqual([1, expect.stringContaining(`文件重复：${first()}`)]);
    expect(said).toContain(`缺少文件：${second}`);
  });

  test('a package that ends too early, or begins too late', async () => {
    for (const bytes of [month.bytes.subarray(0, -30), month.bytes.subarray(4096)]) {
      const { code, said } = await verified(bytes);
      expect([code, said]).toEqual([1, expect.stringContaining('无法读取或已损坏')]);
    }
  });

  test('a file that unpacks beyond measure', async () => {
    const bomb = Buffer.alloc(64 * 1024 * 1024);
    const { code, said } = await verified(changed(month, { '2026/巨大.bin': bomb }, 1));
    expect([code, said]).toEqual([1, expect.stringContaining('疑为压缩炸弹')]);
  });

  test.each([
    ['files that are none', { files: [null] }],
    ['items without a name', { items: [{}] }],
    ['no unit', { unit: null }],
    ['years in words', { years: ['二〇二六'] }],
  ])('a manifest with %s', async (_, part) => {
    const manifest = Buffer.from(JSON.stringify({ ...month.manifest, ...part }));
    const { code, said } = await verified(changed(month, { '清单.json': manifest }));
    expect([code, said]).toEqual([1, expect.stringContaining('没有可读的 清单.json')]);
  });
});

test('what was packed is verified', async () => {
  for (const { bytes } of [month, quarter]) {
    expect(await verified(bytes)).toMatchObject({ code: 0 });
  }
});
