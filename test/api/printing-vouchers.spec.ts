import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ask, testWith } from '../integration/pdf-tools.js';
import { startTestApp, type TestApp } from '../support/app.js';
import {
  A5_LANDSCAPE,
  BOOK,
  RENTS,
  pagesOf,
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

describe('a voucher on paper', () => {
  testWith('pdfinfo', 'is one sheet of A5 landscape', async () => {
    const { bytes, name } = await print(`vouchers/${story.red}?format=pdf`);
    expect(name).toBe('记账凭证-2026-05-记字第2号.pdf');
    expect(ask('pdfinfo', [], bytes)).toMatch(/Pages:\s+1\n/);
    expect(sizeOf(bytes)).toEqual(A5_LANDSCAPE);
  });

  testWith('pdffonts', 'carries its fonts', async () => {
    const { bytes } = await print(`vouchers/${story.red}?format=pdf`);
    const fonts = ask('pdffonts', [], bytes).trimEnd().split('\n').slice(2);
    expect(fonts.length).toBeGreaterThan(1);
    for (const font of fonts) expect(font).toMatch(/ yes yes yes /);
  });

  testWith('pdftotext', 'says in red letters what it cancels, without a sign', async () => {
    const { bytes } = await print(`vouchers/${story.red}?format=pdf`);
    const [page = ''] = pagesOf(bytes);
    for (const text of [
      '记账凭证',
      '红字凭证',
      '单位：示范社区',
      '账套：集体资产账',
      '2026年5月7日',
      '记字第2号',
      '人民币负伍元零伍分',
      '管理费用',
      '办公费',
      '制单：会计甲',
    ]) {
      expect(page).toContain(text);
    }
    expect(page).not.toMatch(/-\d/);
  });

  testWith(
    'pdftotext',
    'takes a second sheet with a fraction number, and the total stands there',
    async () => {
      const { bytes } = await print(`vouchers/${story.wide}?format=pdf`);
      const pages = pagesOf(bytes);
      expect(pages).toHaveLength(2);
      expect(pages[0]).toContain('记字第11/2号');
      expect(pages[0]).toContain('合计见第12/2号');
      expect(pages[0]).toContain('附件1张');
      expect(pages[0]).not.toContain('人民币');
      expect(pages[1]).toContain('记字第12/2号');
      expect(pages[1]).toContain('人民币捌元整');
      expect(pages[1]).toContain('附件见1/2号');
      expect(pages[1]).toContain('审核：审核乙');
    },
  );

  testWith('pdftotext', 'a draft prints as not posted, without a number', async () => {
    const accountant = await t.as('accountant.001');
    const { body } = await accountant
      .post(`${BOOK}/vouchers`, {
        date: '2026-06-01',
        attachmentCount: 1,
        lines: [
          { summary: '调整', accountCode: '11201', debit: '0.50' },
          { summary: '调整', accountCode: '11202', credit: '0.50' },
        ],
      })
      .expect(201);
    const { id } = body as { id: string };
    const [page = ''] = pagesOf((await print(`vouchers/${id}?format=pdf`)).bytes);
    expect(page).toContain('记账凭证');
    expect(page).toContain('未记账');
    expect(page).toContain('记字第号');
    expect(page).toContain('人民币伍角整');
    expect(page).not.toContain('出纳：');
  });
});

describe('the vouchers of a month on paper', () => {
  testWith('pdftotext', 'follow their numbers, one sheet each', async () => {
    const { bytes } = await print('vouchers?month=2026-03&format=pdf');
    const pages = pagesOf(bytes);
    expect(pages).toHaveLength(RENTS);
    pages.forEach((page, index) => {
      expect(page).toContain(`记字第${index + 1}号`);
      expect(page).toContain('人民币壹拾元整');
    });
  });

  test('a month without vouchers is refused, and a page of a list is not printed', async () => {
    const empty = await story.supervisor
      .get(`${BOOK}/vouchers?month=2026-07&format=pdf`)
      .expect(422);
    expect(empty.body).toMatchObject({ type: '/problems/nothing-to-print' });
    const paged = await story.supervisor.get(`${BOOK}/vouchers?limit=5&format=pdf`).expect(400);
    expect(paged.body).toMatchObject({
      type: '/problems/validation-failed',
      errors: [{ pointer: '/limit' }],
    });
  });
});

describe('what goes in front', () => {
  testWith('pdftotext', 'the cover counts the vouchers and what is attached', async () => {
    const { bytes, name } = await print('binding-cover?month=2026-04&word=%E8%AE%B0');
    expect(name).toBe('凭证封面-集体资产账-2026-04.pdf');
    const [page = ''] = pagesOf(bytes);
    for (const text of [
      '会计凭证封面',
      '示范社区',
      '集体资产账',
      '2026年',
      '4月',
      '自2026年4月7日至2026年4月7日',
      '自记字第1号至记字第1号',
      '共1号2张',
      '共1张',
      '装订人',
      '会计主管',
    ]) {
      expect(page).toContain(text);
    }
  });

  testWith('pdfinfo', 'the cover has the size of the vouchers', async () => {
    const { bytes } = await print('binding-cover?month=2026-03');
    expect(sizeOf(bytes)).toEqual(A5_LANDSCAPE);
  });

  test('a word without vouchers has no cover', async () => {
    const { body } = await story.supervisor
      .get(`${BOOK}/binding-cover?month=2026-03&word=${encodeURIComponent('付')}`)
      .expect(422);
    expect(body).toMatchObject({ type: '/problems/nothing-to-print' });
  });

  testWith(
    'pdftotext',
    'each ledger of a year that is over is activated with its pages',
    async () => {
      const { bytes } = await print('ledger-activation?year=2026');
      const pages = pagesOf(bytes);
      expect(pages).toHaveLength(4);
      const [general = '', subsidiary = ''] = pages;
      expect(general).toContain('账簿启用表');
      expect(general).toContain('总账');
      expect(general).toContain('第1页至第7页，共7页');
      expect(subsidiary).toContain('明细账');
      expect(subsidiary).toContain('第1页至第10页，共10页');
      expect(subsidiary).toContain('2026年1月1日');
      expect(subsidiary).toContain('会计甲');
      expect(subsidiary).toContain('交接记录');
    },
  );

  testWith('pdftotext', 'the pages of a year that runs are written in by hand', async () => {
    const { bytes } = await print('ledger-activation?year=2027&ledger=cash');
    const pages = pagesOf(bytes);
    expect(pages).toHaveLength(1);
    expect(pages[0]).toContain('库存现金日记账');
    expect(pages[0]).toContain('第1页至第页');
  });

  test('a year before the book is refused', async () => {
    const { body } = await story.supervisor.get(`${BOOK}/ledger-activation?year=2024`).expect(422);
    expect(body).toMatchObject({
      type: '/problems/date-before-book-opened',
      date: '2024-12-31',
      openedOn: '2025-12-01',
    });
  });
});
