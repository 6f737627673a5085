import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ask, testWith, wordsOf } from '../integration/pdf-tools.js';
import { startTestApp, type Client, type TestApp } from '../support/app.js';
import { bytesOf } from '../support/file-answer.js';
import { collectiveStory, COMMUNITY } from '../support/ledger-story.js';

const BOOK = `/api/v1/communities/${COMMUNITY}/books/1`;
const RENTS = 40;

let t: TestApp;
let supervisor: Client;
let wide: string;
let red: string;

beforeAll(async () => {
  t = await startTestApp('2027-01-10T09:00:00+08:00');
  const keeper = await collectiveStory(t);
  supervisor = await t.as('supervisor-a.001');
  for (let number = 1; number <= RENTS; number += 1) {
    const day = String(Math.min(number, 28)).padStart(2, '0');
    await keeper.post(1, `2026-03-${day}`, `收摊位费第${number}笔`, [
      ['10201', '10.00', ''],
      ['50101', '', '10.00'],
    ]);
  }
  const lines = Array.from({ length: 8 }, () => ['51301', '1.00', ''] as const);
  wide = (await keeper.post(1, '2026-04-07', '买八样文具', [...lines, ['10101', '', '8.00']])).id;
  const wrong = await keeper.post(1, '2026-05-06', '买纸', [
    ['51301', '5.05', ''],
    ['10101', '', '5.05'],
  ]);
  red = (await keeper.reverse(1, wrong.id, '2026-05-07')).id;
});

afterAll(async () => {
  await t.close();
});

/** A printed file: its bytes and its name. */
async function print(path: string): Promise<{ bytes: Buffer; name: string }> {
  const { bytes, type, disposition } = await bytesOf(supervisor.get(`${BOOK}/${path}`));
  expect(type).toBe('application/pdf');
  return { bytes, name: decodeURIComponent(disposition.replace(/^.*filename\*=UTF-8''/, '')) };
}

/** The text of each page as it was written, without white. */
const pagesOf = (pdf: Buffer): string[] =>
  ask('pdftotext', ['-raw'], pdf)
    .split('\f')
    .slice(0, -1)
    .map((page) => page.replace(/\s/g, ''));

/** The words of each line of a page, from left to right. */
function linesOf(pdf: Buffer, page: number): string[] {
  const words = wordsOf(pdf).filter((word) => word.page === page);
  const lines = new Map<number, { x: number; text: string }[]>();
  for (const { xMin, yMin, yMax, text } of words) {
    const middle = Math.round((yMin + yMax) / 2);
    const at = [middle - 1, middle, middle + 1].find((y) => lines.has(y)) ?? middle;
    lines.set(at, [...(lines.get(at) ?? []), { x: xMin, text }]);
  }
  return [...lines.entries()]
    .sort(([a], [b]) => a - b)
    .map(([, line]) =>
      line
        .sort((a, b) => a.x - b.x)
        .map(({ text }) => text)
        .join(' '),
    );
}

/** The cells of the ledger rows that begin with this word, on every page. */
const rowsOf = (pdf: Buffer, page: number, word: string): string[] =>
  linesOf(pdf, page).filter((line) => line.includes(word));

/** Width and height of the pages in points. */
function sizeOf(pdf: Buffer): number[] {
  const [, width, height] =
    /Page size:\s+([\d.]+) x ([\d.]+) pts/.exec(ask('pdfinfo', [], pdf)) ?? [];
  return [Number(Number(width).toFixed(2)), Number(Number(height).toFixed(2))];
}

const A5_LANDSCAPE = [595.28, 419.53];
const A4_PORTRAIT = [595.28, 841.89];
const A4_LANDSCAPE = [841.89, 595.28];

describe('a voucher on paper', () => {
  testWith('pdfinfo', 'is one sheet of A5 landscape', async () => {
    const { bytes, name } = await print(`vouchers/${red}?format=pdf`);
    expect(name).toBe('记账凭证-2026-05-记字第2号.pdf');
    expect(ask('pdfinfo', [], bytes)).toMatch(/Pages:\s+1\n/);
    expect(sizeOf(bytes)).toEqual(A5_LANDSCAPE);
  });

  testWith('pdffonts', 'carries its fonts', async () => {
    const { bytes } = await print(`vouchers/${red}?format=pdf`);
    const fonts = ask('pdffonts', [], bytes).trimEnd().split('\n').slice(2);
    expect(fonts.length).toBeGreaterThan(1);
    for (const font of fonts) expect(font).toMatch(/ yes yes yes /);
  });

  testWith('pdftotext', 'says in red letters what it cancels, without a sign', async () => {
    const { bytes } = await print(`vouchers/${red}?format=pdf`);
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
      const { bytes } = await print(`vouchers/${wide}?format=pdf`);
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
        word: '转',
        attachmentCount: 1,
        lines: [
          { summary: '调整', accountCode: '11201', debit: '0.50' },
          { summary: '调整', accountCode: '11202', credit: '0.50' },
        ],
      })
      .expect(201);
    const { id } = body as { id: string };
    const [page = ''] = pagesOf((await print(`vouchers/${id}?format=pdf`)).bytes);
    expect(page).toContain('转账凭证');
    expect(page).toContain('未记账');
    expect(page).toContain('转字第号');
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
    const empty = await supervisor.get(`${BOOK}/vouchers?month=2026-07&format=pdf`).expect(422);
    expect(empty.body).toMatchObject({ type: '/problems/nothing-to-print' });
    const paged = await supervisor.get(`${BOOK}/vouchers?limit=5&format=pdf`).expect(400);
    expect(paged.body).toMatchObject({
      type: '/problems/validation-failed',
      errors: [{ pointer: '/limit' }],
    });
  });
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
    const { body } = await supervisor
      .get(`${BOOK}/account-ledgers?from=2025-01&through=2025-06&format=pdf`)
      .expect(422);
    expect(body).toMatchObject({ type: '/problems/nothing-to-print' });
    await supervisor.get(`${BOOK}/account-ledgers/999?format=pdf`).expect(404);
    await supervisor.get(`${BOOK}/account-ledgers?format=xlsx`).expect(400);
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
    const { body } = await supervisor
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
    const { body } = await supervisor.get(`${BOOK}/ledger-activation?year=2024`).expect(422);
    expect(body).toMatchObject({
      type: '/problems/date-before-book-opened',
      date: '2024-12-31',
      openedOn: '2025-12-01',
    });
  });
});
