import { Money } from '../../kernel/money.js';
import { chineseMonth, type Month } from '../../kernel/month.js';
import type { FormPage, FormValue } from '../../platform/pdf/form.js';
import type { TrialBalance, TrialBalanceAmounts } from '../domain/trial-balance.js';
import type { Printout } from './ledger-print.js';
import type { PrintHead } from './print-head.js';
import { amountValue, byRow, signature } from './ruled-paper.js';
import { BALANCE_ROWS, totalLineAt, TRIAL_BALANCE_FORM } from './trial-balance.form.js';

type Row = TrialBalanceAmounts & {
  readonly accountCode: string;
  readonly name: string;
  readonly level: number;
};

/** 科目余额表 of a month, its totals on the last sheet. */
export function trialBalancePrintout(
  { rows, totals }: TrialBalance,
  month: Month,
  head: PrintHead,
): Printout {
  const all: Row[] = [...rows, { ...totals, accountCode: '', name: '合\u3000计', level: 1 }];
  const sheets = Math.ceil(all.length / BALANCE_ROWS);
  const pages = Array.from({ length: sheets }, (_, index): FormPage => {
    const own = all.slice(index * BALANCE_ROWS, (index + 1) * BALANCE_ROWS);
    return {
      form: 0,
      values: {
        unit: `单位：${head.unit}`,
        book: `账套：${head.book}`,
        month: chineseMonth(month),
        page: `第 ${index + 1} 页\u3000共 ${sheets} 页`,
        'signed.0': signature('会计主管', head.chief),
        'signed.1': '复核：',
        'signed.2': '制表：',
        ...byRow(own.map(rowValues)),
      },
      rules: index === sheets - 1 ? [totalLineAt(own.length - 1)] : [],
    };
  });
  return {
    name: `科目余额表-${head.book}-${month}`,
    document: {
      title: `科目余额表（${head.book}${chineseMonth(month)}）`,
      subject: head.book,
      author: head.unit,
      createdAt: head.printedAt,
      forms: [TRIAL_BALANCE_FORM],
    },
    pages,
    sheets,
  };
}

function rowValues({ level, accountCode, name, ...amounts }: Row): Record<string, FormValue> {
  const isTotal = accountCode === '';
  const values: Record<string, FormValue> = {
    accountCode,
    name: `${'\u3000'.repeat(level - 1)}${name}`,
  };
  for (const [key, text] of Object.entries(amounts)) {
    const amount = Money.of(text);
    values[key] = amount.isZero() && !isTotal ? '' : amountValue(amount);
  }
  return values;
}
