import { describe, expect, test } from '@jest/globals';
import { refusalOf } from '../../kernel/refusal.fixture.js';
import { compileFiling, type QuarterSources } from './compile-filing.js';
import { reportSections, reportTitle, useRate } from './filing-prose.js';
import type { ReportedBook } from '../../oversight/domain/month-report.js';
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

function withJanuaryBook(changed: (book: ReportedBook) => ReportedBook): QuarterSources {
  const [january, february, march] = QUARTER.months;
  const books = january.report.books.map((book) => (book.bookNo === 1 ? changed(book) : book));
  return {
    ...QUARTER,
    months: [{ ...january, report: { ...january.report, books } }, february, march],
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

  test('adds up the receipts of one account over the months, whatever the words', () => {
    const renamed = withJanuaryBook((book) => {
      const income = book.movements.income.map((one) => ({ ...one, item: '1月物业费' }));
      return { ...book, movements: { ...book.movements, income } };
    });
    expect(compileFiling(HEAD, renamed).books[0]?.incomeItems).toEqual([
      {
        item: '经营收入—物业管理费',
        accountCode: '50104',
        nature: 'income',
        details: ['1月物业费', '物业管理费'],
        count: 3,
        amount: '4893063.00',
      },
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
      '集体资产账：收款4,893,063.00元（人民币肆佰捌拾玖万叁仟零陆拾叁元整），其中1月2,314,731.00元，2月2,171,278.00元，3月407,054.00元。',
    );
    expect(text(2)).toContain(
      '本季度各账套付款合计1,845,078.04元（人民币壹佰捌拾肆万伍仟零柒拾捌元零肆分）。',
    );
  });

  test('with what is no income apart, and a bridge to the statements', () => {
    const deposited = withJanuaryBook((book) => {
      const [fee] = book.movements.income;
      const income = [
        { ...fee!, amount: '2294731.00' },
        {
          ...fee!,
          id: '1:记-9',
          item: '装修保证金',
          nature: 'claims' as const,
          account: { code: '21104', name: '应付款—装修保证金' },
          amount: '20000.00',
        },
      ];
      // 5,288.00 overpaid was carried to the debts: the statements say less than was received.
      const recognised = { ...book.recognised, income: '2289443.00' };
      return { ...book, recognised, movements: { ...book.movements, income } };
    });
    const compiled = compileFiling(HEAD, deposited);
    expect(compiled.books[0]?.incomeParts).toEqual({
      operating: '4873063.00',
      other: '20000.00',
      others: [{ nature: 'claims', count: 1, amount: '20000.00' }],
    });
    const said = reportSections(compiled)[1]?.paragraphs.join('') ?? '';
    expect(said).toContain(
      '其中收入4,873,063.00元，非收入性收款20,000.00元（押金、往来20,000.00元）。',
    );
    expect(said).toContain(
      '减去应收未收、转账更正等不经收款的收入5,288.00元，即报表收入4,867,775.00元。',
    );
    expect(said).toContain('社区公司账：收款94,461.08元');
    expect(said).toContain('全部是收入。项目：技术服务收入94,461.08元。报表收入与此相同。');
  });

  test('with the investments that no bank balance holds', () => {
    expect(text(3)).toContain(
      '投资和定期存款：集体资产账短期投资—定期存款5,550,000.00元。不在前述银行存款之内。',
    );
  });

  test('with the relation between restricted accounts and restricted funds, as it is', () => {
    const related = (netAssets: string) => ({
      ...filing,
      books: filing.books.map((book) => ({
        ...book,
        restriction: book.bookNo === 2 ? { netAssets, funds: '3000.00' } : null,
      })),
    });
    const said = (netAssets: string) => reportSections(related(netAssets))[3]?.paragraphs.at(-1);
    expect(said('3000.00')).toContain('合计3,000.00元，等于限定专项结余合计3,000.00元。');
    expect(said('3000.01')).toContain('合计3,000.01元，不等于限定专项结余合计3,000.00元。');
    expect(text(3)).not.toContain('限定性净资产');
  });

  test('a later version says which it replaces and what it answers', () => {
    const replaces = {
      version: 1,
      documentNumber: '示范社区集报〔2026〕1号',
      submittedOn: '2026-04-03',
      reasons: '请说明定期存款。',
      byStreet: true,
    };
    const said = (data: typeof filing) => reportSections(data)[0]?.paragraphs.join('');
    expect(said({ ...filing, version: 2, replaces })).toContain(
      '本报告是第2版，替代2026年4月3日报送的第1版（示范社区集报〔2026〕1号）。街道退回意见“请说明定期存款”，本报告已据此补充。',
    );
    expect(said(filing)).not.toContain('替代');
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
