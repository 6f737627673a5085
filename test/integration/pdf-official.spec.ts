import { beforeAll, describe, expect, test } from '@jest/globals';
import { type OfficialDocument } from '../../src/platform/pdf/document.js';
import { renderOfficialDocument } from '../../src/platform/pdf/official-document.js';
import { PdfRenderer } from '../../src/platform/pdf/pdf-renderer.js';
import { type Word, ask, firstFileOf, testWith, wordsOf } from './pdf-tools.js';

const MM = 72 / 25.4;
/** 版心 of GB/T 9704-2012, 5.2, in millimetres from the page's top left. */
const AREA = { left: 28, top: 37, right: 184, bottom: 262 };
const SENTENCE = '天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余';
const DATA = '{"quarter":"2026-Q1","total":"1234.50"}';

const report: OfficialDocument = {
  issuer: '和平社区居民委员会',
  documentNumber: '和居〔2026〕5号',
  signer: '王建国',
  title: '和平社区居民委员会关于2026年第一季度集体经济收支情况的报告',
  addressee: '城北街道党工委',
  body: [
    { kind: 'paragraph', text: SENTENCE.repeat(60) },
    { kind: 'heading', level: 1, text: '收入情况' },
    { kind: 'paragraph', text: '本季度收入1,234.50元（详见附件），同比增长5%。' },
  ],
  attachmentNotes: ['收支明细表', '债权债务情况表'],
  signature: '和平社区居民委员会',
  date: '2026年4月10日',
  note: '联系人：李梅',
  colophon: {
    copyTo: '区民政局',
    printedBy: '和平社区居民委员会',
    printedOn: '2026年4月10日',
  },
  attachments: [
    {
      title: '收支明细表',
      blocks: [
        {
          kind: 'table',
          table: {
            unit: '单位：元',
            columns: [
              { title: '凭证号', width: 1, kind: 'number' },
              { title: '摘要', width: 3 },
              { title: '金额', width: 2, kind: 'figure' },
            ],
            rows: [
              ...Array.from({ length: 300 }, (_, index) => ({
                cells: [`记-${index + 1}`, `收取第${index + 1}号铺面租金`, `${index + 1}.00`],
              })),
              { kind: 'total', cells: [{ text: '合计', span: 2 }, '45,150.00'] },
            ],
          },
        },
      ],
    },
    {
      title: '债权债务情况表',
      landscape: true,
      blocks: [
        {
          kind: 'table',
          table: {
            columns: [
              { title: '债权人', width: 1 },
              { title: '金额', width: 1 },
            ],
            rows: [],
          },
        },
        { kind: 'signatures', slots: [{ role: '会计', name: '李梅' }, { role: '主任' }] },
        { kind: 'qr', url: 'https://gongzhang.example.cn/v/1', caption: '扫码核对' },
      ],
    },
  ],
  createdAt: new Date('2026-04-10T02:00:00Z'),
  files: [
    {
      name: '报告数据.json',
      mime: 'application/json',
      content: Buffer.from(DATA),
      description: '报告数据',
    },
  ],
};

let pdf: Buffer;
let words: readonly Word[] = [];
beforeAll(async () => {
  pdf = await renderOfficialDocument(report);
});

const on = (page: number): Word[] => {
  if (words.length === 0) words = wordsOf(pdf);
  return words.filter((word) => word.page === page);
};
const bodyOf = (page: number): Word[] =>
  on(page).filter(({ text, yMax }) => yMax < AREA.bottom * MM + MM && !/^—/.test(text));

describe('an official document', () => {
  test('is the same bytes for the same document, whoever renders it', async () => {
    const renderer = new PdfRenderer();
    const again = await renderer.official(structuredClone(report));
    await renderer.close();
    expect(again.equals(pdf)).toBe(true);
  });

  test('is other bytes when one figure is another', async () => {
    const other = await renderOfficialDocument({ ...report, note: '联系人：李海' });
    expect(other.equals(pdf)).toBe(false);
  });

  test('says of itself that it is PDF/A-3b, tagged, in Chinese', () => {
    const raw = pdf.toString('latin1');
    expect(raw.startsWith('%PDF-1.7')).toBe(true);
    expect(raw).toContain('<pdfaid:part>3</pdfaid:part>');
    expect(raw).toContain('<pdfaid:conformance>B</pdfaid:conformance>');
    expect(raw).toContain('/Lang (zh-CN)');
    expect(raw).toContain('/Marked true');
    expect(raw).toContain('/AFRelationship /Data');
    expect(raw).not.toContain('Helvetica');
  });

  testWith('pdfinfo', 'is A4 and carries its title', () => {
    const info = ask('pdfinfo', [], pdf);
    expect(info).toMatch(/Page size: +595\.276 x 841\.89 pts \(A4\)/);
    expect(info).toMatch(/Title: +和平社区居民委员会关于2026年第一季度集体经济收支情况的报告/);
    expect(info).toMatch(/Tagged: +yes/);
  });

  testWith('pdffonts', 'embeds a subset of every font, with its Unicode', () => {
    const fonts = ask('pdffonts', [], pdf).trim().split('\n').slice(2);
    expect(fonts).toHaveLength(4);
    for (const font of fonts) expect(font).toMatch(/^[A-Z]{6}\+Noto.* yes yes yes +\d+ +0$/);
  });

  testWith('pdftotext', 'has 22 lines on a full page and 28 characters on a full line', () => {
    const lines = bodyOf(2);
    expect(lines).toHaveLength(22);
    for (const { text } of lines) expect(Array.from(text)).toHaveLength(28);
  });

  testWith('pdftotext', 'keeps its lines a 22nd of 225 mm apart', () => {
    const [first, second] = bodyOf(2);
    expect(second!.yMin - first!.yMin).toBeCloseTo((225 * MM) / 22, 1);
  });

  testWith('pdftotext', 'fills the type area from edge to edge and never leaves it', () => {
    for (const page of [1, 2, 3]) {
      for (const word of bodyOf(page)) {
        expect(word.xMin / MM).toBeGreaterThan(AREA.left - 1);
        expect(word.xMax / MM).toBeLessThan(AREA.right + 1);
        expect(word.yMin / MM).toBeGreaterThan(AREA.top - 1);
        expect(word.yMax / MM).toBeLessThan(AREA.bottom + 1);
      }
    }
    expect(Math.min(...bodyOf(2).map(({ xMin }) => xMin / MM))).toBeCloseTo(AREA.left, 0);
    expect(Math.max(...bodyOf(2).map(({ xMax }) => xMax / MM))).toBeCloseTo(AREA.right, 0);
  });

  testWith('pdftotext', 'numbers its pages 28 mm from the lower edge, odd right, even left', () => {
    const numberOn = (page: number): { left: number; right: number; height: number } => {
      const parts = on(page).filter(({ yMin }) => yMin > 262 * MM);
      expect(parts.map(({ text }) => text).join('')).toBe(`—${page}—`);
      // The reader's box reaches from 1.151 em above the baseline to 0.286 em below; a dash lies 0.27 em above it.
      const baseline = parts[0]!.yMax - 0.286 * 14;
      return {
        left: Math.min(...parts.map(({ xMin }) => xMin)) / MM,
        right: Math.max(...parts.map(({ xMax }) => xMax)) / MM,
        height: 297 - (baseline - 0.27 * 14) / MM,
      };
    };
    const [odd, even] = [numberOn(1), numberOn(2)];
    expect(odd.height).toBeCloseTo(28, 0);
    expect(even.height).toBeCloseTo(28, 0);
    const character = 14 / MM;
    expect(Math.abs(odd.right - (AREA.right - character))).toBeLessThan(1);
    expect(Math.abs(even.left - (AREA.left + character))).toBeLessThan(1);
  });

  testWith('pdftotext', 'sets the date two characters in from the name', () => {
    const date = words.find(({ text }) => text === '2026年4月10日')!;
    const name = words.filter(({ text }) => text === '和平社区居民委员会');
    const above = name.find((word) => word.page === date.page && word.yMin < date.yMin)!;
    expect(date.xMin - above.xMin).toBeCloseTo(2 * ((156 * MM) / 28), 0);
    expect((AREA.right * MM - above.xMax) / ((156 * MM) / 28)).toBeCloseTo(2, 0);
  });

  testWith('pdftotext', 'gives its Chinese back in reading order', () => {
    const text = ask('pdftotext', [], pdf).replace(/\s/g, '').replace(/—\d+—/g, '');
    expect(text).toContain(SENTENCE.repeat(60));
    const order = [
      '和居〔2026〕5号',
      '城北街道党工委：',
      '一、收入情况',
      '本季度收入1,234.50元（详见附件），同比增长5%。',
      '附件：1．收支明细表2．债权债务情况表',
      '（联系人：李梅）',
      '附件1收支明细表',
      '附件2债权债务情况表',
      '抄送：区民政局。',
    ];
    const places = order.map((part) => text.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  testWith('pdftotext', 'repeats a table head on every page and loses no row', () => {
    const text = ask('pdftotext', ['-layout'], pdf);
    for (let row = 1; row <= 300; row += 1) {
      expect(text).toMatch(new RegExp(`记-${row} +收取第${row}号铺面租金 +${row}\\.00\\n`));
    }
    const pages = text.split('\f');
    const withRows = pages.filter((page) => /记-\d/.test(page));
    expect(withRows.length).toBeGreaterThan(5);
    for (const page of withRows) expect(page.match(/凭证号/g)).toHaveLength(1);
    expect(pages.find((page) => page.includes('45,150.00'))).toMatch(/记-300/);
  });

  testWith('pdfinfo', 'ends with its colophon on an even page', () => {
    const count = Number(/Pages: +(\d+)/.exec(ask('pdfinfo', [], pdf))?.[1]);
    expect(count % 2).toBe(0);
    expect(ask('pdftotext', ['-f', String(count)], pdf)).toMatch(/2026年4月10日印发/);
  });

  testWith('pdfdetach', 'carries its data file unchanged', () => {
    expect(ask('pdfdetach', ['-list'], pdf)).toContain('报告数据.json');
    expect(firstFileOf(pdf).toString()).toBe(DATA);
  });
});

describe('a hard document', () => {
  const bare: OfficialDocument = {
    issuer: '和平社区居民委员会',
    title: '关于'.concat('很长的标题'.repeat(30)),
    body: [],
    signature: '和平社区居民委员会',
    date: '2026年4月10日',
    createdAt: new Date('2026-04-10T02:00:00Z'),
  };
  const flat = (bytes: Buffer): string => ask('pdftotext', [], bytes).replace(/\s/g, '');

  testWith('pdftotext', 'keeps every character of a title of many lines', async () => {
    const text = flat(await renderOfficialDocument(bare));
    expect(text).toContain(`关于${'很长的标题'.repeat(30)}`);
  });

  testWith('pdftotext', 'lets a row taller than a page through line by line', async () => {
    const rows = [{ cells: ['字'.repeat(3000), 'x'.repeat(500)] }, { cells: ['甲', '乙'] }];
    const columns = [
      { title: '说明', width: 1 },
      { title: '校验值', width: 1 },
    ];
    const table = { kind: 'table' as const, table: { columns, rows } };
    const text = flat(await renderOfficialDocument({ ...bare, title: '标题', body: [table] }));
    expect(text.match(/字/g)).toHaveLength(3000);
    expect(text.match(/x/g)).toHaveLength(500);
    expect(text).toContain('甲乙');
  });

  testWith('pdftotext', 'says of an empty table that there is nothing', async () => {
    const table = {
      kind: 'table' as const,
      table: { columns: [{ title: '项目', width: 1 }], rows: [] },
    };
    expect(flat(await renderOfficialDocument({ ...bare, title: '标题', body: [table] }))).toContain(
      '项目（无）',
    );
  });

  testWith('pdftotext', 'never leaves the date alone on a page', async () => {
    for (let lines = 8; lines <= 16; lines += 1) {
      const body = [{ kind: 'paragraph' as const, text: '甲'.repeat(26 + 28 * (lines - 1)) }];
      const bytes = await renderOfficialDocument({ ...bare, title: '标题', body });
      const pages = ask('pdftotext', [], bytes).split('\f');
      expect(pages.find((page) => page.includes('4月10日'))).toContain('甲');
    }
  });

  test('names the font file that cannot be read', async () => {
    await expect(renderOfficialDocument(bare, { title: '/no/such/font.ttf' })).rejects.toThrow(
      '/no/such/font.ttf',
    );
  });
});
