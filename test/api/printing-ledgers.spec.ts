import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testWith } from '../integration/pdf-tools.js';
import { startTestApp, type TestApp } from '../support/app.js';
import {
  A4_LANDSCAPE,
  A4_PORTRAIT,
  BOOK,
  pagesOf,
  rowsOf,
  sizeOf,
  printer,
  printingStory,
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

describe('an account on paper', () => {
  testWith('pdfinfo', 'is bound on A4', async () => {
    const { bytes } = await print('account-ledgers/10201?from=2026-01&through=2026-12&format=pdf');
    expect(sizeOf(bytes)).toEqual(A4_PORTRAIT);
  });

  testWith('pdftotext', 'turns its pages: 承前页 is 过次页 of the page before', async () => {
    const { bytes } = await print('account-ledgers/10201?from=2026-01&through=2026-12&format=pdf');
    expect(rowsOf(bytes, 1, '上年结转')).toEqual(['1 1 上年结转 借 1,179.50']);
    expect(rowsOf(bytes, 1, '过次页')).toEqual(['过次页 790.00 100.00 借 1,869.50']);
    expect(rowsOf(bytes, 2, '承前页')).toEqual(['承前页 790.00 100.00 借 1,869.50']);
    expect(rowsOf(bytes, 2, '本月合计')).toEqual(['3 31 本月合计 400.00 0.00 借 2,059.50']);
    expect(rowsOf(bytes, 2, '本年累计')).toEqual(['3 31 本年累计 980.00 100.00 借 2,059.50']);
    expect(rowsOf(bytes, 2, '结转下年')).toEqual(['12 31 结转下年 借 2,059.50']);
    const pages = pagesOf(bytes);
    expect(pages[0]).toContain('第1页共2页');
    expect(pages[1]).toContain('第2页共2页');
    for (const page of pages) {
      expect(page).toContain('科目：10201银行存款／收入户');
      expect(page).toContain('账套：集体资产账');
      expect(page).toContain('2026年');
      expect(page).toContain('记账：会计甲');
      expect(page).toContain('会计主管：');
    }
  });

  testWith('pdftotext', 'an account without a balance stands 平 and 0', async () => {
    const { bytes } = await print('account-ledgers/321?from=2025-12&through=2025-12&format=pdf');
    expect(rowsOf(bytes, 1, '期初余额')).toEqual(['12 1 期初余额 平 0']);
    expect(rowsOf(bytes, 1, '本年累计')).toEqual(['12 31 本年累计 300.00 300.00 平 0']);
    expect(rowsOf(bytes, 1, '结转下年')).toEqual([]);
  });
});

describe('the bound books', () => {
  testWith(
    'pdftotext',
    'the sub-ledger begins with 科目目录 and numbers its pages on',
    async () => {
      const { bytes } = await print('account-ledgers?from=2026-01&through=2026-12&format=pdf');
      const pages = pagesOf(bytes);
      expect(pages).toHaveLength(11);
      expect(pages[0]).toContain('科目目录');
      expect(rowsOf(bytes, 1, '10201')).toEqual(['10201 银行存款／收入户 2 3']);
      expect(rowsOf(bytes, 1, '51301')).toEqual(['51301 管理费用／办公费 10 10']);
      pages.slice(1).forEach((page, index) => {
        expect(page).toContain(`第${index + 1}页共10页`);
      });
      expect(pages[3]).toContain('科目：10201银行存款／收入户');
    },
  );

  testWith('pdftotext', 'a sub-ledger that begins amid a month goes on from there', async () => {
    const { bytes } = await print('account-ledgers?from=2026-03-11&through=2026-03-12&format=pdf');
    const page = pagesOf(bytes).findIndex((text) => text.includes('科目：10201')) + 1;
    expect(rowsOf(bytes, page, '期初余额')).toEqual(['3 11 期初余额 借 1,759.50']);
    expect(rowsOf(bytes, page, '本月合计')).toEqual(['3 12 本月合计 120.00 0.00 借 1,779.50']);
    expect(rowsOf(bytes, page, '本年累计')).toEqual(['3 12 本年累计 700.00 100.00 借 1,779.50']);
  });

  testWith(
    'pdftotext',
    'the general ledger has a page for each account of the standard',
    async () => {
      const { bytes } = await print('general-ledger?month=2026-03&format=pdf');
      expect(rowsOf(bytes, 1, '银行存款')).toEqual(['102 银行存款 2 2']);
      expect(rowsOf(bytes, 3, '上年结转')).toEqual(['1 1 上年结转 借 1,179.50']);
      expect(rowsOf(bytes, 3, '本年累计')).toEqual([
        '1 31 本年累计 500.00 100.00 借 1,579.50',
        '2 28 本年累计 580.00 100.00 借 1,659.50',
        '3 31 本年累计 980.00 100.00 借 2,059.50',
      ]);
      expect(rowsOf(bytes, 3, '结转下年')).toEqual([]);
    },
  );

  testWith('pdftotext', 'the bank journal totals a day of several entries alone', async () => {
    const { bytes } = await print('journals/bank?month=2026-03&format=pdf');
    expect(rowsOf(bytes, 1, '本日合计')).toEqual([]);
    expect(rowsOf(bytes, 2, '本日合计')).toEqual(['3 28 本日合计 130.00 0.00 借 2,059.50']);
    expect(rowsOf(bytes, 1, '过次页')).toEqual(['过次页 280.00 0.00 借 1,939.50']);
    expect(rowsOf(bytes, 2, '承前页')).toEqual(['承前页 280.00 0.00 借 1,939.50']);
  });

  testWith('pdfinfo', 'the trial balance lies on A4 landscape', async () => {
    const { bytes } = await print('trial-balance?month=2026-03&format=pdf');
    expect(sizeOf(bytes)).toEqual(A4_LANDSCAPE);
  });

  testWith('pdftotext', 'the trial balance ends in its totals', async () => {
    const { bytes } = await print('trial-balance?month=2026-03&format=pdf');
    expect(rowsOf(bytes, 1, '收入户')).toEqual([
      '10201 收入户 1,659.50 400.00 980.00 100.00 2,059.50',
    ]);
    expect(rowsOf(bytes, 1, '合')).toEqual([
      '合 计 1,879.50 1,879.50 400.00 400.00 1,112.05 1,112.05 2,279.50 2,279.50',
    ]);
  });

  test('what has no figures is refused', async () => {
    const { body } = await story.supervisor
      .get(`${BOOK}/account-ledgers?from=2025-01&through=2025-06&format=pdf`)
      .expect(422);
    expect(body).toMatchObject({ type: '/problems/nothing-to-print' });
    await story.supervisor.get(`${BOOK}/account-ledgers/999?format=pdf`).expect(404);
    await story.supervisor.get(`${BOOK}/account-ledgers?format=xlsx`).expect(400);
  });
});
