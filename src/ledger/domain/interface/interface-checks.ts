import { Money } from '../../../kernel/money.js';
import { chineseMonth } from '../../../kernel/month.js';
import { codeRule, unruly } from './code-rule.js';
import type { InterfaceVoucher, InterfaceYear } from './interface-book.js';
import { VOUCHER_TYPES } from './public-records.js';

/** One test of consistency: what was looked at, how often, and what does not hold. */
export interface InterfaceFinding {
  readonly test: string;
  readonly count: number;
  readonly problems: readonly string[];
}

interface Turnover {
  debit: Money;
  credit: Money;
}

const WORDS: ReadonlySet<string> = new Set(VOUCHER_TYPES.map(({ code }) => code));

/**
 * Tries what the files say against each other, from the very records that are written: 会计核算软件数据接口's own tests.
 * It refuses nothing, for a book with an error is its owner's too; what does not hold is told beside the files.
 */
export class InterfaceChecks {
  private readonly turnovers = new Map<string, Turnover>();
  private readonly lastNumbers = new Map<string, number>();
  private readonly unbalanced: string[] = [];
  private readonly gaps: string[] = [];
  private readonly unknown: string[] = [];
  private vouchers = 0;
  private lines = 0;

  private readonly accounts: ReadonlySet<string>;
  private readonly leaves: ReadonlySet<string>;
  private readonly items: ReadonlyMap<string, ReadonlySet<string>>;
  private readonly cashFlowItems: ReadonlySet<string>;

  constructor(private readonly book: InterfaceYear) {
    this.accounts = new Set(book.accounts.map(({ code }) => code));
    this.leaves = new Set(book.accounts.flatMap(({ code, leaf }) => (leaf ? code : [])));
    this.items = new Map(
      book.dimensions.map(({ code, items }) => [code, new Set(items.map((item) => item.code))]),
    );
    this.cashFlowItems = new Set(book.cashFlowItems.map(({ code }) => code));
  }

  /** Takes a voucher as it is written, in order of month, word and number. */
  take(voucher: InterfaceVoucher): void {
    const name = `${chineseMonth(voucher.month)}${voucher.word}字第${voucher.no}号`;
    this.vouchers += 1;
    this.number(voucher, name);
    if (!WORDS.has(voucher.word)) this.unknown.push(`${name}：记账凭证类型 ${voucher.word}`);
    const sum = { debit: Money.ZERO, credit: Money.ZERO };
    for (const line of voucher.lines) {
      this.lines += 1;
      sum[line.side] = sum[line.side].plus(line.amount);
      const key = `${voucher.month} ${line.accountCode}`;
      const turnover = this.turnovers.get(key) ?? { debit: Money.ZERO, credit: Money.ZERO };
      turnover[line.side] = turnover[line.side].plus(line.amount);
      this.turnovers.set(key, turnover);
      if (!this.leaves.has(line.accountCode)) {
        this.unknown.push(`${name}第${line.lineNo}行：科目 ${line.accountCode} 不是末级科目`);
      }
      for (const [dimension, item] of Object.entries(line.items)) {
        if (this.items.get(dimension)?.has(item) !== true) {
          this.unknown.push(`${name}第${line.lineNo}行：辅助项 ${dimension} ${item}`);
        }
      }
      if (line.cashFlowItem !== null && !this.cashFlowItems.has(line.cashFlowItem)) {
        this.unknown.push(`${name}第${line.lineNo}行：现金流量项目 ${line.cashFlowItem}`);
      }
    }
    if (!sum.debit.equals(sum.credit)) {
      this.unbalanced.push(`${name}：借方 ${sum.debit.format()}，贷方 ${sum.credit.format()}`);
    }
  }

  /** What was found once every voucher was taken. */
  findings(): readonly InterfaceFinding[] {
    const { book } = this;
    return [
      { test: '科目编号唯一，上级科目存在', count: book.accounts.length, problems: this.chart() },
      {
        test: `科目编号长度合于编号规则 ${codeRule(book.accounts).join('-')}`,
        count: book.accounts.length,
        problems: unruly(book.accounts).map(({ code, name }) => `科目 ${code} ${name}`),
      },
      { test: '每张凭证借贷相等', count: this.vouchers, problems: this.unbalanced },
      { test: '凭证编号逐月逐类连续', count: this.vouchers, problems: this.gaps },
      { test: '凭证引用的编号在档案中都有', count: this.lines, problems: this.unknown },
      { test: '各期期初余额借贷相等', count: book.months.length, problems: this.openings() },
      { test: '各科目各期发生额等于凭证合计', count: this.turnovers.size, problems: this.sums() },
      { test: '期末余额等于期初加减发生额', count: book.months.length, problems: this.closings() },
      { test: '本期期初等于上期期末', count: book.months.length, problems: this.sequence() },
    ];
  }

  private number({ month, word, no }: InterfaceVoucher, name: string): void {
    const key = `${month} ${word}`;
    const expected = (this.lastNumbers.get(key) ?? 0) + 1;
    if (no !== expected) this.gaps.push(`${name}：应为第${expected}号`);
    this.lastNumbers.set(key, no);
  }

  private chart(): string[] {
    const seen = new Set<string>();
    return this.book.accounts.flatMap(({ code, parentCode }) => {
      const problems: string[] = [];
      if (seen.has(code)) problems.push(`科目 ${code} 重复`);
      if (parentCode !== null && !this.accounts.has(parentCode)) {
        problems.push(`科目 ${code} 的上级科目 ${parentCode} 不存在`);
      }
      seen.add(code);
      return problems;
    });
  }

  private openings(): string[] {
    return this.book.months.flatMap(({ month, balances }) => {
      const total = Money.sum(
        balances.filter(({ accountCode }) => this.leaves.has(accountCode)).map((b) => b.opening),
      );
      return total.isZero() ? [] : [`${chineseMonth(month)}：借方比贷方多 ${total.format()}`];
    });
  }

  private sums(): string[] {
    const left = new Map(this.turnovers);
    const problems = this.book.months.flatMap(({ month, balances }) =>
      balances
        .filter(({ accountCode }) => this.leaves.has(accountCode))
        .flatMap(({ accountCode, debit, credit }) => {
          const key = `${month} ${accountCode}`;
          const sum = left.get(key) ?? { debit: Money.ZERO, credit: Money.ZERO };
          left.delete(key);
          return sum.debit.equals(debit) && sum.credit.equals(credit)
            ? []
            : [
                `${chineseMonth(month)}科目 ${accountCode}：发生额借 ${debit.format()} 贷 ${credit.format()}，` +
                  `凭证合计借 ${sum.debit.format()} 贷 ${sum.credit.format()}`,
              ];
        }),
    );
    return [...problems, ...[...left.keys()].map((key) => `${key}：有凭证而没有发生额`)];
  }

  private closings(): string[] {
    return this.book.months.flatMap(({ month, balances }) =>
      balances
        .filter(
          ({ opening, debit, credit, closing }) =>
            !opening.plus(debit).minus(credit).equals(closing),
        )
        .map(({ accountCode }) => `${chineseMonth(month)}科目 ${accountCode}`),
    );
  }

  private sequence(): string[] {
    return this.book.months.slice(1).flatMap(({ month, balances }, place) => {
      const before = new Map(
        this.book.months[place]?.balances.map(({ accountCode, closing }) => [accountCode, closing]),
      );
      const openings = new Map(balances.map(({ accountCode, opening }) => [accountCode, opening]));
      return [...new Set([...before.keys(), ...openings.keys()])].flatMap((accountCode) => {
        const [closed, opened] = [
          before.get(accountCode) ?? Money.ZERO,
          openings.get(accountCode) ?? Money.ZERO,
        ];
        return closed.equals(opened)
          ? []
          : [
              `${chineseMonth(month)}科目 ${accountCode}：上期期末 ${closed.format()}，本期期初 ${opened.format()}`,
            ];
      });
    });
  }
}

/** The findings as a text for people. */
export function findingsText(title: string, findings: readonly InterfaceFinding[]): string {
  const holds = findings.every(({ problems }) => problems.length === 0);
  return [
    title,
    holds ? '结论：全部通过' : '结论：有不一致之处，见下',
    '',
    ...findings.flatMap(({ test, count, problems }) => [
      `${problems.length === 0 ? '通过' : '不符'}　${test}（${count}）`,
      ...problems.map((problem) => `　　${problem}`),
    ]),
    '',
  ].join('\r\n');
}
