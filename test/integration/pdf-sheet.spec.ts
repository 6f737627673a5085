import { beforeAll, describe, expect, test } from '@jest/globals';
import { type SheetDocument } from '../../src/platform/pdf/document.js';
import { PdfRenderer } from '../../src/platform/pdf/pdf-renderer.js';
import { renderSheet } from '../../src/platform/pdf/sheet.js';
import { ask, testWith, wordsOf } from './pdf-tools.js';

const HEAD = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

const notice: SheetDocument = {
  title: '和平社区2026年3月集体资金收支公示',
  subtitle: '公示期：2026年4月1日至2026年4月7日',
  blocks: [
    { kind: 'paragraph', text: '现将本社区2026年3月集体资金收支情况公示如下。' },
    {
      kind: 'table',
      table: {
        unit: '单位：元',
        columns: [
          { title: '日期', width: 1, kind: 'date' },
          { title: '用途', width: 3 },
          { title: '金额', width: 1.5, kind: 'figure' },
        ],
        rows: Array.from({ length: 60 }, (_, index) => ({
          cells: ['3月5日', `第${index + 1}笔支出`, '1,234.50'],
        })),
      },
    },
  ],
  signature: '和平社区居民委员会',
  date: '2026年4月1日',
  footer: {
    lines: ['对公示内容有异议的，请向居务监督委员会提出：0826-7654321。'],
    mark: `账簿链首：${HEAD}`,
    qr: { url: 'https://gongzhang.example.cn/n/1', caption: '扫码看明细' },
  },
  createdAt: new Date('2026-04-01T02:00:00Z'),
};

let pdf: Buffer;
beforeAll(async () => {
  pdf = await renderSheet(notice);
});

describe('a sheet to pin up', () => {
  test('is the same bytes for the same sheet, whoever renders it', async () => {
    const renderer = new PdfRenderer();
    expect((await renderer.sheet(structuredClone(notice))).equals(pdf)).toBe(true);
    await renderer.close();
  });

  testWith(
    'pdftotext',
    'tells on every page where to object, the chain head and its number',
    () => {
      const pages = ask('pdftotext', [], pdf).split('\f').slice(0, -1);
      expect(pages.length).toBeGreaterThan(1);
      for (const [index, page] of pages.entries()) {
        const flat = page.replace(/\s/g, '');
        expect(flat).toContain('对公示内容有异议的，请向居务监督委员会提出：0826-7654321。');
        expect(flat).toContain(HEAD);
        expect(flat).toContain(`第${index + 1}页共${pages.length}页`);
        expect(flat).toContain('和平社区2026年3月集体资金收支公示');
      }
    },
  );

  testWith('pdftotext', 'keeps its type large and inside the page', () => {
    const words = wordsOf(pdf);
    const row = words.find(({ text }) => text === '第1笔支出')!;
    // The reader's box is 1.437 em high: type of 12 pt or more for old readers.
    expect((row.yMax - row.yMin) / 1.437).toBeGreaterThanOrEqual(11.9);
    for (const word of words) {
      expect(word.xMin).toBeGreaterThan(50);
      expect(word.xMax).toBeLessThan(595.28 - 50);
      expect(word.yMax).toBeLessThan(841.89 - 25);
    }
  });

  testWith('pdftotext', 'aligns figures to the right edge of their column', () => {
    const amounts = wordsOf(pdf).filter(({ text }) => text === '1,234.50');
    expect(amounts).toHaveLength(60);
    expect(new Set(amounts.map(({ xMax }) => xMax.toFixed(2))).size).toBe(1);
  });
});
