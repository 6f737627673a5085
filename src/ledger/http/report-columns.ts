import type { Money } from '../../kernel/money.js';
import type { Month } from '../../kernel/month.js';
import type { LedgerRow } from '../domain/account-ledger.js';
import type { RestrictionSplit, StatementRow } from '../domain/statements/evaluate-statement.js';
import type { StatementDefinition } from '../domain/statements/statement-definition.js';
import type {
  GeneralLedgerRow,
  TrialBalanceAmounts,
  TrialBalanceRow,
} from '../domain/trial-balance.js';
import type { ReportColumn } from './report-file.js';

/** A row of the trial balance as printed; the totals stand last, without a code. */
export type PrintedBalance = TrialBalanceAmounts & Partial<TrialBalanceRow>;

const text = <T>(title: string, width: number, value: ReportColumn<T>['value']) => ({
  title,
  width,
  value,
});

const figure = <T>(title: string, value: ReportColumn<T>['value']): ReportColumn<T> => ({
  title,
  width: 16,
  value,
  figure: true,
  kind: 'figure',
});

/** Two columns under one heading. */
const sides = <T>(
  group: string,
  debit: ReportColumn<T>['value'],
  credit: ReportColumn<T>['value'],
): ReportColumn<T>[] => [
  { ...figure(`${group}借方`, debit), group, head: '借方' },
  { ...figure(`${group}贷方`, credit), group, head: '贷方' },
];

/** 科目余额表 */
export const TRIAL_BALANCE_COLUMNS: readonly ReportColumn<PrintedBalance>[] = [
  text('科目编码', 12, ({ accountCode }) => accountCode ?? ''),
  text('科目名称', 22, ({ name }) => name ?? '合计'),
  ...sides<PrintedBalance>(
    '期初余额',
    (row) => row.openingDebit,
    (row) => row.openingCredit,
  ),
  ...sides<PrintedBalance>(
    '本期发生额',
    (row) => row.debit,
    (row) => row.credit,
  ),
  ...sides<PrintedBalance>(
    '本年累计',
    (row) => row.ytdDebit,
    (row) => row.ytdCredit,
  ),
  ...sides<PrintedBalance>(
    '期末余额',
    (row) => row.closingDebit,
    (row) => row.closingCredit,
  ),
];

/** 总账 */
export const GENERAL_LEDGER_COLUMNS: readonly ReportColumn<GeneralLedgerRow>[] = [
  text('科目编码', 10, ({ accountCode }) => accountCode),
  text('科目名称', 20, ({ name }) => name),
  text('期初方向', 6, ({ openingDirection }) => openingDirection),
  figure('期初余额', ({ opening }) => opening),
  ...sides<GeneralLedgerRow>(
    '本月合计',
    (row) => row.debit,
    (row) => row.credit,
  ),
  ...sides<GeneralLedgerRow>(
    '本年累计',
    (row) => row.ytdDebit,
    (row) => row.ytdCredit,
  ),
  text('期末方向', 6, ({ closingDirection }) => closingDirection),
  figure('期末余额', ({ closing }) => closing),
];

/** 明细账、日记账 */
export const LEDGER_COLUMNS: readonly ReportColumn<LedgerRow>[] = [
  { ...text<LedgerRow>('日期', 12, ({ date }) => date), kind: 'date' },
  text('凭证', 8, ({ voucher }) => voucher),
  text('摘要', 30, ({ summary }) => summary),
  text('科目', 20, ({ accountCode, accountName }) =>
    accountCode === null ? null : `${accountCode} ${accountName ?? ''}`,
  ),
  text('对方科目', 24, ({ contra }) => contra),
  figure('借方', ({ debit }) => debit?.toString() ?? null),
  figure('贷方', ({ credit }) => credit?.toString() ?? null),
  text('方向', 5, ({ direction }) => direction),
  figure('余额', ({ balance }) => balance.toString()),
];

const amount = (
  title: string,
  of: (row: StatementRow) => Money | undefined,
): ReportColumn<StatementRow> => figure<StatementRow>(title, (row) => of(row)?.toString() ?? null);

/** 非限定性、限定性 and 合计 under one heading. */
const split = (
  group: string,
  of: (row: StatementRow) => RestrictionSplit | undefined,
  whole: (row: StatementRow) => Money | undefined,
): ReportColumn<StatementRow>[] =>
  (
    [
      ['非限定性', (row) => of(row)?.unrestricted],
      ['限定性', (row) => of(row)?.restricted],
      ['合计', whole],
    ] as [string, (row: StatementRow) => Money | undefined][]
  ).map(([head, value]) => ({ ...amount(`${group}${head}`, value), group, head }));

/**
 * The columns that the standard prints a statement with. Compared, a statement of a period shows the same period of
 * the year before, in December in the place of the month, as the annual form does (财会〔2011〕17号 附录 利润表). A small
 * enterprise's forms (会小企02表、会小企03表) say the year before the month.
 */
export function statementColumns(
  definition: StatementDefinition<string>,
  comparedMonth: Month | null = null,
): readonly ReportColumn<StatementRow>[] {
  const first = [
    text<StatementRow>('项目', 40, ({ label, level }) => `${'\u3000'.repeat(level)}${label}`),
    text<StatementRow>('行次', 6, ({ row }) => (row === null ? null : String(row))),
  ];
  if (definition.columns === 'position') {
    return [
      ...first,
      amount('期末余额', (row) => row.closing),
      amount('年初余额', (row) => row.opening),
    ];
  }
  const annual = comparedMonth?.endsWith('-12') === true;
  const before = annual ? '上年金额' : '上年同期累计金额';
  if (definition.restricted === undefined) {
    const periods = [
      ...(annual ? [] : [amount('本月金额', (row) => row.month)]),
      amount('本年累计金额', (row) => row.yearToDate),
    ];
    return [
      ...first,
      ...(definition.standard === 'small-enterprise-2011' ? periods.reverse() : periods),
      ...(comparedMonth === null ? [] : [amount(before, (row) => row.priorYear)]),
    ];
  }
  return [
    ...first,
    ...(annual
      ? []
      : split(
          '本月数',
          ({ split: parts }) => parts?.month,
          (row) => row.month,
        )),
    ...split(
      '本年累计数',
      ({ split: parts }) => parts?.yearToDate,
      (row) => row.yearToDate,
    ),
    ...(comparedMonth === null
      ? []
      : split(
          annual ? '上年数' : '上年同期累计数',
          ({ split: parts }) => parts?.priorYear,
          (row) => row.priorYear,
        )),
  ];
}
