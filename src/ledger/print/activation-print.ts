import { chineseDate, type LocalDate } from '../../kernel/local-date.js';
import type { FormPage, FormValue } from '../../platform/pdf/form.js';
import { ACTIVATION_FORM, KEEPER_ROWS } from './activation.form.js';
import { LEDGER_TITLES, type LedgerKind, type Printout } from './ledger-print.js';
import type { PrintHead } from './print-head.js';

/** A ledger of a year and how many pages it was bound with; null while the year still runs. */
export interface ActivatedLedger {
  readonly kind: LedgerKind;
  readonly pages: number | null;
}

/** 账簿启用表, one for each ledger of the year. */
export function activationPrintout(
  ledgers: readonly ActivatedLedger[],
  { year, from }: { year: number; from: LocalDate },
  head: PrintHead,
): Printout {
  const pages = ledgers.map((ledger): FormPage => ({
    form: 0,
    values: activationValues(ledger, { year, from }, head),
  }));
  return {
    name: `账簿启用表-${head.book}-${year}`,
    document: {
      title: `账簿启用表（${head.book}${year}年度）`,
      subject: head.book,
      author: head.unit,
      createdAt: head.printedAt,
      forms: [ACTIVATION_FORM],
    },
    pages,
    sheets: pages.length,
  };
}

function activationValues(
  { kind, pages }: ActivatedLedger,
  { year, from }: { year: number; from: LocalDate },
  head: PrintHead,
): Record<string, FormValue> {
  const values: Record<string, FormValue> = {
    unit: head.unit,
    ledger: LEDGER_TITLES[kind],
    book: head.book,
    year: `${year}年度`,
    from: chineseDate(from),
    pages:
      pages === null
        ? '第 1 页至第\u3000\u3000\u3000页'
        : `第 1 页至第 ${pages} 页，共 ${pages} 页`,
    volume: '第\u3000\u3000册\u3000共\u3000\u3000册',
    leader: '',
    chief: head.chief ?? '',
  };
  head.accountants.slice(0, KEEPER_ROWS).forEach((name, row) => {
    values[`${row}.keeper`] = name;
  });
  return values;
}
