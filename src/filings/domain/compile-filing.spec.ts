import { describe, expect, test } from '@jest/globals';
import { refusalOf } from '../../kernel/refusal.fixture.js';
import { compileFiling, type QuarterSources } from './compile-filing.js';
import { reportSections, reportTitle, useRate } from './filing-prose.js';
import { HEAD, QUARTER } from './quarter.fixture.js';

const filing = compileFiling(HEAD, QUARTER);

function withMarchOpening(opening: string): QuarterSources {
  const [january, february, march] = QUARTER.months;
  const books = march.report.books.map((book) =>
    book.bookNo === 1 ? { ...book, movements: { ...book.movements, opening } } : book,
  );
  return {
    ...QUARTER,
    months: [january, february, { ...march, report: { ...march.report, books } }],
  };
}

describe('a quarter is drawn from its three month reports', () => {
  test('opens with the first month, closes with the last, and adds up what came between', () => {
    expect(filing.books.map(({ months: _, statements: __, ...book }) => book)).toMatchObject([
      {
        bookNo: 1,
        opening: '434236.00',
        income: '4893063.00',
        expenditure: '1780158.00',
        closing: '3547141.00',
        pettyCash: '30000.00',
      },
      {
        bookNo: 2,
        opening: '3446.83',
        income: '94461.08',
        expenditure: '64920.04',
        closing: '32987.87',
      },
    ]);
    expect(filing.totals).toEqual({
      opening: '437682.83',
      income: '4987524.08',
      expenditure: '1845078.04',
      closing: '3580128.87',
      pettyCash: '30000.00',
    });
  });

  test('keeps every month-end of every book', () => {
    expect(filing.books[0]?.months.map(({ month, closing }) => [month, closing])).toEqual([
      ['2026-01', '2106968.00'],
      ['2026-02', '3739205.00'],
      ['2026-03', '3547141.00'],
    ]);
  });

  test('adds up the receipts of one item over the months', () => {
    expect(filing.books[0]?.incomeItems).toEqual([
      { item: '物业管理费', count: 3, amount: '4893063.00' },
    ]);
  });

  test('sums the charity fund and keeps its opening and closing', () => {
    expect(filing.charity).toMatchObject({ donations: 6, received: '4500.00', spent: '1500.00' });
    expect(filing.charity.funds).toMatchObject([
      { code: 'JH01', opening: '0.00', received: '4500.00', used: '1500.00', closing: '3000.00' },
    ]);
  });

  test('a book opened in the second month counts from there', () => {
    const [january, february, march] = QUARTER.months;
    const only = january.report.books.filter(({ bookNo }) => bookNo === 1);
    const late = compileFiling(HEAD, {
      ...QUARTER,
      months: [{ ...january, report: { ...january.report, books: only } }, february, march],
    });
    expect(late.books[1]).toMatchObject({ opening: '1136.41', income: '90261.08' });
    expect(late.books[1]?.months).toHaveLength(2);
  });

  test('a month that does not go on where its forerunner ended is refused', () => {
    expect(refusalOf(() => compileFiling(HEAD, withMarchOpening('3739205.01')))).toMatchObject({
      code: 'filing-figures-disagree',
      facts: { book: '集体资产账', month: '2026-03' },
    });
    expect(compileFiling(HEAD, withMarchOpening('3739205.00')).totals.closing).toBe('3580128.87');
  });
});

describe('the report is written from the figures', () => {
  const sections = reportSections(filing);
  const text = (index: number): string => sections[index]?.paragraphs.join('\n') ?? '';

  test('under its title and in six sections', () => {
    expect(reportTitle(filing)).toBe('关于示范社区2026年第一季度集体经济收支情况的报告');
    expect(sections.map(({ heading }) => heading)).toEqual([
      '基本情况',
      '收入情况',
      '支出情况',
      '资产与债权债务',
      '公示与监督审核情况',
      '存在问题及下一步',
    ]);
  });

  test('with totals in figures and in words', () => {
    expect(text(1)).toContain(
      '集体资产账：收入4,893,063.00元（人民币肆佰捌拾玖万叁仟零陆拾叁元整），其中1月2,314,731.00元，2月2,171,278.00元，3月407,054.00元。',
    );
    expect(text(2)).toContain(
      '本季度各账套支出合计1,845,078.04元（人民币壹佰捌拾肆万伍仟零柒拾捌元零肆分）。',
    );
  });

  test('with the share of properties in use', () => {
    expect(useRate(filing.assets)).toBe('91.67');
    expect(useRate({ ...filing.assets, total: 0 })).toBeNull();
    expect(text(3)).toContain('出租21处、自用1处、闲置2处，使用率91.67%');
  });

  test('with each meeting and notice', () => {
    expect(text(4)).toContain(
      '1月：居务监督委员会于2026年2月3日开会，应到3人，实到3人，对2笔支出逐笔表决，对全月收支表决同意3票、不同意0票、弃权0票，审核通过。',
    );
    expect(text(4)).toContain(
      '公示期自2026年2月5日至2026年2月19日，共15日，收到异议1件，已答复1件。',
    );
    expect(text(4)).toContain('共15日，没有收到异议。');
    expect(text(4)).toContain('共15日，截至2026年4月8日没有收到异议。');
  });

  test('with the problems that the figures show, then those that the accountant adds', () => {
    expect(filing.problems).toEqual([
      '有2处资产闲置：幸福路12号门面（2026年2月11日起）、原锅炉房（2025年12月1日起）。',
      '有1笔租金逾期未收，合计1,250.00元，最早的自2026年3月5日起拖欠。',
      '2026年2月月报曾退回1次，更正后以第2版通过审核。',
      '公示期间居民提出异议1件，已答复1件。',
      '老旧电梯大修资金尚缺口。',
    ]);
    expect(text(5)).toContain('下一步：\n1．四月底前完成幸福路门面的招租。');
  });

  test('without problems it says so', () => {
    const clean = { ...filing, problems: [], plans: [] };
    expect(reportSections(clean)[5]?.paragraphs).toEqual([
      '本季度账目和公示中没有发现需要说明的问题。',
    ]);
  });
});
