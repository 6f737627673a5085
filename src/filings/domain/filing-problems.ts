import { chineseDate, parseLocalDate } from '../../kernel/local-date.js';
import { Money } from '../../kernel/money.js';
import { chineseMonth, parseMonth } from '../../kernel/month.js';
import type { FilingData } from './filing-data.js';

type Figures = Pick<FilingData, 'months' | 'books' | 'assets' | 'charity'>;

/** What the figures themselves show to need attention, each as one sentence. */
export function problemsOf(figures: Figures): string[] {
  return [
    ...idleProperties(figures),
    ...arrears(figures),
    ...returnedMonths(figures),
    ...objections(figures),
    ...shrinkingBooks(figures),
    ...idleRestrictedFunds(figures),
  ];
}

function idleProperties({ assets }: Figures): string[] {
  const { idleList } = assets;
  if (idleList.length === 0) return [];
  const named = idleList
    .slice(0, 3)
    .map(({ name, since }) => `${name}（${chineseDate(parseLocalDate(since))}起）`)
    .join('、');
  return [`有${idleList.length}处资产闲置：${named}${idleList.length > 3 ? '等' : ''}。`];
}

function arrears({ assets }: Figures): string[] {
  const { arrears: owed } = assets;
  if (owed.length === 0) return [];
  const total = Money.sum(owed.map(({ amount }) => Money.of(amount)));
  const oldest = owed.map(({ since }) => since).sort()[0] ?? '';
  return [
    `有${owed.length}笔租金逾期未收，合计${total.format()}元，最早的自${chineseDate(parseLocalDate(oldest))}起拖欠。`,
  ];
}

function returnedMonths({ months }: Figures): string[] {
  return months
    .filter(({ reportVersion }) => reportVersion > 1)
    .map(
      ({ month, reportVersion }) =>
        `${chineseMonth(parseMonth(month))}月报曾退回${reportVersion - 1}次，更正后以第${reportVersion}版通过审核。`,
    );
}

function objections({ months }: Figures): string[] {
  const made = months.reduce((sum, { notice }) => sum + notice.objections, 0);
  const answered = months.reduce((sum, { notice }) => sum + notice.answered, 0);
  if (made === 0) return [];
  const rest = made - answered;
  return [
    `公示期间居民提出异议${made}件，已答复${answered}件${rest === 0 ? '' : `，尚有${rest}件待答复`}。`,
  ];
}

function shrinkingBooks({ books }: Figures): string[] {
  return books
    .filter(({ income, expenditure }) => Money.of(expenditure).greaterThan(Money.of(income)))
    .map(({ name, income, expenditure }) => {
      const gap = Money.of(expenditure).minus(Money.of(income));
      return `${name}本季度支出大于收入${gap.format()}元。`;
    });
}

function idleRestrictedFunds({ charity }: Figures): string[] {
  return charity.funds
    .filter(
      ({ restricted, used, closing }) =>
        restricted && Money.of(used).isZero() && Money.of(closing).isPositive(),
    )
    .map(
      ({ name, closing }) =>
        `限定用途的专项“${name}”结余${Money.of(closing).format()}元，本季度没有使用。`,
    );
}
