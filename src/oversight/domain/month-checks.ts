import { chineseDate, type LocalDate } from '../../kernel/local-date.js';
import type { Money } from '../../kernel/money.js';
import { chineseMonth, lastDay, type Month } from '../../kernel/month.js';
import type { LeftOnYear } from '../../ledger/domain/year-end/year-state.js';
import type { RestrictionFacts } from './restrictions.js';

/** What the checks look at: the month as it stands in the books, the bank and the drawer. */
export interface MonthFacts {
  readonly month: Month;
  readonly today: LocalDate;
  /** The latest earlier month that no meeting has approved yet. */
  readonly pendingMonth: { readonly month: Month; readonly state: string } | null;
  readonly books: readonly BookFacts[];
}

export interface BookFacts {
  readonly bookNo: number;
  readonly name: string;
  readonly unposted: number;
  readonly trialBalance: { readonly debit: Money; readonly credit: Money };
  /** Printed relations of the statements that do not hold. */
  readonly brokenRelations: readonly string[];
  readonly movedMoney: boolean;
  /** The bank fund accounts held or moved money in the month. */
  readonly hasBank: boolean;
  readonly hasRevenueAccount: boolean;
  readonly hasExpenditureAccount: boolean;
  readonly reconciled: boolean;
  readonly unexplained: Money | null;
  readonly hasCash: boolean;
  readonly cashCounted: boolean;
  /** Payments in cash above the threshold that nobody has explained, each as a phrase. */
  readonly cashUnexplained: readonly string[];
  /** Evenings on which more cash lay in the box than the limit allows, each as a phrase. */
  readonly cashAlerts: readonly string[];
  /** null for a standard without 限定性净资产. */
  readonly restriction: RestrictionFacts | null;
  /** opening + income − expenditure − closing of the bank fund accounts. */
  readonly movementDifference: Money;
  /** What stands on the year in December; null in other months. */
  readonly yearLeft: LeftOnYear | null;
  readonly standardName: string;
  /** The book's standard is in force in the month. */
  readonly inForce: boolean;
}

/** One named check: whether it passes, and what to do when it does not. */
export interface MonthCheck {
  readonly code: string;
  readonly name: string;
  readonly passes: boolean;
  /** What to do; of a check that passes only what it warns of, or null. */
  readonly detail: string | null;
}

interface CheckRule {
  readonly code: string;
  readonly name: string;
  /** What fails, each as a sentence that says what to do. */
  readonly failures: (facts: MonthFacts) => readonly string[];
  /** What it warns of although it passes, each as a sentence. */
  readonly alerts?: (facts: MonthFacts) => readonly string[];
}

const ofBooks =
  (failure: (book: BookFacts, facts: MonthFacts) => string | null) =>
  (facts: MonthFacts): string[] =>
    facts.books.flatMap((book) => {
      const text = failure(book, facts);
      return text === null ? [] : [`第${book.bookNo}账套“${book.name}”：${text}`];
    });

/** The checks in the order in which a clerk works (会计基础工作规范 第六十三条; 企业财务会计报告条例 第十九条). */
const RULES: readonly CheckRule[] = [
  {
    code: 'month-over',
    name: '月份已到月末',
    failures: ({ month, today }) =>
      today < lastDay(month) ? [`请在 ${chineseDate(lastDay(month))}（月末）或以后上报。`] : [],
  },
  {
    code: 'books-opened',
    name: '已建立账套',
    failures: ({ books, month }) =>
      books.length === 0 ? [`${chineseMonth(month)}还没有启用的账套，请先建立账套。`] : [],
  },
  {
    code: 'earlier-months-approved',
    name: '以前月份已审议通过',
    failures: ({ pendingMonth }) =>
      pendingMonth === null
        ? []
        : [`请先完成${chineseMonth(pendingMonth.month)}的上报和居务监督委员会审议。`],
  },
  {
    code: 'all-posted',
    name: '凭证全部记账',
    failures: ofBooks(({ unposted }) =>
      unposted === 0 ? null : `还有 ${unposted} 张凭证未记账，请审核并记账，或删除作废的草稿。`,
    ),
  },
  {
    code: 'trial-balance',
    name: '试算平衡',
    failures: ofBooks(({ trialBalance: { debit, credit } }) =>
      debit.equals(credit)
        ? null
        : `期末借方余额合计 ${debit.format()} 元，贷方 ${credit.format()} 元，请运行账簿核验并查明差额。`,
    ),
  },
  {
    code: 'statement-relations',
    name: '报表勾稽关系',
    failures: ofBooks(({ brokenRelations }) =>
      brokenRelations.length === 0
        ? null
        : `报表勾稽关系不成立：${brokenRelations.join('；')}。请核对有关科目的记账。`,
    ),
  },
  {
    code: 'restrictions-agree',
    name: '限定性净资产与限定专项',
    failures: ofBooks(({ restriction }) => restrictionFailure(restriction)),
  },
  {
    code: 'standard-in-force',
    name: '会计制度在施行期',
    failures: ofBooks(({ inForce, standardName }, { month }) =>
      inForce
        ? null
        : `${standardName}在${chineseMonth(month)}不施行，请办理新旧会计制度衔接后再上报。`,
    ),
  },
  {
    code: 'suspense-settled',
    name: '待处理财产损溢年末无余额',
    failures: ofBooks(({ yearLeft }) => {
      const [one] = yearLeft?.suspense ?? [];
      return one === undefined
        ? null
        : `${one.accountCode} ${one.name}尚有余额 ${one.balance.abs().format()} 元，请查明原因并处理完毕。`;
    }),
  },
  {
    code: 'year-transferred',
    name: '年末结转',
    failures: ofBooks(({ yearLeft }) => {
      const left = yearLeft === null ? [] : [...yearLeft.left, ...yearLeft.details];
      return left.length === 0
        ? null
        : `还有 ${left.length} 个科目未结转（${left[0]?.accountCode ?? ''} ${left[0]?.name ?? ''}等），请办理年末结转，审核并记账。`;
    }),
  },
  {
    code: 'two-lines',
    name: '收支两条线',
    failures: ofBooks(({ movedMoney, hasRevenueAccount, hasExpenditureAccount }) =>
      !movedMoney || (hasRevenueAccount && hasExpenditureAccount)
        ? null
        : '本月有货币资金收付，但未设收入户和支出户，请登记两个资金账户并经收款、付款办理。',
    ),
  },
  {
    code: 'movements-add-up',
    name: '期初＋收入－支出＝期末',
    failures: ofBooks(({ movementDifference }) =>
      movementDifference.isZero()
        ? null
        : `银行收支与余额相差 ${movementDifference.format()} 元，请核对资金账户的收付记录。`,
    ),
  },
  {
    code: 'bank-reconciled',
    name: '银行对账',
    failures: ofBooks(({ hasBank, reconciled, unexplained }) =>
      reconciled || !hasBank
        ? null
        : unexplained === null || unexplained.isZero()
          ? '银行存款尚未对账，请导入银行对账单并确认余额调节表。'
          : `银行存款有 ${unexplained.format()} 元未能说明，请逐笔核对并确认余额调节表。`,
    ),
  },
  {
    code: 'cash-counted',
    name: '库存现金盘点',
    failures: ofBooks(({ hasCash, cashCounted }) =>
      !hasCash || cashCounted
        ? null
        : '库存现金尚未盘点，请由出纳盘点，在“银行对账与现金盘点”的 cash-counts 登记实点金额和监盘人。',
    ),
  },
  {
    code: 'cash-explained',
    name: '现金使用范围和库存限额',
    failures: ofBooks(({ cashUnexplained: found }) =>
      found.length === 0
        ? null
        : `${found.join('；')}。超过结算起点的应经支出户转账；确属可用现金的，在 cash-explanations 逐项登记用途和原因（现金管理暂行条例第五条、第六条）。`,
    ),
    alerts: ofBooks(({ cashAlerts }) =>
      cashAlerts.length === 0
        ? null
        : `${cashAlerts.join('；')}。超过限额的应送存银行，可在 cash-explanations 说明；不影响上报，将写入月报、会议记录和公示（现金管理暂行条例第九条）。`,
    ),
  },
];

/** Restricted net assets and restricted income not carried there yet are what the restricted funds hold (财会〔2024〕25号). */
function restrictionFailure(restriction: RestrictionFacts | null): string | null {
  if (restriction === null) return null;
  const { netAssets, funds } = restriction;
  const difference = netAssets.minus(funds);
  if (difference.isZero()) return null;
  const what = difference.isPositive()
    ? '限定资金已按用途支用的，请对该专项办理限定解除'
    : '限定解除多于支用，或限定性捐赠记入了非限定科目的，请红字冲正后重办';
  return `限定性净资产和未结转的限定性收入合计 ${netAssets.format()} 元，限定专项结余合计 ${funds.format()} 元，相差 ${difference.abs().format()} 元。${what}。`;
}

/** Runs every check; nothing is skipped because an earlier one fails. */
export function checkMonth(facts: MonthFacts): MonthCheck[] {
  return RULES.map(({ code, name, failures, alerts }) => {
    const found = failures(facts);
    const told = found.length > 0 ? found : (alerts?.(facts) ?? []);
    return {
      code,
      name,
      passes: found.length === 0,
      detail: told.length === 0 ? null : told.join(' '),
    };
  });
}
