import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { testWith } from '../integration/pdf-tools.js';
import { startTestApp, type TestApp } from '../support/app.js';
import {
  A4_PORTRAIT,
  pagesOf,
  printer,
  printingStory,
  rowsOf,
  sizeOf,
  type PrintingStory,
} from './printing.fixture.js';

let t: TestApp;
let story: PrintingStory;
const print = printer(() => story.supervisor);

beforeAll(async () => {
  t = await startTestApp('2027-01-10T09:00:00+08:00');
  story = await printingStory(t);
});

afterAll(async () => {
  await t.close();
});

describe('a statement on paper', () => {
  testWith(
    'pdftotext',
    'a balance sheet stands in two sides on one sheet, totals on one line',
    async () => {
      const { bytes } = await print('statements/balance-sheet?month=2026-03&format=pdf');
      expect(sizeOf(bytes)).toEqual(A4_PORTRAIT);
      const pages = pagesOf(bytes);
      expect(pages).toHaveLength(1);
      expect(pages[0]).toContain('负债和所有者权益行次期末余额年初余额');
      const [totals = ''] = rowsOf(bytes, 1, '资产总计');
      expect(totals).toMatch(
        /^资产总计 24 [\d,.]+ [\d,.]+ 负债和所有者权益总计 40 [\d,.]+ [\d,.]+$/,
      );
      const figures = totals.match(/[\d,]+\.\d\d/g) ?? [];
      expect(figures.slice(0, 2)).toEqual(figures.slice(2));
    },
  );

  testWith('pdftotext', 'is signed by those who answer for it', async () => {
    for (const kind of ['balance-sheet', 'income', 'income-detail']) {
      const { bytes } = await print(`statements/${kind}?month=2026-03&format=pdf`);
      const text = pagesOf(bytes).join('');
      expect([kind, text]).toEqual([kind, expect.stringMatching(/单位负责人.*会计主管.*制表/)]);
    }
  });

  testWith(
    'pdftotext',
    'a journal of a month in which nothing moved totals nothing and keeps its balance',
    async () => {
      const { bytes } = await print('journals/bank?month=2026-06&format=pdf');
      expect(rowsOf(bytes, 1, '本月合计')).toEqual(['6 30 本月合计 0.00 0.00 借 2,059.50']);
      expect(rowsOf(bytes, 1, '本年累计')).toEqual(['6 30 本年累计 980.00 100.00 借 2,059.50']);
    },
  );
});
